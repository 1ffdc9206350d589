using Xunit;

namespace Infometer.Tests;

/// <summary>What the evidence is made of: scales, coordinates, ladders, twins, radii, directions, the test.</summary>
public class SurrogatePartsTests
{
    [Fact]
    public void Margins_AreScoresUnlessAllColumnsLookNormal()
    {
        Sample normal = NormalData.Pairs(500, 2, 0.5, 1);
        Sample skewed = Sample.Align([normal.Variables[0], normal.Variables[1].Map(Math.Exp)]);
        Assert.False(Margins(normal, MarginScale.Automatic).IsRanked);
        Assert.True(Margins(skewed, MarginScale.Automatic).IsRanked);
        Assert.True(Margins(normal, MarginScale.RankGaussian).IsRanked);
        Assert.False(Margins(skewed, MarginScale.ZScore).IsRanked);
    }

    [Fact]
    public void Margins_OfEqualValues_AreDistinctAndKeepTheOrder()
    {
        Sample rounded = Sample.Align([.. NormalData.Pairs(500, 1, 0.5, 1).Variables.Select(v => v.Map(a => Math.Round(a, 1)))]);
        SurrogateMargins margins = Margins(rounded, MarginScale.ZScore);
        Assert.True(margins.IsRanked);
        Assert.True(margins.MostTied > 400);
        Assert.InRange(margins.RepeatedShare, 0.001, 0.3);
        double[] scores = margins.First[0];
        Assert.Equal(500, scores.Distinct().Count());
        double[] values = [.. rounded.Variables.Select(v => v.Values.ToArray()).First(v => IsMonotone(v, scores))];
        Assert.Equal(500, values.Length);
    }

    [Fact]
    public void Pair_KeepsCorrelationsThatAreThere_FreedOfChance()
    {
        // Two pairs of 0.8 among ten columns a side.
        CanonicalPair pair = PairOf("normal-2pair-5x5", 5_000);
        Assert.Equal(2, pair.Correlations.Length);
        Assert.All(pair.Correlations, rho => Assert.Equal(0.8, rho, 0.03));
        Assert.False(pair.IsDetermined);
        foreach (bool ofFirst in new[] { true, false })
        {
            double[][] residual = pair.Residual(ofFirst);
            double[][] other = ofFirst ? pair.V : pair.U;
            Assert.All(residual.Zip(other), p => Assert.True(Math.Abs(CrossProducts.Dot(p.First, p.Second) / 5_000) < 0.06));
            Assert.All(residual, c => Assert.Equal(1, CrossProducts.Dot(c, c) / 4_999, 0.01));
        }
    }

    [Fact]
    public void Pair_OfIndependentSides_KeepsNothing() => Assert.Empty(PairOf("independent-normal-10x10", 1_000).Correlations);

    [Fact]
    public void Pair_LeavesOutColumnsThatFollowFromOthers()
    {
        double[][] x = NormalData.Columns(200, 2, 3);
        CanonicalPair pair = CanonicalPair.Of([x[0], x[0], [.. x[0].Select(_ => 0.0)]], [x[1]], RunContext.Default);
        Assert.Equal((1, 1), (pair.U.Length, pair.V.Length));
        Assert.True(CanonicalPair.Of([x[0]], [x[1], x[0]], RunContext.Default).IsDetermined);
    }

    [Fact]
    public void Ladder_IsThatOfKsg()
    {
        Sample sample = NormalData.Pairs(300, 2, 0.6, 4);
        double[][] Columns(int v) => [.. sample.Variables[v].Prepared(Standardization.None).Select(c => c.Values)];
        NeighborLadder ladder = NeighborLadder.Of(Columns(0), Columns(1), withDeletion: true, RunContext.Default);
        TermEstimate of5 = new Ksg { Neighbors = 5 }.Evaluate(NormalData.Pair, sample, RunContext.Default);
        Assert.Equal(new Ksg { Neighbors = 3 }.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats, ladder.Few);
        Assert.Equal(of5.Nats, ladder.Nats);
        Assert.Equal(new Ksg { Neighbors = 10 }.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats, ladder.Many);
        Assert.Equal(of5.Locals.ToArray(), ladder.Locals);
        Assert.Equal(of5.DeletionChanges.ToArray(), ladder.Changes);
        Assert.Equal(ladder.Nats, NeighborLadder.Point(Columns(0), Columns(1), RunContext.Default));
        Assert.Equal(Math.Abs(ladder.Few - ladder.Many), ladder.Drift);

        // As inference makes it of the locals and the changes.
        Estimate estimate = Measure.MutualInformation.Estimate([.. sample.Variables], estimator: new Ksg { Neighbors = 5 });
        Assert.Equal(estimate.StandardError!.Value, ladder.StandardError, 1e-12);
    }

