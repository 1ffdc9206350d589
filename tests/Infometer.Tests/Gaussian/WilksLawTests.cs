using MathNet.Numerics.Distributions;
using Xunit;

namespace Infometer.Tests;

public class WilksLawTests
{
    [Theory]
    [InlineData(1, 1, 18)]
    [InlineData(1, 5, 40)]
    [InlineData(7, 1, 9)]
    public void LogTail_OneColumn_IsTheFTest(int p, int q, int degrees)
    {
        WilksLaw law = new([p, q], degrees);
        int m = Math.Max(p, q);
        foreach (double t in (double[])[0.001, 0.1, 0.5, 2])
        {
            double f = (Math.Exp(t) - 1) * (degrees - m) / m;
            double expected = 1 - FisherSnedecor.CDF(m, degrees - m, f);
            Assert.Equal(expected, Math.Exp(law.LogTail(t)), 1e-10);
        }
    }

    [Fact]
    public void LogTail_TwoColumns_IsTheFTestOfTheRoot()
    {
        WilksLaw law = new([2, 3], 20);
        foreach (double t in (double[])[0.05, 0.4, 1.2])
        {
            double f = (Math.Exp(t / 2) - 1) * (20 - 3 - 1) / 3;
            Assert.Equal(1 - FisherSnedecor.CDF(6, 32, f), Math.Exp(law.LogTail(t)), 1e-10);
        }
    }

    [Theory]
    [InlineData(1, 1, 12)]
    [InlineData(1, 6, 30)]
    [InlineData(2, 4, 30)]
    [InlineData(2, 2, 500)]
    public void LogTailBySaddlepoint_WhereTheLawIsKnown_IsClose(int p, int q, int degrees)
    {
        WilksLaw law = new([p, q], degrees);
        for (double sigmas = -1; sigmas < 40; sigmas += 0.25)
        {
            double t = law.Mean + (sigmas * Math.Sqrt(law.Variance));
            if (t > 0)
            {
                // The shape of one degree of freedom, infinite at 0, is the hardest.
                Assert.Equal(law.LogTail(t), law.LogTailBySaddlepoint(t), p == 1 && q == 1 ? 0.2 : 0.03);
            }
        }
    }

    [Fact]
    public void LogTail_FarOut_DoesNotUnderflow()
    {
        double logTail = new WilksLaw([3, 4, 5], 5_000).LogTail(4);
        Assert.InRange(logTail, -1e4, -8_000);
        Assert.Equal(double.NegativeInfinity, new WilksLaw([3, 4], 50).LogTail(double.PositiveInfinity));
        Assert.Equal(0, new WilksLaw([3, 4], 50).LogTail(0));
    }

    [Fact]
    public void Moments_OfBlocks_MatchSimulatedProducts()
    {
        const int Draws = 4_000;
        WilksLaw law = new([2, 1, 3], 9);
        Assert.Equal(11, law.Parameters);
        double[] draws = new double[Draws];
        for (int i = 0; i < Draws; i++)
        {
            double[][] columns = NormalData.Columns(10, 6, 21, i);
            Sample sample = Sample.Align(
                [NormalData.Variable(columns[..2]), NormalData.Variable(columns[2]), NormalData.Variable(columns[3..])]);
            InformationTerm term = new([VariableSet.Of(0), VariableSet.Of(1), VariableSet.Of(2)]);
            draws[i] = 2 * new Gaussian().Evaluate(term, sample, RunContext.Default).Nats;
        }

        double mean = draws.Average();
        double variance = draws.Sum(t => (t - mean) * (t - mean)) / (Draws - 1);
        Assert.InRange((mean - law.Mean) / Math.Sqrt(law.Variance / Draws), -4, 4);
        Assert.Equal(1, variance / law.Variance, 0.15);
        double upper = law.Mean + (1.5 * Math.Sqrt(law.Variance));
        double tail = Math.Exp(law.LogTail(upper));
        double share = draws.Count(t => t >= upper) / (double)Draws;
        Assert.InRange((share - tail) / Math.Sqrt(tail * (1 - tail) / Draws), -4, 4);
    }
}
