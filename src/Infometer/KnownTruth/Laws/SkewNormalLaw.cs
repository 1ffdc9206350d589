namespace Infometer;

/// <summary>
/// Columns δ|Z| + √(1 − δ²) E with one normal Z for all (skew normal, Azzalini and Dalla Valle 1996). With s² = 1 − δ², the density of
/// k columns of sum S is that of k columns s E times 2 Φ(g/√p) exp(g²/2p)/√p, g = δS/s² and p = 1 + kδ²/s², so the ratio depends on
/// sums alone.
/// </summary>
internal sealed class SkewNormalLaw(int dimensionX, int dimensionY, double delta)
    : JointLaw(LawPart.Continuous(dimensionX), LawPart.Continuous(dimensionY))
{
    private readonly double _variance = 1 - (delta * delta);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double common = delta * Math.Abs(rng.NextNormal());
        double deviation = Math.Sqrt(_variance);
        foreach (ref double value in row)
        {
            value = common + (deviation * rng.NextNormal());
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row) => LogRatio(Sum(PartX(row)), Sum(PartY(row)));

    /// <summary>ln p(x, y) − ln p(x) − ln p(y) where the columns of each side have these sums.</summary>
    public double LogRatio(double sumX, double sumY) => Term(Width, sumX + sumY) - Term(dimensionX, sumX) - Term(dimensionY, sumY);

    private double Term(int columns, double sum)
    {
        double g = delta * sum / _variance;
        double p = 1 + (columns * delta * delta / _variance);
        return Math.Log(2) - (0.5 * Math.Log(p)) + (0.5 * g * g / p) + SpecialFunctions.LogNormalSurvival(-g / Math.Sqrt(p));
    }
}
