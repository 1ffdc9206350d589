namespace Infometer.Tests;

/// <summary>Images of bytes brought to another size by Keys' cubic (a = −1/2), row pass first, rounded to bytes after each pass: what imaging libraries of Python do.</summary>
internal static class BicubicImage
{
    public static double[] Resize(ReadOnlySpan<double> image, int from, int to)
    {
        double[][] weights = [.. Enumerable.Range(0, to).Select(i => Weights(i, from, to))];
        double[] wide = new double[from * to];
        for (int i = 0; i < from; i++)
        {
            for (int j = 0; j < to; j++)
            {
                wide[(i * to) + j] = Rounded(CrossProducts.Dot(weights[j], image.Slice(i * from, from)));
            }
        }

        double[] resized = new double[to * to];
        for (int i = 0; i < to; i++)
        {
            Span<double> row = resized.AsSpan(i * to, to);
            for (int k = 0; k < from; k++)
            {
                CrossProducts.AddScaled(row, weights[i][k], wide.AsSpan(k * to, to));
            }

            foreach (ref double value in row)
            {
                value = Rounded(value);
            }
        }

        return resized;
    }

    private static double[] Weights(int index, int from, int to)
    {
        double centre = (index + 0.5) * from / to;
        double[] weights = [.. Enumerable.Range(0, from).Select(k => Cubic(Math.Abs(k + 0.5 - centre)))];
        CrossProducts.Scale(weights, 1 / weights.Sum());
        return weights;
    }

    private static double Cubic(double x) => x < 1 ? (((1.5 * x) - 2.5) * x * x) + 1 : x < 2 ? -0.5 * ((((x - 5) * x) + 8) * x - 4) : 0;

    private static double Rounded(double value) => Math.Clamp(Math.Floor(value + 0.5), 0, 255);
}
