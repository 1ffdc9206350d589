using Xunit;

namespace Infometer.Tests;

public class RowShufflerTests
{
    private static readonly int[] s_groups = [.. Enumerable.Range(0, 60).Select(row => row * row % 7 % 3)];

    public static TheoryData<string> Permuting => ["permutation", "groups", "circular", "blocks"];

    [Theory]
    [MemberData(nameof(Permuting))]
    public void Draw_Always_IsAPermutation(string name)
    {
        Rng rng = Rng.For(1, name);
        int[] order = new int[60];
        for (int draw = 0; draw < 50; draw++)
        {
            Create(name).Draw(ref rng, order);
            Assert.Equal(Enumerable.Range(0, 60), order.Order());
        }
    }

    [Theory]
    [MemberData(nameof(Permuting))]
    [InlineData("local")]
    public void Draw_OfTheSameKey_IsTheSame(string name)
    {
        int[][] orders = [new int[60], new int[60], new int[60]];
        for (int draw = 0; draw < 3; draw++)
        {
            Rng rng = Rng.For(draw == 2 ? 8u : 7u, name);
            Create(name).Draw(ref rng, orders[draw]);
        }

        Assert.Equal(orders[0], orders[1]);
        Assert.NotEqual(orders[0], orders[2]);
    }

    [Fact]
    public void CircularShift_AllOrders_AreTheShiftsFarEnoughEitherWay()
    {
        CircularShift shifts = new(10, 3);
        int[] order = new int[10];
        List<int> seen = [];
        for (int index = 0; index < shifts.Count; index++)
        {
            shifts.Take(index, order);
            Assert.All(Enumerable.Range(0, 10), i => Assert.Equal((order[0] + i) % 10, order[i]));
            seen.Add(order[0]);
        }

        Assert.Equal([3, 4, 5, 6, 7], seen);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 6)]
    public void CircularShift_WithoutAShiftLeft_Throws(int rows, int least) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircularShift(rows, least));

    [Fact]
    public void BlockPermutation_Draws_KeepBlocksWhole()
    {
        BlockPermutation blocks = new(11, 4);
        int[] order = new int[11];
        HashSet<string> seen = [];
        Rng rng = Rng.For(3, "blocks");
        for (int draw = 0; draw < 200; draw++)
        {
            blocks.Draw(ref rng, order);
            seen.Add(string.Join(' ', order));
        }

        Assert.Equal(6, seen.Count);
        Assert.Contains("8 9 10 4 5 6 7 0 1 2 3", seen);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 6)]
    public void BlockPermutation_WithoutTwoBlocks_Throws(int rows, int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockPermutation(rows, length));

    [Fact]
    public void WithinGroups_Draws_StayInTheGroupAndReachAllOfIt()
    {
        IRowShuffler groups = Create("groups");
        int[] order = new int[60];
        HashSet<(int, int)> seen = [];
        Rng rng = Rng.For(3, "groups");
        for (int draw = 0; draw < 400; draw++)
        {
            groups.Draw(ref rng, order);
            for (int row = 0; row < 60; row++)
            {
                Assert.Equal(s_groups[row], s_groups[order[row]]);
                seen.Add((row, order[row]));
            }
        }

        Assert.Equal(s_groups.CountBy(g => g).Sum(g => g.Value * g.Value), seen.Count);
    }

    [Fact]
    public void LocalPermutation_Draws_ComeFromTheNearestRowsAndSeldomRepeat()
    {
        double[] z = Numbers(60);
        IRowShuffler local = Create("local");
        int[] order = new int[60];
        Rng rng = Rng.For(3, "local");
        int distinct = 0;
        int moved = 0;
        for (int draw = 0; draw < 100; draw++)
        {
            local.Draw(ref rng, order);
            distinct += order.Distinct().Count();
            for (int row = 0; row < 60; row++)
            {
                int nearer = z.Count(other => Math.Abs(other - z[row]) < Math.Abs(z[order[row]] - z[row]));
                Assert.InRange(nearer, 0, LocalPermutation.DefaultChoice - 1);
                moved += order[row] == row ? 0 : 1;
            }
        }

        // With replacement 5 choices would leave 1 − 1/e = 63 % of the rows distinct.
        Assert.InRange(distinct / 6000.0, 0.85, 1);
        Assert.InRange(moved / 6000.0, 0.7, 0.9);
    }

    [Fact]
    public void LocalPermutation_OfADiscreteCondition_StaysWithinItsLevels()
    {
        Variable z = Variable.Discrete<int>(s_groups);
        Variable w = Variable.Continuous(Numbers(60));
        LocalPermutation local = LocalPermutation.Of(Sample.Align([w, z]), VariableSet.Range(0, 2), RunContext.Default);
        int[] order = new int[60];
        Rng rng = Rng.For(3, "local");
        for (int draw = 0; draw < 20; draw++)
        {
            local.Draw(ref rng, order);
            Assert.All(order.Select((from, to) => (from, to)), o => Assert.Equal(s_groups[o.from], s_groups[o.to]));
        }
    }

    [Fact]
    public void OrderSequence_OfAFiniteLaw_GoesThroughAllOrdersOnce()
    {
        OrderSequence orders = new(new CircularShift(20, 4), seed: 5);
        int[] order = new int[20];
        List<int> shifts = [];
        for (int number = 0; number < orders.Count; number++)
        {
            orders.Take(number, order);
            shifts.Add(order[0]);
        }

        Assert.Equal(Enumerable.Range(4, 13), shifts.Order());
        Assert.NotEqual(Enumerable.Range(4, 13), shifts);
    }

    [Fact]
    public void OrderSequence_InAnyOrder_GivesTheSameOrders()
    {
        int[] first = new int[30];
        int[] again = new int[30];
        new OrderSequence(new Permutation(), seed: 5).Take(17, first);
        OrderSequence other = new(new Permutation(), seed: 5);
        other.Take(3, again);
        Assert.NotEqual(first, again);
        other.Take(17, again);
        Assert.Equal(first, again);
        Assert.Equal(int.MaxValue, other.Count);
    }

    private static IRowShuffler Create(string name) => name switch
    {
        "permutation" => new Permutation(),
        "groups" => new WithinGroups(s_groups, 3),
        "circular" => new CircularShift(60, 5),
        "blocks" => new BlockPermutation(60, 7),
        _ => LocalPermutation.Of(Sample.Align([Variable.Continuous(Numbers(60))]), VariableSet.Of(0), RunContext.Default),
    };

    private static double[] Numbers(int count)
    {
        Rng rng = Rng.For(4, "numbers");
        double[] numbers = new double[count];
        foreach (ref double number in numbers.AsSpan())
        {
            number = rng.NextNormal();
        }

        return numbers;
    }
}
