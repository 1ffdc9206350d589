using System.Collections.Immutable;

namespace Infometer;

/// <summary>What a measure found, before an interval and a verdict are drawn from it.</summary>
/// <param name="Raw">The bare value of the estimator that was asked for.</param>
/// <param name="Value">The point to report.</param>
internal sealed record Evaluation(double Raw, double Value)
{
    /// <summary>The value of the counts put into the formula.</summary>
    public required double PluginValue { get; init; }

    /// <summary>
    /// Corrected values of which none is right everywhere: less the chance level (or, for entropies, by another estimator), and
    /// less the jackknife bias. Intervals reach from below the lower to above the higher one.
    /// </summary>
    public required ImmutableArray<double> Centres { get; init; }

    /// <summary>Variance of the value from the scatter of its local values.</summary>
    public required double FirstOrderVariance { get; init; }

    /// <summary>Variance that remains where the first-order one vanishes.</summary>
    public required double SecondOrderVariance { get; init; }

    /// <summary>
    /// How sparse the counts are: the chance level as a share of the entropy that bounds it, or for entropies the share of rows
    /// whose combination of levels occurs once.
    /// </summary>
    public required double Sparsity { get; init; }

    /// <summary>The largest value possible; null where there is none.</summary>
    public double? Ceiling { get; init; }

    /// <summary>The value's mean under independence, where the value is what the test looks at.</summary>
    public double? Chance => IsInformation ? Test?.Mean : null;

    /// <summary>Whether the value is an amount of shared information, non-negative and 0 exactly under the null.</summary>
    public bool IsInformation { get; init; }

    /// <summary>Whether the value is made of entropies alone, so that it can only be too low in sparse counts.</summary>
    public bool IsEntropy { get; init; }

    /// <summary>The test against the null; null for measures that do not vanish under independence.</summary>
    public INullTest? Test { get; init; }

    /// <summary>The p-value, where the draws of the test have been made; null where inference is to find it.</summary>
    public NullPValue? P { get; init; }

    /// <summary>Why nothing can be concluded whatever the numbers are; null where something can.</summary>
    public Note? Obstacle { get; init; }

    /// <summary>What the reader of the number should know of how it was found.</summary>
    public ImmutableArray<Note> Remarks { get; init; } = [];

    /// <summary>Standard error: both orders of the variance.</summary>
    public double StandardError => Math.Sqrt(FirstOrderVariance + SecondOrderVariance);
}
