using Xunit;

namespace Infometer.Tests;

public class LevelPoolingTests
{
    [Theory]
    [InlineData(new[] { 50, 40, 30 }, 20, 3, false)] // all frequent
    [InlineData(new[] { 50, 2 }, 20, 2, false)] // two levels are never pooled
    [InlineData(new[] { 50, 40, 12, 11, 0 }, 20, 3, true)] // the rare ones are enough for a level
    [InlineData(new[] { 90, 50, 40, 3, 2 }, 20, 3, true)] // they are not: 40 joins them
    [InlineData(new[] { 50, 40, 3 }, 20, 2, true)]
    [InlineData(new[] { 100, 5, 4 }, 20, 2, true)]
    [InlineData(new[] { 3, 2, 1 }, 20, 2, true)] // nothing is frequent: the most frequent and the rest
    [InlineData(new[] { 9, 9, 9, 9, 9, 9, 9, 9, 9, 9 }, 1, 8, true)] // more levels than fit
    [InlineData(new[] { 7 }, 1, 1, false)]
    public void Of_KeepsFrequentLevels(int[] counts, double leastRows, int levels, bool isPooled)
    {
        int[] codes = [.. counts.SelectMany((count, level) => Enumerable.Repeat(level, count))];
        LevelPooling pooled = LevelPooling.Of(Codes.Create(codes, counts.Length), leastRows, 8);
        Assert.Equal((levels, isPooled), (pooled.Levels, pooled.IsPooled));
        Assert.Equal(Enumerable.Range(0, levels), pooled.Codes.Distinct().Order().Select(code => (int)code));

        // Rows of one level stay together, and kept levels stay apart.
        (int Level, byte Code)[] map = [.. codes.Zip(pooled.Codes).Distinct()];
        Assert.Equal(counts.Count(count => count > 0), map.Length);
    }

    [Fact]
    public void Of_ManyLevels_AreReadFromWiderCodes()
    {
        int[] codes = [.. Enumerable.Range(0, 2_000).Select(row => row % 2 == 0 ? 777 : row % 1_000)];
        LevelPooling pooled = LevelPooling.Of(Codes.Create(codes, 1_000), 10, 8);
        Assert.Equal(2, pooled.Levels);
        Assert.Equal(1_002, pooled.Codes.Count(code => code == 0));
        Assert.True(pooled.IsPooled);
    }
}
