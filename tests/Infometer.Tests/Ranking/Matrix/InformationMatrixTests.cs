using System.Text;
using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

public class InformationMatrixTests
{
    private static readonly RunContext s_oneThread = new() { MaxDegreeOfParallelism = 1 };

    [Fact]
    public void Pairs_HaveTheValuesOfEstimates()
    {
        Table table = MatrixData.Mixed(1_500);
        InformationMatrix matrix = InformationMatrix.Of(table);
        for (int i = 0; i < matrix.Count; i++)
        {
            for (int j = i + 1; j < matrix.Count; j++)
            {
                Estimate estimate = matrix.Columns[i].Column.Codes is not null && matrix.Columns[j].Column.Codes is not null
                    ? MutualInformation.Estimate(table[matrix.Columns[i].Name], table[matrix.Columns[j].Name])
                    : matrix.Estimate(i, j);
                Assert.Equal(estimate.Value!.Value, matrix[i, j], 1e-12);
                Assert.Equal(estimate.Raw, matrix.Raw(j, i), 1e-12);
                Assert.Equal(estimate.StandardError!.Value, matrix.StandardError(i, j)!.Value, 1e-9 * estimate.StandardError.Value);
            }
        }

        // The two columns of two levels have an exact p-value.
        Assert.Equal(MutualInformation.Estimate(table["c2"], table["c3"]).PValue!.Value, matrix.PValue(2, 3)!.Value, 1e-9);
    }

    [Fact]
    public void Pairs_OfNumbers_AreThoseOfARanking()
    {
        Table table = MatrixData.Mixed(1_500);
        InformationMatrix matrix = InformationMatrix.Of(table);
        Ranking ranking = Ranking.Of(table, "c0");
        foreach (int j in Enumerable.Range(1, matrix.Count - 1))
        {
            RankedColumn ranked = ranking.Columns.Single(c => c.Column.Name == matrix.Columns[j].Name);
            Assert.Equal(ranked.Estimate.Value!.Value, matrix[0, j], 1e-12);
            Estimate estimate = matrix.Estimate(0, j);

            // A ranking widens the intervals of survivors.
            Assert.True(ranked.Estimate.Interval!.Value.Low <= estimate.Interval!.Value.Low + 1e-12);
            Assert.Equal(ranked.Estimate.Interval!.Value.High is null, estimate.Interval!.Value.High is null);
            Assert.Equal(ranked.Estimate.Verdict, estimate.Verdict);
            Assert.Equal(ranked.Estimate.Bins, estimate.Bins);
        }
    }

    [Fact]
    public void ManyColumns_EveryPairIsCounted()
    {
        Random random = new(2);
        Codes[] columns = [.. Enumerable.Range(0, 130).Select(i => MatrixData.Levels(random, 150, 2 + (i % 11)))];
        InformationMatrix matrix = InformationMatrix.Of(MatrixData.TableOf(columns));
        foreach ((int i, int j) in Pairs(matrix))
        {
            Assert.Equal(SelectionTwin.Information(columns[i], columns[j]), matrix.Raw(i, j), 1e-12);
        }
    }

    [Fact]
    public void PValue_WithFullCells_IsThatOfDraws()
    {
        Random random = new(3);
        Codes a = MatrixData.Levels(random, 400, 4);
        Table table = MatrixData.TableOf(a, MatrixData.Noisy(random, a, 0.88), MatrixData.Noisy(random, a, 0.85), MatrixData.Levels(random, 400, 4));
        InformationMatrix matrix = InformationMatrix.Of(table);
        EstimateOptions draws = new() { Permutations = 19_999 };
        for (int j = 1; j < 4; j++)
        {
            double exact = MutualInformation.Estimate(table["c0"], table[$"c{j}"], null, draws).PValue!.Value;
            Assert.InRange(matrix.PValue(0, j)!.Value, (exact * 0.7) - 0.001, (exact * 1.4) + 0.001);
        }
    }

