namespace Infometer.Tests;

/// <summary>Tables whose rows come in groups: every variable has a share of its variance between the groups.</summary>
internal static class ClusteredRows
{
    /// <summary>So many groups of one size.</summary>
    public static int[] Equal(int groups, int size) => [.. Enumerable.Repeat(size, groups)];

    /// <summary>Groups of 1 to 20 rows in turn.</summary>
    public static int[] Unequal(int groups) => [.. Enumerable.Range(0, groups).Select(g => 1 + (g % 20))];

    /// <summary>The name of each row's group.</summary>
    public static Column Groups(int[] sizes, string name = "subject") =>
        Column.Categorical(name, [.. sizes.SelectMany((size, g) => Enumerable.Repeat($"s{g}", size))]);

    /// <summary>Numbers of variance 1, of which a share lies between groups.</summary>
    public static double[] Numbers(int[] sizes, double share, ref Rng rng)
    {
        List<double> values = [];
        foreach (int size in sizes)
        {
            double common = rng.NextNormal();
            for (int row = 0; row < size; row++)
            {
                values.Add((Math.Sqrt(share) * common) + (Math.Sqrt(1 - share) * rng.NextNormal()));
            }
        }

        return [.. values];
    }

    /// <summary>A series of variance 1 with x_t = φ x_{t−1} + noise.</summary>
    public static double[] Series(int rows, double phi, ref Rng rng)
    {
        double[] values = new double[rows];
        for (int t = 0; t < rows; t++)
        {
            values[t] = t == 0 ? rng.NextNormal() : (phi * values[t - 1]) + (Math.Sqrt(1 - (phi * phi)) * rng.NextNormal());
        }

        return values;
    }

    /// <summary>Numbers as they are, rounded to few values, or cut into three levels without order.</summary>
    public static Column As(string kind, string name, double[] values) => kind switch
    {
        "number" => Column.Numeric(name, values),
        "count" => Column.Numeric(name, values.Select(v => Math.Round(2 * v)).ToArray(), VariableKind.Discrete),
        _ => Column.Categorical(name, [.. values.Select(v => v < -0.4 ? "low" : v < 0.4 ? "middle" : "high")]),
    };
}
