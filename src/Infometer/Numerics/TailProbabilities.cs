namespace Infometer;

/// <summary>Upper tails of Student's t and Fisher's F distributions.</summary>
internal static class TailProbabilities
{
    // Beyond, the normal law differs from t by t⁴/4ν of itself: 3e-6 at six standard deviations.
    private const double NearlyNormal = 1e8;

    /// <summary>P(T &gt; t) with ν degrees of freedom.</summary>
    public static double Student(double t, double degrees)
    {
        if (double.IsInfinity(t))
        {
            return t > 0 ? 0 : 1;
        }

        if (degrees > NearlyNormal)
        {
            return SpecialFunctions.NormalCdf(-t);
        }

        double tail = 0.5 * SpecialFunctions.BetaRegularized(degrees / 2, 0.5, degrees / (degrees + (t * t)));
        return t > 0 ? tail : 1 - tail;
    }

    /// <summary>P(F &gt; f) with the given degrees of freedom.</summary>
    public static double Fisher(double f, double numerator, double denominator) =>
        f <= 0 ? 1
        : double.IsPositiveInfinity(f) ? 0
        : SpecialFunctions.BetaRegularized(denominator / 2, numerator / 2, denominator / (denominator + (numerator * f)));
}