    [Theory]
    [InlineData(1, 0.03, 0.07)]
    [InlineData(6, 0, 0.06)]
    public void PValues_OfIndependentColumns_HoldTheirLevel(double skew, double least, double most)
    {
        Random random = new(4);
        Table table = MatrixData.TableOf(Enumerable.Range(0, 70).Select(_ => MatrixData.Levels(random, 300, 4, skew)));
        InformationMatrix matrix = InformationMatrix.Of(table, new MatrixOptions { IncludeFlagged = true });
        double[] p = [.. Pairs(matrix).Select(pair => matrix.PValue(pair.First, pair.Second)!.Value)];
        Assert.InRange(p.Count(v => v <= 0.05) / (double)p.Length, least, most);
        Assert.True(p.Min() > 0.01 / p.Length);
        Assert.Equal(skew > 1, matrix.Notes.Any(n => n.Code == "rare-levels"));
    }

    [Fact]
    public void PValue_WithRareLevels_StillSeesDependence()
    {
        // 200 levels of 10 rows: half a row expected in a cell.
        Random random = new(5);
        Codes many = Codes.Create([.. Enumerable.Range(0, 2_000).Select(i => i % 200)], 200);
        Codes rare = Codes.Create([.. Enumerable.Range(0, 2_000).Select(i => i < 12 ? 1 : 0)], 2);
        Table table = MatrixData.TableOf(
            many, MatrixData.Noisy(random, MatrixData.Relabelled(random, many), 0.3), rare, MatrixData.Noisy(random, rare, 0.002), MatrixData.Levels(random, 2_000, 5, 4));
        InformationMatrix matrix = InformationMatrix.Of(table);
        Assert.True(matrix.PValue(0, 1) < 1e-20);
        Assert.True(matrix.PValue(2, 3) < 1e-9);
        Assert.True(matrix.PValue(0, 4) > 1e-4);
    }

    [Fact]
    public void QValues_AreThoseOfAllPairs()
    {
        InformationMatrix matrix = InformationMatrix.Of(MatrixData.Mixed(300));
        ColumnPair[] pairs = [.. Pairs(matrix)];
        double[] expected = FalseDiscovery.BenjaminiHochberg([.. pairs.Select(p => matrix.PValue(p.First, p.Second)!.Value)]);
        Assert.Equal(expected, pairs.Select(p => matrix.QValue(p.Second, p.First)!.Value));
        Assert.Null(matrix.QValue(1, 1));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(700)]
    public void Copies_AreExactlyOneAndZero(int levels)
    {
        Random random = new(6);
        Codes codes = MatrixData.Levels(random, 3_000, levels, 1.5);
        Table table = MatrixData.TableOf(codes, MatrixData.Relabelled(random, codes), MatrixData.Levels(random, 3_000, 3));
        InformationMatrix matrix = InformationMatrix.Of(table);
        Assert.Equal(matrix[0, 0], matrix.Raw(0, 1));
        Assert.Equal(0, matrix.Distance(0, 1));
        Assert.Equal(1, matrix.Normalized(0, 1, Normalization.Nmi));
        Assert.Equal(1, matrix.Normalized(0, 1, Normalization.Min));
        Assert.Equal(1, matrix.Normalized(0, 1, Normalization.Joint));
        Assert.Equal(0, matrix.Distance(1, 1));
        ColumnGroup group = Assert.Single(matrix.Groups);
        Assert.Equal([0, 1], group.Members);
    }

    [Fact]
    public void Functions_AreOneByTheSmallerEntropyOnly()
    {
        Random random = new(7);
        Codes fine = MatrixData.Levels(random, 5_000, 6);
        Codes coarse = Codes.Create([.. fine.ToArray().Select(c => c / 3)], 2);
        InformationMatrix matrix = InformationMatrix.Of(MatrixData.TableOf(fine, coarse));
        Assert.Equal(1, matrix.Normalized(0, 1, Normalization.Min), 1e-12);
        Assert.Equal(Math.Log(2) / Math.Log(6), matrix.Normalized(0, 1, Normalization.Joint), 0.01);
        Assert.Equal(1 - matrix.Normalized(0, 1, Normalization.Joint), matrix.Distance(0, 1), 1e-12);
        double mean = (matrix[0, 0] + matrix[1, 1]) / 2;
        double chance = matrix.Raw(0, 1) - matrix[0, 1];
        Assert.Equal((matrix.Raw(0, 1) - chance) / (mean - chance), matrix.Normalized(0, 1, Normalization.Nmi), 1e-12);
    }

