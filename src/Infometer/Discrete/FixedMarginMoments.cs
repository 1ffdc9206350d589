namespace Infometer;

/// <summary>
/// Exact mean and variance of the plug-in mutual information of a table whose margins are fixed and whose rows and columns are
/// independent, that is, over all permutations of one of the variables. Each cell then is hypergeometric. With
/// e = ab/n the expected count of a cell, n·MI = Σ_cells φ(x; e), φ(x; e) = x ln(x/e) − x + e ≥ 0, because the x and the e
/// have the same sum; no two large numbers are subtracted. Nats. Levels with a total of zero do not count.
/// </summary>
internal static class FixedMarginMoments
{
    // Above this expected count the expansion of φ in central moments is exact to 1e-13.
    private const double ExpansionThreshold = 256;
    private const int MaxOrder = 16;

    /// <summary>Least expected count from which the limit law stands in for the exact variance.</summary>
    internal const double LimitLawThreshold = 20;

    // The same where the exact variance takes over 0.2 s.
    private const double CoarseLimitLawThreshold = 8;
    private const double CostlyWork = 3e7;

    private static readonly double[][] s_binomials = BuildBinomials();

    /// <summary>
    /// E₀, the mean of the plug-in MI (the expected mutual information of Vinh, Epps and Bailey 2010). Cost: a few operations
    /// for each distinct pair of totals and count within reach, not for each cell.
    /// </summary>
    public static double Mean(ReadOnlySpan<long> rowTotals, ReadOnlySpan<long> columnTotals) =>
        Mean(FixedMarginGroups.Of(rowTotals), FixedMarginGroups.Of(columnTotals));

    /// <inheritdoc cref="Mean(ReadOnlySpan{long}, ReadOnlySpan{long})"/>
    public static double Mean(FixedMarginGroups rows, FixedMarginGroups columns)
    {
        ThrowIfSumsDiffer(rows, columns);
        if (rows.LevelCount <= 1 || columns.LevelCount <= 1)
        {
            return 0;
        }

        double sum = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            double rowSum = 0;
            for (int j = 0; j < columns.Count; j++)
            {
                rowSum += columns.Multiplicities[j] * CellMean(rows.Totals[i], columns.Totals[j], rows.Sum);
            }

            sum += rows.Multiplicities[i] * rowSum;
        }

