namespace Infometer;

/// <summary>ψ(k) of whole numbers k ≥ 1, which estimators by neighbours need by the million: looked up for k &lt; 65,536, else computed.</summary>
internal static class DigammaTable
{
    private const int Size = 1 << 16;
    private const double EulerGamma = 0.57721566490153286061;

    private static readonly double[] s_digamma = Build();

    /// <summary>ψ(k), to 1e-15.</summary>
    public static double At(int k)
    {
        double[] table = s_digamma;
        return (uint)k < (uint)table.Length ? table[k] : SpecialFunctions.Digamma(k);
    }

    // ψ(k + 1) = ψ(k) + 1/k, with the rounding error carried along. ψ(0) is −∞.
    private static double[] Build()
    {
        double[] table = new double[Size];
        table[0] = double.NegativeInfinity;
        table[1] = -EulerGamma;
        double error = 0;
        for (int k = 1; k + 1 < Size; k++)
        {
            double step = (1.0 / k) - error;
            table[k + 1] = table[k] + step;
            error = table[k + 1] - table[k] - step;
        }

        return table;
    }
}
