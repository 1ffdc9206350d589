namespace Infometer;

/// <summary>
/// Bins that hold as equally many rows as ties allow. Each cut lies at the boundary between two distinct values that is
/// nearest to its quantile, so that equal values are never parted and no bin is empty. O(n log n) for the sort, then
/// O(bins² log n).
/// </summary>
/// <remarks>
/// <para>A value that fills more than a bin's share of the rows weighs as much as one bin, and the other rows share the
/// remaining bins: with half of the rows at zero and the others above, 4 bins hold 1/2, 1/6, 1/6, 1/6. There are as many
/// bins as asked for, or one per distinct value where there are not that many.</para>
/// <para>Codes depend on the ranks alone: any increasing transformation of the values gives the same codes, and all columns
/// without ties have the same counts, hence the same null distribution against a target.</para>
/// </remarks>
/// <param name="Bins">Number of bins, at least 1; see <see cref="Discretizer.DefaultBins"/>.</param>
public sealed record EqualFrequency(int Bins) : Discretizer
{
    /// <summary>Number of bins, at least 1.</summary>
    public int Bins { get; init => field = CheckBins(value); } = CheckBins(Bins);

    private protected override double[] FindCuts(ReadOnlySpan<double> values, ReadOnlySpan<int> target)
    {
        if (FewDistinct(values, Bins) is { } distinct)
        {
            return distinct;
        }

        List<Run> heavy = HeavyRuns(values, Bins, out double share);
        double[] cuts = new double[Bins - 1];
        int count = 0;
        int last = 0;
        for (int j = 1; j < Bins; j++)
        {
            int boundary = NearestBoundary(values, Position(j * share, share, heavy));
            if (boundary > last && boundary < values.Length)
            {
                cuts[count++] = values[boundary];
                last = boundary;
            }
        }

        return cuts[..count];
    }

    // Every distinct value but the first, where there are at most `bins` of them; null where there are more.
    private static double[]? FewDistinct(ReadOnlySpan<double> sorted, int bins)
    {
        List<double> cuts = [];
        int start = RunAt(sorted, 0).End;
        while (start < sorted.Length)
        {
            if (cuts.Count == bins - 1)
            {
                return null;
            }

            cuts.Add(sorted[start]);
            start = RunAt(sorted, start).End;
        }

        return [.. cuts];
    }

    // The values that fill a bin alone, and the share of rows that each of the other bins should hold. Each value found
    // leaves fewer rows per bin for the rest, which may make further values heavy.
    private static List<Run> HeavyRuns(ReadOnlySpan<double> sorted, int bins, out double share)
    {
        List<Run> heavy = [];
        share = (double)sorted.Length / bins;
        while (true)
        {
            List<Run> found = RunsOfAtLeast(sorted, (int)Math.Ceiling(share));
            if (found.Count == heavy.Count)
            {
                return heavy;
            }

            heavy = found;
            share = (double)(sorted.Length - heavy.Sum(run => run.Length)) / (bins - heavy.Count);
        }
    }

    // A run of `length` equal values covers a multiple of `length`: it is enough to look there.
    private static List<Run> RunsOfAtLeast(ReadOnlySpan<double> sorted, int length)
    {
        List<Run> runs = [];
        int seen = 0;
        for (int at = 0; at < sorted.Length; at += length)
        {
            if (at < seen)
            {
                continue;
            }

            Run run = RunAt(sorted, at);
            seen = run.End;
            if (run.Length >= length)
            {
                runs.Add(run);
            }
        }

        return runs;
    }

    // The row position that lies `quantile` rows from the start when every heavy run is as long as one share.
    private static double Position(double quantile, double share, List<Run> heavy)
    {
        double shrunk = 0;
        foreach (Run run in heavy)
        {
            double start = run.Start - shrunk;
            if (quantile < start)
            {
                break;
            }

            if (quantile < start + share)
            {
                return run.Start + ((quantile - start) * run.Length / share);
            }

            shrunk += run.Length - share;
        }

        return quantile + shrunk;
    }

    // The boundary between two distinct values that is nearest to the position; the lower one of two equally near.
    private static int NearestBoundary(ReadOnlySpan<double> sorted, double position)
    {
        Run run = RunAt(sorted, Math.Min((int)position, sorted.Length - 1));
        return run.Start > 0 && position - run.Start <= run.End - position ? run.Start : run.End;
    }

    // The rows that share the value of row `at`.
    private static Run RunAt(ReadOnlySpan<double> sorted, int at)
    {
        double value = sorted[at];
        return new Run(FirstAtLeast(sorted, value), FirstAtLeast(sorted, Math.BitIncrement(value)));
    }

    private static int FirstAtLeast(ReadOnlySpan<double> sorted, double value)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] >= value)
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

    private readonly record struct Run(int Start, int End)
    {
        public int Length => End - Start;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Bins} equal-frequency bins";
}
