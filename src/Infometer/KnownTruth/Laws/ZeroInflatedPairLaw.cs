namespace Infometer;

/// <summary>
/// X and Y are 0 or normal; which of them are 0 has a 2×2 table p[x is not 0, y is not 0], and where neither is they
/// correlate by ρ: I(X;Y) = I of the table + p[1, 1] · (−½ ln(1 − ρ²)).
/// </summary>
internal sealed class ZeroInflatedPairLaw(double[,] occurs, double correlation) : JointLaw(LawPart.Mixed, LawPart.Mixed)
{
    private readonly TableLaw _table = new(occurs);
    private readonly PairedGaussianLaw _numbers = PairedGaussianLaw.OfCorrelation(1, 1, 1, correlation);

    /// <summary>I(X;Y).</summary>
    public double Nats => _table.Nats + (occurs[1, 1] * _numbers.Nats);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        Span<double> numbers = stackalloc double[2];
        _table.DrawRow(ref rng, row);
        _numbers.DrawRow(ref rng, numbers);
        row[0] *= numbers[0];
        row[1] *= numbers[1];
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        ReadOnlySpan<double> where = [row[0] == 0 ? 0 : 1, row[1] == 0 ? 0 : 1];
        return _table.Pointwise(where) + (where[0] * where[1] == 0 ? 0 : _numbers.Pointwise(row));
    }
}
