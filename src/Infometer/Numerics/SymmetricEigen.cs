namespace Infometer;

/// <summary>
/// Eigenvalues and orthonormal eigenvectors of a real symmetric matrix: Householder reflections to tridiagonal form, then the QL iteration
/// (<see cref="TridiagonalEigen"/>). All eigenvalues come with an error of a few units of rounding of the largest. About 3 d³
/// multiplications. Where values are enough, <see cref="SymmetricValues"/> is many times as quick.
/// </summary>
internal sealed class SymmetricEigen
{
    private SymmetricEigen(double[] values, double[][] vectors)
    {
        Values = values;
        Vectors = vectors;
    }

    /// <summary>The eigenvalues, the largest first.</summary>
    public double[] Values { get; }

    /// <summary>The eigenvector of each value, of length 1.</summary>
    public double[][] Vectors { get; }

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">The matrix row by row, finite; taken as symmetric.</param>
    /// <param name="size">Its number of rows.</param>
    public static SymmetricEigen Of(ReadOnlySpan<double> matrix, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, size * size, nameof(matrix));
        if (matrix.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
        {
            throw new ArgumentException("The matrix must be finite.", nameof(matrix));
        }

        // Entries near 1, so that no square overflows or vanishes; a power of two rounds nothing.
        double largest = 0;
        foreach (double entry in matrix)
        {
            largest = Math.Max(largest, Math.Abs(entry));
        }

        int exponent = largest > 0 ? Math.ILogB(largest) : 0;
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++)
        {
            rows[i] = matrix.Slice(i * size, size).ToArray();
            for (int j = 0; j < size; j++)
            {
                rows[i][j] = Math.ScaleB(rows[i][j], -exponent);
            }
        }

        double[] diagonal = new double[size];
        double[] beside = new double[size];
        double[][] vectors = Tridiagonalize(rows, diagonal, beside);
        TridiagonalEigen.Iterate(diagonal, beside, vectors);
        Array.Sort(diagonal, vectors);
        Array.Reverse(diagonal);
        Array.Reverse(vectors);
        return new SymmetricEigen(Array.ConvertAll(diagonal, v => Math.ScaleB(v, exponent)), vectors);
    }

    // A = Q T Qᵀ with Q a product of reflections I − β v vᵀ, each of which clears a column below its neighbour of the diagonal. Returns the rows of Qᵀ;
    // beside[i] is T's entry between i and i + 1.
    private static double[][] Tridiagonalize(double[][] a, double[] diagonal, double[] beside)
    {
        int size = a.Length;
        double[][] reflectors = new double[size][];
        double[] scales = new double[size];
        double[] w = new double[size];
        for (int k = 0; k < size - 1; k++)
        {
            diagonal[k] = a[k][k];
            int rest = size - k - 1;
            double[] v = a[k].AsSpan(k + 1).ToArray();
            double length = Math.Sqrt(CrossProducts.Dot(v, v));
            beside[k] = v[0];
            reflectors[k] = v;
            if (rest == 1 || length == Math.Abs(v[0]))
            {
                continue;
            }

            // The sign that adds up: no digits cancel.
            double image = v[0] > 0 ? -length : length;
            beside[k] = image;
            v[0] -= image;
            double scale = -1 / (image * v[0]);
            scales[k] = scale;

            // With p = βAv and w = p − ½β(pᵀv)v the reflected matrix is A − vwᵀ − wvᵀ.
            Span<double> p = w.AsSpan(0, rest);
            for (int i = 0; i < rest; i++)
            {
                p[i] = scale * CrossProducts.Dot(a[k + 1 + i].AsSpan(k + 1), v);
            }

            CrossProducts.AddScaled(p, -scale / 2 * CrossProducts.Dot(p, v), v);
            for (int i = 0; i < rest; i++)
            {
                Span<double> row = a[k + 1 + i].AsSpan(k + 1);
                CrossProducts.AddScaled(row, -v[i], p);
                CrossProducts.AddScaled(row, -p[i], v);
            }
        }

        if (size > 0)
        {
            diagonal[size - 1] = a[size - 1][size - 1];
        }

        return Accumulate(reflectors, scales);
    }

    // Qᵀ = H_last … H_first: built from the last reflection on, so that each meets only the corner that is not yet the identity.
    private static double[][] Accumulate(double[][] reflectors, double[] scales)
    {
        int size = reflectors.Length;
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++)
        {
            rows[i] = new double[size];
            rows[i][i] = 1;
        }

        for (int k = size - 2; k >= 0; k--)
        {
            if (scales[k] == 0)
            {
                continue;
            }

            double[] v = reflectors[k];
            for (int i = k + 1; i < size; i++)
            {
                Span<double> row = rows[i].AsSpan(k + 1);
                CrossProducts.AddScaled(row, -scales[k] * CrossProducts.Dot(row, v), v);
            }
        }

        return rows;
    }
}
