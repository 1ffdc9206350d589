using Xunit;

namespace Infometer.Tests;

/// <summary>What each estimator makes of scores: the paper's formula in double precision, its derivatives, its limits.</summary>
public class ObjectiveTests
{
    public static TheoryData<string> Ids => [.. CriticData.Estimators.Select(e => e.Descriptor.Id)];

    [Theory]
    [InlineData(0.3)]
    [InlineData(2)]
    public void DonskerVaradhanAndMine_RandomScores_AreTheFormula(double scale)
    {
        Matrix m = new(30, scale);
        double expected = m.Joint.Average() - Math.Log(m.Others(Math.Exp));
        Assert.Equal(expected, m.Value(new DonskerVaradhan()), 1e-5);
        Assert.Equal(expected, m.Value(new Mine()), 1e-5);
    }

    [Fact]
    public void Nwj_RandomScores_IsTheFormula()
    {
        Matrix m = new(30, 1);
        Assert.Equal(m.Joint.Average() - (m.Others(Math.Exp) / Math.E), m.Value(new Nwj()), 1e-5);
    }

    [Fact]
    public void JensenShannon_RandomScores_IsTheBoundOfNwjAtScorePlusOne()
    {
        Matrix m = new(30, 1);
        Assert.Equal(1 + m.Joint.Average() - m.Others(Math.Exp), m.Value(new JensenShannon()), 1e-5);
        Assert.Equal(m.Joint.Average(f => f + 1) - (m.Others(f => Math.Exp(f + 1)) / Math.E), m.Value(new JensenShannon()), 1e-5);
    }

    [Fact]
    public void JensenShannon_BestScoreOfNormalPair_IsTheInformationAndNotLessByOneOverE()
    {
        const double Correlation = 0.7;
        double truth = -0.5 * Math.Log(1 - (Correlation * Correlation));
        double[] values = [.. Enumerable.Range(1, 20).Select(seed =>
        {
            CriticInputs inputs = CriticData.WithBestScore(600, Correlation, 0, (ulong)seed);
            return new HeldOutFold(new JensenShannon(), new SkipCritic(1), inputs, [.. Enumerable.Range(0, 600)], default).Value;
        })];
        Assert.Equal(truth, values.Average(), 4 * CriticData.StandardError(values));
        Assert.True(CriticData.StandardError(values) < 0.02);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(20)]
    public void InfoNce_RandomScores_IsTheFormulaAndBelowItsCeiling(double scale)
    {
        Matrix m = new(25, scale);
        int[] all = [.. Enumerable.Range(0, 25)];
        double expected = Math.Log(25) + all.Average(i => m[i, i] - LogSum(all.Select(j => m[i, j])));
        Assert.Equal(expected, m.Value(new InfoNce()), 1e-5);
        Assert.True(m.Value(new InfoNce()) <= Math.Log(25) && Math.Log(25) == new InfoNce().CeilingOf(24));
    }

