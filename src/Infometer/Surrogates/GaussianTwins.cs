namespace Infometer;

/// <summary>
/// Normal samples that share the rows, columns and canonical correlations of the data, taken through the same steps: what KSG shows of
/// them, less what they share, is its error on a dependence of this strength and width.
/// </summary>
internal static class GaussianTwins
{
    /// <summary>The mean of KSG over several normal samples, step by step of the ladder.</summary>
    /// <param name="pair">The data in canonical coordinates.</param>
    /// <param name="count">How many samples.</param>
    /// <param name="context">Seed, threads and cancellation.</param>
    public static NeighborLadder Mean(CanonicalPair pair, int count, RunContext context)
    {
        NeighborLadder[] twins = [.. Enumerable.Range(0, count).Select(index => Draw(pair, index, context))];
        return new NeighborLadder(twins.Average(t => t.Few), twins.Average(t => t.Nats), twins.Average(t => t.Many))
        {
            Filled = twins.Average(t => t.Filled),
        };
    }

    private static NeighborLadder Draw(CanonicalPair pair, int index, RunContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        Rng rng = Rng.For(context.Seed, "surrogate", index);
        int n = pair.U[0].Length;
        double[][] u = Normals(pair.U.Length, n, ref rng);
        double[][] v = Normals(pair.V.Length, n, ref rng);
        for (int j = 0; j < pair.Correlations.Length; j++)
        {
            double rho = pair.Correlations[j];
            CrossProducts.Scale(v[j], Math.Sqrt((1 - rho) * (1 + rho)));
            CrossProducts.AddScaled(v[j], rho, u[j]);
        }

        // Turned to their own canonical coordinates, since those of the data are fitted, too.
        CanonicalPair turned = CanonicalPair.Of(u, v, context);
        return NeighborLadder.Of(turned.U, turned.V, withDeletion: false, context);
    }

    private static double[][] Normals(int columns, int rows, ref Rng rng)
    {
        double[][] normals = new double[columns][];
        for (int j = 0; j < columns; j++)
        {
            normals[j] = new double[rows];
            foreach (ref double value in normals[j].AsSpan())
            {
                value = rng.NextNormal();
            }
        }

        return normals;
    }
}
