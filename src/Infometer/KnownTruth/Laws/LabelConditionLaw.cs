namespace Infometer;

/// <summary>A label Z; given it X and Y are normal about the label with a correlation of its own: I(X;Y|Z) = Σ p(z) (−½ ln(1 − ρ_z²)).</summary>
internal sealed class LabelConditionLaw : JointLaw
{
    private readonly double _spacing;
    private readonly double[] _cumulative;
    private readonly PairedGaussianLaw[] _pairs;

    /// <param name="spacing">How far the means of neighbouring labels lie apart, in X and in Y.</param>
    /// <param name="labels">The probability of each label and the correlation under it.</param>
    public LabelConditionLaw(double spacing, params (double Weight, double Correlation)[] labels)
        : base(LawPart.Continuous(1), LawPart.Continuous(1), LawPart.Discrete(labels.Length))
    {
        _spacing = spacing;
        _cumulative = RandomDraws.Cumulate([.. labels.Select(l => l.Weight)]);
        _pairs = [.. labels.Select(l => PairedGaussianLaw.OfCorrelation(1, 1, 1, l.Correlation))];
        Nats = labels.Zip(_pairs, (l, pair) => l.Weight * pair.Nats).Sum();
    }

    /// <summary>I(X;Y|Z).</summary>
    public double Nats { get; }

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        int label = RandomDraws.Place(ref rng, _cumulative);
        _pairs[label].DrawRow(ref rng, row[..2]);
        row[0] += label * _spacing;
        row[1] += label * _spacing;
        row[2] = label;
    }

    public override double Pointwise(ReadOnlySpan<double> row) =>
        _pairs[(int)row[2]].Pointwise([row[0] - (row[2] * _spacing), row[1] - (row[2] * _spacing)]);
}
