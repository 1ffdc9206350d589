using Xunit;

namespace Infometer.Tests;

public class JointInformationTests
{
    private static readonly double s_bit = Math.Log(2);

    [Fact]
    public void Xor_CloseToOneBitAndNeverAbove()
    {
        Rng rng = Rng.For(1, "xor");
        JointInformation joint = JointInformation.Of(JointData.Xor(2_000, 0, ref rng), "y");
        Assert.Equal(Verdict.LowerBound, joint.Verdict);
        Assert.InRange(joint.Value!.Value, 0.98 * s_bit, s_bit);
        Assert.InRange(joint.Interval!.Value.Low, 0.95 * s_bit, joint.Value.Value);
        Assert.Null(joint.Interval.Value.High);
        Assert.Equal(joint.Value.Value / joint.TargetEntropy, joint.Share!.Value, 1e-12);
        Assert.Equal(5, joint.Folds);
        Assert.Equal(2, joint.ColumnCount);
    }

    [Theory]
    [InlineData(100, 3)]
    [InlineData(1_000, 10)]
    public void Independent_NotDetected(int n, int columns)
    {
        Rng rng = Rng.For(2, "independent");
        JointInformation joint = JointInformation.Of(JointData.Independent(n, columns, 0.4, ref rng), "y");
        Assert.Equal(Verdict.NotDetected, joint.Verdict);
        Assert.Equal(new Interval(0, null), joint.Interval!.Value);
        Assert.InRange(joint.Value!.Value, -0.05, 0.01);
    }

    [Fact]
    public void TargetItself_NearlyItsEntropy()
    {
        Rng rng = Rng.For(3, "same");
        JointInformation joint = JointInformation.Of(JointData.Levels(2_000, 5, 1, ref rng), "y");
        Assert.Equal(Math.Log(5), joint.TargetEntropy, 0.01);
        Assert.InRange(joint.Value!.Value, 0.95 * joint.TargetEntropy, joint.TargetEntropy);
    }

    [Fact]
    public void NumericTargetItself_TwoBitsAtLeast()
    {
        Rng rng = Rng.For(4, "same");
        JointInformation joint = JointInformation.Of(JointData.Gaussian(4_000, 1, ref rng), "y");
        Assert.Equal(Math.Log(64), joint.TargetEntropy, 0.01);
        Assert.InRange(joint.Value!.Value, 2 * s_bit, joint.TargetEntropy);
        Assert.Equal(1 - Math.Exp(-2 * joint.Value.Value), joint.Share!.Value, 1e-12);
        Assert.Contains(joint.Notes, note => note.Code == "target-binned" && note.Text.Contains("64 bins", StringComparison.Ordinal));
    }

    [Fact]
    public void Adult_AboutHalfOfTheEntropy()
    {
        JointInformation joint = JointInformation.Of(Table.Read(Repository.Sample("adult.csv.gz")), "income");
        Assert.Equal(0.7964, joint.TargetEntropy / s_bit, 4);
        Assert.InRange(joint.Value!.Value / s_bit, 0.38, 0.40);
        Assert.InRange(joint.Interval!.Value.Low / s_bit, 0.37, 0.39);
        Assert.InRange(joint.StandardError!.Value / s_bit, 0.003, 0.006);
        Assert.Equal(14, joint.ColumnCount);
    }

    [Fact]
    public void Titanic_IdentifiersTakeNoPart()
    {
        JointInformation joint = JointInformation.Of(Table.Read(Repository.Sample("titanic.csv")), "Survived");
        Assert.Equal(8, joint.ColumnCount);
        Note note = Assert.Single(joint.Notes, n => n.Code == "columns-left-out");
        Assert.Contains("'PassengerId', 'Name', 'Ticket'", note.Text, StringComparison.Ordinal);
        Assert.InRange(joint.Interval!.Value.Low / s_bit, 0.27, 0.35);
    }

    [Fact]
    public void Madelon_SynergyIsSeen()
    {
        // The five columns that matter are of little use one by one.
        JointInformation joint = JointInformation.Of(Table.Read(Repository.Sample("madelon.csv.gz")), "class");
        Assert.InRange(joint.Interval!.Value.Low / s_bit, 0.15, 0.40);
    }

