namespace Infometer;

/// <summary>The rows that a <see cref="TheilerWindow"/> leaves out, row by row: those nearest in time, the row itself among them.</summary>
internal sealed class TimeNeighbors
{
    private readonly int _count;
    private readonly int _width;

    // Rows in order of time, and the times in that order; null where time is the row's number.
    private readonly int[]? _order;
    private readonly int[]? _sorted;
    private readonly int[]? _times;

    /// <summary>Creates the neighbours in time of <paramref name="count"/> rows.</summary>
    public TimeNeighbors(TheilerWindow window, int count)
    {
        _count = count;
        _width = window.Width;
        if (window.Times is { } times)
        {
            _times = times;
            _sorted = times[..count];
            _order = [.. Enumerable.Range(0, count)];
            Array.Sort(_sorted, _order);
        }
    }

    /// <summary>The row at a position of the order in time.</summary>
    public int RowAt(int position) => _order is null ? position : _order[position];

    /// <summary>The positions [Start, End) of the rows that are left out for <paramref name="row"/>.</summary>
    public (int Start, int End) Of(int row) => _sorted is null
        ? (Math.Max(0, row - _width), (int)Math.Min(_count, (long)row + _width + 1))
        : (FirstAtLeast(_sorted, (long)_times![row] - _width), FirstAtLeast(_sorted, (long)_times[row] + _width + 1));

    private static int FirstAtLeast(int[] sorted, long time)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < time)
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
}
