using Xunit;

namespace Infometer.Tests;

/// <summary>What the Gaussian estimators claim of bias, size and coverage, on normal samples of known information.</summary>
public class GaussianValidityTests
{
    [Theory]
    [InlineData(30, 1)]
    [InlineData(30, 2)]
    [InlineData(30, 5)]
    [InlineData(200, 2)]
    public void CorrectedValue_OfNormalData_HasNoBias(int count, int dimension)
    {
        const int Draws = 600;
        Gaussian estimator = new() { Correction = BiasCorrection.Exact };
        foreach (double rho in (double[])[0, 0.6, 0.95])
        {
            double truth = NormalData.Truth(dimension, rho);
            double[] errors = new double[Draws];
            for (int i = 0; i < Draws; i++)
            {
                // Seeds differ between ρ, so that the three are independent.
                Sample sample = NormalData.Pairs(count, dimension, rho, (ulong)(100 * rho), i);
                errors[i] = estimator.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats - truth;
            }

            double mean = errors.Average();
            double deviation = Math.Sqrt(errors.Sum(e => (e - mean) * (e - mean)) / (Draws - 1));
            Assert.InRange(mean / (deviation / Math.Sqrt(Draws)), -4, 4);

            // The delta method: Var Î ≈ Σρ²/n plus the variance under independence.
            double variance = dimension * ((rho * rho / count) + (dimension / (2.0 * count * count)));
            Assert.InRange(deviation / Math.Sqrt(variance), 0.8, 1.6);
        }
    }

    [Fact]
    public void CorrectedEntropy_OfNormalData_HasNoBias()
    {
        const int Draws = 1_000;
        Gaussian estimator = new() { Correction = BiasCorrection.Exact };
        double[] errors = new double[Draws];
        for (int i = 0; i < Draws; i++)
        {
            Sample sample = Sample.Align([NormalData.Variable(NormalData.Columns(15, 4, 7, i))]);
            TermEstimate estimate = estimator.Evaluate(new EntropyTerm(VariableSet.Of(0)), sample, RunContext.Default);
            errors[i] = estimate.Nats - (2 * Math.Log(2 * Math.PI * Math.E));
        }

        double mean = errors.Average();
        double deviation = Math.Sqrt(errors.Sum(e => (e - mean) * (e - mean)) / (Draws - 1));
        Assert.InRange(mean / (deviation / Math.Sqrt(Draws)), -4, 4);
    }

    [Theory]
    [InlineData(20, 1)]
    [InlineData(20, 2)]
    [InlineData(20, 5)]
    [InlineData(200, 1)]
    [InlineData(200, 2)]
    [InlineData(200, 5)]
    public void AnalyticP_OfIndependentVariables_IsUniform(int count, int dimension)
    {
        const int Draws = 2_000;
        foreach (Estimator estimator in (Estimator[])[new Gaussian(), new GaussianCopula()])
        {
            int rejected = 0;
            int upperHalf = 0;
            for (int i = 0; i < Draws; i++)
            {
                Sample sample = NormalData.Pairs(count, dimension, 0, 3, i);
                double p = Math.Exp(estimator.Evaluate(NormalData.Pair, sample, RunContext.Default).Null!.LogP);
                rejected += p <= 0.05 ? 1 : 0;
                upperHalf += p <= 0.5 ? 1 : 0;
            }

            Assert.InRange((rejected - (0.05 * Draws)) / Math.Sqrt(0.05 * 0.95 * Draws), -4, 4);
            Assert.InRange((upperHalf - (0.5 * Draws)) / Math.Sqrt(0.25 * Draws), -4, 4);
        }
    }

    [Fact]
    public void AnalyticP_GivenZ_IsUniform()
    {
        const int Draws = 2_000;
        int rejected = 0;
        for (int i = 0; i < Draws; i++)
        {
            // X and Y depend on Z alone.
            double[][] c = NormalData.Columns(25, 8, 4, i);
            Variable[] variables =
            [
                NormalData.Variable(NormalData.Combine((1, c[0]), (2, c[6])), NormalData.Combine((1, c[1]), (-1, c[7])), c[2]),
                NormalData.Variable(NormalData.Combine((1, c[3]), (1, c[6])), NormalData.Combine((1, c[4]), (3, c[7])), c[5]),
                NormalData.Variable(c[6], c[7]),
            ];
            TermEstimate estimate = new Gaussian().Evaluate(NormalData.Conditional, Sample.Align(variables), RunContext.Default);
            rejected += estimate.Null!.LogP <= Math.Log(0.05) ? 1 : 0;
        }

        Assert.InRange((rejected - (0.05 * Draws)) / Math.Sqrt(0.05 * 0.95 * Draws), -4, 4);
    }

    [SlowTheory]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(200)]
    public void Limits_OfNormalData_CoverTheTruth(int count)
    {
        const int Draws = 2_000;
        foreach (int dimension in (int[])[1, 2, 5])
        {
            foreach (double rho in (double[])[0, 0.3, 0.6, 0.8, 0.95, 0.99])
            {
                double truth = NormalData.Truth(dimension, rho);
                int covered = 0;
                for (int i = 0; i < Draws; i++)
                {
                    Sample sample = NormalData.Pairs(count, dimension, rho, 5, i);
                    (double low, double high) = new Gaussian().Evaluate(NormalData.Pair, sample, RunContext.Default).Limits!(0.025);
                    covered += low <= truth + 1e-12 && truth <= high ? 1 : 0;
                }

                Assert.True(covered >= 0.93 * Draws, $"n = {count}, d = {dimension}, ρ = {rho}: {covered / (double)Draws:P1}");
            }
        }
    }

    [SlowTheory]
    [InlineData(50)]
    [InlineData(200)]
    public void Limits_OfNormalScores_CoverTheTruth(int count)
    {
        const int Draws = 1_000;
        foreach (double rho in (double[])[0, 0.3, 0.6, 0.8, 0.95])
        {
            double truth = NormalData.Truth(1, rho);
            int covered = 0;
            for (int i = 0; i < Draws; i++)
            {
                Sample sample = NormalData.Pairs(count, 1, rho, 6, i);
                (double low, double high) = new GaussianCopula().Evaluate(NormalData.Pair, sample, RunContext.Default).Limits!(0.025);
                covered += low <= truth + 1e-12 && truth <= high ? 1 : 0;
            }

            Assert.True(covered >= 0.93 * Draws, $"n = {count}, ρ = {rho}: {covered / (double)Draws:P1}");
        }
    }
}
