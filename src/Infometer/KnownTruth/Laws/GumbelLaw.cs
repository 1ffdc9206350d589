namespace Infometer;

/// <summary>Gumbel's copula C = exp(−((−ln u)^θ + (−ln v)^θ)^(1/θ)): dependence in the upper tail.</summary>
internal sealed class GumbelLaw(double theta) : CopulaLaw
{
    // Marshall and Olkin (1988): a common positive stable frailty of index 1/θ.
    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double alpha = 1 / theta;
        double frailty = RandomDraws.PositiveStable(ref rng, theta);
        row[0] = Math.Exp(-Math.Pow(rng.NextExponential() / frailty, alpha));
        row[1] = Math.Exp(-Math.Pow(rng.NextExponential() / frailty, alpha));
    }

    public override double LogDensity(double u, double v)
    {
        double a = -Math.Log(u);
        double b = -Math.Log(v);
        double logSum = Math.Log(Math.Pow(a, theta) + Math.Pow(b, theta));
        double t = Math.Exp(logSum / theta);
        return -t + a + b + ((theta - 1) * Math.Log(a * b)) + (((2 / theta) - 2) * logSum) + Math.Log(1 + ((theta - 1) / t));
    }
}
