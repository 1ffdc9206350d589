namespace Infometer;

/// <summary>
/// Plackett's copula (1965): cut at any point into four, the plane has the same odds ratio θ. Its density is
/// θ(1 + (θ − 1)(u + v − 2uv)) / ((1 + (θ − 1)(u + v))² − 4θ(θ − 1)uv)^(3/2).
/// </summary>
internal sealed class PlackettLaw(double theta) : CopulaLaw
{
    // V given U in closed form (Johnson 1987, Multivariate Statistical Simulation, §10.1).
    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double u = rng.NextOpenDouble();
        double t = rng.NextOpenDouble();
        double a = t * (1 - t);
        double b = theta + (a * (theta - 1) * (theta - 1));
        double c = (2 * a * ((u * theta * theta) + 1 - u)) + (theta * (1 - (2 * a)));
        double d = Math.Sqrt(theta * (theta + (4 * a * u * (1 - u) * (1 - theta) * (1 - theta))));
        row[0] = u;
        row[1] = (c - ((1 - (2 * t)) * d)) / (2 * b);
    }

    public override double LogDensity(double u, double v)
    {
        double excess = theta - 1;
        double sum = 1 + (excess * (u + v));
        double square = (sum * sum) - (4 * theta * excess * u * v);
        return Math.Log(theta * (1 + (excess * (u + v - (2 * u * v))))) - (1.5 * Math.Log(square));
    }
}
