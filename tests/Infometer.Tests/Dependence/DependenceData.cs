namespace Infometer.Tests;

/// <summary>Seeded variables for tests of dependence.</summary>
internal static class DependenceData
{
    public static Variable Numbers(double[] values, string name = "x", int dimension = 1) => Variable.Continuous(values, dimension, name);

    public static double[] Normal(int count, ulong seed, int stream = 0)
    {
        Rng rng = Rng.For(seed, "dependence data", stream);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = rng.NextNormal();
        }

        return values;
    }

    /// <summary>n pairs of normal numbers with correlation ρ.</summary>
    public static (double[] X, double[] Y) Pair(int n, double correlation, ulong seed)
    {
        double[] x = Normal(n, seed);
        double[] noise = Normal(n, seed, 1);
        return (x, [.. x.Zip(noise, (a, b) => (correlation * a) + (Math.Sqrt(1 - (correlation * correlation)) * b))]);
    }

    public static double[] Rounded(double[] values, double step) => Array.ConvertAll(values, v => Math.Round(v / step) * step);

    public static double[] Map(double[] values, Func<double, double> map) => [.. values.Select(map)];

    public static double Value(DependenceMeasure measure, Variable x, Variable y) => measure.Estimate(x, y).Value!.Value;
}
