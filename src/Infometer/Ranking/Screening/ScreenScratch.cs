using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>What one thread needs to evaluate a <see cref="ScreenStatistic"/>, reused from table to table.</summary>
/// <param name="count">Number of statistics.</param>
/// <param name="cells">Cells of the largest table.</param>
/// <param name="columns">Columns of the finest table.</param>
internal sealed class ScreenScratch(int count, int cells, int columns)
{
    /// <summary>The values of the statistics.</summary>
    public double[] Values { get; } = new double[count];

    /// <summary>A coarse table.</summary>
    public long[] Table { get; } = new long[cells];

    /// <summary>Sums of scores for each column of the table.</summary>
    public Vector256<double>[] Sums { get; } = new Vector256<double>[columns];

    /// <summary>Squares of the products of scores.</summary>
    public Vector256<double>[] Squares { get; } = new Vector256<double>[ScreenAxis.MaxDegree];
}
