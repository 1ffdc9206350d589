using Xunit;

namespace Infometer.Tests;

/// <summary>Divergences of numeric variables by neighbours.</summary>
public class NeighborDivergenceTests
{
    [Theory]
    [InlineData(1, NeighborNorm.Chebyshev)]
    [InlineData(3, NeighborNorm.Euclidean)]
    public void KullbackLeibler_OfTwoSamples_IsTheFormula(int d, NeighborNorm norm)
    {
        const int k = 3;
        Variable p = NeighborData.Numeric(NeighborData.Normals(50, d, 1), d);
        Variable q = NeighborData.Numeric([.. NeighborData.Normals(70, d, 2).Select(v => 1 + (2 * v))], d);
        Variable both = NeighborData.Numeric([.. p.Values.ToArray(), .. q.Values.ToArray()], d);
        double kl = 0;
        double cross = 0;
        for (int i = 0; i < 50; i++)
        {
            double Kth(IEnumerable<int> rows) => rows
                .Select(j => NeighborData.Distance([both], VariableSet.Of(0), i, j, norm == NeighborNorm.Euclidean))
                .Order().ElementAt(k - 1);
            double rho = Kth(Enumerable.Range(0, 50).Where(j => j != i));
            double nu = Kth(Enumerable.Range(50, 70));
            kl += d * Math.Log(nu / rho) / 50;
            cross += d * Math.Log(nu) / 50;
        }

        double psi = SpecialFunctions.Digamma(71);
        double volume = d == 1 ? 2 : 4 * Math.PI / 3;
        Assert.Equal(
            kl + psi - SpecialFunctions.Digamma(50),
            NeighborDivergence.KullbackLeibler(Points(p), Points(q), k, norm, RunContext.Default).Nats, 1e-12);
        Assert.Equal(
            cross + psi - SpecialFunctions.Digamma(k) + Math.Log(volume),
            NeighborDivergence.CrossEntropy(Points(p), Points(q), k, norm, RunContext.Default).Nats, 1e-12);
    }

    [Fact]
    public void KullbackLeibler_AgainstThePaper_DiffersInTheConstantAlone()
    {
        // ln(m/(n − 1)) against ψ(m + 1) − ψ(n): equal to 1e-3 at n = m = 50.
        double paper = Math.Log(50.0 / 49);
        Assert.Equal(paper, SpecialFunctions.Digamma(51) - SpecialFunctions.Digamma(50), 1e-3);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(0.5, 2, 1)]
    [InlineData(1, 1.5, 2)]
    public void Divergences_OfNormals_AreTheirs(double shift, double scale, int d)
    {
        // KL(N(0, 1)‖N(μ, σ²)) = ln σ + (1 + μ²)/2σ² − ½ per dimension.
        double variance = scale * scale;
        double forward = d * (Math.Log(scale) + ((1 + (shift * shift)) / (2 * variance)) - 0.5);
        double backward = d * (-Math.Log(scale) + ((variance + (shift * shift)) / 2) - 0.5);
        double entropy = 0.5 * d * Math.Log(2 * Math.PI * Math.E);
        Assert.Equal(forward, Mean(Measure.KullbackLeibler), 0.06 * d);
        if (scale == 1)
        {
            // Where q reaches farther than p, KL(q‖p) lives where there are no points.
            Assert.Equal(forward + backward, Mean(Measure.Jeffreys), 0.12);
        }

        Assert.Equal(entropy + forward, Mean(Measure.CrossEntropy), 0.06 * d);

        double Mean(Measure measure) => NeighborData.MeanOver(10, seed =>
        {
            double[] x = NeighborData.Normals(500, d, seed);
            double[] y = [.. NeighborData.Normals(500, d, seed + 100).Select(v => shift + (scale * v))];
            return Evaluate(measure, NeighborData.Numeric(x, d), NeighborData.Numeric(y, d)).Nats;
        });
    }

    [Fact]
    public void JensenShannon_OfNormals_IsTheQuadrature()
    {
        double truth = 0;
        const double Step = 1e-3;
        for (double x = -12; x < 14; x += Step)
        {
            double p = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
            double q = Math.Exp(-(x - 2) * (x - 2) / 2) / Math.Sqrt(2 * Math.PI);
            double m = (p + q) / 2;
            truth += Step * (((p > 0 ? p * Math.Log(p / m) : 0) + (q > 0 ? q * Math.Log(q / m) : 0)) / 2);
        }

        double mean = NeighborData.MeanOver(10, seed => Evaluate(
            Measure.JensenShannon,
            NeighborData.Numeric(NeighborData.Normals(400, 1, seed)),
            NeighborData.Numeric([.. NeighborData.Normals(400, 1, seed + 100).Select(v => v + 2)])).Nats);
        Assert.Equal(truth, mean, 0.02);
    }

    [Fact]
    public void JensenShannon_IsTheInformationOfThePooledSampleAndItsLabel()
    {
        double[] x = NeighborData.Normals(60, 1, 1);
        double[] y = [.. NeighborData.Normals(60, 1, 2).Select(v => v + 1)];
        double ross = new Ross { Neighbors = 4 }.Evaluate(
            NeighborData.Pair, NeighborData.Numeric([.. x, .. y]), NeighborData.Labels(Enumerable.Range(0, 120).Select(i => i / 60))).Nats;
        TermEstimate js = Evaluate(Measure.JensenShannon, NeighborData.Numeric(x), NeighborData.Numeric(y));
        Assert.Equal(ross, js.Nats, 1e-12);
        Assert.Equal(60, js.Locals.Length);
        Assert.Equal(js.Nats, js.Locals.ToArray().Average(), 1e-12);
    }

