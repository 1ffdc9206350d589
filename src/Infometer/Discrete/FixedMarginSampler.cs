namespace Infometer;

/// <summary>
/// Draws tables with given margins as they come about when one of the variables is permuted. Each row is drawn in one of two
/// exact ways: cell by cell, from the hypergeometric law given the rows before it (the idea of Patefield 1981, AS 159), or item
/// by item, as the next items of a Fisher–Yates shuffle of the column codes, which is cheaper for rows with few items. Rows go
/// from small to large, and the largest gets what is left. Which way, and which variable gives the rows, follows from the
/// margins alone. Holds scratch space: one per thread, see <see cref="Fork"/>.
/// </summary>
internal sealed class FixedMarginSampler
{
    // Measured nanoseconds; only their ratios matter.
    private const double ItemCost = 6;
    private const double CellCost = 35;
    private const double CellCostPerCount = 4;
    private const double CellCostLimit = 75;

    // No shuffle of more items than this: the copy of the codes would cost more memory than it saves time.
    private const long ShuffleLimit = 1 << 26;

    private readonly Plan _plan;
    private readonly long[] _columnsLeft;
    private readonly int[] _itemCounts;
    private int[] _items = [];

    /// <summary>A sampler of tables with these margins.</summary>
    public FixedMarginSampler(ReadOnlySpan<long> rowTotals, ReadOnlySpan<long> columnTotals)
        : this(Plan.Best(rowTotals, columnTotals))
    {
    }

    private FixedMarginSampler(Plan plan)
    {
        _plan = plan;
        _columnsLeft = new long[plan.ColumnTotals.Length];
        _itemCounts = new int[plan.ColumnTotals.Length];
    }

    /// <summary>Number of rows of the drawn tables that come from the shuffle, not cell by cell; for tests.</summary>
    internal int ShuffledRows => _plan.ShuffledRows;

    /// <summary>About how many nanoseconds a draw takes.</summary>
    internal double DrawCost => _plan.Cost;

    /// <summary>A sampler of the same tables with scratch space of its own.</summary>
    public FixedMarginSampler Fork() => new(_plan);

    /// <summary>A sampler that draws all rows (but the largest) one way: for tests of one way against the other.</summary>
    internal static FixedMarginSampler Forced(ReadOnlySpan<long> rowTotals, ReadOnlySpan<long> columnTotals, bool shuffle) =>
        new(Plan.Forced(rowTotals, columnTotals, shuffle));

    /// <summary>Forgets the draws so far: what follows depends on the random stream alone.</summary>
    public void Reset()
    {
        if (_plan.ShuffledRows == 0)
        {
            return;
        }

        _items = _items.Length == 0 ? new int[_plan.Total] : _items;
        Span<int> rest = _items;
        for (int j = 0; rest.Length > 0; j++)
        {
            int count = (int)_plan.ColumnTotals[j];
            rest[..count].Fill(j);
            rest = rest[count..];
        }
    }

    /// <summary>The plug-in mutual information, in nats, of the next table.</summary>
    public double NextInformation(ref Rng rng) => Next(ref rng, default);

    /// <summary>The next table, row by row, levels with a total of zero included.</summary>
    public void Draw(ref Rng rng, Span<long> table)
    {
        if (table.Length != _plan.TableLength)
        {
            throw new ArgumentException($"The table has {_plan.TableLength} cells, not {table.Length}.", nameof(table));
        }

        table.Clear();
        Next(ref rng, table);
    }

    // Σ x ln x over the drawn table gives its information; the table itself is written only where asked for.
    private double Next(ref Rng rng, Span<long> table)
    {
        Plan plan = _plan;
        plan.ColumnTotals.CopyTo(_columnsLeft, 0);
        if (plan.ShuffledRows > 0 && _items.Length == 0)
        {
            Reset();
        }

        long itemsLeft = plan.Total;
        double sum = 0;
        int last = plan.RowTotals.Length - 1;
        for (int i = 0; i < last; i++)
        {
            sum += i < plan.ShuffledRows
                ? ShuffleRow(ref rng, i, itemsLeft, table)
                : DrawRow(ref rng, i, itemsLeft, table);
            itemsLeft -= plan.RowTotals[i];
        }

        for (int j = 0; j < _columnsLeft.Length; j++)
        {
            sum += CountTables.XLogX(_columnsLeft[j]);
            Write(table, last, j, _columnsLeft[j]);
        }

        return (sum + plan.Constant) / plan.Total;
    }

    private double DrawRow(ref Rng rng, int row, long itemsLeft, Span<long> table)
    {
        long[] columnsLeft = _columnsLeft;
        long left = _plan.RowTotals[row];
        long pool = itemsLeft;
        double sum = 0;
        for (int j = 0; left > 0; j++)
        {
            long column = columnsLeft[j];
            long count = pool == column ? left : Hypergeometric.Next(ref rng, pool, column, left);
            sum += CountTables.XLogX(count);
            Write(table, row, j, count);
            columnsLeft[j] = column - count;
            pool -= column;
            left -= count;
        }

        return sum;
    }

