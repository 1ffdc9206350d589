namespace Infometer;

/// <summary>
/// Each pair of neighbours (a, b) becomes (max(a, b), min(a, b)): the length of a gradient stays as it is, so that bounded layers can
/// still be steep everywhere (Anil, Lucas and Grosse 2019, Sorting out Lipschitz function approximation).
/// </summary>
internal sealed class MaxMin : Layer
{
    private readonly FloatMatrix _output = new(0, 0);
    private FloatMatrix? _input;

    /// <inheritdoc/>
    public override FloatMatrix Forward(FloatMatrix input)
    {
        _input = input;
        _output.Reshape(input.Rows, input.Columns);
        ReadOnlySpan<float> from = input.Values;
        Span<float> to = _output.Values;
        for (int i = 0; i < from.Length; i += 2)
        {
            to[i] = Math.Max(from[i], from[i + 1]);
            to[i + 1] = Math.Min(from[i], from[i + 1]);
        }

        return _output;
    }

    /// <inheritdoc/>
    public override FloatMatrix? Backward(FloatMatrix gradient, bool wanted)
    {
        ReadOnlySpan<float> from = _input!.Values;
        Span<float> slopes = gradient.Values;
        for (int i = 0; i < from.Length; i += 2)
        {
            if (from[i] < from[i + 1])
            {
                (slopes[i], slopes[i + 1]) = (slopes[i + 1], slopes[i]);
            }
        }

        return gradient;
    }

    /// <inheritdoc/>
    public override Layer Share() => new MaxMin();
}
