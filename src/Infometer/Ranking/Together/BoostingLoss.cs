using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// What boosting makes small. A row's gradient is a cell of <see cref="Stride"/> vectors of four floats: 1 (to count rows),
/// the curvature that splits are judged by, then one gradient per channel, then zeros.
/// </summary>
internal abstract class BoostingLoss
{
    private protected BoostingLoss(int channels)
    {
        Channels = channels;
        Stride = StrideOf(channels);
    }

    /// <summary>Scores per row.</summary>
    public int Channels { get; }

    /// <summary>Vectors per cell.</summary>
    public int Stride { get; }

    /// <summary>The score of every row before the first tree.</summary>
    public abstract ReadOnlySpan<float> Start { get; }

    /// <summary>The loss at a training row.</summary>
    public abstract double Loss(int row, ReadOnlySpan<float> scores);

    /// <summary>The summed loss of so many rows as the length in nats of the shortest message about them, up to a constant.</summary>
    public virtual double ToNats(double loss, int rows) => loss;

    /// <summary>The gradient cell of a training row.</summary>
    public abstract void Gradient(int row, ReadOnlySpan<float> scores, Span<Vector128<float>> cell);

    /// <summary>The Newton step of a leaf from the gradient cells of its rows.</summary>
    public abstract void Leaf(ReadOnlySpan<Vector128<float>> cells, float ridge, Span<float> step);

    /// <summary>Vectors that hold the count, the curvature and the gradients of so many channels.</summary>
    public static int StrideOf(int channels) => (channels + 5) / 4;
}
