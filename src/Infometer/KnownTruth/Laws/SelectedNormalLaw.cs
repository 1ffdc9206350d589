namespace Infometer;

/// <summary>
/// Independent normal columns of which only those rows are kept whose total exceeds a bound (selection, Berkson 1946). With P the share
/// that is kept and S the sums of the columns of a side, the density ratio is P / (Φ((S_x − c)/√d_y) Φ((S_y − c)/√d_x)) where S_x + S_y
/// > c.
/// </summary>
internal sealed class SelectedNormalLaw(int dimensionX, int dimensionY, double bound)
    : JointLaw(LawPart.Continuous(dimensionX), LawPart.Continuous(dimensionY))
{
    private double LogShare => SpecialFunctions.LogNormalSurvival(bound / Math.Sqrt(Width));

    // The total by inversion of its upper tail; what is left of the columns when their mean is taken away does not depend on it.
    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double root = Math.Sqrt(Width);
        double total = -root * SpecialFunctions.NormalQuantile(SpecialFunctions.NormalCdf(-bound / root) * rng.NextOpenDouble());
        foreach (ref double value in row)
        {
            value = rng.NextNormal();
        }

        double shift = (total - Sum(row)) / Width;
        foreach (ref double value in row)
        {
            value += shift;
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double x = Sum(PartX(row));
        double y = Sum(PartY(row));
        return x + y <= bound
            ? double.NegativeInfinity
            : LogShare - SpecialFunctions.LogNormalSurvival((bound - x) / Math.Sqrt(dimensionY))
                - SpecialFunctions.LogNormalSurvival((bound - y) / Math.Sqrt(dimensionX));
    }
}
