using System.Collections.Immutable;
using Xunit;

namespace Infometer.Tests;

public class ColumnGroupsTests
{
    [Fact]
    public void Groups_AreNamedByTheirFirst()
    {
        Random random = new(1);
        Codes a = MatrixData.Levels(random, 2_000, 6);
        Codes b = MatrixData.Levels(random, 2_000, 6);
        Codes[] columns = [b, a, MatrixData.Noisy(random, a, 0.05), MatrixData.Levels(random, 2_000, 6), MatrixData.Relabelled(random, b), MatrixData.Noisy(random, a, 0.05)];
        ImmutableArray<ColumnGroup> groups = ColumnGroups.Of(columns, 0.5, [], RunContext.Default);
        Assert.Equal(2, groups.Length);
        Assert.Equal([0, 4], groups[0].Members);
        Assert.Equal(0, groups[0].Distance);
        Assert.Equal([1, 2, 5], groups[1].Members);
        Assert.Equal(1, groups[1].Representative);
        Assert.InRange(groups[1].Distance, 0.05, 0.5);
        Assert.Equal([0, 4], Assert.Single(ColumnGroups.Of(columns, 0.01, [], RunContext.Default)).Members);
    }

    [Fact]
    public void EveryTwoMembers_LieWithinTheDistance()
    {
        // A chain: neighbours are near, the ends are not.
        Random random = new(2);
        List<Codes> columns = [MatrixData.Levels(random, 3_000, 5)];
        for (int i = 1; i < 12; i++)
        {
            columns.Add(MatrixData.Noisy(random, columns[^1], 0.08));
        }

        InformationMatrix matrix = InformationMatrix.Of(MatrixData.TableOf(columns));
        Assert.True(matrix.Distance(0, 11) > 0.5);
        Assert.NotEmpty(matrix.Groups);
        foreach (ColumnGroup group in matrix.Groups)
        {
            double most = (from i in @group.Members from j in @group.Members select matrix.Distance(i, j)).Max();
            Assert.Equal(most, group.Distance, 1e-11);
            Assert.True(most <= matrix.Options.GroupDistance);
        }

        Assert.Equal(
            matrix.Groups.Select(g => string.Join(',', g.Members)),
            ColumnGroups.Of(columns, 0.5, [], RunContext.Default).Select(g => string.Join(',', g.Members)));
    }

    [Fact]
    public void ManyRows_AreSampledWithoutAnotherResult()
    {
        Random random = new(4);
        Codes a = MatrixData.Levels(random, 20_000, 12);
        int[] odd = new int[20_000];
        (odd[17], odd[1_234], odd[19_999]) = (1, 1, 1);
        Codes rare = Codes.Create(odd, 2);
        List<Codes> columns =
        [
            a, MatrixData.Noisy(random, a, 0.1), MatrixData.Noisy(random, a, 0.2), MatrixData.Noisy(random, a, 0.3), rare,
            MatrixData.Levels(random, 20_000, 2, 60), MatrixData.Relabelled(random, rare),
        ];
        columns.AddRange(Enumerable.Range(0, 20).Select(_ => MatrixData.Levels(random, 20_000, 12)));
        InformationMatrix matrix = InformationMatrix.Of(MatrixData.TableOf(columns));
        foreach (double distance in new[] { 0.1, 0.3, 0.5, 0.7 })
        {
            ImmutableArray<ColumnGroup> sampled = ColumnGroups.Of(columns, distance, [], RunContext.Default);
            matrix = InformationMatrix.Of(matrix.Table, new MatrixOptions { GroupDistance = distance });
            Assert.Equal(matrix.Groups.Select(g => string.Join(',', g.Members)), sampled.Select(g => string.Join(',', g.Members)));
            Assert.Contains(sampled, g => g.Members.SequenceEqual([4, 6]));
        }
    }

    [Fact]
    public void Luck_MakesNoGroup()
    {
        // One odd row each, in the same row of 100 but for one that has another row, too: near, and yet p is 0.02.
        int[] one = new int[100];
        int[] two = new int[100];
        (one[7], two[7], two[8]) = (1, 1, 1);
        Codes[] columns = [Codes.Create(one, 2), Codes.Create(two, 2)];
        InformationMatrix matrix = InformationMatrix.Of(MatrixData.TableOf(columns), new MatrixOptions { GroupDistance = 0.7 });
        Assert.InRange(matrix.Distance(0, 1), 0, 0.7);
        Assert.Single(matrix.Groups);
        Codes[] more = [.. columns, .. Enumerable.Range(0, 10).Select(seed => MatrixData.Levels(new Random(seed), 100, 2))];
        Assert.Empty(ColumnGroups.Of(more, 0.7, [], RunContext.Default));
        Assert.Single(ColumnGroups.Of([.. more, Codes.Create(one, 2)], 0.7, [], RunContext.Default));
    }

    [Fact]
    public void ManyColumns_AreComparedUpToALimit()
    {
        Random random = new(3);
        Codes[] columns = [.. Enumerable.Range(0, ColumnGroups.MostColumns + 5).Select(_ => MatrixData.Levels(random, 60, 3))];
        (columns[3], columns[900], columns[^1]) = (columns[1], columns[2], columns[2]);
        List<Note> notes = [];
        ImmutableArray<ColumnGroup> groups = ColumnGroups.Of(columns, 0.2, notes, RunContext.Default);
        Assert.Equal(["1,3", "2,900"], groups.Select(g => string.Join(',', g.Members)));
        Assert.Equal("groups-first-columns", Assert.Single(notes).Code);
        Assert.Empty(ColumnGroups.Of([columns[0]], 0.2, notes, RunContext.Default));
    }
}
