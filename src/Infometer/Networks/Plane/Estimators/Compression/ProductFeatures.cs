namespace Infometer;

/// <summary>
/// Bounded functions of principal components: with t = 2Φ(z) − 1 of each whitened component z, all products of Legendre polynomials √(2k + 1) P_k(t) whose
/// degrees sum to at most D. A smooth function of the components is nearly a linear combination of them.
/// </summary>
/// <remarks>
/// Bounded, because a few large values would make correlations by chance; by Φ and not by ranks, because ranks would spread clusters out, and the noise within
/// them with it. As many components as have room for all squares and products, then as high a degree as there is room for, 8 at most.
/// </remarks>
internal static class ProductFeatures
{
    private const int MostDegree = 8;

    /// <summary>The features of some columns, the lone components first.</summary>
    /// <param name="components">Whitened components, the largest variance first.</param>
    /// <param name="most">How many features at most, 1 or more.</param>
    public static double[][] Of(double[][] components, int most)
    {
        int kept = components.Length;
        while (kept > 1 && Count(kept, 2) > most)
        {
            kept--;
        }

        int degree = 1;
        while (degree < MostDegree && Count(kept, degree + 1) <= most)
        {
            degree++;
        }

        double[][][] polynomials = [.. components.Take(kept).Select(component => Legendre(component, degree))];
        List<double[]> features = [];
        for (int total = 1; total <= degree; total++)
        {
            AddProducts(polynomials, 0, total, null, features);
        }

        return [.. features];
    }

    // C(components + degree, degree) − 1.
    private static long Count(int components, int degree)
    {
        long count = 1;
        for (int k = 1; k <= degree; k++)
        {
            count = count * (components + k) / k;
        }

        return count - 1;
    }

    // All products of polynomials of the components from one on whose degrees sum to what is left.
    private static void AddProducts(double[][][] polynomials, int from, int left, double[]? product, List<double[]> features)
    {
        if (left == 0)
        {
            features.Add(product!);
            return;
        }

        for (int j = from; j < polynomials.Length; j++)
        {
            for (int degree = 1; degree <= left; degree++)
            {
                double[] factor = polynomials[j][degree - 1];
                AddProducts(polynomials, j + 1, left - degree, product is null ? factor : [.. product.Zip(factor, static (a, b) => a * b)], features);
            }
        }
    }

    // Degrees 1 to D.
    private static double[][] Legendre(double[] component, int degree)
    {
        double[][] polynomials = [.. Enumerable.Range(0, degree).Select(_ => new double[component.Length])];
        for (int i = 0; i < component.Length; i++)
        {
            double t = (2 * SpecialFunctions.NormalCdf(component[i])) - 1;
            double before = 1;
            double now = t;
            for (int k = 1; k <= degree; k++)
            {
                polynomials[k - 1][i] = Math.Sqrt((2 * k) + 1) * now;

                // (k + 1) P₍k+1₎ = (2k + 1) t P₍k₎ − k P₍k−1₎.
                (before, now) = (now, ((((2 * k) + 1) * t * now) - (k * before)) / (k + 1));
            }
        }

        return polynomials;
    }
}
