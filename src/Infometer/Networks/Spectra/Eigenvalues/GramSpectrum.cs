namespace Infometer;

/// <summary>
/// The spectrum of diag(s) K diag(s), K a Gram matrix or a product of several, by the cheapest way that its kernels and its size allow. Kernels of levels
/// make K fall apart into one block per level.
/// </summary>
internal sealed class GramSpectrum
{
    private readonly SpectrumOptions _options;
    private readonly RunContext _context;
    private SpectrumMethod _method = SpectrumMethod.Exact;

    private GramSpectrum(SpectrumOptions options, RunContext context) => (_options, _context) = (options, context);

    /// <summary>The spectrum; null where the matrix is 0.</summary>
    /// <param name="product">K.</param>
    /// <param name="scale">s; null for 1.</param>
    /// <param name="name">What messages call the rows.</param>
    /// <param name="options">The size from which on it is approximated.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    /// <exception cref="InvalidInputException">There are too many rows for the kernels.</exception>
    public static EigenSpectrum? Of(KernelProduct product, double[]? scale, string name, SpectrumOptions options, RunContext context)
    {
        GramSpectrum solver = new(options, context);
        List<double> values = [];
        foreach (int[]? rows in Blocks(product.JointLevels()))
        {
            KernelProduct block = rows is null ? product : product.Select(rows);
            double[]? part = rows is null || scale is null ? scale : Array.ConvertAll(rows, row => scale[row]);
            values.AddRange(solver.Eigenvalues(block, part, name));
        }

        return EigenSpectrum.Of([.. values], solver._method);
    }

    /// <summary>The spectrum of an n × n matrix whose lower triangle is given; it is destroyed.</summary>
    public static EigenSpectrum? OfMatrix(double[] matrix, int size, RunContext context) =>
        EigenSpectrum.Of(SymmetricValues.Of(matrix, size, context), SpectrumMethod.Exact);

    /// <summary>Multiplies entry (i, j) of a lower triangle by s_i s_j.</summary>
    public static void Scale(double[] matrix, double[] scale, RunContext context) => context.ForEach(scale.Length, i =>
    {
        Span<double> row = matrix.AsSpan(i * scale.Length, i + 1);
        PairKernels.Multiply(row, scale);
        CrossProducts.Scale(row, scale[i]);
    });

    // The rows of each level; one null for all rows.
    private static int[]?[] Blocks(int[]? levels)
    {
        if (levels is null)
        {
            return [null];
        }

        return [.. Enumerable.Range(0, levels.Length).GroupBy(row => levels[row]).Select(group => group.ToArray())];
    }

    private double[] Eigenvalues(KernelProduct block, double[]? scale, string name)
    {
        PairKernel[] factors = block.NumericFactors();
        if (factors.Length == 0)
        {
            return [scale?.Sum(static s => s * s) ?? block.Count];
        }

        if (factors is [InnerKernel inner] && inner.Columns.Length < block.Count)
        {
            _method = _method == SpectrumMethod.RandomFeatures ? _method : SpectrumMethod.Dual;
            return ScatterSpectrum.Of(scale is null ? inner.Columns : Array.ConvertAll(inner.Columns, column => Scaled(column, scale)), _context);
        }

        if (block.Count <= _options.ExactRows)
        {
            double[] matrix = new KernelProduct(factors).LowerTriangle(_context);
            if (scale is not null)
            {
                Scale(matrix, scale, _context);
            }

            return SymmetricValues.Of(matrix, block.Count, _context);
        }

        ShiftKernel[] distances = [.. factors.OfType<ShiftKernel>()];
        if (distances.Length < factors.Length)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"The Gram matrix of '{name}' has {block.Count:N0} rows, more than {_options.ExactRows:N0}, and no other way to its eigenvalues; take some of the rows (--rows {_options.ExactRows}), allow more (--exact-rows {block.Count}), or choose a gaussian, exponential or laplacian kernel."));
        }

        _method = SpectrumMethod.RandomFeatures;
        return RandomFeatures.Eigenvalues(distances, scale, _options.Features, _context);
    }

    private static double[] Scaled(double[] column, double[] scale)
    {
        double[] scaled = (double[])column.Clone();
        PairKernels.Multiply(scaled, scale);
        return scaled;
    }
}
