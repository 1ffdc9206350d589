namespace Infometer;

/// <summary>
/// Standard normal columns of which the first m of X and of Y correlate in pairs and all else is independent:
/// Yᵢ = ρ Xᵢ + s Eᵢ with s = √(1 − ρ²), so that I(X;Y) = −m ln s. Given by s, which stays exact where ρ rounds to 1.
/// </summary>
internal sealed class PairedGaussianLaw : JointLaw
{
    private readonly int _pairs;
    private readonly double _correlation;
    private readonly double _residual;

    private PairedGaussianLaw(int dimensionX, int dimensionY, int pairs, double residual)
        : base(LawPart.Continuous(dimensionX), LawPart.Continuous(dimensionY))
    {
        _pairs = pairs;
        _residual = residual;
        _correlation = Math.Sqrt((1 - residual) * (1 + residual));
        Nats = -pairs * Math.Log(residual);
    }

    /// <summary>I(X;Y).</summary>
    public double Nats { get; }

    /// <summary>Pairs that correlate by ρ.</summary>
    public static PairedGaussianLaw OfCorrelation(int dimensionX, int dimensionY, int pairs, double correlation) =>
        new(dimensionX, dimensionY, pairs, Math.Sqrt((1 - correlation) * (1 + correlation)));

    /// <summary>All min(d_x, d_y) pairs with an equal share of the information.</summary>
    public static PairedGaussianLaw OfInformation(int dimensionX, int dimensionY, double nats)
    {
        int pairs = Math.Min(dimensionX, dimensionY);
        return new PairedGaussianLaw(dimensionX, dimensionY, pairs, Math.Exp(-nats / pairs));
    }

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        foreach (ref double value in row)
        {
            value = rng.NextNormal();
        }

        for (int i = 0; i < _pairs; i++)
        {
            ref double y = ref row[X.Dimension + i];
            y = (_correlation * row[i]) + (_residual * y);
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double sum = Nats;
        for (int i = 0; i < _pairs; i++)
        {
            double y = row[X.Dimension + i];
            double error = (y - (_correlation * row[i])) / _residual;
            sum += 0.5 * ((y * y) - (error * error));
        }

        return sum;
    }
}
