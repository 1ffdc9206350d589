using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class JointCountsTests
{
    public static TheoryData<int[], int> Shapes() => new()
    {
        { [3], 100 },
        { [70_000], 1000 },
        { [2, 3], 1000 },
        { [2, 3, 4], 1000 },
        { [2, 3, 4], 1 },
        { [5, 300, 7], 1000 },
        { [16, 16, 16, 16], 5000 },
        { [1000, 1000, 1000], 5000 },
        { [70_000, 2, 70_000], 5000 },
        { [2, 70_000, 65_536, 3], 5000 },
        { [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 5000 },
        { [256, 256, 256, 256, 256, 256, 256, 256, 256], 3000 },
        { [1, 1_000_000_000, 5], 300 },
        { [4, 3, 2], 0 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Count_AnyVariables_AgreesWithGrouping(int[] levels, int n)
    {
        int[][] data = Data(levels, n);
        JointCounts counts = JointCounts.Count(Codings(data, levels));
        (int[] Codes, long Count)[] expected = CountingData.Naive(data.Length == 0 ? [[]] : data);
        Assert.Equal(n, counts.Total);
        Assert.Equal(levels, counts.LevelCounts);
        Assert.Equal(levels.Length, counts.VariableCount);
        Assert.Equal(expected.Select(c => c.Count), counts.Counts.ToArray());
        for (int i = 0; i < levels.Length; i++)
        {
            Assert.Equal(expected.Select(c => c.Codes[i]), counts.CodesOf(i).ToArray());
        }
    }

    [Fact]
    public void Count_ByGroupsAndByDenseTable_IsTheSame()
    {
        int[] levels = [4, 5, 6];
        Codes[] variables = Codings(Data(levels, 2000), levels);
        JointCounts dense = JointCounts.Count(variables);
        JointCounts grouped = JointCounts.OfGroups(variables);
        Assert.Equal(dense.Counts.ToArray(), grouped.Counts.ToArray());
        for (int i = 0; i < levels.Length; i++)
        {
            Assert.Equal(dense.CodesOf(i).ToArray(), grouped.CodesOf(i).ToArray());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Count_ManyRowsOnAnyThreads_AgreesWithOneRowAtATime(int threads)
    {
        int[] levels = [3, 4, 5];
        int[][] data = Data(levels, 700_001);
        long[] expected = new long[60];
        for (int row = 0; row < data[0].Length; row++)
        {
            expected[(((data[0][row] * 4) + data[1][row]) * 5) + data[2][row]]++;
        }

        JointCounts counts = JointCounts.Count(Codings(data, levels), new RunContext { MaxDegreeOfParallelism = threads });
        Assert.Equal(expected, counts.Counts.ToArray());
    }

    [Fact]
    public void Count_ShuffledRows_GivesTheSameCells()
    {
        int[] levels = [1000, 1000, 50];
        int[][] data = Data(levels, 4000);
        int[] order = [.. Enumerable.Range(0, 4000)];
        new Random(1).Shuffle(order);
        JointCounts counts = JointCounts.Count(Codings(data, levels));
        JointCounts shuffled = JointCounts.Count(Codings(Array.ConvertAll(data, v => Array.ConvertAll(order, row => v[row])), levels));
        Assert.Equal(counts.Counts.ToArray(), shuffled.Counts.ToArray());
        Assert.Equal(counts.CodesOf(1).ToArray(), shuffled.CodesOf(1).ToArray());
    }

    [Fact]
    public void Count_NoVariables_Throws() => Assert.Throws<ArgumentException>(() => JointCounts.Count([]));

    [Fact]
    public void Count_DifferentLengths_SaysBoth()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(
            () => JointCounts.Count([Codes.Create([0, 1], 2), Codes.Create([0], 2)]));
        Assert.Equal("The first variable has 2 rows and another 1; pass the same rows.", error.Message);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Marginal_OfAnySubset_AgreesWithCountingIt(int[] levels, int n)
    {
        int[][] data = Data(levels, n);
        JointCounts joint = JointCounts.Count(Codings(data, levels));
        for (int subset = 1; subset < Math.Min(16, 1 << levels.Length); subset++)
        {
            VariableSet set = new((ulong)subset);
            int[][] chosen = [.. set.Indices().Select(i => data[i])];
            (int[] Codes, long Count)[] expected = CountingData.Naive(chosen);
            MarginalCounts marginal = joint.Marginal(set);
            Assert.Equal(expected.Select(c => c.Count), marginal.Counts);
            for (int cell = 0; cell < joint.CellCount; cell++)
            {
                Assert.Equal(set.Indices().Select(i => joint.Code(cell, i)), expected[marginal.GroupOfCell[cell]].Codes);
            }
        }
    }

    [Fact]
    public void Marginal_OfNothing_IsOneGroupOfAllRows()
    {
        JointCounts joint = JointCounts.Count([Codes.Create([0, 1, 1, 2], 3)]);
        MarginalCounts marginal = joint.Marginal(VariableSet.Empty);
        Assert.Equal([4L], marginal.Counts);
        Assert.Equal([0, 0, 0], marginal.GroupOfCell);
    }

    [Fact]
    public void Of_ATable_HasItsCells()
    {
        JointCounts joint = JointCounts.Of(ContingencyTable.FromCounts([0, 2, 3, 0, 0, 4], 3));
        Assert.Equal([2L, 3, 4], joint.Counts.ToArray());
        Assert.Equal([1, 2, 2], joint.CodesOf(1).ToArray());
        Assert.Equal([2, 3], joint.LevelCounts);
    }

    private static int[][] Data(int[] levels, int n) => [.. levels.Select((l, i) => CountingData.Random(n, l, 20 + i, skewed: i % 2 == 1))];

    private static Codes[] Codings(int[][] data, int[] levels) => [.. data.Select((v, i) => Codes.Create(v, levels[i]))];
}
