using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// How the scores of pairs that do not belong together become one number per row, and how the gradient goes back to them.
/// </summary>
internal static class Contrast
{
    /// <summary>Reads the joint scores of all rows.</summary>
    public static void ReadJoint(Scores scores, Span<double> joint, Span<double> second)
    {
        for (int i = 0; i < joint.Length; i++)
        {
            joint[i] = scores.First.Row(i)[scores.JointOf(i)];
        }

        for (int i = 0; i < second.Length; i++)
        {
            second[i] = scores.Second[i];
        }
    }

    /// <summary>
    /// L_i = ln of the mean of e^min(f, clip) over the alternatives. The scores are replaced by what each alternative contributes, e^f /
    /// Σe^f, and 0 for the joint pair: ∂L_i/∂f_ij where nothing is clipped.
    /// </summary>
    public static void LogMeanExp(Scores scores, float clip, Span<double> others)
    {
        double alternatives = Math.Log(scores.Alternatives);
        for (int i = 0; i < others.Length; i++)
        {
            Span<float> row = scores.First.Row(i);
            int joint = scores.JointOf(i);
            row[joint] = float.NegativeInfinity;
            float largest = Math.Min(Largest(row), clip);
            double sum = ExpAndSum(row, clip, largest);
            others[i] = largest + Math.Log(sum) - alternatives;
            Scale(row, (float)(1 / sum));
        }
    }

    /// <summary>A_i = mean of ln(1 + e^f) over the alternatives. The scores are replaced by ∂A_i/∂f_ij, and 0 for the joint pair.</summary>
    public static void MeanSoftplus(Scores scores, Span<double> others)
    {
        float share = 1f / scores.Alternatives;
        for (int i = 0; i < others.Length; i++)
        {
            Span<float> row = scores.First.Row(i);
            double sum = -SoftplusAndSlope(row, share, scores.JointOf(i));
            others[i] = sum * share;
        }
    }

    /// <summary>From what a contrast left of the scores and the derivatives by f_i and L_i that by each score.</summary>
    public static void Backward(Scores weights, in ContrastTerms terms)
    {
        for (int i = 0; i < weights.Rows; i++)
        {
            Span<float> row = weights.First.Row(i);
            Scale(row, (float)terms.ByOthers[i]);
            row[weights.JointOf(i)] = (float)terms.ByJoint[i];
            if (terms.BySecond.Length > 0)
            {
                weights.Second[i] = (float)terms.BySecond[i];
            }
        }
    }

    private static float Largest(ReadOnlySpan<float> row)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        Vector<float> largest = new(float.NegativeInfinity);
        foreach (Vector<float> vector in vectors)
        {
            largest = Vector.Max(largest, vector);
        }

        float result = float.NegativeInfinity;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            result = Math.Max(result, largest[lane]);
        }

        for (int i = vectors.Length * Vector<float>.Count; i < row.Length; i++)
        {
            result = Math.Max(result, row[i]);
        }

        return result;
    }

    // row ← e^(min(row, clip) − shift); the sum of it. −∞ becomes 0.
    private static double ExpAndSum(Span<float> row, float clip, float shift)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        Vector<float> clips = new(clip);
        Vector<float> shifts = new(shift);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector.Exp(Vector.Min(vectors[i], clips) - shifts);
            sums += vectors[i];
        }

        double sum = Vector.Sum(sums);
        for (int i = vectors.Length * Vector<float>.Count; i < row.Length; i++)
        {
            row[i] = MathF.Exp(Math.Min(row[i], clip) - shift);
            sum += row[i];
        }

        return sum;
    }

    // row ← share · σ(row), 0 at the joint pair; minus the sum of softplus over the others.
    private static double SoftplusAndSlope(Span<float> row, float share, int joint)
    {
        row[joint] = float.NegativeInfinity;
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        Vector<float> one = Vector<float>.One;
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < vectors.Length; i++)
        {
            // ln(1 + e^f) = max(f, 0) − ln σ(|f|), and σ(f) from e^−|f|: neither overflows.
            Vector<float> f = vectors[i];
            Vector<float> e = Vector.Exp(-Vector.Abs(f));
            Vector<float> high = one / (one + e);
            sums += Vector.Log(high) - Vector.Max(f, Vector<float>.Zero);
            vectors[i] = share * Vector.ConditionalSelect(Vector.GreaterThanOrEqual(f, Vector<float>.Zero), high, e * high);
        }

        double sum = Vector.Sum(sums);
        for (int i = vectors.Length * Vector<float>.Count; i < row.Length; i++)
        {
            float f = row[i];
            float e = MathF.Exp(-Math.Abs(f));
            float high = 1 / (1 + e);
            sum += MathF.Log(high) - Math.Max(f, 0);
            row[i] = share * (f >= 0 ? high : e * high);
        }

        return sum;
    }

    private static void Scale(Span<float> row, float factor)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] *= factor;
        }

        for (int i = vectors.Length * Vector<float>.Count; i < row.Length; i++)
        {
            row[i] *= factor;
        }
    }
}
