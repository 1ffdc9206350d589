namespace Infometer;

/// <summary>
/// A differentiable map of rows. A layer remembers what its last forward pass saw, so it serves one thread at a time, and a backward
/// pass belongs to the forward pass before it.
/// </summary>
internal abstract class Layer
{
    /// <summary>The numbers that training changes.</summary>
    public virtual IEnumerable<Parameter> Parameters => [];

    /// <summary>The image of each row. The result belongs to the layer and lives until the next call.</summary>
    public abstract FloatMatrix Forward(FloatMatrix input);

    /// <summary>
    /// From the gradient with respect to the output that with respect to the parameters, which it stores, and to the input, which it
    /// returns; null where that is not <paramref name="wanted"/>. <paramref name="gradient"/> is used as scratch space.
    /// </summary>
    public abstract FloatMatrix? Backward(FloatMatrix gradient, bool wanted);

    /// <summary>Whether layers that draw noise do so; they start without.</summary>
    public virtual void SetNoise(bool isOn)
    {
    }

    /// <summary>A layer with the same parameters and memory of its own, for another thread to run forward.</summary>
    public abstract Layer Share();
}
