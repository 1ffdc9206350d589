namespace Infometer;

/// <summary>
/// How often the levels of a column occur, and what all pairs with this column need of that. Also the margin in which rare
/// levels are pooled, for tests that rare levels would spoil. Nothing here depends on how levels are numbered. Immutable.
/// </summary>
internal sealed class MatrixMargin
{
    private MatrixMargin(long[] totals, double n)
    {
        Groups = FixedMarginGroups.Of(totals);
        Occurring = [.. totals.Where(total => total > 0)];
        LogTotals = Array.ConvertAll(totals, total => Math.Log(total));
        for (int i = 0; i < Groups.Count; i++)
        {
            LogChanceOfCopy += (Groups.Multiplicities[i] * CountTables.LogFactorial((long)Groups.Totals[i]))
                + CountTables.LogFactorial((long)Groups.Multiplicities[i]);
            SumXLogX += Groups.Multiplicities[i] * CountTables.XLogX((long)Groups.Totals[i]);
        }

        LogChanceOfCopy -= CountTables.LogFactorial((long)n);
        LogStirling = Occurring.Sum(TypeBound.LogStirling);
        Entropy = Groups.LevelCount == 1 ? 0 : Math.Log(n) - (SumXLogX / n);
    }

    /// <summary>The distinct totals.</summary>
    public FixedMarginGroups Groups { get; }

    /// <summary>The totals of the levels that occur.</summary>
    public long[] Occurring { get; }

    /// <summary>ln of the total of every level.</summary>
    public double[] LogTotals { get; }

    /// <summary>Σ a ln a over the levels.</summary>
    public double SumXLogX { get; }

    /// <summary>Σ ln s(a), s the Stirling factors of <see cref="TypeBound"/>, which has no value below what they make of it.</summary>
    public double LogStirling { get; }

    /// <summary>
    /// ln of the chance that a column with this margin determines, and is determined by, another with the same, if independent:
    /// Π a! Π m! / n!, with m the number of levels that have the same total.
    /// </summary>
    public double LogChanceOfCopy { get; }

    /// <summary>H, plug-in.</summary>
    public double Entropy { get; }

    /// <summary>Rows of the rarest level that occurs.</summary>
    public double Least => Groups.Totals[0];

    /// <summary>Levels that occur.</summary>
    public int Levels => (int)Groups.LevelCount;

    /// <summary>
    /// The same with rare levels pooled, so that any two levels of two such margins have <see cref="FittedTail.HoldsFrom"/> rows in
    /// common at least, if independent; null where only one level would be left.
    /// </summary>
    public MatrixMargin? Pooled { get; private init; }

    /// <summary>The level in <see cref="Pooled"/> of each level.</summary>
    public int[] PoolOf { get; private init; } = [];

    /// <summary>A half for each level, 0 or 1, both occurring; empty for a single level.</summary>
    public int[] HalfOf { get; private init; } = [];

    /// <summary>Counts a column of n rows.</summary>
    public static MatrixMargin Of(Codes codes)
    {
        long[] totals = codes.CountLevels();
        double needed = Math.Sqrt(FittedTail.HoldsFrom * codes.Count);
        int[] poolOf = Pool(totals, needed);
        long[] pooled = new long[poolOf.Max() + 1];
        for (int level = 0; level < totals.Length; level++)
        {
            pooled[poolOf[level]] += totals[level];
        }

        bool isUsable = pooled.Length > 1 && pooled.Min() >= needed;
        return new MatrixMargin(totals, codes.Count)
        {
            Pooled = isUsable ? new MatrixMargin(pooled, codes.Count) : null,
            PoolOf = isUsable ? poolOf : [],
            HalfOf = totals.Count(total => total > 0) < 2 ? [] : Halve(totals, isUsable, codes.Count),
        };
    }

    // Common levels stay, rare ones are pooled with the next rare ones in the order of the levels until they are common enough
    // together: neighbours of ordered levels. What is left joins the last pool, or the rarest common level.
    private static int[] Pool(long[] totals, double needed)
    {
        int[] poolOf = new int[totals.Length];
        int pools = 0;
        int lastPool = -1;
        List<int> open = [];
        long sum = 0;
        for (int level = 0; level < totals.Length; level++)
        {
            if (totals[level] >= needed)
            {
                poolOf[level] = pools++;
                continue;
            }

            open.Add(level);
            sum += totals[level];
            if (sum >= needed)
            {
                lastPool = pools++;
                open.ForEach(l => poolOf[l] = lastPool);
                open.Clear();
                sum = 0;
            }
        }

        if (lastPool < 0 && pools > 0)
        {
            int rarest = Enumerable.Range(0, totals.Length).Where(l => totals[l] >= needed).MinBy(l => totals[l]);
            lastPool = poolOf[rarest];
        }

        open.ForEach(l => poolOf[l] = Math.Max(0, lastPool));
        return poolOf;
    }

    // The most common level against the others; where many levels are common, the split in the order of the levels that
    // comes nearest to halves.
    private static int[] Halve(long[] totals, bool isSpread, double n)
    {
        int most = Array.IndexOf(totals, totals.Max());
        if (!isSpread || totals[most] > n / 2)
        {
            return [.. Enumerable.Range(0, totals.Length).Select(level => level == most ? 0 : 1)];
        }

        int[] half = new int[totals.Length];
        double before = 0;
        for (int level = 0; level < totals.Length; level++)
        {
            half[level] = before + (totals[level] / 2.0) <= n / 2 ? 0 : 1;
            before += totals[level];
        }

        return half;
    }
}