    [Fact]
    public void PermutedTarget_NotDetected()
    {
        Table titanic = Table.Read(Repository.Sample("titanic.csv"));
        int detected = 0;
        for (int run = 0; run < 20; run++)
        {
            detected += IsDetectedPermuted(titanic, "Survived", run) ? 1 : 0;
        }

        Assert.InRange(detected, 0, 3);
    }

    [SlowFact]
    public void PermutedTarget_ManyRuns_DetectedInOneOfTwentyAtMost()
    {
        Table credit = Table.Read(Repository.Sample("german_credit.csv"));
        bool[] detected = new bool[200];
        Parallel.For(0, detected.Length, run => detected[run] = IsDetectedPermuted(credit, "creditability", run));
        Assert.InRange(detected.Count(d => d), 0, 10);
    }

    [Fact]
    public void Result_AnyThreadCount_IsTheSame()
    {
        Table table = Table.Read(Repository.Sample("german_credit.csv"));
        JointInformation one = JointInformation.Of(table, "creditability", null, new RunContext { MaxDegreeOfParallelism = 1 });
        JointInformation many = JointInformation.Of(table, "creditability", null, new RunContext { MaxDegreeOfParallelism = 7 });
        Assert.Equal(one.Value, many.Value);
        Assert.Equal(one.StandardError, many.StandardError);
        Assert.Equal(one.Interval, many.Interval);
    }

    [Fact]
    public void OtherSeedAndOtherRowOrder_WithinMonteCarloError()
    {
        Rng rng = Rng.For(5, "shuffle");
        Table table = JointData.Logistic(1_500, 2, ref rng);
        int[] order = [.. Enumerable.Range(0, table.RowCount)];
        rng.Shuffle(order.AsSpan());
        JointInformation straight = JointInformation.Of(table, "y");
        JointInformation shuffled = JointInformation.Of(Reordered(table, order), "y");
        JointInformation seeded = JointInformation.Of(table, "y", null, new RunContext { Seed = 9 });
        Assert.NotEqual(straight.Value, seeded.Value);
        Assert.Equal(straight.Value!.Value, shuffled.Value!.Value, 2 * straight.StandardError!.Value);
        Assert.Equal(straight.Value!.Value, seeded.Value!.Value, 2 * straight.StandardError!.Value);
    }

    [Fact]
    public void SlowSeries_SeenWithoutGroupsNotWithBlocks()
    {
        int without = 0;
        int with = 0;
        for (int run = 0; run < 10; run++)
        {
            Rng rng = Rng.For(6, "series", run);
            Table table = JointData.Series(800, 20, ref rng);
            without += JointInformation.Of(table, "y").Verdict == Verdict.LowerBound ? 1 : 0;
            JointInformation blocks = JointInformation.Of(table, "y", new JointInformationOptions { Groups = JointData.Blocks(800, 20) });
            with += blocks.Verdict == Verdict.LowerBound ? 1 : 0;
        }

        Assert.InRange(without, 2, 10);
        Assert.InRange(with, 0, 1);
    }

    [Fact]
    public void MissingTarget_RowsAreLeftOutWithTheirGroups()
    {
        Rng rng = Rng.For(7, "missing");
        double[] x = [.. Enumerable.Range(0, 300).Select(i => rng.NextNormal())];
        string?[] y = [.. x.Select((v, i) => i % 3 == 0 ? null : v > 0 ? "up" : "down")];
        Table table = Table.Of(Column.Numeric("x", x), Column.Categorical("y", y));
        JointInformation joint = JointInformation.Of(table, "y", new JointInformationOptions { Groups = JointData.Blocks(300, 5) });
        Assert.Equal(200, joint.RowCount);
        Assert.Contains(joint.Notes, note => note.Code == "target-missing");
        Assert.Equal(Verdict.LowerBound, joint.Verdict);
    }

