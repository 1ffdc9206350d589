using System.Numerics;

namespace Infometer;

/// <summary>
/// The leading 128 bits of the powers of ten: 10^q = (High · 2^64 + Low + ε) · 2^Exponent with 0 ≤ ε &lt; 1, the top bit of High set.
/// </summary>
internal static class PowersOfTen
{
    public const int Min = -340;
    public const int Max = 308;

    private static readonly (ulong High, ulong Low, int Exponent)[] s_powers = [.. Enumerable.Range(Min, Max - Min + 1).Select(Leading)];

    public static ulong High(int q) => s_powers[q - Min].High;

    public static ulong Low(int q) => s_powers[q - Min].Low;

    public static int Exponent(int q) => s_powers[q - Min].Exponent;

    private static (ulong High, ulong Low, int Exponent) Leading(int q)
    {
        // For q < 0 the quotient 2^scale / 10^|q| keeps at least 128 bits, so cutting it loses less than one unit.
        int scale = q < 0 ? (int)BigInteger.Pow(10, -q).GetBitLength() + 128 : 128;
        BigInteger exact = q < 0 ? BigInteger.Pow(2, scale) / BigInteger.Pow(10, -q) : BigInteger.Pow(10, q) << scale;
        int surplus = (int)exact.GetBitLength() - 128;
        UInt128 leading = (UInt128)(exact >> surplus);
        return ((ulong)(leading >> 64), (ulong)leading, surplus - scale);
    }
}
