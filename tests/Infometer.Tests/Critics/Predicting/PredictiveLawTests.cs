using Xunit;

namespace Infometer.Tests;

public class PredictiveLawTests
{
    public static TheoryData<string> Laws => ["gaussian", "logistic", "labels"];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Gradient_OfAnyLaw_IsThatOfTheLogDensity(string name)
    {
        PredictiveLaw law = Create(name);
        Rng rng = Rng.For(1, name);
        float[] target = name == "labels" ? [2] : [0.3f, -1.2f, 2f];
        float[] outputs = [.. Enumerable.Range(0, law.OutputsFor(target.Length)).Select(_ => (float)rng.NextNormal())];
        float[] prepared = new float[law.PreparedFor(outputs.Length)];
        float[] gradient = new float[outputs.Length];
        law.Prepare(outputs, prepared);
        law.Gradient(outputs, prepared, target, gradient);
        for (int k = 0; k < outputs.Length; k++)
        {
            const float Step = 1e-2f;
            double difference = (LogDensity(law, Moved(outputs, k, Step), target) - LogDensity(law, Moved(outputs, k, -Step), target)) / (2 * Step);
            Assert.Equal(difference, gradient[k], 2e-3);
        }
    }

    [Theory]
    [InlineData("gaussian")]
    [InlineData("logistic")]
    public void Density_OfALocationAndAScale_IntegratesToOneWithThatVariance(string name)
    {
        PredictiveLaw law = Create(name);
        float[] outputs = [0.7f, -0.5f];
        double mass = 0;
        double square = 0;
        const double Width = 0.002;
        for (double y = -20; y < 20; y += Width)
        {
            double density = Width * Math.Exp(LogDensity(law, outputs, [(float)y]));
            mass += density;
            square += density * (y - 0.7) * (y - 0.7);
        }

        Assert.Equal(1, mass, 1e-4);
        Assert.Equal(Math.Exp(-0.5), square, 1e-3);
    }

    [Fact]
    public void Density_OfLabels_SumsToOne() =>
        Assert.Equal(1, Enumerable.Range(0, 4).Sum(k => Math.Exp(LogDensity(Create("labels"), [3, -1, 0, 50], [k]))), 1e-5);

    [Fact]
    public void Gradient_AtTheLeastVariance_DoesNotGoOn()
    {
        PredictiveLaw law = Create("gaussian");
        float[] outputs = [0, -30];
        float[] prepared = new float[3];
        float[] gradient = new float[2];
        law.Prepare(outputs, prepared);
        law.Gradient(outputs, prepared, [0], gradient);
        Assert.Equal(0, gradient[1]);
        law.Gradient(outputs, prepared, [1], gradient);
        Assert.True(gradient[1] > 0);
    }

    [Fact]
    public void Residual_OfALogisticLaw_IsTheNormalQuantile()
    {
        PredictiveLaw law = Create("logistic");
        float[] prepared = new float[3];
        law.Prepare([1, 0], prepared);
        double[] residual = new double[1];
        foreach (float y in (float[])[-30, -2, 1, 1.5f, 40])
        {
            law.Residual(prepared, [y], residual);
            double z = (y - 1) * Math.PI / Math.Sqrt(3);
            double tail = 1 / (1 + Math.Exp(Math.Abs(z)));
            Assert.Equal(Math.Sign(z) * -SpecialFunctions.NormalQuantile(tail), residual[0], 1e-4);
        }
    }

    [Fact]
    public void Learn_OfAPredictor_StoresTheGradientOfItsMean()
    {
        const int Rows = 40;
        Rng rng = Rng.For(3, "predictor test");
        PredictionRows rows = new(
            Create("gaussian"), Matrix(Rows, 3, ref rng), Matrix(Rows, 4, ref rng), [0.5f, 2, 1, 1], Matrix(Rows, 2, ref rng), 1.5);
        int[] all = [.. Enumerable.Range(0, Rows)];
        CriticShape shape = new(CriticKind.Concatenated, 5, 2, 1, Activation.Tanh, false, false, 1, 0);
        Predictor predictor = new(shape, rows, all, ref rng);
        Assert.Equal(rows.Known(all).Mean(), predictor.StoppingValue(), 1e-6);

        // Away from the start, where the last layer is 0 and nothing reaches the others.
        foreach (Parameter parameter in predictor.Parameters)
        {
            foreach (ref float value in parameter.Values.AsSpan())
            {
                value += 0.3f * (float)rng.NextNormal();
            }
        }

        predictor.Learn(all);
        foreach (Parameter parameter in predictor.Parameters)
        {
            for (int k = 0; k < parameter.Values.Length; k += 3)
            {
                const float Step = 5e-3f;
                float value = parameter.Values[k];
                parameter.Values[k] = value + Step;
                double up = predictor.StoppingValue();
                parameter.Values[k] = value - Step;
                double down = predictor.StoppingValue();
                parameter.Values[k] = value;
                Assert.Equal((up - down) / (2 * Step), parameter.Gradient[k], 3e-3);
            }
        }
    }

    private static FloatMatrix Matrix(int rows, int columns, ref Rng rng)
    {
        FloatMatrix matrix = new(rows, columns);
        foreach (ref float value in matrix.Values)
        {
            value = (float)rng.NextNormal();
        }

        return matrix;
    }

    private static PredictiveLaw Create(string name) => name switch
    {
        "gaussian" => new GaussianResponse(),
        "logistic" => new LogisticResponse(),
        _ => new CategoricalResponse(4),
    };

    private static float[] Moved(float[] outputs, int k, float by) => [.. outputs.Select((o, i) => i == k ? o + by : o)];

    private static double LogDensity(PredictiveLaw law, float[] outputs, float[] target)
    {
        float[] prepared = new float[law.PreparedFor(outputs.Length)];
        law.Prepare(outputs, prepared);
        return law.LogDensity(prepared, target);
    }
}
