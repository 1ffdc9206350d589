using Xunit;

namespace Infometer.Tests;

/// <summary>Each estimator against closed forms and naive twins, and the defects of released programs, none of which may come back.</summary>
[Trait("Kernels", "Vector")]
public class PlaneEstimatorTests
{
    private static readonly double s_ln2 = Math.Log(2);

    [Fact]
    public void FixedBins_FourRowsInTwoBins_HaveOneBit()
    {
        PlanePoint point = Of([-1, -0.1f, 0.1f, 1], 1, new FixedBins { Count = 2, Range = BinRange.Between(-1, 1) }, 0, 0, 1, 1);
        Assert.Equal(s_ln2, point.AboutInputs.Nats, 1e-12);
        Assert.Equal(s_ln2, point.AboutLabels!.Nats, 1e-12);
        Assert.Equal((0, QuantityTag.Index), (point.ClippedShare, point.AboutInputs.Tag));
    }

    // IDNNs: 30 points are 29 bins; the index −1 of what lies below them reads the last code.
    [Fact]
    public void FixedBins_BelowTheRange_WrapOnlyWhereTheReleasedCodesAreAskedFor()
    {
        float[] values = [-5, -5, 5, 5];
        PlanePoint released = Of(values, 1, new FixedBins { IsIdnns = true });
        PlanePoint own = Of(values, 1, new FixedBins { Range = BinRange.Between(-1, 1) });
        Assert.Equal(0, released.AboutInputs.Nats, 1e-12);
        Assert.Equal(s_ln2, own.AboutInputs.Nats, 1e-12);
        Assert.Equal((1.0, 1.0), (released.ClippedShare, own.ClippedShare));
    }

    [Fact]
    public void FixedBins_AsReleased_HaveACodeForOneAlone()
    {
        float[] values = [0.97f, 0.999f, 1, 1];
        Assert.Equal(s_ln2, Of(values, 1, new FixedBins { IsIdnns = true }).AboutInputs.Nats, 1e-12);
        Assert.Equal(0, Of(values, 1, new FixedBins { Range = BinRange.Between(-1, 1) }).AboutInputs.Nats, 1e-12);
    }

    // A layer that shrinks to a third: one ruler over the epochs sees it, a ruler per epoch does not.
    [Theory]
    [InlineData("epoch", true)]
    [InlineData("neuron", true)]
    [InlineData("layer", false)]
    [InlineData("run", false)]
    public void FixedBins_OfAShrinkingLayer_SeeItOnlyWithOneRangeForAllEpochs(string range, bool isBlind)
    {
        float[] values = PlaneData.Tanh(500, 2, 3);
        using NetworkRun run = new();
        run.Add(0, "1", values, 2);
        run.Add(1, "1", Array.ConvertAll(values, v => v / 4), 2);
        InformationPlane plane = InformationPlane.Of(run, new PlaneOptions { Estimators = [new FixedBins { Count = 5, Range = BinRange.Parse(range) }] });
        double fall = plane.Points[0].AboutInputs.Nats - plane.Points[1].AboutInputs.Nats;
        Assert.True(isBlind ? Math.Abs(fall) < 1e-9 : fall > 0.5, $"{fall}");
    }

    [Fact]
    public void FixedBins_OfRepeatedInputs_TakeAwayWhatTheInputDoesNotDetermine()
    {
        // Two inputs, each seen four times; the layer is a fair coin for the first, and a constant for the second.
        PlaneOptions options = new()
        {
            Inputs = Variable.Continuous(new double[] { 0, 0, 0, 0, 1, 1, 1, 1 }.AsMemory()),
            Estimators = [new FixedBins { Count = 2, Range = BinRange.Between(0, 1) }],
            IsStochastic = true,
        };
        PlanePoint point = PlaneData.Of([0, 1, 0, 1, 0, 0, 0, 0], 1, options)[0];
        double entropy = -((0.25 * Math.Log(0.25)) + (0.75 * Math.Log(0.75)));
        Assert.Equal(entropy - (s_ln2 / 2), point.AboutInputs.Nats, 1e-12);
    }

