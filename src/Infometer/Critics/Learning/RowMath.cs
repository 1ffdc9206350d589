using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>What layers do to rows of numbers, several numbers at a time.</summary>
internal static class RowMath
{
    /// <summary>row ← a(row + bias).</summary>
    public static void AddAndActivate(Span<float> row, ReadOnlySpan<float> bias, Activation activation)
    {
        Span<Vector<float>> rows = MemoryMarshal.Cast<float, Vector<float>>(row);
        ReadOnlySpan<Vector<float>> biases = MemoryMarshal.Cast<float, Vector<float>>(bias);
        bool isRelu = activation == Activation.Relu;
        for (int i = 0; i < rows.Length; i++)
        {
            Vector<float> sum = rows[i] + biases[i];
            rows[i] = isRelu ? Vector.Max(sum, Vector<float>.Zero) : sum;
        }

        for (int i = rows.Length * Vector<float>.Count; i < row.Length; i++)
        {
            float sum = row[i] + bias[i];
            row[i] = isRelu ? Math.Max(sum, 0) : sum;
        }

        if (activation == Activation.Tanh)
        {
            foreach (ref float value in row)
            {
                value = MathF.Tanh(value);
            }
        }
    }

    /// <summary>gradient ← gradient · a′ at an output of a, and adds it to a sum.</summary>
    public static void MaskAndSum(Span<float> gradient, ReadOnlySpan<float> output, Span<float> sum, Activation activation)
    {
        Span<Vector<float>> gradients = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        ReadOnlySpan<Vector<float>> outputs = MemoryMarshal.Cast<float, Vector<float>>(output);
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        for (int i = 0; i < gradients.Length; i++)
        {
            Vector<float> masked = activation switch
            {
                Activation.Relu => Vector.ConditionalSelect(Vector.GreaterThan(outputs[i], Vector<float>.Zero), gradients[i], Vector<float>.Zero),
                Activation.Tanh => gradients[i] * (Vector<float>.One - (outputs[i] * outputs[i])),
                _ => gradients[i],
            };
            gradients[i] = masked;
            sums[i] += masked;
        }

        for (int i = gradients.Length * Vector<float>.Count; i < gradient.Length; i++)
        {
            gradient[i] *= activation switch
            {
                Activation.Relu => output[i] > 0 ? 1 : 0,
                Activation.Tanh => 1 - (output[i] * output[i]),
                _ => 1,
            };
            sum[i] += gradient[i];
        }
    }

    /// <summary>target ← target + source.</summary>
    public static void Add(ReadOnlySpan<float> source, Span<float> target)
    {
        ReadOnlySpan<Vector<float>> sources = MemoryMarshal.Cast<float, Vector<float>>(source);
        Span<Vector<float>> targets = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] += sources[i];
        }

        for (int i = targets.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] += source[i];
        }
    }

    /// <summary>target ← target + factor · source.</summary>
    public static void AddScaled(float factor, ReadOnlySpan<float> source, Span<float> target)
    {
        ReadOnlySpan<Vector<float>> sources = MemoryMarshal.Cast<float, Vector<float>>(source);
        Span<Vector<float>> targets = MemoryMarshal.Cast<float, Vector<float>>(target);
        Vector<float> factors = new(factor);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] += sources[i] * factors;
        }

        for (int i = targets.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] += source[i] * factor;
        }
    }

    /// <summary>Σ a b.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> right = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < left.Length; i++)
        {
            sums += left[i] * right[i];
        }

        float sum = Vector.Sum(sums);
        for (int i = left.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Σ x², in double precision.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        for (int start = 0; start < values.Length; start += 4096)
        {
            ReadOnlySpan<float> part = values.Slice(start, Math.Min(4096, values.Length - start));
            sum += Dot(part, part);
        }

        return sum;
    }
}
