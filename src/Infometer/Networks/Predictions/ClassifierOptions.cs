using System.Collections.Immutable;

namespace Infometer;

/// <summary>What <see cref="ClassifierInformation"/> reads and shows.</summary>
public sealed record ClassifierOptions
{
    /// <summary>The defaults.</summary>
    public static ClassifierOptions Default { get; } = new();

    /// <summary>Whether the array holds probabilities instead of logits. Default false.</summary>
    public bool AreProbabilities { get; init; }

    /// <summary>Gaps below which the share of rows is counted, in logits, ascending. Default 0.01, 0.1, 0.5, 1.</summary>
    public ImmutableArray<double> GapThresholds { get; init; } = [0.01, 0.1, 0.5, 1];

    /// <summary>Bins of the gaps' histogram, of equal width from 0 to the 99 % quantile. Default 20.</summary>
    public int HistogramBins { get; init; } = 20;

    /// <summary>The share of rows, those of the smallest gaps, that the power law near 0 is fitted to. Default 0.1.</summary>
    public double PowerLawShare { get; init; } = 0.1;

    /// <summary>A class of fewer rows is said to be tiny: its centroid follows its own rows. Default 30.</summary>
    public int TinyClass { get; init; } = 30;

    internal void Check()
    {
        if (HistogramBins < 1 || !(PowerLawShare is > 0 and <= 1) || TinyClass < 0 || GapThresholds.Any(t => !(t > 0)))
        {
            throw new InvalidInputException(
                "The options of a classifier need at least 1 bin, a share above 0 and at most 1, and gap thresholds above 0.");
        }
    }
}
