using Xunit;

namespace Infometer.Tests;

/// <summary>The optimiser against the same written down in double precision.</summary>
[Trait("Kernels", "Vector")]
public class AdamWTests
{
    [Theory]
    [InlineData(0.01, 0.0)]
    [InlineData(0.01, 0.5)]
    [InlineData(40, 0.1)]
    public void Ascend_SomeSteps_AgreesWithTheTwin(double scale, double decay)
    {
        Parameter[] parameters = [new(37, decays: true), new(5, decays: false)];
        double[][] values = [new double[37], new double[5]];
        double[][] first = [new double[37], new double[5]];
        double[][] second = [new double[37], new double[5]];
        Rng rng = Rng.For(1, "adam");
        for (int p = 0; p < 2; p++)
        {
            for (int i = 0; i < values[p].Length; i++)
            {
                values[p][i] = parameters[p].Values[i] = (float)rng.NextNormal();
            }
        }

        AdamW optimiser = new(parameters, decay);
        for (int step = 1; step <= 30; step++)
        {
            double squares = 0;
            foreach (Parameter parameter in parameters)
            {
                for (int i = 0; i < parameter.Gradient.Length; i++)
                {
                    parameter.Gradient[i] = (float)(scale * (rng.NextNormal() + 0.3));
                    squares += (double)parameter.Gradient[i] * parameter.Gradient[i];
                }
            }

            double rate = 0.1 / step;
            optimiser.Ascend(rate);
            double clip = Math.Min(1, 1 / Math.Sqrt(squares));
            for (int p = 0; p < 2; p++)
            {
                for (int i = 0; i < values[p].Length; i++)
                {
                    double slope = clip * parameters[p].Gradient[i];
                    first[p][i] = (0.9 * first[p][i]) + (0.1 * slope);
                    second[p][i] = (0.999 * second[p][i]) + (0.001 * slope * slope);
                    double mean = first[p][i] / (1 - Math.Pow(0.9, step));
                    double size = Math.Sqrt(second[p][i] / (1 - Math.Pow(0.999, step)));
                    values[p][i] *= p == 0 ? 1 - (rate * decay) : 1;
                    values[p][i] += rate * mean / (size + 1e-8);
                }
            }
        }

        for (int p = 0; p < 2; p++)
        {
            for (int i = 0; i < values[p].Length; i++)
            {
                Assert.Equal(values[p][i], parameters[p].Values[i], 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Ascend_GradientNotFinite_ChangesNothing(float bad)
    {
        Parameter parameter = new(20, decays: true);
        parameter.Values.AsSpan().Fill(1);
        parameter.Gradient.AsSpan().Fill(0.1f);
        AdamW optimiser = new([parameter], 0.1);
        optimiser.Ascend(0.1);
        float[] before = [.. parameter.Values];
        parameter.Gradient[19] = bad;
        optimiser.Ascend(0.1);
        Assert.Equal(before, parameter.Values);
        parameter.Gradient[19] = 0.1f;
        optimiser.Ascend(0.1);
        Assert.All(parameter.Values, value => Assert.True(float.IsFinite(value) && value > 1));
    }
}
