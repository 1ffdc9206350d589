using Xunit;

namespace Infometer.Tests;

/// <summary>Columns that tell nothing where rows come in groups or series: 5 % ± 1.5 % have p ≤ 0.05, however many they are row by row.</summary>
public sealed class GroupedNullBehaviourTests
{
    private const int Replicates = 125;
    private const int ColumnCount = 16;
    private const int Draws = 199;

    private static readonly string[] s_kinds = ["number", "count", "levels"];

    [SlowTheory]
    [InlineData("equal", 1.0)] // a target of the subject
    [InlineData("equal", 0.5)]
    [InlineData("unequal", 1.0)]
    [InlineData("unequal", 0.5)]
    [InlineData("unequal", 0.2)]
    public void PValues_WhereSubjectsHaveEffects_AreUniform(string sizes, double shareOfTarget)
    {
        int[] groups = sizes == "equal" ? ClusteredRows.Equal(60, 8) : ClusteredRows.Unequal(60);
        foreach (string target in s_kinds)
        {
            foreach (string kind in s_kinds)
            {
                (double rate, double naive) = Rates(
                    new RankOptions { Groups = "subject" },
                    (Rng rng) =>
                    [
                        ClusteredRows.Groups(groups),
                        .. Enumerable.Range(0, ColumnCount).Select(c => ClusteredRows.As(kind, $"x{c}", ClusteredRows.Numbers(groups, 0.5, ref rng))),
                        ClusteredRows.As(target, "y", ClusteredRows.Numbers(groups, shareOfTarget, ref rng)),
                    ]);
                Report($"{sizes} groups, share {shareOfTarget}, {kind} about {target}", rate, naive);
                Assert.InRange(rate, 0.035, 0.065);
                Assert.True(naive > 0.07 || shareOfTarget < 0.5, $"{naive}");
            }
        }
    }

    [SlowTheory]
    [InlineData(50)]
    [InlineData(10)]
    public void PValues_OfSeries_AreNearlyUniformWhereBlocksAreLong(int length)
    {
        foreach (string target in s_kinds)
        {
            foreach (string kind in s_kinds)
            {
                (double rate, double naive) = Rates(
                    new RankOptions { Blocks = length },
                    (Rng rng) =>
                    [
                        .. Enumerable.Range(0, ColumnCount).Select(c => ClusteredRows.As(kind, $"x{c}", ClusteredRows.Series(1_000, 0.9, ref rng))),
                        ClusteredRows.As(target, "y", ClusteredRows.Series(1_000, 0.9, ref rng)),
                    ]);
                Report($"blocks of {length}, {kind} about {target}", rate, naive);
                Assert.True(naive > 0.4, $"{naive}");

                // Dependence that reaches over the ends of the blocks is not in the draws: a little of it at 50 rows, much at 10.
                Assert.InRange(rate, length == 50 ? 0.035 : 0.1, length == 50 ? 0.07 : 0.2);
            }
        }
    }

    // Rows taken together as asked for, and one by one.
    private static (double Grouped, double Naive) Rates(RankOptions options, Func<Rng, Column[]> columns)
    {
        int reached = 0;
        int naive = 0;
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            Table table = Table.Of(columns(Rng.For(1, "grouped null", replicate)));
            reached += Significant(Ranking.Of(table, "y", options with { Permutations = Draws }));
            naive += replicate < 25 ? Significant(Ranking.Of(table, "y", new RankOptions { Exclude = options.Groups is null ? [] : [options.Groups], Permutations = Draws })) : 0;
        }

        return (reached / (double)(Replicates * ColumnCount), naive / (25.0 * ColumnCount));
    }

    private static int Significant(Ranking ranking) => ranking.Columns.Count(c => c.Estimate.PValue <= 0.05);

    private static void Report(string what, double rate, double naive) => TestContext.Current.TestOutputHelper!.WriteLine(
        FormattableString.Invariant($"{what}: {100 * rate:0.0} %, row by row {100 * naive:0.0} %"));
}
