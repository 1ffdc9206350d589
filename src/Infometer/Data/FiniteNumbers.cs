using System.Globalization;
using System.Numerics;

namespace Infometer;

/// <summary>Refuses numbers that no estimator can take.</summary>
internal static class FiniteNumbers
{
    // Sums of millions of squares of such numbers are still ordinary ones.
    private const double LargestWithSquare = 1e140;
    private const double SmallestWithSquare = 1e-140;

    /// <summary>Throws where a number of an n × d matrix, given row by row, is NaN or infinite.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="columns">Numbers per row, d.</param>
    /// <param name="name">What the message calls the matrix.</param>
    /// <exception cref="InvalidInputException">Names row and column, both from 0.</exception>
    public static void Require<T>(ReadOnlySpan<T> values, int columns, string name)
        where T : struct, INumberBase<T>
    {
        int at = IndexOfOther(values);
        if (at >= 0)
        {
            throw Refusal(name, at / columns, columns == 1 ? null : at % columns, values[at]);
        }
    }

    /// <summary>The index of the first number that is NaN or infinite, or −1.</summary>
    public static int IndexOfOther<T>(ReadOnlySpan<T> values)
        where T : struct, INumberBase<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!T.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Throws where squares of the numbers would overflow, or all vanish, so that no distance can be had.</summary>
    /// <param name="values">Finite numbers, in parts.</param>
    /// <param name="name">What the message calls them.</param>
    /// <exception cref="InvalidInputException">Names the largest number.</exception>
    public static void RequireSquares(IEnumerable<double[]> values, string name)
    {
        double largest = 0;
        foreach (double[] part in values)
        {
            foreach (double value in part)
            {
                largest = Math.Max(largest, Math.Abs(value));
            }
        }

        if (largest is > LargestWithSquare or (> 0 and < SmallestWithSquare))
        {
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"The largest number of '{name}' is {largest:G3} in size, and squares of such numbers {(largest > 1 ? "overflow" : "vanish")}; use other units."));
        }
    }

    /// <summary>The sentence; row and column from 0, no column where there is but one.</summary>
    public static InvalidInputException Refusal<T>(string name, int row, int? column, T value)
        where T : struct, INumberBase<T>
    {
        string cell = column is null ? $"row {row}" : $"row {row}, column {column}";
        return new InvalidInputException(
            $"'{name}' holds {value.ToString(null, CultureInfo.InvariantCulture)} in {cell}; every value must be finite: drop or impute such rows first.");
    }
}
