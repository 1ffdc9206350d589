namespace Infometer;

/// <summary>Frank's copula C = −(1/θ) ln(1 + (e^−θu − 1)(e^−θv − 1)/(e^−θ − 1)): symmetric, without dependence in the tails.</summary>
internal sealed class FrankLaw(double theta) : CopulaLaw
{
    private readonly double _range = 1 - Math.Exp(-theta);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double u = rng.NextOpenDouble();
        double w = rng.NextOpenDouble();
        row[0] = u;
        row[1] = -SpecialFunctions.LogOnePlus(-w * _range / (w + ((1 - w) * Math.Exp(-theta * u)))) / theta;
    }

    public override double LogDensity(double u, double v)
    {
        double below = _range - ((1 - Math.Exp(-theta * u)) * (1 - Math.Exp(-theta * v)));
        return Math.Log(theta * _range) - (theta * (u + v)) - (2 * Math.Log(below));
    }
}
