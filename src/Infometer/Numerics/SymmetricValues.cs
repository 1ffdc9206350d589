using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Eigenvalues of a real symmetric matrix without vectors, in two stages: to a band by products of matrices (<see cref="BandReduction{TTile}"/>), from
/// there to three diagonals (<see cref="SymmetricBand"/>), whose eigenvalues are iterated (<see cref="TridiagonalEigen"/>). Each has an error of a few
/// units of rounding of the largest. 4/3 n³ multiplications. The same bits for any number of threads.
/// </summary>
internal static class SymmetricValues
{
    // Wider bands make larger products and a dearer second stage; 48 was quickest for 5,000 rows, and 32 and 64 are not far from it.
    private const int Width = 48;

    /// <summary>The eigenvalues, the largest first. The matrix is used as scratch space, so that one n × n matrix is all that is ever held.</summary>
    /// <param name="matrix">The matrix row by row, finite; only the lower triangle is read. Destroyed.</param>
    /// <param name="size">Its number of rows.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static double[] Of(double[] matrix, int size, RunContext context)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Of<DoubleTile512>(matrix, size, Width, context);
        }

        return Vector256.IsHardwareAccelerated
            ? Of<DoubleTile256>(matrix, size, Width, context)
            : Of<DoubleTilePlain>(matrix, size, Width, context);
    }

    /// <summary>The same by the tiles of one kernel and a band of a given width.</summary>
    internal static double[] Of<TTile>(double[] matrix, int size, int width, RunContext context)
        where TTile : struct, IDoubleTile
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.LongLength, (long)size * size, nameof(matrix));
        if (size < 2)
        {
            return (double[])matrix.Clone();
        }

        int exponent = Normalize(matrix, size);
        SymmetricBand band = new BandReduction<TTile>(matrix, size, Math.Min(width, size - 1), context).Reduce();
        (double[] values, double[] beside) = band.Tridiagonalize(context.Cancellation);
        TridiagonalEigen.Iterate(values, beside, null);
        Array.Sort(values);
        Array.Reverse(values);
        return Array.ConvertAll(values, v => Math.ScaleB(v, exponent));
    }

    // Entries near 1, so that no square overflows or vanishes; a power of two rounds nothing.
    private static int Normalize(double[] matrix, int size)
    {
        double largest = 0;
        for (int i = 0; i < size; i++)
        {
            foreach (double entry in matrix.AsSpan(i * size, i + 1))
            {
                if (!double.IsFinite(entry))
                {
                    throw new ArgumentException("The matrix must be finite.", nameof(matrix));
                }

                largest = Math.Max(largest, Math.Abs(entry));
            }
        }

        int exponent = largest > 0 ? Math.ILogB(largest) : 0;
        if (exponent != 0)
        {
            for (int i = 0; i < matrix.Length; i++)
            {
                matrix[i] = Math.ScaleB(matrix[i], -exponent);
            }
        }

        return exponent;
    }
}
