namespace Infometer;

/// <summary>
/// Random hypergeometric counts, exact up to rounding of ln n! (relative 1e-16·n ln n in a probability: nothing that
/// 10⁹ draws could show for n up to 10⁹).
/// </summary>
internal static class Hypergeometric
{
    // Means below this are drawn by inversion from 0 upward, others by rejection, whose cost does not grow.
    private const double InversionMean = 12;

    // Stadlober's table-mountain hat: 2√(2/e) and 3 − 2√(3/e)
    private const double HatSlope = 1.7155277699214135;
    private const double HatOffset = 0.8989161620588988;

    /// <summary>
    /// How many of <paramref name="marked"/> items are among <paramref name="drawn"/> items taken from <paramref name="total"/>.
    /// </summary>
    public static long Next(ref Rng rng, long total, long marked, long drawn)
    {
        // Counting the rarer kind in the smaller part keeps the law's lower end at 0.
        bool countUnmarked = 2 * marked > total;
        bool countLeft = 2 * drawn > total;
        long a = countUnmarked ? total - marked : marked;
        long b = countLeft ? total - drawn : drawn;
        if (a == 0 || b == 0)
        {
            return countUnmarked ? (countLeft ? drawn - (total - marked) : drawn) : (countLeft ? marked : 0);
        }

        double mean = (double)a * b / total;
        long x = mean < InversionMean ? Invert(ref rng, total, a, b) : Reject(ref rng, total, a, b, mean);
        x = countUnmarked ? b - x : x;
        return countLeft ? marked - x : x;
    }

    // Goes up from 0, taking each probability off a uniform number.
    private static long Invert(ref Rng rng, long total, long a, long b)
    {
        long rest = total - a - b;
        double first = Math.Exp(CountTables.LogFactorial(total - a) + CountTables.LogFactorial(total - b)
            - CountTables.LogFactorial(total) - CountTables.LogFactorial(rest));
        while (true)
        {
            double u = rng.NextDouble() - first;
            double p = first;
            double up = a;
            double across = b;
            double x = 0;
            double other = rest;
            double high = Math.Min(a, b);
            while (u >= 0 && x < high)
            {
                x++;
                other++;
                p *= up * across / (x * other);
                up--;
                across--;
                u -= p;
            }

            // Left over only by rounding: draw again.
            if (u < 0)
            {
                return (long)x;
            }
        }
    }

    // Ratio of uniforms under Stadlober's hat (1990, J. Comput. Appl. Math. 31).
    private static long Reject(ref Rng rng, long total, long a, long b, double mean)
    {
        long rest = total - a - b;
        double high = Math.Min(a, b) + 1;
        double share = (double)a / total;
        double variance = mean * (1 - share) * (total - b) / (total - 1);
        double width = (HatSlope * Math.Sqrt(variance + 0.5)) + HatOffset;
        long mode = (long)(((double)a + 1) * (b + 1) / (total + 2));
        double top = LogCells(mode, a, b, rest);
        while (true)
        {
            double u = rng.NextOpenDouble();
            double y = mean + 0.5 + (width * (rng.NextDouble() - 0.5) / u);
            if (y < 0 || y >= high)
            {
                continue;
            }

            long x = (long)y;
            double logRatio = top - LogCells(x, a, b, rest);
            if ((u * (4 - u)) - 3 <= logRatio || (u * (u - logRatio) < 1 && 2 * Math.Log(u) <= logRatio))
            {
                return x;
            }
        }
    }

    // −ln of the probability of x, up to a constant
    private static double LogCells(long x, long a, long b, long rest) =>
        CountTables.LogFactorial(x) + CountTables.LogFactorial(a - x)
        + CountTables.LogFactorial(b - x) + CountTables.LogFactorial(rest + x);
}