    [Fact]
    public void MissingCells_AreACodeOfTheirOwn()
    {
        Rng rng = Rng.For(8, "holes");
        string[] y = [.. Enumerable.Range(0, 600).Select(i => rng.NextInt(2) == 1 ? "a" : "b")];
        double[] x = [.. y.Select(c => c == "a" ? double.NaN : rng.NextNormal())];
        JointInformation joint = JointInformation.Of(Table.Of(Column.Numeric("x", x), Column.Categorical("y", y)), "y");
        Assert.InRange(joint.Value!.Value, 0.95 * s_bit, s_bit);
    }

    [Fact]
    public void FewRows_Unreliable()
    {
        Rng rng = Rng.For(9, "few");
        JointInformation joint = JointInformation.Of(JointData.Xor(12, 0, ref rng), "y");
        Assert.Equal(Verdict.Unreliable, joint.Verdict);
        Assert.Null(joint.Value);
        Assert.Null(joint.Interval);
        Assert.Contains("12 rows are too few", Assert.Single(joint.Notes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyLevels_ArePooledAndSaid()
    {
        Rng rng = Rng.For(10, "levels");
        JointInformation joint = JointInformation.Of(JointData.Levels(1_000, 100, 1, ref rng), "y");
        Assert.Contains(joint.Notes, note => note.Code == "levels-pooled" && note.Text.Contains("64 classes", StringComparison.Ordinal));
        Assert.InRange(joint.Value!.Value, 0.5, Math.Log(64));
    }

    [Fact]
    public void Errors_SayWhatToDo()
    {
        Rng rng = Rng.For(11, "errors");
        Table table = JointData.Xor(40, 0, ref rng);
        Assert.Equal(
            "Cross-fitting in 1 folds was asked for; the number of folds must lie in 2…20 (default 5).",
            Message(table, "y", new JointInformationOptions { Folds = 1 }));
        Assert.Equal(
            "3 groups were given for the 40 rows of table; give the group of every row.",
            Message(table, "y", new JointInformationOptions { Groups = [1, 2, 3] }));
        Assert.Equal(
            "All rows of table are in one group, so none can be left out for the others to predict; give at least two groups, better twenty.",
            Message(table, "y", new JointInformationOptions { Groups = new int[40] }));
        Assert.Equal(
            "table has no column that could tell anything about 'y': besides it there is none that is neither excluded, constant nor an identifier.",
            Message(table, "y", new JointInformationOptions { Exclude = ["a", "b"] }));
        Assert.Contains("no column 'z'", Message(table, "z", null), StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelled_Stops()
    {
        Rng rng = Rng.For(12, "cancel");
        Table table = JointData.Xor(200, 0, ref rng);
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => JointInformation.Of(table, "y", null, new RunContext { Cancellation = source.Token }));
    }

    [Fact]
    public void Text_OneLine()
    {
        Rng rng = Rng.For(13, "text");
        string text = JointInformation.Of(JointData.Xor(2_000, 0, ref rng), "y").ToString();
        Assert.Matches(@"^at least 0\.9\d\d of \d\.\d{3} bits \(95 %; estimate 0\.9\d\d\)  lower-bound  n=2,000$", text);
    }

    private static string Message(Table table, string target, JointInformationOptions? options) =>
        Assert.Throws<InvalidInputException>(() => JointInformation.Of(table, target, options)).Message;

    private static bool IsDetectedPermuted(Table table, string target, int run)
    {
        Rng rng = Rng.For(14, "permuted", run);
        Column column = table.Column(target);
        int[] codes = column.Codes!.ToArray();
        rng.Shuffle(codes.AsSpan());
        Column permuted = Column.Categorical(target, Codes.Create(codes, column.Levels.Count), column.Levels);
        Table shuffled = Table.Of([.. table.Columns.Select(c => c == column ? permuted : c)]);
        RunContext context = new() { Seed = (ulong)run, MaxDegreeOfParallelism = 1 };
        return JointInformation.Of(shuffled, target, null, context).Verdict == Verdict.LowerBound;
    }

    private static Table Reordered(Table table, int[] order) => Table.Of([.. table.Columns.Select(c => c.Codes is { } codes
        ? Column.Categorical(c.Name, codes.Select(order), c.Levels)
        : Column.Numeric(c.Name, order.Select(row => c.Values.Span[row]).ToArray()))]);
}
