using Xunit;

namespace Infometer.Tests;

/// <summary>The way back through every layer against difference quotients of the way forward.</summary>
public class LayerTests
{
    private const int Rows = 5;

    [Theory]
    [InlineData(Activation.None, 0.02f)]
    [InlineData(Activation.Tanh, 0.02f)]
    [InlineData(Activation.Relu, 0.001f)]
    public void Dense_Gradient_IsTheDifferenceQuotient(Activation activation, float step)
    {
        Rng rng = Rng.For(1, "layer");
        Check(new Dense(4, 3, activation, ref rng), 4, step);
    }

    [Fact]
    public void LayerNormalization_Gradient_IsTheDifferenceQuotient() => Check(new LayerNormalization(7), 7, 0.01f);

    [Fact]
    public void Residual_Gradient_IsTheDifferenceQuotient()
    {
        Rng rng = Rng.For(2, "layer");
        Check(new Residual(new Dense(4, 4, Activation.Tanh, ref rng)), 4, 0.02f);
    }

    [Fact]
    public void Sequence_Gradient_IsTheDifferenceQuotient()
    {
        Rng rng = Rng.For(3, "layer");
        Dense first = new(3, 5, Activation.Tanh, ref rng);
        Dense last = new(5, 2, Activation.None, ref rng);
        Residual middle = new(new Sequence(new LayerNormalization(5), new Dense(5, 5, Activation.Tanh, ref rng)));
        Check(new Sequence(first, middle, last), 3, 0.01f);
    }

    [Fact]
    public void Sequence_Empty_IsTheIdentity()
    {
        FloatMatrix input = CriticData.Matrix(Rows, 3, 1);
        Sequence empty = new();
        Assert.Equal(input.Values.ToArray(), empty.Forward(input).Values.ToArray());
        Assert.Equal(input.Values.ToArray(), empty.Backward(input, wanted: true)!.Values.ToArray());
    }

    [Fact]
    public void Dense_OtherNumberOfRows_SameImages()
    {
        Rng rng = Rng.For(4, "layer");
        Dense layer = new(4, 3, Activation.Relu, ref rng);
        FloatMatrix few = CriticData.Matrix(2, 4, 1);
        float[] first = layer.Forward(few).Values.ToArray();
        layer.Forward(CriticData.Matrix(9, 4, 2));
        Assert.Equal(first, layer.Forward(few).Values.ToArray());
    }

    [Fact]
    public void LayerNormalization_Rows_HaveMeanZeroAndVarianceOne()
    {
        FloatMatrix output = new LayerNormalization(50).Forward(CriticData.Matrix(3, 50, 1));
        for (int row = 0; row < 3; row++)
        {
            double[] values = Array.ConvertAll(output.Row(row).ToArray(), v => (double)v);
            Assert.Equal(0, values.Average(), 1e-5);
            Assert.Equal(1, values.Average(v => v * v), 1e-4);
        }
    }

    [Fact]
    public void Share_ParametersChange_BothSeeIt()
    {
        Rng rng = Rng.For(5, "layer");
        Layer layer = new Residual(new Sequence(new LayerNormalization(4), new Dense(4, 4, Activation.Relu, ref rng)));
        Layer shared = layer.Share();
        CriticData.Shake(layer.Parameters, ref rng);
        FloatMatrix input = CriticData.Matrix(Rows, 4, 1);
        float[] one = layer.Forward(input).Values.ToArray();
        shared.Forward(CriticData.Matrix(Rows, 4, 2));
        Assert.Equal(one, shared.Forward(input).Values.ToArray());
    }

    // Of the sum of all outputs, each times a number of its own.
    private static void Check(Layer layer, int inputs, float step)
    {
        Rng rng = Rng.For(6, "layer");
        CriticData.Shake(layer.Parameters, ref rng);
        FloatMatrix input = CriticData.Matrix(Rows, inputs, 7);
        int outputs = layer.Forward(input).Columns;
        FloatMatrix weights = CriticData.Matrix(Rows, outputs, 8);
        double Value() => FloatMath.Dot(layer.Forward(input).Values, weights.Values);

        Value();
        float[] gradient = layer.Backward(new FloatMatrix(0, 0).CopyFrom(weights), wanted: true)!.Values.ToArray();
        foreach (Parameter parameter in layer.Parameters)
        {
            CriticData.CheckGradient(parameter.Values, parameter.Gradient, Value, step);
        }

        float[] numbers = input.Values.ToArray();
        CriticData.CheckGradient(numbers, gradient, () =>
        {
            numbers.CopyTo(input.Values);
            return Value();
        }, step);

        // What nobody wants is not computed, and the parameters get the same.
        float[][] before = [.. layer.Parameters.Select(p => p.Gradient.ToArray())];
        numbers.CopyTo(input.Values);
        Value();
        Assert.Null(layer.Backward(new FloatMatrix(0, 0).CopyFrom(weights), wanted: false));
        Assert.Equal(before, layer.Parameters.Select(p => p.Gradient));
    }
}