    [Fact]
    public void Twins_ShowTheErrorOfKsgOnNormalData()
    {
        // Far below what is shared, and by as much as the data.
        CanonicalPair pair = PairOf("high-3-10x10", 1_000);
        double plain = NeighborLadder.Of(pair.U, pair.V, withDeletion: false, RunContext.Default).Nats;
        double twins = GaussianTwins.Mean(pair, 4, RunContext.Default).Nats;
        Assert.InRange(plain, 0.5, 1.5);
        Assert.Equal(plain, twins, 0.1);
    }

    [Theory]
    [InlineData("student-1-2x2", true)]
    [InlineData("student-2-5x5", true)]
    [InlineData("normal-dense-5x5", false)]
    [InlineData("normal-2pair-25x25", false)]
    [InlineData("independent-cauchy-2x2", false)]
    public void Radial_IsFoundWhereTheScaleIsShared(string id, bool isShared)
    {
        RadialPart radial = RadialPart.Of(PairOf(id, 2_000), RunContext.Default);
        Assert.Equal(isShared, radial.IsFound);
        Assert.Equal(isShared ? KnownTruths.Get(id).Truth : 0, radial.Nats, 0.06);
        Assert.Equal(isShared ? radial.Nats : 0, radial.Counted);
    }

    [Theory]
    [InlineData("spiral-2pair-3x3", 10, double.PositiveInfinity)]
    [InlineData("spiral-2pair-25x25", 4, double.PositiveInfinity)]
    [InlineData("spiral-normal-cdf-2pair-3x3", 3, double.PositiveInfinity)]
    [InlineData("regimes-10x10", 6, double.PositiveInfinity)]
    [InlineData("normal-dense-5x5", -4, 3)]
    [InlineData("normal-2pair-25x25", -4, 3)]
    [InlineData("student-1-2x2", -4, 3)]
    [InlineData("student-2-5x5", -4, 3)]
    [InlineData("independent-cauchy-2x2", -4, 3)]
    [InlineData("independent-normal-1x1", -4, 3)]
    public void Modulation_IsSeenOnSpiralsAndOfSignsThatChange(string id, double from, double to) =>
        Assert.InRange(RadiusModulation.Of(PairOf(id, 2_000), RunContext.Default), from, to);

    [Theory]
    [InlineData("normal-dense-2x2", 4, 0.3)]
    [InlineData("swiss-roll", 2, 0.3)]
    [InlineData("student-2-3x3", 6, 0.6)]
    public void Ladder_KnowsHowManyDimensionsAreFilled(string id, double dimensions, double tolerance)
    {
        CanonicalPair pair = PairOf(id, 4_000);
        Assert.Equal(dimensions, NeighborLadder.Of(pair.U, pair.V, withDeletion: true, RunContext.Default).Filled, tolerance);
    }

    [Theory]
    [InlineData("berkson-3x3", 0.835, 8)]
    [InlineData("normal-dense-5x5", 0.593, 0)]
    [InlineData("noise-50", 0.511, 0)]
    public void LeadingPair_ShowsWhatSelectionAddsToACorrelation_AndOfNormalSamplesNothing(string id, double nats, double deviations)
    {
        LeadingPair pair = LeadingPair.Of(PairOf(id, 1_000), RunContext.Default);
        Assert.Equal(nats, pair.Nats, 4 * pair.Error);
        Assert.Equal(deviations, pair.Excess / pair.Error, 2.2);
    }

    [Fact]
    public void LeadingPair_WhereNoCorrelationWasKept_IsNone() =>
        Assert.Same(LeadingPair.None, LeadingPair.Of(PairOf("independent-normal-5x5", 1_000), RunContext.Default));

    [Fact]
    public void Margins_AreLightWhereNoKurtosisIsAboveThatOfNormalNumbers()
    {
        Sample normal = NormalData.Pairs(2_000, 1, 0.5, 1);
        Assert.True(Margins(Sample.Align([.. normal.Variables.Select(v => v.Map(Math.Atan))]), MarginScale.Automatic).AreLight);
        Assert.False(Margins(Sample.Align([normal.Variables[0].Map(Math.Atan), normal.Variables[1].Map(Math.Sinh)]), MarginScale.Automatic).AreLight);
    }

