using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// Gradient ascent with moments of the gradient and decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019), β = (0.9,
/// 0.999), the gradient's norm clipped at 1.
/// </summary>
internal sealed class AdamW
{
    private const float FirstDecay = 0.9f;
    private const float SecondDecay = 0.999f;
    private const float Tiny = 1e-8f;
    private const double LargestNorm = 1;

    private readonly Parameter[] _parameters;
    private readonly float[][] _first;
    private readonly float[][] _second;
    private readonly double _decay;
    private int _steps;

    /// <summary>An optimiser at its first step.</summary>
    /// <param name="parameters">What to change.</param>
    /// <param name="decay">Weight decay, the share of a weight that a step of rate 1 takes away.</param>
    public AdamW(IEnumerable<Parameter> parameters, double decay)
    {
        _parameters = [.. parameters];
        _first = [.. _parameters.Select(p => new float[p.Values.Length])];
        _second = [.. _parameters.Select(p => new float[p.Values.Length])];
        _decay = decay;
    }

    /// <summary>One step uphill. A gradient that is not finite is skipped, so that one bad batch does not end a training.</summary>
    public void Ascend(double rate)
    {
        double norm = Math.Sqrt(_parameters.Sum(p => RowMath.SumOfSquares(p.Gradient)));
        if (!double.IsFinite(norm))
        {
            return;
        }

        _steps++;
        float clip = (float)Math.Min(1, LargestNorm / Math.Max(norm, 1e-30));
        float step = (float)(rate / (1 - Math.Pow(FirstDecay, _steps)));
        float secondScale = (float)(1 / (1 - Math.Pow(SecondDecay, _steps)));
        for (int i = 0; i < _parameters.Length; i++)
        {
            float keep = _parameters[i].Decays ? (float)(1 - (rate * _decay)) : 1;
            Update(_parameters[i].Values, _parameters[i].Gradient, _first[i], _second[i], clip, step, secondScale, keep);
        }
    }

    private static void Update(
        float[] values, float[] gradient, float[] first, float[] second, float clip, float step, float secondScale, float keep)
    {
        int vectors = Vector<float>.Count;
        Span<Vector<float>> v = MemoryMarshal.Cast<float, Vector<float>>(values.AsSpan());
        Span<Vector<float>> g = MemoryMarshal.Cast<float, Vector<float>>(gradient.AsSpan());
        Span<Vector<float>> m = MemoryMarshal.Cast<float, Vector<float>>(first.AsSpan());
        Span<Vector<float>> s = MemoryMarshal.Cast<float, Vector<float>>(second.AsSpan());
        Vector<float> tiny = new(Tiny);
        for (int i = 0; i < v.Length; i++)
        {
            Vector<float> slope = g[i] * clip;
            m[i] = (m[i] * FirstDecay) + (slope * (1 - FirstDecay));
            s[i] = (s[i] * SecondDecay) + (slope * slope * (1 - SecondDecay));
            v[i] = (v[i] * keep) + (m[i] * step / (Vector.SquareRoot(s[i] * secondScale) + tiny));
        }

        for (int i = v.Length * vectors; i < values.Length; i++)
        {
            float slope = gradient[i] * clip;
            first[i] = (first[i] * FirstDecay) + (slope * (1 - FirstDecay));
            second[i] = (second[i] * SecondDecay) + (slope * slope * (1 - SecondDecay));
            values[i] = (values[i] * keep) + (first[i] * step / (MathF.Sqrt(second[i] * secondScale) + Tiny));
        }
    }
}
