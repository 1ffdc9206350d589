namespace Infometer;

/// <summary>An encoder at some rows: Z given row i is normal with a mean and a standard deviation per dimension.</summary>
internal sealed class EncoderRows
{
    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly double[] _logVolumes;

    private EncoderRows(int dimension, int[] rows, double[] means, double[] deviations)
    {
        Dimension = dimension;
        Rows = rows;
        _means = means;
        _deviations = deviations;
        _logVolumes = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            foreach (double deviation in Deviations(i))
            {
                _logVolumes[i] += Math.Log(deviation);
            }
        }
    }

    /// <summary>Dimensions of Z, d.</summary>
    public int Dimension { get; }

    /// <summary>The rows used, as rows of the arrays.</summary>
    public int[] Rows { get; }

    /// <summary>Number of rows used, n.</summary>
    public int Count => Rows.Length;

    /// <summary>Reads the rows used; without deviations every unit gets the same noise.</summary>
    public static EncoderRows Read(RowSource means, RowSource? deviations, double noise, EncoderOptions options, RunContext context)
    {
        if (deviations is not null && (deviations.Rows != means.Rows || deviations.Columns != means.Columns))
        {
            throw new InvalidInputException(
                $"The means '{means.Name}' have the shape {means.ShapeText} and the standard deviations '{deviations.Name}' {deviations.ShapeText}; they need the same.");
        }

        if (means.Rows < 2)
        {
            throw new InvalidInputException($"'{means.Name}' (shape {means.ShapeText}) has one row, from which no other can be told.");
        }

        int[] rows = Choose(means.Rows, options.MaxRows, context.Seed);
        double[] centre = ReadRows(means, rows);
        double[] spread = deviations is null ? Filled(centre.Length, noise) : ReadRows(deviations, rows);
        int wrong = Array.FindIndex(spread, static s => !(s > 0));
        return wrong < 0
            ? new EncoderRows(means.Columns, rows, centre, spread)
            : throw new InvalidInputException(FormattableString.Invariant(
                $"'{deviations!.Name}' (shape {deviations.ShapeText}) holds {spread[wrong]} in row {rows[wrong / means.Columns]}, column {wrong % means.Columns}; a standard deviation is above 0: of log-variances save np.exp(0.5 * v)."));
    }

    /// <summary>The means of a row.</summary>
    public ReadOnlySpan<double> Means(int row) => _means.AsSpan(row * Dimension, Dimension);

    /// <summary>The standard deviations of a row.</summary>
    public ReadOnlySpan<double> Deviations(int row) => _deviations.AsSpan(row * Dimension, Dimension);

    /// <summary>Draws Z of a row: mean + deviation · normal, in every dimension.</summary>
    public void Draw(int row, int draw, ulong seed, Span<double> z)
    {
        Rng rng = Rng.For(seed, "encoder: noise", Rows[row], draw);
        ReadOnlySpan<double> means = Means(row);
        ReadOnlySpan<double> deviations = Deviations(row);
        for (int k = 0; k < z.Length; k++)
        {
            z[k] = means[k] + (deviations[k] * rng.NextNormal());
        }
    }

    /// <summary>ln p(z|row) + (d/2) ln 2π, the density over all d dimensions; the constant is on both sides of every ratio.</summary>
    public double LogDensity(int row, ReadOnlySpan<double> z)
    {
        ReadOnlySpan<double> means = Means(row);
        ReadOnlySpan<double> deviations = Deviations(row);
        double sum = 0;
        for (int k = 0; k < z.Length; k++)
        {
            double distance = (z[k] - means[k]) / deviations[k];
            sum += distance * distance;
        }

        return -_logVolumes[row] - (sum / 2);
    }

    private static double[] Filled(int length, double value)
    {
        double[] values = new double[length];
        Array.Fill(values, value);
        return values;
    }

    private static int[] Choose(int count, int most, ulong seed)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        if (count <= most)
        {
            return rows;
        }

        Rng rng = Rng.For(seed, "encoder: rows");
        rng.Shuffle(rows.AsSpan());
        return [.. rows.Take(most).Order()];
    }

    private static double[] ReadRows(RowSource source, int[] rows)
    {
        int d = source.Columns;
        ArrayColumns.RequireMemory((long)rows.Length * d * sizeof(double), source.Name);
        double[] values = new double[rows.Length * d];
        double[] block = new double[source.BlockRows * d];
        int next = 0;
        for (int first = 0; first < source.Rows && next < rows.Length; first += source.BlockRows)
        {
            int count = Math.Min(source.BlockRows, source.Rows - first);
            source.Read(first, count, block);
            for (; next < rows.Length && rows[next] < first + count; next++)
            {
                Span<double> row = block.AsSpan((rows[next] - first) * d, d);
                source.RequireFinite(row, rows[next]);
                row.CopyTo(values.AsSpan(next * d));
            }
        }

        return values;
    }
}