    [Theory]
    [InlineData(Normalization.None, 0)]
    [InlineData(Normalization.Nmi, 0)]
    [InlineData(Normalization.Min, 0)]
    [InlineData(Normalization.Joint, 0)]
    [InlineData(Normalization.Rajski, 1)]
    public void IndependentColumns_AreZeroOnAverage(Normalization normalization, double expected)
    {
        // Many levels for the rows, so that plain plug-in values would be far off.
        Random random = new(8);
        Table table = MatrixData.TableOf(Enumerable.Range(0, 40).Select(_ => MatrixData.Levels(random, 400, 15, 1.5)));
        InformationMatrix matrix = InformationMatrix.Of(table);
        Assert.Equal(expected, Pairs(matrix).Average(p => matrix.Normalized(p.First, p.Second, normalization)), 0.002);
        Assert.True(Pairs(matrix).Average(p => matrix.Raw(p.First, p.Second)) > 0.2);
    }

    [Fact]
    public void Result_DoesNotDependOnThreadsOrRows()
    {
        Table table = MatrixData.Mixed(700);
        string expected = InformationMatrix.Of(table, context: s_oneThread).ToJson();
        Assert.Equal(expected, InformationMatrix.Of(table, context: new RunContext { MaxDegreeOfParallelism = 4 }).ToJson());
        Assert.Equal(expected, InformationMatrix.Of(MatrixData.Shuffled(new Random(1), table)).ToJson());
    }

    [Fact]
    public void Values_DoNotDependOnLabels()
    {
        Random random = new(9);
        Codes a = MatrixData.Levels(random, 600, 9, 3);
        Codes[] columns = [a, MatrixData.Noisy(random, a, 0.4), MatrixData.Levels(random, 600, 5, 2), MatrixData.Levels(random, 600, 3)];
        InformationMatrix matrix = InformationMatrix.Of(MatrixData.TableOf(columns));
        InformationMatrix other = InformationMatrix.Of(MatrixData.TableOf(columns.Select(c => MatrixData.Relabelled(random, c))));
        foreach ((int i, int j) in Pairs(matrix))
        {
            Assert.Equal(matrix[i, j], other[i, j], 1e-13);
            Assert.Equal(matrix.StandardError(i, j)!.Value, other.StandardError(i, j)!.Value, 1e-12);
        }

        Assert.Equal(matrix.Dendrogram.Leaves, other.Dendrogram.Leaves);
    }

