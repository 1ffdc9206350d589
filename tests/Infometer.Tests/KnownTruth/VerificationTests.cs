using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Infometer.Tests;

public class VerificationTests
{
    private static readonly IReadOnlyList<KnownDistribution> s_tasks = KnownTruths.Select(["binary-symmetric", "independent-labels-4x5"]);
    private static readonly IReadOnlyList<Estimator?> s_estimators = [null, new MillerMadow()];
    private static readonly int[] s_sizes = [50, 200];

    [Fact]
    public void Cell_IsMadeOfTheEstimatesOfItsSeeds()
    {
        KnownDistribution task = s_tasks.Single(t => t.Id == "binary-symmetric");
        Verification verification = Verification.Run([task], [new Plugin()], [100], 12, context: new RunContext { Seed = 7 });
        Estimate[] estimates =
        [
            .. Enumerable.Range(0, 12).Select(r => task.Estimate(100, 7 + (ulong)r, new Plugin(), context: new RunContext { Seed = 7 + (ulong)r })),
        ];
        double[] errors = [.. estimates.Select(e => e.Value!.Value - task.Truth)];
        VerificationCell cell = Assert.Single(verification.Cells);
        Assert.Equal(("binary-symmetric", "plugin", 100, 12, 0, 12), (cell.Task, cell.Estimator, cell.Count, cell.Runs, cell.Refused, cell.Values));
        Assert.Equal(errors.Average(), cell.Bias!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(errors.Average(e => e * e)), cell.RootMeanSquareError!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(errors.Sum(e => Math.Pow(e - errors.Average(), 2)) / 11), cell.Deviation!.Value, 1e-12);
        Assert.Equal(errors.Average(Math.Abs), cell.MeanAbsoluteError!.Value, 1e-12);
        Assert.Equal(estimates.Average(e => e.Raw) - task.Truth, cell.RawBias!.Value, 1e-12);
        Assert.Equal(estimates.Count(e => e.Interval!.Value.Contains(task.Truth)) / 12.0, cell.Coverage!.Value, 1e-12);
        Assert.Equal(estimates.Average(e => e.Interval!.Value.High!.Value - e.Interval.Value.Low), cell.MeanWidth!.Value, 1e-12);
        Assert.Equal(estimates.Count(e => e.PValue <= 0.05) / 12.0, cell.Rejections!.Value, 1e-12);
        Assert.Equal(12, cell.Verdicts.Sum(v => v.Runs));
        Estimate[] values = [.. estimates.Where(e => e.Verdict == Verdict.Value)];
        Assert.Equal(values.Length, cell[Verdict.Value].Runs);
        Assert.Equal(values.Average(e => e.Interval!.Value.Low), cell[Verdict.Value].MeanLow!.Value, 1e-12);
        Assert.Equal(
            values.Count(e => e.Interval!.Value.Low > task.Truth + 0.1 || e.Interval.Value.High < task.Truth - 0.1), cell[Verdict.Value].Far);
        double[] pointwise = task.PointwiseInformation(100, 7);
        double scatter = Math.Sqrt(pointwise.Sum(v => Math.Pow(v - pointwise.Average(), 2)) / 99);
        Assert.Equal(2 * 1.959964 * scatter / 10, cell.OracleWidth!.Value, 1e-6);
        Assert.True(cell.MeanSeconds > 0);
    }

    [Fact]
    public void Result_DoesNotDependOnThreads()
    {
        Verification one = Run(new RunContext { MaxDegreeOfParallelism = 1 });
        Verification four = Run(new RunContext { MaxDegreeOfParallelism = 4 });
        Assert.Equal(8, one.Cells.Length);
        Assert.Equal(WithoutSeconds(one), WithoutSeconds(four));
        Assert.NotEqual(WithoutSeconds(one), WithoutSeconds(Run(new RunContext { Seed = 100 })));
    }

