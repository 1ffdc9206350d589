namespace Infometer;

/// <summary>Clayton's copula C = (u^−θ + v^−θ − 1)^(−1/θ): dependence in the lower tail.
/// It is that of the bivariate Pareto law with index 1/θ, so I = ln(1 + θ) − θ/(1 + θ).</summary>
internal sealed class ClaytonLaw(double theta) : CopulaLaw
{
    /// <summary>I(X;Y).</summary>
    public double Nats => Math.Log(1 + theta) - (theta / (1 + theta));

    // V given U by inversion of the conditional distribution function.
    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double u = rng.NextOpenDouble();
        double w = rng.NextOpenDouble();
        row[0] = u;
        row[1] = Math.Pow(((Math.Pow(w, -theta / (1 + theta)) - 1) * Math.Pow(u, -theta)) + 1, -1 / theta);
    }

    // By logarithms, because u^−θ overflows long before u does.
    public override double LogDensity(double u, double v)
    {
        double a = -theta * Math.Log(u);
        double b = -theta * Math.Log(v);
        double most = Math.Max(a, b);
        double logSum = most + Math.Log(1 + Math.Exp(Math.Min(a, b) - most) - Math.Exp(-most));
        return Math.Log(1 + theta) + ((theta + 1) / theta * (a + b)) - ((2 + (1 / theta)) * logSum);
    }
}
