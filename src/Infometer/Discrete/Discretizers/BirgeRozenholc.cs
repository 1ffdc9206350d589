namespace Infometer;

/// <summary>
/// Bins of the same width between the smallest and the largest value, their number D chosen by the data: D maximises
/// Σ_j N_j ln(N_j D/n) − (D − 1 + (ln D)^2.5), the log-likelihood of the histogram less a penalty.
/// </summary>
/// <remarks>
/// <para>D runs over 1…n/ln n: over every number up to 256, and beyond in steps of 2 %, where the criterion is flat. Ties
/// look like infinitely sharp peaks and call for many bins: use <see cref="EqualFrequency"/> for counts and rounded values.</para>
/// <para>Cost: the sort, then one search per bin of every D tried: a few times the sort at n = 10⁶.</para>
/// <para>Birgé and Rozenholc (2006), How many bins should be put in a regular histogram, ESAIM: Probability and Statistics 10.</para>
/// </remarks>
public sealed record BirgeRozenholc : Discretizer
{
    private const int Exhaustive = 256;

    private protected override double[] FindCuts(ReadOnlySpan<double> values, ReadOnlySpan<int> target)
    {
        double min = values[0];
        double max = values[^1];
        int limit = Math.Max(1, (int)(values.Length / Math.Log(values.Length)));
        int best = 1;
        double bestScore = 0;
        for (int bins = 2; bins <= limit && max > min; bins = Next(bins))
        {
            double score = LogLikelihood(values, bins) - Penalty(bins);
            if (score > bestScore)
            {
                best = bins;
                bestScore = score;
            }
        }

        return EqualWidth.Cuts(min, max, best);
    }

    private static int Next(int bins) => bins < Exhaustive ? bins + 1 : bins + (bins / 50);

    private static double Penalty(int bins) => bins - 1 + Math.Pow(Math.Log(bins), 2.5);

    // Σ N_j ln(N_j D/n), relative to the single bin.
    private static double LogLikelihood(ReadOnlySpan<double> sorted, int bins)
    {
        double sum = 0;
        int start = 0;
        for (int j = 1; j < bins; j++)
        {
            int end = FirstAtLeast(sorted, start, EqualWidth.Cut(sorted[0], sorted[^1], j, bins));
            sum += Likelihood(end - start, bins, sorted.Length);
            start = end;
        }

        return sum + Likelihood(sorted.Length - start, bins, sorted.Length);
    }

    private static double Likelihood(int count, int bins, int n) => count == 0 ? 0 : count * Math.Log((double)count * bins / n);

    // The first row from `start` on whose value is at least `cut`: strides double until one oversteps, then halve.
    private static int FirstAtLeast(ReadOnlySpan<double> sorted, int start, double cut)
    {
        int low = start;
        int stride = 1;
        while (low + stride < sorted.Length && sorted[low + stride] < cut)
        {
            low += stride;
            stride *= 2;
        }

        int high = Math.Min(low + stride, sorted.Length);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] >= cut)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <inheritdoc/>
    public override string ToString() => "Birgé–Rozenholc bins";
}
