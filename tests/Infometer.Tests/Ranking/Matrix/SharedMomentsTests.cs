using Xunit;

namespace Infometer.Tests;

public class SharedMomentsTests
{
    [Theory]
    [InlineData(30, 1)]
    [InlineData(4, 5)]
    public void Moments_AreThoseOfEachPairAlone(int columns, double skew)
    {
        Random random = new(1);
        MatrixMargin[] margins = [.. Enumerable.Range(0, columns).Select(i => MatrixMargin.Of(MatrixData.Levels(random, 500, 2 + (i % 9), skew)))];
        SharedMoments shared = new(margins, FixedMarginMoments.LimitLawThreshold, RunContext.Default);
        Assert.True(shared.IsVarianceExact);
        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double mean = FixedMarginMoments.Mean(margins[i].Groups, margins[j].Groups);
                Assert.Equal(mean, shared.Mean(i, j), 1e-12 * mean);
                double variance = FixedMarginMoments.Variance(margins[i].Groups, margins[j].Groups, mean);
                Assert.Equal(variance, shared.Variance(i, j, mean), 1e-9 * variance);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(60)]
    public void Pools_AreCommonAndKeepEveryRow(double skew)
    {
        const int Rows = 1_000;
        Random random = new(2);
        Codes codes = MatrixData.Levels(random, Rows, 40, skew);
        MatrixMargin margin = MatrixMargin.Of(codes);
        if (margin.Pooled is not { } pooled)
        {
            Assert.Equal(60, skew);
            return;
        }

        Assert.True(pooled.Least * pooled.Least >= 5 * Rows);
        Assert.True(pooled.Levels > 1);
        long[] totals = new long[pooled.LogTotals.Length];
        long[] levels = codes.CountLevels();
        for (int level = 0; level < levels.Length; level++)
        {
            totals[margin.PoolOf[level]] += levels[level];
        }

        Assert.Equal(totals, pooled.Occurring);
        Assert.Equal([0, 1], margin.HalfOf.Distinct().Order());
    }

    [Fact]
    public void ChanceOfACopy_OfTwoLevels_IsOneTable()
    {
        // 3 of 10 rows: C(10, 3) = 120 places, one of which is that of the other column.
        MatrixMargin three = MatrixMargin.Of(Codes.Create([1, 1, 1, 0, 0, 0, 0, 0, 0, 0], 2));
        Assert.Equal(-Math.Log(120), three.LogChanceOfCopy, 1e-12);

        // 2 of 4 rows: the halves may swap, so two of six.
        MatrixMargin half = MatrixMargin.Of(Codes.Create([1, 1, 0, 0], 2));
        Assert.Equal(-Math.Log(3), half.LogChanceOfCopy, 1e-12);
    }
}
