using System.Text.RegularExpressions;
using Xunit;

namespace Infometer.Tests;

public partial class KnownTruthsTests
{
    public static TheoryData<string> Ids => [.. KnownTruths.All.Select(d => d.Id)];

    /// <summary>Closed forms and earlier draws as they were published or computed elsewhere.</summary>
    public static TheoryData<string, double, double> PublishedTruths
    {
        get
        {
            const double Exact = 6e-7;
            const double Drawn = 0.006;
            TheoryData<string, double, double> data = new()
            {
                { "bivariate-normal", 0.413339, Exact }, { "uniform", 0.413339, Exact }, { "additive-0.10", 1.709438, Exact },
                { "additive-0.75", 0.333333, Exact }, { "bimodal", 0.413339, Exact }, { "wiggly", 0.413339, Exact },
                { "half-cube", 0.413339, Exact }, { "student-1-1x1", 0.224171, Exact }, { "asinh-student-1-1x1", 0.224171, Exact },
                { "swiss-roll", 0.413339, Exact }, { "normal-dense-2x2", 0.293893, Exact }, { "normal-dense-3x3", 0.413339, Exact },
                { "normal-dense-5x5", 0.592812, Exact }, { "normal-dense-25x25", 1.292184, Exact }, { "normal-dense-50x50", 1.624265, Exact },
                { "student-1-2x2", 0.431946, Exact }, { "student-2-2x2", 0.193147, Exact }, { "student-2-3x3", 0.290922, Exact },
                { "student-3-3x3", 0.178712, Exact }, { "student-2-5x5", 0.448151, Exact }, { "student-3-5x5", 0.298544, Exact },
                { "asinh-student-1-2x2", 0.431946, Exact }, { "asinh-student-2-3x3", 0.290922, Exact }, { "asinh-student-2-5x5", 0.448151, Exact },
                { "mixture-x", 0.408, Drawn }, { "mixture-ai", 0.776, Drawn }, { "mixture-galaxy", 0.494, Drawn }, { "mixture-waves", 1.308, Drawn },
                { "concentric-3-5", 0.455, Drawn }, { "concentric-5-5", 0.627, Drawn }, { "concentric-3-10", 0.558, Drawn },
                { "concentric-5-10", 0.756, Drawn }, { "concentric-25-5", 1.190, Drawn }, { "inliers-0.2", 0.634, Drawn }, { "inliers-0.5", 0.269, Drawn },
            };
            foreach (KnownDistribution pairs in KnownTruths.All.Where(d => d.Group == "classic" && d.Id.Contains("2pair", StringComparison.Ordinal)))
            {
                data.Add(pairs.Id, 1.021651, Exact);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(PublishedTruths))]
    public void Truth_IsThePublishedOne(string id, double nats, double tolerance) => Assert.Equal(nats, KnownTruths.Get(id).Truth, tolerance);

    [Fact]
    public void PublishedTruths_AreAboutEveryTaskOfTheField()
    {
        Assert.Equal(40, KnownTruths.Select(["classic"]).Length);
        Assert.Equal(11, KnownTruths.Select(["mixtures"]).Length);
        Assert.Equal(51, PublishedTruths.Count);
    }

    [Theory]
    [InlineData("normal-0-1x1", 0)]
    [InlineData("normal-0-5x5", 0)]
    [InlineData("normal-0.6-1x1", 0.2231435513)]
    [InlineData("normal-0.6-2x2", 0.4462871026)]
    [InlineData("normal-0.95-1x1", 1.1639514505)]
    [InlineData("normal-0.95-5x5", 5.8197572525)]
    public void NormalPairs_ShareThatOfOneTimesTheirNumber(string id, double nats) => Assert.Equal(nats, KnownTruths.Get(id).Truth, 1e-9);

    [Fact]
    public void Catalogue_HasUniqueIdsOfGoodForm()
    {
        Assert.Equal(KnownTruths.All.Length, KnownTruths.All.Select(d => d.Id).Distinct().Count());
        Assert.All(KnownTruths.All, d => Assert.Matches(IdForm(), d.Id));
        Assert.All(KnownTruths.All, d => Assert.DoesNotContain(d.Id, KnownTruths.Groups));
        Assert.All(KnownTruths.All, d => Assert.True(d.Truth >= 0 && d.StandardError >= 0 && d.StandardError < 0.0005));
        Assert.All(KnownTruths.All, d => Assert.Equal(d.Origin.StartsWith("Monte Carlo", StringComparison.Ordinal), d.StandardError > 0));
        Assert.Equal(
            [
                "classic", "mixtures", "normal-pairs", "independence", "high", "staircase", "discrete", "mixed", "copula", "shapes", "noise-dimensions", "quantized",
                "conditional", "series", "kept-apart",
            ],
            KnownTruths.Groups);
    }

    [Fact]
    public void Select_TakesIdsGroupsAndAll_InTheOrderOfTheCatalogue()
    {
        Assert.Equal(["bivariate-normal", "high-3-1x1"], KnownTruths.Select(["high-3-1x1", "bivariate-normal", "high-3-1x1"]).Select(d => d.Id));
        Assert.Equal(KnownTruths.All, KnownTruths.Select(["all", "high"]));
        Assert.Equal("high-3-1x1", KnownTruths.Get("high-3-1x1").Id);
        Assert.Contains("'hihg'", Assert.Throws<InvalidInputException>(() => KnownTruths.Select(["high", "hihg"])).Message, StringComparison.Ordinal);
        Assert.Contains("'high'", Assert.Throws<InvalidInputException>(() => KnownTruths.Get("high")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Sample_HasTheStatedKindsAndWidths_AndDependsOnTheSeedAlone(string id)
    {
        KnownDistribution known = KnownTruths.Get(id);
        KnownSample sample = known.Sample(70, 1);
        Assert.Equal((known.X, known.Y), (ShapeOf(sample.X), ShapeOf(sample.Y)));
        Assert.Equal(known.Z, sample.Z is { } z ? ShapeOf(z) : null);
        Assert.Equal(known.MeasureId == "cmi", sample.Z is not null);
        Assert.All([sample.X, sample.Y], v => Assert.Equal(70, v.Count));
        KnownSample raw = known.Sample(70, 1, Standardization.None);
        KnownSample longer = known.Sample(2_000, 1, Standardization.None);
        Assert.Equal(Numbers(raw.X), Numbers(longer.X)[..(70 * known.X.Dimension)]);
        Assert.Equal(Numbers(raw.Y), Numbers(longer.Y)[..(70 * known.Y.Dimension)]);
        Assert.NotEqual(Numbers(raw.X), Numbers(known.Sample(70, 2, Standardization.None).X));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void PointwiseInformation_IsFinite_AndOneValuePerRow(string id)
    {
        KnownDistribution known = KnownTruths.Get(id);
        double[] values = known.PointwiseInformation(500, 1);
        Assert.Equal(500 - Math.Max(known.History, known.SourceHistory), values.Length);
        Assert.All(values, v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void Sample_OfTheField_IsInZScores()
    {
        KnownSample sample = KnownTruths.Get("half-cube-2pair-5x5").Sample(1_000, 3);
        for (int j = 0; j < 5; j++)
        {
            double[] column = [.. Enumerable.Range(0, 1_000).Select(i => sample.Y.Values.Span[(i * 5) + j])];
            Assert.Equal(0, column.Average(), 1e-12);
            Assert.Equal(1, column.Sum(v => v * v) / 999, 1e-12);
        }
    }

    [Fact]
    public void Sample_OfNoRows_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => KnownTruths.Get("uniform").Sample(0, 1));

    [Fact]
    public void LaggedColumns_AlignPastAndPresent()
    {
        KnownSample series = new(Variable.Continuous(new double[] { 10, 11, 12, 13 }), Variable.Continuous(new double[] { 20, 21, 22, 23 }));
        KnownSample lagged = LaggedColumns.Of(series, history: 1, sourceHistory: 2);
        Assert.Equal([11, 10, 12, 11], Numbers(lagged.X));
        Assert.Equal([22, 23], Numbers(lagged.Y));
        Assert.Equal([21, 22], Numbers(lagged.Z!));
        KnownSample bits = new(Variable.Discrete(Codes.Create([0, 1, 1, 0], 2)), Variable.Discrete(Codes.Create([1, 0, 1, 1], 2)));
        Assert.Equal([2, 3], LaggedColumns.Of(bits, 1, 2).X.Codes!.ToArray());
        Assert.Throws<InvalidInputException>(() => LaggedColumns.Of(series, 4, 1));
    }

    [Theory]
    [InlineData("table-3x4")]
    [InlineData("label-collider")]
    [InlineData("te-binary-chain")]
    [InlineData("function-9x3")]
    public void Estimate_OfDiscreteVariables_ByCountingManyRows_IsTheTruth(string id)
    {
        KnownDistribution known = KnownTruths.Get(id);
        Estimate estimate = known.Estimate(200_000, 1, new Plugin());
        Assert.Equal(known.Truth, estimate.Raw, 0.006);
        Assert.Equal(known.MeasureId == "mi" ? "mi" : "cmi", estimate.Measure.Id);
    }

    [Fact]
    public void ZeroInflatedPoisson_ExcessZerosCannotBeToldApart_SoTheTruthIsBelowTheProportionalOne()
    {
        double plain = KnownTruths.Get("poisson-exponential").Truth;
        double published = (2 * Math.Log(2)) - 0.5772156649015329 - Enumerable.Range(1, 60).Sum(k => Math.Log(k) * Math.Pow(2, -k));
        Assert.Equal(published, plain, 1e-12);
        Assert.InRange(KnownTruths.Get("zero-inflated-poisson").Truth, 0.22, 0.85 * plain - 0.02);
    }

    [Fact]
    public void LongHistories_TendToAValueBelowThatOfOneStep()
    {
        double[,] a = { { 0.5, 0 }, { 0.6, 0.4 } };
        double[] values = [.. new[] { 1, 2, 3, 6, 12 }.Select(k => new GaussianSeriesLaw(a, 1, 1, k, k).Nats)];
        Assert.Equal(values.OrderDescending(), values);
        Assert.Equal(values[^2], values[^1], 1e-6);
    }

    private static VariableShape ShapeOf(Variable variable) => new(variable.Kind, variable.Dimension);

    private static double[] Numbers(Variable variable) =>
        variable.Codes is { } codes ? [.. codes.ToArray().Select(c => (double)c)] : variable.Values.ToArray();

    [GeneratedRegex("^[a-z][a-z0-9]*([-.][a-z0-9]+)*$")]
    private static partial Regex IdForm();
}
