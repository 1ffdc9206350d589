namespace Infometer;

/// <summary>
/// Shares of a whole, Dirichlet with the given parameters; X and Y are some of them and a part of parameter r is left over. The density
/// ratio depends on the sums S of the shares alone, and E ln(1 − S) = ψ(T − A) − ψ(T) where A is the sum of their parameters and T that
/// of all. Order statistics of uniform numbers are sums of such shares (David and Nagaraja 2003, §2.3).
/// </summary>
internal sealed class DirichletLaw(double[] x, double[] y, double left)
    : JointLaw(LawPart.Continuous(x.Length), LawPart.Continuous(y.Length))
{
    private readonly double _withoutX = left + y.Sum();
    private readonly double _withoutY = left + x.Sum();
    private readonly double _total = left + x.Sum() + y.Sum();

    /// <summary>I(X;Y).</summary>
    public double Nats => LogConstant + Term(left) - Term(_withoutX) - Term(_withoutY);

    private double LogConstant => SpecialFunctions.LogGamma(_withoutX) + SpecialFunctions.LogGamma(_withoutY)
        - SpecialFunctions.LogGamma(_total) - SpecialFunctions.LogGamma(left);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double total = RandomDraws.Gamma(ref rng, left);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = RandomDraws.Gamma(ref rng, i < x.Length ? x[i] : y[i - x.Length]);
            total += row[i];
        }

        foreach (ref double value in row)
        {
            value /= total;
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double withoutX = 1 - Sum(PartX(row));
        double withoutY = 1 - Sum(PartY(row));
        double leftOver = withoutX + withoutY - 1;
        return leftOver <= 0
            ? double.NegativeInfinity
            : LogConstant + ((left - 1) * Math.Log(leftOver))
                - ((_withoutX - 1) * Math.Log(withoutX)) - ((_withoutY - 1) * Math.Log(withoutY));
    }

    private double Term(double shape) => (shape - 1) * (SpecialFunctions.Digamma(shape) - SpecialFunctions.Digamma(_total));
}
