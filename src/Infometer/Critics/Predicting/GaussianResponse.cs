using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>Independent normal coordinates.</summary>
internal sealed class GaussianResponse : LocationScaleLaw
{
    private static readonly double s_logFactor = -Math.Log(2 * Math.PI) / 2;

    private protected override double UnitWeight => 1;

    private protected override double LogFactor => s_logFactor;

    /// <inheritdoc/>
    public override double LogDensity(ReadOnlySpan<float> prepared, ReadOnlySpan<float> target)
    {
        int q = target.Length;
        ReadOnlySpan<float> means = prepared[..q];
        ReadOnlySpan<float> weights = prepared.Slice(q, q);
        ReadOnlySpan<Vector<float>> vm = MemoryMarshal.Cast<float, Vector<float>>(means);
        ReadOnlySpan<Vector<float>> vw = MemoryMarshal.Cast<float, Vector<float>>(weights);
        ReadOnlySpan<Vector<float>> vt = MemoryMarshal.Cast<float, Vector<float>>(target);
        Vector<float> lanes = Vector<float>.Zero;
        for (int i = 0; i < vt.Length; i++)
        {
            Vector<float> z = (vt[i] - vm[i]) * vw[i];
            lanes += z * z;
        }

        double squares = Vector.Sum(lanes);
        for (int j = vt.Length * Vector<float>.Count; j < q; j++)
        {
            float z = (target[j] - means[j]) * weights[j];
            squares += z * z;
        }

        return prepared[^1] - (squares / 2);
    }

    /// <inheritdoc/>
    public override void Residual(ReadOnlySpan<float> prepared, ReadOnlySpan<float> target, Span<double> residual)
    {
        for (int j = 0; j < target.Length; j++)
        {
            residual[j] = ((double)target[j] - prepared[j]) * prepared[target.Length + j];
        }
    }

    private protected override float Score(float z) => z;
}
