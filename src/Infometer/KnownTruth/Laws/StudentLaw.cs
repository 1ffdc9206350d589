namespace Infometer;

/// <summary>
/// Multivariate Student t with ν degrees of freedom: a normal vector times √(ν/χ²_ν), the same χ² for X and Y, so that they depend
/// even where they do not correlate. I(X;Y) = ½ ln(|Ω_x| |Ω_y| / |Ω|) + h(d_x) + h(d_y) − h(d_x + d_y) with
/// h(k) = −ln Γ((ν+k)/2) + ln Γ(ν/2) + (k/2) ln(νπ) + ((ν+k)/2)(ψ((ν+k)/2) − ψ(ν/2)), the entropy for dispersion I.
/// </summary>
internal sealed class StudentLaw : JointLaw
{
    private readonly double _freedom;
    private readonly SamplerCholesky _joint;
    private readonly SamplerCholesky _x;
    private readonly SamplerCholesky _y;

    public StudentLaw(double[,] dispersion, int dimensionX, int dimensionY, double freedom)
        : base(LawPart.Continuous(dimensionX), LawPart.Continuous(dimensionY))
    {
        _freedom = freedom;
        _joint = SamplerCholesky.Of(dispersion);
        _x = SamplerCholesky.Of(Covariances.Of(dispersion, [.. Enumerable.Range(0, dimensionX)]));
        _y = SamplerCholesky.Of(Covariances.Of(dispersion, [.. Enumerable.Range(dimensionX, dimensionY)]));
        Nats = (0.5 * (_x.LogDeterminant + _y.LogDeterminant - _joint.LogDeterminant))
            + Entropy(dimensionX) + Entropy(dimensionY) - Entropy(dimensionX + dimensionY);
    }

    /// <summary>I(X;Y).</summary>
    public double Nats { get; }

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        foreach (ref double value in row)
        {
            value = rng.NextNormal();
        }

        _joint.Multiply(row);
        double factor = Math.Sqrt(_freedom / RandomDraws.ChiSquare(ref rng, _freedom));
        foreach (ref double value in row)
        {
            value *= factor;
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row) =>
        LogDensity(_joint, row) - LogDensity(_x, PartX(row)) - LogDensity(_y, PartY(row));

    private double LogDensity(SamplerCholesky dispersion, ReadOnlySpan<double> x)
    {
        int k = dispersion.Dimension;
        return SpecialFunctions.LogGamma((_freedom + k) / 2) - SpecialFunctions.LogGamma(_freedom / 2)
            - (0.5 * k * Math.Log(_freedom * Math.PI)) - (0.5 * dispersion.LogDeterminant)
            - (0.5 * (_freedom + k) * SpecialFunctions.LogOnePlus(dispersion.SquaredNorm(x) / _freedom));
    }

    private double Entropy(int k)
    {
        double half = (_freedom + k) / 2;
        return SpecialFunctions.LogGamma(_freedom / 2) - SpecialFunctions.LogGamma(half) + (0.5 * k * Math.Log(_freedom * Math.PI))
            + (half * (SpecialFunctions.Digamma(half) - SpecialFunctions.Digamma(_freedom / 2)));
    }
}
