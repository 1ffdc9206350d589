using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// −ln of the probability that the softmax of the scores gives the row's class. Newton steps use the diagonal of the Hessian
/// and Friedman's factor (c − 1)/c (Friedman 2001, algorithm 6).
/// </summary>
internal sealed class SoftmaxLoss : BoostingLoss
{
    // One leaf never moves a score by more before the rate is applied.
    private const float LargestStep = 4;

    private readonly int[] _classes;
    private readonly float[] _start;

    /// <param name="classes">The class of every training row.</param>
    /// <param name="shares">The probability of each class before the first tree.</param>
    public SoftmaxLoss(int[] classes, double[] shares) : base(shares.Length)
    {
        _classes = classes;
        _start = [.. shares.Select(share => (float)Math.Log(share))];
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Start => _start;

    /// <summary>The probabilities that belong to scores; they sum to 1 and none is negative.</summary>
    public static void Probabilities(ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        if (scores.Length == 2)
        {
            // The smaller one first: it is the one that rounding could lose.
            float odds = MathF.Exp(-Math.Abs(scores[1] - scores[0]));
            float smaller = odds / (1 + odds);
            int larger = scores[1] > scores[0] ? 1 : 0;
            probabilities[larger] = 1 - smaller;
            probabilities[1 - larger] = smaller;
            return;
        }

        float max = scores[0];
        foreach (float score in scores)
        {
            max = Math.Max(max, score);
        }

        float sum = 0;
        for (int k = 0; k < scores.Length; k++)
        {
            float p = scores[k] == max ? 1 : MathF.Exp(scores[k] - max);
            probabilities[k] = p;
            sum += p;
        }

        for (int k = 0; k < scores.Length; k++)
        {
            probabilities[k] /= sum;
        }
    }

    /// <inheritdoc/>
    public override double Loss(int row, ReadOnlySpan<float> scores)
    {
        if (scores.Length == 2)
        {
            float margin = scores[_classes[row]] - scores[1 - _classes[row]];
            return Math.Max(0, -margin) + MathF.Log(1 + MathF.Exp(-Math.Abs(margin)));
        }

        float max = scores[0];
        foreach (float score in scores)
        {
            max = Math.Max(max, score);
        }

        float sum = 0;
        foreach (float score in scores)
        {
            sum += score == max ? 1 : MathF.Exp(score - max);
        }

        return max + MathF.Log(sum) - scores[_classes[row]];
    }

    /// <inheritdoc/>
    public override void Gradient(int row, ReadOnlySpan<float> scores, Span<Vector128<float>> cell)
    {
        Span<float> values = MemoryMarshal.Cast<Vector128<float>, float>(cell);
        values.Clear();
        Span<float> gradient = values.Slice(2, scores.Length);
        Probabilities(scores, gradient);
        float curvature = 0;
        foreach (float p in gradient)
        {
            curvature += p * (1 - p);
        }

        values[0] = 1;
        values[1] = curvature / scores.Length;
        gradient[_classes[row]] -= 1;
    }

    /// <inheritdoc/>
    public override void Leaf(ReadOnlySpan<Vector128<float>> cells, float ridge, Span<float> step)
    {
        ReadOnlySpan<float> values = MemoryMarshal.Cast<Vector128<float>, float>(cells);
        int width = Stride * Vector128<float>.Count;
        float factor = (Channels - 1f) / Channels;
        for (int k = 0; k < Channels; k++)
        {
            float sum = 0;
            float curvature = 0;
            for (int at = 2 + k; at < values.Length; at += width)
            {
                // |g|(1 − |g|) is p(1 − p), whether the row is of the class or not.
                float g = values[at];
                float size = Math.Abs(g);
                sum += g;
                curvature += size * (1 - size);
            }

            step[k] = Math.Clamp(-factor * sum / (curvature + ridge), -LargestStep, LargestStep);
        }
    }
}
