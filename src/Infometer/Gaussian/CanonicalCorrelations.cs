namespace Infometer;

/// <summary>
/// Canonical correlations of two blocks of numeric columns (Hotelling 1936): the directions uⱼ = Aⱼ(x − x̄), vⱼ = Bⱼ(y − ȳ) of unit variance, all
/// uncorrelated but for the pairs (uⱼ, vⱼ), whose correlations ρ₁ ≥ ρ₂ ≥ … are the singular values of L_x⁻¹ C_xy L_y⁻ᵀ. Of jointly normal blocks they carry
/// all that is shared: I = −½ Σ ln(1 − ρⱼ²). O(n (p + q)² + (p + q)³).
/// </summary>
/// <remarks>
/// Constant columns and such as follow from others of their block get weight 0. Columns are brought to unit variance before anything else, so units do not
/// matter, to the shrinkage either.
/// </remarks>
internal sealed class CanonicalCorrelations
{
    private readonly double[] _meansX;
    private readonly double[] _meansY;

    private CanonicalCorrelations(double[] meansX, double[] meansY)
    {
        _meansX = meansX;
        _meansY = meansY;
    }

    /// <summary>ρ₁, ρ₂, …: as many as the lesser rank of the two blocks, in [0, 1], the largest first.</summary>
    public required double[] Correlations { get; init; }

    /// <summary>A: one row of p weights for each independent column of X, in the units of the data. Rows beyond <see cref="Correlations"/> are of unit variance and correlate with nothing.</summary>
    public required double[][] DirectionsX { get; init; }

    /// <summary>B: the same for Y.</summary>
    public required double[][] DirectionsY { get; init; }

    /// <summary>λ in C → (1 − λ)C + λI; 0 where nothing was shrunk.</summary>
    public required double Shrinkage { get; init; }

    /// <summary>The means of the columns of X.</summary>
    public ReadOnlySpan<double> MeansX => _meansX;

    /// <summary>The means of the columns of Y.</summary>
    public ReadOnlySpan<double> MeansY => _meansY;

    /// <summary>−½ Σ ln(1 − ρ²): what normal blocks with these correlations share, in nats.</summary>
    public double Nats => -Correlations.Sum(rho => SpecialFunctions.LogOnePlus(-rho * rho)) / 2;

    /// <summary>Fits two blocks.</summary>
    /// <param name="x">The columns of X, all of one length.</param>
    /// <param name="y">The columns of Y, of the same length.</param>
    /// <param name="rows">The rows to fit on; null for all.</param>
    /// <param name="shrink">
    /// Whether the correlation matrix of all columns together is shrunk towards the identity, by the intensity that is best for its squared error
    /// (<see cref="LedoitWolf"/>). Together, because blocks that are shrunk apart could correlate by more than 1.
    /// </param>
    /// <param name="context">Threads and cancellation.</param>
    public static CanonicalCorrelations Fit(double[][] x, double[][] y, int[]? rows, bool shrink, RunContext context)
    {
        int p = x.Length;
        double[][] columns = [.. x.Concat(y).Select(c => rows is null ? (double[])c.Clone() : Array.ConvertAll(rows, row => c[row]))];
        double[] means = Array.ConvertAll(columns, column => ColumnPreparation.Moments(column).Mean);
        double[] scales = Array.ConvertAll(columns, NumericColumns.Standardize);
        int size = columns.Length;
        double[] matrix = CrossProducts.Matrix(columns, context);
        CrossProducts.Scale(matrix, 1.0 / (columns[0].Length - 1));
        double intensity = shrink ? LedoitWolf.Shrink(matrix, columns) : 0;

        PivotedCholesky factorX = PivotedCholesky.Of(matrix, size, [], [.. Enumerable.Range(0, p)]);
        PivotedCholesky factorY = PivotedCholesky.Of(matrix, size, [], [.. Enumerable.Range(p, size - p)]);
        double[][] whiteX = Inverse(factorX, 0, p);
        double[][] whiteY = Inverse(factorY, p, size - p);
        double[][] coupling = Multiply(whiteX, Block(matrix, size, p), size - p, context);
        double[][] turned = Multiply(whiteY, Transposed(coupling, size - p), coupling.Length, context);
        SingularValues pairs = SingularValues.Of(Transposed(turned, coupling.Length), whiteY.Length);
        return new CanonicalCorrelations(means[..p], means[p..])
        {
            Correlations = Array.ConvertAll(pairs.Values, rho => Math.Clamp(rho, 0, 1)),
            DirectionsX = InUnits(Multiply(pairs.Left, whiteX, p, context), scales[..p]),
            DirectionsY = InUnits(Multiply(pairs.Right, whiteY, size - p, context), scales[p..]),
            Shrinkage = intensity,
        };
    }

