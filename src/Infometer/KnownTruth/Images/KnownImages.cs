namespace Infometer;

/// <summary>
/// Pairs of images whose shared information is known, to see what an estimator makes of data of many dimensions and few degrees of freedom
/// before it is trusted with a network: the numbers behind two images are normal in pairs of correlation ρ = √(1 − e^(−2I/d)), d = 2 for
/// bells and 4 for rectangles, made uniform by Φ, and drawn. What the numbers share the images share, since each image determines its
/// numbers.
/// </summary>
/// <param name="Shape">What they show.</param>
/// <param name="Nats">I, the information that the two images of a pair share; 0 or more.</param>
/// <remarks>
/// Butakov et al. (2024), section 5. <list type="bullet">
/// <item>Bell: the pixel at (u, v) is exp(−((u − a)² + (v − b)²)/(2·0.2²)), on a grid from 0 to 1.</item>
/// <item>Rectangle: on each axis, from uniform p and q with m = 0.2, left = (1 − m)(1 − √(1 − p)) and right = left + m + q(1 − left − m);
/// the pixel is the share of its area that is covered.</item>
/// </list>
/// </remarks>
public sealed record KnownImages(ImageShape Shape, double Nats)
{
    private const double BellWidth = 0.2;
    private const double LeastSide = 0.2;

    /// <summary>Pixels along each side. Default 16.</summary>
    public int Side { get; init; } = 16;

    /// <summary>Numbers behind an image, d.</summary>
    public int LatentDimension => Shape == ImageShape.Bell ? 2 : 4;

    /// <summary>Draws pairs of images.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The images as continuous variables of <see cref="Side"/>² columns, line by line.</returns>
    public (Variable X, Variable Y) Draw(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Nats);
        int pixels = Side * Side;
        float[] x = new float[count * pixels];
        float[] y = new float[count * pixels];
        double correlation = Math.Sqrt(1 - Math.Exp(-2 * Nats / LatentDimension));
        Span<double> latentX = stackalloc double[LatentDimension];
        Span<double> latentY = stackalloc double[LatentDimension];
        for (int i = 0; i < count; i++)
        {
            Rng rng = Rng.For(seed, "images", i);
            for (int k = 0; k < LatentDimension; k++)
            {
                double first = rng.NextNormal();
                double second = (correlation * first) + (Math.Sqrt(1 - (correlation * correlation)) * rng.NextNormal());
                latentX[k] = SpecialFunctions.NormalCdf(first);
                latentY[k] = SpecialFunctions.NormalCdf(second);
            }

            Paint(latentX, x.AsSpan(i * pixels, pixels));
            Paint(latentY, y.AsSpan(i * pixels, pixels));
        }

        return (Variable.Continuous(x.AsMemory(), pixels, "x"), Variable.Continuous(y.AsMemory(), pixels, "y"));
    }

    // Both shapes are products of a row and a column.
    private void Paint(ReadOnlySpan<double> latent, Span<float> image)
    {
        double[] across = new double[Side];
        double[] down = new double[Side];
        if (Shape == ImageShape.Bell)
        {
            Bell(latent[0], across);
            Bell(latent[1], down);
        }
        else
        {
            Cover(latent[0], latent[1], across);
            Cover(latent[2], latent[3], down);
        }

        for (int i = 0; i < image.Length; i++)
        {
            image[i] = (float)(down[i / Side] * across[i % Side]);
        }
    }

    private static void Bell(double centre, Span<double> line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            double distance = ((double)i / (line.Length - 1)) - centre;
            line[i] = Math.Exp(-distance * distance / (2 * BellWidth * BellWidth));
        }
    }

    private static void Cover(double p, double q, Span<double> line)
    {
        double left = (1 - LeastSide) * (1 - Math.Sqrt(1 - p));
        double right = left + LeastSide + (q * (1 - left - LeastSide));
        for (int i = 0; i < line.Length; i++)
        {
            line[i] = Math.Clamp(right * line.Length, i, i + 1) - Math.Clamp(left * line.Length, i, i + 1);
        }
    }
}
