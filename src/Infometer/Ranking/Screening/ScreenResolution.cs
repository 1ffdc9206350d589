namespace Infometer;

/// <summary>A pair of codings of the two variables.</summary>
internal sealed record ScreenResolution(int[] RowParents, long[] RowTotals, int[] ColumnParents, long[] ColumnTotals, double Constant)
{
    public static ScreenResolution Of(long[] rows, int[] rowParents, long[] columns, int[] columnParents)
    {
        long[] rowTotals = Merge(rows, rowParents);
        long[] columnTotals = Merge(columns, columnParents);
        double constant = CountTables.XLogX(rows.Sum()) - rowTotals.Sum(CountTables.XLogX) - columnTotals.Sum(CountTables.XLogX);
        return new ScreenResolution(rowParents, rowTotals, columnParents, columnTotals, constant);
    }

    private static long[] Merge(long[] totals, int[] parents)
    {
        long[] merged = new long[parents.Max() + 1];
        for (int code = 0; code < totals.Length; code++)
        {
            merged[parents[code]] += totals[code];
        }

        return merged;
    }
}
