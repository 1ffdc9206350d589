using Xunit;

namespace Infometer.Tests;

public class InteractionTestTests
{
    [Fact]
    public void Fit_TwoWaySumsOfADecomposableTable_IsThatTable()
    {
        // Given x1, x2 and y are independent: n_ijy = n_ij n_iy / n_i. The parity pattern leaves all two-way sums as they are.
        double[] table = [40, 20, 12, 24, 80, 40, 4, 8];
        double[] parity = [1, -1, -1, 1, -1, 1, 1, -1];
        double[] observed = [.. table.Zip(parity, (m, sign) => m + (3 * sign))];
        double[] fitted = [.. Enumerable.Repeat(1.0, 8)];
        InteractionTest.Fit(observed, fitted, 2, 2, 2);
        Assert.All(fitted.Zip(table), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
    }

    [Fact]
    public void Test_DecomposableCounts_FindsNothing()
    {
        InteractionTest test = SynergyPairData.OfCounts(2, 2, 40, 20, 12, 24, 80, 40, 4, 8).Test;
        Assert.Equal(0, test.Statistic, 1e-9);
        Assert.Equal(1, test.PValue, 1e-4);
        Assert.Equal(1, test.DegreesOfFreedom);
    }

    // The statistics that PLINK 1.9 prints with --fast-epistasis boost for these genotype counts.
    [Theory]
    [InlineData(160.707, 264, 488, 106, 480, 481, 222, 117, 242, 52, 414, 371, 167, 363, 682, 139, 181, 158, 73)]
    [InlineData(15.5287, 505, 301, 52, 643, 480, 60, 245, 134, 32, 536, 355, 61, 671, 442, 71, 212, 180, 20)]
    [InlineData(13.618, 275, 391, 201, 298, 592, 299, 99, 194, 103, 240, 486, 250, 312, 564, 284, 120, 193, 99)]
    [InlineData(13.4934, 1180, 351, 24, 598, 168, 16, 81, 33, 1, 1150, 379, 32, 662, 180, 22, 105, 14, 4)]
    [InlineData(13.2852, 956, 749, 159, 271, 250, 36, 12, 15, 4, 1007, 834, 150, 261, 202, 54, 22, 17, 1)]
    public void Test_Genotypes_IsTheStatisticOfPlink(double statistic, params int[] counts)
    {
        InteractionTest test = SynergyPairData.OfCounts(3, 3, counts).Test;
        Assert.Equal(1, test.Statistic / statistic, 5e-6);
        Assert.Equal(4, test.DegreesOfFreedom);
    }

    [Theory]
    [InlineData(2, 2, 2, 300)]
    [InlineData(3, 3, 2, 900)]
    [InlineData(4, 4, 2, 1_500)]
    [InlineData(3, 4, 3, 2_000)]
    public void Test_RandomTables_AreThoseOfTheTwin(int first, int second, int target, int rows)
    {
        for (int i = 0; i < 10; i++)
        {
            Rng rng = Rng.For(4, "twin", i, rows);
            SynergySimulation simulation = new()
            {
                Rows = rows,
                First = [.. Enumerable.Range(2, first).Select(w => (double)w)],
                Second = [.. Enumerable.Range(3, second).Select(w => (double)w)],
                Target = [.. Enumerable.Repeat(0.2, target - 1)],
                Copy = 0.2,
                Slope = 0.3,
                Interaction = 0.05 * i,
            };
            (Codes x1, Codes x2, Codes y) = simulation.Draw(ref rng);
            double[,,] counts = SynergyTwin.Count(x1, x2, y);
            SynergyPairData pair = SynergyPairData.Of(x1, x2, y);
            (double likelihood, double pearson) = SynergyTwin.Test(counts);
            Assert.Equal(likelihood, pair.Test.Statistic, 1e-7);
            Assert.Equal(pearson, pair.Test.Pearson, 1e-7 * (1 + pearson));
            Assert.Equal((first - 1) * (second - 1) * (target - 1), pair.Test.DegreesOfFreedom);

            // The superposition bounds the statistic from above.
            Assert.Equal(SynergyTwin.KirkwoodLikelihood(counts), pair.Bound.Statistic, 1e-7);
            Assert.True(pair.Bound.Statistic >= likelihood - 1e-7);
            Assert.True(pair.Bound.PValue <= pair.Test.PValue + 1e-9);
            Assert.Equal(SynergyTwin.Synergy(Normalised(counts, rows)), pair.Bound.Synergy, 1e-12);
            Assert.Equal(pair.Bound.Synergy, pair.Value.Raw, 1e-12);
        }
    }

    [Fact]
    public void Bound_TablesWithRareAndEmptyCells_IsNeverBelowTheTest()
    {
        for (int i = 0; i < 300; i++)
        {
            Rng rng = Rng.For(5, "bound", i);
            int[] counts = [.. Enumerable.Range(0, 24).Select(_ => rng.NextInt(3) == 0 ? 0 : rng.NextInt(12))];
            SynergyPairData pair = SynergyPairData.OfCounts(3, 4, counts);
            Assert.True(pair.Bound.Statistic >= pair.Test.Statistic - 1e-8);
            Assert.True(pair.Bound.PValue <= pair.Test.PValue + 1e-9);
            Assert.InRange(pair.Test.PValue, double.Epsilon, 1);
        }
    }

    [Fact]
    public void Test_RareLevelPairs_AreLeftOutWithTheirDegreesOfFreedom()
    {
        // Only the diagonal and the pairs beside it have rows: 7 of 9, of which an additive model takes 3 + 3 − 1.
        InteractionTest band = SynergyPairData.OfCounts(3, 3, 90, 40, 0, 40, 90, 40, 0, 40, 90, 60, 50, 0, 30, 60, 50, 0, 30, 60).Test;
        Assert.Equal((7, 9, 2), (band.TestedPairs, band.Pairs, band.DegreesOfFreedom));

        // Two blocks that share no level are two tests of their own.
        InteractionTest blocks = SynergyPairData.OfCounts(
            4, 4,
            20, 30, 0, 0, 30, 20, 0, 0, 0, 0, 20, 30, 0, 0, 30, 20,
            30, 20, 0, 0, 20, 30, 0, 0, 0, 0, 25, 25, 0, 0, 25, 25).Test;
        Assert.Equal((8, 16, 2), (blocks.TestedPairs, blocks.Pairs, blocks.DegreesOfFreedom));
        Assert.Contains("8 of 16 pairs of levels", blocks.Method, StringComparison.Ordinal);

        // One column twice: nothing but the diagonal, nothing to test.
        SynergyPairData twice = SynergyPairData.OfCounts(2, 2, 50, 0, 0, 30, 20, 0, 0, 60);
        Assert.Equal(0, twice.Test.DegreesOfFreedom);
        Assert.Equal(1, twice.Test.PValue);
    }

    private static double[,,] Normalised(double[,,] counts, double n)
    {
        double[,,] p = (double[,,])counts.Clone();
        for (int i = 0; i < p.Length; i++)
        {
            int y = i % p.GetLength(2);
            int j = i / p.GetLength(2) % p.GetLength(1);
            p[i / (p.GetLength(1) * p.GetLength(2)), j, y] /= n;
        }

        return p;
    }
}
