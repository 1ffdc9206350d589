using System.Numerics;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>The loops behind sums over pairs of rows, on the vector unit. Order of summation: fixed for one width of the unit.</summary>
internal static class PairKernels
{
    /// <summary>So many numbers of a row are kept on the stack.</summary>
    public const int FewColumns = 128;

    private static int Lanes => Vector512<double>.Count;

    /// <summary>Σ values.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += new Vector<double>(values[i..]);
        }

        double sum = Vector.Sum(sums);
        for (; i < values.Length; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    /// <summary>Σ aᵢbᵢ.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        }

        double sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Writes one row of some columns.</summary>
    public static void Point(double[][] columns, int row, Span<double> point)
    {
        for (int j = 0; j < point.Length; j++)
        {
            point[j] = columns[j][row];
        }
    }

    /// <summary>
    /// Writes Σ_j t(columns[j][first + i], point[j]) into entry i. A sum stays in a register until all columns are in it; an entry does not depend on where in
    /// the span it stands.
    /// </summary>
    /// <param name="columns">The rows, column by column.</param>
    /// <param name="point">One row, a number per column.</param>
    /// <param name="first">The row of the first entry.</param>
    /// <param name="sums">The entries.</param>
    /// <typeparam name="TTerm">t.</typeparam>
    public static void Terms<TTerm>(double[][] columns, ReadOnlySpan<double> point, int first, Span<double> sums)
        where TTerm : struct, IPairTerm
    {
        int i = 0;
        for (; i <= sums.Length - (4 * Lanes); i += 4 * Lanes)
        {
            Vector512<double> a = Vector512<double>.Zero, b = a, c = a, d = a;
            for (int j = 0; j < point.Length; j++)
            {
                ReadOnlySpan<double> column = columns[j].AsSpan(first + i, 4 * Lanes);
                Vector512<double> of = Vector512.Create(point[j]);
                a = TTerm.Add(a, Vector512.Create(column), of);
                b = TTerm.Add(b, Vector512.Create(column[Lanes..]), of);
                c = TTerm.Add(c, Vector512.Create(column[(2 * Lanes)..]), of);
                d = TTerm.Add(d, Vector512.Create(column[(3 * Lanes)..]), of);
            }

            Span<double> target = sums.Slice(i, 4 * Lanes);
            a.CopyTo(target);
            b.CopyTo(target[Lanes..]);
            c.CopyTo(target[(2 * Lanes)..]);
            d.CopyTo(target[(3 * Lanes)..]);
        }

        for (; i < sums.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < point.Length; j++)
            {
                sum = TTerm.Add(sum, columns[j][first + i], point[j]);
            }

            sums[i] = sum;
        }
    }

    /// <summary>Multiplies each value by a factor of its own.</summary>
    public static void Multiply(Span<double> values, ReadOnlySpan<double> factors)
    {
        int i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(values[i..]) * new Vector<double>(factors[i..])).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            values[i] *= factors[i];
        }
    }

    /// <summary>Replaces each square by its root.</summary>
    public static void Root(Span<double> squares)
    {
        int i = 0;
        for (; i <= squares.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector.SquareRoot(new Vector<double>(squares[i..])).CopyTo(squares[i..]);
        }

        for (; i < squares.Length; i++)
        {
            squares[i] = Math.Sqrt(squares[i]);
        }
    }

    /// <summary>Replaces each square s by exp(−factor·s).</summary>
    public static void Gaussian(Span<double> squares, double factor)
    {
        Vector512<double> factors = Vector512.Create(-factor);
        int i = 0;
        for (; i <= squares.Length - Lanes; i += Lanes)
        {
            Span<double> part = squares.Slice(i, Lanes);
            NegativeExp.Of(factors * Vector512.Create<double>(part)).CopyTo(part);
        }

        for (; i < squares.Length; i++)
        {
            squares[i] = NegativeExp.Of(-factor * squares[i]);
        }
    }
}
