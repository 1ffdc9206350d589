namespace Infometer;

/// <summary>The product, entry by entry, of the Gram matrices of several kernels over the same rows. Nothing of it is kept.</summary>
internal sealed class KernelProduct
{
    // So many entries of several rows are made one after another that the numbers behind them stay in the second cache.
    private const int Chunk = 512;

    // Rows that one thread fills at a time.
    private const int Share = 16;

    private readonly PairKernel[] _factors;

    /// <param name="factors">The kernels, at least one.</param>
    public KernelProduct(params PairKernel[] factors)
    {
        _factors = factors;
        Count = factors[0].Count;
    }

    /// <summary>Number of rows, n.</summary>
    public int Count { get; }

    /// <summary>The lower triangle of the matrix, in an n × n array row by row; what stands above it means nothing. O(n²d) time.</summary>
    public double[] LowerTriangle(RunContext context)
    {
        double[] matrix = new double[Count * Count];
        ForEachShare(context, (first, rows) => Fill(first, rows, first + rows, matrix.AsSpan(first * Count)));
        return matrix;
    }

    /// <summary>Hands every whole row of some matrices of one size to <paramref name="use"/>, from several threads, with memory O(n) for each.</summary>
    public static void ForEachRow(KernelProduct[] matrices, RunContext context, GramRows.Use use) => matrices[0].ForEachShare(context, (first, rows) =>
    {
        int n = matrices[0].Count;
        double[][] values = Array.ConvertAll(matrices, _ => new double[rows * n]);
        for (int m = 0; m < matrices.Length; m++)
        {
            matrices[m].Fill(first, rows, n, values[m]);
        }

        for (int i = 0; i < rows; i++)
        {
            use(first + i, new GramRows(values, i * n, n));
        }
    });

    /// <summary>The kernels of some of the rows.</summary>
    public KernelProduct Select(int[] rows) => new(Array.ConvertAll(_factors, factor => factor.Select(rows)));

    /// <summary>The kernels that are of levels, as one level per row and combination; null where none is.</summary>
    public int[]? JointLevels()
    {
        LevelKernel[] levels = [.. _factors.OfType<LevelKernel>()];
        if (levels.Length == 0)
        {
            return null;
        }

        int[] joint = (int[])levels[0].Codes.Clone();
        foreach (LevelKernel level in levels.AsSpan(1))
        {
            Dictionary<(int, int), int> known = [];
            for (int i = 0; i < joint.Length; i++)
            {
                (int, int) key = (joint[i], level.Codes[i]);
                joint[i] = known.TryGetValue(key, out int code) ? code : known[key] = known.Count;
            }
        }

        return joint;
    }

    /// <summary>The kernels that are not of levels.</summary>
    public PairKernel[] NumericFactors() => Array.FindAll(_factors, factor => factor is not LevelKernel);

    private void ForEachShare(RunContext context, Action<int, int> use) =>
        context.ForEach((Count + Share - 1) / Share, share => use(share * Share, Math.Min(Share, Count - (share * Share))));

    // Writes the first columns of some rows, each n entries after the one before.
    private void Fill(int firstRow, int rows, int columns, Span<double> values)
    {
        Span<double> scratch = stackalloc double[_factors.Length > 1 ? Chunk : 0];
        for (int first = 0; first < columns; first += Chunk)
        {
            for (int i = 0; i < rows; i++)
            {
                Span<double> part = values.Slice((i * Count) + first, Math.Min(Chunk, columns - first));
                _factors[0].Fill(firstRow + i, first, part);
                foreach (PairKernel factor in _factors.AsSpan(1))
                {
                    factor.Fill(firstRow + i, first, scratch[..part.Length]);
                    PairKernels.Multiply(part, scratch[..part.Length]);
                }
            }
        }
    }
}
