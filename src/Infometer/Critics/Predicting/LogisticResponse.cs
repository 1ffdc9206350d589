namespace Infometer;

/// <summary>Independent logistic coordinates: density w e^−|z|/(1 + e^−|z|)², z = (y − μ)w, w = π/√3 per standard deviation.</summary>
internal sealed class LogisticResponse : LocationScaleLaw
{
    private static readonly double s_unitWeight = Math.PI / Math.Sqrt(3);

    private protected override double UnitWeight => s_unitWeight;

    private protected override double LogFactor => 0;

    /// <inheritdoc/>
    public override double LogDensity(ReadOnlySpan<float> prepared, ReadOnlySpan<float> target)
    {
        double sum = prepared[^1];
        for (int j = 0; j < target.Length; j++)
        {
            float size = Math.Abs((target[j] - prepared[j]) * prepared[target.Length + j]);
            sum -= size + (2 * MathF.Log(1 + MathF.Exp(-size)));
        }

        return sum;
    }

    /// <inheritdoc/>
    public override void Residual(ReadOnlySpan<float> prepared, ReadOnlySpan<float> target, Span<double> residual)
    {
        for (int j = 0; j < target.Length; j++)
        {
            // The tail beyond, so that far values do not round to 1.
            double z = ((double)target[j] - prepared[j]) * prepared[target.Length + j];
            double tail = 1 / (1 + Math.Exp(Math.Min(Math.Abs(z), 600)));
            residual[j] = -Math.Sign(z) * SpecialFunctions.NormalQuantile(tail);
        }
    }

    private protected override float Score(float z) => MathF.Tanh(z / 2);
}