    [Fact]
    public void FloorBins_OfNegativeNumbers_GoDownwards()
    {
        PlanePoint point = Of([-0.01f, 0.01f, 0.06f, 0.08f], 1, new FloorBins());
        Assert.Equal((2 * 0.25 * Math.Log(4)) + (0.5 * Math.Log(2)), point.AboutInputs.Nats, 1e-12);
    }

    [Fact]
    public void FloorBins_OfNumbersWithoutBins_AreRefused() =>
        Assert.Contains("set a larger width", Assert.Throws<InvalidInputException>(() => Of([0, 1e30f], 1, new FloorBins())).Message, StringComparison.Ordinal);

    [Fact]
    public void Ebab_Edges_StepThroughDistinctValuesAndNotSamples()
    {
        Assert.Equal([0.0, 1, 3, 4], EntropyBasedBins.Edges([0, 0, 0, 4, 1, 1, 1, 1, 2, 3], 0, 2));
        Assert.Equal([-1.000001, 0, 1, 3, 4], EntropyBasedBins.Edges([0, 0, 0, 4, 1, 1, 1, 1, 2, 3], -1.000001, 3));
        Assert.Equal([0.0], EntropyBasedBins.Edges([0, 0], 0, 30));
    }

    [Fact]
    public void Ebab_ExactZerosOfARelu_AreACodeOfTheirOwn()
    {
        PlanePoint point = Of([0, 0, 0, 0.001f, 0.5f, 1], 1, new EntropyBasedBins { Count = 2 });
        Assert.Equal(-((0.5 * Math.Log(0.5)) + (0.5 * Math.Log(1.0 / 6))), point.AboutInputs.Nats, 1e-12);
    }

    [Fact]
    public void Ebab_OfAScaledLayer_IsTheSame()
    {
        float[] values = PlaneData.Tanh(300, 3, 4);
        EntropyBasedBins estimator = new() { Low = -10 };
        Assert.Equal(Of(values, 3, estimator).AboutInputs.Nats, Of(Array.ConvertAll(values, v => v / 8), 3, estimator).AboutInputs.Nats, 1e-12);
    }

    [Theory]
    [InlineData(1, 1e-3)]
    [InlineData(7, 0.1)]
    [InlineData(40, 1)]
    public void NoiseBounds_AgainstTheirFormulas_AreTheSame(int units, double variance)
    {
        float[] values = PlaneData.Tanh(203, units, 5);
        int[] labels = [.. Enumerable.Range(0, 203).Select(i => i % 7 == 0 ? 2 : i % 2)];
        PlanePoint[] points = PlaneData.Of(values, units, Options(new NoiseBounds { Variance = variance }, labels));
        for (int side = 0; side < 2; side++)
        {
            double width = side == 0 ? 2 * variance : 8 * variance;
            (double inputs, double aboutLabels) = Naive(values, units, width, labels);
            Assert.Equal(inputs, points[side].AboutInputs.Nats, 1e-10);
            Assert.Equal(aboutLabels, points[side].AboutLabels!.Nats, 1e-10);
        }

        Assert.Equal(["kde-upper", "kde-lower"], points.Select(p => p.Estimator));
        Assert.Equal([QuantityTag.Bound, QuantityTag.Bound], points.Select(p => p.AboutInputs.Tag));
        Assert.Equal([QuantityTag.Estimate, QuantityTag.Estimate], points.Select(p => p.AboutLabels!.Tag));
    }

    [Fact]
    public void NoiseBounds_FromLittleToMuchNoise_GoFromTheEntropyOfTheRowsToNothing()
    {
        float[] values = [0, 0, 0, 1, 1, 2, 2, 2];
        PlanePoint[] little = PlaneData.Of(values, 1, Options(new NoiseBounds { Variance = 1e-9 }));
        PlanePoint[] much = PlaneData.Of(values, 1, Options(new NoiseBounds { Variance = 1e9 }));
        double entropy = -((2 * 0.375 * Math.Log(0.375)) + (0.25 * Math.Log(0.25)));
        Assert.All(little, p => Assert.Equal(entropy, p.AboutInputs.Nats, 1e-12));
        Assert.All(much, p => Assert.Equal(0, p.AboutInputs.Nats, 1e-8));
    }

