namespace Infometer;

/// <summary>Each row brought to mean 0 and variance 1, then scaled and shifted column by column (Ba, Kiros and Hinton 2016).</summary>
internal sealed class LayerNormalization : Layer
{
    private const double Floor = 1e-5;

    private readonly Parameter _scale;
    private readonly Parameter _shift;
    private readonly FloatMatrix _normal = new(0, 0);
    private readonly FloatMatrix _output = new(0, 0);
    private readonly FloatMatrix _inputGradient = new(0, 0);
    private float[] _inverseDeviation = [];

    /// <summary>A layer that changes only scale and place of the rows.</summary>
    public LayerNormalization(int width)
        : this(new Parameter(width, decays: false), new Parameter(width, decays: false)) => _scale.Values.AsSpan().Fill(1);

    private LayerNormalization(Parameter scale, Parameter shift)
    {
        _scale = scale;
        _shift = shift;
    }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [_scale, _shift];

    /// <inheritdoc/>
    public override FloatMatrix Forward(FloatMatrix input)
    {
        int width = input.Columns;
        _normal.Reshape(input.Rows, width);
        _output.Reshape(input.Rows, width);
        _inverseDeviation = _inverseDeviation.Length < input.Rows ? new float[input.Rows] : _inverseDeviation;
        for (int row = 0; row < input.Rows; row++)
        {
            ReadOnlySpan<float> x = input.Row(row);
            double mean = 0;
            foreach (float value in x)
            {
                mean += value;
            }

            mean /= width;
            double variance = 0;
            foreach (float value in x)
            {
                variance += (value - mean) * (value - mean);
            }

            float inverse = (float)(1 / Math.Sqrt((variance / width) + Floor));
            _inverseDeviation[row] = inverse;
            Span<float> normal = _normal.Row(row);
            Span<float> output = _output.Row(row);
            float centre = (float)mean;
            for (int j = 0; j < width; j++)
            {
                normal[j] = (x[j] - centre) * inverse;
                output[j] = (normal[j] * _scale.Values[j]) + _shift.Values[j];
            }
        }

        return _output;
    }

    /// <inheritdoc/>
    public override FloatMatrix? Backward(FloatMatrix gradient, bool wanted)
    {
        int width = gradient.Columns;
        _scale.Gradient.AsSpan().Clear();
        _shift.Gradient.AsSpan().Clear();
        _inputGradient.Reshape(gradient.Rows, width);
        for (int row = 0; row < gradient.Rows; row++)
        {
            ReadOnlySpan<float> normal = _normal.Row(row);
            Span<float> g = gradient.Row(row);
            double sum = 0;
            double along = 0;
            for (int j = 0; j < width; j++)
            {
                _scale.Gradient[j] += g[j] * normal[j];
                _shift.Gradient[j] += g[j];
                g[j] *= _scale.Values[j];
                sum += g[j];
                along += g[j] * normal[j];
            }

            // What moves mean or variance of the row changes nothing behind it.
            float mean = (float)(sum / width);
            float slope = (float)(along / width);
            Span<float> result = _inputGradient.Row(row);
            for (int j = 0; j < width; j++)
            {
                result[j] = (g[j] - mean - (normal[j] * slope)) * _inverseDeviation[row];
            }
        }

        return wanted ? _inputGradient : null;
    }

    /// <inheritdoc/>
    public override Layer Share() => new LayerNormalization(_scale, _shift);
}
