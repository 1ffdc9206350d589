namespace Infometer;

/// <summary>
/// Independent coordinates y_j with mean μ_j and variance e^λ_j of one shape. Outputs: μ₁ … μ_q, λ₁ … λ_q. λ is held within limits,
/// beyond which a few
/// rows would make a density as large as they like.
/// </summary>
internal abstract class LocationScaleLaw : PredictiveLaw
{
    private const float LeastLogVariance = -22;
    private const float MostLogVariance = 8;

    /// <inheritdoc/>
    public sealed override int OutputsFor(int target) => 2 * target;

    /// <inheritdoc/>
    public sealed override int PreparedFor(int outputs) => outputs + 1;

    /// <summary>What a deviation of 1 is multiplied by.</summary>
    private protected abstract double UnitWeight { get; }

    /// <summary>ln of the density's factor for each coordinate.</summary>
    private protected abstract double LogFactor { get; }

    // Prepared: μ, w = unit weight · e^(−λ/2), and Σ ln w + q · factor.
    /// <inheritdoc/>
    public sealed override void Prepare(ReadOnlySpan<float> outputs, Span<float> prepared)
    {
        int q = outputs.Length / 2;
        outputs[..q].CopyTo(prepared);
        double whole = q * (Math.Log(UnitWeight) + LogFactor);
        for (int j = q; j < 2 * q; j++)
        {
            double half = Math.Clamp(outputs[j], LeastLogVariance, MostLogVariance) / 2;
            prepared[j] = (float)(UnitWeight * Math.Exp(-half));
            whole -= half;
        }

        prepared[^1] = (float)whole;
    }

    /// <inheritdoc/>
    public sealed override void Gradient(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> prepared, ReadOnlySpan<float> target, Span<float> gradient)
    {
        int q = target.Length;
        for (int j = 0; j < q; j++)
        {
            float weight = prepared[q + j];
            float z = (target[j] - prepared[j]) * weight;
            float score = Score(z);
            gradient[j] = score * weight;

            // At a limit only the way back counts.
            float slope = ((z * score) - 1) / 2;
            float logVariance = outputs[q + j];
            bool isHeld = (logVariance <= LeastLogVariance && slope < 0) || (logVariance >= MostLogVariance && slope > 0);
            gradient[q + j] = isHeld ? 0 : slope;
        }
    }

    /// <summary>−d ln f/dz of the shape.</summary>
    private protected abstract float Score(float z);
}
