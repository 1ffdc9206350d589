namespace Infometer.Tests;

/// <summary>Rows that are no independent draws, and some that are.</summary>
internal static class RowData
{
    public static double[] Normal(int n, ref Rng rng)
    {
        double[] values = new double[n];
        foreach (ref double value in values.AsSpan())
        {
            value = rng.NextNormal();
        }

        return values;
    }

    /// <summary>x_t = φ x_(t−1) + e_t from its stationary law; φ = 1 is a random walk.</summary>
    public static double[] Series(double[] innovations, double memory)
    {
        double[] values = new double[innovations.Length];
        values[0] = memory < 1 ? innovations[0] / Math.Sqrt(1 - (memory * memory)) : innovations[0];
        for (int t = 1; t < values.Length; t++)
        {
            values[t] = (memory * values[t - 1]) + innovations[t];
        }

        return values;
    }

    /// <summary>Two series whose innovations have the correlation ρ, and so at every time they themselves.</summary>
    public static (double[] X, double[] Y) Pair(int n, double memory, double correlation, ref Rng rng)
    {
        double[] x = Normal(n, ref rng);
        double[] y = Normal(n, ref rng);
        double[] coupled = [.. x.Zip(y, (a, b) => (correlation * a) + (Math.Sqrt(1 - (correlation * correlation)) * b))];
        return (Series(x, memory), Series(coupled, memory));
    }

    public static Variable Levels(double[] values, int levels, string name)
    {
        double[] sorted = [.. values.Order()];
        double[] cuts = [.. Enumerable.Range(1, levels - 1).Select(k => sorted[k * values.Length / levels])];
        return Variable.Discrete<int>(Array.ConvertAll(values, v => cuts.Count(c => v >= c)), name);
    }

    public static Variable Numbers(double[] values, string name) => Variable.Continuous(values, 1, name);

    /// <summary>Subjects of <paramref name="rows"/> rows each (1 to 2·rows − 1 where uneven), X theirs, Y their own effect and noise.</summary>
    public static (Variable X, Variable Y) Subjects(int subjects, int rows, int columns, double correlation, bool uneven, ref Rng rng)
    {
        List<double> x = [];
        List<double> y = [];
        for (int subject = 0; subject < subjects; subject++)
        {
            double[] own = Normal(columns, ref rng);
            double effect = (correlation * own[0]) + (Math.Sqrt(1 - (correlation * correlation)) * rng.NextNormal());
            int count = uneven ? 1 + rng.NextInt((2 * rows) - 1) : rows;
            for (int i = 0; i < count; i++)
            {
                x.AddRange(own);
                y.Add((effect + rng.NextNormal()) / Math.Sqrt(2));
            }
        }

        int[] order = [.. Enumerable.Range(0, y.Count)];
        rng.Shuffle(order.AsSpan());
        return (Variable.Continuous(x.ToArray(), columns, "x").Select(order), Numbers([.. y], "y").Select(order));
    }

    public static RowFinding? Look(IRowCheck check, params Variable[] variables) => check.Look(Measure.MutualInformation, Sample.Align(variables), 2);
}
