using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// The statistics of a screening table without the laws they are compared with: 2n times the information at each resolution, then the rank
/// scores; see <see cref="ScreenStatistic"/>. Immutable.
/// </summary>
internal sealed class ScreenValues
{
    private static readonly int[] s_degrees = [1, 2, 4];

    private readonly ScreenAxis _rows;
    private readonly ScreenAxis _columns;
    private readonly ScreenResolution[] _resolutions;
    private readonly int[] _degrees;
    private readonly double[] _inverseColumnTotals;

    /// <param name="rows">The ordered variable.</param>
    /// <param name="columns">The other variable.</param>
    public ScreenValues(ScreenAxis rows, ScreenAxis columns)
        : this(rows, columns, Math.Max(rows.Parents.Length, columns.Parents.Length), DegreesOf(Math.Max(rows.Degree, columns.Degree)))
    {
    }

    private ScreenValues(ScreenAxis rows, ScreenAxis columns, int resolutions, int[] degrees)
    {
        if (!rows.IsOrdered)
        {
            throw new ArgumentException("The rows of a screening table are an ordered variable.", nameof(rows));
        }

        _rows = rows;
        _columns = columns;
        _resolutions = ResolutionsOf(rows, columns, resolutions);
        _degrees = degrees;
        _inverseColumnTotals = [.. columns.Totals.Select(total => total > 0 ? 1.0 / total : 0)];
        Total = rows.Totals.Sum();
        Count = _resolutions.Length + _degrees.Length;
    }

    /// <summary>Rows of data.</summary>
    public long Total { get; }

    /// <summary>Number of statistics.</summary>
    public int Count { get; }

    /// <summary>The resolutions, finest first.</summary>
    public IReadOnlyList<ScreenResolution> Resolutions => _resolutions;

    /// <summary>The degrees up to which rank scores are summed.</summary>
    public IReadOnlyList<int> Degrees => _degrees;

    /// <summary>The same statistics of tables with other margins, scores and coarse codes taken from those.</summary>
    public ScreenValues With(ScreenAxis rows, ScreenAxis columns) => new(rows, columns, _resolutions.Length, _degrees);

    /// <summary>Scratch space for one thread.</summary>
    public ScreenScratch NewScratch() => new(Count, _rows.Totals.Length * _columns.Totals.Length, _columns.Totals.Length);

    /// <summary>Evaluates all statistics of a table, row by row of the ordered variable, into <see cref="ScreenScratch.Values"/>. O(cells).</summary>
    public void Fill(ReadOnlySpan<long> table, ScreenScratch scratch)
    {
        for (int k = 0; k < _resolutions.Length; k++)
        {
            scratch.Values[k] = k == 0 ? Information(table, _resolutions[0]) : Coarse(table, _resolutions[k], scratch.Table);
        }

        FillRankScores(table, scratch);
    }

    private double Coarse(ReadOnlySpan<long> table, ScreenResolution resolution, long[] scratch)
    {
        int fine = _columns.Totals.Length;
        int width = resolution.ColumnTotals.Length;
        Span<long> coarse = scratch.AsSpan(0, resolution.RowTotals.Length * width);
        coarse.Clear();
        for (int i = 0; i < _rows.Totals.Length; i++)
        {
            ReadOnlySpan<long> line = table.Slice(i * fine, fine);
            Span<long> merged = coarse.Slice(resolution.RowParents[i] * width, width);
            for (int j = 0; j < line.Length; j++)
            {
                merged[resolution.ColumnParents[j]] += line[j];
            }
        }

        return Information(coarse, resolution);
    }

    private static double Information(ReadOnlySpan<long> table, ScreenResolution resolution)
    {
        double sum = resolution.Constant;
        foreach (long count in table)
        {
            sum += CountTables.XLogX(count);
        }

        return 2 * sum;
    }

    private void FillRankScores(ReadOnlySpan<long> table, ScreenScratch scratch)
    {
        // Lane a − 1 of sums[j]: Σ over the rows of data in column j of P_a.
        Span<Vector256<double>> sums = scratch.Sums;
        sums.Clear();
        for (int i = 0; i < _rows.Totals.Length; i++)
        {
            Vector256<double> score = _rows.Scores[i];
            ReadOnlySpan<long> line = table.Slice(i * sums.Length, sums.Length);
            for (int j = 0; j < line.Length; j++)
            {
                sums[j] += score * line[j];
            }
        }

        if (_columns.IsOrdered)
        {
            FillOrdered(sums, scratch);
        }
        else
        {
            Vector256<double> squares = Vector256<double>.Zero;
            for (int j = 0; j < sums.Length; j++)
            {
                squares += sums[j] * sums[j] * _inverseColumnTotals[j];
            }

            for (int k = 0; k < _degrees.Length; k++)
            {
                scratch.Values[_resolutions.Length + k] = SumOfFirst(squares, _degrees[k]);
            }
        }
    }

    private void FillOrdered(ReadOnlySpan<Vector256<double>> sums, ScreenScratch scratch)
    {
        Span<Vector256<double>> squares = scratch.Squares;
        for (int b = 0; b < ScreenAxis.MaxDegree; b++)
        {
            Vector256<double> product = Vector256<double>.Zero;
            for (int j = 0; j < sums.Length; j++)
            {
                product += sums[j] * _columns.Scores[j].GetElement(b);
            }

            squares[b] = product * product / Total;
        }

        for (int k = 0; k < _degrees.Length; k++)
        {
            double sum = 0;
            for (int b = 0; b < _degrees[k]; b++)
            {
                sum += SumOfFirst(squares[b], _degrees[k]);
            }

            scratch.Values[_resolutions.Length + k] = sum;
        }
    }

    private static double SumOfFirst(Vector256<double> values, int count)
    {
        double sum = 0;
        for (int lane = 0; lane < count; lane++)
        {
            sum += values[lane];
        }

        return sum;
    }

    private static int[] DegreesOf(int most) => [.. s_degrees.Where(d => d <= most || d / 2 < most)];

    private static ScreenResolution[] ResolutionsOf(ScreenAxis rows, ScreenAxis columns, int count) =>
    [
        .. Enumerable.Range(0, count).Select(k => ScreenResolution.Of(
            rows.Totals, rows.Parents[Math.Min(k, rows.Parents.Length - 1)], columns.Totals, columns.Parents[Math.Min(k, columns.Parents.Length - 1)])),
    ];
}
