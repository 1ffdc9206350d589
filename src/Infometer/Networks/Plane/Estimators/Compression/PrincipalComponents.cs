namespace Infometer;

/// <summary>The directions of largest variance of some columns. Immutable after.</summary>
internal static class PrincipalComponents
{
    // Up to this many columns all eigenvectors are found; beyond only the space of the first, by iteration.
    private const int MostExact = 256;
    private const int Oversampling = 8;
    private const int Iterations = 12;

    /// <summary>
    /// The scores on the first components, each of variance 1, with the variances. Of more than 256 columns they come from a randomised
    /// subspace iteration (Halko, Martinsson and Tropp 2011), whose start is seeded.
    /// </summary>
    /// <param name="columns">The columns; centred in place.</param>
    /// <param name="count">How many components at most.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    public static (double[][] Scores, double[] Variances) Of(double[][] columns, int count, RunContext context)
    {
        foreach (double[] column in columns)
        {
            Centre(column);
        }

        double[][] reduced = columns.Length <= MostExact ? columns : Subspace(columns, Math.Min(count + Oversampling, columns.Length), context);
        int n = columns[0].Length;
        double[] covariance = Array.ConvertAll(CrossProducts.Matrix(reduced, context), product => product / n);
        SymmetricEigen eigen = SymmetricEigen.Of(covariance, reduced.Length);
        int kept = Math.Min(count, reduced.Length);
        double[][] scores = new double[kept][];
        for (int k = 0; k < kept; k++)
        {
            double deviation = Math.Sqrt(Math.Max(eigen.Values[k], double.Epsilon));
            scores[k] = Combined(reduced, Array.ConvertAll(eigen.Vectors[k], weight => weight / deviation));
        }

        return (scores, eigen.Values[..kept]);
    }

    // XQ for an orthonormal Q that spans nearly the first components: Q ← orth(Xᵀ(XQ)), again and again.
    private static double[][] Subspace(double[][] columns, int width, RunContext context)
    {
        double[][] basis = [.. Enumerable.Range(0, width).Select(k => RandomDirection(columns.Length, k, context.Seed))];
        double[][] scores = new double[width][];
        for (int step = 0; step <= Iterations; step++)
        {
            Orthonormalize(basis);
            context.ForEach(width, k => scores[k] = Combined(columns, basis[k]));
            if (step < Iterations)
            {
                context.ForEach(width, k => basis[k] = Array.ConvertAll(columns, column => CrossProducts.Dot(column, scores[k])));
            }
        }

        return scores;
    }

    private static double[] RandomDirection(int length, int index, ulong seed)
    {
        Rng rng = Rng.For(seed, "principal components", index);
        double[] direction = new double[length];
        for (int j = 0; j < length; j++)
        {
            direction[j] = rng.NextNormal();
        }

        return direction;
    }

    // Gram and Schmidt, twice, since once loses digits where vectors are nearly parallel.
    private static void Orthonormalize(double[][] vectors)
    {
        for (int k = 0; k < vectors.Length; k++)
        {
            for (int pass = 0; pass < 2; pass++)
            {
                for (int other = 0; other < k; other++)
                {
                    CrossProducts.AddScaled(vectors[k], -CrossProducts.Dot(vectors[other], vectors[k]), vectors[other]);
                }
            }

            double length = Math.Sqrt(CrossProducts.Dot(vectors[k], vectors[k]));
            CrossProducts.Scale(vectors[k], length > 0 ? 1 / length : 0);
        }
    }

    private static double[] Combined(double[][] columns, double[] weights)
    {
        double[] sum = new double[columns[0].Length];
        for (int j = 0; j < columns.Length; j++)
        {
            CrossProducts.AddScaled(sum, weights[j], columns[j]);
        }

        return sum;
    }

    private static void Centre(double[] column)
    {
        double mean = CrossProducts.Sum(column) / column.Length;
        for (int i = 0; i < column.Length; i++)
        {
            column[i] -= mean;
        }
    }
}
