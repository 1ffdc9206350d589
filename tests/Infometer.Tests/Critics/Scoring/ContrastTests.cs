using Xunit;

namespace Infometer.Tests;

/// <summary>From scores to one number per row and back, against loops in double precision.</summary>
[Trait("Kernels", "Vector")]
public class ContrastTests
{
    // In double precision from single scores, of which the exponential has a relative error of some 1e-7.
    private const double Tolerance = 2e-6;

    [Theory]
    [InlineData(2, float.PositiveInfinity)]
    [InlineData(17, float.PositiveInfinity)]
    [InlineData(40, float.PositiveInfinity)]
    [InlineData(40, 1.5f)]
    public void LogMeanExp_AllPairs_AgreesWithALoop(int n, float clip)
    {
        Scores scores = CriticData.RandomScores(n, 3, 1);
        float[] f = scores.First.Values.ToArray();
        double[] others = new double[n];
        Contrast.LogMeanExp(scores, clip, others);
        for (int i = 0; i < n; i++)
        {
            double[] masses = [.. Enumerable.Range(0, n).Select(j => i == j ? 0 : Math.Exp(Math.Clamp(f[(i * n) + j], -clip, clip)))];
            Assert.Equal(Math.Log(masses.Sum() / (n - 1)), others[i], Tolerance);
            for (int j = 0; j < n; j++)
            {
                Assert.Equal(masses[j] / masses.Sum(), scores.First.Row(i)[j], Tolerance);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(40)]
    public void MeanSoftplus_AllPairs_AgreesWithALoop(int n)
    {
        Scores scores = CriticData.RandomScores(n, 6, 2);
        float[] f = scores.First.Values.ToArray();
        double[] others = new double[n];
        Contrast.MeanSoftplus(scores, others);
        for (int i = 0; i < n; i++)
        {
            IEnumerable<int> alternatives = Enumerable.Range(0, n).Where(j => j != i);
            Assert.Equal(alternatives.Average(j => Math.Log(1 + Math.Exp(f[(i * n) + j]))), others[i], Tolerance);
            for (int j = 0; j < n; j++)
            {
                double expected = i == j ? 0 : 1 / (1 + Math.Exp(-f[(i * n) + j])) / (n - 1);
                Assert.Equal(expected, scores.First.Row(i)[j], Tolerance);
            }
        }
    }

    [Fact]
    public void LogMeanExp_ScoresFarOut_NeitherOverflowsNorUnderflows()
    {
        foreach (float level in new[] { 5_000f, -5_000f })
        {
            Scores scores = new();
            scores.Reshape(2, 20, isOfAllPairs: false, 0);
            scores.First.Values.Fill(level);
            double[] others = new double[2];
            Contrast.LogMeanExp(scores, float.PositiveInfinity, others);
            Assert.All(others, value => Assert.Equal(level, value, 1e-3));
            Assert.All(scores.First.Row(1)[1..].ToArray(), share => Assert.Equal(1.0 / 19, share, 1e-6));
        }
    }

    [Fact]
    public void JointOf_StripOfAllPairs_IsOnTheDiagonal()
    {
        Scores strip = new();
        strip.Reshape(3, 10, isOfAllPairs: true, 4);
        for (int i = 0; i < 3; i++)
        {
            strip.First.Row(i).Fill(-1);
            strip.First.Row(i)[4 + i] = i;
            strip.Second[i] = 7 + i;
        }

        double[] joint = new double[3];
        double[] second = new double[3];
        Contrast.ReadJoint(strip, joint, second);
        Assert.Equal([0, 1, 2], joint);
        Assert.Equal([7, 8, 9], second);
    }

    [Fact]
    public void LogMeanExpAlone_Scores_IsLogMeanExp()
    {
        Scores scores = CriticData.RandomScores(37, 1, 3);
        Scores same = CriticData.RandomScores(37, 1, 3);
        double[] expected = new double[37];
        double[] found = new double[37];
        Contrast.LogMeanExp(scores, float.PositiveInfinity, expected);
        Contrast.LogMeanExpAlone(same, found);
        Assert.Equal(expected, found);
    }
}
