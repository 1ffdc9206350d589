namespace Infometer;

/// <summary>
/// The copula BB1 of Joe (1997, Multivariate Models and Dependence Concepts): C = (1 + (a^δ + b^δ)^(1/δ))^(−1/θ) with a = u^−θ − 1, b =
/// v^−θ − 1. Dependence in both tails, of different strength: Clayton's for δ = 1, Gumbel's for θ → 0.
/// </summary>
internal sealed class ClaytonGumbelLaw(double theta, double delta) : CopulaLaw
{
    // The generator (1 + t^(1/δ))^(−1/θ) is the Laplace transform of S G^δ, S positive stable of index 1/δ and G ~ Gamma(1/θ).
    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double frailty = RandomDraws.PositiveStable(ref rng, delta) * Math.Pow(RandomDraws.Gamma(ref rng, 1 / theta), delta);
        row[0] = Math.Pow(1 + Math.Pow(rng.NextExponential() / frailty, 1 / delta), -1 / theta);
        row[1] = Math.Pow(1 + Math.Pow(rng.NextExponential() / frailty, 1 / delta), -1 / theta);
    }

    public override double LogDensity(double u, double v)
    {
        double a = Math.Pow(u, -theta) - 1;
        double b = Math.Pow(v, -theta) - 1;
        double s = Math.Pow(Math.Pow(a, delta) + Math.Pow(b, delta), 1 / delta);
        return ((delta - 1) * Math.Log(a * b)) - ((theta + 1) * Math.Log(u * v)) - (((1 / theta) + 2) * Math.Log(1 + s))
            + ((1 - (2 * delta)) * Math.Log(s)) + Math.Log((theta * (delta - 1)) + (((theta * delta) + 1) * s));
    }
}
