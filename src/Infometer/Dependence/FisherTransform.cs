namespace Infometer;

/// <summary>Limits of correlations on Fisher's scale artanh r, where they are nearly normal with a known variance.</summary>
internal static class FisherTransform
{
    /// <summary>tanh(artanh r ± z·error).</summary>
    public static Func<double, (double Low, double High)> Limits(double correlation, double error) => tail =>
    {
        if (Math.Abs(correlation) >= 1)
        {
            return (correlation, correlation);
        }

        double reach = SpecialFunctions.NormalQuantile(1 - tail) * error;
        double centre = Math.Atanh(correlation);
        return (Math.Tanh(centre - reach), Math.Tanh(centre + reach));
    };

    /// <summary>
    /// Limits of a squared correlation from an estimate of the square that is 0 on average under independence, on the scale artanh s of its
    /// root s. Near independence n times the estimate is like (Z + δ)² − 1 with Z standard normal and δ²/n the truth, so s² is the estimate
    /// and (1 − estimate)²/n; the error on that scale is nearly constant.
    /// </summary>
    /// <param name="square">The estimate of the square.</param>
    /// <param name="error">Its standard error.</param>
    /// <param name="n">Number of rows.</param>
    /// <param name="least">The least error on the scale: 1/√n belongs to normal variables.</param>
    public static Func<double, (double Low, double High)> LimitsOfSquare(double square, double error, double n, double least)
    {
        double root = Math.Sqrt(Math.Clamp(square + ((1 - square) * (1 - square) / n), 0, 1));
        double slope = 2 * root * (1 - (root * root));
        Func<double, (double Low, double High)> limits = Limits(root, Math.Max(least, slope > 0 ? error / slope : 0));
        return tail =>
        {
            (double low, double high) = limits(tail);
            return (Math.Max(0, low) * Math.Max(0, low), high * high);
        };
    }
}
