using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class FftKdeTests
{
    [Theory]
    [InlineData(0.25, 0.4)]
    [InlineData(0.6, 0.3)]
    public void Information_OfTwoColumns_IsTheIntegralOfTheDensity(double bandwidth, double rho)
    {
        Sample sample = NormalData.Pairs(60, 1, rho, 1);
        double[] x = sample.Variables[0].Values.ToArray();
        double[] y = sample.Variables[1].Values.ToArray();

        // The kernel density itself, summed on a fine grid.
        const int Points = 300;
        double[] gridX = Grid(x, bandwidth, Points);
        double[] gridY = Grid(y, bandwidth, Points);
        double[,] joint = new double[Points, Points];
        double[] px = new double[Points];
        double[] py = new double[Points];
        double total = 0;
        for (int a = 0; a < Points; a++)
        {
            for (int b = 0; b < Points; b++)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    double u = (gridX[a] - x[i]) / bandwidth;
                    double v = (gridY[b] - y[i]) / bandwidth;
                    joint[a, b] += Math.Exp(-0.5 * ((u * u) + (v * v)));
                }

                px[a] += joint[a, b];
                py[b] += joint[a, b];
                total += joint[a, b];
            }
        }

        double expected = 0;
        for (int a = 0; a < Points; a++)
        {
            for (int b = 0; b < Points; b++)
            {
                expected += joint[a, b] > 0 ? joint[a, b] / total * Math.Log(joint[a, b] * total / (px[a] * py[b])) : 0;
            }
        }

        TermEstimate estimate = new FftKde { Bandwidth = bandwidth }.Evaluate(NormalData.Pair, sample, RunContext.Default);
        Assert.Equal(expected, estimate.Nats, 2e-4);
        Assert.Equal(estimate.Nats, estimate.Locals.ToArray().Average(), 1e-12);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Information_OfManyRows_IsThatOfTheSmoothedLaw(double bandwidth)
    {
        Sample sample = NormalData.Pairs(100_000, 1, 0.8, 2);
        double smoothed = 0.8 / (1 + (bandwidth * bandwidth));
        double nats = new FftKde { Bandwidth = bandwidth }.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats;
        Assert.Equal(NormalData.Truth(1, smoothed), nats, 0.01);
    }

    [Theory]
    [InlineData("silverman")]
    [InlineData("scott")]
    [InlineData("isj")]
    public void Information_ByEachRule_IsNearTheTruth(string rule)
    {
        FftKde estimator = new() { Bandwidth = KernelBandwidth.Parse(rule) };
        Sample sample = NormalData.Pairs(5_000, 1, 0.6, 3);
        Assert.Equal(NormalData.Truth(1, 0.6), estimator.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats, 0.03);
    }

    [Theory]
    [InlineData("silverman", 0, 0)]
    [InlineData("silverman", 0.5, 0.030)]
    [InlineData("silverman", 1, 0.111)]
    [InlineData("isj", 2, 0.337)]
    public void Information_OfTwoShiftedClasses_IsNearTheTruth(string rule, double shift, double truth)
    {
        const int Rows = 20_000;
        double[] x = NormalData.Columns(Rows, 1, 4)[0];
        int[] classes = [.. Enumerable.Range(0, Rows).Select(i => i % 2)];
        Sample sample = Sample.Align(
        [
            NormalData.Variable([.. x.Select((v, i) => v + (shift * classes[i]))]),
            Variable.Discrete<int>(classes),
        ]);
        FftKde estimator = new() { Bandwidth = KernelBandwidth.Parse(rule) };
        TermEstimate estimate = estimator.Evaluate(NormalData.Pair, sample, RunContext.Default);
        Assert.Equal(truth, estimate.Nats, 0.008);
        Assert.Equal(estimate.Nats, estimate.Locals.ToArray().Average(), 1e-12);
        InformationTerm turned = new([VariableSet.Of(1), VariableSet.Of(0)]);
        Assert.Equal(estimate.Nats, estimator.Evaluate(turned, sample, RunContext.Default).Nats);
    }

    [Fact]
    public void Information_OfClassesApart_IsTheirEntropy()
    {
        // Six rows in two classes that never meet, one of them constant, one of a single row.
        Sample sample = Sample.Align([NormalData.Variable([0, 0, 0, 50, 51, 100]), Variable.Discrete<int>([0, 0, 0, 1, 1, 2])]);
        double expected = (0.5 * Math.Log(2)) + (Math.Log(3) / 3) + (Math.Log(6) / 6);
        Assert.Equal(expected, new FftKde { Bandwidth = 1 }.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats, 1e-6);
    }

    [Fact]
    public void Entropy_OfNormalData_IsThatOfTheSmoothedLaw()
    {
        Sample sample = NormalData.Pairs(50_000, 1, 0, 5);
        TermEstimate estimate = new FftKde { Bandwidth = 0.5 }.Evaluate(new EntropyTerm(VariableSet.Of(0)), sample, RunContext.Default);
        Assert.Equal(0.5 * Math.Log(2 * Math.PI * Math.E * 1.25), estimate.Nats, 0.01);
        Assert.Equal(estimate.Nats, estimate.Locals.ToArray().Average(), 1e-12);
    }

    [Fact]
    public void Information_UnderChangesOfUnit_IsTheSame()
    {
        Sample plain = NormalData.Pairs(500, 1, 0.5, 6);
        Variable scaled = Variable.Continuous(plain.Variables[0].Values.ToArray().Select(v => (1e6 * v) - 3e7).ToArray());
        foreach (string rule in (string[])["silverman", "isj"])
        {
            FftKde estimator = new() { Bandwidth = KernelBandwidth.Parse(rule) };
            double nats = estimator.Evaluate(NormalData.Pair, plain, RunContext.Default).Nats;
            Sample other = Sample.Align([scaled, plain.Variables[1]]);
            Assert.Equal(nats, estimator.Evaluate(NormalData.Pair, other, RunContext.Default).Nats, 1e-6);
        }
    }

    [Fact]
    public void Information_OfAConstant_IsZero()
    {
        Sample sample = Sample.Align([NormalData.Variable(new double[9]), NormalData.Variable([1, 2, 3, 4, 5, 6, 7, 8, 9])]);
        Assert.Equal(0, new FftKde().Evaluate(NormalData.Pair, sample, RunContext.Default).Nats);
        Assert.Equal(double.NegativeInfinity, new FftKde().Evaluate(new EntropyTerm(VariableSet.Of(0)), sample, RunContext.Default).Nats);
        int[] order = [8, 7, 6, 5, 4, 3, 2, 1, 0];
        Assert.Equal(0, new FftKde().Reorder(NormalData.Pair, sample, RunContext.Default).Evaluate([order, null]));
    }

    [Fact]
    public void Evaluate_RangeOfTooManyBandwidths_IsRefused()
    {
        Sample sample = Sample.Align([NormalData.Variable([0, 1, 2, 1e9]), NormalData.Variable([1, 2, 3, 4])]);
        InvalidInputException e = Assert.Throws<InvalidInputException>(
            () => new FftKde { Bandwidth = 1 }.Evaluate(NormalData.Pair, sample, RunContext.Default));
        Assert.Equal(
            "'x' spans 1,000,000,010 bandwidths of 1, more than a grid of 1,024 points resolves; "
            + "set a larger bandwidth, or standardize=rank-gaussian.",
            e.Message);
        FftKde ranked = new() { Standardize = Standardization.RankGaussian };
        Assert.True(double.IsFinite(ranked.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats));
    }

    [Fact]
    public void Reorder_OfTwoColumns_IsTheWholeEvaluation()
    {
        Sample sample = NormalData.Pairs(100, 1, 0.7, 7);
        int[] order = [.. Enumerable.Range(0, 100).Select(i => (i * 37) % 100)];
        FftKde estimator = new();
        TermReorderer reorderer = estimator.Reorder(NormalData.Pair, sample, RunContext.Default);
        foreach (int[]?[] orders in (int[]?[][])[[order, null], [null, order], [order, order], [null, null]])
        {
            double whole = estimator.Evaluate(NormalData.Pair, sample.Reordered(orders), RunContext.Default).Nats;
            Assert.Equal(whole, reorderer.Evaluate(orders), 1e-12);
        }
    }

    [Fact]
    public void Supports_WhatFitsAGrid_Only()
    {
        FftKde estimator = new();
        VariableShape[] shapes =
        [
            new(VariableKind.Continuous, 1), new(VariableKind.Continuous, 2), new(VariableKind.Discrete, 1), new(VariableKind.Discrete, 2),
        ];
        InformationTerm Of(int a, int b) => new([VariableSet.Of(a), VariableSet.Of(b)]);
        Assert.True(estimator.Supports(Of(0, 2), shapes));
        Assert.True(estimator.Supports(Of(3, 0), shapes));
        Assert.False(estimator.Supports(Of(0, 1), shapes));
        Assert.False(estimator.Supports(Of(2, 3), shapes));
        Assert.False(estimator.Supports(NormalData.Conditional, shapes));
        Assert.True(estimator.Supports(new EntropyTerm(VariableSet.Of(0)), shapes));
        Assert.False(estimator.Supports(new EntropyTerm(VariableSet.Of(2)), shapes));
    }

    private static double[] Grid(double[] values, double bandwidth, int points)
    {
        double low = values.Min() - (6 * bandwidth);
        double step = (values.Max() + (6 * bandwidth) - low) / (points - 1);
        return [.. Enumerable.Range(0, points).Select(i => low + (i * step))];
    }
}
