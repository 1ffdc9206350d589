namespace Infometer;

/// <summary>The product, entry by entry, of the Gram matrices of several kernels over the same rows. Nothing of it is kept.</summary>
internal sealed class KernelProduct
{
    // Sums over columns stay in the first cache.
    private const int Chunk = 1_024;

    // Rows that one thread fills at a time.
    private const int Share = 32;

    private readonly PairKernel[] _factors;

    /// <param name="factors">The kernels, at least one.</param>
    public KernelProduct(params PairKernel[] factors)
    {
        _factors = factors;
        Count = factors[0].Count;
    }

    /// <summary>Number of rows, n.</summary>
    public int Count { get; }

    /// <summary>Writes K[row, 0], K[row, 1], …</summary>
    public void Fill(int row, Span<double> values)
    {
        Span<double> scratch = stackalloc double[_factors.Length > 1 ? Chunk : 0];
        for (int first = 0; first < values.Length; first += Chunk)
        {
            Span<double> part = values.Slice(first, Math.Min(Chunk, values.Length - first));
            _factors[0].Fill(row, first, part);
            foreach (PairKernel factor in _factors.AsSpan(1))
            {
                factor.Fill(row, first, scratch[..part.Length]);
                PairKernels.Multiply(part, scratch[..part.Length]);
            }
        }
    }

    /// <summary>The lower triangle of the matrix, in an n × n array row by row. O(n²d) time.</summary>
    public double[] LowerTriangle(RunContext context)
    {
        double[] matrix = new double[Count * Count];
        context.ForEach((Count + Share - 1) / Share, share =>
        {
            for (int row = share * Share; row < Math.Min(Count, (share + 1) * Share); row++)
            {
                Fill(row, matrix.AsSpan(row * Count, row + 1));
            }
        });
        return matrix;
    }

    /// <summary>Hands every whole row to <paramref name="use"/>, from several threads, with memory O(n) for each.</summary>
    public void ForEachRow(RunContext context, Action<int, double[]> use) => context.ForEach((Count + Share - 1) / Share, share =>
    {
        double[] values = new double[Count];
        for (int row = share * Share; row < Math.Min(Count, (share + 1) * Share); row++)
        {
            Fill(row, values);
            use(row, values);
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
}