    /// <summary>The first canonical coordinates of some rows of X, one array per coordinate. O(rows · coordinates · p).</summary>
    /// <param name="columns">Columns like those of X that were fitted, not necessarily of the same rows.</param>
    /// <param name="count">How many coordinates; at most the rank of X.</param>
    /// <param name="context">Threads and cancellation.</param>
    public double[][] ProjectX(double[][] columns, int count, RunContext context) => Project(DirectionsX, _meansX, columns, count, context);

    /// <summary>The same of Y.</summary>
    public double[][] ProjectY(double[][] columns, int count, RunContext context) => Project(DirectionsY, _meansY, columns, count, context);

    private static double[][] Project(double[][] directions, double[] means, double[][] columns, int count, RunContext context)
    {
        double[][] centred = [.. columns.Zip(means, static (column, mean) => Array.ConvertAll(column, value => value - mean))];
        return Multiply(directions[..count], centred, columns[0].Length, context);
    }

    // L⁻¹ over the columns start … start + width − 1, of which the factor may have left some out: the identity, whitened.
    private static double[][] Inverse(PivotedCholesky factor, int start, int width)
    {
        double[][] identity = new double[start + width][];
        for (int j = 0; j < width; j++)
        {
            identity[start + j] = new double[width];
            identity[start + j][j] = 1;
        }

        return factor.Whiten(identity, 0, width);
    }

    private static double[][] Block(double[] matrix, int size, int p) =>
        [.. Enumerable.Range(0, p).Select(i => matrix.AsSpan((i * size) + p, size - p).ToArray())];

    private static double[][] Multiply(double[][] a, double[][] b, int width, RunContext context)
    {
        const int Strip = 1_024;
        double[][] product = Array.ConvertAll(a, _ => new double[width]);
        context.ForEach((width + Strip - 1) / Strip, strip =>
        {
            int start = strip * Strip;
            int length = Math.Min(Strip, width - start);
            for (int i = 0; i < a.Length; i++)
            {
                Span<double> target = product[i].AsSpan(start, length);
                int t = 0;
                for (; t + 4 <= b.Length; t += 4)
                {
                    ReadOnlySpan<double> factors = a[i].AsSpan(t, 4);
                    if (factors.ContainsAnyExcept(0))
                    {
                        CrossProducts.AddScaled(
                            target,
                            factors,
                            b[t].AsSpan(start, length),
                            b[t + 1].AsSpan(start, length),
                            b[t + 2].AsSpan(start, length),
                            b[t + 3].AsSpan(start, length));
                    }
                }

                for (; t < b.Length; t++)
                {
                    CrossProducts.AddScaled(target, a[i][t], b[t].AsSpan(start, length));
                }
            }
        });
        return product;
    }

    private static double[][] Transposed(double[][] rows, int width) =>
        [.. Enumerable.Range(0, width).Select(j => Array.ConvertAll(rows, row => row[j]))];

    private static double[][] InUnits(double[][] directions, double[] scales)
    {
        foreach (double[] direction in directions)
        {
            for (int j = 0; j < direction.Length; j++)
            {
                direction[j] = scales[j] > 0 ? direction[j] / scales[j] : 0;
            }
        }

        return directions;
    }
}