    // The code released with aKDE passes a standard deviation where a variance belongs.
    [Fact]
    public void ScaledNoise_HasThePapersVariance_AndAddsNone()
    {
        float[] values = Array.ConvertAll(PlaneData.Tanh(150, 3, 6), v => 5 * v);
        double largest = values.Max(v => Math.Abs((double)v));
        PlanePoint[] scaled = PlaneData.Of(values, 3, Options(new ScaledNoiseBounds { Variance = 0.01 }));
        PlanePoint[] same = PlaneData.Of(values, 3, Options(new NoiseBounds { Variance = 0.01 * largest }));
        Assert.Equal(same.Select(p => p.AboutInputs), scaled.Select(p => p.AboutInputs));
        Assert.All(PlaneData.Of(new float[20], 2, Options(new ScaledNoiseBounds())), p => Assert.Equal(0, p.AboutInputs.Nats));
    }

    [Fact]
    public void Quantized_OwnValues_AreExact()
    {
        float[] values = [0, 0.25f, 0.5f, 0.75f, 0, 0.25f, 0.5f, 0.75f];
        QuantizedCodes own = new() { Bits = 2, Range = null };
        PlanePoint point = Of(values, 1, own, 0, 0, 1, 1, 0, 0, 1, 1);
        Assert.Equal((2 * s_ln2, s_ln2), (point.AboutInputs.Nats, point.AboutLabels!.Nats), new Close(1e-12));
        Assert.Equal(QuantityTag.Estimate, point.AboutInputs.Tag);
        Assert.Contains(
            "takes activations of 1 bits, and unit 0",
            Assert.Throws<InvalidInputException>(() => Of(values, 1, own with { Bits = 1 })).Message,
            StringComparison.Ordinal);
    }

    // 2^b steps would be 2^b + 1 codes.
    [Fact]
    public void Quantized_RoundedToOneBit_HasTwoCodes()
    {
        PlanePoint point = Of([0, 0.4f, 0.5f, 0.6f, 0.9f, 1], 1, new QuantizedCodes { Bits = 1, Range = BinRange.Between(0, 1) });
        Assert.Equal(s_ln2, point.AboutInputs.Nats, 1e-12);
        Assert.Equal(QuantityTag.Index, point.AboutInputs.Tag);
    }

    // Noise in proportion to each activation would leave the zeros of a ReLU as they are, and rows equal.
    [Fact]
    public void Compression_OfExactZeros_LeavesNoneWithoutNoise()
    {
        double[] relu = [.. Enumerable.Range(0, 400).Select(i => Math.Max(0, Math.Sin(i) - 0.9))];
        Variable compressed = new Compression(1, 0.001).Compress([relu], "activations", RunContext.Default)!.Components;
        Assert.Equal(400, compressed.Values.ToArray().Distinct().Count());
        Variable exact = new Compression(1, 0).Compress([[.. Enumerable.Range(0, 400).Select(i => Math.Max(0, Math.Sin(i) - 0.9))]], "activations", RunContext.Default)!.Components;
        Assert.True(exact.Values.ToArray().Distinct().Count() < 100);
    }

