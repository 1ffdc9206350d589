namespace Infometer;

/// <summary>
/// With probability ½ a normal pair of correlation ρ, else a pair of atoms at ±1 that agree with probability a (Gao et al. 2017): the value
/// itself tells which half it is of, so I = ln 2 + ½ (−½ ln(1 − ρ²)) + ½ (ln 2 − H(a)).
/// </summary>
internal sealed class AtomsAndNormalsLaw(double correlation, double agreement) : JointLaw(LawPart.Mixed, LawPart.Mixed)
{
    private readonly PairedGaussianLaw _numbers = PairedGaussianLaw.OfCorrelation(1, 1, 1, correlation);
    private readonly TableLaw _atoms = new(
        new[,] { { agreement / 2, (1 - agreement) / 2 }, { (1 - agreement) / 2, agreement / 2 } });

    /// <summary>I(X;Y).</summary>
    public double Nats => Math.Log(2) + (0.5 * (_numbers.Nats + _atoms.Nats));

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        if (rng.NextDouble() < 0.5)
        {
            _numbers.DrawRow(ref rng, row);
            return;
        }

        _atoms.DrawRow(ref rng, row);
        row[0] = (2 * row[0]) - 1;
        row[1] = (2 * row[1]) - 1;
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        bool isAtom = Math.Abs(row[0]) == 1;
        if (isAtom != (Math.Abs(row[1]) == 1))
        {
            return double.NegativeInfinity;
        }

        return Math.Log(2) + (isAtom ? _atoms.Pointwise([(row[0] + 1) / 2, (row[1] + 1) / 2]) : _numbers.Pointwise(row));
    }
}
