using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>Half the squared distance of the score to the target's normal score.</summary>
/// <param name="targets">The target of every training row.</param>
internal sealed class SquaredLoss(float[] targets) : BoostingLoss(1)
{
    private readonly float[] _start = [targets.Length == 0 ? 0 : targets.Average()];

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Start => _start;

    /// <inheritdoc/>
    public override double Loss(int row, ReadOnlySpan<float> scores)
    {
        double error = scores[0] - targets[row];
        return 0.5 * error * error;
    }

    /// <summary>½ n ln(mean square), of a normal distribution around the score.</summary>
    public override double ToNats(double loss, int rows) =>
        rows == 0 ? 0 : 0.5 * rows * Math.Log(Math.Max(double.Epsilon, 2 * loss / rows));

    /// <inheritdoc/>
    public override void Gradient(int row, ReadOnlySpan<float> scores, Span<Vector128<float>> cell) =>
        cell[0] = Vector128.Create(1, 1, scores[0] - targets[row], 0);

    /// <inheritdoc/>
    public override void Leaf(ReadOnlySpan<Vector128<float>> cells, float ridge, Span<float> step)
    {
        Vector128<float> sum = Vector128<float>.Zero;
        foreach (Vector128<float> cell in cells)
        {
            sum += cell;
        }

        step[0] = -sum[2] / (sum[0] + ridge);
    }
}
