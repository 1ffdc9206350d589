using System.Text;
using Xunit;

namespace Infometer.Tests;

public sealed class RankingCheckpointTests
{
    private static readonly Table s_table = Sample(1);
    private static readonly RankOptions s_options = RankOptions.Full with { ShadowRounds = 3, Permutations = 99 };
    private static readonly string s_whole = Ranking.Of(s_table, "y", s_options, Context(0)).ToJson();

    [Theory]
    [InlineData("testing columns", 1, 0)]
    [InlineData("testing columns", 9, 2)]
    [InlineData("ranking columns", 2, 2)]
    [InlineData("ranking columns", 12, 12)]
    public void AStoppedRanking_GoesOnAndEndsTheSame(string stage, int after, int least)
    {
        using MemoryStream file = new();
        Assert.ThrowsAny<OperationCanceledException>(() => Stopped(file, stage, after));
        Assert.InRange(Lines(file), 1 + least, 13);
        for (int threads = 1; threads <= 3; threads += 2)
        {
            using MemoryStream copy = Copy(file, (int)file.Length);
            RankingCheckpoint checkpoint = new(copy);
            Assert.Equal(s_whole, Ranking.Of(s_table, "y", s_options, Context(0, threads), null, checkpoint).ToJson());
            Assert.Equal(12, checkpoint.KeptColumns);
            Assert.Equal(15, Lines(copy));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(99)]
    public void AFinishedRanking_IsReadBackAndTheFileStaysAsItIs(int? permutations)
    {
        RankOptions options = s_options with { Permutations = permutations };
        using MemoryStream file = new();
        string first = Ranking.Of(s_table, "y", options, Context(0), null, new RankingCheckpoint(file)).ToJson();
        Assert.Equal(Ranking.Of(s_table, "y", options, Context(0)).ToJson(), first);
        byte[] content = file.ToArray();
        Assert.Equal(first, Ranking.Of(s_table, "y", options, Context(0), null, new RankingCheckpoint(file)).ToJson());
        Assert.Equal(content, file.ToArray());
    }

    [Fact]
    public void ARankingInGroups_IsTheSameWithACheckpoint()
    {
        RankOptions options = s_options with { Blocks = 10 };
        string whole = Ranking.Of(s_table, "y", options, Context(0)).ToJson();
        using MemoryStream file = new();
        Assert.Equal(whole, Ranking.Of(s_table, "y", options, Context(0), null, new RankingCheckpoint(file)).ToJson());
        Assert.Equal(whole, Ranking.Of(s_table, "y", options, Context(0), null, new RankingCheckpoint(file)).ToJson());
    }

    [Fact]
    public void KeptWork_IsNotDoneAgain()
    {
        using MemoryStream file = new();
        Ranking.Of(s_table, "y", s_options, Context(0), null, new RankingCheckpoint(file));
        string text = Encoding.UTF8.GetString(file.ToArray());
        int at = text.IndexOf("\"p\":", StringComparison.Ordinal);
        string changed = text[..at] + "\"p\":0.125" + text[text.IndexOf(',', at)..];
        changed = changed.Replace("\"tested\":", "\"tested\":7", StringComparison.Ordinal).Replace("\"folds\":5", "\"folds\":4", StringComparison.Ordinal);
        using MemoryStream other = Copy(Encoding.UTF8.GetBytes(changed));
        Ranking ranking = Ranking.Of(s_table, "y", s_options, Context(0), null, new RankingCheckpoint(other));
        Assert.Single(ranking.Columns, c => c.Estimate.PValue == 0.125);
        Assert.StartsWith("7", FormattableString.Invariant($"{ranking.Synergies!.PairsTested}"), StringComparison.Ordinal);
        Assert.Equal(4, ranking.Together!.Folds);
    }

    [Fact]
    public void AFileCutAnywhere_GivesTheSameRanking()
    {
        RankOptions options = RankOptions.Default;
        string whole = Ranking.Of(s_table, "y", options, Context(0)).ToJson();
        using MemoryStream file = new();
        Ranking.Of(s_table, "y", options, Context(0), null, new RankingCheckpoint(file));
        for (int length = 0; length < file.Length; length += 13)
        {
            using MemoryStream cut = Copy(file, length);
            Assert.Equal(whole, Ranking.Of(s_table, "y", options, Context(0), null, new RankingCheckpoint(cut)).ToJson());
            Assert.Equal(13, Lines(cut));
        }
    }

    [Fact]
    public void TheWorkOfAnotherRanking_IsRefusedAndLeftAsItIs()
    {
        using MemoryStream file = new();
        RankOptions options = RankOptions.Default;
        Ranking.Of(s_table, "y", options, Context(0), null, new RankingCheckpoint(file));
        byte[] content = file.ToArray();
        Refused("other data", () => Again(Sample(2), "y", options, 0));
        Refused("another target", () => Again(s_table, "c1", options, 0));
        Refused("another seed", () => Again(s_table, "y", options, 1));
        Refused("excludes other columns", () => Again(s_table, "y", options with { Exclude = ["n1"] }, 0));
        Refused("other bins", () => Again(s_table, "y", options with { Discretizer = new EqualFrequency(7) }, 0));
        Refused("missing cells", () => Again(s_table, "y", options with { Missing = MissingPolicy.Drop }, 0));
        Refused("permutations", () => Again(s_table, "y", options with { Permutations = 9 }, 0));
        Refused("other groups", () => Again(s_table, "y", options with { Blocks = 10 }, 0));
        Refused("other groups", () => Again(s_table, "y", options with { Groups = "c1" }, 0));
        Refused("false discoveries", () => Again(s_table, "y", options with { Level = 0.01 }, 0));
        Refused("other pairs", () => Again(s_table, "y", options with { Pairs = SynergyOptions.Default }, 0));
        Refused("together", () => Again(s_table, "y", options with { Together = JointInformationOptions.Default }, 0));
        Refused("another holdout", () => Ranking.Of(
            s_table, "y", options, Context(0), ReusableHoldout.Create(s_table, "y"), new RankingCheckpoint(file, "kept.jsonl")));
        Assert.Equal(content, file.ToArray());

        Ranking Again(Table table, string target, RankOptions other, ulong seed) =>
            Ranking.Of(table, target, other, Context(seed), null, new RankingCheckpoint(file, "kept.jsonl"));
    }

    [Fact]
    public void TheQualityOfTheTable_IsNoOtherRanking()
    {
        using MemoryStream file = new();
        Ranking.Of(s_table, "y", s_options, Context(0), null, new RankingCheckpoint(file));
        long length = file.Length;
        RankOptions options = s_options with { Quality = true };
        Assert.Equal(Ranking.Of(s_table, "y", options, Context(0)).ToJson(), Ranking.Of(s_table, "y", options, Context(0), null, new RankingCheckpoint(file)).ToJson());
        Assert.Equal(length, file.Length);
    }

    [Theory]
    [InlineData("age,income\n1,2\n")]
    [InlineData("{}\n")]
    [InlineData("{\"format\":\"infometer-ranking-2\"}\n")]
    [InlineData("{\"format\":\"infometer-ranking-1\",\"version\":1}\n")]
    [InlineData("{\"format\":\"infometer-ranking-1\",}\n")]
    [InlineData("{\"format\":\"infometer-ranking-1\",\"version\":\"9")]
    [InlineData("x")]
    public void AFileThatIsNotOurs_IsRefusedAndLeftAsItIs(string content)
    {
        using MemoryStream file = Copy(Encoding.UTF8.GetBytes(content));
        Refused("was left as it is", () => Ranking.Of(s_table, "y", null, null, null, new RankingCheckpoint(file, "kept.jsonl")));
        Assert.Equal(content, Encoding.UTF8.GetString(file.ToArray()));
    }

    [Theory]
    [InlineData("{\"column\":1,\"p\":0,\"method\":\"m\"}")]
    [InlineData("{\"column\":1,\"p\":0.5}")]
    [InlineData("{\"column\":0.5,\"p\":0.5,\"method\":\"m\"}")]
    [InlineData("{\"column\":1,\"p\":null,\"method\":\"m\"}")]
    [InlineData("{\"pears\":{}}")]
    [InlineData("{\"pairs\":{}}")]
    [InlineData("{\"together\":[]}")]
    [InlineData("")]
    [InlineData("7")]
    public void ADamagedLine_IsRefused(string line)
    {
        using MemoryStream file = new();
        new RankingCheckpoint(file).Open(new CheckpointHeader(s_table, s_table.Column("y"), s_options, 0, null));
        file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        Refused("is damaged", () => Ranking.Of(s_table, "y", s_options, Context(0), null, new RankingCheckpoint(file, "kept.jsonl")));
    }

    [Fact]
    public void AHoldout_IsAskedOnceForAStoppedRanking()
    {
        ReusableHoldout whole = ReusableHoldout.Create(s_table, "y");
        string expected = Ranking.Of(s_table, "y", s_options, Context(0), whole).ToJson();
        ReusableHoldout holdout = ReusableHoldout.Create(s_table, "y");
        using MemoryStream file = new();
        Assert.ThrowsAny<OperationCanceledException>(() => Stopped(file, "testing columns", 3, holdout));
        Assert.Equal(0, holdout.Asked);
        Assert.Equal(expected, Ranking.Of(s_table, "y", s_options, Context(0), holdout, new RankingCheckpoint(file)).ToJson());
        Assert.Equal(whole.ToJson(), holdout.ToJson());
    }

    private static void Stopped(MemoryStream file, string stage, int after, ReusableHoldout? holdout = null)
    {
        using CancellationTokenSource source = new();
        RunContext context = Context(0, threads: 2) with { Cancellation = source.Token, Progress = new Stop(stage, after, source) };
        Ranking.Of(s_table, "y", s_options, context, holdout, new RankingCheckpoint(file));
    }

    private static void Refused(string expected, Func<Ranking> rank)
    {
        string message = Assert.Throws<InvalidInputException>(rank).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.StartsWith("kept.jsonl", message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
    }

    private static RunContext Context(ulong seed, int threads = 1) => new() { Seed = seed, MaxDegreeOfParallelism = threads };

    private static int Lines(MemoryStream file) => file.ToArray().Count(b => b == '\n');

    private static MemoryStream Copy(MemoryStream file, int length) => Copy(file.ToArray()[..length]);

    private static MemoryStream Copy(byte[] content)
    {
        MemoryStream copy = new();
        copy.Write(content);
        return copy;
    }

    // Numbers, categories with and without a test of their own, a constant, missing cells and an interaction.
    private static Table Sample(int seed)
    {
        const int Rows = 300;
        Rng rng = Rng.For((ulong)seed, "checkpoint");
        List<Column> columns = [];
        string[] y = new string[Rows];
        int[] x = new int[Rows];
        for (int i = 0; i < Rows; i++)
        {
            x[i] = rng.NextInt(4);
            y[i] = x[i] is 1 or 2 ? "yes" : "no";
        }

        columns.Add(Column.Categorical("a", [.. x.Select(v => v / 2 == 0 ? "l" : "h")]));
        columns.Add(Column.Categorical("b", [.. x.Select(v => v % 2 == 0 ? "l" : "h")]));
        columns.Add(Column.Categorical("constant", [.. x.Select(_ => "same")]));
        for (int c = 0; c < 5; c++)
        {
            double[] numbers = new double[Rows];
            string?[] levels = new string?[Rows];
            for (int i = 0; i < Rows; i++)
            {
                numbers[i] = rng.NextInt(9) == 0 && c == 1 ? double.NaN : rng.NextNormal() + (y[i] == "yes" ? 0.1 * c : 0);
                levels[i] = rng.NextInt(9) == 0 && c == 1 ? null : rng.NextInt(4 + (y[i] == "yes" && c > 2 ? 2 : 0)) is var v ? $"level {v}" : null;
            }

            columns.Add(Column.Numeric($"n{c}", numbers));
            if (c < 4)
            {
                columns.Add(Column.Categorical($"c{c}", levels));
            }
        }

        columns.Add(Column.Categorical("y", y));
        return Table.Of(columns);
    }

    private sealed class Stop(string stage, int after, CancellationTokenSource source) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Stage == stage && value.Done >= after)
            {
                source.Cancel();
            }
        }
    }
}
