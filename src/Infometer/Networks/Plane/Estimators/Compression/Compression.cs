namespace Infometer;

/// <summary>
/// The lossy compression of Butakov et al. (2024) that needs no training: normal noise on every number, then the first principal
/// components, whitened. The noise of all units has one standard deviation, a share of the root mean variance of the units. It is never
/// scaled by the activation it is added to, which would leave exact zeros, of which a ReLU has many, without any and the network a
/// function.
/// </summary>
/// <param name="Components">Components that are kept at most.</param>
/// <param name="Noise">Standard deviation of the noise as a share of the root mean variance; 0 for none.</param>
internal sealed record Compression(int Components, double Noise)
{
    // A component of noise alone has the noise's variance, and whitened would be as large as the others. Of d columns and n rows the largest variance of noise is
    // (1 + √(d/n))² times its own (Marchenko and Pastur 1967), and scatters around that.
    private const double Margin = 1.2;
    private const double LeastVariance = 2;

    /// <summary>Compresses columns.</summary>
    /// <param name="columns">The columns; changed.</param>
    /// <param name="name">What the result is called, and the key of the noise.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    /// <returns>The components that rise above the noise, at least one; null where every column is constant.</returns>
    public CompressedRows? Compress(double[][] columns, string name, RunContext context)
    {
        double[] deviations = Array.ConvertAll(columns, column => ColumnPreparation.Moments(column).Deviation);
        double scale = Math.Sqrt(deviations.Average(deviation => deviation * deviation));
        if (scale == 0)
        {
            return null;
        }

        double noise = Noise * scale;
        AddNoise(columns, noise, name, context);
        (double[][] scores, double[] variances) = PrincipalComponents.Of(columns, Components, context);
        double edge = 1 + Math.Sqrt((double)columns.Length / columns[0].Length);
        double ofNoise = noise * noise * Math.Max(LeastVariance, Margin * edge * edge);
        int kept = Math.Max(1, variances.Count(variance => variance > Math.Max(ofNoise, 1e-12 * variances[0])));
        double all = columns.Sum(column => CrossProducts.Dot(column, column)) / columns[0].Length;
        return new CompressedRows(Joined(scores.AsSpan(0, kept), name), Math.Clamp(1 - (variances[..kept].Sum() / all), 0, 1));
    }

    /// <summary>In words, for the definition of a number.</summary>
    public string Words(CompressedRows? compressed) => compressed is null
        ? "constant"
        : FormattableString.Invariant($"{compressed.Components.Dimension} principal components of {Components} allowed");

    private static void AddNoise(double[][] columns, double noise, string name, RunContext context)
    {
        if (noise == 0)
        {
            return;
        }

        context.ForEach(columns.Length, j =>
        {
            Rng rng = Rng.For(context.Seed, $"plane noise {name}", j);
            foreach (ref double value in columns[j].AsSpan())
            {
                value += noise * rng.NextNormal();
            }
        });
    }

    /// <summary>Columns as one variable.</summary>
    public static Variable Joined(ReadOnlySpan<double[]> columns, string name)
    {
        double[] values = new double[columns.Length * columns[0].Length];
        for (int j = 0; j < columns.Length; j++)
        {
            for (int i = 0; i < columns[j].Length; i++)
            {
                values[(i * columns.Length) + j] = columns[j][i];
            }
        }

        return Variable.Continuous(values.AsMemory(), columns.Length, name);
    }
}