    // The items of earlier rows stand in front; any order of the others is as good a start as any.
    private double ShuffleRow(ref Rng rng, int row, long itemsLeft, Span<long> table)
    {
        int[] items = _items;
        int[] counts = _itemCounts;
        int start = (int)(_plan.Total - itemsLeft);
        int end = start + (int)_plan.RowTotals[row];
        for (int k = start; k < end; k++)
        {
            int at = k + rng.NextInt(items.Length - k);
            int code = items[at];
            items[at] = items[k];
            items[k] = code;
            counts[code]++;
        }

        double sum = 0;
        for (int k = start; k < end; k++)
        {
            int code = items[k];
            int count = counts[code];
            if (count > 0)
            {
                sum += CountTables.XLogX(count);
                Write(table, row, code, count);
                _columnsLeft[code] -= count;
                counts[code] = 0;
            }
        }

        return sum;
    }

    private void Write(Span<long> table, int row, int column, long count)
    {
        if (!table.IsEmpty)
        {
            table[_plan.RowOffsets[row] + _plan.ColumnOffsets[column]] = count;
        }
    }

    /// <summary>Which margin gives the rows, in which order, and how many of them are shuffled. Immutable, shared by forks.</summary>
    private sealed class Plan
    {
        private Plan(ReadOnlySpan<long> rowTotals, ReadOnlySpan<long> columnTotals, int rowStep, int columnStep)
        {
            (RowTotals, RowOffsets) = Sort(rowTotals, rowStep);
            (ColumnTotals, ColumnOffsets) = Sort(columnTotals, columnStep);
            Array.Reverse(ColumnTotals);
            Array.Reverse(ColumnOffsets);
            TableLength = rowTotals.Length * columnTotals.Length;
            Total = RowTotals.Sum();
            if (Total != ColumnTotals.Sum() || Total == 0)
            {
                throw new ArgumentException($"The row totals add up to {Total} and the column totals to {ColumnTotals.Sum()}.");
            }

            Constant = CountTables.XLogX(Total) - RowTotals.Sum(CountTables.XLogX) - ColumnTotals.Sum(CountTables.XLogX);
        }

        public long[] RowTotals { get; }

        public int[] RowOffsets { get; }

        public long[] ColumnTotals { get; }

        public int[] ColumnOffsets { get; }

        public int TableLength { get; }

        public long Total { get; }

        public double Constant { get; }

        public int ShuffledRows { get; private set; }

        public double Cost { get; private set; }

        public static Plan Best(ReadOnlySpan<long> rowTotals, ReadOnlySpan<long> columnTotals)
        {
            Plan upright = new(rowTotals, columnTotals, columnTotals.Length, 1);
            Plan transposed = new(columnTotals, rowTotals, 1, columnTotals.Length);
            upright.Cost = upright.Optimise();
            transposed.Cost = transposed.Optimise();
            return upright.Cost <= transposed.Cost ? upright : transposed;
        }

        public static Plan Forced(ReadOnlySpan<long> rowTotals, ReadOnlySpan<long> columnTotals, bool shuffle)
        {
            Plan plan = new(rowTotals, columnTotals, columnTotals.Length, 1);
            plan.ShuffledRows = shuffle ? plan.RowTotals.Length - 1 : 0;
            return plan;
        }

        // Returns the estimated cost of a draw.
        private double Optimise()
        {
            double cost = ColumnTotals.Length;
            for (int i = 0; i < RowTotals.Length - 1; i++)
            {
                double itemwise = Total <= ShuffleLimit ? ItemCost * RowTotals[i] : double.PositiveInfinity;

                // The least that cells can cost often decides, without a look at every column.
                bool isShuffled = ShuffledRows == i && itemwise < CellCost * (ColumnTotals.Length - 1);
                double cellwise = isShuffled ? double.PositiveInfinity : CellwiseCost(RowTotals[i]);
                if (itemwise < cellwise && ShuffledRows == i)
                {
                    ShuffledRows = i + 1;
                    cost += itemwise;
                }
                else
                {
                    cost += cellwise;
                }
            }

            return cost;
        }

        private double CellwiseCost(long rowTotal)
        {
            double cost = 0;
            for (int j = 0; j < ColumnTotals.Length - 1; j++)
            {
                double mean = (double)rowTotal * ColumnTotals[j] / Total;
                cost += Math.Min(CellCostLimit, CellCost + (CellCostPerCount * mean));
            }

            return cost;
        }

        // The totals above zero, ascending, with the place of each level in the table.
        private static (long[] Totals, int[] Offsets) Sort(ReadOnlySpan<long> totals, int step)
        {
            List<int> levels = [];
            for (int i = 0; i < totals.Length; i++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(totals[i], nameof(totals));
                if (totals[i] > 0)
                {
                    levels.Add(i);
                }
            }

            long[] copy = totals.ToArray();
            int[] order = [.. levels.OrderBy(i => copy[i])];
            return ([.. order.Select(i => copy[i])], [.. order.Select(i => i * step)]);
        }
    }
}
