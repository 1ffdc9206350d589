namespace Infometer;

/// <summary>
/// ⟨f(x_i, y_i)⟩ − ⟨f(x_i, y_i+c)⟩ over the rows of a batch and a few shifts c, for a critic that is 1-Lipschitz in the concatenated row.
/// </summary>
internal sealed class WassersteinLoss : ObjectiveLoss
{
    private const int TrainingAlternatives = 2;

    private readonly FloatMatrix _pairs = new(0, 0);
    private readonly FloatMatrix _gradient = new(0, 0);

    /// <summary>A critic with random weights.</summary>
    public WassersteinLoss(WassersteinDependency objective, int widthX, int widthY, ref Rng rng)
        : base(objective, widthX, widthY) => Network = new LipschitzNetwork(widthX + widthY, objective.Width, objective.Layers, ref rng);

    /// <summary>The critic.</summary>
    public LipschitzNetwork Network { get; }

    /// <inheritdoc/>
    internal override IEnumerable<Parameter> Parameters => Network.Parameters;

    /// <summary>The value for rows, each compared with so many others.</summary>
    public double ValueOf(FloatMatrix x, FloatMatrix y, int alternatives)
    {
        int shifts = Math.Min(alternatives, x.Rows - 1);
        FillPairs(x, y, shifts);
        return Difference(Network.Forward(_pairs), x.Rows);
    }

    /// <inheritdoc/>
    internal override double Differentiate(FloatMatrix x, FloatMatrix y, Span<float> towardsX, Span<float> towardsY)
    {
        int n = x.Rows;
        double value = ValueOf(x, y, TrainingAlternatives);
        _gradient.Reshape(_pairs.Rows, 1).Values.Fill(-1f / (_pairs.Rows - n));
        _gradient.Values[..n].Fill(1f / n);
        FloatMatrix? slopes = Network.Backward(_gradient, wanted: !towardsX.IsEmpty);
        for (int pair = 0; pair < (slopes?.Rows ?? 0); pair++)
        {
            (int i, int j) = RowsOf(pair, n);
            Span<float> slope = slopes!.Row(pair);
            FloatMath.AddScaled(towardsX.Slice(i * WidthX, WidthX), 1, slope[..WidthX]);
            FloatMath.AddScaled(towardsY.Slice(j * WidthY, WidthY), 1, slope[WidthX..]);
        }

        return value;
    }

    /// <inheritdoc/>
    internal override void Ascend(double rate)
    {
        base.Ascend(rate);
        Network.Restore();
    }

    // The joint pairs first, then those of the first shift, and so on.
    private static (int I, int J) RowsOf(int pair, int n) => (pair % n, (pair + (pair / n)) % n);

    private static double Difference(ReadOnlySpan<float> scores, int joint)
    {
        double together = 0;
        foreach (float score in scores[..joint])
        {
            together += score;
        }

        double apart = 0;
        foreach (float score in scores[joint..])
        {
            apart += score;
        }

        return (together / joint) - (apart / (scores.Length - joint));
    }

    private void FillPairs(FloatMatrix x, FloatMatrix y, int shifts)
    {
        int n = x.Rows;
        _pairs.Reshape(n * (1 + shifts), WidthX + WidthY);
        for (int pair = 0; pair < _pairs.Rows; pair++)
        {
            (int i, int j) = RowsOf(pair, n);
            Span<float> row = _pairs.Row(pair);
            x.Row(i).CopyTo(row);
            y.Row(j).CopyTo(row[WidthX..]);
        }
    }
}
