using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public class SelectionPathTests
{
    private static readonly string[] s_madelonTruth =
    [
        "f29", "f49", "f65", "f106", "f129", "f154", "f242", "f282", "f319", "f337",
        "f339", "f379", "f434", "f443", "f452", "f454", "f456", "f473", "f476", "f494",
    ];

    public static TheoryData<string, int, int> Twins
    {
        get
        {
            TheoryData<string, int, int> rows = [];
            foreach (SelectionCriterion criterion in SelectionCriterion.All)
            {
                rows.Add(criterion.Id, 3, 80);
                rows.Add(criterion.Id, 4, 500);
                rows.Add(criterion.Id, 120, 400); // tables too large to be dense
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public void PlainPath_EveryCriterion_IsThatOfBruteForce(string id, int levels, int n)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            (Codes[] columns, Codes y) = Dependent(7, levels, n, seed);
            SelectionCriterion criterion = id == "mifs" ? SelectionCriterion.Mifs(0.5 + (seed / 4.0)) : SelectionCriterion.Get(id);
            SelectionPath path = SelectionPath.Of(
                TableOf(columns, y),
                "y",
                new SelectionOptions { Criterion = criterion, Count = 7, ChanceCorrected = false, IncludeFlagged = true });
            List<(int Column, double Score)> expected = SelectionTwin.Select(columns, y, id, criterion.Beta ?? 0, 7);
            Assert.Equal(expected.Select(e => $"x{e.Column}"), path.Steps.Select(s => s.Column.Name));
            for (int step = 0; step < 7; step++)
            {
                SelectionStep actual = path.Steps[step];
                Codes x = columns[expected[step].Column];
                Codes[] before = [.. expected.Take(step).Select(e => columns[e.Column])];
                Assert.Equal(step + 1, actual.Step);
                Assert.Equal(expected[step].Score, actual.Score, 1e-9);
                Assert.Equal(SelectionTwin.Information(x, y), actual.Relevance, 1e-12);
                Assert.Equal(before.Select(c => SelectionTwin.Conditional(x, y, c)).DefaultIfEmpty(actual.Relevance).Min(), actual.Adds, 1e-12);
                Assert.Equal(before.Select(c => SelectionTwin.Information(x, c)).DefaultIfEmpty(0).Average(), actual.Redundancy, 1e-12);
                Assert.Equal(
                    before.Select(c => SelectionTwin.Conditional(x, c, y)).DefaultIfEmpty(0).Average(), actual.ConditionalRedundancy, 1e-12);
            }
        }
    }

    [Fact]
    public void CorrectedTerms_AreThePluginLessTheStatedChanceLevels()
    {
        (Codes[] columns, Codes y) = Dependent(3, 4, 4_000, 1);
        Table table = TableOf(columns, y);
        SelectionPath path = SelectionPath.Of(table, "y", new SelectionOptions { Count = 2 });
        Codes first = columns[table.Columns.ToList().IndexOf(path.Steps[0].Column)];
        Codes second = columns[table.Columns.ToList().IndexOf(path.Steps[1].Column)];
        double n = y.Count;
        double conditional = 0;
        foreach (int level in y.ToArray().Distinct())
        {
            int[] rows = [.. Enumerable.Range(0, y.Count).Where(row => y[row] == level)];
            conditional += (rows.Select(row => first[row]).Distinct().Count() - 1) * (rows.Select(row => second[row]).Distinct().Count() - 1) / (2 * n);
        }

        Assert.Equal(
            MutualInformation.Estimate(Variable.Discrete(second), Variable.Discrete(y)).Value!.Value, path.Steps[1].Relevance, 1e-12);
        Assert.Equal(SelectionTwin.Information(first, second) - (9 / (2 * n)), path.Steps[1].Redundancy, 1e-12);
        Assert.Equal(SelectionTwin.Conditional(first, second, y) - conditional, path.Steps[1].ConditionalRedundancy, 1e-12);
    }

    [Fact]
    public void SparseTables_CorrectedTermsOfIndependentColumnsAverageZero()
    {
        double redundancy = 0;
        double conditional = 0;
        const int Draws = 200;
        for (int seed = 0; seed < Draws; seed++)
        {
            Rng rng = Rng.For((ulong)seed, "independent");
            Table table = TableOf([Random(ref rng, 30, 200), Random(ref rng, 30, 200)], Random(ref rng, 2, 200));
            SelectionStep step = SelectionPath.Of(table, "y", new SelectionOptions { Count = 2 }).Steps[1];
            redundancy += step.Redundancy / Draws;
            conditional += step.ConditionalRedundancy / Draws;
        }

        // The plug-in values average about 1.4 and 2 nats here; the standard errors of these means are below 0.004.
        Assert.InRange(redundancy, -0.015, 0.015);
        Assert.InRange(conditional, -0.015, 0.015);
    }

    [Theory]
    [InlineData("jmi")]
    [InlineData("cife")]
    [InlineData("cmim")]
    public void Xor_TheOtherInputComesRightAfterTheFirst(string id)
    {
        const int N = 2_000;
        Rng rng = Rng.For(5, "xor");
        int[][] x = new int[12][];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = Ints(ref rng, 2, N);
        }

        // Input 3 tells a little alone, so that it is found; input 8 nothing.
        int[] y = [.. Enumerable.Range(0, N).Select(row => (x[3][row] ^ x[8][row]) | (row % 5 == 0 ? x[3][row] : 0))];
        SelectionPath path = SelectionPath.Of(
            TableOf([.. x.Select(c => Codes.Create(c, 2))], Codes.Create(y, 2)),
            "y",
            new SelectionOptions { Criterion = SelectionCriterion.Get(id), Count = 3 });
        Assert.Equal(["x3", "x8"], path.Steps.Take(2).Select(s => s.Column.Name).Order(StringComparer.Ordinal));
        Assert.True(path.Steps[1].ConditionalRedundancy > 0.4);
        Assert.InRange(path.Steps[1].Redundancy, -0.01, 0.01);
    }

    [Theory]
    [InlineData("jmi")]
    [InlineData("mrmr-mid")]
    [InlineData("mrmr-miq")]
    [InlineData("cmim")]
    public void Copies_AreNotChosenOneAfterTheOther(string id)
    {
        const int N = 3_000;
        Rng rng = Rng.For(6, "copies");
        int[] a = Ints(ref rng, 3, N);
        int[] b = Ints(ref rng, 3, N);
        int[] y = [.. Enumerable.Range(0, N).Select(row => (2 * a[row]) + b[row])];
        Codes codesA = Codes.Create(a, 3);
        Table table = TableOf([codesA, codesA, Codes.Create(b, 3)], Codes.Create(y, 7));
        SelectionPath path = SelectionPath.Of(table, "y", new SelectionOptions { Criterion = SelectionCriterion.Get(id), Count = 3 });
        Assert.Equal(["x0", "x2", "x1"], path.Steps.Select(s => s.Column.Name));
    }

    [Fact]
    public void Mim_IsTheOrderOfTheRanking()
    {
        Table table = Table.Read(Repository.Sample("german_credit.csv"));
        SelectionPath path = SelectionPath.Of(
            table, "creditability", new SelectionOptions { Criterion = SelectionCriterion.Mim, Count = 100 });
        Ranking ranking = Ranking.Of(table, "creditability");
        RankedColumn[] unflagged = [.. ranking.Columns.Where(c => c.Flags.IsEmpty && c.Estimate.Value is not null)];
        Assert.Equal(unflagged.Select(c => c.Column.Name), path.Steps.Select(s => s.Column.Name));
        Assert.All(unflagged.Zip(path.Steps), p => Assert.Equal(p.First.Estimate.Value!.Value, p.Second.Score, 1e-12));
        Assert.Contains(path.Notes, n => n.Code == "all-chosen");
    }

    [Fact]
    public void Adult_TheFirstTellsMostAndItsCopyWaits()
    {
        SelectionPath path = SelectionPath.Of(Table.Read(Repository.Sample("adult.csv.gz")), "income");
        string[] names = [.. path.Steps.Select(s => s.Column.Name)];
        Assert.Equal("relationship", names[0]);
        Assert.Equal(10, names.Length);
        int education = Array.IndexOf(names, "education");
        int years = Array.IndexOf(names, "education_num");
        Assert.InRange(education, 0, 3); // the first of the two, which are copies
        Assert.True(years > education + 1);
        Assert.Contains(path.Notes, n => n.Code == "already-told" && n.Text.Contains("'education_num'", StringComparison.Ordinal));
    }

    [Fact]
    public void Madelon_JmiFindsColumnsThatTellOnlyTogether()
    {
        Table table = Table.Read(Repository.Sample("madelon.csv.gz"));
        SelectionPath path = SelectionPath.Of(table, "class", new SelectionOptions { Count = 20 });
        int found = path.Steps.Count(s => s_madelonTruth.Contains(s.Column.Name));
        Assert.Equal(20, path.Steps.Length);
        Assert.True(found >= 18, $"found {found}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void AnyThreadCount_IsTheSameText(int threads)
    {
        Table table = Table.Read(Repository.Sample("german_credit.csv"));
        SelectionOptions options = new() { Count = 8 };
        string expected = SelectionPath.Of(table, "creditability", options).ToJson();
        Assert.Equal(
            expected, SelectionPath.Of(table, "creditability", options, new RunContext { MaxDegreeOfParallelism = threads }).ToJson());
    }

    [Fact]
    public void RowOrder_ChangesNothing()
    {
        Table table = Table.Read(Repository.Sample("german_credit.csv"));
        int[] shuffled = [.. Enumerable.Range(0, table.RowCount)];
        Rng.For(3, "row order").Shuffle<int>(shuffled);
        Table other = Table.Of([.. table.Columns.Select(c => Reordered(c, shuffled))]);
        foreach (SelectionCriterion criterion in SelectionCriterion.All)
        {
            SelectionOptions options = new() { Criterion = criterion };
            SelectionPath expected = SelectionPath.Of(table, "creditability", options);
            SelectionPath actual = SelectionPath.Of(other, "creditability", options);
            Assert.Equal(expected.Steps.Select(s => s.Column.Name), actual.Steps.Select(s => s.Column.Name));
            Assert.All(expected.Steps.Zip(actual.Steps), p => Assert.Equal(p.First.Score, p.Second.Score, 1e-9));
        }
    }

    [Fact]
    public void MissingNumbers_AreACodeOfTheirOwn_OrTheirRowsAreDropped()
    {
        const int N = 400;
        double[] x = [.. Enumerable.Range(0, N).Select(i => i % 2 == 0 ? double.NaN : i * 0.5)];
        double[] z = [.. Enumerable.Range(0, N).Select(i => i % 4 == 1 ? double.NaN : (i * 7919) % 401 * 0.5)];
        string[] y = [.. Enumerable.Range(0, N).Select(i => i % 2 == 0 ? "gone" : i > 200 ? "high" : "low")];
        Table table = Table.Of(Column.Numeric("x", x), Column.Numeric("z", z), Column.Categorical("y", y));
        SelectionPath level = SelectionPath.Of(table, "y");
        Assert.Equal("x", level.Steps[0].Column.Name);
        Assert.Equal(N, level.RowCount);
        SelectionPath dropped = SelectionPath.Of(table, "y", new SelectionOptions { Missing = MissingPolicy.Drop });
        Assert.Equal(N / 4, dropped.RowCount);
        Assert.Contains(dropped.Notes, n => n.Code == "rows-dropped" && n.Text.StartsWith("300 of 400 rows", StringComparison.Ordinal));
        InvalidInputException e = Assert.Throws<InvalidInputException>(
            () => SelectionPath.Of(table, "y", new SelectionOptions { Missing = MissingPolicy.Error }));
        Assert.Contains("missing cells", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NumericTarget_IsCut()
    {
        double[] y = [.. Enumerable.Range(0, 2_000).Select(i => Math.Sin(i * 12.9898) * 43758.5453 % 1)];
        double[] noise = [.. Enumerable.Range(0, 2_000).Select(i => Math.Cos(i * 78.233) * 12345.678 % 1)];
        Table table = Table.Of(Column.Numeric("n", noise), Column.Numeric("x", y.Select(v => v * v * v).ToArray()), Column.Numeric("y", y));
        SelectionPath path = SelectionPath.Of(table, "y");
        Assert.Equal(["x", "n"], path.Steps.Select(s => s.Column.Name));
        Assert.Contains(path.Notes, n => n.Code == "target-binned");
        Assert.InRange(path.Steps[1].Score, -0.01, 0.01);
    }

    [Fact]
    public void FlaggedColumns_AreNoCandidatesUnlessAskedFor()
    {
        Table table = Table.Read(Repository.Sample("titanic.csv"));
        SelectionPath path = SelectionPath.Of(table, "Survived", new SelectionOptions { Count = 50 });
        Assert.Equal(8, path.Steps.Length);
        Assert.DoesNotContain("Name", path.Steps.Select(s => s.Column.Name));
        Assert.Contains(path.Notes, n => n.Code == "no-candidates" && n.Text.Contains("'Name' (identifier)", StringComparison.Ordinal));
        SelectionPath all = SelectionPath.Of(table, "Survived", new SelectionOptions { Count = 50, IncludeFlagged = true });
        Assert.Equal(11, all.Steps.Length);
    }

    [Fact]
    public void NothingToSelect_IsRefused()
    {
        Column y = Column.Categorical("y", ["a", "b", "a"]);
        Column constant = Column.Categorical("c", ["a", "a", "a"]);
        Assert.Contains(
            "no column to select besides 'y'",
            Assert.Throws<InvalidInputException>(() => SelectionPath.Of(Table.Of(y), "y")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'c' (constant) cannot tell",
            Assert.Throws<InvalidInputException>(() => SelectionPath.Of(Table.Of(constant, y), "y")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "jmi, mrmr-mid, mrmr-miq, cmim, jmim, disr, icap, cife, mifs, mim",
            Assert.Throws<InvalidInputException>(() => SelectionCriterion.Get("mrmr")).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelectionOptions { Count = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => SelectionCriterion.Mifs(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SelectionCriterion.Mifs(double.NaN));
    }

    [Theory]
    [InlineData("disr")]
    [InlineData("mrmr-miq")]
    [InlineData("jmi")]
    public void Units_ChangeAmountsButNotRatios(string id)
    {
        Table table = Table.Read(Repository.Sample("german_credit.csv"));
        SelectionCriterion criterion = SelectionCriterion.Get(id);
        SelectionPath path = SelectionPath.Of(table, "creditability", new SelectionOptions { Criterion = criterion, Count = 2 });
        using JsonDocument bits = JsonDocument.Parse(path.ToJson());
        JsonElement[] steps = [.. bits.RootElement.GetProperty("path").EnumerateArray()];
        double perBit = Math.Log(2);
        Assert.Equal(path.Steps[0].Score / perBit, steps[0].GetProperty("score").GetDouble(), 1e-12);
        Assert.Equal(path.Steps[1].Score / (criterion.IsRatio ? 1 : perBit), steps[1].GetProperty("score").GetDouble(), 1e-12);
        Assert.Equal(path.Steps[1].Redundancy / perBit, steps[1].GetProperty("redundancy").GetDouble(), 1e-12);
    }

    private static (Codes[] Columns, Codes Y) Dependent(int count, int levels, int n, int seed)
    {
        Rng rng = Rng.For((ulong)seed, "selection");
        int[] hidden = Ints(ref rng, levels, n);
        int[][] columns = new int[count][];
        for (int i = 0; i < count; i++)
        {
            int[] noise = Ints(ref rng, levels, n);
            columns[i] = [.. Enumerable.Range(0, n).Select(row => noise[row] % 10 < i ? hidden[row] : noise[row])];
        }

        int[] y = [.. Enumerable.Range(0, n).Select(row => (hidden[row] + (columns[0][row] * columns[1][row])) % 3)];
        return ([.. columns.Select(c => Codes.Create(c, levels))], Codes.Create(y, 3));
    }

    private static Codes Random(ref Rng rng, int levels, int n) => Codes.Create(Ints(ref rng, levels, n), levels);

    private static int[] Ints(ref Rng rng, int levels, int n)
    {
        int[] result = new int[n];
        for (int row = 0; row < n; row++)
        {
            result[row] = rng.NextInt(levels);
        }

        return result;
    }

    private static Table TableOf(Codes[] columns, Codes y) => Table.Of(
    [
        .. columns.Select((codes, i) => Categorical($"x{i}", codes)),
        Categorical("y", y),
    ]);

    private static Column Categorical(string name, Codes codes) =>
        Column.Categorical(name, [.. codes.ToArray().Select(code => $"{code:D4}")]);

    private static Column Reordered(Column column, int[] rows) => column.Kind == VariableKind.Discrete
        ? Column.Categorical(column.Name, [.. rows.Select(r => column.Codes![r] == column.MissingCode ? null : column.Levels[column.Codes![r]])])
        : Column.Numeric(column.Name, rows.Select(r => column.Values.Span[r]).ToArray());
}
