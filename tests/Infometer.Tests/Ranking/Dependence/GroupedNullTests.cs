using Xunit;

namespace Infometer.Tests;

public sealed class GroupedNullTests
{
    private static readonly int[] s_sizes = ClusteredRows.Unequal(40);

    [Theory]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(0, true)]
    public void PValueAndChance_OfFewGroups_AreThoseOfAllPermutations(int size, bool isConstant)
    {
        // Six groups of one size, or of 1 to 6 rows; 720 permutations.
        int[] sizes = [.. Enumerable.Range(1, 6).Select(g => size > 0 ? size : g)];
        Rng rng = Rng.For(3, "few groups", size + (isConstant ? 10 : 0));
        string[][] x = [.. sizes.Select(n => Letters(n, 1, ref rng))];
        string[][] y = [.. sizes.Select(n => Letters(n, isConstant ? n : 1, ref rng))];
        Ranking ranking = Ranking.Of(
            Table.Of(ClusteredRows.Groups(sizes), Categorical("x", x), Categorical("y", y)), "y", new RankOptions { Groups = "subject", Permutations = 9_999 });

        double[] values = [.. Permutations(6).Select(p => Information(x, [.. p.Select((from, g) => Read(y[from], sizes[g]))]))];
        double observed = Information(x, y);
        double p = values.Count(v => v >= observed - 1e-9) / (double)values.Length;
        Estimate estimate = ranking.Columns.Single().Estimate;
        Assert.Equal(observed, estimate.Raw, 1e-12);
        Assert.Equal(p, estimate.PValue!.Value, 4 * Math.Sqrt(p * (1 - p) / 10_000) + 1e-3);
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        Assert.Equal(mean, estimate.Chance!.Value, 4 * deviation / 100);

        static string[] Letters(int count, int run, ref Rng rng)
        {
            string[] letters = new string[count];
            for (int i = 0; i < count; i++)
            {
                letters[i] = i % run == 0 ? "abc"[rng.NextInt(3)].ToString() : letters[i - 1];
            }

            return letters;
        }
    }

    [Fact]
    public void Measurements_OfADrawnTarget_AreThoseOfDataWithThatTarget()
    {
        Rng rng = Rng.For(4, "drawn");
        double[] numbers = ClusteredRows.Numbers(s_sizes, 0.5, ref rng);
        double[] x = ClusteredRows.Numbers(s_sizes, 0.5, ref rng);
        Column subject = ClusteredRows.Groups(s_sizes);
        CodingRules rules = new(MissingPolicy.Level, null);
        foreach (string kind in new[] { "number", "count", "levels" })
        {
            foreach (string ofX in new[] { "number", "levels" })
            {
                Column column = ClusteredRows.As(ofX, "x", x);
                (GroupedColumn measured, DrawnTargets targets, RowGroups groups) = Prepare(ClusteredRows.As(kind, "y", numbers), column, subject, rules);
                measured.Measure(targets.Draw(0, 7), 1, new GroupedScratch());
                int[] sources = groups.Sources(targets.Permutations.Draw(0, 7));
                double[] drawn = new double[numbers.Length];
                for (int position = 0; position < drawn.Length; position++)
                {
                    drawn[groups.Rows[position]] = numbers[groups.Rows[sources[position]]];
                }

                (GroupedColumn fresh, _, _) = Prepare(ClusteredRows.As(kind, "y", drawn), column, subject, rules);
                Assert.Equal(fresh.Width, measured.Width);
                for (int k = 0; k < fresh.Width; k++)
                {
                    Assert.Equal(fresh.Values[k], measured.Values[measured.Width + k], 1e-9 * (1 + fresh.Values[k]));
                }
            }
        }
    }

    [Fact]
    public void Ranking_IsTheSameForEveryNumberOfThreads()
    {
        Table table = Clustered(5);
        RankOptions options = new() { Groups = "subject", Permutations = 99, Adds = true };
        string one = Ranking.Of(table, "y", options, new RunContext { MaxDegreeOfParallelism = 1 }).ToJson();
        Assert.Equal(one, Ranking.Of(table, "y", options, new RunContext { MaxDegreeOfParallelism = 5 }).ToJson());
        Assert.NotEqual(one, Ranking.Of(table, "y", options, new RunContext { Seed = 1 }).ToJson());
    }

    [Fact]
    public void GroupsOfOneRow_GiveTheOrdinaryNull()
    {
        const int Rows = 300;
        Rng rng = Rng.For(6, "single rows");
        int[] sizes = ClusteredRows.Equal(Rows, 1);
        double[] y = ClusteredRows.Numbers(sizes, 0, ref rng);
        List<Column> columns = [ClusteredRows.Groups(sizes), ClusteredRows.As("levels", "y", y)];
        for (int c = 0; c < 6; c++)
        {
            double[] noise = ClusteredRows.Numbers(sizes, 0, ref rng);
            columns.Add(ClusteredRows.As(c < 3 ? "number" : "levels", $"x{c}", [.. noise.Select((v, i) => v + (0.05 * c * y[i]))]));
        }

        Table table = Table.Of([.. columns]);
        Ranking grouped = Ranking.Of(table, "y", new RankOptions { Groups = "subject", Permutations = 9_999 });
        Ranking single = Ranking.Of(table, "y", new RankOptions { Exclude = ["subject"], Permutations = 9_999 });
        foreach (RankedColumn column in single.Columns)
        {
            Estimate other = grouped.Columns.Single(c => c.Column.Name == column.Column.Name).Estimate;
            double p = column.Estimate.PValue!.Value;

            // The statistics are weighed by laws fitted to the draws instead of χ², which moves p by little.
            Assert.Equal(p, other.PValue!.Value, 0.005 + (0.2 * p));
            Assert.Equal(column.Estimate.Raw, other.Raw, 1e-12);
            Assert.Equal(column.Estimate.Chance!.Value, other.Chance!.Value, 0.03 * column.Estimate.Chance.Value);
            Assert.Equal(column.Estimate.StandardError!.Value, other.StandardError!.Value, 0.05 * column.Estimate.StandardError.Value);
        }
    }

    [Fact]
    public void StandardError_OfAColumnRepeatedInGroups_IsThatOfOneRowPerGroup()
    {
        Rng rng = Rng.For(7, "repeated");
        double[] x = ClusteredRows.Numbers(ClusteredRows.Equal(200, 1), 0, ref rng);
        double[] y = [.. ClusteredRows.Numbers(ClusteredRows.Equal(200, 1), 0, ref rng).Select((v, i) => v + x[i])];
        int[] sizes = ClusteredRows.Equal(200, 4);
        Table repeated = Table.Of(
            ClusteredRows.Groups(sizes),
            ClusteredRows.As("levels", "x", [.. x.SelectMany(v => Enumerable.Repeat(v, 4))]),
            ClusteredRows.As("levels", "y", [.. y.SelectMany(v => Enumerable.Repeat(v, 4))]));
        Table once = Table.Of(ClusteredRows.As("levels", "x", x), ClusteredRows.As("levels", "y", y));
        Estimate grouped = Ranking.Of(repeated, "y", new RankOptions { Groups = "subject" }).Columns.Single().Estimate;
        Estimate single = Ranking.Of(once, "y").Columns.Single().Estimate;
        Assert.Equal(single.Raw, grouped.Raw, 1e-12);
        Assert.Equal(single.Chance!.Value, grouped.Chance!.Value, 0.05 * single.Chance.Value);
        Assert.Equal(single.StandardError!.Value, grouped.StandardError!.Value, 0.01 * single.StandardError.Value);
        Assert.Equal(single.Interval!.Value.Low, grouped.Interval!.Value.Low, 0.003);
        Assert.Equal(single.Interval!.Value.High!.Value, grouped.Interval!.Value.High!.Value, 0.003);
    }

    [Fact]
    public void Permutations_OfATargetThatVariesWithinGroups_StayAmongGroupsOfSimilarSize()
    {
        Rng rng = Rng.For(8, "strata");
        (_, DrawnTargets varying, RowGroups groups) = Prepare(
            ClusteredRows.As("number", "y", ClusteredRows.Numbers(s_sizes, 0.5, ref rng)), ClusteredRows.Groups(s_sizes, "x"), ClusteredRows.Groups(s_sizes), new(MissingPolicy.Level, null));
        int[] permutation = varying.Permutations.Draw(1, 2);
        Assert.Equal(Enumerable.Range(0, 40), permutation.Order());
        Assert.True(varying.Permutations.StratumCount > 3);
        Assert.All(permutation.Select((from, to) => (groups.Sizes[from], groups.Sizes[to])), pair => Assert.InRange(pair.Item1 - pair.Item2, -5, 5));

        (_, DrawnTargets constant, _) = Prepare(
            ClusteredRows.As("number", "y", ClusteredRows.Numbers(s_sizes, 1, ref rng)), ClusteredRows.Groups(s_sizes, "x"), ClusteredRows.Groups(s_sizes), new(MissingPolicy.Level, null));
        Assert.Equal(1, constant.Permutations.StratumCount);
        Assert.Equal(CountTables.LogFactorial(40), constant.Permutations.LogArrangements, 1e-9);
    }

    [Fact]
    public void Blocks_AreCountedBeforeRowsAreLeftOut()
    {
        double[] y = [.. Enumerable.Range(0, 60).Select(row => row % 10 == 3 || (row >= 20 && row < 30) ? double.NaN : row % 7)];
        double[] x = [.. Enumerable.Range(0, 60).Select(row => (double)(row % 11))];
        Ranking ranking = Ranking.Of(Table.Of(Column.Numeric("x", x), Column.Numeric("y", y)), "y", new RankOptions { Blocks = 10, Permutations = 19 });
        Assert.Contains(ranking.Notes, note => note.Code == "blocks" && note.Text.Contains("blocks of 10 rows (5 blocks), 9 rows each", StringComparison.Ordinal));
        Assert.StartsWith("target permuted in whole blocks of 10 rows (5 blocks)", ranking.Columns.Single().Estimate.PMethod);
    }

    [Fact]
    public void GroupsThatAllowFewArrangements_AreNoted()
    {
        int[] sizes = [3, 4, 5, 6, 7];
        string[] y = [.. sizes.SelectMany((size, g) => Enumerable.Repeat(g < 2 ? "a" : "b", size))];
        double[] x = [.. y.Select((label, i) => (label == "a" ? 100.0 : 0) + i)];
        Ranking ranking = Ranking.Of(
            Table.Of(ClusteredRows.Groups(sizes), Column.Numeric("x", x), Column.Categorical("y", y)), "y", new RankOptions { Groups = "subject" });
        Note note = Assert.Single(ranking.Notes, note => note.Code == "few-arrangements");
        Assert.Contains("in 10 ways only, so no p-value can be below 0.1;", note.Text, StringComparison.Ordinal);
        Assert.InRange(ranking.Columns.Single().Estimate.PValue!.Value, 0.09, 1);
        Assert.Equal(Verdict.NotDetected, ranking.Columns.Single().Estimate.Verdict);
    }

    [Fact]
    public void DrawsTooFewForTheColumns_AreNoted()
    {
        Ranking few = Ranking.Of(Clustered(9), "y", new RankOptions { Groups = "subject", Permutations = 39 });
        Assert.Contains(few.Notes, note => note.Code == "few-draws" && note.Text.Contains("--permutations 80", StringComparison.Ordinal));
        Assert.DoesNotContain(Ranking.Of(Clustered(9), "y", new RankOptions { Groups = "subject", Permutations = 99 }).Notes, note => note.Code == "few-draws");
    }

    [Fact]
    public void Series_InShortBlocksOnly_AreStillFlagged()
    {
        Rng rng = Rng.For(10, "series");
        Table table = Table.Of(
            Column.Numeric("series", ClusteredRows.Series(1_000, 0.9, ref rng)),
            Column.Numeric("noise", ClusteredRows.Series(1_000, 0, ref rng)),
            Column.Numeric("y", ClusteredRows.Series(1_000, 0.9, ref rng)));
        Assert.Equal(["series"], Serial(new RankOptions()));
        Assert.Equal(["series"], Serial(new RankOptions { Blocks = 5, Permutations = 99 }));
        Assert.Empty(Serial(new RankOptions { Blocks = 50, Permutations = 99 }));

        string[] Serial(RankOptions options)
        {
            Ranking ranking = Ranking.Of(table, "y", options);
            string[] names = [.. ranking.Columns.Where(c => c.Flags.Contains(ColumnTrait.Serial)).Select(c => c.Column.Name)];
            Assert.Equal(names.Length > 0, ranking.Notes.Any(note => note.Code == "serial"));
            return names;
        }
    }

    [Fact]
    public void MissingCells_ThatFallOnSubjects_AreJudgedBySubjects()
    {
        // Six subjects of twenty miss every cell, and the target is the subject's: row by row that looks like much.
        int[] sizes = ClusteredRows.Equal(20, 25);
        Rng rng = Rng.For(11, "missing");
        double[] x = ClusteredRows.Numbers(sizes, 0.5, ref rng);
        Table table = Table.Of(
            ClusteredRows.Groups(sizes),
            Column.Numeric("x", x.Select((v, i) => i / 25 < 6 ? double.NaN : v).ToArray()),
            Column.Categorical("y", [.. x.Select((_, i) => i / 25 is 0 or 1 or 2 or 8 or 11 or 13 or 17 ? "a" : "b")]));
        Assert.Contains(ColumnTrait.MissingInformative, Ranking.Of(table, "y", new RankOptions { Exclude = ["subject"] }).Columns.Single().Flags);
        Assert.DoesNotContain(ColumnTrait.MissingInformative, Ranking.Of(table, "y", new RankOptions { Groups = "subject" }).Columns.Single().Flags);

        Estimate dropped = Ranking.Of(table, "y", new RankOptions { Groups = "subject", Missing = MissingPolicy.Drop }).Columns.Single().Estimate;
        Assert.Equal(350, dropped.Count);
        Assert.True(dropped.PValue > 0.05);
    }

    [Fact]
    public void Survivors_HaveIntervalsAtTheLevelOfTheSelected()
    {
        Table table = Clustered(12);
        Ranking ranking = Ranking.Of(table, "y", new RankOptions { Groups = "subject", Permutations = 999 });
        Assert.Equal((4, 1), (ranking.TestedCount, ranking.SurvivorCount));
        Assert.Equal("tells", ranking.Columns[0].Column.Name);
        Assert.Equal(1 - (0.05 / 4), ranking.Columns[0].Estimate.Interval!.Value.Level, 1e-12);
        Assert.Equal(ranking.Columns[0].Estimate.Raw - ranking.Columns[0].Estimate.Chance!.Value, ranking.Columns[0].Estimate.Value!.Value, 1e-12);
    }

    [Theory]
    [InlineData("subject", 7, "not in both")]
    [InlineData(null, 1, "ask for at least 2")]
    [InlineData(null, 200, "blocks of 200, and a null that permutes whole blocks needs at least 5; use shorter blocks.")]
    [InlineData("pair", null, "'pair' has only 2 groups, and a null that permutes whole groups needs at least 5")]
    [InlineData("holes", null, "'holes', which says what rows belong together, is missing in row 3 of the data; fill the cell or leave the row out.")]
    [InlineData("y", null, "'y' is the target, so it cannot say as well what rows belong together")]
    public void WhatCannotBe_IsSaidInOneSentence(string? groups, int? blocks, string expected)
    {
        Table table = Clustered(13);
        int n = table.RowCount;
        table = Table.Of(
            [
                .. table.Columns,
                Column.Categorical("pair", [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? "a" : "b")]),
                Column.Categorical("holes", [.. Enumerable.Range(0, n).Select(i => i == 2 ? null : $"{i % 9}")]),
            ]);
        InvalidInputException error = Assert.Throws<InvalidInputException>(
            () => Ranking.Of(table, "y", new RankOptions { Groups = groups, Blocks = blocks }));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_CanBeCancelledAndWatched()
    {
        List<RunProgress> heard = [];
        Ranking.Of(Clustered(14), "y", new RankOptions { Groups = "subject", Permutations = 19 }, new RunContext { Progress = new Listener(heard.Add) });
        Assert.Contains(heard, p => p.Stage == "testing columns" && p.Done == 4 && p.Total == 4);
        RunContext cancelled = new() { Cancellation = new CancellationToken(true) };
        Assert.ThrowsAny<OperationCanceledException>(() => Ranking.Of(Clustered(14), "y", new RankOptions { Groups = "subject" }, cancelled));
    }

    [Fact]
    public void DefaultDraws_AreFewerWhereTheyTakeLong()
    {
        Assert.Equal(9_999, GroupedNull.DefaultDraws(10, 1_000));
        Assert.Equal(4_999, GroupedNull.DefaultDraws(30, 10_000));
        Assert.Equal(999, GroupedNull.DefaultDraws(500, 100_000));
    }

    [Fact]
    public void Widening_IsTheQuantileOfStudentOverTheNormalOne()
    {
        foreach ((int groups, double tail, double t) in new[] { (5, 0.025, 2.776), (10, 0.05, 1.833), (10, 0.025, 2.262), (31, 0.025, 2.042), (31, 0.005, 2.750) })
        {
            GroupedMoments moments = new(new NullPValue(1, "", []), 0, 0, 0, groups);
            Assert.Equal(t, moments.Widening(tail) * SpecialFunctions.NormalQuantile(1 - tail), 0.01 * t);
        }
    }

    // One column tells, three do not; 40 groups of 1 to 20 rows.
    private static Table Clustered(int seed)
    {
        Rng rng = Rng.For((ulong)seed, "clustered");
        double[] y = ClusteredRows.Numbers(s_sizes, 0.5, ref rng);
        double[] tells = ClusteredRows.Numbers(s_sizes, 0.5, ref rng);
        return Table.Of(
            ClusteredRows.Groups(s_sizes),
            ClusteredRows.As("number", "tells", [.. tells.Select((v, i) => (0.5 * v) + y[i])]),
            ClusteredRows.As("number", "noise", ClusteredRows.Numbers(s_sizes, 0.5, ref rng)),
            ClusteredRows.As("count", "count", ClusteredRows.Numbers(s_sizes, 0.5, ref rng)),
            ClusteredRows.As("levels", "levels", ClusteredRows.Numbers(s_sizes, 0.5, ref rng)),
            ClusteredRows.As("number", "y", y));
    }

    private static (GroupedColumn Column, DrawnTargets Targets, RowGroups Groups) Prepare(Column target, Column column, Column subject, CodingRules rules)
    {
        CodedTarget y = CodedTarget.Of(target, rules, "table", []);
        RowGroups groups = RowGroups.Of(Table.Of(subject, column, target), new RankOptions { Groups = "subject" }, null)!;
        DrawnTargets targets = new(groups, y, y.Bins.IsEmpty ? default : target.Values, rules);
        ScreenedColumn x = ScreenedColumn.Of(column, null, rules);
        return (new GroupedColumn(x.Codes, x.Screen, null, groups, targets.Observed, 1), targets, groups);
    }

    private static Column Categorical(string name, string[][] values) => Column.Categorical(name, [.. values.SelectMany(v => v)]);

    private static string[] Read(string[] sequence, int count) => [.. Enumerable.Range(0, count).Select(i => sequence[i % sequence.Length])];

    private static double Information(string[][] x, string[][] y)
    {
        (string X, string Y)[] rows = [.. x.SelectMany(v => v).Zip(y.SelectMany(v => v))];
        return Entropy(rows.Select(r => r.X)) + Entropy(rows.Select(r => r.Y)) - Entropy(rows.Select(r => r.X + r.Y));

        double Entropy(IEnumerable<string> levels) => levels.CountBy(l => l).Sum(l => -l.Value / (double)rows.Length * Math.Log(l.Value / (double)rows.Length));
    }

    private static IEnumerable<int[]> Permutations(int count) => count == 0
        ? [[]]
        : Permutations(count - 1).SelectMany(p => Enumerable.Range(0, count).Select(at => (int[])[.. p[..at], count - 1, .. p[at..]]));

    private sealed class Listener(Action<RunProgress> hear) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            lock (this)
            {
                hear(value);
            }
        }
    }
}
