namespace Infometer;

/// <summary>
/// Row i takes the value of a row whose Z is near its own: one of the nearest rows and itself, in random order the first that no row has taken yet,
/// and where all are taken the last. So X keeps its dependence on Z and loses that on Y given Z. Source: Runge (2018), conditional
/// independence testing based on a nearest-neighbor estimator of conditional mutual information. O(n·k) per draw.
/// </summary>
/// <param name="neighbors">The rows nearest in Z to each row, itself not among them.</param>
internal sealed class LocalPermutation(NeighborLists neighbors) : IRowShuffler
{
    /// <summary>Rows to choose from, the row itself counted: Runge's k_perm.</summary>
    public const int DefaultChoice = 5;

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"rows permuted among the {neighbors.Neighbors + 1} nearest in the condition");

    /// <summary>The shuffler of a condition of numeric and discrete variables: columns are standardised, and other levels are far away.</summary>
    /// <param name="sample">The sample, of at least two rows.</param>
    /// <param name="condition">The variables of Z.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    public static LocalPermutation Of(Sample sample, VariableSet condition, RunContext context)
    {
        double[][] columns = [.. condition.Indices().SelectMany(i => ColumnsOf(sample.Variables[i], context))];
        int nearest = Math.Min(DefaultChoice, sample.Count) - 1;
        NeighborIndex index = NeighborIndex.Build(new PointSet(columns), NeighborNorm.Chebyshev, nearest);
        return new LocalPermutation(index.Nearest(nearest, TheilerWindow.None, context));
    }

    /// <inheritdoc/>
    public void Draw(ref Rng rng, Span<int> order)
    {
        int[] turns = new int[order.Length];
        for (int i = 0; i < turns.Length; i++)
        {
            turns[i] = i;
        }

        rng.Shuffle(turns.AsSpan());
        bool[] isTaken = new bool[order.Length];
        int[] near = new int[neighbors.Neighbors + 1];
        foreach (int row in turns)
        {
            neighbors.IndicesOf(row).CopyTo(near);
            near[^1] = row;
            rng.Shuffle(near.AsSpan());
            int free = Array.FindIndex(near, other => !isTaken[other]);
            order[row] = near[free < 0 ? near.Length - 1 : free];
            isTaken[order[row]] = true;
        }
    }

    private static double[][] ColumnsOf(Variable variable, RunContext context)
    {
        if (variable.Codes is not { } codes)
        {
            return ColumnPreparation.Columns(variable, Standardization.ZScore, 0, context.Seed);
        }

        // Standardised columns of n rows differ by less than 2√n.
        double apart = 2 * Math.Sqrt(codes.Count);
        return [Array.ConvertAll(codes.ToArray(), code => code * apart)];
    }
}
