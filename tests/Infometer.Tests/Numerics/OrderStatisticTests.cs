using Xunit;

namespace Infometer.Tests;

public class OrderStatisticTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30_000)]
    public void Select_AnyRank_IsTheValueInOrder(int count)
    {
        double[] normal = NormalData.Columns(count, 1, 1)[0];
        double[][] columns =
        [
            normal,
            [.. normal.Select(v => Math.Exp(20 * v))],
            [.. normal.Select(v => Math.Round(2 * v))],
            [.. normal.Select((v, i) => i % 3 == 0 ? v : 0)],
            [.. normal.Select((v, i) => i == 0 ? double.MaxValue : i == 1 ? -double.MaxValue : v)],
            new double[count],
        ];
        foreach (double[] column in columns)
        {
            double[] sorted = [.. column];
            Array.Sort(sorted);
            foreach (int rank in (int[])[0, count / 4, count / 2, 3 * count / 4, count - 1])
            {
                Assert.Equal(sorted[rank], OrderStatistic.Select(column, rank));
            }
        }
    }
}
