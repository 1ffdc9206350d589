using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// Eigenvalues of a symmetric tridiagonal matrix by the QL iteration with implicit shifts (Bowdler, Martin, Reinsch and Wilkinson 1968), with
/// an error of a few units of rounding of the largest; vectors are turned along where they are given.
/// </summary>
internal static class TridiagonalEigen
{
    // Each eigenvalue takes two steps on average; 30 were never needed in decades of use of the method.
    private const int MostSteps = 60;

    // 2⁻⁵³
    private const double Rounding = 1.1102230246251565E-16;

    /// <summary>Turns the diagonal into the eigenvalues, in no order. O(n²), or O(n³) with vectors.</summary>
    /// <param name="d">The diagonal.</param>
    /// <param name="e">e[i] stands between i and i + 1; as long as the diagonal, the last one 0. Destroyed.</param>
    /// <param name="vectors">The rows of Qᵀ where A = Q T Qᵀ, which become eigenvectors of A; null for values alone.</param>
    public static void Iterate(double[] d, double[] e, double[][]? vectors)
    {
        // An entry has vanished against the matrix: against its neighbours it never does where many eigenvalues are 0, as of correlations of
        // more columns than rows.
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

    private static void Step(double[] d, double[] e, double[][]? vectors, int first, int last)
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
            if (vectors is not null)
            {
                Rotate(vectors[i], vectors[i + 1], cosine, sine);
            }
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
