using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// One variable of a screening table: how often its codes occur, how fine codes merge into coarser ones, and the scores of
/// ordered codes. All of it follows from the counts alone, so that variables with the same counts share a null. Immutable.
/// </summary>
internal sealed class ScreenAxis
{
    /// <summary>Codes of an ordered variable where nothing else is asked for.</summary>
    public const int FineBins = 16;

    /// <summary>Polynomials of the ranks that are scored at most.</summary>
    public const int MaxDegree = 4;

    private static readonly int[] s_coarser = [8, 4];

    private ScreenAxis(long[] totals, bool isOrdered, int[][] parents, Vector256<double>[] scores, int degree)
    {
        Totals = totals;
        IsOrdered = isOrdered;
        Parents = parents;
        Scores = scores;
        Degree = degree;
        OccurringLevels = totals.Count(total => total > 0);
    }

    /// <summary>How often each code occurs.</summary>
    public long[] Totals { get; }

    /// <summary>Number of codes that occur.</summary>
    public int OccurringLevels { get; }

    /// <summary>Whether a higher code stands for higher values.</summary>
    public bool IsOrdered { get; }

    /// <summary>For each resolution, finest first, the coarse code of each code.</summary>
    public int[][] Parents { get; }

    /// <summary>
    /// For each code of an ordered variable the values there of the polynomials of degree 1 to 4 of its mid-rank that are
    /// orthonormal over the rows: Legendre's, made exact for ties and bins. Zero for missing values.
    /// </summary>
    public Vector256<double>[] Scores { get; }

    /// <summary>Degree up to which the polynomials exist; 0 for variables without order.</summary>
    public int Degree { get; }

    /// <summary>A variable without order: one resolution, no scores.</summary>
    public static ScreenAxis Nominal(long[] totals) => new(totals, false, [Identity(totals.Length)], [], 0);

    /// <summary>An ordered variable.</summary>
    /// <param name="totals">How often each code occurs; codes ascend with the values.</param>
    /// <param name="missingCode">The code of missing values, or −1.</param>
    /// <param name="isNested">Whether coarser resolutions are looked at too.</param>
    public static ScreenAxis Ordered(long[] totals, int missingCode, bool isNested)
    {
        List<int[]> parents = [Identity(totals.Length)];
        int levels = totals.Length - (missingCode >= 0 ? 1 : 0);
        double[] middles = MidRanks(totals, missingCode);
        if (isNested)
        {
            foreach (int bins in s_coarser.Where(bins => bins < levels))
            {
                parents.Add(Coarsen(middles, missingCode, bins));
            }
        }

        (Vector256<double>[] scores, int degree) = Polynomials(totals, middles, missingCode);
        return new ScreenAxis(totals, true, [.. parents], scores, degree);
    }

    /// <summary>
    /// The least share of the rows that can carry a whole rank score of a degree: 1 over the largest Σ_{a≤d} P_a(u)². For a single level
    /// of a variable without order it is the share of that level; together with n and the other variable it takes the place of the
    /// expected count where normal limits are asked for.
    /// </summary>
    public double LeastShare(int degree)
    {
        if (!IsOrdered)
        {
            return Totals.Where(total => total > 0).Min() / (double)Totals.Sum();
        }

        double most = 0;
        foreach (Vector256<double> score in Scores)
        {
            Vector256<double> square = score * score;
            double sum = 0;
            for (int lane = 0; lane < degree; lane++)
            {
                sum += square[lane];
            }

            most = Math.Max(most, sum);
        }

        return most > 0 ? 1 / most : 0;
    }

    private static int[] Identity(int count) => [.. Enumerable.Range(0, count)];

    // Where the middle of each code's rows lies among the rows that are known, in (0, 1).
    private static double[] MidRanks(long[] totals, int missingCode)
    {
        double known = totals.Sum() - (missingCode >= 0 ? totals[missingCode] : 0);
        double[] middles = new double[totals.Length];
        double before = 0;
        for (int code = 0; code < totals.Length; code++)
        {
            if (code != missingCode)
            {
                middles[code] = (before + (totals[code] / 2.0)) / Math.Max(1, known);
                before += totals[code];
            }
        }

        return middles;
    }

    // The coarse code follows from the mid-rank: of 16 even bins two by two become 8. Missing stays apart.
    private static int[] Coarsen(double[] middles, int missingCode, int bins) =>
        [.. middles.Select((middle, code) => code == missingCode ? bins : Math.Min(bins - 1, (int)(bins * middle)))];

    // Gram and Schmidt over the rows, from Legendre's polynomials, which it changes little.
    private static (Vector256<double>[] Scores, int Degree) Polynomials(long[] totals, double[] middles, int missingCode)
    {
        double n = totals.Sum();
        double[][] basis = new double[MaxDegree + 1][];
        basis[0] = [.. middles.Select((_, code) => code == missingCode ? 0.0 : 1.0)];
        Normalise(basis[0], totals, n);
        int degree = 0;
        while (degree < MaxDegree)
        {
            double[] next = [.. middles.Select((middle, code) => code == missingCode ? 0 : Legendre(degree + 1, (2 * middle) - 1))];
            for (int pass = 0; pass < 2; pass++)
            {
                for (int k = 0; k <= degree; k++)
                {
                    double product = Product(next, basis[k], totals, n);
                    for (int code = 0; code < next.Length; code++)
                    {
                        next[code] -= product * basis[k][code];
                    }
                }
            }

            if (!Normalise(next, totals, n))
            {
                break;
            }

            basis[++degree] = next;
        }

        Vector256<double>[] scores = new Vector256<double>[totals.Length];
        for (int code = 0; code < scores.Length; code++)
        {
            double At(int k) => k <= degree ? basis[k][code] : 0;
            scores[code] = Vector256.Create(At(1), At(2), At(3), At(4));
        }

        return (scores, degree);
    }

    private static double Legendre(int degree, double x)
    {
        double before = 1;
        double value = x;
        for (int k = 1; k < degree; k++)
        {
            (before, value) = (value, (((((2 * k) + 1) * x * value) - (k * before)) / (k + 1)));
        }

        return value;
    }

    private static double Product(double[] a, double[] b, long[] totals, double n)
    {
        double sum = 0;
        for (int code = 0; code < a.Length; code++)
        {
            sum += totals[code] * a[code] * b[code];
        }

        return sum / n;
    }

    // False where nothing is left: fewer distinct values than the degree needs.
    private static bool Normalise(double[] values, long[] totals, double n)
    {
        double square = Product(values, values, totals, n);
        if (square < 1e-10)
        {
            return false;
        }

        double factor = 1 / Math.Sqrt(square);
        for (int code = 0; code < values.Length; code++)
        {
            values[code] *= factor;
        }

        return true;
    }
}
