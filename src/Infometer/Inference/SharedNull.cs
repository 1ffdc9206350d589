namespace Infometer;

/// <summary>
/// Values drawn once from a null that many tests share because they have the same margins: equal-frequency codes of any two
/// columns without ties do. Sorted. Immutable.
/// </summary>
internal sealed class SharedNull
{
    private readonly double[] _sorted;

    private SharedNull(double[] sorted)
    {
        _sorted = sorted;
    }

    /// <summary>Number of draws.</summary>
    public int Count => _sorted.Length;

    /// <summary>Draws from a null; the same values whatever the number of threads.</summary>
    public static SharedNull Draw(Func<INullSampler> newSampler, long streamKey, int count, RunContext context)
    {
        double[] values = NullPValue.DrawBatch(newSampler, streamKey, 0, count, context);
        Array.Sort(values);
        return new SharedNull(values);
    }

    /// <summary>How many draws are at least <paramref name="value"/>.</summary>
    public int CountFrom(double value)
    {
        int low = 0;
        int high = _sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_sorted[middle] >= value)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return _sorted.Length - low;
    }
}