    [Fact]
    public void Compression_KeepsWhatRisesAboveTheNoise_Whitened()
    {
        Random random = new(7);
        double[] signal = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble())];
        double[][] columns = [.. Enumerable.Range(1, 6).Select(k => Array.ConvertAll(signal, s => k * s))];
        Variable compressed = new Compression(4, 0.001).Compress(columns, "activations", RunContext.Default)!.Components;
        Assert.Equal(1, compressed.Dimension);
        Assert.Equal(1, ColumnPreparation.Moments(compressed.Values.Span).Deviation, 0.01);
        double[][] wide = [.. Enumerable.Range(0, 300).Select(k => Array.ConvertAll(signal[..100], s => (k + 1) * s))];
        CompressedRows one = new Compression(4, 0.001).Compress(wide, "activations", RunContext.Default)!;
        Assert.Equal((1, 0.0), (one.Components.Dimension, Math.Round(one.LostVariance, 3)));
        Assert.Null(new Compression(4, 0.001).Compress([new double[50], new double[50]], "activations", RunContext.Default));
    }

    // A layer that is a linear map of the inputs: together they lie in a plane, where entropies by neighbours are −∞.
    [Fact]
    public void Wkl_OfRowsInAPlaneWithoutNoise_HasNoValue()
    {
        Random random = new(9);
        double[] inputs = [.. Enumerable.Range(0, 600).Select(_ => random.NextDouble())];
        using NetworkRun run = new();
        run.Add(0, "1", [.. Enumerable.Range(0, 300).SelectMany(i => new[] { (float)(inputs[2 * i] + inputs[(2 * i) + 1]), (float)inputs[2 * i], 0.5f * (float)inputs[2 * i] })], 3);
        PlaneOptions options = new()
        {
            Inputs = Variable.Continuous(inputs.AsMemory(), 2),
            Labels = Variable.Discrete<int>([.. Enumerable.Range(0, 300).Select(i => i % 2)]),
            Estimators = [new CompressedEntropies { Noise = 0 }],
        };
        PlanePoint point = Assert.Single(InformationPlane.Of(run, options).Points);
        Assert.Equal((true, true), (double.IsNaN(point.AboutInputs.Nats), double.IsFinite(point.AboutLabels!.Nats)));
    }

    [Fact]
    public void PrincipalComponents_OfManyColumns_AreThoseOfAllEigenvectors()
    {
        Random random = new(8);
        double[][] sources = [.. Enumerable.Range(0, 3).Select(k => Enumerable.Range(0, 200).Select(_ => (3 - k) * (random.NextDouble() - 0.5)).ToArray())];
        double[][] columns = [.. Enumerable.Range(0, 300).Select(j => Enumerable.Range(0, 200).Select(i => sources[j % 3][i] + (0.01 * random.NextDouble())).ToArray())];
        double[][] centred = [.. columns.Select(c => c.Select(v => v - c.Average()).ToArray())];
        SymmetricEigen exact = SymmetricEigen.Of(CrossProducts.Matrix(centred, RunContext.Default), 300);
        (double[][] scores, double[] variances) = PrincipalComponents.Of(columns, 3, RunContext.Default);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(exact.Values[k] / 200, variances[k], 1e-9 * variances[0]);
            Assert.Equal(200, scores[k].Sum(v => v * v), 1e-6);
        }
    }

    [Theory]
    [InlineData("ksg", 0.1)]
    [InlineData("wkl", 0.15)]
    [InlineData("cca", 0.1)]
    public void Compressed_LinearLayerWithNoise_FindTheInformation(string id, double tolerance)
    {
        // T = X + N in two independent columns; I = −½ ln(1 − ρ²) each, ρ² = ½.
        Random random = new(9);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] inputs = [.. Enumerable.Range(0, 6000).Select(_ => Normal())];
        float[] layer = Array.ConvertAll(inputs, x => (float)(x + Normal()));
        int[] labels = [.. Enumerable.Range(0, 3000).Select(i => inputs[2 * i] > 0 ? 1 : 0)];
        PlaneOptions options = Options(PlaneEstimators.Get(id).Create(), labels) with { Inputs = Variable.Continuous(inputs.AsMemory(), 2), IsStochastic = true };
        PlanePoint point = Assert.Single(PlaneData.Of(layer, 2, options));
        Assert.Equal(Math.Log(2), point.AboutInputs.Nats, tolerance);
        Assert.InRange(point.AboutInputs.StandardError!.Value, 0.001, 0.1);

        Assert.Equal(SignInformation(), point.AboutLabels!.Nats, 0.05);
    }

    [Theory]
    [InlineData("ksg")]
    [InlineData("wkl")]
    [InlineData("cca")]
    public void Compressed_WithoutNumericInputs_AreRefused(string id)
    {
        PlaneEstimator estimator = PlaneEstimators.Get(id).Create();
        Assert.Contains($"'{id}' compares activations with the inputs", Refusal(estimator, null), StringComparison.Ordinal);
        Assert.Contains($"'{id}' needs numeric inputs, and 'x' is discrete", Refusal(estimator, Variable.Discrete<int>([0, 1, 2, 3])), StringComparison.Ordinal);
    }

    [Fact]
    public void Descriptors_OptionsSetAndGet_ComeBack()
    {
        foreach (PlaneEstimatorDescriptor descriptor in PlaneEstimators.All)
        {
            PlaneEstimator estimator = descriptor.Create();
            Assert.Same(descriptor, estimator.Descriptor);
            Assert.All(descriptor.Options, option => Assert.Equal(option.Default, option.Get(estimator)));
            Assert.Equal(estimator, descriptor.CreateWith(descriptor.Options.Select(o => KeyValuePair.Create(o.Name, o.Default))));
        }
    }

    [Theory]
    [InlineData("bins", "bins", "1")]
    [InlineData("bins", "range", "0..0")]
    [InlineData("bins", "range", "all")]
    [InlineData("bins", "compat", "yes")]
    [InlineData("floor", "width", "0")]
    [InlineData("ebab", "low", "x")]
    [InlineData("kde", "variance", "-1")]
    [InlineData("akde", "variance", "NaN")]
    [InlineData("quantized", "bits", "33")]
    [InlineData("ksg", "neighbors", "0")]
    [InlineData("wkl", "components", "65")]
    [InlineData("wkl", "noise", "-0.1")]
    [InlineData("cca", "input-components", "0")]
    public void Descriptors_WrongText_IsRefusedByName(string id, string option, string text) => Assert.Contains(
        $"Option '{option}' of plane estimator '{id}' cannot be '{text}'",
        Assert.Throws<InvalidInputException>(() => PlaneEstimators.Get(id).CreateWith([KeyValuePair.Create(option, text)])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void NegativeExp_AgainstTheLibrary_AgreesToRounding()
    {
        for (double x = -720; x <= 0; x += 0.137)
        {
            double own = NegativeExp.Of(System.Runtime.Intrinsics.Vector512.Create(x))[3];
            Assert.Equal(1, x < -708 ? 1 + own : own / NegativeExp.Of(x), 2e-14);
        }

        Assert.Equal((0, 1), (NegativeExp.Of(System.Runtime.Intrinsics.Vector512.Create(double.NegativeInfinity))[0], NegativeExp.Of(System.Runtime.Intrinsics.Vector512.Create(0.0))[7]));
    }

    private static PlanePoint Of(float[] values, int units, PlaneEstimator estimator, params int[] labels) =>
        Assert.Single(PlaneData.Of(values, units, Options(estimator, labels)));

    private static PlaneOptions Options(PlaneEstimator estimator, params int[] labels) => new()
    {
        Labels = labels.Length == 0 ? null : Variable.Discrete<int>(labels, "y"),
        Estimators = [estimator],
    };

    private static string Refusal(PlaneEstimator estimator, Variable? inputs) => Assert.Throws<InvalidInputException>(
        () => PlaneData.Of([0, 1, 2, 3], 1, new PlaneOptions { Estimators = [estimator], Inputs = inputs })).Message;

    private static (double AboutInputs, double AboutLabels) Naive(float[] values, int units, double width, int[] labels)
    {
        int n = labels.Length;
        double inputs = 0;
        double conditional = 0;
        for (int i = 0; i < n; i++)
        {
            double[] kernels =
            [
                .. Enumerable.Range(0, n).Select(j => Math.Exp(-Enumerable.Range(0, units).Sum(k => Math.Pow((double)values[(i * units) + k] - values[(j * units) + k], 2)) / width)),
            ];
            inputs -= Math.Log(kernels.Average()) / n;
            conditional -= Math.Log(kernels.Where((_, j) => labels[j] == labels[i]).Average()) / n;
        }

        return (inputs, inputs - conditional);
    }

    // I(sign X; T) = ln 2 − ⟨h(P(X > 0|T))⟩ for T = X + N of variance 2; given T, X is normal with mean T/2 and variance ½.
    private static double SignInformation()
    {
        double sum = 0;
        const double Step = 0.001;
        for (double t = -10; t <= 10; t += Step)
        {
            double p = SpecialFunctions.NormalCdf(t / 2 / Math.Sqrt(0.5));
            double entropy = p is <= 0 or >= 1 ? 0 : -((p * Math.Log(p)) + ((1 - p) * Math.Log(1 - p)));
            sum += Step * entropy * Math.Exp(-t * t / 4) / Math.Sqrt(4 * Math.PI);
        }

        return Math.Log(2) - sum;
    }

    private sealed class Close(double tolerance) : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) <= tolerance && Math.Abs(x.Item2 - y.Item2) <= tolerance;

        public int GetHashCode((double, double) obj) => 0;
    }
}