    [Fact]
    public void InfoNce_PairsThatStandOut_IsItsCeiling()
    {
        double[] joint = [1_000, 1_000];
        double[] others = [-1_000, 0];
        Assert.Equal(Math.Log(50), Ask(new InfoNce(), joint, others, [], 49).Value, 1e-12);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.4)]
    [InlineData(1)]
    public void IAlpha_RandomScores_IsTheFormula(double alpha)
    {
        const int K = 25;
        Matrix m = new(K, 1.5);
        double expected = 1 + Enumerable.Range(0, K).Average(i =>
        {
            double all = Enumerable.Range(0, K).Average(j => Math.Exp(m[i, j]));
            double rest = Enumerable.Range(0, K).Where(j => j != i).Average(j => Math.Exp(m[i, j]));
            return Math.Log(Math.Exp(m[i, i]) / ((alpha * all) + 1 - alpha)) - (rest / ((alpha * rest) + 1 - alpha));
        });
        Assert.Equal(expected, m.Value(new IAlpha { Alpha = alpha }), 1e-5);
    }

    [Fact]
    public void IAlpha_EndsOfItsRange_AreInfoNceAndNwj()
    {
        Matrix m = new(25, 2);
        Assert.Equal(m.Value(new InfoNce()), m.Value(new IAlpha { Alpha = 1 }), 1e-9);
        Assert.Equal(m.Value(new JensenShannon()), m.Value(new IAlpha { Alpha = 1e-12 }), 1e-8);
    }

    [Fact]
    public void IAlpha_PairsThatStandOut_StaysFiniteAndAtMostOneAboveItsCeiling()
    {
        // The ceiling holds where the critic's mean of e^f is 1, as the best critic's is; a critic whose alternatives vanish gains 1.
        IAlpha estimator = new() { Alpha = 0.1 };
        Assert.Equal(1 + estimator.CeilingOf(49), Ask(estimator, [2_000, 2_000], [-2_000, -2_000], [], 49).Value, 1e-9);
    }

    [Fact]
    public void Smile_RandomScores_CutsOffOnlyTheAlternativesAndOnBothSides()
    {
        Matrix m = new(30, 3);
        Smile smile = new() { Tau = 0.5 };
        Assert.Equal(m.Joint.Average() - Math.Log(m.Others(f => Math.Exp(Math.Clamp(f, -0.5, 0.5)))), m.Value(smile), 1e-5);
        Assert.Equal(m.Value(new DonskerVaradhan()), m.Value(new Smile { Tau = 1_000 }), 1e-5);
    }

    [Fact]
    public void Flo_RandomScores_IsTheFormula()
    {
        const int K = 20;
        Matrix m = new(K, 1);
        double expected = Enumerable.Range(0, K).Average(i =>
        {
            double mean = Enumerable.Range(0, K).Where(j => j != i).Average(j => Math.Exp(m[i, j]));
            return 1 + m.Second[i] - (Math.Exp(m.Second[i] - m[i, i]) * mean);
        });
        Assert.Equal(expected, m.Value(new Flo()), 1e-5);
    }

    [Fact]
    public void Flo_BestSecondScore_IsDonskerVaradhanRowByRow()
    {
        double[] joint = [1.5, -0.3, 0.8];
        double[] others = [0.2, -0.1, 0.4];
        double[] best = [.. joint.Zip(others, (f, l) => f - l)];
        (double value, _, _, double[] bySecond) = Ask(new Flo(), joint, others, best, 10);
        Assert.Equal(best.Average(), value, 1e-12);
        Assert.All(bySecond, slope => Assert.Equal(0, slope, 1e-12));
        Assert.True(Ask(new Flo(), joint, others, [1, -0.1, 0.4], 10).Value < value);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void MeasureAndTrain_Derivatives_AreDifferenceQuotients(string id)
    {
        ContrastiveEstimator estimator = CriticData.Get(id);
        double[] joint = [1.5, -0.3, 0.8, 2.5];
        double[] others = [0.2, -0.9, 0.4, 0.1];
        double[] second = estimator.Heads == 2 ? [0.7, -0.2, 0.1, 1.1] : [];
        foreach (bool isTraining in new[] { false, true })
        {
            (_, double[] byJoint, double[] byOthers, double[] bySecond) = Ask(estimator, joint, others, second, 10, isTraining);
            Check(joint, byJoint);
            Check(others, byOthers);
            Check(second, bySecond);

            void Check(double[] arguments, double[] slopes)
            {
                for (int i = 0; i < arguments.Length; i++)
                {
                    double before = arguments[i];
                    arguments[i] = before + 1e-5;
                    double high = Ask(estimator, joint, others, second, 10, isTraining).Value;
                    arguments[i] = before - 1e-5;
                    double low = Ask(estimator, joint, others, second, 10, isTraining).Value;
                    arguments[i] = before;
                    Assert.Equal((high - low) / 2e-5, slopes[i], 1e-8);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Measure_ScoresThatKnowNothing_IsZero(string id)
    {
        // A critic that starts as a constant starts at the value of independence.
        ContrastiveEstimator estimator = CriticData.Get(id);
        double[] constant = [.. Enumerable.Repeat(estimator.Constant, 4)];
        Assert.Equal(0, Ask(estimator, constant, constant, estimator.Heads == 2 ? new double[4] : [], 3).Value, 1e-12);
    }

    [Fact]
    public void Mine_FirstStep_HasTheGradientOfDonskerVaradhan()
    {
        double[] joint = [1, 2, 0];
        double[] others = [0.5, -1, 0.2];
        double[] expected = Ask(new DonskerVaradhan(), joint, others, [], 5).ByOthers;
        double[] actual = Ask(new Mine(), joint, others, [], 5, isTraining: true).ByOthers;
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(expected[i], actual[i], 1e-12));
    }

    [Fact]
    public void Mine_LaterSteps_DivideByTheCorrectedRunningMean()
    {
        double[] logMeans = [0.4, -0.3, 0.9, 0.1, 0.6];
        TrainingMemory memory = new();
        double running = 0;
        for (int t = 1; t <= logMeans.Length; t++)
        {
            memory.Steps = t;
            double[] others = [logMeans[t - 1], logMeans[t - 1]];
            ContrastBuffer buffer = Filled([0, 0], others, []);
            new Mine().Train(buffer.Question(5), buffer.Answer, memory);
            running = (0.99 * running) + (0.01 * Math.Exp(others[0]));
            double corrected = running / (1 - Math.Pow(0.99, t));
            Assert.Equal(-Math.Exp(others[0]) / corrected / 2, buffer.Answer.ByOthers[0], 1e-12);
        }
    }

    [Fact]
    public void Mine_BatchFarFromTheRunningMean_IsWorthAtMostTenTimes()
    {
        TrainingMemory memory = new() { Steps = 1 };
        ContrastBuffer buffer = Filled([0, 0], [0, 0], []);
        new Mine().Train(buffer.Question(5), buffer.Answer, memory);
        memory.Steps = 2;
        buffer.Others.Fill(50);
        new Mine().Train(buffer.Question(5), buffer.Answer, memory);
        double corrected = ((0.99 * 0.01) + (0.01 * Math.Exp(50))) / (1 - (0.99 * 0.99));
        Assert.Equal(-Math.Exp(50) / corrected / 2, buffer.Answer.ByOthers[0], 1e-9);
        memory.Steps = 3;
        buffer.Others.Clear();
        new Mine().Train(buffer.Question(5), buffer.Answer, memory);
        Assert.Equal(-0.1 / 2, buffer.Answer.ByOthers[0], 1e-12);
    }

    private static double LogSum(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Max() + Math.Log(all.Sum(v => Math.Exp(v - all.Max())));
    }

    private static ContrastBuffer Filled(double[] joint, double[] others, double[] second)
    {
        ContrastBuffer buffer = new(joint.Length, second.Length > 0);
        joint.CopyTo(buffer.Joint);
        others.CopyTo(buffer.Others);
        second.CopyTo(buffer.Second);
        return buffer;
    }

    private static (double Value, double[] ByJoint, double[] ByOthers, double[] BySecond) Ask(
        ContrastiveEstimator estimator, double[] joint, double[] others, double[] second, int alternatives, bool isTraining = false)
    {
        ContrastBuffer buffer = Filled(joint, others, second);
        ContrastTerms answer = buffer.Answer;
        if (isTraining)
        {
            estimator.Train(buffer.Question(alternatives), answer, new TrainingMemory { Steps = 1 });
        }
        else
        {
            estimator.Measure(buffer.Question(alternatives), answer);
        }

        return (answer.Mean, answer.ByJoint.ToArray(), answer.ByOthers.ToArray(), answer.BySecond.ToArray());
    }

    // Scores of all pairs, and what an estimator makes of them.
    private sealed class Matrix(int n, double scale)
    {
        private readonly Scores _scores = CriticData.RandomScores(n, scale, 4);

        public double[] Joint => [.. Enumerable.Range(0, n).Select(i => this[i, i])];

        public double[] Second => Array.ConvertAll(_scores.Second, v => (double)v);

        public double this[int i, int j] => _scores.First.Row(i)[j];

        public double Others(Func<double, double> function) =>
            Enumerable.Range(0, n).Average(i => Enumerable.Range(0, n).Where(j => j != i).Average(j => function(this[i, j])));

        public double Value(ContrastiveEstimator estimator)
        {
            Scores copy = CriticData.RandomScores(n, scale, 4);
            ContrastBuffer buffer = new(n, estimator.Heads > 1);
            Contrast.ReadJoint(copy, buffer.Joint, buffer.Second);
            Contrast.LogMeanExp(copy, estimator.Clip, buffer.Others);
            estimator.Measure(buffer.Question(n - 1), buffer.Answer);
            return buffer.Answer.Mean;
        }
    }
}
