namespace Infometer;

/// <summary>
/// A network f of rows of numbers with one number each, for which |f(a) − f(b)| ≤ ‖a − b‖ in the Euclidean norm: no layer brings two rows
/// farther apart.
/// </summary>
internal sealed class LipschitzNetwork
{
    private readonly Sequence _chain;
    private readonly SpectralBound[] _bounds;

    /// <summary>A network with random weights.</summary>
    /// <param name="inputs">Numbers in a row.</param>
    /// <param name="width">Numbers in a hidden layer, even.</param>
    /// <param name="layers">Hidden layers.</param>
    /// <param name="rng">The stream of the weights.</param>
    public LipschitzNetwork(int inputs, int width, int layers, ref Rng rng)
    {
        List<Layer> chain = [];
        _bounds = new SpectralBound[layers + 1];
        for (int i = 0; i <= layers; i++)
        {
            (int from, int to) = (i == 0 ? inputs : width, i == layers ? 1 : width);
            Dense dense = new(from, to, Activation.None, ref rng);
            _bounds[i] = new SpectralBound(dense.Parameters.First().Values, from, to, ref rng);
            chain.Add(dense);
            if (i < layers)
            {
                chain.Add(new MaxMin());
            }
        }

        _chain = new Sequence(chain);
    }

    /// <summary>The numbers that training changes.</summary>
    public IEnumerable<Parameter> Parameters => _chain.Parameters;

    /// <summary>f of each row; belongs to the network and lives until the next call.</summary>
    public Span<float> Forward(FloatMatrix rows) => _chain.Forward(rows).Values;

    /// <summary>
    /// From the gradient with respect to each f that with respect to the parameters, and to the rows where that is wanted.
    /// </summary>
    public FloatMatrix? Backward(FloatMatrix gradient, bool wanted) => _chain.Backward(gradient, wanted);

    /// <summary>After a step: bounded again, but for what one power iteration leaves.</summary>
    public void Restore()
    {
        foreach (SpectralBound bound in _bounds)
        {
            bound.Restore();
        }
    }

    /// <summary>After the last step: bounded.</summary>
    public void RestoreExactly()
    {
        foreach (SpectralBound bound in _bounds)
        {
            bound.RestoreExactly();
        }
    }
}
