using Xunit;

namespace Infometer.Tests;

public class WassersteinDependencyTests
{
    private static readonly WassersteinDependency s_unscaled = new() { Standardize = Standardization.None, Steps = 500 };

    [Theory]
    [InlineData("copy", 0.5)]
    [InlineData("ladder", 0.890552)]
    [InlineData("grid", 0.492424)]
    public void Evaluate_LawsOnAFewPoints_ComesNearTheExactTransportFromBelow(string name, double expected)
    {
        (double[,] joint, double[] xs, double[] ys) = Law(name);
        double truth = Transport.DistanceFromProduct(joint, xs, ys);
        Assert.Equal(expected, truth, 1e-3);
        (Variable x, Variable y) = Draw(joint, xs, ys, 1_500, 1);
        ObjectiveValue value = s_unscaled.Evaluate(x, y);
        Assert.InRange(value.Value!.Value, 0.85 * truth, truth + (3 * value.StandardError!.Value));
        Assert.Equal(Verdict.LowerBound, value.Verdict);
        Assert.Equal("units of the inputs", value.Unit);
        Assert.True(value.PValue <= 0.05);
    }

    [Fact]
    public void Evaluate_Levels_LieAtDistanceOne()
    {
        (double[,] joint, double[] xs, double[] ys) = Law("copy");
        (Variable x, Variable y) = Draw(joint, xs, ys, 1_000, 2);
        Variable left = Variable.Discrete([.. x.Values.Span.ToArray().Select(v => v > 0.5 ? "b" : "a")], "x");
        Variable right = Variable.Discrete([.. y.Values.Span.ToArray().Select(v => v > 0.5 ? "d" : "c")], "y");
        Assert.InRange(s_unscaled.Evaluate(left, right).Value!.Value, 0.43, 0.502);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Evaluate_Independent_IsNearZeroAndNotDetected(ulong seed)
    {
        Variable x = Variable.Continuous(DependenceData.Normal(800 * 3, seed), 3, "x");
        Variable y = Variable.Continuous(DependenceData.Normal(800 * 2, seed, 1), 2, "y");
        ObjectiveValue value = (s_unscaled with { Steps = 200 }).Evaluate(x, y, context: new RunContext { Seed = seed });
        Assert.InRange(value.Value!.Value, -4 * value.StandardError!.Value, 4 * value.StandardError!.Value);
        Assert.Equal(Verdict.NotDetected, value.Verdict);
        Assert.True(value.PValue > 0.05);
        Assert.Contains("held-out pairs permuted, critic frozen", value.PMethod, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_InputsTimesEight_IsEightTimesTheValue()
    {
        (double[] x, double[] y) = DependenceData.Pair(400, 0.7, 3);
        WassersteinDependency objective = s_unscaled with { Steps = 100 };
        double Value(double factor) => objective.Evaluate(
            Variable.Continuous(DependenceData.Map(x, v => factor * v), 1, "x"),
            Variable.Continuous(DependenceData.Map(y, v => factor * v), 1, "y")).Value!.Value;
        double once = Value(1);
        double scaled = Value(8);
        Assert.True(once > 0.1);
        Assert.Equal(8 * once, scaled, 1e-6);
    }

    [Fact]
    public void Evaluate_Threads_ChangeNoBit()
    {
        (double[] x, double[] y) = DependenceData.Pair(300, 0.5, 4);
        (Variable a, Variable b) = (Variable.Continuous(x, 1, "x"), Variable.Continuous(y, 1, "y"));
        WassersteinDependency objective = s_unscaled with { Steps = 50 };
        string one = objective.Evaluate(a, b, context: new RunContext { MaxDegreeOfParallelism = 1 }).ToJson();
        Assert.Equal(one, objective.Evaluate(a, b, context: new RunContext { MaxDegreeOfParallelism = 4 }).ToJson());
    }

    [Fact]
    public void Critic_AfterTraining_BringsNoTwoRowsFartherApart()
    {
        (ObjectiveInputs inputs, int[] rows) = Dependent(300, 5);
        LipschitzNetwork network = WassersteinTraining.Run(
            s_unscaled with { Steps = 300, LearningRate = 0.01 }, inputs, rows[..250], rows[250..], 0, RunContext.Default, () => { });
        Rng rng = Rng.For(1, "pairs of rows");
        FloatMatrix ends = new(4_000, 5);
        foreach (ref float v in ends.Values)
        {
            v = (float)(2 * rng.NextNormal());
        }

        // Half of the pairs lie close together, where slopes are seen.
        for (int i = 1; i < ends.Rows / 2; i += 2)
        {
            for (int j = 0; j < 5; j++)
            {
                ends.Row(i)[j] = ends.Row(i - 1)[j] + (0.05f * ends.Row(i)[j]);
            }
        }

        float[] scores = network.Forward(ends).ToArray();
        double steepest = 0;
        for (int i = 0; i < ends.Rows; i += 2)
        {
            double apart = 0;
            for (int j = 0; j < 5; j++)
            {
                apart += Math.Pow(ends.Row(i)[j] - (double)ends.Row(i + 1)[j], 2);
            }

            steepest = Math.Max(steepest, Math.Abs(scores[i] - (double)scores[i + 1]) / Math.Sqrt(apart));
        }

        Assert.InRange(steepest, 0.7, 1.0001);
    }

    [Fact]
    public void Critic_AfterTraining_HasGradientsOfLengthOneAtMost()
    {
        (ObjectiveInputs inputs, int[] rows) = Dependent(300, 6);
        LipschitzNetwork network = WassersteinTraining.Run(
            s_unscaled with { Steps = 300, LearningRate = 0.01 }, inputs, rows[..250], rows[250..], 0, RunContext.Default, () => { });
        FloatMatrix pairs = FloatMatrix.Beside(inputs.X, inputs.Y);
        network.Forward(pairs);
        FloatMatrix ones = new(pairs.Rows, 1);
        ones.Values.Fill(1);
        FloatMatrix slopes = network.Backward(ones, wanted: true)!;
        double[] lengths = [.. Enumerable.Range(0, pairs.Rows).Select(i => Math.Sqrt(FloatMath.SumOfSquares(slopes.Row(i))))];
        Assert.All(lengths, length => Assert.InRange(length, 0, 1.00001));

        // Bounded layers alone would shorten them.
        Assert.True(lengths.Average() > 0.8, $"{lengths.Average()}");
    }

    [Fact]
    public void Scores_Value_IsTheNaiveDifference_AndLocalsAverageToIt()
    {
        (ObjectiveInputs inputs, _) = Dependent(300, 7);
        Rng rng = Rng.For(1, "weights");
        LipschitzNetwork network = new(5, 8, 2, ref rng);
        int[] rows = [.. Enumerable.Range(20, 40)];
        WassersteinScores scores = new(network, inputs, rows, 3, CancellationToken.None);
        double joint = 0;
        double apart = 0;
        foreach (int i in rows)
        {
            foreach (int j in rows)
            {
                FloatMatrix pair = FloatMatrix.Beside(
                    new FloatMatrix(0, 0).Gather(inputs.X, [i]), new FloatMatrix(0, 0).Gather(inputs.Y, [j]));
                double score = 3 * network.Forward(pair)[0];
                (joint, apart) = i == j ? (joint + score, apart) : (joint, apart + score);
            }
        }

        Assert.Equal((joint / 40) - (apart / 40 / 39), scores.Value, 1e-5);
        Assert.Equal(scores.Value, scores.Locals.Average(), 1e-9);
    }

    [Fact]
    public void Scores_Draws_AverageToZero()
    {
        (ObjectiveInputs inputs, _) = Dependent(300, 8);
        Rng rng = Rng.For(1, "weights");
        LipschitzNetwork network = new(5, 8, 2, ref rng);
        WassersteinScores scores = new(network, inputs, [.. Enumerable.Range(0, 300)], 1, CancellationToken.None);
        INullSampler sampler = scores.NewSampler();
        sampler.Reset();
        double[] draws = [.. Enumerable.Range(0, 400).Select(_ => sampler.Next(ref rng))];
        double mean = draws.Average();
        double error = Math.Sqrt(draws.Sum(d => (d - mean) * (d - mean))) / 400;
        Assert.InRange(mean, -4 * error, 4 * error);
        Assert.True(error > 0);
    }

    // X of 3 columns, Y of 2, which depend on each other not only along lines.
    private static (ObjectiveInputs Inputs, int[] Rows) Dependent(int n, ulong seed)
    {
        Rng rng = Rng.For(seed, "objective rows");
        FloatMatrix x = new(n, 3);
        FloatMatrix y = new(n, 2);
        for (int i = 0; i < n; i++)
        {
            foreach (ref float v in x.Row(i))
            {
                v = (float)rng.NextNormal();
            }

            y.Row(i)[0] = Math.Abs(x.Row(i)[0]) + (0.3f * (float)rng.NextNormal());
            y.Row(i)[1] = x.Row(i)[1] + (float)rng.NextNormal();
        }

        return (new ObjectiveInputs(x, y), [.. Enumerable.Range(0, n)]);
    }

    private static (double[,] Joint, double[] X, double[] Y) Law(string name) => name switch
    {
        "copy" => (new[,] { { 0.5, 0 }, { 0, 0.5 } }, [0, 1], [0, 1]),
        "ladder" => (new[,] { { 0.3, 0.05, 0 }, { 0.05, 0.2, 0.05 }, { 0, 0.05, 0.3 } }, [0, 1, 3], [-2, 0, 1]),
        _ => (new[,] { { 0.2, 0, 0.1, 0 }, { 0, 0.2, 0, 0.1 }, { 0.1, 0, 0.2, 0.1 } }, [0, 2, 3], [0, 0.5, 1.5, 4]),
    };

    private static (Variable X, Variable Y) Draw(double[,] joint, double[] xs, double[] ys, int n, ulong seed)
    {
        Rng rng = Rng.For(seed, "grid");
        double[] x = new double[n];
        double[] y = new double[n];
        for (int row = 0; row < n; row++)
        {
            double u = rng.NextDouble();
            int cell = 0;
            while (cell < joint.Length - 1 && (u -= joint[cell / ys.Length, cell % ys.Length]) > 0)
            {
                cell++;
            }

            (x[row], y[row]) = (xs[cell / ys.Length], ys[cell % ys.Length]);
        }

        return (Variable.Continuous(x, 1, "x"), Variable.Continuous(y, 1, "y"));
    }
}
