using Xunit;

namespace Infometer.Tests;

public sealed class RankingFlagsTests
{
    private const int Rows = 400;

    [Fact]
    public void Duplicates_AreNamedByTheFirstOfThem()
    {
        double[] x = Numbers(1);
        string[] y = [.. x.Select(v => v > 0.3 ? "yes" : "no")];
        string[] letters = [.. x.Select(v => v > 1 ? "a" : v > -1 ? "b" : "c")];
        string[] digits = [.. letters.Select(l => l == "a" ? "3" : l == "b" ? "1" : "2")];
        Ranking ranking = Ranking.Of(
            Table.Of(
                Column.Categorical("letters", letters),
                Column.Categorical("digits", digits),
                Column.Numeric("x", Noise(x)),
                Column.Numeric("again", Noise(x)),
                Column.Categorical("y", y)),
            "y");
        Assert.Equal("x", Of(ranking, "again").DuplicateOf);
        Assert.Equal("letters", Of(ranking, "digits").DuplicateOf);
        Assert.Equal([ColumnTrait.Duplicate], Of(ranking, "digits").Flags);
        Assert.Null(Of(ranking, "x").DuplicateOf);
        Assert.False(Of(ranking, "again").IsSetAside);
        Assert.NotNull(Of(ranking, "again").QValue);

        static double[] Noise(double[] values) => [.. values.Select((v, i) => v + (i % 7))];
    }

    [Fact]
    public void ACopyOfTheTarget_IsSuspected()
    {
        double[] x = Numbers(2);
        string[] y = [.. x.Select((v, i) => v > 0 ? "yes" : "no")];
        string[] leak = [.. y.Select((v, i) => i == 5 ? "paid" : v == "yes" ? "late" : "paid")];
        Ranking ranking = Ranking.Of(
            Table.Of(Column.Categorical("leak", leak), Column.Numeric("x", x.Select((v, i) => v + ((i % 3) * 0.5)).ToArray()), Column.Categorical("y", y)), "y");
        Assert.Equal([ColumnTrait.TargetCopy], Of(ranking, "leak").Flags);
        Assert.Empty(Of(ranking, "x").Flags);
    }

    [Fact]
    public void MissingCellsThatTell_AreFlagged()
    {
        double[] x = Numbers(3);
        double[] noise = Numbers(4);
        string[] y = [.. x.Select(v => v > 0 ? "yes" : "no")];
        Ranking ranking = Ranking.Of(
            Table.Of(
                Column.Numeric("tells", noise.Select((v, i) => x[i] > 0.8 ? double.NaN : v).ToArray()),
                Column.Numeric("not", noise.Select((v, i) => i % 5 == 0 ? double.NaN : v).ToArray()),
                Column.Categorical("y", y)),
            "y");
        Assert.Equal([ColumnTrait.MissingInformative], Of(ranking, "tells").Flags);
        Assert.Empty(Of(ranking, "not").Flags);
    }

    [Fact]
    public void RowsInSeries_AreNoticed_AndSortedRowsAreNot()
    {
        double[] walk = Numbers(5);
        double[] other = Numbers(6);
        for (int row = 1; row < Rows; row++)
        {
            walk[row] += 0.95 * walk[row - 1];
            other[row] += 0.95 * other[row - 1];
        }

        double[] noise = Numbers(7);
        Ranking series = Ranking.Of(Table.Of(Column.Numeric("other", other), Column.Numeric("noise", noise), Column.Numeric("y", walk)), "y");
        Assert.Contains(ColumnTrait.Serial, Of(series, "other").Flags);
        Assert.DoesNotContain(ColumnTrait.Serial, Of(series, "noise").Flags);
        Assert.Contains(series.Notes, note => note.Code == "serial");

        string[] classes = [.. Enumerable.Range(0, Rows).Select(i => i < 150 ? "a" : "b")];
        Ranking sorted = Ranking.Of(Table.Of(Column.Numeric("other", other), Column.Categorical("y", classes)), "y");
        Assert.DoesNotContain(ColumnTrait.Serial, sorted.Columns[0].Flags);
    }

