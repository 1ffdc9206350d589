namespace Infometer;

/// <summary>The shape of a critic's networks.</summary>
/// <param name="Kind">How it sees a pair.</param>
/// <param name="Width">Numbers in a hidden layer.</param>
/// <param name="Layers">Hidden layers of a tower, or of all that a concatenated critic has.</param>
/// <param name="Embedding">Numbers that a tower says of a row.</param>
/// <param name="Activation">What hidden layers do at their end.</param>
/// <param name="HasNormalization">Whether hidden layers after the first normalise their input.</param>
/// <param name="IsResidual">Whether hidden layers after the first add to their input.</param>
/// <param name="Heads">Scores per pair, 1 or 2.</param>
/// <param name="Beta">How much information is worth to a probabilistic critic beside the divergence of its encodings; 0 for one that is not.</param>
internal sealed record CriticShape(
    CriticKind Kind, int Width, int Layers, int Embedding, Activation Activation, bool HasNormalization, bool IsResidual, int Heads, double Beta)
{
    // The last weights of one side, or of the head, start at 0: a critic begins as one that knows nothing, and learns at once all the same.
    private const double LastGain = 0;

    /// <summary>A critic of this shape with random weights.</summary>
    /// <param name="inputs">The widths of x and y.</param>
    /// <param name="rng">The stream of the weights.</param>
    public Critic Create((int X, int Y) inputs, ref Rng rng) => Kind switch
    {
        CriticKind.Separable => new SeparableCritic(
            Encoder(inputs.X, Embedding * Heads, LastGain, ref rng),
            Encoder(inputs.Y, Embedding * Heads, 1, ref rng),
            Embedding,
            Heads),
        CriticKind.Concatenated => new PairedCritic(
            new Dense(inputs.X, Width, Activation.None, ref rng),
            new Dense(inputs.Y, Width, Activation.None, ref rng),
            Head(Layers - 1, ref rng),
            Width,
            Activation,
            Heads),
        _ => new PairedCritic(
            Encoder(inputs.X, Width, 1, ref rng),
            Encoder(inputs.Y, Width, 1, ref rng),
            Head(1, ref rng),
            Width,
            Activation,
            Heads),
    };

    /// <summary>Hidden layers and a linear one behind them.</summary>
    public Layer Tower(int inputs, int layers, int outputs, double gain, ref Rng rng)
    {
        List<Layer> chain = [];
        if (layers > 0)
        {
            chain.Add(new Dense(inputs, Width, Activation, ref rng));
            AddHidden(chain, layers - 1, ref rng);
        }

        chain.Add(new Dense(layers > 0 ? Width : inputs, outputs, Activation.None, ref rng, gain));
        return new Sequence(chain);
    }

    private Layer Encoder(int inputs, int outputs, double gain, ref Rng rng) => Beta > 0
        ? new Sequence(Tower(inputs, Layers, 2 * outputs, gain, ref rng), new NoiseLayer(Beta, Rng.For(rng.NextULong(), "encoder noise")))
        : Tower(inputs, Layers, outputs, gain, ref rng);

    private Sequence Head(int layers, ref Rng rng)
    {
        List<Layer> chain = [];
        AddHidden(chain, layers, ref rng);
        chain.Add(new Dense(Width, Heads, Activation.None, ref rng, LastGain));
        return new Sequence(chain);
    }

    private void AddHidden(List<Layer> chain, int layers, ref Rng rng)
    {
        for (int i = 0; i < layers; i++)
        {
            Dense dense = new(Width, Width, Activation, ref rng);
            Layer hidden = HasNormalization ? new Sequence(new LayerNormalization(Width), dense) : dense;
            chain.Add(IsResidual ? new Residual(hidden) : hidden);
        }
    }
}
