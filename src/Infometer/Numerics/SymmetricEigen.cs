using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// Eigenvalues and orthonormal eigenvectors of a real symmetric matrix: Householder reflections to tridiagonal form, then the QL iteration with
/// implicit shifts (Bowdler, Martin, Reinsch and Wilkinson 1968). All eigenvalues come with an error of a few units of rounding of the largest. About 3 d³
/// multiplications.
/// </summary>
internal sealed class SymmetricEigen
{
    // Each eigenvalue takes two steps on average; 30 were never needed in decades of use of the method.
    private const int MostSteps = 60;

    // 2⁻⁵³
    private const double Rounding = 1.1102230246251565E-16;

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
        Iterate(diagonal, beside, vectors);
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

    // QL steps with Wilkinson's shift until every entry beside the diagonal has vanished against the matrix: against its neighbours it never
    // does where many eigenvalues are 0, as of correlations of more columns than rows.
    private static void Iterate(double[] d, double[] e, double[][] vectors)
    {
        double norm = 0;
        for (int i = 0; i < d.Length; i++)
        {
            norm = Math.Max(norm, Math.Abs(d[i]) + Math.Abs(e[i]));
        }

        for (int first = 0; first < d.Length; first++)
        {
            for (int step = 0; ; step++)
            {
                int last = first;
                while (last < d.Length - 1 && Math.Abs(e[last]) > Rounding * norm)
                {
                    last++;
                }

                if (last == first)
                {
                    break;
                }

                if (step == MostSteps)
                {
                    throw new ArithmeticException("The eigenvalue iteration did not converge.");
                }

                Step(d, e, vectors, first, last);
            }
        }
    }

    private static void Step(double[] d, double[] e, double[][] vectors, int first, int last)
    {
        // The shift is the eigenvalue of the leading 2×2 block that lies nearer to its first entry.
        double half = (d[first + 1] - d[first]) / (2 * e[first]);
        double root = Math.Sqrt((half * half) + 1);
        double g = d[last] - d[first] + (e[first] / (half + Math.CopySign(root, half)));
        double sine = 1;
        double cosine = 1;
        double carried = 0;
        for (int i = last - 1; i >= first; i--)
        {
            double f = sine * e[i];
            double b = cosine * e[i];
            double r = Math.Sqrt((f * f) + (g * g));
            e[i + 1] = r;
            if (r == 0)
            {
                // The matrix has fallen apart between i + 1 and i + 2.
                d[i + 1] -= carried;
                e[last] = 0;
                return;
            }

            sine = f / r;
            cosine = g / r;
            g = d[i + 1] - carried;
            r = ((d[i] - g) * sine) + (2 * cosine * b);
            carried = sine * r;
            d[i + 1] = g + carried;
            g = (cosine * r) - b;
            Rotate(vectors[i], vectors[i + 1], cosine, sine);
        }

        d[first] -= carried;
        e[first] = g;
        e[last] = 0;
    }

    // (a, b) becomes (c a − s b, s a + c b).
    private static void Rotate(double[] a, double[] b, double cosine, double sine)
    {
        Span<Vector<double>> va = MemoryMarshal.Cast<double, Vector<double>>(a.AsSpan());
        Span<Vector<double>> vb = MemoryMarshal.Cast<double, Vector<double>>(b.AsSpan());
        for (int i = 0; i < va.Length; i++)
        {
            Vector<double> old = va[i];
            va[i] = (cosine * old) - (sine * vb[i]);
            vb[i] = (sine * old) + (cosine * vb[i]);
        }

        for (int i = va.Length * Vector<double>.Count; i < a.Length; i++)
        {
            double old = a[i];
            a[i] = (cosine * old) - (sine * b[i]);
            b[i] = (sine * old) + (cosine * b[i]);
        }
    }
}
