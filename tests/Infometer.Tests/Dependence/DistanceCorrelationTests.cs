using Xunit;

namespace Infometer.Tests;

public sealed class DistanceCorrelationTests
{
    private static readonly DistanceCorrelation s_corrected = new();
    private static readonly DistanceCorrelation s_plain = new() { Form = DependenceForm.Biased };

    [Fact]
    public void Plain_OfPublishedExample_IsThePublishedValue()
    {
        // R energy: dcor(c(1,2,3,4), c(1,1,2,6)) = 0.8947853
        PairSums sums = new LineDistances([1, 2, 3, 4], [1, 1, 2, 6]).Sums();
        Assert.Equal(1.118034, Math.Sqrt(sums.Covariances(DependenceForm.Biased).Joint), 5e-7);
        Assert.Equal(0.8947853, Math.Sqrt(sums.Correlation(DependenceForm.Biased)), 5e-8);
    }

    [Fact]
    public void BiasCorrected_OfPublishedExample_IsThePublishedValue()
    {
        // R energy: dcor.ttest(1:5, c(1.4, 1.4, 3.5, 4.2, 4.8)): 0.942809, T = 5.6569, df = 4, p = 0.002406
        PairSums sums = new LineDistances([1, 2, 3, 4, 5], [1.4, 1.4, 3.5, 4.2, 4.8]).Sums();
        Assert.Equal(0.942809, sums.Correlation(DependenceForm.BiasCorrected), 5e-7);
        Assert.Equal(0.002406, PairDependence.PValue(sums, PairLaw.HighDimension).P, 5e-7);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Value_OfNormalVariables_TendsToTheClosedForm(double r)
    {
        // Székely, Rizzo and Bakirov (2007), theorem 7.
        double truth = ((r * Math.Asin(r)) + Math.Sqrt(1 - (r * r)) - (r * Math.Asin(r / 2)) - Math.Sqrt(4 - (r * r)) + 1)
            / (1 + (Math.PI / 3) - Math.Sqrt(3));
        (double[] x, double[] y) = DependenceData.Pair(200_000, r, 21);
        DependenceEstimate estimate = s_corrected.Estimate(DependenceData.Numbers(x), DependenceData.Numbers(y, "y"));
        Assert.Equal(truth, estimate.Value!.Value, 4 * estimate.StandardError!.Value);
        Assert.InRange(estimate.StandardError.Value, 1e-5, 0.003);
        Assert.Equal(Math.Sqrt(truth), estimate.Details["dcor"], 0.01);
    }

    [Fact]
    public void Value_OfNumbers_IsThatOfTheSameNumbersAsVectors()
    {
        (double[] x, double[] y) = DependenceData.Pair(300, 0.4, 22);
        double[] padded = [.. x.SelectMany(v => new[] { v, 0 })];
        foreach (DistanceCorrelation measure in new[] { s_corrected, s_plain })
        {
            DependenceEstimate line = measure.Estimate(DependenceData.Numbers(x), DependenceData.Numbers(y, "y"));
            DependenceEstimate vectors = measure.Estimate(DependenceData.Numbers(padded, dimension: 2), DependenceData.Numbers(y, "y"));
            Assert.Equal(line.Value!.Value, vectors.Value!.Value, 1e-12);
            Assert.Equal(line.StandardError!.Value, vectors.StandardError!.Value, 1e-10);
            Assert.Equal(line.Interval!.Value.Low, vectors.Interval!.Value.Low, 1e-10);
        }
    }

    [Fact]
    public void Value_IsUnchangedByShiftsScalesAndTurns()
    {
        const int N = 150;
        double[] x = DependenceData.Normal(2 * N, 23);
        double[] y = DependenceData.Map(DependenceData.Normal(2 * N, 24), v => v);
        for (int i = 0; i < N; i++)
        {
            y[2 * i] += x[(2 * i) + 1] * x[2 * i];
        }

        double[] turned = new double[2 * N];
        (double sin, double cos) = Math.SinCos(0.7);
        for (int i = 0; i < N; i++)
        {
            turned[2 * i] = 1e6 + (3 * ((cos * x[2 * i]) - (sin * x[(2 * i) + 1])));
            turned[(2 * i) + 1] = -5 - (3 * ((sin * x[2 * i]) + (cos * x[(2 * i) + 1])));
        }

        (Variable a, Variable b) = (DependenceData.Numbers(x, dimension: 2), DependenceData.Numbers(y, "y", 2));
        double value = DependenceData.Value(s_corrected, a, b);
        Assert.Equal(value, DependenceData.Value(s_corrected, DependenceData.Numbers(turned, dimension: 2), b), 1e-9);
        Assert.Equal(value, DependenceData.Value(s_corrected, b, a), 1e-12);
    }

    [Fact]
    public void Value_OfALinearMap_IsOne()
    {
        double[] x = DependenceData.Normal(500, 25);
        double[] y = DependenceData.Map(x, v => 3 - (2 * v));
        DependenceEstimate estimate = s_corrected.Estimate(DependenceData.Numbers(x), DependenceData.Numbers(y, "y"));
        Assert.Equal(1, estimate.Value!.Value, 1e-12);
        Assert.Equal(1, estimate.Interval!.Value.High!.Value, 1e-9);
    }

    [Fact]
    public void Levels_AreEqualOrNot_WhateverTheirCodes()
    {
        double[] x = DependenceData.Normal(200, 26);
        string[] three = [.. x.Select(v => v < -0.5 ? "low" : v < 0.5 ? "middle" : "high")];
        string[] renamed = [.. three.Select(t => t == "low" ? "z" : t == "middle" ? "a" : "m")];
        Variable numbers = DependenceData.Numbers(x);
        double value = DependenceData.Value(s_corrected, Variable.Discrete<string>(three, "l"), numbers);
        Assert.Equal(value, DependenceData.Value(s_corrected, Variable.Discrete<string>(renamed, "l"), numbers), 1e-12);
        double[] corners = [.. three.SelectMany(t => new double[] { t == "low" ? 1 : 0, t == "middle" ? 1 : 0, t == "high" ? 1 : 0 })];
        Assert.Equal(value, DependenceData.Value(s_corrected, DependenceData.Numbers(corners, "corners", 3), numbers), 1e-12);
        string[] two = [.. x.Select(v => v < 0 ? "no" : "yes")];
        Assert.Equal(
            DependenceData.Value(s_corrected, Variable.Discrete<string>(two, "l"), numbers),
            DependenceData.Value(s_corrected, DependenceData.Numbers([.. two.Select(t => t == "no" ? 4.0 : 9)]), numbers),
            1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Result_DoesNotDependOnThreads(int dimension)
    {
        double[] x = DependenceData.Normal(200 * dimension, 27);
        double[] y = DependenceData.Normal(200 * dimension, 28);
        EstimateOptions options = new() { Permutations = 200, KeepNull = true };
        DependenceEstimate[] results =
        [
            .. new[] { 1, 2, 5 }.Select(threads => s_corrected.Estimate(
                DependenceData.Numbers(x, "x", dimension),
                DependenceData.Numbers(y, "y", dimension),
                options,
                new RunContext { Seed = 3, MaxDegreeOfParallelism = threads })),
        ];
        Assert.Equal(200, results[0].Null.Length);
        Assert.All(results, r => Assert.Equal(results[0].ToJson(), r.ToJson()));
        Assert.All(results, r => Assert.Equal(results[0].Null, r.Null));
    }
}