    [Fact]
    public void ManyLevelsAndNegligibleOnes_AreFlagged()
    {
        Ranking titanic = Ranking.Of(Table.Read(Repository.Sample("titanic.csv")), "Survived");
        Assert.Contains(ColumnTrait.ManyLevels, Of(titanic, "Cabin").Flags);
        Assert.Contains(ColumnTrait.MissingInformative, Of(titanic, "Cabin").Flags);
        Ranking adult = Ranking.Of(Table.Read(Repository.Sample("adult.csv.gz")), "income");
        Assert.Equal([ColumnTrait.Negligible], Of(adult, "fnlwgt").Flags);
        Assert.Equal("education", Of(adult, "education_num").DuplicateOf);
    }

    [Fact]
    public void Survivors_HaveIntervalsAtTheLevelOfTheSelected()
    {
        double[] x = Numbers(8);
        Column[] columns =
        [
            Column.Numeric("x", x),
            .. Enumerable.Range(0, 9).Select(i => Column.Numeric($"n{i}", Numbers(20 + i))),
            Column.Numeric("y", x.Select((v, i) => v + (0.1 * (i % 9))).ToArray()),
        ];
        Ranking ranking = Ranking.Of(Table.Of(columns), "y");
        Assert.Equal((10, 1), (ranking.TestedCount, ranking.SurvivorCount));
        Assert.Equal(1 - (0.05 / 10), ranking.Columns[0].Estimate.Interval!.Value.Level, 1e-12);
        Assert.All(ranking.Columns.Skip(1), c => Assert.Equal(0.95, c.Estimate.Interval!.Value.Level));
    }

    [Fact]
    public void QValues_ByBenjaminiAndYekutieli_AreLargerByTheHarmonicSum()
    {
        Table table = Table.Read(Repository.Sample("german_credit.csv"));
        Ranking hochberg = Ranking.Of(table, "creditability");
        Ranking yekutieli = Ranking.Of(table, "creditability", new RankOptions { FalseDiscovery = FalseDiscoveryMethod.BenjaminiYekutieli });
        double factor = Enumerable.Range(1, hochberg.TestedCount).Sum(i => 1.0 / i);
        foreach (RankedColumn column in hochberg.Columns)
        {
            Assert.Equal(Math.Min(1, factor * column.QValue!.Value), Of(yekutieli, column.Column.Name).QValue!.Value, 0.05);
        }
    }

    [Fact]
    public void Adds_IsTheLeastConditionalInformationOverTheColumnsAbove()
    {
        Table table = Table.Read(Repository.Sample("german_credit.csv"));
        Ranking ranking = Ranking.Of(table, "creditability", new RankOptions { Adds = true });
        RankedColumn[] discrete = [.. ranking.Columns.Where(c => c.Column.Kind == VariableKind.Discrete)];
        Assert.Equal(ranking.Columns[0].Estimate.Value!.Value, ranking.Columns[0].Adds!.Value, 1e-12);

        // Against the public measure where all columns above are discrete too.
        foreach (RankedColumn column in discrete.Where(c => ranking.Columns.Take(c.Rank).All(a => a.Column.Kind == VariableKind.Discrete)).Skip(1))
        {
            double least = ranking.Columns.Take(column.Rank - 1).Min(above => MutualInformation.EstimateConditional(
                table[column.Column.Name], table["creditability"], table[above.Column.Name]).Value!.Value);
            Assert.Equal(least, column.Adds!.Value, 0.002);
        }

        Assert.All(Ranking.Of(table, "creditability").Columns, c => Assert.Null(c.Adds));
    }

    [Fact]
    public void Path_IsTheSelection()
    {
        Table table = Table.Read(Repository.Sample("german_credit.csv"));
        Ranking ranking = Ranking.Of(table, "creditability", new RankOptions { PathLength = 5 });
        SelectionPath path = SelectionPath.Of(table, "creditability", new SelectionOptions { Count = 5 });
        Assert.Equal(path.Steps.Select(s => s.Column.Name), ranking.Path.Select(s => s.Column.Name));
        Assert.Equal(path.Steps.Select(s => s.Score), ranking.Path.Select(s => s.Score));
    }

