namespace Infometer;

/// <summary>
/// The bandwidth for one column of Botev, Grotowski and Kroese (2010), Kernel density estimation via diffusion, Annals of
/// Statistics 38: the root of t = ξ γ⁽⁵⁾(t), a fixed point of plug-in estimates of ‖f⁽ˢ⁾‖² from the seventh derivative down, each
/// smoothed by what the next says. No shape is assumed, so that separate modes stay separate. O(n log n).
/// </summary>
internal static class ImprovedSheatherJones
{
    private const int GridSize = 1 << 14;
    private const int HighestDerivative = 7;

    // The grid spans the data and this share of their range on either side.
    private const double Margin = 0.1;

    /// <summary>The standard deviation of the kernel; NaN where the equation has no root.</summary>
    /// <param name="sorted">The values in ascending order, not all equal.</param>
    public static double Bandwidth(ReadOnlySpan<double> sorted)
    {
        double range = sorted[^1] - sorted[0];
        double length = range * (1 + (2 * Margin));
        double[] shares = Bin(sorted, sorted[0] - (range * Margin), length / GridSize);
        double[] squares = new Fft(GridSize).CosineTransform(shares);
        for (int k = 0; k < squares.Length; k++)
        {
            squares[k] *= squares[k];
        }

        double root = Root(squares, Distinct(sorted));
        return Math.Sqrt(root) * length;
    }

    private static double[] Bin(ReadOnlySpan<double> sorted, double start, double step)
    {
        double[] shares = new double[GridSize];
        foreach (double value in sorted)
        {
            // Cell k has its centre at start + (k + ½) step.
            double position = ((value - start) / step) - 0.5;
            int cell = Math.Clamp((int)position, 0, GridSize - 2);
            double next = position - cell;
            shares[cell] += (1 - next) / sorted.Length;
            shares[cell + 1] += next / sorted.Length;
        }

        return shares;
    }

    // In ln t, from where noise is left standing to where all is smoothed away.
    private static double Root(double[] squares, int count)
    {
        double low = Math.Log(1e-12);
        double high = Math.Log(0.1);
        if (!(Excess(Math.Exp(low), squares, count) < 0 && Excess(Math.Exp(high), squares, count) > 0))
        {
            return double.NaN;
        }

        while (high - low > 1e-8)
        {
            double middle = (low + high) / 2;
            if (Excess(Math.Exp(middle), squares, count) > 0)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return Math.Exp((low + high) / 2);
    }

    // t − ξγ⁽⁵⁾(t)
    private static double Excess(double t, double[] squares, int count)
    {
        double norm = SquaredNorm(HighestDerivative, t, squares);
        for (int s = HighestDerivative - 1; s >= 2; s--)
        {
            double oddFactorial = 1;
            for (int odd = 3; odd < 2 * s; odd += 2)
            {
                oddFactorial *= odd;
            }

            double constant = (1 + Math.Pow(0.5, s + 0.5)) / 3 * 2 * oddFactorial / Math.Sqrt(2 * Math.PI);
            norm = SquaredNorm(s, Math.Pow(constant / (count * norm), 2 / (3.0 + (2 * s))), squares);
        }

        return t - Math.Pow(2 * count * Math.Sqrt(Math.PI) * norm, -0.4);
    }

    // ‖f⁽ˢ⁾‖² of the density smoothed to time t: 2π²ˢ Σ k²ˢ C_k² e^(−k²π²t)
    private static double SquaredNorm(int s, double t, double[] squares)
    {
        double sum = 0;
        for (int k = 1; k < squares.Length; k++)
        {
            double square = (double)k * k;
            double exponent = square * Math.PI * Math.PI * t;
            if (exponent > 700)
            {
                break;
            }

            double term = squares[k] * Math.Exp(-exponent);
            for (int power = 0; power < s; power++)
            {
                term *= square;
            }

            sum += term;
        }

        return 2 * Math.Pow(Math.PI, 2 * s) * sum;
    }

    private static int Distinct(ReadOnlySpan<double> sorted)
    {
        int distinct = 1;
        for (int i = 1; i < sorted.Length; i++)
        {
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        return distinct;
    }
}
