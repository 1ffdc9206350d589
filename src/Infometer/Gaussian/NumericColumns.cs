namespace Infometer;

/// <summary>The columns of the numeric variables of a term, side by side.</summary>
internal sealed class NumericColumns
{
    private readonly int[] _start;
    private readonly int[] _width;

    private NumericColumns(double[][] columns, double[] deviations, int[] start, int[] width)
    {
        Columns = columns;
        Deviations = deviations;
        _start = start;
        _width = width;
    }

    /// <summary>The columns.</summary>
    public double[][] Columns { get; }

    /// <summary>The standard deviation (of n − 1) that each column had before it was brought to a scale.</summary>
    public double[] Deviations { get; }

    /// <summary>Number of rows, n.</summary>
    public int Count => Columns[0].Length;

    /// <summary>The columns of the variables of a term, each with mean 0 and standard deviation 1 (0 where it is constant).</summary>
    /// <param name="term">Names at least one variable; all are numeric.</param>
    /// <param name="sample">The variables.</param>
    /// <param name="transform">What is done to each column before, in place; null for nothing.</param>
    public static NumericColumns Standardized(Term term, Sample sample, Action<double[]>? transform = null) =>
        Of(term, sample, Standardization.None, column =>
        {
            transform?.Invoke(column);
            return Standardize(column);
        });

    /// <summary>The columns of the variables of a term on the scale of the data, or on another.</summary>
    public static NumericColumns Of(Term term, Sample sample, Standardization standardization) =>
        Of(term, sample, standardization, static column => ColumnPreparation.Moments(column).Deviation);

    private static NumericColumns Of(Term term, Sample sample, Standardization standardization, Func<double[], double> prepare)
    {
        List<double[]> columns = [];
        List<double> deviations = [];
        int[] start = new int[sample.Variables.Count];
        int[] width = new int[sample.Variables.Count];
        foreach (int variable in term.Variables.Indices())
        {
            start[variable] = columns.Count;
            foreach (double[] column in ColumnPreparation.Columns(sample.Variables[variable], standardization, noise: 0, seed: 0))
            {
                deviations.Add(prepare(column));
                columns.Add(column);
            }

            width[variable] = columns.Count - start[variable];
        }

        return new NumericColumns([.. columns], [.. deviations], start, width);
    }

    /// <summary>The same with variable v's row i taken from row <paramref name="orders"/>[v][i]; null keeps a variable as it is.</summary>
    public NumericColumns Reordered(IReadOnlyList<int[]?> orders)
    {
        int[] owners = Owners();
        double[][] columns =
        [
            .. Columns.Select((column, c) => orders[owners[c]] is { } order ? Array.ConvertAll(order, row => column[row]) : column),
        ];
        return new NumericColumns(columns, Deviations, _start, _width);
    }

    /// <summary>The places of the columns of some variables.</summary>
    public int[] Of(VariableSet set) => [.. set.Indices().SelectMany(v => Enumerable.Range(_start[v], _width[v]))];

    /// <summary>The variable that each column belongs to.</summary>
    public int[] Owners()
    {
        int[] owners = new int[Columns.Length];
        for (int v = 0; v < _start.Length; v++)
        {
            owners.AsSpan(_start[v], _width[v]).Fill(v);
        }

        return owners;
    }

    /// <summary>The matrix of Σ x_j x_k / <paramref name="divisor"/>.</summary>
    public double[] Covariance(double divisor, RunContext context)
    {
        double[] matrix = CrossProducts.Matrix(Columns, context);
        CrossProducts.Scale(matrix, 1 / divisor);
        return matrix;
    }

    /// <summary>
    /// Brings a column to mean 0 and standard deviation 1 (of n − 1), or to 0 where it is constant; returns what it was divided by.
    /// </summary>
    internal static double Standardize(double[] column)
    {
        int n = column.Length;
        double largest = Math.Max(Math.Abs(column.Max()), Math.Abs(column.Min()));
        if (largest is < 1e-100 or > 1e100 || column.AsSpan().IndexOfAnyExcept(column[0]) < 0)
        {
            // Squares would overflow or vanish.
            (double mean, double scale) = ColumnPreparation.Moments(column);
            for (int i = 0; i < n; i++)
            {
                column[i] = scale > 0 ? (column[i] - mean) / scale : 0;
            }

            return scale;
        }

        // The mean of what is left after the first is the first one's rounding error.
        for (int pass = 0; pass < 2; pass++)
        {
            CrossProducts.Shift(column, -CrossProducts.Sum(column) / n);
        }

        double deviation = Math.Sqrt(CrossProducts.Dot(column, column) / (n - 1));
        CrossProducts.Scale(column, 1 / deviation);
        return deviation;
    }
}