    [Fact]
    public void Adult_InFull_SaysWhatIsKnown()
    {
        Ranking ranking = Ranking.Of(Table.Read(Repository.Sample("adult.csv.gz")), "income", RankOptions.Full);
        RankedGroup group = Assert.Single(ranking.Groups);
        Assert.Equal(["education", "education_num"], group.Members);
        Assert.Equal("education", Of(ranking, "education_num").Group);
        Assert.InRange(ranking.Together!.Value!.Value / Math.Log(2), 0.38, 0.40);
        Assert.Equal(14, ranking.Together.ColumnCount);
        Assert.Equal(13, ranking.Synergies!.ColumnsSearched);
        SynergyPair first = ranking.Synergies.Pairs[0];
        Assert.Equal(["education", "workclass"], new[] { first.First.Name, first.Second.Name }.Order(StringComparer.Ordinal));
        Assert.Equal(10, ranking.Path.Length);

        Ranking bare = Ranking.Of(Table.Read(Repository.Sample("adult.csv.gz")), "income");
        Assert.Equal((true, true, true), (bare.Groups.IsEmpty, bare.Synergies is null, bare.Together is null));
    }

    [Fact]
    public void ACopyInFewRows_IsSuspectedThoughChanceHidesIt()
    {
        string[] y = [.. Enumerable.Range(0, 100).Select(i => $"c{i % 10}")];
        string[] copy = [.. y.Select(v => v.Replace('c', 'k'))];
        Ranking ranking = Ranking.Of(Table.Of(Column.Categorical("copy", copy), Column.Categorical("y", y)), "y");
        Assert.Contains(ColumnTrait.TargetCopy, ranking.Columns[0].Flags);
    }

