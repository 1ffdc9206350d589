namespace Infometer;

/// <summary>
/// Bins of the same width between the smallest and the largest value: cut j = min + j·(max − min)/bins. Bins may be
/// empty; a single outlier pushes everything else into one bin, where <see cref="EqualFrequency"/> would not. O(n).
/// </summary>
/// <param name="Bins">Number of bins, at least 1. A constant gets one bin.</param>
public sealed record EqualWidth(int Bins) : Discretizer
{
    /// <summary>Number of bins, at least 1.</summary>
    public int Bins { get; init => field = CheckBins(value); } = CheckBins(Bins);

    private protected override bool NeedsOrder => false;

    private protected override double[] FindCuts(ReadOnlySpan<double> values, ReadOnlySpan<int> target)
    {
        double min = values[0];
        double max = values[0];
        foreach (double value in values)
        {
            min = value < min ? value : min;
            max = value > max ? value : max;
        }

        return Cuts(min, max, Bins);
    }

    /// <summary>The inner edges of <paramref name="bins"/> bins of the same width; those that rounding makes coincide count once.</summary>
    internal static double[] Cuts(double min, double max, int bins)
    {
        double[] cuts = new double[bins - 1];
        int count = 0;
        double last = min;
        for (int j = 1; j < bins; j++)
        {
            double cut = Cut(min, max, j, bins);
            if (cut > last && cut <= max)
            {
                cuts[count++] = cut;
                last = cut;
            }
        }

        return cuts[..count];
    }

    /// <summary>min + j·(max − min)/bins, as weighted ends because max − min may overflow.</summary>
    internal static double Cut(double min, double max, int j, int bins) =>
        (min * ((double)(bins - j) / bins)) + (max * ((double)j / bins));

    /// <inheritdoc/>
    public override string ToString() => $"{Bins} equal-width bins";
}
