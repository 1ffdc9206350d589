namespace Infometer;

/// <summary>
/// A column by position of its rows in <see cref="RowGroups"/>, and what is measured of it against the observed target and the drawn
/// ones: the plug-in information, and the statistics of its test where it has one. Every measurement is one function of the table of
/// column and target, margins and scores being taken from that table.
/// </summary>
internal sealed class GroupedColumn
{
    private readonly Codes _codes;
    private readonly ScreenCodes _screen;
    private readonly int[]? _positions;
    private readonly ScreenAxis _axis;
    private readonly ScreenValues? _statistics;
    private readonly double _sumOfLogs;
    private readonly bool _isOneTable;
    private readonly GroupedTarget _target;

    /// <param name="codes">The codes of the bits, by row.</param>
    /// <param name="screen">The codes of the test, by row.</param>
    /// <param name="known">The rows that are used; null for all.</param>
    /// <param name="groups">The groups of rows.</param>
    /// <param name="target">The observed target.</param>
    /// <param name="draws">How many measurements against drawn targets will follow.</param>
    public GroupedColumn(Codes codes, ScreenCodes screen, int[]? known, RowGroups groups, GroupedTarget target, int draws)
    {
        int[] rows = groups.Rows;
        GroupOf = groups.GroupOf;
        if (known is not null)
        {
            bool[] isKnown = new bool[rows.Length];
            Array.ForEach(known, row => isKnown[row] = true);
            _positions = [.. Enumerable.Range(0, rows.Length).Where(position => isKnown[groups.Rows[position]])];
            rows = [.. _positions.Select(position => groups.Rows[position])];
            GroupOf = [.. _positions.Select(position => groups.GroupOf[position])];
        }

        _codes = codes.Select(rows);
        _screen = ReferenceEquals(codes, screen.Codes) ? screen with { Codes = _codes } : screen.Select(rows);
        _target = Used(target);
        _axis = _screen.Axis();
        _statistics = ColumnScreen.IsScreened(_axis, _target.Axis) ? Statistics(_target.Axis, null) : null;
        _isOneTable = _statistics is not null && ReferenceEquals(_screen.Codes, _codes) && ReferenceEquals(_target.Screen, _target.Codes);
        _sumOfLogs = CountTables.XLogX(_codes.Count) - _codes.CountLevels().Sum(CountTables.XLogX);
        Width = 1 + (_statistics?.Count ?? 0);
        Values = new double[(draws + 1) * Width];
        Measure(target, 0, new GroupedScratch());
    }

    /// <summary>The group of each row that is used.</summary>
    public int[] GroupOf { get; }

    /// <summary>Rows that are used.</summary>
    public int Count => _codes.Count;

    /// <summary>Measurements per target: the information first.</summary>
    public int Width { get; }

    /// <summary>All measurements, target by target; the observed one is number 0.</summary>
    public double[] Values { get; }

    /// <summary>Measures the column against a target and keeps what comes out under a number. Thread-safe for different numbers and scratch.</summary>
    public void Measure(GroupedTarget target, int number, GroupedScratch scratch)
    {
        GroupedTarget y = Used(target);
        Span<double> values = Values.AsSpan(number * Width, Width);
        if (_statistics is not null)
        {
            ScreenValues statistics = ReferenceEquals(y.Axis, _target.Axis) ? _statistics : Statistics(y.Axis, _statistics);
            scratch.Fill(statistics, _axis.IsOrdered ? [_screen.Codes, y.Screen] : [y.Screen, _screen.Codes]).CopyTo(values[1..]);
        }

        values[0] = _isOneTable ? values[1] / (2 * Count) : Information(y, scratch);
    }

    /// <summary>
    /// The variance of the plug-in information from the scatter of the groups: G/(G−1) Σ_g (Σ over the rows of g of the local values less
    /// their mean)² / n² (Liang and Zeger 1986).
    /// </summary>
    public (double Variance, int Groups) ClusterVariance()
    {
        int[] cellOf = CountingGroups.Of([_codes, _target.Codes], out int cells);
        long[] counts = new long[cells];
        foreach (int cell in cellOf)
        {
            counts[cell]++;
        }

        // Positions go group by group.
        long[] x = _codes.CountLevels();
        long[] y = _target.Codes.CountLevels();
        double squares = 0;
        int used = 0;
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += Math.Log((double)counts[cellOf[i]] / x[_codes[i]] * Count / y[_target.Codes[i]]) - Values[0];
            if (i + 1 == Count || GroupOf[i + 1] != GroupOf[i])
            {
                squares += sum * sum;
                used++;
                sum = 0;
            }
        }

        return (squares / ((double)Count * Count) * used / Math.Max(1, used - 1), used);
    }

    private GroupedTarget Used(GroupedTarget target) => _positions is null ? target : target.Select(_positions);

    private ScreenValues Statistics(ScreenAxis target, ScreenValues? like)
    {
        (ScreenAxis rows, ScreenAxis columns) = _axis.IsOrdered ? (_axis, target) : (target, _axis);
        return like is null ? new ScreenValues(rows, columns) : like.With(rows, columns);
    }

    private double Information(GroupedTarget y, GroupedScratch scratch)
    {
        Codes[] variables = [_codes, y.Codes];
        double sum = _sumOfLogs - y.SumOfLogs;
        int cells = CountingTable.CellsOf(variables);
        if (cells >= 0)
        {
            foreach (uint count in scratch.Count(variables, cells))
            {
                sum += CountTables.XLogX(count);
            }

            return sum / Count;
        }

        int[] cellOf = CountingGroups.Of(variables, out int occurring);
        int[] counts = new int[occurring];
        foreach (int cell in cellOf)
        {
            counts[cell]++;
        }

        foreach (int count in counts)
        {
            sum += CountTables.XLogX(count);
        }

        return sum / Count;
    }
}