        return sum / rows.Sum;
    }

    /// <summary>
    /// S₀², the variance of the plug-in MI. Where every expected count is at least 20, from the limit law: the ratio S₀/E₀ is
    /// that of χ² with ν = (r−1)(c−1) degrees, S₀ = E₀√(2/ν) (within 0.1 % of the exact S₀ in tables from 2×2 to 50×50, uniform
    /// or Zipf; within 0.6 % from expected counts of 8 on, where it serves if the exact sum would take over 0.2 s). Else exact,
    /// see <see cref="FixedMarginVariance"/>. Cost: about 2 µs for each distinct pair of totals; for sparse tables with many
    /// distinct totals a few hundred draws would cost as much.
    /// </summary>
    /// <param name="rowTotals">Totals of the rows.</param>
    /// <param name="columnTotals">Totals of the columns.</param>
    /// <param name="mean">E₀ of the same table.</param>
    public static double Variance(ReadOnlySpan<long> rowTotals, ReadOnlySpan<long> columnTotals, double mean) =>
        Variance(FixedMarginGroups.Of(rowTotals), FixedMarginGroups.Of(columnTotals), mean);

    /// <inheritdoc cref="Variance(ReadOnlySpan{long}, ReadOnlySpan{long}, double)"/>
    public static double Variance(FixedMarginGroups rows, FixedMarginGroups columns, double mean)
    {
        ThrowIfSumsDiffer(rows, columns);
        if (rows.LevelCount <= 1 || columns.LevelCount <= 1)
        {
            return 0;
        }

        double smallest = rows.Totals[0] * columns.Totals[0] / rows.Sum;
        return smallest >= LimitLawThreshold || (smallest >= CoarseLimitLawThreshold && VarianceWork(rows, columns) > CostlyWork)
            ? mean * mean * 2 / ((rows.LevelCount - 1.0) * (columns.LevelCount - 1.0))
            : new FixedMarginVariance(rows, columns).Compute();
    }

    /// <summary>
    /// E φ(x; e) of one cell whose row has the total <paramref name="a"/> and whose column <paramref name="b"/>, in a table of
    /// <paramref name="n"/>: n·E₀ is the sum over cells, so that many tables with the same totals can share them.
    /// </summary>
    internal static double CellMean(double a, double b, double n)
    {
        double expected = a * b / n;
        return expected < ExpansionThreshold ? SumOutward(a, b, n, expected) : Expand(a, b, n, expected);
    }

    // From the mode outward with weights relative to the mode's, divided by their sum at the end: no factorial is needed.
    private static double SumOutward(double a, double b, double n, double expected)
    {
        double logExpected = Math.Log(expected);
        double rest = n - a - b;
        double low = Math.Max(0, -rest);
        double high = Math.Min(a, b);
        double mode = Math.Clamp(Math.Floor((a + 1) * (b + 1) / (n + 2)), low, high);
        double mass = 0;
        double sum = 0;
        double weight = 1;
        for (double x = mode; ; x++)
        {
            double part = weight * Deviance(x, expected, logExpected);
            mass += weight;
            sum += part;
            if (x >= high || (weight < 1e-12 && part <= 1e-17 * sum))
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
            double part = weight * Deviance(x, expected, logExpected);
            mass += weight;
            sum += part;
            if (weight < 1e-12 && part <= 1e-17 * sum)
            {
                break;
            }
        }

        return sum / mass;
    }

    private static double Deviance(double x, double expected, double logExpected) =>
        CountTables.XLogX((long)x) - (x * logExpected) - x + expected;

    // E φ = Σ_{k≥2} (−1)ᵏ μ_k / (k(k−1) eᵏ⁻¹), an asymptotic series in 1/e; μ_k the central moments.
    private static double Expand(double a, double b, double n, double expected)
    {
        int order = expected > 1e6 ? 6 : expected > 8192 ? 8 : expected > 1024 ? 12 : MaxOrder;
        Span<double> moments = stackalloc double[MaxOrder + 1];
        moments = moments[..(order + 1)];
        CentralMoments(a, b, n, moments);
        double sum = 0;
        double scale = -1;
        for (int k = 2; k <= order; k++)
        {
            scale /= -expected;
            sum += moments[k] * scale / (k * (k - 1));
        }

        return sum;
    }

    // Kendall and Stuart's recursion: (n−r) μ_{r+1} = Σ_{i<r−1} C(r,i) μ_{i+2} + Σ_{i<r} C(r,i) (AB μ_i − (A+B) μ_{i+1}),
    // A = a(n−b)/n and B = b(n−a)/n; from the ratio of neighbouring probabilities.
    private static void CentralMoments(double a, double b, double n, Span<double> moments)
    {
        double upper = a * (n - b) / n;
        double lower = b * (n - a) / n;
        double product = upper * lower;
        double total = upper + lower;
        moments[0] = 1;
        moments[1] = 0;
        for (int r = 1; r < moments.Length - 1; r++)
        {
            double[] binomials = s_binomials[r];
            double sum = 0;
            for (int i = 0; i < r; i++)
            {
                double next = i < r - 1 ? moments[i + 2] : 0;
                sum += binomials[i] * (next + (product * moments[i]) - (total * moments[i + 1]));
            }

            moments[r + 1] = sum / (n - r);
        }
    }

    private static double VarianceWork(FixedMarginGroups rows, FixedMarginGroups columns)
    {
        double work = 0;
        foreach (double a in rows.Totals)
        {
            foreach (double b in columns.Totals)
            {
                double deviation = Math.Sqrt(a * b / rows.Sum);
                work += 100 + (10 * Math.Min(50, 10 + (18 * deviation)));
            }
        }

        return work;
    }

    private static void ThrowIfSumsDiffer(FixedMarginGroups rows, FixedMarginGroups columns)
    {
        if (rows.Sum != columns.Sum)
        {
            throw new ArgumentException($"The row totals add up to {rows.Sum} and the column totals to {columns.Sum}.");
        }
    }

    private static double[][] BuildBinomials()
    {
        double[][] rows = new double[MaxOrder + 1][];
        for (int r = 0; r <= MaxOrder; r++)
        {
            rows[r] = new double[r + 1];
            rows[r][0] = 1;
            for (int i = 1; i <= r; i++)
            {
                rows[r][i] = rows[r][i - 1] * (r - i + 1) / i;
            }
        }

        return rows;
    }
}
