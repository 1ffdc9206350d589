namespace Infometer;

/// <summary>y = a(xW + b) with an activation a. Weights are drawn by He's rule (2015), scaled by a gain; biases start at 0.</summary>
internal sealed class Dense : Layer
{
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly Activation _activation;
    private readonly Parameter _weights;
    private readonly Parameter _bias;
    private readonly GemmScratch _scratch = new();
    private readonly FloatMatrix _output = new(0, 0);
    private readonly FloatMatrix _inputGradient = new(0, 0);
    private FloatMatrix? _input;

    /// <summary>A layer with random weights.</summary>
    public Dense(int inputs, int outputs, Activation activation, ref Rng rng, double gain = 1)
        : this(inputs, outputs, activation, new Parameter(checked(inputs * outputs), decays: true), new Parameter(outputs, decays: false))
    {
        double deviation = gain * Math.Sqrt((activation == Activation.Relu ? 2.0 : 1.0) / inputs);
        foreach (ref float weight in _weights.Values.AsSpan())
        {
            weight = (float)(deviation * rng.NextNormal());
        }
    }

    private Dense(int inputs, int outputs, Activation activation, Parameter weights, Parameter bias)
    {
        _inputs = inputs;
        _outputs = outputs;
        _activation = activation;
        _weights = weights;
        _bias = bias;
    }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [_weights, _bias];

    private MatrixView Weights => new(_weights.Values, _inputs, _outputs);

    /// <inheritdoc/>
    public override FloatMatrix Forward(FloatMatrix input)
    {
        _input = input;
        _output.Reshape(input.Rows, _outputs);
        Gemm.Multiply(input.View, Weights, _output.Values, _outputs, accumulate: false, _scratch);
        RowMath.AddAndActivate(_output.Values, _bias.Values, _activation);
        return _output;
    }

    /// <inheritdoc/>
    public override FloatMatrix? Backward(FloatMatrix gradient, bool wanted)
    {
        Span<float> biasGradient = _bias.Gradient;
        biasGradient.Clear();
        RowMath.Return(gradient.Values, _output.Values, biasGradient, _activation);
        Gemm.Multiply(_input!.View.Transposed, gradient.View, _weights.Gradient, _outputs, accumulate: false, _scratch);
        if (!wanted)
        {
            return null;
        }

        _inputGradient.Reshape(gradient.Rows, _inputs);
        Gemm.Multiply(gradient.View, Weights.Transposed, _inputGradient.Values, _inputs, accumulate: false, _scratch);
        return _inputGradient;
    }

    /// <inheritdoc/>
    public override Layer Share() => new Dense(_inputs, _outputs, _activation, _weights, _bias);
}
