using System.Buffers;

namespace Infometer;

/// <summary>Passes once over all pairs of columns and keeps those whose test may come out below a level.</summary>
/// <param name="Candidates">The pairs kept, and how small their p-value can be at best; in the order of the pairs.</param>
/// <param name="Tested">Pairs that can be tested.</param>
/// <param name="Untestable">Pairs with too few rows in all but a few combinations of levels.</param>
internal sealed record SynergyScan(SynergyScan.Candidate[] Candidates, long Tested, long Untestable)
{
    // The sets of two blocks stay in the second-level cache.
    private const int BlockColumns = 16;

    /// <summary>
    /// Counts every pair. O(pairs · (rows · levels² / 512 + cells)), in parallel over blocks of columns; the result does not
    /// depend on the number of threads.
    /// </summary>
    public static SynergyScan Of(SynergyColumns columns, double level, RunContext context)
    {
        int blocks = (columns.Sets.Length + BlockColumns - 1) / BlockColumns;
        (int A, int B)[] tiles = [.. Enumerable.Range(0, blocks).SelectMany(a => Enumerable.Range(a, blocks - a).Select(b => (a, b)))];
        TileResult[] results = new TileResult[tiles.Length];
        double[] critical = CriticalValues(columns, level);
        long done = 0;
        context.ForEach(tiles.Length, tile =>
        {
            results[tile] = ScanTile(columns, Block(tiles[tile].A), Block(tiles[tile].B), critical);
            context.Progress?.Report(new RunProgress("searching pairs", Interlocked.Increment(ref done), tiles.Length));
        });
        return new SynergyScan(
            [.. results.SelectMany(result => result.Candidates).OrderBy(pair => pair.First).ThenBy(pair => pair.Second)],
            results.Sum(result => result.Tested),
            results.Sum(result => result.Untestable));

        Range Block(int block) => (block * BlockColumns)..Math.Min((block + 1) * BlockColumns, columns.Sets.Length);
    }

    private static TileResult ScanTile(SynergyColumns columns, Range first, Range second, double[] critical)
    {
        TargetClasses target = columns.Target;
        LevelBitsets[] sets = columns.Sets;
        int stride = sets[first].Max(set => set.Levels) * sets[second].Max(set => set.Levels) * target.Levels;
        int[] counts = ArrayPool<int>.Shared.Rent(BlockColumns * BlockColumns * stride);
        Array.Clear(counts);
        foreach (TargetClasses.Segment segment in target.Segments)
        {
            int at = 0;
            for (int i = first.Start.Value; i < first.End.Value; i++)
            {
                for (int j = Math.Max(i + 1, second.Start.Value); j < second.End.Value; j++, at += stride)
                {
                    SynergyCells.Add(sets[i], sets[j], segment, counts.AsSpan(at));
                }
            }
        }

        TileResult result = Judge(columns, first, second, critical, counts, stride);
        ArrayPool<int>.Shared.Return(counts);
        return result;
    }

    private static TileResult Judge(SynergyColumns columns, Range first, Range second, double[] critical, int[] counts, int stride)
    {
        List<Candidate> candidates = [];
        int tested = 0;
        int untestable = 0;
        int at = 0;
        for (int i = first.Start.Value; i < first.End.Value; i++)
        {
            LevelBitsets a = columns.Sets[i];
            for (int j = Math.Max(i + 1, second.Start.Value); j < second.End.Value; j++, at += stride)
            {
                LevelBitsets b = columns.Sets[j];
                Span<int> cells = counts.AsSpan(at, a.Levels * b.Levels * columns.Target.Levels);
                SynergyCells.Complete(a, b, columns.Target.Levels, cells);
                SynergyBound bound = SynergyBound.Of(a, b, columns.Target, cells);
                (tested, untestable) = bound.DegreesOfFreedom > 0 ? (tested + 1, untestable) : (tested, untestable + 1);
                if (bound.Statistic > critical[bound.DegreesOfFreedom])
                {
                    candidates.Add(new Candidate(i, j, bound.PValue));
                }
            }
        }

        return new TileResult(candidates, tested, untestable);
    }

    // By degrees of freedom, what a statistic must exceed to be kept; nothing exceeds that of none.
    private static double[] CriticalValues(SynergyColumns columns, double level)
    {
        int most = columns.Sets.Select(set => set.Levels - 1).DefaultIfEmpty(0).Max();
        double[] critical = new double[(most * most * (columns.Target.Levels - 1)) + 1];
        critical[0] = double.PositiveInfinity;
        for (int degrees = 1; degrees < critical.Length; degrees++)
        {
            critical[degrees] = SpecialFunctions.GammaUpperQuantile(level, degrees / 2.0, 2);
        }

        return critical;
    }

    /// <summary>A pair that may be significant.</summary>
    /// <param name="First">The index of its first column.</param>
    /// <param name="Second">The index of its second column, above the first.</param>
    /// <param name="LeastPValue">Its p-value is not below this.</param>
    internal readonly record struct Candidate(int First, int Second, double LeastPValue);

    private sealed record TileResult(List<Candidate> Candidates, int Tested, int Untestable);
}
