using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>Inner products of columns, what covariances are made of, and sums of columns.</summary>
internal static class CrossProducts
{
    // Rows per partial sum.
    private const int Block = 512;

    // Columns whose blocks stay in the cache together with as many others.
    private const int Tile = 32;

    // Below this many multiplications threads cost more than they bring.
    private const long WorthThreads = 4_000_000;

    /// <summary>Σ_i a_i b_i. Summed by blocks, so that the rounding error does not grow with the number of rows.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int start = 0; start < a.Length; start += Block)
        {
            int length = Math.Min(Block, a.Length - start);
            sum += BlockDot(a.Slice(start, length), b.Slice(start, length));
        }

        return sum;
    }

    /// <summary>Σ_i a_i, summed by blocks.</summary>
    public static double Sum(ReadOnlySpan<double> column)
    {
        double sum = 0;
        for (int start = 0; start < column.Length; start += Block)
        {
            ReadOnlySpan<double> block = column.Slice(start, Math.Min(Block, column.Length - start));
            ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(block);
            Vector<double> lanes = Vector<double>.Zero;
            foreach (Vector<double> vector in vectors)
            {
                lanes += vector;
            }

            double part = Vector.Sum(lanes);
            foreach (double value in block[(vectors.Length * Vector<double>.Count)..])
            {
                part += value;
            }

            sum += part;
        }

        return sum;
    }

    /// <summary>The matrix of Σ_i a_i b_i over all pairs of columns, row by row: each entry that of <see cref="Dot"/>. O(n d²).</summary>
    public static double[] Matrix(double[][] columns, RunContext context)
    {
        int d = columns.Length;
        double[] matrix = new double[d * d];
        int tiles = (d + Tile - 1) / Tile;
        (int Row, int Column)[] pairs = [.. Enumerable.Range(0, tiles).SelectMany(row => Enumerable.Range(0, row + 1).Select(column => (row, column)))];
        void Fill(int pair) => FillTile(columns, matrix, pairs[pair].Row * Tile, pairs[pair].Column * Tile);
        if ((long)d * d * columns[0].Length < WorthThreads)
        {
            for (int pair = 0; pair < pairs.Length; pair++)
            {
                Fill(pair);
            }
        }
        else
        {
            context.ForEach(pairs.Length, Fill);
        }

        return matrix;
    }

    /// <summary>target += factor · column.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> column)
    {
        Span<Vector<double>> vt = MemoryMarshal.Cast<double, Vector<double>>(target);
        ReadOnlySpan<Vector<double>> vc = MemoryMarshal.Cast<double, Vector<double>>(column);
        for (int i = 0; i < vt.Length; i++)
        {
            vt[i] += factor * vc[i];
        }

        for (int i = vt.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] += factor * column[i];
        }
    }

    /// <summary>target += Σ factor · column of four columns, one after another, with the target read and written once.</summary>
    public static void AddScaled(
        Span<double> target,
        ReadOnlySpan<double> factors,
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        ReadOnlySpan<double> third,
        ReadOnlySpan<double> fourth)
    {
        (double f, double g, double h, double k) = (factors[0], factors[1], factors[2], factors[3]);
        Span<Vector<double>> vt = MemoryMarshal.Cast<double, Vector<double>>(target);
        ReadOnlySpan<Vector<double>> v1 = MemoryMarshal.Cast<double, Vector<double>>(first)[..vt.Length];
        ReadOnlySpan<Vector<double>> v2 = MemoryMarshal.Cast<double, Vector<double>>(second)[..vt.Length];
        ReadOnlySpan<Vector<double>> v3 = MemoryMarshal.Cast<double, Vector<double>>(third)[..vt.Length];
        ReadOnlySpan<Vector<double>> v4 = MemoryMarshal.Cast<double, Vector<double>>(fourth)[..vt.Length];
        for (int i = 0; i < vt.Length; i++)
        {
            vt[i] = vt[i] + (f * v1[i]) + (g * v2[i]) + (h * v3[i]) + (k * v4[i]);
        }

        for (int i = vt.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] = target[i] + (f * first[i]) + (g * second[i]) + (h * third[i]) + (k * fourth[i]);
        }
    }

    /// <summary>target += column², entry by entry.</summary>
    public static void AddSquares(Span<double> target, ReadOnlySpan<double> column)
    {
        Span<Vector<double>> vt = MemoryMarshal.Cast<double, Vector<double>>(target);
        ReadOnlySpan<Vector<double>> vc = MemoryMarshal.Cast<double, Vector<double>>(column);
        for (int i = 0; i < vt.Length; i++)
        {
            vt[i] += vc[i] * vc[i];
        }

        for (int i = vt.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] += column[i] * column[i];
        }
    }

    /// <summary>column *= factor.</summary>
    public static void Scale(Span<double> column, double factor)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(column);
        foreach (ref Vector<double> vector in vectors)
        {
            vector *= factor;
        }

        foreach (ref double value in column[(vectors.Length * Vector<double>.Count)..])
        {
            value *= factor;
        }
    }

    /// <summary>column += amount.</summary>
    public static void Shift(Span<double> column, double amount)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(column);
        foreach (ref Vector<double> vector in vectors)
        {
            vector += new Vector<double>(amount);
        }

        foreach (ref double value in column[(vectors.Length * Vector<double>.Count)..])
        {
            value += amount;
        }
    }

    private static void FillTile(double[][] columns, double[] matrix, int firstRow, int firstColumn)
    {
        int d = columns.Length;
        int n = columns[0].Length;
        for (int start = 0; start < n; start += Block)
        {
            int length = Math.Min(Block, n - start);
            for (int j = firstRow; j < Math.Min(firstRow + Tile, d); j++)
            {
                ReadOnlySpan<double> row = columns[j].AsSpan(start, length);
                for (int k = firstColumn; k < Math.Min(firstColumn + Tile, j + 1); k++)
                {
                    matrix[(j * d) + k] += BlockDot(row, columns[k].AsSpan(start, length));
                }
            }
        }

        for (int j = firstRow; j < Math.Min(firstRow + Tile, d); j++)
        {
            for (int k = firstColumn; k < Math.Min(firstColumn + Tile, j); k++)
            {
                matrix[(k * d) + j] = matrix[(j * d) + k];
            }
        }
    }

    private static double BlockDot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector<double>> va = MemoryMarshal.Cast<double, Vector<double>>(a);
        ReadOnlySpan<Vector<double>> vb = MemoryMarshal.Cast<double, Vector<double>>(b);
        Vector<double> even = Vector<double>.Zero;
        Vector<double> odd = Vector<double>.Zero;
        int i = 0;
        for (; i + 1 < va.Length; i += 2)
        {
            even += va[i] * vb[i];
            odd += va[i + 1] * vb[i + 1];
        }

        if (i < va.Length)
        {
            even += va[i] * vb[i];
        }

        double sum = Vector.Sum(even + odd);
        for (int rest = va.Length * Vector<double>.Count; rest < a.Length; rest++)
        {
            sum += a[rest] * b[rest];
        }

        return sum;
    }
}
