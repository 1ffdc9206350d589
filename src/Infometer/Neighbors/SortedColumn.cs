using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// The numbers of a column in ascending order, and a table of equal cells over their range that says where in that order a number belongs:
/// counting a range takes two look-ups and a step or two, wherever the range lies.
/// </summary>
internal sealed class SortedColumn
{
    // The cells span the range without this share of the numbers at either end, so that a few far numbers do not make all cells but one
    // empty.
    private const int TailShare = 64;
    private const int FewSteps = 8;

    // The numbers, between −∞ and as many ∞ as a vector has lanes.
    private readonly double[] _padded;
    private readonly int _count;
    private readonly int[] _starts;
    private readonly double _origin;
    private readonly double _scale;

    /// <summary>Sorts a column of one number per row.</summary>
    public SortedColumn(ReadOnlySpan<double> values)
    {
        int[] order = new int[values.Length];
        _count = values.Length;
        _padded = new double[_count + 1 + Vector512<double>.Count];
        RowSort.Sort(values, order, _padded.AsSpan(1, _count));
        _padded[0] = double.NegativeInfinity;
        _padded.AsSpan(_count + 1).Fill(double.PositiveInfinity);
        Order = order;
        Ranks = new int[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            Ranks[order[rank]] = rank;
        }

        ReadOnlySpan<double> sorted = Values;
        int tail = order.Length / TailShare;
        _origin = sorted[tail];
        double scale = order.Length / (sorted[^(tail + 1)] - _origin);
        _scale = double.IsFinite(scale) ? scale : 0;
        _starts = new int[order.Length + 2];
        int cell = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            for (int own = CellOf(sorted[rank]); cell < own;)
            {
                _starts[++cell] = rank;
            }
        }

        _starts.AsSpan(cell + 1).Fill(order.Length);
    }

    /// <summary>The numbers in ascending order.</summary>
    public ReadOnlySpan<double> Values => _padded.AsSpan(1, _count);

    /// <summary>The row at each rank; equal numbers are in order of row.</summary>
    public int[] Order { get; }

    /// <summary>The rank of each row.</summary>
    public int[] Ranks { get; }

    /// <summary>
    /// How many numbers lie no farther from <paramref name="value"/> than <paramref name="limit"/>; none if that is negative.
    /// </summary>
    public int Count(double value, double limit)
    {
        (int start, int end) = Range(value, limit);
        return end - start;
    }

    /// <summary>The ranks [Start, End) of the numbers no farther from <paramref name="value"/> than <paramref name="limit"/>.</summary>
    public (int Start, int End) Range(double value, double limit)
    {
        if (limit < 0)
        {
            return (0, 0);
        }

        // What counts is the difference as it is computed, not where value ± limit rounds to, so the table gives no more than a guess.
        if (Vector256.IsHardwareAccelerated && limit < double.PositiveInfinity)
        {
            int near = _starts[CellOf(value - limit)];
            int beyond = _starts[CellOf(value + limit)];
            Vector512<double> center = Vector512.Create(value);
            Vector512<double> reach = Vector512.Create(limit);
            int start = RankAfter(near, Vector512.GreaterThan(center - LoadBefore(near), reach).ExtractMostSignificantBits());
            int end = RankAfter(beyond, Vector512.LessThanOrEqual(LoadBefore(beyond) - center, reach).ExtractMostSignificantBits());
            if (start >= 0 && end >= 0)
            {
                return (start, end);
            }
        }

        return (FirstNear(value, limit, Position(value - limit)), FirstBeyond(value, limit, Position(value + limit)));
    }

    /// <summary>The rank of the first number that is not below <paramref name="target"/>; n where all are.</summary>
    public int Position(double target)
    {
        ReadOnlySpan<double> sorted = Values;
        int cell = CellOf(target);
        int low = _starts[cell];
        int high = _starts[cell + 1];
        while (high - low > FewSteps)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < target)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        while (low < high && sorted[low] < target)
        {
            low++;
        }

        return low;
    }

    /// <summary>The first rank of the numbers equal to the one at <paramref name="rank"/>.</summary>
    public int RunStart(int rank) =>
        rank == 0 || Values[rank - 1] != Values[rank] ? rank : FirstNear(Values[rank], 0, rank);

    /// <summary>The rank after the last of the numbers equal to the one at <paramref name="rank"/>.</summary>
    public int RunEnd(int rank) =>
        rank + 1 == _count || Values[rank + 1] != Values[rank] ? rank + 1 : FirstBeyond(Values[rank], 0, rank);

    // The numbers from the one before a rank on.
    private Vector512<double> LoadBefore(int rank) => Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_padded), (nuint)rank);

    // The rank after the last of the numbers, from the one before a rank on, of which something holds; −1 where these do not show it.
    private static int RankAfter(int rank, ulong holds)
    {
        int count = BitOperations.PopCount(holds);
        return (holds & 1) != 0 && count < Vector512<double>.Count ? rank - 1 + count : -1;
    }

    // The first rank with x − value > limit.
    private int FirstBeyond(double value, double limit, int guess)
    {
        ReadOnlySpan<double> sorted = Values;
        int low = guess; // all before low are within
        int high = guess; // high and all after are beyond
        if (guess < sorted.Length && sorted[guess] - value <= limit)
        {
            for (int step = 1; ; step *= 2)
            {
                low = high + 1;
                high += step;
                if (high >= sorted.Length)
                {
                    high = sorted.Length;
                    break;
                }

                if (sorted[high] - value > limit)
                {
                    break;
                }
            }
        }
        else
        {
            for (int step = 1; low > 0 && sorted[low - 1] - value > limit; step *= 2)
            {
                high = low - 1;
                low = Math.Max(0, low - step);
            }
        }

        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] - value <= limit)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    // The first rank with value − x ≤ limit.
    private int FirstNear(double value, double limit, int guess)
    {
        ReadOnlySpan<double> sorted = Values;
        int low = guess;
        int high = guess;
        if (guess < sorted.Length && value - sorted[guess] > limit)
        {
            for (int step = 1; ; step *= 2)
            {
                low = high + 1;
                high += step;
                if (high >= sorted.Length)
                {
                    high = sorted.Length;
                    break;
                }

                if (value - sorted[high] <= limit)
                {
                    break;
                }
            }
        }
        else
        {
            for (int step = 1; low > 0 && value - sorted[low - 1] <= limit; step *= 2)
            {
                high = low - 1;
                low = Math.Max(0, low - step);
            }
        }

        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (value - sorted[middle] > limit)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    // Ascending in the value, which is all that is needed of it. A range of 0 has scale 0 and one cell.
    private int CellOf(double value)
    {
        double cell = (value - _origin) * _scale;
        return cell > 0 ? (cell < _starts.Length - 2 ? (int)cell + 1 : _starts.Length - 2) : 0;
    }
}
