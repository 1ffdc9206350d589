using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public sealed class ReusableHoldoutTests
{
    private static readonly Table s_table = Sample(1, 2_000);

    [Fact]
    public void Create_SplitsTheRowsWithAKnownTargetOnce()
    {
        string?[] y = [.. Enumerable.Range(0, 101).Select(i => i == 7 ? null : i % 2 == 0 ? "a" : "b")];
        Table table = Table.Of(Column.Categorical("y", y));
        ReusableHoldout holdout = ReusableHoldout.Create(table, "y", new HoldoutOptions { Share = 0.3, Seed = 4 });
        Assert.Equal(30, holdout.HoldoutRowCount);
        Assert.Equal(Enumerable.Range(0, 101).Except([7]), holdout.Training.Concat(holdout.HoldoutRows).Order());
        Assert.Equal(holdout.HoldoutRows.Order(), holdout.HoldoutRows);
        Assert.Equal(holdout.HoldoutRows, ReusableHoldout.Create(table, "y", new HoldoutOptions { Share = 0.3, Seed = 4 }).HoldoutRows);
        Assert.NotEqual(holdout.HoldoutRows, ReusableHoldout.Create(table, "y", new HoldoutOptions { Share = 0.3, Seed = 5 }).HoldoutRows);
        Assert.Equal(4 / Math.Sqrt(30), holdout.Threshold);
        Assert.Equal(1 / Math.Sqrt(30), holdout.Noise);
    }

    [Fact]
    public void Ask_WhereTheSidesAgree_GivesTheTrainingMean()
    {
        ReusableHoldout holdout = ReusableHoldout.Create(s_table, "y", new HoldoutOptions { Threshold = 10 });
        HoldoutAnswer answer = holdout.Ask(row => (row % 2) + 3, 3, 5)!.Value;
        Assert.False(answer.IsFromHoldout);
        Assert.Equal(holdout.Training.Average(row => (row % 2) + 3.0), answer.Value, 1e-12);
        Assert.Equal(20, answer.Threshold);
        Assert.Equal(1, holdout.Asked);
        Assert.Equal(0, holdout.Used);
    }

    [Fact]
    public void Ask_WhereTheSidesDiffer_GivesTheHoldoutWithNoiseUntilTheBudgetIsUsedUp()
    {
        ReusableHoldout holdout = ReusableHoldout.Create(s_table, "y", new HoldoutOptions { Threshold = 0.01, Noise = 0.001, Budget = 2, Seed = 9 });
        HashSet<int> held = [.. holdout.HoldoutRows];
        for (int i = 0; i < 2; i++)
        {
            HoldoutAnswer answer = holdout.Ask(row => held.Contains(row) ? 5 : 1, 1, 5)!.Value;
            Assert.True(answer.IsFromHoldout);
            Assert.Equal(5 + (4 * 0.001 * Thresholdout.Laplace(9, Thresholdout.AnswerDraw, i)), answer.Value, 1e-12);
        }

        Assert.Null(holdout.Ask(row => 1, 0, 1));
        Assert.Null(holdout.Ask(row => held.Contains(row) ? 5 : 1, 1, 5));
        Assert.Equal(2, holdout.Used);
        Assert.Equal(2, holdout.Asked);
    }

    [Fact]
    public void Ask_OutsideItsRange_Throws()
    {
        ReusableHoldout holdout = ReusableHoldout.Create(s_table, "y");
        Assert.Throws<ArgumentOutOfRangeException>(() => holdout.Ask(row => 2, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => holdout.Ask(row => double.NaN, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => holdout.Ask(row => 1, 1, 1));
        Assert.Equal(0, holdout.Asked);
    }

    [Fact]
    public void State_GoesThereAndBack_AndGoesOnWhereItWas()
    {
        HoldoutOptions options = new() { Share = 0.4, Seed = ulong.MaxValue, Budget = 50 };
        ReusableHoldout whole = ReusableHoldout.Create(s_table, "y", options);
        ReusableHoldout resumed = ReusableHoldout.Create(s_table, "y", options);
        for (int i = 0; i < 30; i++)
        {
            resumed = ReusableHoldout.FromJson(resumed.ToJson(), s_table, "y");
            Assert.Equal(whole.Answer(0.5, 0.5 + (0.05 * i), 1.5), resumed.Answer(0.5, 0.5 + (0.05 * i), 1.5));
        }

        Assert.Equal(whole.ToJson(), resumed.ToJson());
        Assert.Equal(whole.HoldoutRows, resumed.HoldoutRows);
        Assert.InRange(whole.Used, 5, 29);
    }

    [Fact]
    public void State_OfOtherRowsOrAnotherTarget_IsRefused()
    {
        string json = ReusableHoldout.Create(s_table, "y").ToJson();
        Assert.Contains("not of 'x'", Refusal(json, s_table, "x"), StringComparison.Ordinal);
        Assert.Contains("new file", Refusal(json, Sample(2, 2_000), "y"), StringComparison.Ordinal);
        Assert.Contains("1,999 rows", Refusal(json, Sample(1, 1_999), "y"), StringComparison.Ordinal);

        // Other columns may come and go: that is what the holdout is for.
        Table more = Table.Of([.. s_table.Columns, Column.Numeric("z", Enumerable.Range(0, 2_000).Select(i => (double)(i % 77)).ToArray())]);
        Assert.Equal(0, ReusableHoldout.FromJson(json, more, "y").Used);
        Assert.Throws<InvalidInputException>(() => Ranking.Of(Sample(2, 2_000), "y", null, null, ReusableHoldout.Create(s_table, "y")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"format\": 3}")]
    [InlineData("not json")]
    public void State_ThatIsNotOurs_IsRefused(string json) =>
        Assert.Contains("is not a holdout state", Refusal(json, s_table, "y"), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"seed\": \"0\"", "\"seed\": \"-1\"")]
    [InlineData("\"seed\": \"0\"", "\"seed\": 0.5")]
    [InlineData("\"share\": 0.5", "\"share\": 1")]
    [InlineData("\"budget\": 200", "\"budget\": 0")]
    [InlineData("\"budget\": 200", "\"budget\": 1e99")]
    [InlineData("\"used\": 0", "\"used\": -1")]
    [InlineData("\"used\": 0", "\"used\": 201")]
    [InlineData("\"asked\": 0", "\"asked\": -1")]
    [InlineData("\"target\": \"y\"", "\"target\": null")]
    [InlineData("\"used\"", "\"Used\"")]
    public void State_ThatIsDamaged_IsRefused(string good, string bad)
    {
        string json = ReusableHoldout.Create(s_table, "y").ToJson();
        Assert.Contains(good, json, StringComparison.Ordinal);
        string message = Refusal(json.Replace(good, bad, StringComparison.Ordinal), s_table, "y");
        Assert.Contains("file.json", message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
    }

    [Fact]
    public void State_CutAnywhere_IsRefused()
    {
        string json = ReusableHoldout.Create(s_table, "y").ToJson();
        for (int length = 0; length < json.Length; length++)
        {
            Refusal(json[..length], s_table, "y");
        }
    }

    [Fact]
    public void Create_OutOfRange_IsRefused()
    {
        foreach (HoldoutOptions options in new HoldoutOptions[]
        {
            new() { Share = 0 }, new() { Share = 1 }, new() { Share = double.NaN }, new() { Budget = 0 },
            new() { Noise = 0 }, new() { Threshold = double.PositiveInfinity }, new() { Share = 0.001 },
        })
        {
            Assert.Throws<InvalidInputException>(() => ReusableHoldout.Create(s_table, "y", options));
        }
    }

    [Fact]
    public void Ranking_OfTrainingRows_IsThatOfATableOfTheseRows()
    {
        ReusableHoldout holdout = ReusableHoldout.Create(s_table, "y");
        Table training = Table.Of([.. s_table.Columns.Select(c => Only(c, holdout.Training))]);
        RankOptions options = RankOptions.Full with { ShadowRounds = 3 };
        Ranking expected = Ranking.Of(training, "y", options);
        Ranking actual = Ranking.Of(s_table, "y", options, null, holdout);
        Assert.Equal(1_000, actual.RowCount);
        Assert.Equal(expected.TargetEntropy, actual.TargetEntropy);
        Assert.Equal(expected.Columns.Select(Numbers), actual.Columns.Select(Numbers));
        Assert.Equal(expected.Path.Select(s => (s.Column.Name, s.Score)), actual.Path.Select(s => (s.Column.Name, s.Score)));
        Assert.Equal(expected.Groups.Select(g => g.ToString()), actual.Groups.Select(g => g.ToString()));
        Assert.Equal(expected.Together!.Value, actual.Together!.Value);
        Assert.Equal(expected.Synergies!.PairsTested, actual.Synergies!.PairsTested);
        Assert.Null(expected.Holdout);
        Assert.All(expected.Columns, c => Assert.Null(c.HoldoutValue));

        static (string, double?, double?, double?, Interval?, double?, int?) Numbers(RankedColumn c) =>
            (c.Column.Name, c.Estimate.Value, c.Estimate.PValue, c.QValue, c.Estimate.Interval, c.Adds, c.ShadowHits);
    }

    [Fact]
    public void Ranking_InGroupsOrBlocks_IsRefused()
    {
        ReusableHoldout holdout = ReusableHoldout.Create(s_table, "y");
        Assert.Throws<InvalidInputException>(() => Ranking.Of(s_table, "y", new RankOptions { Blocks = 10 }, null, holdout));
        Assert.Throws<InvalidInputException>(() => Ranking.Of(s_table, "y", new RankOptions { Groups = "group" }, null, holdout));
        Assert.Equal(0, holdout.Asked);
    }

    [Fact]
    public void Ranking_HoldoutValue_IsTheMeanLogRatio()
    {
        ReusableHoldout holdout = ReusableHoldout.Create(s_table, "y", new HoldoutOptions { Threshold = 1e-9, Noise = 1e-12 });
        Ranking ranking = Ranking.Of(s_table, "y", null, null, holdout);
        RankedColumn column = ranking.Columns.Single(c => c.Column.Name == "group");
        Codes x = column.Column.Codes!;
        Codes y = s_table.Column("y").Codes!;
        double n = holdout.Training.Length;
        double mean = holdout.HoldoutRows.Average(row =>
        {
            double py = holdout.Training.Count(t => y[t] == y[row]) / n;
            double nx = holdout.Training.Count(t => x[t] == x[row]);
            double nxy = holdout.Training.Count(t => x[t] == x[row] && y[t] == y[row]);
            return Math.Log((((7.0 / 8) * (nxy + (5 * py)) / (nx + 5)) + (py / 8)) / py);
        });
        Assert.True(column.Holdout!.Value.IsFromHoldout);
        Assert.Equal(mean, column.HoldoutValue!.Value, 1e-8);
        Assert.Equal(ranking.Columns.Count(c => c.Holdout is { IsFromHoldout: true }), ranking.Holdout!.FromHoldout);
        Assert.Equal(holdout.Budget - holdout.Used, ranking.Holdout.BudgetLeft);
    }

    [Fact]
    public void Ranking_WhenTheBudgetIsUsedUp_SaysSoAndGivesNoNumber()
    {
        ReusableHoldout holdout = ReusableHoldout.Create(s_table, "y", new HoldoutOptions { Threshold = 1e-9, Noise = 1e-12, Budget = 1 });
        Ranking ranking = Ranking.Of(s_table, "y", null, null, holdout);
        Assert.NotNull(ranking.Columns[0].HoldoutValue);
        Assert.Null(ranking.Columns[1].Holdout);
        Assert.Contains(ranking.Notes, note => note.Code == "holdout-used-up");
        Assert.Equal((1, 1, 0), (ranking.Holdout!.Asked, ranking.Holdout.FromHoldout, ranking.Holdout.BudgetLeft));
        Assert.Equal(2, ranking.Holdout.Unanswered);
        using JsonDocument json = JsonDocument.Parse(ranking.ToJson());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("columns")[1].GetProperty("holdout").ValueKind);
    }

    [Theory]
    [InlineData(MissingPolicy.Level)]
    [InlineData(MissingPolicy.Drop)]
    public void Ranking_AnswersTheSameWhateverTheThreads(MissingPolicy missing)
    {
        string[] answers =
        [
            .. new[] { 1, 2, 5 }.Select(threads => Ranking.Of(
                s_table,
                "number",
                new RankOptions { Missing = missing },
                new RunContext { MaxDegreeOfParallelism = threads },
                ReusableHoldout.Create(s_table, "number")).ToJson()),
        ];
        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(answers[0], answers[2]);
    }

    [Fact]
    public void Query_OfLevelsThatTrainingRowsLack_IsNoughtThere()
    {
        SplitCodes y = new(Codes.Create([0, 1, 0, 1], 3), Codes.Create([0, 1, 2], 3), -1);
        SplitCodes unseen = new(Codes.Create([0, 0, 1, 1], 4), Codes.Create([2, 3, 3], 4), -1);
        Assert.Equal(0, HoldoutQuery.Of(unseen, y, MissingPolicy.Level).Holdout);

        // A class that only the holdout has counts as a row of nothing.
        SplitCodes x = new(Codes.Create([0, 1, 0, 1], 2), Codes.Create([0, 1, 0], 2), -1);
        HoldoutQuery query = HoldoutQuery.Of(x, y, MissingPolicy.Level);
        double gain = Math.Log((7.0 / 8 * (2 + 2.5) / (2 + 5) / 0.5) + (1.0 / 8));
        Assert.Equal(2 * gain / 3, query.Holdout, 1e-12);
        Assert.Equal(gain, query.Training, 1e-12);
        Assert.Equal(gain - Math.Log((7.0 / 8 * 5 / 7) + (1.0 / 8)), query.Width, 1e-12);
    }

    [Fact]
    public void Query_OfDroppedCells_IsAboutTheRowsInWhichTheColumnIsKnown()
    {
        // Code 2 is missing: half of the training rows.
        SplitCodes y = new(Codes.Create([0, 1, 0, 1, 0, 1, 0, 1], 2), Codes.Create([0, 1, 1, 1], 2), -1);
        SplitCodes x = new(Codes.Create([0, 1, 0, 1, 2, 2, 2, 2], 3), Codes.Create([0, 1, 2, 2], 3), 2);
        SplitCodes known = new(Codes.Create([0, 1, 0, 1], 2), Codes.Create([0, 1], 2), -1);
        SplitCodes knownY = new(Codes.Create([0, 1, 0, 1], 2), Codes.Create([0, 1], 2), -1);
        HoldoutQuery expected = HoldoutQuery.Of(known, knownY, MissingPolicy.Level);
        HoldoutQuery actual = HoldoutQuery.Of(x, y, MissingPolicy.Drop);
        Assert.Equal(expected.Training, actual.Training, 1e-12);
        Assert.Equal(expected.Holdout, actual.Holdout, 1e-12);
        Assert.Equal(2 * expected.Width, actual.Width, 1e-12);
    }

    // Barber and Agakov: the mean over fresh rows is at most I on average, and near it where rows are many.
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(0.25)]
    public void Query_OnAverage_IsAtMostTheInformation(double tilt)
    {
        const int Rows = 400;
        const int Repeats = 2_000;
        double truth = 0;
        for (int level = 0; level < 5; level++)
        {
            double p = 0.3 + (tilt * (level - 2) / 2);
            truth += 0.2 * ((p * Math.Log(p / 0.3)) + ((1 - p) * Math.Log((1 - p) / 0.7)));
        }

        double sum = 0;
        double squares = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            Rng rng = Rng.For(3, "bound", repeat);
            HoldoutQuery query = HoldoutQuery.Of(Draw(ref rng, out SplitCodes y), y, MissingPolicy.Level);
            sum += query.Holdout;
            squares += query.Holdout * query.Holdout;
        }

        double mean = sum / Repeats;
        double error = Math.Sqrt(((squares / Repeats) - (mean * mean)) / Repeats);
        Assert.InRange(mean, (truth * 0.9) - 0.01, truth + (3 * error));

        SplitCodes Draw(ref Rng rng, out SplitCodes y)
        {
            int[] x = new int[2 * Rows];
            int[] classes = new int[2 * Rows];
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = rng.NextInt(5);
                classes[i] = rng.NextDouble() < 0.3 + (tilt * (x[i] - 2) / 2) ? 1 : 0;
            }

            y = new SplitCodes(Codes.Create(classes.AsSpan(0, Rows), 2), Codes.Create(classes.AsSpan(Rows), 2), -1);
            return new SplitCodes(Codes.Create(x.AsSpan(0, Rows), 5), Codes.Create(x.AsSpan(Rows), 5), -1);
        }
    }

    private static string Refusal(string json, Table table, string target) =>
        Assert.Throws<InvalidInputException>(() => ReusableHoldout.FromJson(json, table, target, "file.json")).Message;

    private static Column Only(Column column, int[] rows) => column.Codes is { } codes
        ? Column.Categorical(column.Name, [.. rows.Select(row => codes[row] == column.MissingCode ? null : column.Levels[codes[row]])])
        : Column.Numeric(column.Name, rows.Select(row => column.Values.Span[row]).ToArray(), column.Kind);

    private static Table Sample(int seed, int rows)
    {
        Rng rng = Rng.For((ulong)seed, "sample");
        double[] number = new double[rows];
        double[] x = new double[rows];
        string[] group = new string[rows];
        string[] y = new string[rows];
        for (int i = 0; i < rows; i++)
        {
            x[i] = rng.NextNormal();
            number[i] = rng.NextDouble() < 0.1 ? double.NaN : x[i] + rng.NextNormal();
            group[i] = x[i] > 0.7 ? "a" : rng.NextDouble() < 0.5 ? "b" : "c";
            y[i] = x[i] + rng.NextNormal() > 0.5 ? "yes" : "no";
        }

        return Table.Of(
            Column.Numeric("number", number), Column.Numeric("x", x), Column.Categorical("group", group), Column.Categorical("y", y));
    }
}
