namespace Infometer;

/// <summary>The identity in front of a network, which keeps the gradient with respect to the network's inputs.</summary>
internal sealed class InputTap : Layer
{
    private readonly FloatMatrix _gradient = new(0, 0);

    /// <summary>The gradient of the last backward pass.</summary>
    public ReadOnlySpan<float> Gradient => _gradient.Values;

    /// <inheritdoc/>
    public override FloatMatrix Forward(FloatMatrix input) => input;

    /// <inheritdoc/>
    public override FloatMatrix? Backward(FloatMatrix gradient, bool wanted) => _gradient.CopyFrom(gradient);

    /// <inheritdoc/>
    public override Layer Share() => new InputTap();
}
