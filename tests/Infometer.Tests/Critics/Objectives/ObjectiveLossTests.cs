using Xunit;

namespace Infometer.Tests;

public class ObjectiveLossTests
{
    public static TheoryData<string> Ids => [.. Objectives.All.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Gradients_AgreeWithFiniteDifferences(string id)
    {
        ObjectiveLoss loss = Trained(id, out float[] x, out float[] y);
        ObjectiveGradient gradient = loss.Evaluate(x, y);
        Assert.True(gradient.Value > 0.1);
        Rng rng = Rng.For(2, "directions");
        List<double> errors = [];
        for (int trial = 0; trial < 20; trial++)
        {
            errors.Add(Error(Along(loss, x, y, Direction(x.Length, ref rng), []), gradient.X.Span));
            errors.Add(Error(Along(loss, x, y, [], Direction(y.Length, ref rng)), gradient.Y.Span));
        }

        // The networks have corners, and some of the directions meet one: the median tells.
        errors.Sort();
        Assert.InRange(errors[20], 0, 0.01);

        static double Error((float[] Direction, double Slope) seen, ReadOnlySpan<float> slopes)
        {
            double expected = 0;
            for (int i = 0; i < slopes.Length; i++)
            {
                expected += slopes[i] * (double)seen.Direction[i];
            }

            return Math.Abs(seen.Slope - expected) / Math.Sqrt(FloatMath.SumOfSquares(slopes));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Parameters_GradientsAgreeWithFiniteDifferences(string id)
    {
        ObjectiveLoss loss = Trained(id, out float[] x, out float[] y);
        loss.Evaluate(x, y);
        foreach (Parameter parameter in loss.Parameters.ToArray())
        {
            float[] slopes = [.. parameter.Gradient];
            float[] kept = [.. parameter.Values];
            double squares = FloatMath.SumOfSquares(slopes);
            double length = Math.Sqrt(squares);
            float step = (float)(2e-4 / Math.Max(length, 1e-6));
            double Moved(float by)
            {
                for (int i = 0; i < kept.Length; i++)
                {
                    parameter.Values[i] = kept[i] + (by * slopes[i]);
                }

                return loss.Evaluate(x, y).Value;
            }

            double slope = (Moved(step) - Moved(-step)) / (2 * step);
            kept.CopyTo(parameter.Values, 0);
            Assert.Equal(squares, slope, (0.05 * squares) + (3e-3 * length));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Step_ManyTimes_RaisesTheValue(string id)
    {
        ObjectiveLoss loss = NewLoss(id);
        (float[] x, float[] y) = Batch(64);
        double first = loss.Evaluate(x, y).Value;
        for (int i = 0; i < 50; i++)
        {
            loss.Step(x, y);
        }

        Assert.True(loss.Evaluate(x, y).Value > first + 0.1);
    }

    // The student moves along its gradients and comes to tell what the teacher tells.
    [Theory]
    [MemberData(nameof(Ids))]
    public void Gradients_MoveAStudentTowardsItsTeacher(string id)
    {
        ObjectiveLoss loss = NewLoss(id);
        (float[] x, float[] y) = Batch(64);
        for (int i = 0; i < 30; i++)
        {
            loss.Step(x, y);
        }

        double before = loss.Evaluate(x, y).Value;
        for (int i = 0; i < 30; i++)
        {
            ReadOnlySpan<float> slopes = loss.Evaluate(x, y).Y.Span;
            FloatMath.AddScaled(y, 2, slopes);
        }

        Assert.True(loss.Evaluate(x, y).Value > before + 0.05);
    }

    [Fact]
    public void MiAlpha_Value_IsTheFormulaOnTheScoresOfTheBatch()
    {
        // One linear layer of known weights on each side: f(x, y) = 2 x · 1.5 y.
        ObjectiveLoss loss = new MiAlphaObjective { Alpha = 0.3, Embedding = 1, Layers = 1, Width = 2 }.NewLoss(1, 1);
        float[][] weights = [[1, -1], [0, 0], [2, -2], [0], [1, -1], [0, 0], [1.5f, -1.5f], [0]];
        foreach ((Parameter parameter, float[] values) in loss.Parameters.Zip(weights))
        {
            values.CopyTo(parameter.Values, 0);
        }

        float[] x = [0.5f, -1, 0.25f];
        float[] y = [0.4f, -0.5f, 1];
        double expected = 0;
        for (int i = 0; i < 3; i++)
        {
            expected += (Term(i, (a, b) => 3 * x[a] * y[b]) + Term(i, (a, b) => 3 * y[a] * x[b])) / 6;
        }

        Assert.Equal(expected, loss.Evaluate(x, y).Value, 1e-5);

        static double Term(int i, Func<int, int, double> score)
        {
            double others = Enumerable.Range(0, 3).Where(j => j != i).Average(j => Math.Exp(score(i, j)));
            double all = Enumerable.Range(0, 3).Average(j => Math.Exp(score(i, j)));
            return 1 + score(i, i) - Math.Log((0.3 * all) + 0.7) - (others / ((0.3 * others) + 0.7));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void NewLoss_SameSeed_SameCritic(string id)
    {
        (float[] x, float[] y) = Batch(16);
        ObjectiveGradient[] twice = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            ObjectiveLoss loss = Objectives.Get(id).Create().NewLoss(4, 3, seed: 7);
            loss.Step(x, y);
            return loss.Step(x, y);
        })];
        Assert.Equal(twice[0].Value, twice[1].Value);
        Assert.Equal(twice[0].X.ToArray(), twice[1].X.ToArray());
    }

    [Fact]
    public void Evaluate_BatchesThatDoNotFit_AreRefused()
    {
        ObjectiveLoss loss = new MiAlphaObjective().NewLoss(4, 3);
        Assert.Throws<ArgumentException>(() => loss.Evaluate(new float[8], new float[7]));
        Assert.Throws<ArgumentException>(() => loss.Evaluate(new float[4], new float[3]));
        Assert.Throws<ArgumentException>(() => loss.Step(new float[9], new float[6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WassersteinDependency().NewLoss(0, 3));
    }

    private static ObjectiveLoss NewLoss(string id) =>
        (Objectives.Get(id).Create() with { Width = 16, Layers = 2 }).NewLoss(4, 3, seed: 1);

    private static ObjectiveLoss Trained(string id, out float[] x, out float[] y)
    {
        ObjectiveLoss loss = NewLoss(id);
        (x, y) = Batch(24);
        for (int i = 0; i < 20; i++)
        {
            loss.Step(x, y);
        }

        return loss;
    }

    private static (float[] X, float[] Y) Batch(int rows)
    {
        Rng rng = Rng.For(1, "batch");
        float[] x = Direction(4 * rows, ref rng);
        float[] y = Direction(3 * rows, ref rng);
        for (int i = 0; i < rows; i++)
        {
            y[3 * i] = x[4 * i] + (0.3f * y[3 * i]);
        }

        return (x, y);
    }

    private static float[] Direction(int length, ref Rng rng)
    {
        float[] numbers = new float[length];
        foreach (ref float number in numbers.AsSpan())
        {
            number = (float)rng.NextNormal();
        }

        return numbers;
    }

    private static (float[] Direction, double Slope) Along(ObjectiveLoss loss, float[] x, float[] y, float[] alongX, float[] alongY)
    {
        const float Step = 1e-4f;
        double Moved(float by)
        {
            float[] movedX = [.. x];
            float[] movedY = [.. y];
            FloatMath.AddScaled(movedX.AsSpan(0, alongX.Length), by, alongX);
            FloatMath.AddScaled(movedY.AsSpan(0, alongY.Length), by, alongY);
            return loss.Evaluate(movedX, movedY).Value;
        }

        return (alongX.Length > 0 ? alongX : alongY, (Moved(Step) - Moved(-Step)) / (2 * Step));
    }
}
