namespace Infometer;

/// <summary>
/// The exact test of a 2×2 table with fixed margins (Fisher's margins, ordered by mutual information): one count x fixes the
/// table, is hypergeometric, and its information grows from the expected count outward on both sides.
/// </summary>
internal sealed class FixedMarginTwoByTwo(long total, long rowTotal, long columnTotal)
{
    private readonly double _n = total;
    private readonly double _a = rowTotal;
    private readonly double _b = columnTotal;

    /// <summary>ln P(MI ≥ information); −∞ where no table with these margins has that much.</summary>
    public double LogPValue(double information)
    {
        double low = Math.Max(0, _a + _b - _n);
        double high = Math.Min(_a, _b);
        double below = Math.Floor(_a * _b / _n);
        double up = FirstExtreme(below + 1, high, information);
        double down = FirstExtreme(below, low, information);

        double logUp = double.IsNaN(up) ? double.NegativeInfinity : LogTail(up, high, 1);
        double logDown = double.IsNaN(down) ? double.NegativeInfinity : LogTail(down, low, -1);
        double larger = Math.Max(logUp, logDown);
        return double.IsNegativeInfinity(larger)
            ? larger
            : Math.Min(0, larger + Math.Log(Math.Exp(logUp - larger) + Math.Exp(logDown - larger)));
    }

    // The count nearest to start, towards end, with at least that information; NaN where none has. Information grows on the way.
    private double FirstExtreme(double start, double end, double information)
    {
        double direction = end >= start ? 1 : -1;
        bool isEmpty = start > Math.Min(_a, _b);
        if (isEmpty || Information(end) < information)
        {
            return double.NaN;
        }

        double near = 0;
        double far = Math.Abs(end - start);
        while (near < far)
        {
            double middle = Math.Floor((near + far) / 2);
            if (Information(start + (direction * middle)) >= information)
            {
                far = middle;
            }
            else
            {
                near = middle + 1;
            }
        }

        return start + (direction * far);
    }

    // ln Σ of the probabilities from x to the end of the law on its side
    private double LogTail(double x, double end, int direction)
    {
        double first = x;
        double sum = 0;
        double weight = 1;
        while (weight > 1e-17 * sum)
        {
            sum += weight;
            if (x == end)
            {
                break;
            }

            weight *= direction > 0
                ? (_a - x) * (_b - x) / ((x + 1) * (_n - _a - _b + x + 1))
                : x * (_n - _a - _b + x) / ((_a - x + 1) * (_b - x + 1));
            x += direction;
        }

        return LogProbability(first) + Math.Log(sum);
    }

    private double LogProbability(double x) => LogChoose(_a, x) + LogChoose(_n - _a, _b - x) - LogChoose(_n, _b);

    private static double LogChoose(double n, double k) =>
        CountTables.LogFactorial((long)n) - CountTables.LogFactorial((long)k) - CountTables.LogFactorial((long)(n - k));

    private double Information(double x) =>
        (SpecialFunctions.Deviance(x, _a * _b / _n) + SpecialFunctions.Deviance(_a - x, _a * (_n - _b) / _n)
        + SpecialFunctions.Deviance(_b - x, _b * (_n - _a) / _n)
        + SpecialFunctions.Deviance(_n - _a - _b + x, (_n - _a) * (_n - _b) / _n)) / _n;
}