    [Fact]
    public void Refusals_AreReportedWithTheirReason()
    {
        Verification verification = Verification.Run(KnownTruths.Select(["normal-2pair-2x2", "normal-chain"]), [new Plugin()], [50], 3);
        Assert.All(verification.Cells, c => Assert.Equal((3, 3, 0), (c.Runs, c.Refused, c.Intervals)));
        Assert.Contains("2 numeric columns", verification.Cells[0].Reason, StringComparison.Ordinal);
        Assert.Null(verification.Cells[0].Coverage);
        Assert.Null(verification.Coverage("plugin"));
        Assert.Contains("* plugin refused normal-2pair-2x2: ", verification.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("\"'x' has 2 numeric columns, which", verification.ToCsv(), StringComparison.Ordinal);
    }

    [Fact]
    public void SeriesTooShortForItsPast_IsRefused() => Assert.Contains(
        "none with a past of 3", Verification.Run([KnownTruths.Get("te-normal-long")], [null], [3], 1).Cells[0].Reason, StringComparison.Ordinal);

    [Fact]
    public void Estimator_WithOptions_IsNamedWithThem()
    {
        Verification verification = Verification.Run(s_tasks, [new JamesStein { Levels = 7 }, new Bayes()], [30], 1);
        Assert.Equal(["james-stein(levels=7)", "bayes"], verification.Cells.Take(2).Select(c => c.Estimator));
    }

    [Fact]
    public void Units_ScaleAmountsAndNothingElse()
    {
        Verification verification = Run(RunContext.Default);
        JsonNode bits = JsonNode.Parse(verification.ToJson(Unit.Bits))!["cells"]![0]!;
        JsonNode nats = JsonNode.Parse(verification.ToJson(Unit.Nats))!["cells"]![0]!;
        foreach (string amount in new[] { "truth", "bias", "sd", "rmse", "mae", "rawBias", "width", "oracleWidth" })
        {
            Assert.Equal((double)nats[amount]! / Math.Log(2), (double)bits[amount]!, 1e-12);
        }

        foreach (string other in new[] { "runs", "values", "coverage", "rejections", "seconds" })
        {
            Assert.Equal((double)nats[other]!, (double)bits[other]!);
        }
    }

    [Fact]
    public void Json_FollowsItsSchema()
    {
        Verification verification = Verification.Run(KnownTruths.Select(["z-channel", "normal-2pair-2x2", "label-fork", "te-normal"]), [null], [30], 2);
        Assert.Empty(JsonSchemaCheck.Violations("verification.schema.json", verification.ToJson()));
        Assert.Empty(JsonSchemaCheck.Violations("verification.schema.json", KnownTruths.ToJson(KnownTruths.All)));
    }

    [Fact]
    public void Csv_IsReadBackByTheReader()
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(Run(RunContext.Default).ToCsv()));
        Table table = Table.Read(stream, "verification");
        Assert.Equal((8, 27), (table.RowCount, table.Columns.Count));
        using MemoryStream list = new(Encoding.UTF8.GetBytes(KnownTruths.ToCsv(KnownTruths.All)));
        Assert.Equal(KnownTruths.All.Length, Table.Read(list, "list").RowCount);
    }

    [Fact]
    public void Checkpoint_OfAStoppedRun_GivesTheSameResult()
    {
        using MemoryStream stream = new();
        Verification whole = Run(RunContext.Default, new VerificationCheckpoint(stream));
        byte[] full = stream.ToArray();
        int third = Enumerable.Range(0, full.Length).Where(i => full[i] == '\n').ElementAt(3) + 1;
        foreach (int kept in new[] { third, third + 20, 10, 0 })
        {
            using MemoryStream stopped = new();
            stopped.Write(full.AsSpan(0, kept));
            VerificationCheckpoint checkpoint = new(stopped);
            Verification resumed = Run(RunContext.Default, checkpoint);
            Assert.Equal(8, checkpoint.KeptCells);
            Assert.Equal(WithoutSeconds(whole), WithoutSeconds(resumed));
            Assert.Equal(9, Encoding.UTF8.GetString(stopped.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Fact]
    public void Checkpoint_OfAFinishedRun_IsReadBackNumberForNumber_AndTakesFurtherTasks()
    {
        using MemoryStream stream = new();
        Verification first = Run(RunContext.Default, new VerificationCheckpoint(stream));
        long length = stream.Length;
        Verification second = Run(RunContext.Default, new VerificationCheckpoint(stream));
        Assert.Equal(first.ToJson(Unit.Nats), second.ToJson(Unit.Nats)); // seconds, too
        Assert.Equal(length, stream.Length);
        Verification.Run([.. s_tasks, KnownTruths.Get("z-channel")], s_estimators, s_sizes, 5, checkpoint: new VerificationCheckpoint(stream));
        Assert.True(stream.Length > length);
        Verification other = Verification.Run(s_tasks, s_estimators, s_sizes, 6, checkpoint: new VerificationCheckpoint(stream));
        Assert.All(other.Cells, c => Assert.Equal(6, c.Runs));
    }

    [Fact]
    public void Grid_RunsItsParts_EachWithItsOwnSeeds()
    {
        VerificationGrid grid = new("small", [new(s_tasks, [null], [50], 3), new(s_tasks, [new MillerMadow()], [50, 80], 2)]);
        using MemoryStream stream = new();
        Verification verification = Verification.Run(grid, checkpoint: new VerificationCheckpoint(stream));
        Assert.Equal([3, 3, 2, 2, 2, 2], verification.Cells.Select(c => c.Runs));
        Assert.Equal(3, verification.Seeds);
        Assert.StartsWith("3 samples per line, 2 of miller-madow, seeds from 0.", verification.ToMarkdown(), StringComparison.Ordinal);
        Assert.Equal(WithoutSeconds(verification), WithoutSeconds(Verification.Run(grid, checkpoint: new VerificationCheckpoint(stream))));
        Assert.Equal(
            WithoutSeconds(Verification.Run(s_tasks, [null], [50], 3))[..200], WithoutSeconds(Verification.Run(new VerificationGrid("", [grid.Parts[0]])))[..200]);
    }

    [Fact]
    public void PublishedGrids_HaveWhatTheirPageSays()
    {
        Assert.Equal(["classic", "calibration", "kept-apart"], VerificationGrid.All.Select(g => g.Id));
        Assert.Equal((40, 2), (VerificationGrid.Classic.Parts[0].Tasks.Count, VerificationGrid.Classic.Parts[0].Estimators.Count));
        Assert.Equal(6, VerificationGrid.Calibration.Parts[0].Tasks.Count(t => t.Truth == 0));
        Assert.Equal(18, VerificationGrid.Calibration.Parts[0].Tasks.Count);
        Assert.InRange(VerificationGrid.KeptApart.Parts[0].Tasks.Count, 20, 40);
    }

    [Fact]
    public void Csv_WithDigits_IsRoundedAndHasNoSeconds()
    {
        Verification verification = Run(RunContext.Default);
        string[] names = verification.ToCsv(digits: 3).Split('\n')[0].Split(',');
        string[] fields = verification.ToCsv(digits: 3).Split('\n')[1].Split(',');
        string[] full = verification.ToCsv().Split('\n')[1].Split(',');
        Assert.Equal("", fields[Array.IndexOf(names, "seconds")]);
        Assert.NotEqual("", full[Array.IndexOf(names, "seconds")]);
        int truth = Array.IndexOf(names, "truth");
        Assert.Equal(Math.Round(Number(full[truth]), 3), Number(fields[truth]));
        Assert.Throws<ArgumentOutOfRangeException>(() => verification.ToCsv(digits: 0));

        static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Checkpoint_Cancelled_KeepsWhatWasFinished()
    {
        using MemoryStream stream = new();
        using CancellationTokenSource source = new();
        VerificationCheckpoint checkpoint = new(stream);
        RunContext context = new() { Cancellation = source.Token, Progress = new Stopper(source, checkpoint, 3) };
        Assert.ThrowsAny<OperationCanceledException>(() => Run(context, checkpoint));
        Assert.InRange(checkpoint.KeptCells, 3, 7);
        Assert.Equal(WithoutSeconds(Run(RunContext.Default)), WithoutSeconds(Run(RunContext.Default, new VerificationCheckpoint(stream))));
    }

    [Fact]
    public void Checkpoint_OfOtherSettingsOrSomethingElse_IsRefusedAndLeftAsItIs()
    {
        using MemoryStream stream = new();
        Run(RunContext.Default, new VerificationCheckpoint(stream));
        byte[] before = stream.ToArray();
        VerificationOptions other = new() { Scale = Standardization.RankGaussian };
        Refused(stream, "another first seed", () => Run(new RunContext { Seed = 1 }, new VerificationCheckpoint(stream, "work")));
        Refused(stream, "another first seed", () => Verification.Run(s_tasks, s_estimators, s_sizes, 5, other, checkpoint: new VerificationCheckpoint(stream, "work")));
        Assert.Equal(before, stream.ToArray());
        using MemoryStream data = new();
        data.Write("a,b\n1,2\n"u8);
        Refused(data, "not what a verification", () => Run(RunContext.Default, new VerificationCheckpoint(data, "work")));
        using MemoryStream damaged = new();
        damaged.Write(before.AsSpan(0, before.AsSpan().IndexOf((byte)'\n') + 1));
        damaged.Write("{\"task\":1}\n"u8);
        Refused(damaged, "line 2 cannot be read", () => Run(RunContext.Default, new VerificationCheckpoint(damaged, "work")));
    }

    [Fact]
    public void Arguments_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Verification.Run(s_tasks, s_estimators, [1], 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Verification.Run(s_tasks, s_estimators, s_sizes, 0));
        Assert.Throws<InvalidInputException>(() => Verification.Run(
            s_tasks, s_estimators, s_sizes, 1, new VerificationOptions { Estimate = new EstimateOptions { Permutations = 0 } }));
    }

    // Every estimator that there is, whatever it accepts, gives numbers or a reason: nothing crashes.
    [Fact]
    public void EveryEstimator_OnEveryTask_AnswersOrSaysWhyNot()
    {
        KnownDistribution[] tasks = [.. KnownTruths.All.GroupBy(t => (t.Group, t.X.Kind, t.Y.Kind, t.X.Dimension > 1)).Select(g => g.First())];
        Verification verification = Verification.Run(tasks, [null, .. Estimators.All.Select(e => NumericCases.Create(e.Id)!)], [60], 1);
        Assert.Equal(tasks.Length * (1 + Estimators.All.Length), verification.Cells.Length);
        Assert.All(verification.Cells, c => Assert.True(c.Refused == 0 || c.Reason!.EndsWith('.')));
        Assert.Contains(verification.Cells, c => c.Refused == 0);
    }

    private static Verification Run(RunContext context, VerificationCheckpoint? checkpoint = null) =>
        Verification.Run(s_tasks, s_estimators, s_sizes, 5, context: context, checkpoint: checkpoint);

    private static string WithoutSeconds(Verification verification)
    {
        JsonNode json = JsonNode.Parse(verification.ToJson(Unit.Nats))!;
        foreach (JsonNode? cell in json["cells"]!.AsArray())
        {
            cell!["seconds"] = null;
        }

        json["seed"] = null;
        return json.ToJsonString();
    }

    private static void Refused(MemoryStream stream, string expected, Action run)
    {
        byte[] before = stream.ToArray();
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(run).Message, StringComparison.Ordinal);
        Assert.Equal(before, stream.ToArray());
    }

    private sealed class Stopper(CancellationTokenSource source, VerificationCheckpoint checkpoint, int cells) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (checkpoint.KeptCells >= cells)
            {
                source.Cancel();
            }
        }
    }
}
