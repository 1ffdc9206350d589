using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>What one pass over a column of numbers shows; NaN is missing. Exact, so that the vector width does not matter.</summary>
/// <param name="Missing">How many are missing.</param>
/// <param name="AllIntegers">Whether all others are integers.</param>
/// <param name="Min">The smallest; +∞ where all are missing.</param>
/// <param name="Max">The largest; −∞ where all are missing.</param>
internal readonly record struct NumericProfile(int Missing, bool AllIntegers, double Min, double Max)
{
    public static NumericProfile Of(ReadOnlySpan<double> values)
    {
        Vector<double> min = new(double.PositiveInfinity);
        Vector<double> max = new(double.NegativeInfinity);
        Vector<long> missing = Vector<long>.Zero;
        Vector<long> fractions = Vector<long>.Zero;
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        foreach (Vector<double> v in vectors)
        {
            Vector<long> present = Vector.Equals(v, v);
            missing += present + Vector<long>.One;
            fractions |= Vector.AndNot(present, Vector.Equals(v, Vector.Floor(v)));
            min = Vector.ConditionalSelect(Vector.LessThan(v, min), v, min);
            max = Vector.ConditionalSelect(Vector.GreaterThan(v, max), v, max);
        }

        NumericProfile rest = OfScalar(values[(vectors.Length * Vector<double>.Count)..]);
        double low = rest.Min;
        double high = rest.Max;
        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            low = Math.Min(low, min[lane]);
            high = Math.Max(high, max[lane]);
        }

        return new NumericProfile(
            rest.Missing + (int)Vector.Sum(missing), rest.AllIntegers && fractions == Vector<long>.Zero, low, high);
    }

    /// <summary>The scalar twin of <see cref="Of"/>.</summary>
    internal static NumericProfile OfScalar(ReadOnlySpan<double> values)
    {
        int missing = 0;
        bool integers = true;
        double min = double.PositiveInfinity;
        double max = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                missing++;
                continue;
            }

            integers &= value == Math.Floor(value);
            min = value < min ? value : min;
            max = value > max ? value : max;
        }

        return new NumericProfile(missing, integers, min, max);
    }
}
