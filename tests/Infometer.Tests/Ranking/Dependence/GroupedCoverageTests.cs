using Xunit;

namespace Infometer.Tests;

/// <summary>What intervals and tests of rows in groups are worth: how often intervals cover known information, how often effects are found.</summary>
public sealed class GroupedCoverageTests
{
    private const int Replicates = 1_000;

    [SlowTheory]
    [InlineData(60, 8, 0.6)]
    [InlineData(60, 8, 0.3)]
    [InlineData(60, 8, 0.0)]
    [InlineData(200, 4, 0.5)]
    [InlineData(20, 20, 0.5)]
    [InlineData(60, 0, 0.5)] // 1 to 20 rows
    public void Intervals_OfALatentClassPerSubject_Cover(int groups, int size, double strength)
    {
        int[] sizes = size > 0 ? ClusteredRows.Equal(groups, size) : ClusteredRows.Unequal(groups);

        // A subject has a class of three; x and y of each row show it with some probability, else any level: p(x,y) = Σ_c p(c) p(x|c) p(y|c).
        double truth = 0;
        for (int x = 0; x < 3; x++)
        {
            for (int y = 0; y < 3; y++)
            {
                double joint = Enumerable.Range(0, 3).Sum(c => Shown(x, c, strength) * Shown(y, c, strength) / 3);
                truth += joint * Math.Log(joint * 9);
            }
        }

        int covered = 0;
        int naive = 0;
        int detected = 0;
        double errors = 0;
        double naiveErrors = 0;
        double square = 0;
        double sum = 0;
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            Rng rng = Rng.For(1, "latent class", replicate);
            List<string> x = [];
            List<string> y = [];
            foreach (int rows in sizes)
            {
                // Subjects differ besides: what does not show the class mostly repeats the subject's own habit.
                int c = rng.NextInt(3);
                int habitOfX = rng.NextInt(3);
                int habitOfY = rng.NextInt(3);
                for (int row = 0; row < rows; row++)
                {
                    x.Add($"{(rng.NextDouble() < strength ? c : rng.NextDouble() < 0.9 ? habitOfX : rng.NextInt(3))}");
                    y.Add($"{(rng.NextDouble() < strength ? c : rng.NextDouble() < 0.9 ? habitOfY : rng.NextInt(3))}");
                }
            }

            Table table = Table.Of(ClusteredRows.Groups(sizes), Column.Categorical("x", x), Column.Categorical("y", y));
            Estimate estimate = Ranking.Of(table, "y", new RankOptions { Groups = "subject", Permutations = 199 }).Columns.Single().Estimate;
            Estimate single = Ranking.Of(table, "y", new RankOptions { Exclude = ["subject"], Permutations = 199 }).Columns.Single().Estimate;
            covered += estimate.Interval!.Value.Contains(truth) ? 1 : 0;
            naive += single.Interval!.Value.Contains(truth) ? 1 : 0;
            detected += estimate.PValue <= 0.05 ? 1 : 0;
            errors += estimate.StandardError!.Value / Replicates;
            naiveErrors += single.StandardError!.Value / Replicates;
            sum += estimate.Value!.Value;
            square += estimate.Value.Value * estimate.Value.Value;
        }

        double mean = sum / Replicates;
        double deviation = Math.Sqrt((square / Replicates) - (mean * mean));
        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
            $"{groups} groups of {size}, strength {strength}, truth {truth:0.0000}: covered {100.0 * covered / Replicates:0.0} %, row by row {100.0 * naive / Replicates:0.0} %; p ≤ 0.05 {100.0 * detected / Replicates:0.0} %; mean {mean:0.0000}, SD {deviation:0.0000}, mean SE {errors:0.0000}, row by row {naiveErrors:0.0000}"));
        Assert.InRange(covered / (double)Replicates, 0.93, 1);

        // Near zero both orders of the variance see the same scatter.
        Assert.InRange(errors / deviation, 0.85, strength > 0.4 ? 1.3 : 2);
    }

    [SlowTheory]
    [InlineData(1.0)]
    [InlineData(0.5)]
    public void Effects_AreFoundAsOftenAsByTheCorrelationOfSubjects(double share)
    {
        const int Tables = 400;
        int[] sizes = ClusteredRows.Equal(60, 8);
        int found = 0;
        int byMeans = 0;
        for (int replicate = 0; replicate < Tables; replicate++)
        {
            Rng rng = Rng.For(2, "power", replicate);
            double[] x = ClusteredRows.Numbers(sizes, 0.5, ref rng);
            double[] y = ClusteredRows.Numbers(sizes, share, ref rng);

            // The subjects' means correlate: what the target takes over of them.
            double[] means = Means(x);
            y = [.. y.Select((v, i) => v + (0.5 * means[i / 8]))];
            Table table = Table.Of(ClusteredRows.Groups(sizes), Column.Numeric("x", x), Column.Numeric("y", y));
            found += Ranking.Of(table, "y", new RankOptions { Groups = "subject", Permutations = 199 }).Columns.Single().Estimate.PValue <= 0.05 ? 1 : 0;
            double r = Correlation(means, Means(y));
            double t = r * Math.Sqrt(58 / (1 - (r * r)));
            byMeans += Math.Abs(t) > 2.0017 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
            $"share {share}: found {100.0 * found / Tables:0.0} %, by the correlation of subjects' means {100.0 * byMeans / Tables:0.0} %"));

        // One correlation knows what it looks for; six statistics do not, which is the price of looking for any dependence.
        Assert.True(found > 0.65 * byMeans, $"{found} against {byMeans} of {Tables}");

        static double[] Means(double[] values) => [.. values.Chunk(8).Select(v => v.Average())];
    }

    [SlowFact]
    public void Effects_BetweenSeries_AreFound()
    {
        const int Tables = 300;
        int found = 0;
        for (int replicate = 0; replicate < Tables; replicate++)
        {
            Rng rng = Rng.For(3, "power of series", replicate);
            double[] x = ClusteredRows.Series(1_000, 0.9, ref rng);
            double[] y = [.. ClusteredRows.Series(1_000, 0.9, ref rng).Select((v, i) => v + (0.5 * x[i]))];
            Table table = Table.Of(Column.Numeric("x", x), Column.Numeric("y", y));
            found += Ranking.Of(table, "y", new RankOptions { Blocks = 50, Permutations = 199 }).Columns.Single().Estimate.PValue <= 0.05 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"found {100.0 * found / Tables:0.0} %"));
        Assert.True(found > 0.8 * Tables, $"{found} of {Tables}");
    }

    private static double Shown(int level, int of, double strength) => (level == of ? strength : 0) + ((1 - strength) / 3);

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average();
        double meanB = b.Average();
        double product = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return product / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
