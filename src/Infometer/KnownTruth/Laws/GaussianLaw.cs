namespace Infometer;

/// <summary>
/// Jointly normal X, Y (and Z) with mean 0 and a given covariance Σ: I(X;Y) = ½ ln(|Σ_x| |Σ_y| / |Σ|), and
/// I(X;Y|Z) = ½ ln(|Σ_xz| |Σ_yz| / (|Σ_z| |Σ|)).
/// </summary>
internal sealed class GaussianLaw : JointLaw
{
    private readonly SamplerCholesky _joint;
    private readonly SamplerCholesky _withX;
    private readonly SamplerCholesky _withY;
    private readonly SamplerCholesky? _given;
    private readonly int[] _columnsWithX;
    private readonly int[] _columnsWithY;
    private readonly int[] _columnsGiven;

    public GaussianLaw(double[,] covariance, int dimensionX, int dimensionY, int dimensionZ = 0) : base(
        LawPart.Continuous(dimensionX),
        LawPart.Continuous(dimensionY),
        dimensionZ == 0 ? null : LawPart.Continuous(dimensionZ))
    {
        _columnsGiven = [.. Enumerable.Range(dimensionX + dimensionY, dimensionZ)];
        _columnsWithX = [.. Enumerable.Range(0, dimensionX), .. _columnsGiven];
        _columnsWithY = [.. Enumerable.Range(dimensionX, dimensionY), .. _columnsGiven];
        _joint = SamplerCholesky.Of(covariance);
        _withX = SamplerCholesky.Of(Covariances.Of(covariance, _columnsWithX));
        _withY = SamplerCholesky.Of(Covariances.Of(covariance, _columnsWithY));
        _given = dimensionZ == 0 ? null : SamplerCholesky.Of(Covariances.Of(covariance, _columnsGiven));
        Nats = 0.5 * (_withX.LogDeterminant + _withY.LogDeterminant - _joint.LogDeterminant - (_given?.LogDeterminant ?? 0));
    }

    /// <summary>I(X;Y), or I(X;Y|Z).</summary>
    public double Nats { get; }

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        foreach (ref double value in row)
        {
            value = rng.NextNormal();
        }

        _joint.Multiply(row);
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double given = _given is null ? 0 : Norm(_given, row, _columnsGiven);
        return Nats + (0.5 * (Norm(_withX, row, _columnsWithX) + Norm(_withY, row, _columnsWithY) - _joint.SquaredNorm(row) - given));
    }

    private static double Norm(SamplerCholesky factor, ReadOnlySpan<double> row, int[] columns)
    {
        Span<double> part = stackalloc double[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            part[i] = row[columns[i]];
        }

        return factor.SquaredNorm(part);
    }
}
