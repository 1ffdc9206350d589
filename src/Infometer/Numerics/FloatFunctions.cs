using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>e^x = 2^n e^r with |r| ≤ ½ ln 2, e^r by its series; in single precision throughout, which the library's own is not.</summary>
internal readonly struct ExpFunction : IFloatFunction
{
    // ln 2 in two parts; the first has so few digits that n times it is exact.
    private const float Ln2High = 355f / 512;
    private const float Ln2Low = -2.12194440e-4f;

    // Beyond these the result is 0 or ∞.
    private const float Lowest = -105;
    private const float Highest = 89;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        // Comparisons with NaN are false, so NaN goes through. What is 0 is not computed: products that vanish are slow.
        x = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(Highest)), Vector512.Create(Highest), x);
        Vector512<float> isNothing = Vector512.LessThan(x, Vector512.Create(Lowest));
        x = Vector512.ConditionalSelect(isNothing, Vector512<float>.Zero, x);
        Vector512<float> n = Vector512.Round(x * 1.44269504f);
        Vector512<float> r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2High), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2Low), r);
        Vector512<float> sum = Vector512.Create(1f / 5040);
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1f / 720));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1f / 120));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1f / 24));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1f / 6));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(0.5f));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512<float>.One);
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512<float>.One);

        // In two steps: 2^n alone may be too small or too large for a float where the result is not.
        Vector512<int> power = Vector512.ConvertToInt32Native(n);
        Vector512<int> half = power >> 1;
        return Vector512.AndNot(sum * PowerOfTwo(half) * PowerOfTwo(power - half), isNothing);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> n) => ((n + Vector512.Create(127)) << 23).AsSingle();

    /// <inheritdoc/>
    public static float Of(float x) => (float)Math.Exp(x);
}

/// <summary>ln x; −∞ at 0, NaN below.</summary>
internal readonly struct LogFunction : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x) => Vector512.Log(x);

    /// <inheritdoc/>
    public static float Of(float x) => (float)Math.Log(x);
}

/// <summary>ln(1 + e^x), without overflow and without losing small values.</summary>
internal readonly struct SoftplusFunction : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        // ln(1 + e) is (rounded logarithm) · e / (rounded e), where "rounded" refers to 1 + e: what the sum loses cancels (Kahan).
        Vector512<float> e = ExpFunction.Of(-Vector512.Abs(x));
        Vector512<float> one = Vector512<float>.One;
        Vector512<float> sum = one + e;
        Vector512<float> small = Vector512.ConditionalSelect(Vector512.Equals(sum, one), e, Vector512.Log(sum) * (e / (sum - one)));
        return Vector512.Max(x, Vector512<float>.Zero) + small;
    }

    /// <inheritdoc/>
    public static float Of(float x)
    {
        double e = Math.Exp(-Math.Abs((double)x));
        return (float)(Math.Max(x, 0.0) + (e < 1e-6 ? e - (e * e / 2) : Math.Log(1 + e)));
    }
}

/// <summary>1 / (1 + e^−x), the derivative of <see cref="SoftplusFunction"/>.</summary>
internal readonly struct SigmoidFunction : IFloatFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        Vector512<float> e = ExpFunction.Of(-Vector512.Abs(x));
        Vector512<float> one = Vector512<float>.One;
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), e, one) / (one + e);
    }

    /// <inheritdoc/>
    public static float Of(float x)
    {
        double e = Math.Exp(-Math.Abs((double)x));
        return (float)((x < 0 ? e : 1) / (1 + e));
    }
}

/// <summary>tanh x.</summary>
internal readonly struct TanhFunction : IFloatFunction
{
    // Below this 1 − e^−2x loses digits, and six terms of the series do not.
    private const float Small = 0.35f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        Vector512<float> one = Vector512<float>.One;
        Vector512<float> size = Vector512.Abs(x);
        Vector512<float> e = ExpFunction.Of(size * -2);
        Vector512<float> large = Vector512.CopySign((one - e) / (one + e), x);
        Vector512<float> square = x * x;
        Vector512<float> terms = ((square * (-1382f / 155925)) + Vector512.Create(62f / 2835)) * square;
        terms = (terms + Vector512.Create(-17f / 315)) * square;
        terms = (terms + Vector512.Create(2f / 15)) * square;
        Vector512<float> small = x + (x * square * (terms - Vector512.Create(1f / 3)));
        return Vector512.ConditionalSelect(Vector512.LessThan(size, Vector512.Create(Small)), small, large);
    }

    /// <inheritdoc/>
    public static float Of(float x) => (float)Math.Tanh(x);
}
