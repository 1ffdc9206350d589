using System.Runtime.Intrinsics;
using Xunit;

namespace Infometer.Tests;

public class TreeGrowerTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 3)]
    [InlineData(0, 4)]
    public void Tree_IsTheNaiveTwins(int classCount, int depth)
    {
        Rng rng = Rng.For(41, "twin", classCount, depth);
        const int N = 400;
        Column[] columns =
        [
            Column.Numeric("a", Enumerable.Range(0, N).Select(_ => rng.NextNormal()).ToArray()),
            Column.Numeric("b", Enumerable.Range(0, N).Select(_ => rng.NextInt(4) == 0 ? double.NaN : rng.NextNormal()).ToArray()),
            Column.Categorical("c", [.. Enumerable.Range(0, N).Select(_ => $"level {rng.NextInt(6)}")]),
        ];
        int[] rows = [.. Enumerable.Range(0, N)];
        FoldCodes codes = FoldCodes.Of(columns, rows, TestContext.Current.CancellationToken);
        BoostingLoss loss = classCount == 0
            ? new SquaredLoss([.. rows.Select(row => (float)(rng.NextNormal() + columns[0].Values.Span[row]))])
            : new SoftmaxLoss([.. rows.Select(_ => rng.NextInt(classCount))], [.. Enumerable.Repeat(1.0 / classCount, classCount)]);
        Vector128<float>[] gradients = new Vector128<float>[N * loss.Stride];
        foreach (int row in rows)
        {
            loss.Gradient(row, loss.Start, gradients.AsSpan(row * loss.Stride, loss.Stride));
        }

        BoostingSettings settings = new() { Depth = depth, LeafRows = 7, Rate = 0.25f, Ridge = 1.5f };
        int[] seen = [.. rows.Where(row => row % 5 != 0)];
        BoostedTree tree = new TreeGrower(codes, loss, settings).Grow(seen, [0, 1, 2], gradients);

        double[][] expected = new double[N][];
        new TreeTwin(codes, gradients, loss, settings).Grow([.. seen], rows, depth, expected);
        float[] scores = new float[N * loss.Channels];
        tree.AddTo(codes, scores);
        foreach (int row in rows)
        {
            int leaf = tree.LeafOf(codes, row) * loss.Channels;
            for (int k = 0; k < loss.Channels; k++)
            {
                Assert.Equal(expected[row][k], tree.Leaves[leaf + k], 1e-4);
                Assert.Equal(tree.Leaves[leaf + k], scores[(row * loss.Channels) + k]);
            }
        }
    }

    [Fact]
    public void Codes_AreLearntFromTheTrainingRowsAlone()
    {
        double[] x = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? i : 1e6 + i)];
        string[] text = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? $"seen {i % 2}" : "unseen")];
        Column[] columns = [Column.Numeric("x", x), Column.Categorical("t", text)];
        int[] train = [.. Enumerable.Range(0, 50)];
        FoldCodes seen = FoldCodes.Of(columns, train, TestContext.Current.CancellationToken);
        FoldCodes unseen = seen.Like([.. Enumerable.Range(50, 50)], [true, true]);
        Assert.Equal(seen.CodeCount(0) - 1, unseen.Column(0)[49]);
        Assert.Equal(0, unseen.Column(1)[49]);
        Assert.Equal(seen.Column(0).ToArray(), seen.Like(train, [true, true]).Column(0).ToArray());

        Column[] cut = [Column.Numeric("x", x.AsMemory(0, 50)), Column.Categorical("t", text[..50])];
        FoldCodes alone = FoldCodes.Of(cut, train, TestContext.Current.CancellationToken);
        Assert.Equal(alone.Column(0).ToArray(), seen.Column(0).ToArray());
        Assert.Equal(alone.Column(1).ToArray(), seen.Column(1).ToArray());
    }

    [Fact]
    public void Settings_StayWithinTheirBudget()
    {
        JointTarget few = JointTarget.Discrete(Codes.Create([.. Enumerable.Range(0, 200).Select(i => i % 2)], 2));
        Assert.Equal(4, BoostingSettings.For(few, 5, 5).Members);
        int[] many = new int[2_000_000];
        many[0] = 1;
        BoostingSettings large = BoostingSettings.For(JointTarget.Discrete(Codes.Create(many, 2)), 2_000, 5);
        Assert.InRange(large.MostTrainRows, 1, 17_000);
        Assert.InRange(large.MostColumns, 16, 400);
        Assert.InRange(large.MaxRounds, 15, 100);
    }
}
