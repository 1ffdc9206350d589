using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// The gap Δ12 between the largest and the second largest logit of each row (Cubuk and others 2017): how far a prediction is from being
/// another. Probabilities give the same gaps, as ln p is a logit. All in logits.
/// </summary>
public sealed record LogitGaps
{
    private static readonly ImmutableArray<double> s_levels = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

    /// <summary>The mean gap; infinite where a row's second probability is 0.</summary>
    public required double Mean { get; init; }

    /// <summary>Quantiles: the share of rows below, and the gap there.</summary>
    public required ImmutableArray<(double Level, double Gap)> Quantiles { get; init; }

    /// <summary>The share of rows with a gap below each threshold that was asked for.</summary>
    public required ImmutableArray<(double Threshold, double Share)> Below { get; init; }

    /// <summary>Width of a bin of <see cref="Histogram"/>; the first begins at 0.</summary>
    public required double BinWidth { get; init; }

    /// <summary>Rows per bin; the last one counts all rows above the others.</summary>
    public required ImmutableArray<int> Histogram { get; init; }

    /// <summary>Rows whose two largest logits are equal.</summary>
    public required int Ties { get; init; }

    /// <summary>The power law near 0; null where too few gaps are there.</summary>
    public required GapPowerLaw? PowerLaw { get; init; }

    /// <summary>Summarises gaps, which are sorted in place.</summary>
    internal static LogitGaps Of(double[] gaps, ClassifierOptions options)
    {
        double mean = gaps.Sum() / gaps.Length;
        Array.Sort(gaps);
        double width = Quantile(gaps, s_levels[^1]) / options.HistogramBins;
        return new LogitGaps
        {
            Mean = mean,
            Quantiles = [.. s_levels.Select(level => (level, Quantile(gaps, level)))],
            Below = [.. options.GapThresholds.Select(t => (t, (double)CountBelow(gaps, t) / gaps.Length))],
            BinWidth = width,
            Histogram = width > 0 && double.IsFinite(width) ? Counts(gaps, width, options.HistogramBins) : [],
            Ties = CountBelow(gaps, double.Epsilon),
            PowerLaw = GapPowerLaw.Fit(gaps, options.PowerLawShare),
        };
    }

    // Linear between order statistics, as NumPy's default is.
    private static double Quantile(double[] sorted, double level)
    {
        double at = level * (sorted.Length - 1);
        int below = (int)at;
        double share = at - below;
        return share == 0 ? sorted[below] : sorted[below] + (share * (sorted[below + 1] - sorted[below]));
    }

    private static int CountBelow(double[] sorted, double threshold)
    {
        int at = Array.FindIndex(sorted, gap => gap >= threshold);
        return at < 0 ? sorted.Length : at;
    }

    private static ImmutableArray<int> Counts(double[] gaps, double width, int bins)
    {
        int[] counts = new int[bins + 1];
        foreach (double gap in gaps)
        {
            counts[(int)Math.Min(bins, gap / width)]++;
        }

        return [.. counts];
    }
}
