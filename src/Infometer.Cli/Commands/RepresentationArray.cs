using System.Text.RegularExpressions;

namespace Infometer.Cli.Commands;

/// <summary>An array that is measured as a representation.</summary>
/// <param name="Name">File and name as they would be typed.</param>
/// <param name="Info">What its header says.</param>
/// <param name="Read">Reads it.</param>
internal sealed partial record RepresentationArray(string Name, ArrayInfo Info, Func<Variable> Read)
{
    /// <summary>The name without its epoch or step: arrays of one layer have the same, where they have as many columns.</summary>
    public string Layer => $"{EpochRegex().Replace(Name, "$1*")} ({string.Join('×', Info.Shape.Skip(1))})";

    [GeneratedRegex("((?:epoch|step)[_=. -]?)[0-9]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EpochRegex();
}
