using Xunit;

namespace Infometer.Tests;

/// <summary>What layers do to rows, against loops.</summary>
[Trait("Kernels", "Vector")]
public class RowMathTests
{
    public static TheoryData<Activation, int> Cases
    {
        get
        {
            TheoryData<Activation, int> cases = [];
            foreach (Activation activation in Enum.GetValues<Activation>())
            {
                foreach (int width in new[] { 1, 7, 16, 37 })
                {
                    cases.Add(activation, width);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ThereAndBack_AnyWidth_AgreesWithLoops(Activation activation, int width)
    {
        const int Rows = 3;
        FloatMatrix sums = CriticData.Matrix(Rows, width, 1);
        float[] bias = CriticData.Matrix(1, width, 2).Values.ToArray();
        float[] output = sums.Values.ToArray();
        RowMath.AddAndActivate(output, bias, activation);
        float[] gradient = CriticData.Matrix(Rows, width, 3).Values.ToArray();
        float[] back = [.. gradient];
        float[] biasGradient = [.. Enumerable.Repeat(2f, width)];
        RowMath.Return(back, output, biasGradient, activation);
        double[] expectedBias = [.. Enumerable.Repeat(2.0, width)];
        for (int i = 0; i < output.Length; i++)
        {
            double sum = (double)sums.Values[i] + bias[i % width];
            (double value, double slope) = activation switch
            {
                Activation.Relu => (Math.Max(sum, 0), sum > 0 ? 1.0 : 0.0),
                Activation.Tanh => (Math.Tanh(sum), 1 - (Math.Tanh(sum) * Math.Tanh(sum))),
                _ => (sum, 1.0),
            };
            Assert.Equal(value, output[i], 1e-6);
            Assert.Equal(gradient[i] * slope, back[i], 1e-6);
            expectedBias[i % width] += gradient[i] * slope;
        }

        Assert.All(Enumerable.Range(0, width), j => Assert.Equal(expectedBias[j], biasGradient[j], 1e-5));
    }
}
