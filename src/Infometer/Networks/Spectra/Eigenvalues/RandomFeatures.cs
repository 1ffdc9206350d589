namespace Infometer;

/// <summary>
/// Random Fourier features (Rahimi and Recht 2007) of a product of kernels of distances: with directions w drawn for each, the D numbers
/// cos wᵀx and sin wᵀx over √(D/2) have inner products whose expectation is the kernel, and length 1.
/// </summary>
internal static class RandomFeatures
{
    private const int BlockRows = 1_024;

    /// <summary>Eigenvalues of diag(s) Φ Φᵀ diag(s) that are not 0, from the D × D matrix. O(n D² + D³) time, O(D²) memory.</summary>
    /// <param name="factors">The kernels.</param>
    /// <param name="scale">s, one number per row; null for 1.</param>
    /// <param name="features">D, even.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    public static double[] Eigenvalues(ShiftKernel[] factors, double[]? scale, int features, RunContext context)
    {
        double[][][] directions = Directions(factors, features / 2, context.Seed);
        double[] scatter = new double[features * features];
        for (int first = 0; first < factors[0].Count; first += BlockRows)
        {
            int rows = Math.Min(BlockRows, factors[0].Count - first);
            double[][] block = Block(factors, directions, scale, first, rows, context);
            CrossProducts.AddScaled(scatter, 1, CrossProducts.Matrix(block, context));
        }

        CrossProducts.Scale(scatter, 2.0 / features);
        return SymmetricValues.Of(scatter, features, context);
    }

    // One direction per factor for each frequency.
    private static double[][][] Directions(ShiftKernel[] factors, int count, ulong seed)
    {
        double[][][] directions = new double[count][][];
        for (int k = 0; k < count; k++)
        {
            Rng rng = Rng.For(seed, "random features", k);
            directions[k] = new double[factors.Length][];
            for (int f = 0; f < factors.Length; f++)
            {
                directions[k][f] = factors[f].Direction(ref rng);
            }
        }

        return directions;
    }

    // Cosines and sines of some rows, feature by feature.
    private static double[][] Block(
        ShiftKernel[] factors, double[][][] directions, double[]? scale, int first, int rows, RunContext context)
    {
        double[][] block = new double[2 * directions.Length][];
        context.ForEach(directions.Length, k =>
        {
            double[] angles = new double[rows];
            for (int f = 0; f < factors.Length; f++)
            {
                factors[f].AddProjections(directions[k][f], first, angles);
            }

            double[] sines = new double[rows];
            for (int i = 0; i < rows; i++)
            {
                (double sine, double cosine) = Math.SinCos(angles[i]);
                double factor = scale?[first + i] ?? 1;
                (sines[i], angles[i]) = (factor * sine, factor * cosine);
            }

            (block[2 * k], block[(2 * k) + 1]) = (angles, sines);
        });
        return block;
    }
}
