namespace Infometer;

/// <summary>
/// A scaling law L(N, D) = (N0/N)^α + (D0/D)^β + E of the loss per token of N parameters trained on D tokens, and the epiplexity that
/// follows from it in closed form (Finzi and others 2026, arXiv 2601.03220). All losses in nats.
/// </summary>
/// <param name="Alpha">α.</param>
/// <param name="Beta">β, below 1: else the area of the curve above its end has no limit at D = 0.</param>
/// <param name="N0">N0, in parameters.</param>
/// <param name="D0">D0, in tokens.</param>
/// <param name="Irreducible">E, in nats per token.</param>
public sealed record ScalingLaw(double Alpha, double Beta, double N0, double D0, double Irreducible)
{
    private const int Bisections = 200;

    /// <summary>
    /// The law behind a compute frontier: with compute C = 6ND spent at best, loss ∝ C^−γ and parameters N = (C/C*)^δ. Then β = γ/(1 − δ),
    /// α = γ/δ and D0 = (C*/6)·N0^(α/β)·(α/β)^(1/β), as at the best N the shares of both terms are α(N0/N)^α = β(D0/D)^β.
    /// </summary>
    /// <param name="gamma">γ.</param>
    /// <param name="delta">δ, between 0 and 1.</param>
    /// <param name="n0">N0, in parameters.</param>
    /// <param name="computeScale">C*, in floating-point operations (8.64e19 to a PF-day).</param>
    /// <param name="irreducible">E, in nats per token.</param>
    public static ScalingLaw OfComputeFrontier(double gamma, double delta, double n0, double computeScale, double irreducible)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gamma);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n0);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(computeScale);
        if (!(delta is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "The share of compute that goes into parameters lies between 0 and 1.");
        }

        double beta = gamma / (1 - delta);
        double alpha = gamma / delta;
        double d0 = computeScale / 6 * Math.Pow(n0, alpha / beta) * Math.Pow(alpha / beta, 1 / beta);
        return new ScalingLaw(alpha, beta, n0, d0, irreducible);
    }

    /// <summary>L(N, D) in nats per token.</summary>
    public double Loss(double parameters, double tokens) => Math.Pow(N0 / parameters, Alpha) + Math.Pow(D0 / tokens, Beta) + Irreducible;

    /// <summary>
    /// S(D) = β/(1 − β)·D0^β·D^(1−β) nats: ∫₀^D L(N, t) − L(N, D) dt, the area of the loss curve above its end, whatever N.
    /// </summary>
    /// <exception cref="InvalidOperationException">β is not below 1.</exception>
    public double Epiplexity(double tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        return Beta < 1
            ? Beta / (1 - Beta) * Math.Pow(D0, Beta) * Math.Pow(tokens, 1 - Beta)
            : throw new InvalidOperationException($"With β = {Beta} the area of the loss curve above its end is infinite.");
    }

    /// <summary>
    /// The run that codes test data best with a given compute: 6ND for training and 2N·D_test for coding. The two-part code S(D) +
    /// D_test·L(N, D) is convex in ln D with N on the budget, so the root of its slope is found by bisection.
    /// </summary>
    /// <param name="compute">C, in floating-point operations.</param>
    /// <param name="testTokens">D_test.</param>
    public ScalingOptimum Optimum(double compute, double testTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(compute);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(testTokens);
        double low = Math.Log(1e-6);
        double high = Math.Log(compute);
        for (int i = 0; i < Bisections; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Slope(Math.Exp(middle), compute, testTokens) < 0 ? (middle, high) : (low, middle);
        }

        double tokens = Math.Exp((low + high) / 2);
        double parameters = compute / ((6 * tokens) + (2 * testTokens));
        return new ScalingOptimum(parameters, tokens, Epiplexity(tokens), testTokens * Loss(parameters, tokens));
    }

    // Of S(D) + D_test·L with respect to ln D.
    private double Slope(double tokens, double compute, double testTokens)
    {
        double share = 6 * tokens / ((6 * tokens) + (2 * testTokens));
        double parameters = compute / ((6 * tokens) + (2 * testTokens));
        double perToken = (Alpha * share * Math.Pow(N0 / parameters, Alpha)) - (Beta * Math.Pow(D0 / tokens, Beta));
        return ((1 - Beta) * Epiplexity(tokens)) + (testTokens * perToken);
    }
}
