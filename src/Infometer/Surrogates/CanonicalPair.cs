namespace Infometer;

/// <summary>
/// Two sides in canonical coordinates, with the correlations that can be told from nothing: kept while Bartlett's sequential test has p
/// &lt; 0.01, and freed of what they show by chance, <c>ρ̃² = (ρ² − c)/(1 − c)</c> with c = (d_x + d_y − m)/n where m are kept: their
/// m(d_x + d_y − m) free directions, shared out evenly.
/// </summary>
/// <remarks>Source of the test: Bartlett (1947), Multivariate analysis, Supplement to the Journal of the Royal Statistical Society
/// 9.</remarks>
internal sealed class CanonicalPair
{
    private const double KeptBelow = 0.01;

    // 1 − ρ² of exactly dependent columns is rounding; below it the information is limited by nothing that was measured.
    private const double LeastLeft = 1e-11;

    private CanonicalPair(double[][] u, double[][] v, double[] raw, double[] kept)
    {
        U = u;
        V = v;
        Found = raw;
        Correlations = kept;
        IsDetermined = raw.Length > 0 && 1 - (raw[0] * raw[0]) < LeastLeft;
    }

    /// <summary>
    /// The canonical coordinates of the first side: as many as it has independent columns, of unit variance, uncorrelated.
    /// </summary>
    public double[][] U { get; }

    /// <summary>The same of the second side.</summary>
    public double[][] V { get; }

    /// <summary>All correlations, as they are in these rows.</summary>
    public double[] Found { get; }

    /// <summary>The kept correlations ρ̃ of the first coordinates of both sides; those of all others count as 0.</summary>
    public double[] Correlations { get; }

    /// <summary>Whether a combination of columns of one side is one of the other.</summary>
    public bool IsDetermined { get; }

    /// <summary>−½ Σ ln(1 − ρ̃²): what normal sides with these correlations share, in nats.</summary>
    public double Nats => Correlations.Sum(Shared);

    /// <summary>−½ ln(1 − ρ²): what one pair of normal coordinates shares, in nats.</summary>
    public static double Shared(double rho) => -SpecialFunctions.LogOnePlus(-rho * rho) / 2;

    /// <summary>Turns two sides.</summary>
    public static CanonicalPair Of(double[][] first, double[][] second, RunContext context)
    {
        CanonicalCorrelations fit = CanonicalCorrelations.Fit(first, second, null, shrink: false, context);
        double[][] u = fit.ProjectX(first, fit.DirectionsX.Length, context);
        double[][] v = fit.ProjectY(second, fit.DirectionsY.Length, context);
        return new CanonicalPair(u, v, fit.Correlations, Kept(fit.Correlations, first[0].Length, u.Length, v.Length));
    }

    /// <summary>
    /// V less what is linear in U (or U less what is linear in V where <paramref name="ofFirst"/>), each coordinate of unit variance.
    /// </summary>
    public double[][] Residual(bool ofFirst)
    {
        double[][] target = ofFirst ? U : V;
        double[][] source = ofFirst ? V : U;
        return
        [
            .. target.Select((column, j) =>
            {
                double[] residual = [.. column];
                if (j < Correlations.Length)
                {
                    CrossProducts.AddScaled(residual, -Correlations[j], source[j]);
                    NumericColumns.Standardize(residual);
                }

                return residual;
            }),
        ];
    }

    private static double[] Kept(double[] correlations, int count, int p, int q)
    {
        double scale = count - 1 - ((p + q + 1) / 2.0);
        int kept = 0;
        while (kept < correlations.Length && scale > 0)
        {
            double left = -correlations.Skip(kept).Sum(static rho => SpecialFunctions.LogOnePlus(-Math.Min(rho * rho, 1 - 1e-15)));
            if (SpecialFunctions.ChiSquareSurvival(scale * left, (p - kept) * (double)(q - kept)) >= KeptBelow)
            {
                break;
            }

            kept++;
        }

        if (2 * kept > correlations.Length)
        {
            // Where most are found the others are hardly nothing, and the test for them is weak.
            kept = correlations.Length;
        }

        double c = (p + q - kept) / (double)count;
        return [.. correlations.Take(kept).Select(rho => Math.Sqrt(Math.Max(0, ((rho * rho) - c) / (1 - c))))];
    }
}
