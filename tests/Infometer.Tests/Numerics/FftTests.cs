using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class FftTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(8, 1)]
    [InlineData(32, 11)]
    public void Transform_OfManySeries_IsTheSumThatDefinesIt(int size, int batch)
    {
        double[] real = NormalData.Columns(size * batch, 1, 1)[0];
        double[] imaginary = NormalData.Columns(size * batch, 1, 2)[0];
        double[] transformedReal = [.. real];
        double[] transformedImaginary = [.. imaginary];
        Fft fft = new(size);
        fft.Transform(transformedReal, transformedImaginary, batch);
        for (int k = 0; k < size; k++)
        {
            for (int c = 0; c < batch; c++)
            {
                double sumReal = 0;
                double sumImaginary = 0;
                for (int j = 0; j < size; j++)
                {
                    (double sine, double cosine) = Math.SinCos(-2 * Math.PI * j * k / size);
                    sumReal += (real[(j * batch) + c] * cosine) - (imaginary[(j * batch) + c] * sine);
                    sumImaginary += (real[(j * batch) + c] * sine) + (imaginary[(j * batch) + c] * cosine);
                }

                Assert.Equal(sumReal, transformedReal[(k * batch) + c], 1e-12);
                Assert.Equal(sumImaginary, transformedImaginary[(k * batch) + c], 1e-12);
            }
        }

        fft.Transform(transformedImaginary, transformedReal, batch);
        Assert.All(real.Zip(transformedReal), pair => Assert.Equal(pair.First, pair.Second / size, 1e-13));
        Assert.All(imaginary.Zip(transformedImaginary), pair => Assert.Equal(pair.First, pair.Second / size, 1e-13));
    }

    [Fact]
    public void CosineTransform_OfASeries_IsTheSumThatDefinesIt()
    {
        double[] values = NormalData.Columns(64, 1, 3)[0];
        double[] transform = new Fft(64).CosineTransform(values);
        for (int k = 0; k < 64; k++)
        {
            double sum = 0;
            for (int j = 0; j < 64; j++)
            {
                sum += values[j] * Math.Cos(Math.PI * k * ((2 * j) + 1) / 128);
            }

            Assert.Equal(sum, transform[k], 1e-12);
        }
    }

    [Fact]
    public void Fft_SizeIsNoPowerOfTwo_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Fft(12));
}
