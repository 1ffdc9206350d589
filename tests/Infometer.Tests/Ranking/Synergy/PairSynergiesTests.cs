using Xunit;

namespace Infometer.Tests;

public class PairSynergiesTests
{
    private static readonly string[] s_madelon =
    [
        "f29", "f49", "f65", "f106", "f129", "f154", "f242", "f282", "f319", "f337",
        "f339", "f379", "f434", "f443", "f452", "f454", "f456", "f473", "f476", "f494",
    ];

    private static readonly string[] s_levels = ["l0", "l1", "l2", "l3"];

    private static readonly RunContext s_alone = new() { MaxDegreeOfParallelism = 1 };

    [Fact]
    public void Madelon_TheTrueColumnsAndFewOthersTakePart()
    {
        Table table = Table.Read(Repository.Sample("madelon.csv.gz"));
        PairSynergies found = PairSynergies.Of(table, "class", new SynergyOptions { Level = 0.01 });
        HashSet<string> names = [.. found.Pairs.SelectMany(pair => new[] { pair.First.Name, pair.Second.Name })];
        Assert.Equal((500, 124_750, 0), (found.ColumnsSearched, found.PairsTested, found.PairsUntestable));
        Assert.Superset(s_madelon.ToHashSet(), names);
        Assert.InRange(names.Count - s_madelon.Length, 0, 0.03 * 480);
        Assert.All(found.Pairs[..20], pair => Assert.True(s_madelon.Contains(pair.First.Name) && s_madelon.Contains(pair.Second.Name)));
        Assert.Contains(found.Notes, note => note.Code == "synergy-binned");
    }

    [Fact]
    public void Search_QValuesAreThoseOfTestingEveryPair()
    {
        Table table = Planted(rows: 700, columns: 24, seed: 1);
        SynergyOptions options = new() { Level = 0.2 };
        PairSynergies found = PairSynergies.Of(table, "y", options, s_alone);

        SynergyColumns columns = SynergyColumns.Of(
            [.. table.Columns.Take(24)], table.Columns[^1], [.. Enumerable.Range(0, 700)], options, s_alone);
        List<(string Name, double P, double Value)> all = [];
        for (int i = 0; i < 24; i++)
        {
            for (int j = i + 1; j < 24; j++)
            {
                int[] cells = SynergyCells.Of(columns.Sets[i], columns.Sets[j], columns.Target);
                InteractionTest test = InteractionTest.Of(columns.Sets[i], columns.Sets[j], columns.Target, cells);
                SynergyValue value = SynergyValue.Of(columns.Sets[i], columns.Sets[j], columns.Target, cells);
                all.Add((Key(columns.Columns[i], columns.Columns[j]), test.PValue, value.Corrected));
            }
        }

        double[] q = FalseDiscovery.BenjaminiHochberg([.. all.Select(pair => pair.P)]);
        Dictionary<string, double> expected = all.Zip(q).Where(pair => pair.Second <= 0.2 && pair.First.Value > 0)
            .ToDictionary(pair => pair.First.Name, pair => pair.Second);
        Assert.InRange(expected.Count, 4, 40);
        Assert.Equal(all.Count, found.PairsTested);
        Assert.Equal(expected.Count, found.Pairs.Length);
        Assert.All(found.Pairs, pair => Assert.Equal(1, pair.QValue / expected[Key(pair.First, pair.Second)], 1e-8));
        Assert.Equal(found.Pairs.OrderByDescending(pair => pair.Value), found.Pairs);

        // Benjamini–Yekutieli: the same pairs at the level over the harmonic sum, with q-values that many times larger.
        double harmonic = Enumerable.Range(1, all.Count).Sum(i => 1.0 / i);
        PairSynergies any = PairSynergies.Of(table, "y", options with { FalseDiscovery = FalseDiscoveryMethod.BenjaminiYekutieli }, s_alone);
        Assert.Equal(expected.Count(pair => pair.Value * harmonic <= 0.2), any.Pairs.Length);
        Assert.All(any.Pairs, pair => Assert.Equal(harmonic, pair.QValue / expected[Key(pair.First, pair.Second)], 1e-7));
    }

    [Fact]
    public void Search_RowsShuffledLevelsRenamedOrOtherThreads_FindsTheSame()
    {
        Table table = Planted(rows: 900, columns: 40, seed: 2);
        PairSynergies found = PairSynergies.Of(table, "y", null, s_alone);
        Assert.NotEmpty(found.Pairs);
        Assert.Equal(found.Pairs, PairSynergies.Of(table, "y", null, new RunContext { MaxDegreeOfParallelism = 7 }).Pairs);

        int[] rows = [.. Enumerable.Range(0, 900)];
        Rng rng = Rng.For(3, "rows");
        rng.Shuffle<int>(rows);
        Table shuffled = Table.Of([.. table.Columns.Select(column => Renamed(column, rows))]);
        PairSynergies again = PairSynergies.Of(shuffled, "y", null, s_alone);
        Assert.Equal(found.Pairs.Select(pair => Key(pair.First, pair.Second)), again.Pairs.Select(pair => Key(pair.First, pair.Second)));
        Assert.All(found.Pairs.Zip(again.Pairs), pair =>
        {
            Assert.Equal(pair.First.Value, pair.Second.Value, 1e-12);
            Assert.Equal(pair.First.StandardError, pair.Second.StandardError, 1e-12);
            Assert.Equal(1, pair.First.PValue / pair.Second.PValue, 1e-6);
        });
    }

