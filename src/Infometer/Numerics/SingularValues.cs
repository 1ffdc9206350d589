namespace Infometer;

/// <summary>
/// The singular value decomposition M = U S Vᵀ with square, orthogonal U and V: eigenvectors of the smaller of MMᵀ and MᵀM
/// (<see cref="SymmetricEigen"/>), whose images are made orthogonal once more (Gram and Schmidt). Singular values have an error of a few units of
/// rounding of the largest times its ratio to them, so that values below some 1e-8 of it are noise. O(p q max(p, q)).
/// </summary>
internal sealed class SingularValues
{
    private const double Rounding = 1e-14;

    private SingularValues(double[] values, double[][] left, double[][] right)
    {
        Values = values;
        Left = left;
        Right = right;
    }

    /// <summary>The min(p, q) singular values, the largest first.</summary>
    public double[] Values { get; }

    /// <summary>The p left singular vectors; those beyond the values complete the basis.</summary>
    public double[][] Left { get; }

    /// <summary>The q right singular vectors; those beyond the values complete the basis.</summary>
    public double[][] Right { get; }

    /// <summary>Decomposes a matrix of p rows of q numbers.</summary>
    public static SingularValues Of(double[][] rows, int width)
    {
        if (rows.Length > width)
        {
            SingularValues turned = Of(Transposed(rows, width), rows.Length);
            return new SingularValues(turned.Values, turned.Right, turned.Left);
        }

        int p = rows.Length;
        double[] gram = new double[p * p];
        for (int i = 0; i < p; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                gram[(i * p) + j] = gram[(j * p) + i] = CrossProducts.Dot(rows[i], rows[j]);
            }
        }

        double[][] left = p == 0 ? [] : SymmetricEigen.Of(gram, p).Vectors;
        double[] values = new double[p];
        double[][] right = new double[width][];
        for (int k = 0; k < width; k++)
        {
            double[] image = new double[width];
            for (int i = 0; k < p && i < p; i++)
            {
                CrossProducts.AddScaled(image, left[k][i], rows[i]);
            }

            double length = LengthBeyond(image, right.AsSpan(0, k));
            if (k < p)
            {
                values[k] = length;
            }

            // What has no image to speak of takes any direction that is left.
            right[k] = k < p && length > Rounding * values[0] ? image : Another(right.AsSpan(0, k), width);
            CrossProducts.Scale(right[k], 1 / Math.Sqrt(CrossProducts.Dot(right[k], right[k])));
        }

        return new SingularValues(values, left, right);
    }

    // Takes out of a vector what lies along others of length 1, twice because the first time leaves rounding errors; returns the length of what is left.
    private static double LengthBeyond(double[] vector, ReadOnlySpan<double[]> others)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] other in others)
            {
                CrossProducts.AddScaled(vector, -CrossProducts.Dot(vector, other), other);
            }
        }

        return Math.Sqrt(CrossProducts.Dot(vector, vector));
    }

    // The axis that others explain least, beyond them.
    private static double[] Another(ReadOnlySpan<double[]> others, int width)
    {
        double[] explained = new double[width];
        foreach (double[] other in others)
        {
            CrossProducts.AddSquares(explained, other);
        }

        double[] vector = new double[width];
        vector[Array.IndexOf(explained, explained.Min())] = 1;
        LengthBeyond(vector, others);
        return vector;
    }

    private static double[][] Transposed(double[][] rows, int width) =>
        [.. Enumerable.Range(0, width).Select(j => Array.ConvertAll(rows, row => row[j]))];
}
