namespace Infometer;

/// <summary>Layers one after another; none of them is the identity.</summary>
/// <param name="layers">The layers, the input's first.</param>
internal sealed class Sequence(params IReadOnlyList<Layer> layers) : Layer
{
    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => layers.SelectMany(layer => layer.Parameters);

    /// <inheritdoc/>
    public override FloatMatrix Forward(FloatMatrix input)
    {
        foreach (Layer layer in layers)
        {
            input = layer.Forward(input);
        }

        return input;
    }

    /// <inheritdoc/>
    public override FloatMatrix? Backward(FloatMatrix gradient, bool wanted)
    {
        FloatMatrix? current = gradient;
        for (int i = layers.Count - 1; i >= 0; i--)
        {
            current = layers[i].Backward(current!, wanted || i > 0);
        }

        return wanted ? current : null;
    }

    /// <inheritdoc/>
    public override void SetNoise(bool isOn)
    {
        foreach (Layer layer in layers)
        {
            layer.SetNoise(isOn);
        }
    }

    /// <inheritdoc/>
    public override Layer Share() => new Sequence([.. layers.Select(layer => layer.Share())]);
}
