using System.Numerics;

namespace Infometer;

/// <summary>The leading 128 bits of the powers of ten: 10^q = (significand + ε) · 2^exponent with 0 ≤ ε &lt; 1.</summary>
internal static class PowersOfTen
{
    public const int Min = -340;
    public const int Max = 308;

    private static readonly UInt128[] s_significands = [.. Enumerable.Range(Min, Max - Min + 1).Select(q => Leading(q).Significand)];
    private static readonly int[] s_exponents = [.. Enumerable.Range(Min, Max - Min + 1).Select(q => Leading(q).Exponent)];

    /// <summary>The leading 128 bits of 10^q, cut off; the top bit is set.</summary>
    public static UInt128 Significand(int q) => s_significands[q - Min];

    /// <summary>The power of two that <see cref="Significand"/> is to be multiplied with.</summary>
    public static int Exponent(int q) => s_exponents[q - Min];

    private static (UInt128 Significand, int Exponent) Leading(int q)
    {
        // For q < 0 the quotient 2^scale / 10^|q| keeps at least 128 bits, so cutting it loses less than one unit.
        int scale = q < 0 ? (int)BigInteger.Pow(10, -q).GetBitLength() + 128 : 128;
        BigInteger exact = q < 0 ? BigInteger.Pow(2, scale) / BigInteger.Pow(10, -q) : BigInteger.Pow(10, q) << scale;
        int surplus = (int)exact.GetBitLength() - 128;
        return ((UInt128)(exact >> surplus), surplus - scale);
    }
}
