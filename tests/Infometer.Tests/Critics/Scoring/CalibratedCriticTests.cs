using Xunit;

namespace Infometer.Tests;

/// <summary>How far a critic's scores may be believed.</summary>
public class CalibratedCriticTests
{
    [Theory]
    [InlineData("nwj")]
    [InlineData("js")]
    public void Fit_CriticTooSureOfItself_BringsItBack(string id)
    {
        // Four times ln r + 3: as a bound it says nothing, with a gain of ¼ and the right shift it is the best critic.
        ContrastiveEstimator estimator = CriticData.Get(id);
        CriticInputs best = CriticData.WithBestScore(2000, 0.8, 0, 1);
        CriticInputs sure = best with { SkipX = Scaled(best.SkipX, 4) };
        CalibratedCritic calibrated = CalibratedCritic.Fit(estimator, new SkipCritic(1), sure);
        CriticInputs fresh = CriticData.WithBestScore(4000, 0.8, 0, 2);
        double value = Value(estimator, calibrated, fresh with { SkipX = Scaled(fresh.SkipX, 4) });
        double alone = Value(estimator, new SkipCritic(1), fresh with { SkipX = Scaled(fresh.SkipX, 4) });
        Assert.Equal(-Math.Log(1 - 0.64) / 2, value, 0.06);
        Assert.True(alone < 0, $"{alone}");
    }

    [Fact]
    public void Fit_GoodCritic_LeavesIt()
    {
        ContrastiveEstimator estimator = new Nwj();
        CriticInputs best = CriticData.WithBestScore(2000, 0.8, 1, 1);
        double before = Value(estimator, new SkipCritic(1), best);
        Assert.InRange(Value(estimator, CalibratedCritic.Fit(estimator, new SkipCritic(1), best), best), before, before + 0.01);
    }

    [Theory]
    [InlineData(CriticKind.Separable)]
    [InlineData(CriticKind.Concatenated)]
    public void Scores_OfPairsAndOfBlocks_AreOneGainShiftAndCap(CriticKind kind)
    {
        const int Rows = 30;
        CriticInputs inputs = CriticData.Normal(Rows, 2, 0.5, 1);
        inputs = inputs with { SkipX = new FloatMatrix(Rows, 1), SkipY = new FloatMatrix(Rows, 1) };
        Critic critic = CriticData.Create(CriticData.Shape(kind, 2), inputs, 3);
        CalibratedCritic calibrated = new(critic, new ScoreMap(0.5f, 2, 2.2f), new ScoreMap(0.5f, -3, float.PositiveInfinity));
        int[] itself = [.. Enumerable.Range(0, Rows)];
        (float[] first, float[] second) = (new float[Rows], new float[Rows]);
        (float[] changedFirst, float[] changedSecond) = (new float[Rows], new float[Rows]);
        critic.ScorePairs(critic.Embed(inputs), itself, first, second);
        Critic shared = calibrated.Share();
        shared.ScorePairs(shared.Embed(inputs), itself, changedFirst, changedSecond);
        Scores scores = new();
        calibrated.Score(calibrated.Embed(inputs), 0, Rows, 4, scores);
        for (int i = 0; i < Rows; i++)
        {
            Assert.Equal(Math.Min(2.2f, (0.5f * first[i]) + 2), changedFirst[i], 1e-5f);
            Assert.Equal((0.5f * second[i]) - 3, changedSecond[i], 1e-5f);
            Assert.Equal(changedFirst[i], scores.First.Row(i)[scores.JointOf(i)], 1e-4f);
            Assert.Equal(changedSecond[i], scores.Second[i], 1e-4f);
        }
    }

    private static double Value(ContrastiveEstimator estimator, Critic critic, CriticInputs inputs) =>
        new HeldOutFold(estimator, critic, inputs, [.. Enumerable.Range(0, inputs.Count)], CancellationToken.None).Value;

    private static FloatMatrix Scaled(FloatMatrix matrix, float factor)
    {
        FloatMatrix result = new FloatMatrix(0, 0).CopyFrom(matrix);
        FloatMath.Scale(result.Values, factor);
        return result;
    }
}
