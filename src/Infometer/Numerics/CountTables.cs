using System.Runtime.CompilerServices;

namespace Infometer;

/// <summary>
/// Functions of a count k ≥ 0 that the discrete measures evaluate by the million: looked up for k &lt; 65,536, else computed.
/// </summary>
internal static class CountTables
{
    private const int Size = 1 << 16;
    private const double HalfLogTwoPi = 0.91893853320467274178;

    private static readonly double[] s_xLogX = BuildXLogX();
    private static readonly double[] s_logFactorial = BuildLogFactorial();

    /// <summary>k ln k, with 0 ln 0 = 0.</summary>
    public static double XLogX(long k)
    {
        double[] table = s_xLogX;
        return (ulong)k < (ulong)table.Length ? table[k] : k * Math.Log(k);
    }

    /// <summary>ln k!, to 1e-15 relative.</summary>
    public static double LogFactorial(long k)
    {
        double[] table = s_logFactorial;
        return (ulong)k < (ulong)table.Length ? table[k] : Stirling(k);
    }

    // Runs once, for 65,536 logarithms: not worth a slow first version.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] BuildXLogX()
    {
        double[] table = new double[Size];
        for (int k = 1; k < Size; k++)
        {
            table[k] = k * Math.Log(k);
        }

        return table;
    }

    // Runs once, for 65,536 logarithms: not worth a slow first version.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] BuildLogFactorial()
    {
        double[] table = new double[Size];
        for (int k = 2; k < Size; k++)
        {
            table[k] = k < 64 ? SpecialFunctions.LogGamma(k + 1) : Stirling(k);
        }

        return table;
    }

    private static double Stirling(double k)
    {
        double inverse = 1 / k;
        double square = inverse * inverse;
        return ((k + 0.5) * Math.Log(k)) - k + HalfLogTwoPi + (inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square / 1260)))));
    }
}