    [Fact]
    public void Divergences_OfOneDistribution_AreZeroOnAverage()
    {
        foreach (Measure measure in new[] { Measure.KullbackLeibler, Measure.Jeffreys, Measure.JensenShannon })
        {
            double mean = NeighborData.MeanOver(15, seed => Evaluate(
                measure,
                NeighborData.Numeric(NeighborData.Normals(300, 1, seed)),
                NeighborData.Numeric(NeighborData.Normals(300, 1, seed + 100))).Nats);
            Assert.Equal(0, mean, 0.04);
        }
    }

    [Fact]
    public void KullbackLeibler_IsCrossEntropyLessEntropy()
    {
        Variable x = NeighborData.Numeric(NeighborData.Normals(100, 2, 1), 2);
        Variable y = NeighborData.Numeric([.. NeighborData.Normals(100, 2, 2).Select(v => 3 * v)], 2);
        double entropy = new KozachenkoLeonenko().Evaluate(new EntropyTerm(VariableSet.Of(0)), x).Nats;
        Assert.Equal(Evaluate(Measure.CrossEntropy, x, y).Nats - entropy, Evaluate(Measure.KullbackLeibler, x, y).Nats, 1e-12);
        Assert.Equal(
            Evaluate(Measure.KullbackLeibler, x, y).Nats + Evaluate(Measure.KullbackLeibler, y, x).Nats,
            Evaluate(Measure.Jeffreys, x, y).Nats,
            1e-12);
    }

    [Fact]
    public void Divergences_Standardised_KeepWhatTellsTheVariablesApart()
    {
        Variable x = NeighborData.Numeric(NeighborData.Normals(200, 1, 1));
        Variable y = NeighborData.Numeric([.. NeighborData.Normals(200, 1, 2).Select(v => 5 + v)]);
        NeighborDivergenceEstimator standardizing = new() { Standardize = Standardization.ZScore };
        foreach (Measure measure in new[] { Measure.KullbackLeibler, Measure.Jeffreys, Measure.JensenShannon, Measure.CrossEntropy })
        {
            Assert.Equal(Evaluate(measure, x, y).Nats, Evaluate(measure, x, y, standardizing).Nats, 1e-9);
        }
    }

    [Fact]
    public void Divergences_WithRowsSwapped_AreThoseOfTheSwappedVariables()
    {
        double[] x = NeighborData.Normals(80, 1, 1);
        double[] y = [.. NeighborData.Normals(80, 1, 2).Select(v => 1 + v)];
        bool[] swap = [.. Enumerable.Range(0, 80).Select(i => i % 3 == 0)];
        Variable first = NeighborData.Numeric([.. x.Select((v, i) => swap[i] ? y[i] : v)]);
        Variable second = NeighborData.Numeric([.. y.Select((v, i) => swap[i] ? x[i] : v)]);
        Sample sample = Sample.Align([NeighborData.Numeric(x), NeighborData.Numeric(y)]);
        TermEstimate swapped = ((DivergenceMeasure)Measure.KullbackLeibler).EvaluateNumeric(
            sample, new NeighborDivergenceEstimator(), RunContext.Default, swap);
        Assert.Equal(Evaluate(Measure.KullbackLeibler, first, second).Nats, swapped.Nats, 1e-12);
    }

    [Fact]
    public void Divergences_OfBadInput_SaySo()
    {
        Variable x = NeighborData.Numeric(NeighborData.Normals(20, 1, 1));
        Variable wide = NeighborData.Numeric(NeighborData.Normals(20, 2, 1), 2, "wide");
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => Evaluate(Measure.KullbackLeibler, x, wide));
        Assert.Equal(
            "'knn-divergence' compares numeric variables of equal width, and 'x' is continuous with 1 column(s), "
            + "'wide' continuous with 2 column(s); give both one kind and as many columns.",
            e.Message);
        Variable two = NeighborData.Numeric([1, 2]);
        Assert.Throws<InvalidInputException>(() => Evaluate(Measure.JensenShannon, two, two));
        TermEstimate tied = Evaluate(Measure.KullbackLeibler, x, NeighborData.Numeric(new double[20]));
        Assert.True(double.IsFinite(tied.Nats));
        Assert.True(double.IsNaN(Evaluate(Measure.KullbackLeibler, NeighborData.Numeric(new double[20]), x).Nats));
        Variable constant = NeighborData.Numeric(new double[20]);
        Assert.Equal(0, Evaluate(Measure.JensenShannon, constant, constant).Nats, 1e-14);
        Assert.Throws<ArgumentException>(() => new NeighborDivergenceEstimator().Evaluate(
            NeighborData.Pair, Sample.Align([x, x]), RunContext.Default));
    }

    private static TermEstimate Evaluate(Measure measure, Variable x, Variable y, NeighborDivergenceEstimator? estimator = null) =>
        ((DivergenceMeasure)measure).EvaluateNumeric(
            Sample.Align([x, y]), estimator ?? new NeighborDivergenceEstimator(), RunContext.Default);

    private static PointSet Points(Variable variable) => new(ColumnPreparation.Columns(variable, Standardization.None, 0, 0));
}