    [Fact]
    public void Missing_IsALevelOrLeavesRowsOut()
    {
        Table table = Table.Of(
            Column.Categorical("a", ["x", "y", null, "x", "y", "x"]),
            Column.Categorical("b", ["p", "q", "q", "p", null, "p"]),
            Column.Categorical("c", ["u", "v", "u", "v", "u", "v"]));
        Assert.Equal(6, InformationMatrix.Of(table).RowCount);
        Assert.Equal(3, InformationMatrix.Of(table).Columns[0].Levels);
        InformationMatrix complete = InformationMatrix.Of(table, new MatrixOptions { Missing = MissingPolicy.Drop });
        Assert.Equal(4, complete.RowCount);
        Assert.Equal(2, complete.Columns[0].Levels);
        Assert.Contains(complete.Notes, n => n.Code == "rows-dropped");
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => InformationMatrix.Of(table, new MatrixOptions { Missing = MissingPolicy.Error }));
        Assert.Contains("missing cells", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FlaggedColumns_AreLeftOutAndNamed()
    {
        Random random = new(10);
        Codes a = MatrixData.Levels(random, 100, 3);
        Table plain = MatrixData.TableOf(a, MatrixData.Noisy(random, a, 0.5), Codes.Create(new int[100], 1));
        Table table = Table.Of([.. plain.Columns, Column.Categorical("id", [.. Enumerable.Range(0, 100).Select(i => $"r{i}")])]);
        InformationMatrix matrix = InformationMatrix.Of(table);
        Assert.Equal(2, matrix.Count);
        Assert.Contains("'c2' (constant), 'id' (identifier)", matrix.Notes.Single(n => n.Code == "columns-left-out").Text, StringComparison.Ordinal);

        InformationMatrix all = InformationMatrix.Of(table, new MatrixOptions { IncludeFlagged = true });
        Assert.Equal(4, all.Count);
        Assert.Equal(0, all[0, 2]);
        Assert.Equal(1, all.PValue(0, 2));
        Assert.Equal(0, all[0, 3], 1e-12);
        Assert.Equal(matrix[0, 1], all[0, 1]);
    }

    [Fact]
    public void Identifiers_AreNotNearEachOther()
    {
        Column[] columns = [.. Enumerable.Range(0, 2).Select(k => Column.Categorical($"id{k}", [.. Enumerable.Range(0, 60).Select(i => $"r{i}")]))];
        InformationMatrix matrix = InformationMatrix.Of(Table.Of(columns), new MatrixOptions { IncludeFlagged = true });
        Assert.Equal(double.NaN, matrix.Distance(0, 1));
        Assert.Empty(matrix.Groups);
        Assert.Empty(JsonSchemaCheck.Violations("matrix.schema.json", matrix.ToJson()));
    }

    [Fact]
    public void TooFewColumnsOrRows_AreRefused()
    {
        Table table = MatrixData.TableOf(Codes.Create([0, 1, 0, 1], 2), Codes.Create([0, 0, 0, 0], 1));
        InvalidInputException columns = Assert.Throws<InvalidInputException>(() => InformationMatrix.Of(table));
        Assert.Equal("table has only the column 'c0' to compare besides 'c1' (constant); a matrix needs at least two.", columns.Message);
        Table sparse = Table.Of(Column.Categorical("a", ["x", null, "y"]), Column.Categorical("b", [null, "p", "q"]));
        InvalidInputException rows = Assert.Throws<InvalidInputException>(() => InformationMatrix.Of(sparse, new MatrixOptions { Missing = MissingPolicy.Drop }));
        Assert.Equal("table has 1 row in which every column is known; at least two are needed.", rows.Message);
        Table wide = Table.Of([.. Enumerable.Range(0, 20_001).Select(i => Column.Numeric($"c{i}", new double[] { 1, 2 }))]);
        InvalidInputException many = Assert.Throws<InvalidInputException>(() => InformationMatrix.Of(wide));
        Assert.Equal("table has 20,001 columns to compare, and a matrix holds up to 20,000; leave some out.", many.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixOptions { GroupDistance = 1.5 });
    }

    [Theory]
    [InlineData(Normalization.None)]
    [InlineData(Normalization.Nmi)]
    [InlineData(Normalization.Rajski)]
    public void Strongest_AreTheFirstOfAllInOrder(Normalization normalization)
    {
        InformationMatrix matrix = InformationMatrix.Of(MatrixData.Mixed(400), new MatrixOptions { Normalization = normalization });
        double sign = normalization == Normalization.Rajski ? -1 : 1;
        ColumnPair[] sorted =
        [
            .. Pairs(matrix).OrderBy(p => matrix.QValue(p.First, p.Second) > 0.05)
                .ThenByDescending(p => sign * matrix.Normalized(p.First, p.Second, normalization)),
        ];
        Assert.Equal(sorted[..7], matrix.Strongest(7));
        Assert.Equal(sorted, matrix.Strongest(1_000));
    }

    [Fact]
    public void Adult_EducationIsOneGroup()
    {
        InformationMatrix matrix = InformationMatrix.Of(Table.Read(Repository.Sample("adult.csv.gz")));
        ColumnGroup group = Assert.Single(matrix.Groups);
        Assert.Equal(["education", "education_num"], group.Members.Select(m => matrix.Columns[m].Name));
        Assert.Equal(0, group.Distance);
        string[] leaves = [.. matrix.Dendrogram.Leaves.Select(l => matrix.Columns[l].Name)];
        Assert.Equal(1, Math.Abs(Array.IndexOf(leaves, "education") - Array.IndexOf(leaves, "education_num")));
    }

    [Fact]
    public void Madelon_GroupsAreRelevantColumnsOnly()
    {
        string[] relevant =
        [
            "f29", "f49", "f65", "f106", "f129", "f154", "f242", "f282", "f319", "f337", "f339", "f379", "f434", "f443", "f452", "f454", "f456",
            "f473", "f476", "f494",
        ];
        InformationMatrix matrix = InformationMatrix.Of(Table.Read(Repository.Sample("madelon.csv.gz")));
        Assert.Equal(8, matrix.Groups.Length);
        Assert.All(matrix.Groups.SelectMany(g => g.Members), m => Assert.Contains(matrix.Columns[m].Name, relevant));
    }

    [Fact]
    public void WideTables_KeepValuesOnly()
    {
        Random random = new(11);
        Table table = MatrixData.TableOf(Enumerable.Range(0, InformationMatrix.MostTested + 1).Select(_ => MatrixData.Levels(random, 12, 2)));
        InformationMatrix matrix = InformationMatrix.Of(table, new MatrixOptions { IncludeFlagged = true });
        Assert.False(matrix.IsTested);
        Assert.Null(matrix.StandardError(0, 1));
        Assert.Null(matrix.PValue(0, 1));
        Assert.Contains(matrix.Notes, n => n.Code == "not-tested");
        Assert.Equal(Enumerable.Range(0, matrix.Count), matrix.Dendrogram.Leaves.Order());
        Assert.False(matrix.Dendrogram.IsOptimallyOrdered);
    }

    [Fact]
    public void Json_NumbersRoundTrip()
    {
        InformationMatrix matrix = InformationMatrix.Of(MatrixData.Mixed(300), new MatrixOptions { Normalization = Normalization.Nmi });
        using JsonDocument json = JsonDocument.Parse(matrix.ToJson(Unit.Nats));
        JsonElement pairs = json.RootElement.GetProperty("pairs");
        Assert.Equal(matrix[2, 5], pairs.GetProperty("value")[2][2].GetDouble());
        Assert.Equal(matrix.QValue(0, 1), pairs.GetProperty("qValue")[0][0].GetDouble());
        Assert.Equal(matrix.Normalized(4, 6, Normalization.Nmi), pairs.GetProperty("normalized")[4][1].GetDouble());
        Assert.Equal(matrix.Dendrogram.Leaves, json.RootElement.GetProperty("order").EnumerateArray().Select(e => e.GetInt32()));
        Assert.Equal(matrix.Count - 1, json.RootElement.GetProperty("merges").GetArrayLength());
    }

    [Fact]
    public void Csv_IsTheSquareMatrix()
    {
        InformationMatrix matrix = InformationMatrix.Of(MatrixData.Mixed(300));
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(matrix.ToCsv(Unit.Nats)));
        Table table = Table.Read(stream, "matrix");
        string[] names = [.. matrix.Dendrogram.Leaves.Select(l => matrix.Columns[l].Name)];
        Assert.Equal(["name", .. names], table.Columns.Select(c => c.Name));
        for (int j = 0; j < names.Length; j++)
        {
            double[] column = table.Columns[j + 1].Values.ToArray();
            Assert.Equal(matrix.Dendrogram.Leaves.Select(i => matrix[i, matrix.Dendrogram.Leaves[j]]), column);
        }

        Assert.StartsWith("name,c0,c1,", matrix.ToCsv(order: [.. Enumerable.Range(0, matrix.Count)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_StopsTheWork()
    {
        RunContext cancelled = new() { Cancellation = new CancellationToken(true) };
        Assert.ThrowsAny<OperationCanceledException>(() => InformationMatrix.Of(MatrixData.Mixed(100), context: cancelled));
    }

    private static IEnumerable<ColumnPair> Pairs(InformationMatrix matrix) =>
        Enumerable.Range(0, matrix.Count).SelectMany(i => Enumerable.Range(i + 1, matrix.Count - i - 1).Select(j => new ColumnPair(i, j)));
}
