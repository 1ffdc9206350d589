namespace Infometer;

/// <summary>
/// What fitting does to canonical correlations where columns are not few beside rows: with p columns of X, q of Y and n rows, sample correlations are too
/// large, and some are large of independent columns, too. Both have a law in the limit of p/n and q/n fixed.
/// </summary>
/// <param name="P">Columns of X, 1 or more.</param>
/// <param name="Q">Columns of Y, 1 or more; P + Q &lt; n.</param>
/// <param name="Rows">n.</param>
/// <remarks>
/// <list type="bullet">
/// <item>A true ρ² beyond √(c₁c₂/((1 − c₁)(1 − c₂))), c₁ = p/n, c₂ = q/n, shows as l = (ρ²(1 − c₁) + c₁)(ρ²(1 − c₂) + c₂)/ρ²: Bao, Hu, Pan and Zhou (2019),
/// Canonical correlation coefficients of high-dimensional Gaussian vectors: finite rank case.</item>
/// <item>The largest l of independent columns: its logit is near μ + σW with μ = 2 ln tan((φ + γ)/2), σ³ = 16/((n − 2)² sin²(φ + γ) sin φ sin γ),
/// sin²(γ/2) = (min(p,q) − ½)/(n − 2), sin²(φ/2) = (max(p,q) − ½)/(n − 2), and W of the law of Tracy and Widom for real matrices: Johnstone (2008),
/// Multivariate analysis and Jacobi ensembles.</item>
/// </list>
/// Both are laws of normal columns; of bounded products of principal components they held within 2 % (permuted images, 5,000 rows, 350 and 495 products).
/// </remarks>
internal readonly record struct FittedCorrelation(int P, int Q, int Rows)
{
    // The 0.99 quantile of the law of Tracy and Widom, β = 1.
    private const double TracyWidom99 = 2.0234;

    /// <summary>The squared correlation that the first pair of independent columns exceeds in 1 of 100 samples; 1 where there are no more rows than columns.</summary>
    public double Chance
    {
        get
        {
            double freedom = Rows - 2;
            if (P + Q - 1 >= freedom)
            {
                return 1;
            }

            double gamma = 2 * Math.Asin(Math.Sqrt((Math.Min(P, Q) - 0.5) / freedom));
            double phi = 2 * Math.Asin(Math.Sqrt((Math.Max(P, Q) - 0.5) / freedom));
            double sine = Math.Sin(phi + gamma);
            double centre = 2 * Math.Log(Math.Tan((phi + gamma) / 2));
            double scale = Math.Cbrt(16 / (freedom * freedom * sine * sine * Math.Sin(phi) * Math.Sin(gamma)));
            return 1 / (1 + Math.Exp(-centre - (scale * TracyWidom99)));
        }
    }

    /// <summary>1 − ρ² for the true ρ² that shows as a sample's squared correlation l.</summary>
    /// <param name="squared">l, above <see cref="Chance"/>.</param>
    public double Unexplained(double squared)
    {
        // With δ = 1 − ρ² and ε = 1 − l: (1 − c₁)(1 − c₂)δ² − (1 − c₁ − c₂ + ε)δ + ε = 0, the smaller root.
        double epsilon = 1 - squared;
        double half = (Free + epsilon) / 2;
        return epsilon / (half + Math.Sqrt(Math.Max(0, (half * half) - (FreeProduct * epsilon))));
    }

    /// <summary>½ ln((1 − ρ²)/(1 − l)): how much more the sample's correlation says in nats than the true one, of normal columns.</summary>
    /// <param name="squared">l, above <see cref="Chance"/>; 1 is its limit.</param>
    public double ExcessNats(double squared)
    {
        double delta = Unexplained(squared);
        return Math.Log((1 - delta) / (Free - (delta * FreeProduct))) / 2;
    }

    private double Free => 1 - ((double)(P + Q) / Rows);

    private double FreeProduct => (1 - ((double)P / Rows)) * (1 - ((double)Q / Rows));
}
