using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>Sums of kernels around one row over a range of rows, in as many lanes as there are; each with its plain twin.</summary>
internal static class KernelSums
{
    /// <summary>ln Σ_j exp(−½ Σ_c (x_jc − x_ic)²) over the rows start … end − 1.</summary>
    public static double LogGaussian(double[][] columns, int row, int start, int end)
    {
        int whole = end - ((end - start) % Vector<double>.Count);
        Vector<double> sums = Vector<double>.Zero;
        for (int j = start; j < whole; j += Vector<double>.Count)
        {
            Vector<double> square = Vector<double>.Zero;
            foreach (double[] column in columns)
            {
                Vector<double> difference = Load(column, j) - new Vector<double>(column[row]);
                square += difference * difference;
            }

            sums += Vector.Exp(square * -0.5);
        }

        double sum = Vector.Sum(sums);
        for (int j = whole; j < end; j++)
        {
            sum += Math.Exp(-0.5 * SquaredDistance(columns, row, j));
        }

        // Far from everything the kernels underflow, and the nearest decides.
        return sum > 1e-250 ? Math.Log(sum) : LogGaussianScalar(columns, row, start, end, static (_, _) => true);
    }

    /// <summary>The twin of <see cref="LogGaussian"/>, over the rows that are admitted; safe against underflow.</summary>
    public static double LogGaussianScalar(double[][] columns, int row, int start, int end, Func<int, int, bool> admits)
    {
        double nearest = double.PositiveInfinity;
        for (int j = start; j < end; j++)
        {
            nearest = admits(row, j) ? Math.Min(nearest, SquaredDistance(columns, row, j)) : nearest;
        }

        if (double.IsPositiveInfinity(nearest))
        {
            return double.NegativeInfinity;
        }

        double sum = 0;
        for (int j = start; j < end; j++)
        {
            sum += admits(row, j) ? Math.Exp(-0.5 * (SquaredDistance(columns, row, j) - nearest)) : 0;
        }

        return Math.Log(sum) - (0.5 * nearest);
    }

    /// <summary>How many of the rows start … end − 1 are within the half width of row i in every column, ends included.</summary>
    public static long Box(double[][] columns, double[] halfWidths, int row, int start, int end)
    {
        int whole = end - ((end - start) % Vector<double>.Count);
        Vector<long> counts = Vector<long>.Zero;
        for (int j = start; j < whole; j += Vector<double>.Count)
        {
            Vector<long> isNear = Vector<long>.AllBitsSet;
            for (int c = 0; c < columns.Length; c++)
            {
                Vector<double> distance = Vector.Abs(Load(columns[c], j) - new Vector<double>(columns[c][row]));
                isNear &= Vector.LessThanOrEqual(distance, new Vector<double>(halfWidths[c]));
            }

            counts -= isNear;
        }

        return Vector.Sum(counts) + BoxScalar(columns, halfWidths, row, whole, end, static (_, _) => true);
    }

    /// <summary>The twin of <see cref="Box"/>, over the rows that are admitted.</summary>
    public static long BoxScalar(double[][] columns, double[] halfWidths, int row, int start, int end, Func<int, int, bool> admits)
    {
        long count = 0;
        for (int j = start; j < end; j++)
        {
            bool isNear = admits(row, j);
            for (int c = 0; c < columns.Length && isNear; c++)
            {
                isNear = Math.Abs(columns[c][j] - columns[c][row]) <= halfWidths[c];
            }

            count += isNear ? 1 : 0;
        }

        return count;
    }

    private static Vector<double> Load(double[] column, int start) =>
        Vector.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)start);

    private static double SquaredDistance(double[][] columns, int row, int other)
    {
        double square = 0;
        foreach (double[] column in columns)
        {
            double difference = column[other] - column[row];
            square += difference * difference;
        }

        return square;
    }
}
