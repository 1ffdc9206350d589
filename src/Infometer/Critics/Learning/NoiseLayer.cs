namespace Infometer;

/// <summary>
/// The probabilistic end of an encoder (variational symmetric information bottleneck): from μ and ln σ² a draw z = μ + σε while it trains, and μ when it is measured.
/// Training also pays the divergence of N(μ, σ²) from N(0, 1), averaged over rows, divided by β.
/// </summary>
internal sealed class NoiseLayer : Layer
{
    private const float LeastLogVariance = -10;
    private const float MostLogVariance = 4;

    private readonly float _price;
    private readonly FloatMatrix _noise = new(0, 0);
    private readonly FloatMatrix _output = new(0, 0);
    private readonly FloatMatrix _inputGradient = new(0, 0);
    private Rng _rng;
    private bool _isNoisy;
    private FloatMatrix? _input;

    /// <summary>A layer that halves the width of its input.</summary>
    /// <param name="beta">How much information is worth beside the divergence, β.</param>
    /// <param name="rng">The stream of the noise.</param>
    public NoiseLayer(double beta, Rng rng)
    {
        _price = (float)(1 / beta);
        _rng = rng;
    }

    /// <inheritdoc/>
    public override void SetNoise(bool isOn) => _isNoisy = isOn;

    /// <inheritdoc/>
    public override FloatMatrix Forward(FloatMatrix input)
    {
        int width = input.Columns / 2;
        _input = input;
        _output.Reshape(input.Rows, width);
        _noise.Reshape(input.Rows, width);
        for (int row = 0; row < input.Rows; row++)
        {
            ReadOnlySpan<float> given = input.Row(row);
            Span<float> noise = _noise.Row(row);
            Span<float> output = _output.Row(row);
            for (int j = 0; j < width; j++)
            {
                noise[j] = _isNoisy ? (float)_rng.NextNormal() : 0;
                output[j] = given[j] + (noise[j] * Deviation(given[width + j]));
            }
        }

        return _output;
    }

    /// <inheritdoc/>
    public override FloatMatrix? Backward(FloatMatrix gradient, bool wanted)
    {
        int width = gradient.Columns;
        float price = _price / gradient.Rows;
        _inputGradient.Reshape(gradient.Rows, 2 * width);
        for (int row = 0; row < gradient.Rows; row++)
        {
            ReadOnlySpan<float> given = _input!.Row(row);
            ReadOnlySpan<float> g = gradient.Row(row);
            Span<float> result = _inputGradient.Row(row);
            for (int j = 0; j < width; j++)
            {
                float logVariance = given[width + j];
                float deviation = Deviation(logVariance);
                bool isFree = logVariance is > LeastLogVariance and < MostLogVariance;
                result[j] = g[j] - (price * given[j]);
                result[width + j] = isFree ? ((g[j] * _noise.Row(row)[j] * deviation) - (price * ((deviation * deviation) - 1))) / 2 : 0;
            }
        }

        return wanted ? _inputGradient : null;
    }

    /// <inheritdoc/>
    public override Layer Share() => new NoiseLayer(1 / _price, _rng);

    private static float Deviation(float logVariance) => MathF.Exp(Math.Clamp(logVariance, LeastLogVariance, MostLogVariance) / 2);
}
