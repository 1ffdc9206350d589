using Xunit;

namespace Infometer.Tests;

/// <summary>Twenty pairs of columns that share 2 to 10 nats in 10,000 rows, and 128 that share 18.4: past what neighbours or critics can show.</summary>
public class GaussianStaircaseTests
{
    [SlowTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Copula_OnTheStaircase_GivesValuesThatCover(bool isCubic)
    {
        const int Rows = 10_000;
        const int Pairs = 20;
        int covered = 0;
        int values = 0;
        int asked = 0;
        foreach (double nats in (double[])[2, 4, 6, 8, 10])
        {
            double rho = Math.Sqrt(1 - Math.Exp(-2 * nats / Pairs));
            for (int i = 0; i < 3; i++, asked++)
            {
                Estimate estimate = Estimate(NormalData.Pairs(Rows, Pairs, rho, 21, asked), isCubic);
                values += estimate.Verdict == Verdict.Value ? 1 : 0;
                covered += estimate.Interval!.Value.Contains(nats) ? 1 : 0;
                Assert.Equal(nats, estimate.Value!.Value, 0.03 * nats);
            }
        }

        // One of twenty is refused, and one of twenty intervals misses.
        Assert.True(values >= asked - 3, $"{values} of {asked} values");
        Assert.True(covered >= asked - 2, $"{covered} of {asked} covered");
    }

    [SlowFact]
    public void Copula_Of128Pairs_IsWithinTwoPercent()
    {
        double truth = NormalData.Truth(128, 0.5);
        Assert.Equal(18.41, truth, 0.01);
        Estimate estimate = Estimate(NormalData.Pairs(10_000, 128, 0.5, 22), isCubic: true);
        Assert.Equal(Verdict.Value, estimate.Verdict);
        Assert.Equal(truth, estimate.Value!.Value, 0.02 * truth);
        Assert.True(estimate.Interval!.Value.Contains(truth));
    }

    private static Estimate Estimate(Sample sample, bool isCubic) => Measure.MutualInformation.Estimate(
        [sample.Variables[0], isCubic ? sample.Variables[1].Map(v => v * v * v) : sample.Variables[1]], estimator: new GaussianCopula());
}
