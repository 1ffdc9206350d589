using System.Numerics;

namespace Infometer;

/// <summary>The loops behind sums over pairs of rows, on the vector unit. Order of summation: fixed for one width of the unit.</summary>
internal static class PairKernels
{
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

    /// <summary>Adds (column[j] − point)² to each of the squares.</summary>
    public static void AddSquares(ReadOnlySpan<double> column, double point, Span<double> squares)
    {
        Vector<double> points = new(point);
        int i = 0;
        for (; i <= squares.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> difference = new Vector<double>(column[i..]) - points;
            (new Vector<double>(squares[i..]) + (difference * difference)).CopyTo(squares[i..]);
        }

        for (; i < squares.Length; i++)
        {
            double difference = column[i] - point;
            squares[i] += difference * difference;
        }
    }

    /// <summary>Adds |column[j] − point| to each of the sums.</summary>
    public static void AddAbsolutes(ReadOnlySpan<double> column, double point, Span<double> sums)
    {
        Vector<double> points = new(point);
        int i = 0;
        for (; i <= sums.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(sums[i..]) + Vector.Abs(new Vector<double>(column[i..]) - points)).CopyTo(sums[i..]);
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += Math.Abs(column[i] - point);
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
        Vector<double> factors = new(-factor);
        int i = 0;
        for (; i <= squares.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector.Exp(factors * new Vector<double>(squares[i..])).CopyTo(squares[i..]);
        }

        for (; i < squares.Length; i++)
        {
            squares[i] = Math.Exp(-factor * squares[i]);
        }
    }
}
