using Xunit;

namespace Infometer.Tests;

/// <summary>The order of a column, and counts of ranges of it.</summary>
[Trait("Kernels", "Vector")]
public class SortedColumnTests
{
    public static TheoryData<string> Kinds => [.. PointData.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Order_AnyColumn_AscendsWithTiesByRow(string kind)
    {
        foreach (int count in new[] { 1, 2, 127, 128, 20_000 })
        {
            double[] values = PointData.Create(kind, count, [1], 11).Column(0).ToArray();
            int[] order = new int[count];
            double[] sorted = new double[count];
            RowSort.Sort(values, order, sorted);
            Assert.Equal(Enumerable.Range(0, count).OrderBy(i => values[i]).ThenBy(i => i), order);
            Assert.Equal(Array.ConvertAll(order, i => values[i]), sorted);
        }
    }

    [Fact]
    public void Order_ZerosOfBothSigns_AreOneNumber() =>
        Assert.Equal([2, 0, 1, 3], new PreparedColumn([0.0, -0.0, -1, 0.0]).Sorted.Order);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Count_AnyRange_IsThatOfAllNumbers(string kind)
    {
        foreach (int count in new[] { 1, 2, 3, 64, 700 })
        {
            double[] values = PointData.Create(kind, count, [1], 12).Column(0).ToArray();
            SortedColumn sorted = new PreparedColumn(values).Sorted;
            double[] limits = [-double.Epsilon, 0, 0.1, 0.2, 1, 1e-310, 1e300, Math.Abs(values[0] - values[^1]), double.PositiveInfinity];
            foreach (double value in values.Take(20).Append(0.05).Append(-1e200))
            {
                foreach (double limit in limits)
                {
                    Assert.Equal(values.Count(v => Math.Abs(v - value) <= limit), sorted.Count(value, limit));
                }
            }
        }
    }
}
