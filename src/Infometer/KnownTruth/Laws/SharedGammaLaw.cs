namespace Infometer;

/// <summary>
/// Gamma variables of given shapes, all divided by one more of shape a₀ (the inverted Dirichlet law). With all shapes 1 these are
/// exponential with a rate in common, the multivariate Pareto law of Mardia (1962), whose copula is Clayton's with θ = 1/a₀. The
/// density ratio depends on the sums S of the columns alone, and E ln(1 + S) = ψ(a₀ + A) − ψ(a₀) where A is the sum of their shapes.
/// </summary>
internal sealed class SharedGammaLaw(double common, double[] x, double[] y)
    : JointLaw(LawPart.Continuous(x.Length), LawPart.Continuous(y.Length))
{
    private readonly double _withX = common + x.Sum();
    private readonly double _withY = common + y.Sum();
    private readonly double _withBoth = common + x.Sum() + y.Sum();

    /// <summary>I(X;Y).</summary>
    public double Nats => LogConstant - Term(_withBoth) + Term(_withX) + Term(_withY);

    private double LogConstant => SpecialFunctions.LogGamma(_withBoth) + SpecialFunctions.LogGamma(common)
        - SpecialFunctions.LogGamma(_withX) - SpecialFunctions.LogGamma(_withY);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double divisor = RandomDraws.Gamma(ref rng, common);
        for (int i = 0; i < row.Length; i++)
        {
            double shape = i < x.Length ? x[i] : y[i - x.Length];
            row[i] = (shape == 1 ? rng.NextExponential() : RandomDraws.Gamma(ref rng, shape)) / divisor;
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double sumX = Sum(PartX(row));
        double sumY = Sum(PartY(row));
        return LogConstant - (_withBoth * SpecialFunctions.LogOnePlus(sumX + sumY)) + (_withX * SpecialFunctions.LogOnePlus(sumX))
            + (_withY * SpecialFunctions.LogOnePlus(sumY));
    }

    private double Term(double shapes) => shapes * (SpecialFunctions.Digamma(shapes) - SpecialFunctions.Digamma(common));
}
