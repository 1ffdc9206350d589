namespace Infometer;

/// <summary>What a coefficient found, before an interval, a p-value and a verdict are drawn from it.</summary>
/// <param name="Value">The point.</param>
internal sealed record DependenceFinding(double Value)
{
    /// <summary>The standard error, where a law is known.</summary>
    public double? StandardError { get; init; }

    /// <summary>
    /// The limits that the truth lies below, and above, with probability at most the argument each; null where no law is known.
    /// </summary>
    public Func<double, (double Low, double High)>? Limits { get; init; }

    /// <summary>Whether the sign of the value means something, so that the interval goes on below 0.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The p-value by a known law with the name of null and law; null where only draws can tell.</summary>
    public (double P, string Method)? Analytic { get; init; }

    /// <summary>The null by draws.</summary>
    public required INullTest Test { get; init; }

    /// <summary>Further numbers by name.</summary>
    public IReadOnlyList<(string Name, double Number)> Details { get; init; } = [];

    /// <summary>What the reader has to know.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];
}
