using Xunit;

namespace Infometer.Tests;

/// <summary>Critics of every kind: their scores, whichever way they are asked for, and the way back.</summary>
public class CriticTests
{
    private const int Rows = 9;
    private const int Alternatives = 4;

    public static TheoryData<CriticKind, int, bool> Kinds
    {
        get
        {
            TheoryData<CriticKind, int, bool> data = [];
            foreach (CriticKind kind in Enum.GetValues<CriticKind>())
            {
                foreach (int heads in new[] { 1, 2 })
                {
                    data.Add(kind, heads, false);
                    data.Add(kind, heads, true);
                }
            }

            return data;
        }
    }

    public static TheoryData<string, CriticKind> Objectives
    {
        get
        {
            TheoryData<string, CriticKind> data = [];
            foreach (ContrastiveEstimator estimator in CriticData.Estimators)
            {
                foreach (CriticKind kind in Enum.GetValues<CriticKind>())
                {
                    data.Add(estimator.Descriptor.Id, kind);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Score_AnyWayAsked_SameNumbers(CriticKind kind, int heads, bool hasSkip)
    {
        CriticInputs inputs = Inputs(hasSkip);
        CriticShape shape = CriticData.Shape(kind, heads);
        Critic critic = CriticData.Create(shape, inputs, 1);
        EmbeddedPairs block = critic.Embed(inputs).Copy();
        Scores whole = new();
        critic.Score(block, 0, Rows, Alternatives, whole);
        Scores strip = new();
        critic.Score(block, 3, 4, Alternatives, strip);
        int[] partners = new int[Rows];
        float[] first = new float[Rows];
        float[] second = new float[Rows];
        Critic shared = critic.Share();
        for (int c = 0; c < whole.First.Columns; c++)
        {
            for (int i = 0; i < Rows; i++)
            {
                partners[i] = whole.IsOfAllPairs ? c : (i + c) % Rows;
            }

            shared.ScorePairs(block, partners, first, second);
            for (int i = 0; i < Rows; i++)
            {
                Assert.Equal(whole.First.Row(i)[c], first[i], 1e-4f);
                if (heads == 2 && partners[i] == i)
                {
                    Assert.Equal(whole.Second[i], second[i], 1e-4f);
                }

                if (i is >= 3 and < 7)
                {
                    Assert.Equal(first[i], strip.First.Row(i - 3)[c], 1e-4f);
                }
            }
        }

        Assert.Equal(critic.ScoresAllPairs ? Rows - 1 : Alternatives, whole.Alternatives);
        Assert.Equal(3, strip.Start);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Score_FreshCritic_KnowsOnlyTheSkip(CriticKind kind, int heads, bool hasSkip)
    {
        CriticInputs inputs = Inputs(hasSkip);
        Rng rng = Rng.For(1, "fresh");
        Critic critic = CriticData.Shape(kind, heads).Create((2, 3), ref rng);
        int[] partners = [.. Enumerable.Range(0, Rows).Reverse()];
        float[] first = new float[Rows];
        float[] second = new float[Rows];
        critic.ScorePairs(critic.Embed(inputs), partners, first, second);
        for (int i = 0; i < Rows; i++)
        {
            double known = FloatMath.Dot(inputs.SkipX.Row(i), inputs.SkipY.Row(partners[i]));
            Assert.Equal(known, first[i], 1e-6);
            Assert.Equal(heads == 2 ? known : 0, second[i], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Gradient_OfEachObjective_IsTheDifferenceQuotient(string id, CriticKind kind)
    {
        ContrastiveEstimator estimator = CriticData.Get(id);
        CheckEndToEnd(estimator, CriticData.Shape(kind, estimator.Heads), 0.01f);
    }

    [Theory]
    [InlineData(CriticKind.Separable)]
    [InlineData(CriticKind.Concatenated)]
    [InlineData(CriticKind.Hybrid)]
    public void Gradient_NormalisedResidualNetworks_IsTheDifferenceQuotient(CriticKind kind)
    {
        foreach (ContrastiveEstimator estimator in new ContrastiveEstimator[] { new JensenShannon(), new Flo() })
        {
            CheckEndToEnd(estimator, CriticData.Shape(kind, estimator.Heads, hasNormalization: true, isResidual: true), 0.01f);
        }
    }

    [Theory]
    [InlineData(CriticKind.Separable)]
    [InlineData(CriticKind.Concatenated)]
    [InlineData(CriticKind.Hybrid)]
    public void Gradient_Rectifiers_IsTheDifferenceQuotient(CriticKind kind) =>
        CheckEndToEnd(new JensenShannon(), CriticData.Shape(kind, 1, Activation.Relu), 0.001f);

    // From parameters to the objective and back, with one direction and, where both count, with both.
    private static void CheckEndToEnd(ContrastiveEstimator estimator, CriticShape shape, float step)
    {
        CriticInputs inputs = Inputs(hasSkip: true);
        Critic critic = CriticData.Create(shape, inputs, 2);
        double Objective() => Step(estimator, critic, inputs, isBack: false);

        Step(estimator, critic, inputs, isBack: true);
        foreach (Parameter parameter in critic.Parameters)
        {
            CriticData.CheckGradient(parameter.Values, parameter.Gradient, Objective, step);
        }
    }

    private static double Step(ContrastiveEstimator estimator, Critic critic, CriticInputs inputs, bool isBack)
    {
        EmbeddedPairs block = critic.Embed(inputs);
        Scores scores = new();
        critic.Score(block, 0, block.Count, Alternatives, scores);
        double value = new ScoreGradient(estimator).Replace(scores, new TrainingMemory { Steps = 1 });
        if (isBack)
        {
            critic.Backward(block, scores);
        }

        return value;
    }

    private static CriticInputs Inputs(bool hasSkip)
    {
        CriticInputs inputs = CriticInputs.Of(CriticData.Matrix(Rows, 2, 1), CriticData.Matrix(Rows, 3, 2));
        return hasSkip ? inputs with { SkipX = CriticData.Matrix(Rows, 2, 3), SkipY = CriticData.Matrix(Rows, 2, 4) } : inputs;
    }
}