    [Fact]
    public void Directions_HaveOneLength_AndScoresTheOrderOfTheRadii()
    {
        double[][] columns = NormalData.Columns(100, 3, 9);
        double[][] directions = SideShape.Directions(columns);
        double[] scores = SideShape.RadiusScores(columns);
        double Length(double[][] rows, int i) => Math.Sqrt(rows.Sum(c => c[i] * c[i]));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(Math.Sqrt(3), Length(directions, i), 1e-12));
        Assert.Equal(
            Enumerable.Range(0, 100).OrderBy(i => Length(columns, i)),
            Enumerable.Range(0, 100).OrderBy(i => scores[i]));
        Assert.Empty(SideShape.Bent(columns[..1], 0, RunContext.Default));
        Assert.Equal([2, 5], new[] { 0, 2 }.Select(leading => SideShape.Bent(columns, leading, RunContext.Default).Length));
        double[][] white = [.. SideShape.Twisted(columns, scores, RunContext.Default), .. directions.Select(Centred)];
        Assert.All(white[..3], w => Assert.Equal(100, CrossProducts.Dot(w, w), 1e-8));
        Assert.All(white[3..], d => Assert.True(Math.Abs(CrossProducts.Dot(white[0], d)) < 1e-8));
    }

    [Fact]
    public void LegendreMoments_AreOrthonormalButForTheirScale()
    {
        double[][] moments = LegendreMoments.Of(NormalData.Columns(2_000, 1, 9));
        Assert.Equal(4, moments.Length);
        for (int a = 0; a < 4; a++)
        {
            Assert.Equal(0, moments[a].Average(), 0.002);
            for (int b = 0; b <= a; b++)
            {
                Assert.Equal(a == b ? 1.0 / ((2 * a) + 3) : 0, CrossProducts.Dot(moments[a], moments[b]) / 2_000, 0.002);
            }
        }
    }

    [Theory]
    [InlineData(1, 3.841459, 1.645, 0.15)]
    [InlineData(10, 18.30704, 1.645, 0.02)]
    [InlineData(500, 553.1268, 1.645, 0.005)]
    [InlineData(10, 9.341818, 0, 0.02)]
    public void Normal_OfAChiSquare_HasItsTail(double freedom, double value, double expected, double tolerance) =>
        Assert.Equal(expected, RadiusModulation.Normal(value, freedom), tolerance);

    [Fact]
    public void SearchedRows_AreAllInFewColumnsAndBoundedInMany()
    {
        Assert.Equal(10_000, SurrogateTest.SearchedRows(10_000, 2));
        Assert.Equal(2_000, SurrogateTest.SearchedRows(100_000, 10));
        Assert.Equal(1_000, SurrogateTest.SearchedRows(100_000, 50));
        Assert.Equal(300, SurrogateTest.SearchedRows(300, 50));
    }

    // Of what none of the others would find, one statistic each.
    [Theory]
    [InlineData("linear")]
    [InlineData("square")]
    [InlineData("circle")]
    [InlineData("scale")]
    [InlineData("twist")]
    public void Test_OfAnyShape_Detects(string shape)
    {
        double[][] c = NormalData.Columns(600, 4, 17);
        double[] Of(Func<int, double> value) => [.. Enumerable.Range(0, 600).Select(value)];
        double[] outward = Of(i => c[0][i] * (Math.Sqrt((c[0][i] * c[0][i]) + (c[1][i] * c[1][i])) - 1.5));
        double[] wider = Of(i => Math.Exp(0.4 * Math.Abs(c[0][i])));
        double[][][] sides = shape switch
        {
            "linear" => [[c[0]], [NormalData.Combine((0.3, c[0]), (1, c[1]))]],
            "square" => [[c[0]], [Of(i => (0.4 * c[0][i] * c[0][i]) + c[1][i])]],
            "circle" => [[Of(i => Math.Cos(4 * c[0][i]) + (0.3 * c[1][i]))], [Of(i => Math.Sin(4 * c[0][i]) + (0.3 * c[2][i]))]],
            "scale" => [[c[0], c[1]], [Of(i => c[2][i] * wider[i]), Of(i => c[3][i] * wider[i])]],
            _ => [[c[0], c[1]], [NormalData.Combine((0.5, outward), (1, c[2])), c[3]]],
        };
        Estimate estimate = Measure.MutualInformation.Estimate(
            [NormalData.Variable(sides[0]), NormalData.Variable(sides[1])],
            estimator: new SurrogateKsg(),
            options: new EstimateOptions { Permutations = 99 });
        Assert.True(estimate.PValue <= 0.02, $"p = {estimate.PValue}");
    }

    private static SurrogateMargins Margins(Sample sample, MarginScale scale) => SurrogateMargins.Of(NormalData.Pair, sample, scale, 1);

    private static CanonicalPair PairOf(string id, int n)
    {
        KnownSample sample = KnownTruths.Get(id).Sample(n, 2);
        SurrogateMargins margins = Margins(Sample.Align([sample.X, sample.Y]), MarginScale.Automatic);
        return CanonicalPair.Of(margins.First, margins.Second, RunContext.Default);
    }

    private static double[] Centred(double[] column)
    {
        double mean = column.Average();
        return [.. column.Select(v => v - mean)];
    }

    private static bool IsMonotone(double[] values, double[] scores)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => scores[i])];
        return order.Zip(order.Skip(1)).All(p => values[p.First] <= values[p.Second]);
    }
}
