namespace Infometer;

/// <summary>
/// A label and numbers whose law depends on it: I = H(label) − H(label | numbers), with i = ln p(numbers | label) − ln Σ w p(numbers | ·).
/// </summary>
internal sealed class LabelledLaw : JointLaw
{
    private readonly bool _isLabelFirst;
    private readonly double[] _weights;
    private readonly double[] _cumulative;
    private readonly NumberLaw[] _numbers;

    /// <param name="isLabelFirst">Whether the label is X and the numbers are Y, or the other way round.</param>
    /// <param name="components">The weight of each label and the law of the numbers under it.</param>
    public LabelledLaw(bool isLabelFirst, params (double Weight, NumberLaw Numbers)[] components) : base(
        isLabelFirst ? LawPart.Discrete(components.Length) : LawPart.Continuous(components[0].Numbers.Dimension),
        isLabelFirst ? LawPart.Continuous(components[0].Numbers.Dimension) : LawPart.Discrete(components.Length))
    {
        _isLabelFirst = isLabelFirst;
        _weights = [.. components.Select(c => c.Weight)];
        _cumulative = RandomDraws.Cumulate(_weights);
        _numbers = [.. components.Select(c => c.Numbers)];
    }

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        int label = RandomDraws.Place(ref rng, _cumulative);
        row[_isLabelFirst ? 0 : row.Length - 1] = label;
        _numbers[label].Draw(ref rng, row.Slice(_isLabelFirst ? 1 : 0, row.Length - 1));
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        ReadOnlySpan<double> numbers = _isLabelFirst ? row[1..] : row[..^1];
        LogSum sum = LogSum.Empty;
        for (int i = 0; i < _numbers.Length; i++)
        {
            sum.Add(Math.Log(_weights[i]) + _numbers[i].LogDensity(numbers));
        }

        return _numbers[(int)row[_isLabelFirst ? 0 : row.Length - 1]].LogDensity(numbers) - sum.Value;
    }
}
