namespace Infometer.Tests;

/// <summary>Rows for tests of representation measures.</summary>
internal static class SpectraData
{
    /// <summary>Normal rows, column j of scale 1/(1 + j).</summary>
    public static double[][] Rows(int count, int dimension, ulong seed)
    {
        Rng rng = Rng.For(seed, "representation");
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, dimension).Select(j => rng.NextNormal() / (1 + j)).ToArray())];
    }

    /// <summary>Rows of some clusters of one point each, far apart, in turn.</summary>
    public static double[][] Clusters(int count, int clusters) =>
        [.. Enumerable.Range(0, count).Select(i => new[] { 100.0 * (i % clusters), 1 })];

    public static Variable ToVariable(double[][] rows, string name = "rows") => Variable.Continuous(rows.SelectMany(r => r).ToArray(), rows[0].Length, name);

    public static Variable Labels(int count, int classes) => Variable.Discrete<int>([.. Enumerable.Range(0, count).Select(i => i % classes)], "label");

    /// <summary>A rotation: a product of reflections.</summary>
    public static double[][] Rotate(double[][] rows, ulong seed)
    {
        Rng rng = Rng.For(seed, "rotation");
        double[][] turned = [.. rows.Select(r => (double[])r.Clone())];
        for (int turn = 0; turn < 3; turn++)
        {
            double[] u = [.. rows[0].Select(_ => rng.NextNormal())];
            double length = CrossProducts.Dot(u, u);
            foreach (double[] row in turned)
            {
                CrossProducts.AddScaled(row, -2 * CrossProducts.Dot(row, u) / length, u);
            }
        }

        return turned;
    }

    public static double Value(RepresentationMeasure measure, RepresentationData data, RunContext? context = null) =>
        measure.Evaluate(data, context).Value!.Value;
}
