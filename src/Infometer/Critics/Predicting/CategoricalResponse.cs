namespace Infometer;

/// <summary>Levels with probabilities e^a_k/Σe^a. Outputs: a₁ … a_K. The target is the level's number.</summary>
/// <param name="levels">K.</param>
internal sealed class CategoricalResponse(int levels) : PredictiveLaw
{
    /// <inheritdoc/>
    public override int OutputsFor(int target) => levels;

    /// <inheritdoc/>
    public override int PreparedFor(int outputs) => outputs;

    // Prepared: ln of the probabilities.
    /// <inheritdoc/>
    public override void Prepare(ReadOnlySpan<float> outputs, Span<float> prepared)
    {
        double sum = FloatMath.LogSumExp(outputs);
        for (int k = 0; k < outputs.Length; k++)
        {
            prepared[k] = (float)(outputs[k] - sum);
        }
    }

    /// <inheritdoc/>
    public override double LogDensity(ReadOnlySpan<float> prepared, ReadOnlySpan<float> target) => prepared[(int)target[0]];

    /// <inheritdoc/>
    public override void Gradient(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> prepared, ReadOnlySpan<float> target, Span<float> gradient)
    {
        for (int k = 0; k < prepared.Length; k++)
        {
            gradient[k] = -MathF.Exp(prepared[k]);
        }

        gradient[(int)target[0]] += 1;
    }
}