    [Fact]
    public void Identifiers_ConstantsAndGaps_AreNobodysDuplicates()
    {
        string?[] gaps = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? null : "x")];
        string[] levels = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "no" : "yes")];
        string[] y = [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? "a" : "b")];
        Ranking ranking = Ranking.Of(
            Table.Of(
                Column.Categorical("name", [.. Enumerable.Range(0, 60).Select(i => $"n{i}")]),
                Column.Categorical("mail", [.. Enumerable.Range(0, 60).Select(i => $"m{(i * 7) % 60}")]),
                Column.Categorical("gaps", gaps),
                Column.Categorical("levels", levels),
                Column.Categorical("one", [.. Enumerable.Repeat("k", 60)]),
                Column.Categorical("two", [.. Enumerable.Repeat("l", 60)]),
                Column.Categorical("y", y)),
            "y");
        Assert.All(ranking.Columns, column => Assert.Null(column.DuplicateOf));
    }

    [Fact]
    public void PValues_DoNotDependOnOtherColumnsOrTheirOrder()
    {
        const int Many = 24;
        double[] y = Numbers(90);
        Column[] numbers = [.. Enumerable.Range(0, Many).Select(i => Column.Numeric($"x{i}", Numbers(100 + i)))];
        Column[] texts = [.. Enumerable.Range(0, Many).Select(i => Column.Categorical($"t{i}", Even(200 + i)))];
        Column target = Column.Numeric("y", y);
        Ranking first = Ranking.Of(Table.Of([.. numbers, .. texts, target]), "y");
        Ranking second = Ranking.Of(Table.Of([.. texts, .. numbers, target]), "y");
        Ranking alone = Ranking.Of(Table.Of([.. texts, target]), "y");
        foreach (Column column in numbers.Concat(texts))
        {
            Assert.Equal(Of(first, column.Name).Estimate.PValue, Of(second, column.Name).Estimate.PValue);
        }

        Assert.All(texts, column => Assert.Equal(Of(first, column.Name).Estimate.PValue, Of(alone, column.Name).Estimate.PValue));

        // Sixteen levels of as many rows: the margins of sixteen bins, without their order.
        static string[] Even(int index)
        {
            int[] levels = [.. Enumerable.Range(0, Rows).Select(i => i % 16)];
            Rng rng = Rng.For(1, "even levels", index);
            rng.Shuffle<int>(levels);
            return [.. levels.Select(l => $"{l:00}")];
        }
    }

    [Fact]
    public void DroppedMissingCells_AreNotLookedAtTogether()
    {
        Ranking ranking = Ranking.Of(
            Table.Read(Repository.Sample("titanic.csv")), "Survived", RankOptions.Full with { Missing = MissingPolicy.Drop });
        Assert.Equal((true, true, true), (ranking.Synergies is null, ranking.Together is null, ranking.Path.IsEmpty));
        Assert.Contains(ranking.Notes, note => note.Code == "not-compared");
    }

    [Fact]
    public void AColumnKnownInOneRow_IsUnreliableWhenMissingCellsAreDropped()
    {
        double[] x = [.. Enumerable.Repeat(double.NaN, 59), 3];
        string[] y = [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? "a" : "b")];
        Ranking ranking = Ranking.Of(
            Table.Of(Column.Numeric("x", x, VariableKind.Continuous), Column.Numeric("z", Numbers(1).AsMemory(0, 60)), Column.Categorical("y", y)),
            "y",
            new RankOptions { Missing = MissingPolicy.Drop });
        RankedColumn known = Of(ranking, "x");
        Assert.Equal((Verdict.Unreliable, null), (known.Estimate.Verdict, known.QValue));
        Assert.Contains(known.Estimate.Notes, note => note.Code == "too-few-rows");
    }

    [Fact]
    public void BadOptions_AreRefusedBeforeTheWork()
    {
        Table table = Table.Read(Repository.Sample("titanic.csv"));
        foreach (RankOptions options in new[]
        {
            new RankOptions { Together = new JointInformationOptions { Folds = 1 } },
            new RankOptions { Together = new JointInformationOptions { Groups = [1, 2] } },
            new RankOptions { Pairs = new SynergyOptions { Bins = 1 } },
            new RankOptions { Level = 0 },
            new RankOptions { GroupDistance = 2 },
            new RankOptions { PathLength = -1 },
            new RankOptions { ShadowRounds = -1 },
        })
        {
            Assert.Throws<InvalidInputException>(() => Ranking.Of(table, "Survived", options));
        }
    }

    [Fact]
    public void RowsInGroups_AreNotPartedByTheBoundOfAllColumns_NorSearchedForPairs()
    {
        // Every subject has one class and one random number: rows that part a subject would give it away.
        const int Subjects = 40;
        int[] order = [.. Enumerable.Range(0, Rows)];
        Rng rng = Rng.For(1, "subjects");
        rng.Shuffle<int>(order);
        double[] trait = Numbers(300);
        Table table = Table.Of(
            Column.Numeric("x", order.Select(i => trait[i % Subjects]).ToArray(), VariableKind.Continuous),
            Column.Categorical("subject", [.. order.Select(i => $"s{i % Subjects}")]),
            Column.Categorical("y", [.. order.Select(i => (i % Subjects * 7) % 5 < 2 ? "a" : "b")]));
        RankOptions options = RankOptions.Full with { Exclude = ["subject"] };
        Ranking naive = Ranking.Of(table, "y", options);
        Ranking grouped = Ranking.Of(table, "y", RankOptions.Full with { Groups = "subject" });
        Assert.Equal(Verdict.LowerBound, naive.Together!.Verdict);
        Assert.Equal(Verdict.NotDetected, grouped.Together!.Verdict);
        Assert.True(grouped.Together.Value < 0.1 * naive.Together.Value);
        Assert.Null(grouped.Synergies);
    }

    private static RankedColumn Of(Ranking ranking, string name) => ranking.Columns.Single(c => c.Column.Name == name);

    private static double[] Numbers(int index)
    {
        Rng rng = Rng.For(1, "ranking flags", index);
        double[] values = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            values[row] = rng.NextNormal();
        }

        return values;
    }
}