    [Fact]
    public void Search_NumbersAndNumericTarget_FindsTheirProduct()
    {
        Rng rng = Rng.For(9, "product");
        double[][] x = [.. Enumerable.Range(0, 6).Select(_ => new double[2_000])];
        double[] y = new double[2_000];
        for (int row = 0; row < y.Length; row++)
        {
            foreach (double[] column in x)
            {
                column[row] = rng.NextNormal();
            }

            y[row] = row % 100 == 0 ? double.NaN : (x[1][row] * x[4][row]) + rng.NextNormal();
            x[2][row] = row % 7 == 0 ? double.NaN : x[2][row];
        }

        Table table = Table.Of([.. x.Select((values, i) => Column.Numeric($"x{i}", values)), Column.Numeric("y", y)]);
        PairSynergies found = PairSynergies.Of(table, "y");
        SynergyPair pair = Assert.Single(found.Pairs);
        Assert.Equal("x1 x4", Key(pair.First, pair.Second));
        Assert.InRange(pair.Interval.Low, 0.02, pair.Value);
        Assert.Equal(27, pair.DegreesOfFreedom);
        Assert.Equal(1_980, found.RowCount);
        Assert.Equal(15, found.PairsTested);
    }

    [Fact]
    public void Search_RedundantInteraction_IsCountedAndNotListed()
    {
        // Two columns that mostly agree, of which the target tells where they differ.
        Rng rng = Rng.For(10, "redundant");
        int[][] codes = [.. Enumerable.Range(0, 3).Select(_ => new int[4_000])];
        for (int row = 0; row < 4_000; row++)
        {
            codes[0][row] = rng.NextInt(2);
            codes[1][row] = rng.NextDouble() < 0.8 ? codes[0][row] : 1 - codes[0][row];
            double p = codes[0][row] == codes[1][row] ? (codes[0][row] == 1 ? 0.9 : 0.1) : codes[0][row] == 1 ? 0.25 : 0.5;
            codes[2][row] = rng.NextDouble() < p ? 1 : 0;
        }

        Table table = Table.Of([.. codes.Select((c, i) => Column.Categorical(i == 2 ? "y" : $"x{i}", Codes.Create(c, 2), ["a", "b"]))]);
        PairSynergies found = PairSynergies.Of(table, "y");
        Assert.Empty(found.Pairs);
        Assert.Equal(1, found.RedundantPairs);
    }

    [Fact]
    public void Search_NumberOfColumns_TakesTheBestAndSaysSo()
    {
        Table table = Planted(rows: 200, columns: 1_001, seed: 4);
        PairSynergies found = PairSynergies.Of(table, "y");
        Assert.Equal((500, 500 * 499 / 2), (found.ColumnsSearched, found.PairsTested + found.PairsUntestable));
        Note note = found.Notes.Single(note => note.Code == "synergy-not-searched");
        Assert.Contains("500 of 1,001", note.Text, StringComparison.Ordinal);

        PairSynergies none = PairSynergies.Of(table, "y", new SynergyOptions { Columns = 0 });
        Assert.Equal((0, 0), (none.PairsTested, none.Pairs.Length));
        Assert.Equal(45, PairSynergies.Of(table, "y", new SynergyOptions { Columns = 10 }).PairsTested);

        // A caller's own order is kept.
        PairSynergies given = PairSynergies.Of(
            [.. table.Columns.Take(30)], table.Columns[^1], null, new SynergyOptions { Columns = 6, Level = 0.9 }, s_alone);
        Assert.Equal(15, given.PairsTested);
        Assert.DoesNotContain(given.Notes, note => note.Code == "synergy-not-searched");
        Assert.All(given.Pairs, pair => Assert.Contains(pair.Second, table.Columns.Take(6)));
    }

    [Fact]
    public void Search_RareTarget_SaysThatPairsAreUntestable()
    {
        Table table = Table.Of(
            Column.Categorical("a", Codes.Create([.. Enumerable.Range(0, 400).Select(row => row / 2 % 2)], 2), ["0", "1"]),
            Column.Categorical("b", Codes.Create([.. Enumerable.Range(0, 400).Select(row => row % 2)], 2), ["0", "1"]),
            Column.Categorical("y", Codes.Create([.. Enumerable.Range(0, 400).Select(row => row < 2 ? 1 : 0)], 2), ["0", "1"]));
        PairSynergies found = PairSynergies.Of(table, "y");
        Assert.Equal((0, 1), (found.PairsTested, found.PairsUntestable));
        Assert.Contains(found.Notes, note => note.Code == "synergy-untestable");
        Assert.Empty(found.Pairs);
    }

