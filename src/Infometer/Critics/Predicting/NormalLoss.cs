namespace Infometer;

/// <summary>
/// How much is lost on other rows, in nats per row, by a normal law of q columns given p others that was fitted to n rows by means and
/// covariances
/// (divisor n − 1), where all is normal: e(p + q) − e(p) with
/// <c>2e(d) = Σ ψ((n − i)/2) + d ln(2/(n − 1)) + d(1 + 1/n)(n − 1)/(n − d − 2) − d</c>, i = 1 … d, from the means of ln |W| and W⁻¹ of
/// the Wishart law.
/// </summary>
internal static class NormalLoss
{
    /// <summary>The loss; n must be above p + q + 2.</summary>
    public static double Of(int p, int q, int n) => OfAll(p + q, n) - OfAll(p, n);

    private static double OfAll(int d, double n)
    {
        double logs = d * Math.Log(2 / (n - 1));
        for (int i = 1; i <= d; i++)
        {
            logs += SpecialFunctions.Digamma((n - i) / 2);
        }

        return (logs + (d * (1 + (1 / n)) * (n - 1) / (n - d - 2)) - d) / 2;
    }
}
