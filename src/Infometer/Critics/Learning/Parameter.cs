namespace Infometer;

/// <summary>Numbers that training changes, and the gradient of what it makes large.</summary>
/// <param name="length">How many numbers.</param>
/// <param name="decays">Whether weight decay pulls them towards 0: weights do, biases and scales do not.</param>
internal sealed class Parameter(int length, bool decays)
{
    /// <summary>The numbers.</summary>
    public float[] Values { get; } = new float[length];

    /// <summary>The gradient of the last backward pass.</summary>
    public float[] Gradient { get; } = new float[length];

    /// <summary>Whether weight decay applies.</summary>
    public bool Decays { get; } = decays;
}