    [Fact]
    public void Search_ConstantAndIdentifierColumns_TakeNoPart()
    {
        Table planted = Planted(rows: 300, columns: 3, seed: 5);
        Table table = Table.Of(
        [
            .. planted.Columns,
            Column.Categorical("name", [.. Enumerable.Range(0, 300).Select(row => $"n{row}")]),
            Column.Categorical("same", [.. Enumerable.Repeat("x", 300)]),
        ]);
        Assert.Equal(3, PairSynergies.Of(table, "y").ColumnsSearched);
        Assert.Equal(2, PairSynergies.Of(table, "y", new SynergyOptions { Exclude = ["x0"] }).ColumnsSearched);
    }

    [Fact]
    public void Search_WhatCannotBe_IsRefused()
    {
        Table table = Planted(rows: 100, columns: 2, seed: 6);
        SynergyOptions[] refused =
            [new() { Bins = 1 }, new() { Bins = 9 }, new() { Level = 0 }, new() { Level = 1 }, new() { Columns = -1 }];
        foreach (SynergyOptions options in refused)
        {
            Assert.Throws<InvalidInputException>(() => PairSynergies.Of(table, "y", options));
        }

        Table constant = Table.Of([.. table.Columns.Take(2), Column.Categorical("y", [.. Enumerable.Repeat("a", 100)])]);
        InvalidInputException same = Assert.Throws<InvalidInputException>(() => PairSynergies.Of(constant, "y"));
        Assert.Contains("one and the same value", same.Message, StringComparison.Ordinal);
        Table unknown = Table.Of([.. table.Columns.Take(2), Column.Categorical("y", new string?[100])]);
        InvalidInputException missing = Assert.Throws<InvalidInputException>(() => PairSynergies.Of(unknown, "y"));
        Assert.Contains("known in 0 rows", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_CanBeWatchedAndStopped()
    {
        Table table = Planted(rows: 100, columns: 60, seed: 7);
        Watcher watcher = new();
        _ = PairSynergies.Of(table, "y", null, s_alone with { Progress = watcher });
        Assert.Contains(new RunProgress("searching pairs", 10, 10), watcher.Heard);
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        RunContext context = s_alone with { Cancellation = stopped.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => PairSynergies.Of(table, "y", null, context));
    }

    [SlowFact]
    public void Search_NothingThere_RarelyFindsAnything()
    {
        // Whole searches of columns that tell nothing: with all nulls true, 5 % of searches may report a pair.
        const int Searches = 400;
        int[] found = new int[Searches];
        Parallel.For(0, Searches, s =>
        {
            Rng rng = Rng.For(11, "search null", s);
            int[] target = [.. Enumerable.Range(0, 500).Select(_ => rng.NextInt(2))];
            List<Column> columns = [Column.Categorical("y", Codes.Create(target, 2), ["0", "1"])];
            for (int c = 0; c < 60; c++)
            {
                double[] values = new double[500];
                for (int row = 0; row < values.Length; row++)
                {
                    values[row] = rng.NextNormal() + (c % 3 == 0 ? 0.5 * target[row] : 0);
                }

                columns.Add(Column.Numeric($"x{c}", values));
            }

            found[s] = PairSynergies.Of(Table.Of([.. columns]), "y", null, s_alone).Pairs.Length;
        });
        int withAny = found.Count(count => count > 0);
        TestContext.Current.TestOutputHelper!.WriteLine($"{withAny} of {Searches} searches reported a pair");
        Assert.InRange(withAny, 0, 0.085 * Searches);
    }

    // Columns of 2 to 4 levels; the parity of each of the first two pairs, and of three columns of the first, shifts the target.
    private static Table Planted(int rows, int columns, long seed)
    {
        Rng rng = Rng.For(1, "planted", seed);
        int[][] codes = [.. Enumerable.Range(0, columns).Select(_ => new int[rows])];
        int[] y = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int c = 0; c < columns; c++)
            {
                codes[c][row] = rng.NextInt(2 + (c % 3));
            }

            double logOdds = 0;
            for (int pair = 0; pair + 1 < Math.Min(columns, 4); pair++)
            {
                logOdds += (codes[pair][row] + codes[pair + 1][row]) % 2 == 0 ? 0.6 : -0.6;
            }

            y[row] = rng.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
        }

        return Table.Of(
        [
            .. codes.Select((c, i) => Column.Categorical($"x{i}", Codes.Create(c, 2 + (i % 3)), s_levels[..(2 + (i % 3))])),
            Column.Categorical("y", Codes.Create(y, 2), ["no", "yes"]),
        ]);
    }

    // The rows in another order, the levels numbered the other way round.
    private static Column Renamed(Column column, int[] rows)
    {
        int levels = column.Levels.Count;
        return Column.Categorical(
            column.Name, Codes.Create([.. rows.Select(row => levels - 1 - column.Codes![row])], levels), [.. column.Levels.Reverse()]);
    }

    private static string Key(Column first, Column second) =>
        string.Join(' ', new[] { first.Name, second.Name }.Order(StringComparer.Ordinal));

    private sealed class Watcher : IProgress<RunProgress>
    {
        public List<RunProgress> Heard { get; } = [];

        public void Report(RunProgress value) => Heard.Add(value);
    }
}
