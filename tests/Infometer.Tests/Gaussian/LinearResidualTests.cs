using Xunit;

namespace Infometer.Tests;

public class LinearResidualTests
{
    private static readonly LinearResidual s_estimator = new();

    [Fact]
    public void Parts_OfUniformsAndLaplaceNoise_AreThoseOfClosedForms()
    {
        // X uniform with variance 1, N Laplace with variance s²: J(X) = ½ ln(2πe/12), J(N) = ½ ln(π/e), I_Gauss = ½ ln(1 + 1/s²).
        const double Noise = 0.3;
        (double[] x, double[] y) = UniformPlusLaplace(20_000, Noise, 1);
        ResidualInformation parts = ResidualInformation.Of([[.. x]], [[.. y]], "test", RunContext.Default);
        Assert.Equal(0.5 * Math.Log(1 + (1 / (Noise * Noise))), parts.Linear, 0.03);
        (TermEstimate ofTarget, TermEstimate ofResidual) = parts.Negentropies(new KozachenkoLeonenko(), RunContext.Default);
        Assert.Equal(0.5 * Math.Log(Math.PI / Math.E), ofResidual.Nats, 0.02);
        double normal = 0.5 * Math.Log(2 * Math.PI * Math.E * (1 + (Noise * Noise)));
        Assert.Equal(normal - EntropyOfSum(Noise), ofTarget.Nats, 0.02);
        Assert.Equal(0, parts.OfResidual(new Ksg(), RunContext.Default).Nats, 0.02);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.3)]
    [InlineData(0.02)]
    public void Information_OfUniformsAndLaplaceNoise_IsThatOfTheClosedForm(double noise)
    {
        (double[] x, double[] y) = UniformPlusLaplace(10_000, noise, 2);
        double truth = EntropyOfSum(noise) - (1 + Math.Log(2 * noise / Math.Sqrt(2)));
        Sample sample = Sample.Align([NormalData.Variable(x), NormalData.Variable(y)]);
        TermEstimate estimate = s_estimator.Evaluate(NormalData.Pair, sample, RunContext.Default);
        Assert.Equal(truth, estimate.Nats, 0.05);
        Assert.Equal(estimate.Nats, estimate.Locals.ToArray().Average(), 1e-10);
    }

    [Fact]
    public void Information_OfNormalsAndExponentialNoise_NeedsTheBracket()
    {
        // J(R) = ½ ln(2πe) − 1 = 0.42, while Y is nearly normal.
        const double Scale = 0.2;
        const int Rows = 20_000;
        Rng rng = Rng.For(3, "exponential");
        double[] x = new double[Rows];
        double[] y = new double[Rows];
        for (int i = 0; i < Rows; i++)
        {
            x[i] = rng.NextNormal();
            y[i] = x[i] + (Scale * rng.NextExponential());
        }

        // The law of normal + exponential: h(y) by its density λ/2 e^{λ²/2 − λy} erfc((λ − y)/√2).
        double lambda = 1 / Scale;
        double Density(double v)
        {
            double tail = SpecialFunctions.LogNormalSurvival(lambda - v);
            return Math.Exp(Math.Log(lambda) + (lambda * lambda / 2) - (lambda * v) + tail);
        }

        double truth = Integrate(v => Density(v) > 0 ? -Density(v) * Math.Log(Density(v)) : 0, -7, 9) - (1 + Math.Log(Scale));
        Sample sample = Sample.Align([NormalData.Variable(x), NormalData.Variable(y)]);
        Assert.Equal(truth, s_estimator.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats, 0.04);
        ResidualInformation parts = ResidualInformation.Of([[.. x]], [[.. y]], "test", RunContext.Default);
        // Without J(R) − J(Y), the Gaussian and the residual alone.
        double without = parts.Linear + parts.OfResidual(new Ksg(), RunContext.Default).Nats;
        Assert.True(truth - without > 0.3, $"{truth} {without}");
    }

    [Fact]
    public void Information_OfStrongNormalRelations_GoesPastTheWall()
    {
        // 12 nats in one pair at n = 2,000: ln n is 7.6.
        double[][] c = NormalData.Columns(2_000, 2, 4);
        double[] y = NormalData.Combine((1, c[0]), (Math.Exp(-12), c[1]));
        Estimate estimate = Measure.MutualInformation.Estimate([NormalData.Variable(c[0]), NormalData.Variable(y)], estimator: s_estimator);
        Assert.Equal(Verdict.Value, estimate.Verdict);
        Assert.Equal(12, estimate.Value!.Value, 0.1);
        Assert.True(estimate.Interval!.Value.Low < 12 && estimate.Interval.Value.High > 12);

        Estimate neighbors = Measure.MutualInformation.Estimate([NormalData.Variable(c[0]), NormalData.Variable(y)], estimator: new Ksg());
        Assert.True(neighbors.Raw < 8);
    }

    [Fact]
    public void Information_OfACurve_IsThatOfNeighbours()
    {
        double[][] c = NormalData.Columns(3_000, 2, 5);
        Variable[] variables = [NormalData.Variable(c[0]), NormalData.Variable([.. c[0].Zip(c[1], (x, e) => x + (x * x) + e)])];
        Estimate residual = Measure.MutualInformation.Estimate(variables, estimator: s_estimator);
        Estimate neighbors = Measure.MutualInformation.Estimate(variables, estimator: new Ksg());
        Assert.Equal(Verdict.Value, residual.Verdict);
        Assert.Equal(neighbors.Value!.Value, residual.Value!.Value, 0.06);
    }

    [Fact]
    public void Verdict_OfManyColumns_IsWhatNeighboursCanClaim()
    {
        Sample two = NormalData.Pairs(600, 2, 0.7, 6);
        Assert.Equal(Verdict.LowerBound, Measure.MutualInformation.Estimate(two.Variables, estimator: s_estimator).Verdict);
        Estimate wide = Measure.MutualInformation.Estimate(NormalData.Pairs(600, 4, 0.7, 6).Variables, estimator: s_estimator);
        Assert.Equal(Verdict.Unreliable, wide.Verdict);
        Assert.Contains(wide.Notes, note => note.Code == "dimension");
    }

    [Fact]
    public void Information_GivenLabels_IsThatWithinThem()
    {
        double[][] c = NormalData.Columns(2_000, 2, 7);
        int[] label = [.. Enumerable.Range(0, 2_000).Select(i => i % 2)];
        double[] y = [.. c[0].Select((x, i) => (label[i] == 0 ? 0.9 * x : -0.9 * x) + (Math.Sqrt(1 - 0.81) * c[1][i]))];
        Estimate estimate = Measure.ConditionalMutualInformation.Estimate(
            [NormalData.Variable(c[0]), NormalData.Variable(y)], Variable.Discrete<int>(label, "z"), s_estimator);
        Assert.Equal(NormalData.Truth(1, 0.9), estimate.Value!.Value, 0.06);
    }

    [Fact]
    public void Information_OfManyColumnsAndFewRows_IsOfResidualsOfOtherRows()
    {
        // 30 columns of X, one of which tells of Y, in 300 rows: own residuals would share something with X by being too small.
        const int Draws = 20;
        double sum = 0;
        for (int i = 0; i < Draws; i++)
        {
            double[][] c = NormalData.Columns(300, 31, 8, i);
            double[] y = NormalData.Combine((1, c[0]), (1, c[30]));
            Sample sample = Sample.Align([NormalData.Variable(c[..30]), NormalData.Variable(y)]);
            sum += s_estimator.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats / Draws;
        }

        Assert.Equal(0.5 * Math.Log(2), sum, 0.06);
    }

    [Fact]
    public void Information_OfIndependentVariables_IsNotDetected()
    {
        Estimate estimate = Measure.MutualInformation.Estimate(NormalData.Pairs(400, 1, 0, 9).Variables, estimator: s_estimator);
        Assert.Equal(Verdict.NotDetected, estimate.Verdict);
        Assert.Equal(0, estimate.Raw, 0.1);
    }

    [SlowFact]
    public void Interval_OfUniformsAndLaplaceNoise_Covers()
    {
        const int Draws = 60;
        double truth = EntropyOfSum(0.3) - (1 + Math.Log(0.6 / Math.Sqrt(2)));
        int covered = 0;
        for (int i = 0; i < Draws; i++)
        {
            (double[] x, double[] y) = UniformPlusLaplace(1_000, 0.3, (ulong)(100 + i));
            Interval interval = Measure.MutualInformation.Estimate([NormalData.Variable(x), NormalData.Variable(y)], estimator: s_estimator).Interval!.Value;
            covered += interval.Low <= truth && truth <= interval.High ? 1 : 0;
        }

        Assert.True(covered >= 53, $"{covered} of {Draws}");
    }

    private static (double[] X, double[] Y) UniformPlusLaplace(int count, double noise, ulong seed)
    {
        Rng rng = Rng.For(seed, "uniform plus laplace");
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++)
        {
            x[i] = Math.Sqrt(12) * (rng.NextDouble() - 0.5);
            y[i] = x[i] + (noise / Math.Sqrt(2) * (rng.NextExponential() - rng.NextExponential()));
        }

        return (x, y);
    }

    // h(X + N) by quadrature of the density, the difference of two Laplace distribution functions.
    private static double EntropyOfSum(double noise)
    {
        double half = Math.Sqrt(3);
        double scale = noise / Math.Sqrt(2);
        double Cdf(double v) => v < 0 ? 0.5 * Math.Exp(v / scale) : 1 - (0.5 * Math.Exp(-v / scale));
        double Density(double v) => (Cdf(v + half) - Cdf(v - half)) / (2 * half);
        return Integrate(v => Density(v) > 0 ? -Density(v) * Math.Log(Density(v)) : 0, -half - (35 * scale), half + (35 * scale));
    }

    private static double Integrate(Func<double, double> f, double from, double to)
    {
        const int Steps = 200_000;
        double step = (to - from) / Steps;
        return step * Enumerable.Range(0, Steps).Sum(i => f(from + ((i + 0.5) * step)));
    }
}
