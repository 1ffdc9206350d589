using Xunit;

namespace Infometer.Tests;

public class HeldOutPairsTests
{
    private static int[] Labels { get; } = [0, 1, 2, 0, 0, 1, 0, 2];

    private static int[] Strata { get; } = [0, 0, 0, 0, 1, 1, 1, 1];

    [Fact]
    public void Plugin_OfLabels_HasThePluginEntropyAsMean()
    {
        int[] all = [.. Enumerable.Range(0, Labels.Length)];
        Assert.Equal(-Entropy(4, 2, 2), KnownShares.Plugin(Target(), null).Known(all).Mean(), 1e-6);
        Assert.Equal(-(Entropy(2, 1, 1) + Entropy(2, 1, 1)) / 2, KnownShares.Plugin(Target(), Strata).Known(all).Mean(), 1e-6);
    }

    [Fact]
    public void Smoothed_OfALevelWithoutRows_IsTheShareOfAll()
    {
        PredictedRows known = KnownShares.Smoothed(Target(), new FloatMatrix(8, 0), Strata, [0, 1, 2, 3]).Known([4, 5, 6, 7]);
        for (int label = 0; label < 3; label++)
        {
            double share = ((label == 0 ? 2 : 1) + (1.0 / 3)) / 5;
            Assert.Equal(Math.Log(share), known.LogDensity(0, label == 0 ? 0 : label == 1 ? 1 : 3), 1e-6);
        }
    }

    [Fact]
    public void WithMeanDensity_OfAnyPair_IsTheDefinition()
    {
        PredictedRows rows = Rows(30);
        ContrastedPairs pairs = ContrastedPairs.WithMeanDensity(rows, CancellationToken.None);
        foreach ((int i, int j) in (ReadOnlySpan<(int, int)>)[(3, 3), (3, 8), (0, 29)])
        {
            double mean = Enumerable.Range(0, 30).Where(k => k != i).Average(k => Math.Exp(rows.LogDensity(k, j)));
            Assert.Equal(rows.LogDensity(i, j) - Math.Log(mean), pairs.Of(i, j), 1e-9);
        }
    }

    [Fact]
    public void WithMeanLogarithm_OfAnyPair_IsTheDefinition()
    {
        PredictedRows rows = Rows(30);
        ContrastedPairs pairs = ContrastedPairs.WithMeanLogarithm(rows, CancellationToken.None);
        foreach ((int i, int j) in (ReadOnlySpan<(int, int)>)[(3, 3), (3, 8), (0, 29)])
        {
            double mean = Enumerable.Range(0, 30).Where(k => k != j).Average(k => rows.LogDensity(i, k));
            Assert.Equal(rows.LogDensity(i, j) - mean, pairs.Of(i, j), 1e-9);
        }
    }

    [Fact]
    public void DensityPairs_OfTwoPredictors_AreTheirWeightedSum()
    {
        PredictedRows rows = Rows(5);
        DensityPairs pairs = new([(2, rows), (-0.5, rows)], new Permutation());
        Assert.Equal(1.5 * rows.LogDensity(1, 4), pairs.Of(1, 4), 1e-12);
    }

    private static PredictionTarget Target() => PredictionTarget.OfLevels(
        Sample.Align([Variable.Discrete<int>(Labels, "y")]), VariableSet.Of(0));

    private static PredictedRows Rows(int count)
    {
        Rng rng = Rng.For(5, "pairs test");
        FloatMatrix outputs = new(count, 4);
        FloatMatrix targets = new(count, 2);
        foreach (ref float value in outputs.Values)
        {
            value = (float)rng.NextNormal();
        }

        foreach (ref float value in targets.Values)
        {
            value = (float)rng.NextNormal();
        }

        PredictionRows rows = new(new GaussianResponse(), new FloatMatrix(count, 0), outputs, [1, 1, 1, 1], targets, 0.25);
        return PredictedRows.Of(rows, outputs);
    }

    private static double Entropy(params double[] counts) => -counts.Sum(c => c / counts.Sum() * Math.Log(c / counts.Sum()));
}
