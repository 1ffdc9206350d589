using Xunit;

namespace Infometer.Tests;

public sealed class EncoderInformationTests : IDisposable
{
    private readonly ArrayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(3, 1.0)]
    [InlineData(2, 0.5)]
    public void OfNoisy_NormalLayer_IsTheChannelCapacityFormula(int dimension, double noise)
    {
        EncoderInformation result = Noisy(Normal(3_000, dimension, 1), dimension, noise);
        double truth = dimension / 2.0 * Math.Log(1 + (1 / (noise * noise)));
        Quantity mc = result["mi-xz"];
        Assert.InRange(mc.Value, truth - (4 * mc.StandardError!.Value) - 0.01, truth + (4 * mc.StandardError.Value));
        Assert.Equal(dimension / (noise * noise), result["mi-xz-jensen"].Value, dimension * 0.15 / (noise * noise));
        Assert.True(result["mi-xz-jensen"].Value > mc.Value);
        Assert.Equal((QuantityTag.Estimate, QuantityTag.Bound), (mc.Tag, result["mi-xz-jensen"].Tag));
    }

    [Fact]
    public void OfNoisy_UnitsThatSayNothing_ChangeNothing_WhateverTheWidth()
    {
        // With a density of one dimension on one side and of d on the other every such unit would add its noise.
        double[] narrow = Normal(400, 2, 2);
        double[] wide = [.. narrow.Chunk(2).SelectMany(row => row.Concat(Enumerable.Repeat(7.5, 30)))];
        EncoderInformation two = Noisy(narrow, 2, 0.3);
        EncoderInformation many = Noisy(wide, 32, 0.3);
        Assert.Equal(two["mi-xz"].Value, many["mi-xz"].Value, 1e-9);
        Assert.Equal(two["mi-xz-jensen"].Value, many["mi-xz-jensen"].Value, 1e-9);
    }

    [Fact]
    public void Of_ScaledEncoder_GivesTheSame()
    {
        double[] means = Normal(300, 2, 3);
        double[] deviations = [.. Normal(300, 2, 4).Select(v => 0.2 + Math.Abs(v))];
        EncoderInformation one = Stochastic(means, deviations, 2);
        EncoderInformation scaled = Stochastic([.. means.Select(v => 1000 * v)], [.. deviations.Select(v => 1000 * v)], 2);
        Assert.Equal(one["mi-xz"].Value, scaled["mi-xz"].Value, 1e-9);
        Assert.Equal(one["mi-xz-jensen"].Value, scaled["mi-xz-jensen"].Value, 1e-9);
    }

    [Fact]
    public void JensenBound_IsTheMeanDivergenceOverPairs()
    {
        double[] means = Normal(40, 2, 5);
        double[] deviations = [.. Normal(40, 2, 6).Select(v => 0.5 + Math.Abs(v))];
        double sum = 0;
        for (int i = 0; i < 80; i++)
        {
            for (int j = i % 2; j < 80; j += 2)
            {
                double ratio = deviations[i] / deviations[j];
                double distance = (means[i] - means[j]) / deviations[j];
                sum += ((ratio * ratio) + (distance * distance) - 1) / 2 - Math.Log(ratio);
            }
        }

        Assert.Equal(sum / 1600, Stochastic(means, deviations, 2)["mi-xz-jensen"].Value, 1e-10);
    }

    [Fact]
    public void Of_Labels_MeasureWithinClasses()
    {
        // Two classes far apart, the rows of each spread as before: I(X;Z) is ln 2 more than I(X;Z|Y).
        double[] labels = [.. Enumerable.Range(0, 1_000).Select(i => i % 2 * 3.0)];
        double[] means = [.. Normal(1_000, 1, 7).Select((v, i) => v + (1e4 * labels[i]))];
        EncoderInformation result = Noisy(means, 1, 1, labels);
        Assert.Equal(Math.Log(2), result["mi-xz"].Value - result["cmi-xz-y"].Value, 1e-9);
        Assert.InRange(result["cmi-xz-y"].Value, 0.29, 0.40);
        Assert.Equal(Math.Log(500), result["cmi-xz-y"].High!.Value, 1e-9);
    }

    [Fact]
    public void StandardError_IsTheScatterOverSamples()
    {
        EncoderInformation[] results = [.. Enumerable.Range(0, 120).Select(seed => Noisy(Normal(150, 1, 50 + seed), 1, 0.7, context: new RunContext { Seed = (ulong)seed }))];
        double mean = results.Average(r => r["mi-xz"].Value);
        double scatter = Math.Sqrt(results.Average(r => Math.Pow(r["mi-xz"].Value - mean, 2)));
        Assert.InRange(results.Average(r => r["mi-xz"].StandardError!.Value) / scatter, 0.8, 1.25);
    }

    [Fact]
    public void OfNoisy_LittleNoise_SaysThatTheCeilingIsReached_AndAPartIsSaid()
    {
        EncoderInformation result = Noisy(Normal(200, 4, 8), 4, 1e-3, [.. Enumerable.Range(0, 200).Select(i => i < 5 ? 1.0 : 0)], new EncoderOptions { MaxRows = 100 });
        Assert.Equal(Math.Log(100), result["mi-xz"].Value, 1e-6);
        Assert.Contains(result.Notes, n => n.Code == "ceiling");
        Assert.Contains(result.Notes, n => n.Code == "part-of-rows");
        Assert.Contains(result.Notes, n => n.Code == "tiny-classes");
        Assert.Equal(100, result.Count);
    }

    [Fact]
    public void Of_AnyThreads_SameBits()
    {
        double[] means = Normal(200, 3, 9);
        EncoderInformation one = Noisy(means, 3, 0.5, context: new RunContext { MaxDegreeOfParallelism = 1 }, options: new EncoderOptions { Draws = 3 });
        EncoderInformation four = Noisy(means, 3, 0.5, context: new RunContext { MaxDegreeOfParallelism = 4 }, options: new EncoderOptions { Draws = 3 });
        Assert.Equal(one.Quantities, four.Quantities);
    }

    [Fact]
    public void Of_WrongFiles_NamesFileArrayAndShape()
    {
        string means = _folder.Write("mu.npy", ArrayBytes.Npy<double>("<f8", "(2, 2)", [1, 2, 3, 4]));
        string logs = _folder.Write("logvar.npy", ArrayBytes.Npy<double>("<f8", "(2, 2)", [1, 2, -3, 4]));
        string row = _folder.Write("row.npy", ArrayBytes.Npy<double>("<f8", "(1, 2)", [1, 2]));
        Assert.Contains("'logvar.npy' (shape 2×2) holds -3 in row 1, column 0", MessageOf(means, logs), StringComparison.Ordinal);
        Assert.Contains("'mu.npy' have the shape 2×2 and the standard deviations 'row.npy' 1×2", MessageOf(means, row), StringComparison.Ordinal);
        Assert.Contains("'row.npy' (shape 1×2) has one row", MessageOf(row, row), StringComparison.Ordinal);
        Assert.Contains("'row.npy' have the shape 1×2 and 'mu.npy' 2×2", MessageOf(means, means, row), StringComparison.Ordinal);
        Assert.Contains("no finite I(X;Z)", _folder.MessageOf(() => Noisy([1, 2], 1, 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void GeneralizationBound_IsItsFormula_AndGrowsWithInformation()
    {
        GeneralizationBound bound = new(G1: 2, G2: 3, G3: 0.5);
        Assert.Equal((0.5 * Math.Sqrt((4 + 3) / 100.0)) + (2 / 10.0), bound.OfFixedEncoder(4, 100), 1e-12);
        Assert.Equal((0.5 * Math.Sqrt((4 + 5 + 3) / 100.0)) + (2 / 10.0), bound.OfLearntEncoder(4, 5, 100), 1e-12);
        Assert.Equal(1.5 * Math.Sqrt((5 + Math.Log(20)) / 200), GeneralizationBound.OfModel(1.5, 5, Math.Log(20), 100), 1e-12);
    }

    private string MessageOf(string means, string deviations, string? labels = null) => _folder.MessageOf(() =>
    {
        using ArrayFile m = ArrayFile.Open(means);
        using ArrayFile s = ArrayFile.Open(deviations);
        using ArrayFile? y = labels is null ? null : ArrayFile.Open(labels);
        EncoderInformation.Of(m.Read(), s.Read(), y?.Read());
    });

    private static EncoderInformation Noisy(
        double[] means, int dimension, double noise, double[]? labels = null, EncoderOptions? options = null, RunContext? context = null) =>
        EncoderInformation.Of(
            NetworkData.Rows(means, dimension, "layer"), null, noise, labels is null ? null : NetworkData.Rows(labels, 1, "labels"), options, context);

    private static EncoderInformation Stochastic(double[] means, double[] deviations, int dimension) =>
        EncoderInformation.Of(NetworkData.Rows(means, dimension, "mu"), NetworkData.Rows(deviations, dimension, "sigma"), double.NaN, null, null, null);

    private static double[] Normal(int n, int dimension, int seed)
    {
        Rng rng = Rng.For((ulong)seed, "encoder test");
        double[] values = new double[n * dimension];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = rng.NextNormal();
        }

        return values;
    }
}
