using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// e^x for x ≤ 0, eight lanes at a time, within 2·10⁻¹⁴ of its size, and 0 below −708, where the result would be no normal number. Several
/// times as fast as the library's, which takes every x. e^x = 2^n e^r with |r| ≤ ½ ln 2, e^r by its series up to r¹¹.
/// </summary>
internal static class NegativeExp
{
    // ln 2 in two parts; the first has so few digits that n times it is exact.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Lowest = -708;
    private const int ExponentBias = 1_023;
    private const int MantissaBits = 52;

    /// <summary>e^x, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Of(Vector512<double> x)
    {
        Vector512<double> isNormal = Vector512.GreaterThanOrEqual(x, Vector512.Create(Lowest));
        x = Vector512.ConditionalSelect(isNormal, x, Vector512.Create(Lowest));
        Vector512<double> n = Vector512.Round(x * Math.Log2(Math.E));
        Vector512<double> r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2High), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2Low), r);
        Vector512<double> sum = Vector512.Create(1.0 / 39_916_800);
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 3_628_800));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 362_880));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 40_320));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 5_040));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 720));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 120));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 24));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 6));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(0.5));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512<double>.One);
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512<double>.One);
        Vector512<double> power = ((Vector512.ConvertToInt64Native(n) + Vector512.Create((long)ExponentBias)) << MantissaBits).AsDouble();
        return sum * power & isNormal;
    }

    /// <summary>e^x, the scalar twin.</summary>
    public static double Of(double x) => x < Lowest ? 0 : Math.Exp(x);
}
