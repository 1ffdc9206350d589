namespace Infometer.Cli.Commands;

/// <summary>An array that is measured as a representation.</summary>
/// <param name="Name">File and name as they would be typed.</param>
/// <param name="Info">What its header says.</param>
/// <param name="Read">Reads it.</param>
internal sealed record RepresentationArray(string Name, ArrayInfo Info, Func<Variable> Read)
{
    /// <summary>The name without its epoch or step: arrays of one layer have the same, where they have as many columns.</summary>
    public string Layer => $"{EpochName.Regex().Replace(Name, "${word}*")} ({string.Join('×', Info.Shape.Skip(1))})";
}
