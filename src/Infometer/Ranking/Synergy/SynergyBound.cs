using System.Numerics;

namespace Infometer;

/// <summary>What a single pass over the counts of a pair tells: the synergy, and what the test of no interaction is at most.</summary>
/// <param name="Synergy">S, plug-in, in nats.</param>
/// <param name="Statistic">
/// An upper bound of G²: 2n(S + ln η), G² of the Kirkwood superposition p_ij p_iy p_jy/(p_i p_j p_y) divided by its sum η. That table
/// has no three-way interaction, and none of those fits better than the one of the test (Wan et al. 2010).
/// </param>
/// <param name="DegreesOfFreedom">Those of the test; 0 where the pair cannot be tested.</param>
internal readonly record struct SynergyBound(double Synergy, double Statistic, int DegreesOfFreedom)
{
    /// <summary>
    /// A pair of levels takes part in the test where its superposed count is at least this in every level of the target.
    /// Chosen by simulation: see docs/synergy.md.
    /// </summary>
    public const double LeastCount = 1;

    /// <summary>The p-value that the test's is not below.</summary>
    public double PValue => DegreesOfFreedom == 0 ? 1 : SpecialFunctions.ChiSquareSurvival(Statistic, DegreesOfFreedom);

    /// <summary>Computes it from the counts n_ijy, [y][i][j].</summary>
    public static SynergyBound Of(LevelBitsets a, LevelBitsets b, TargetClasses target, ReadOnlySpan<int> cells)
    {
        int c = target.Levels;
        double n = target.Rows;
        Sums sums = c == 2 ? SumTwo(a, b, cells) : SumAny(a, b, c, cells);
        double synergy = ((sums.Triples - sums.Pairs) / n) + a.Offset + b.Offset + target.Offset;
        int degrees = sums.Least >= LeastCount ? (a.Levels - 1) * (b.Levels - 1) * (c - 1) : ThinDegrees(a, b, target, cells);
        return new SynergyBound(synergy, Math.Max(0, 2 * n * (synergy + Math.Log(sums.Superposed / n))), degrees);
    }

    // The sums over the cells, for any number of target levels.
    private static Sums SumAny(LevelBitsets a, LevelBitsets b, int targetLevels, ReadOnlySpan<int> cells)
    {
        int plane = a.Levels * b.Levels;
        Sums sums = new() { Least = double.PositiveInfinity };
        int ij = 0;
        for (int i = 0; i < a.Levels; i++)
        {
            ReadOnlySpan<double> shares = a.Shares.AsSpan(i * targetLevels, targetLevels);
            for (int j = 0; j < b.Levels; j++, ij++)
            {
                ReadOnlySpan<double> lifts = b.Lifts.AsSpan(j * targetLevels, targetLevels);
                int total = 0;
                double sum = 0;
                double least = double.PositiveInfinity;
                for (int y = 0, cell = ij; y < shares.Length; y++, cell += plane)
                {
                    int count = cells[cell];
                    double share = shares[y] * lifts[y];
                    total += count;
                    sums.Triples += CountTables.XLogX(count);
                    sum += share;
                    least = share < least ? share : least;
                }

                sums.Pairs += CountTables.XLogX(total);
                sums.Superposed += total * sum;
                sums.Least = Math.Min(sums.Least, total * least);
            }
        }

        return sums;
    }

    // The same for two target levels, the usual case and three times as fast.
    private static Sums SumTwo(LevelBitsets a, LevelBitsets b, ReadOnlySpan<int> cells)
    {
        ReadOnlySpan<double> lifts = b.Lifts;
        int width = lifts.Length / 2;
        ReadOnlySpan<int> first = cells[..(a.Levels * width)];
        ReadOnlySpan<int> second = cells.Slice(first.Length, first.Length);
        double triples = 0;
        double others = 0;
        double pairs = 0;
        double superposed = 0;
        double least = double.PositiveInfinity;
        for (int i = 0, ij = 0; i < a.Levels; i++)
        {
            double share0 = a.Shares[2 * i];
            double share1 = a.Shares[(2 * i) + 1];
            for (int j = 0; j < lifts.Length; j += 2, ij++)
            {
                int total = first[ij] + second[ij];
                double superposed0 = share0 * lifts[j] * total;
                double superposed1 = share1 * lifts[j + 1] * total;
                triples += CountTables.XLogX(first[ij]);
                others += CountTables.XLogX(second[ij]);
                pairs += CountTables.XLogX(total);
                superposed += superposed0 + superposed1;
                double less = superposed0 < superposed1 ? superposed0 : superposed1;
                least = less < least ? less : least;
            }
        }

        return new Sums { Triples = triples + others, Pairs = pairs, Superposed = superposed, Least = least };
    }

    /// <summary>For each level i of the first column the levels j of the second with which it takes part in the test, as bits.</summary>
    public static void Tested(LevelBitsets a, LevelBitsets b, TargetClasses target, ReadOnlySpan<int> cells, Span<uint> tested)
    {
        int c = target.Levels;
        int plane = a.Levels * b.Levels;
        for (int i = 0; i < a.Levels; i++)
        {
            tested[i] = 0;
            for (int j = 0; j < b.Levels; j++)
            {
                int total = 0;
                double leastShare = double.PositiveInfinity;
                for (int y = 0; y < c; y++)
                {
                    total += cells[(y * plane) + (i * b.Levels) + j];
                    leastShare = Math.Min(leastShare, a.Shares[(i * c) + y] * b.Lifts[(j * c) + y]);
                }

                tested[i] |= total * leastShare >= LeastCount ? 1u << j : 0;
            }
        }
    }

    // Cells less parameters of the additive model on an incomplete layout: of the pairs of levels that take part, less their
    // rows and columns, plus one for each part into which they fall.
    private static int ThinDegrees(LevelBitsets a, LevelBitsets b, TargetClasses target, ReadOnlySpan<int> cells)
    {
        Span<uint> tested = stackalloc uint[SynergyOptions.MaxLevels];
        tested = tested[..a.Levels];
        Tested(a, b, target, cells, tested);
        int free = 0;
        uint columns = 0;
        foreach (uint row in tested)
        {
            free += BitOperations.PopCount(row) - (row != 0 ? 1 : 0);
            columns |= row;
        }

        return (free - BitOperations.PopCount(columns) + CountParts(tested)) * (target.Levels - 1);
    }

    // Connected parts of the graph of rows and columns.
    private static int CountParts(Span<uint> rows)
    {
        int parts = 0;
        for (int start = 0; start < rows.Length; start++)
        {
            uint reached = rows[start];
            if (reached == 0)
            {
                continue;
            }

            parts++;
            bool grows = true;
            while (grows)
            {
                grows = false;
                for (int i = start; i < rows.Length; i++)
                {
                    if ((rows[i] & reached) != 0)
                    {
                        reached |= rows[i];
                        rows[i] = 0;
                        grows = true;
                    }
                }
            }
        }

        return parts;
    }

    // Σ n_ijy ln n_ijy, Σ n_ij ln n_ij, Σ of the superposition in counts, and its least cell.
    private struct Sums
    {
        public double Triples;
        public double Pairs;
        public double Superposed;
        public double Least;
    }
}
