namespace Infometer;

/// <summary>y = x + f(x) (He and others 2016); f keeps the width.</summary>
/// <param name="inner">The map f.</param>
internal sealed class Residual(Layer inner) : Layer
{
    private readonly FloatMatrix _output = new(0, 0);
    private readonly FloatMatrix _direct = new(0, 0);

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => inner.Parameters;

    /// <inheritdoc/>
    public override FloatMatrix Forward(FloatMatrix input)
    {
        _output.CopyFrom(input);
        FloatMath.AddScaled(_output.Values, 1, inner.Forward(input).Values);
        return _output;
    }

    /// <inheritdoc/>
    public override FloatMatrix? Backward(FloatMatrix gradient, bool wanted)
    {
        // The inner layers use the gradient as scratch space.
        _direct.CopyFrom(gradient);
        if (inner.Backward(gradient, wanted) is { } through)
        {
            FloatMath.AddScaled(_direct.Values, 1, through.Values);
        }

        return wanted ? _direct : null;
    }

    /// <inheritdoc/>
    public override Layer Share() => new Residual(inner.Share());
}
