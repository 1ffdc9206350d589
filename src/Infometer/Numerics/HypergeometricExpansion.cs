namespace Infometer;

/// <summary>
/// Expands the deviance φ(x; e) = x ln(x/e) − x + e of a cell from its expected count e = ab/n in the orthonormal polynomials of
/// the cell's hypergeometric law (Hahn polynomials, leading coefficients positive). Holds scratch space: one per thread.
/// </summary>
internal sealed class HypergeometricExpansion
{
    /// <summary>Degrees above this are left out.</summary>
    public const int MaxDegree = 48;

    // At most 18.5·32 counts one by one, below.
    private const int MaxNodes = 640;
    private const double StrideThreshold = 32;

    private readonly double[] _x = new double[MaxNodes];
    private readonly double[] _weights = new double[MaxNodes];
    private readonly double[] _values = new double[MaxNodes];
    private readonly double[] _previous = new double[MaxNodes];
    private readonly double[] _current = new double[MaxNodes];
    private int _count;

    /// <summary>The coefficients up to the last degree that <see cref="Expand"/> fills, in a new array.</summary>
    public double[] Of(double a, double b, double n)
    {
        double[] coefficients = new double[MaxDegree + 1];
        int last = Expand(a, b, n, coefficients);
        return coefficients[..(last + 1)];
    }

    /// <summary>Fills the coefficients of degree 1, 2, …: coefficient m at index m (index 0 unused).</summary>
    /// <returns>The last degree filled: what is beyond it holds less than 1e-8 of the variance of φ.</returns>
    public int Expand(double a, double b, double n, Span<double> coefficients)
    {
        double expected = a * b / n;
        double deviation = Math.Sqrt(expected * (n - a) / n * (n - b) / Math.Max(1, n - 1));
        _count = 0;
        if (deviation < StrideThreshold)
        {
            TakeEachCount(a, b, n, expected);
        }
        else
        {
            TakeStrides(a, b, n, expected, deviation);
        }

        double variance = Normalise();
        int last = (int)Math.Min(MaxDegree, Math.Min(Math.Min(a, b), Math.Min(n - a, n - b)));
        double left = variance;
        double rootBeta = 0;
        Span<double> previous = _previous.AsSpan(0, _count);
        Span<double> current = _current.AsSpan(0, _count);
        previous.Clear();
        current.Fill(1);
        for (int m = 1; m <= last; m++)
        {
            // x p_k = √β_{k+1} p_{k+1} + α_k p_k + √β_k p_{k−1}, with k = m − 1
            double alpha = Upward(m - 1, a, b, n) + Downward(m - 1, a, b, n);
            double nextRootBeta = Math.Sqrt(Upward(m - 1, a, b, n) * Downward(m, a, b, n));
            coefficients[m] = NextDegree(previous, current, alpha, rootBeta, 1 / nextRootBeta);
            rootBeta = nextRootBeta;
            Span<double> swap = previous;
            previous = current;
            current = swap;
            left -= coefficients[m] * coefficients[m];
            if (left <= 1e-8 * variance)
            {
                return m;
            }
        }

        return last;
    }

    // The recurrence coefficients of the Hahn polynomials in terms of the margins (Koekoek and Swarttouw 1998, 1.5).
    private static double Upward(double m, double a, double b, double n) =>
        (n + 1 - m) / (n + 1 - (2 * m)) * (a - m) * ((b - m) / (n - (2 * m)));

    private static double Downward(double m, double a, double b, double n) =>
        m == 0 ? 0 : m / (n + 2 - (2 * m)) * (n + 1 - m - b) * ((n + 1 - m - a) / (n + 1 - (2 * m)));

    // Overwrites the polynomial before the current one with the next; returns its inner product with the values.
    private double NextDegree(Span<double> previous, ReadOnlySpan<double> current, double alpha, double rootBeta, double scale)
    {
        ReadOnlySpan<double> x = _x.AsSpan(0, previous.Length);
        ReadOnlySpan<double> weighted = _values.AsSpan(0, previous.Length);
        double sum = 0;
        for (int i = 0; i < previous.Length; i++)
        {
            double next = (((x[i] - alpha) * current[i]) - (rootBeta * previous[i])) * scale;
            previous[i] = next;
            sum += next * weighted[i];
        }

        return sum;
    }

    // Makes the weights sum to 1, centres the values and multiplies them by their weights; returns their variance.
    private double Normalise()
    {
        double mass = 0;
        double mean = 0;
        for (int i = 0; i < _count; i++)
        {
            mass += _weights[i];
            mean += _weights[i] * _values[i];
        }

        mean /= mass;
        double variance = 0;
        for (int i = 0; i < _count; i++)
        {
            double weight = _weights[i] / mass;
            double centred = _values[i] - mean;
            variance += weight * centred * centred;
            _values[i] = weight * centred;
        }

        return variance;
    }

    private void TakeEachCount(double a, double b, double n, double expected)
    {
        double rest = n - a - b;
        double low = Math.Max(0, -rest);
        double high = Math.Min(a, b);
        double mode = Math.Clamp(Math.Floor((a + 1) * (b + 1) / (n + 2)), low, high);
        double scale = 0;
        double weight = 1;
        for (double x = mode; ; x++)
        {
            double part = Add(x, weight, expected);
            scale = Math.Max(scale, part);
            if (x >= high || (weight < 1e-12 && part < 1e-13 * scale))
            {
                break;
            }

            weight *= (a - x) * (b - x) / ((x + 1) * (rest + x + 1));
        }

        weight = 1;
        for (double x = mode; x > low;)
        {
            weight *= x * (rest + x) / ((a - x + 1) * (b - x + 1));
            x--;
            double part = Add(x, weight, expected);
            scale = Math.Max(scale, part);
            if (weight < 1e-12 && part < 1e-13 * scale)
            {
                break;
            }
        }
    }

    // A wide law is smooth: a sum over every h-th count, h = 0.4 deviations, is h times smaller than the full sum to 1e-40.
    private void TakeStrides(double a, double b, double n, double expected, double deviation)
    {
        double stride = Math.Floor(0.4 * deviation);
        double mode = Math.Floor(expected);
        double top = LogWeight(mode, a, b, n, expected);
        for (double step = 0; step <= 9 * deviation; step += stride)
        {
            Add(mode + step, Math.Exp(LogWeight(mode + step, a, b, n, expected) - top), expected);
            if (step > 0)
            {
                Add(mode - step, Math.Exp(LogWeight(mode - step, a, b, n, expected) - top), expected);
            }
        }
    }

    // ln p(x) up to a constant: −Σ over the four cells of the 2×2 table of φ(v; e_v) + ½ ln v + Stirling's excess; the terms that
    // are linear in x cancel because the expected counts have odds ratio 1.
    private static double LogWeight(double x, double a, double b, double n, double expected)
    {
        double d = x - expected;
        return -LogCell(expected, d) - LogCell(a * ((n - b) / n), -d) - LogCell(b * ((n - a) / n), -d)
            - LogCell((n - a) * ((n - b) / n), d);
    }

    private static double LogCell(double expected, double difference)
    {
        double count = expected + difference;
        return SpecialFunctions.Deviance(count, expected, difference)
            + (0.5 * SpecialFunctions.LogOnePlus(difference / expected)) + SpecialFunctions.StirlingExcess(count);
    }

    private double Add(double x, double weight, double expected)
    {
        double value = SpecialFunctions.Deviance(x, expected);
        _x[_count] = x;
        _weights[_count] = weight;
        _values[_count] = value;
        _count++;
        return weight * value * value;
    }
}
