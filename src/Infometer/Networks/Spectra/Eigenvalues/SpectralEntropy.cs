namespace Infometer;

/// <summary>Entropies of a distribution of eigenvalues, in nats.</summary>
internal static class SpectralEntropy
{
    // −0 and 0 are 0.
    private const double NoSign = 0;

    /// <summary>
    /// Rényi's entropy of an order: ln(Σ p^α)/(1 − α); Shannon's −Σ p ln p at α = 1, the logarithm of the number of values that are not 0 at α = 0, and
    /// −ln max p at ∞. Near α = 1 no digits are lost: Σ p^α − 1 is summed as Σ p·((p^(α−1)) − 1).
    /// </summary>
    /// <param name="probabilities">Numbers from 0 on that add up to 1.</param>
    /// <param name="order">α, from 0 to infinity.</param>
    public static double Renyi(ReadOnlySpan<double> probabilities, double order)
    {
        double sum = 0;
        double largest = 0;
        foreach (double p in probabilities)
        {
            largest = Math.Max(largest, p);
            double log = p > 0 ? Math.Log(p) : 0;
            sum += order == 1 ? p * log : p * ExpMinusOne((order - 1) * log);
        }

        double nats = double.IsPositiveInfinity(order) ? -Math.Log(largest)
            : order == 1 ? -sum
            : LogOnePlus(sum) / (1 - order);
        return nats + NoSign;
    }

    /// <summary>Rényi's entropy of order 2 from Σ p².</summary>
    public static double OfPurity(double purity) => -Math.Log(purity) + NoSign;

    // e^x − 1, ln(1 + x) for small x: Kahan's corrections of the plain formulas.
    private static double ExpMinusOne(double x)
    {
        double exp = Math.Exp(x);
        return exp == 1 ? x : Math.Abs(x) > 1 ? exp - 1 : (exp - 1) * x / Math.Log(exp);
    }

    private static double LogOnePlus(double x)
    {
        double plus = 1 + x;
        return plus == 1 ? x : Math.Log(plus) * x / (plus - 1);
    }
}
