using System.Globalization;
using Xunit;

namespace Infometer.Tests;

/// <summary>Canonical pairs against known informations, where neighbours among components do well and where they do not.</summary>
public class CompressedCanonicalTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Rectangles_OfKnownInformation_AreFoundWhereNeighboursFindTwoThirds(double nats)
    {
        (Variable x, Variable y) = new KnownImages(ImageShape.Rectangle, nats) { Side = 8 }.Draw(3_000, 7);
        (double canonical, int pairs) = Estimate(x, y);
        Assert.Equal(nats, canonical, 0.1 * nats);
        Assert.Equal(4, pairs);
        Assert.True(Estimate(x, y, new CompressedKsg()).Nats < 0.8 * nats);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Bells_OfKnownInformation_AreTwoPairs(double nats)
    {
        (Variable x, Variable y) = new KnownImages(ImageShape.Bell, nats) { Side = 8 }.Draw(2_000, 8);
        (double canonical, int pairs) = Estimate(x, y);
        Assert.Equal(nats, canonical, 0.1);
        Assert.Equal(2, pairs);
    }

    // ρ = 0.5 in ten columns; of so many columns nearest neighbours see a sixth.
    [Fact]
    public void TenCorrelatedColumns_AreTenPairs()
    {
        Sample sample = NormalData.Pairs(4_000, 10, 0.5, 9);
        (double nats, int pairs) = Estimate(sample.Variables[0], sample.Variables[1]);
        Assert.Equal(NormalData.Truth(10, 0.5), nats, 0.15);
        Assert.Equal(10, pairs);
    }

    // Not normal at all: T is one fair bit, a function that canonical correlation 1 would call infinitely much.
    [Fact]
    public void Sign_IsOneBit()
    {
        double[] inputs = NormalData.Columns(4_000, 1, 10)[0];
        double[] signs = Array.ConvertAll(inputs, v => (double)Math.Sign(v));
        Assert.Equal(Math.Log(2), Estimate(Variable.Continuous(inputs.AsMemory()), Variable.Continuous(signs.AsMemory())).Nats, 0.05);
    }

    // The threshold is one of 100 samples; pairs of 30 samples by chance are three or fewer with probability above 0.999.
    [Fact]
    public void IndependentImages_SeldomHavePairs()
    {
        int found = 0;
        for (ulong seed = 1; seed <= 30; seed++)
        {
            (Variable x, Variable y) = new KnownImages(ImageShape.Rectangle, 0) { Side = 8 }.Draw(600, seed);
            (double nats, int pairs) = Estimate(x, y);
            found += Math.Min(pairs, 1);
            Assert.True(pairs > 0 || nats == 0);
        }

        Assert.InRange(found, 0, 3);
    }

    [Fact]
    public void Pairs_AreNoMoreThanColumnsOfEitherSide()
    {
        Rng rng = Rng.For(11, "circle");
        double[] angles = new double[2_000];
        double[] circle = new double[2 * angles.Length];
        for (int i = 0; i < angles.Length; i++)
        {
            angles[i] = rng.NextDouble();
            (circle[2 * i], circle[(2 * i) + 1]) = (Math.Cos(6 * angles[i]) + (0.2 * rng.NextNormal()), Math.Sin(6 * angles[i]) + (0.2 * rng.NextNormal()));
        }

        Assert.Equal(1, Estimate(Variable.Continuous(angles.AsMemory()), Variable.Continuous(circle.AsMemory(), 2)).Pairs);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    public void FewRows_AreNoError(int rows)
    {
        Sample sample = NormalData.Pairs(rows, 3, 0.9, 12);
        Assert.True(double.IsFinite(Estimate(sample.Variables[0], sample.Variables[1]).Nats));
    }

    // Correlations of exactly 1: infinitely much, of which neighbours see what n rows can show.
    [Fact]
    public void LayerThatIsItsInput_HasAsMuchAsRowsCanShow()
    {
        Sample sample = NormalData.Pairs(500, 2, 0, 14);
        Variable x = Variable.Continuous(Array.ConvertAll(sample.Variables[0].Values.ToArray(), v => (double)(float)v).AsMemory(), 2);
        Assert.InRange(Estimate(x, x, new CompressedCanonical { Noise = 0 }).Nats, 0.5 * Math.Log(500), 2 * Math.Log(500));
    }

    private static (double Nats, int Pairs) Estimate(Variable x, Variable y, PlaneEstimator? estimator = null)
    {
        PlaneOptions options = new() { Inputs = x, Estimators = [estimator ?? new CompressedCanonical()], IsStochastic = true };
        PlanePoint point = Assert.Single(PlaneData.Of(Array.ConvertAll(y.Values.ToArray(), v => (float)v), y.Dimension, options));
        string? pairs = point.Definition.Split(", ").SingleOrDefault(part => part.EndsWith(" pairs", StringComparison.Ordinal));
        return (point.AboutInputs.Nats, pairs is null ? 0 : int.Parse(pairs[..^6], CultureInfo.InvariantCulture));
    }
}
