namespace Infometer;

/// <summary>Tables that one thread counts into, reused from draw to draw.</summary>
internal sealed class GroupedScratch
{
    private readonly CountingTable _counting = new(1);
    private long[] _table = [];
    private ScreenScratch? _screen;
    private int _cells;

    /// <summary>Counts two variables into a table of so many cells.</summary>
    public ReadOnlySpan<uint> Count(Codes[] variables, int cells)
    {
        _counting.Reset(cells);
        _counting.CountRows(variables, 0, variables[0].Count);
        return _counting.Sum();
    }

    /// <summary>The statistics of two variables, the ordered one first.</summary>
    public ReadOnlySpan<double> Fill(ScreenValues statistics, Codes[] variables)
    {
        int cells = variables[0].LevelCount * variables[1].LevelCount;
        ReadOnlySpan<uint> counts = Count(variables, cells);
        if (_screen is null || _screen.Sums.Length != variables[1].LevelCount || _cells < cells)
        {
            _table = new long[cells];
            _cells = cells;
            _screen = statistics.NewScratch();
        }

        Span<long> table = _table.AsSpan(0, cells);
        for (int cell = 0; cell < cells; cell++)
        {
            table[cell] = counts[cell];
        }

        statistics.Fill(table, _screen);
        return _screen.Values;
    }
}
