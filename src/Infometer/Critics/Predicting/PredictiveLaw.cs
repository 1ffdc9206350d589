namespace Infometer;

/// <summary>A family of laws q(y|·), one of which a predictor's outputs name for each row.</summary>
internal abstract class PredictiveLaw
{
    /// <summary>Outputs that name a law of a target of so many numbers.</summary>
    public abstract int OutputsFor(int target);

    /// <summary>Numbers per row that <see cref="Prepare"/> gives.</summary>
    public abstract int PreparedFor(int outputs);

    /// <summary>
    /// Turns outputs into what the density is read from, so that exponentials are taken once per row and not once per pair.
    /// </summary>
    public abstract void Prepare(ReadOnlySpan<float> outputs, Span<float> prepared);

    /// <summary>ln q(y) of the law that was prepared.</summary>
    public abstract double LogDensity(ReadOnlySpan<float> prepared, ReadOnlySpan<float> target);

    /// <summary>∂ ln q(y)/∂ outputs.</summary>
    public abstract void Gradient(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> prepared, ReadOnlySpan<float> target, Span<float> gradient);

    /// <summary>
    /// What is left of the target: standard normal and independent of everything else where the law is right. Throws for laws of labels.
    /// </summary>
    public virtual void Residual(ReadOnlySpan<float> prepared, ReadOnlySpan<float> target, Span<double> residual) =>
        throw new NotSupportedException();
}
