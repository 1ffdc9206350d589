namespace Infometer;

/// <summary>
/// Whether a normal law, or a normal copula with any margins, fits rows that had no part in choosing what to look at. On one half of the rows the
/// correlations are fitted and the directions found that carry the shared information (<see cref="CanonicalCorrelations"/>). The other half is whitened and
/// compared with the normal law in all its columns, in the canonical pairs and in its radii (<see cref="SpecificationStatistics"/>). The p-value is exact up
/// to the error of the fitted correlations: draws of the fitted law go through the same ranks, means and covariances as the rows held out, and the least of
/// the p-values of all statistics is compared with the least ones of the draws.
/// </summary>
/// <remarks>
/// Ranks are taken among the rows held out, not by the distribution functions of the other half: whose errors are as large as what a test of these rows
/// can see, and correlated like the columns, so that they would pass for misfit. Means and covariances are those of the rows held out, too, which leaves
/// the law of all statistics free of parameters but for the ranks.
/// </remarks>
internal static class GaussianSpecification
{
    /// <summary>Draws of the fitted law: 1/(draws + 1) is the least p.</summary>
    public const int Draws = 99;

    private const int MostHeldOut = 5_000;
    private const int LeastHeldOut = 500;

    // Rows times columns of a draw: a few milliseconds.
    private const int MostCells = 100_000;

    // Rows per column, below which a covariance explains nearly every row.
    private const double LeastRowsPerColumn = 1.5;
    private const int LeastRows = 50;

    /// <summary>Tests a term's variables; null where there are too few rows for their columns, or columns follow from others.</summary>
    /// <param name="term">Names the variables; all are numeric.</param>
    /// <param name="sample">The variables; rows are exchangeable.</param>
    /// <param name="isRanked">Whether the copula alone is tested, whatever the margins.</param>
    /// <param name="context">Seed, threads and cancellation.</param>
    public static SpecificationResult? Test(Term term, Sample sample, bool isRanked, RunContext context)
    {
        NumericColumns columns = NumericColumns.Standardized(term, sample);
        int[][] blocks = BlocksOf(term, columns);
        int size = columns.Columns.Length;
        int heldOut = HeldOutRows(sample.Count, size);
        if (heldOut < Math.Max(LeastRows, LeastRowsPerColumn * size))
        {
            return null;
        }

        int[] order = [.. Enumerable.Range(0, sample.Count)];
        Rng rng = Rng.For(context.Seed, "specification rows");
        rng.Shuffle<int>(order);
        double[][] training = Rows(columns.Columns, blocks, order[heldOut..], isRanked);
        double[] correlation = CrossProducts.Matrix(training, context);
        CrossProducts.Scale(correlation, 1.0 / (training[0].Length - 1));
        LedoitWolf.Shrink(correlation, training);
        int[] widths = Array.ConvertAll(blocks, b => b.Length);
        bool isGiven = term is InformationTerm { Condition.IsEmpty: false };
        if (Cholesky.Of(correlation, size) is not { } law)
        {
            return null;
        }

        SpecificationStatistics statistics = new(widths, isGiven, Pairs(training, widths, isGiven, context), heldOut, isRanked);
        double[][] values = new double[Draws + 1][];
        if (statistics.Of(Rows(columns.Columns, blocks, order[..heldOut], isRanked: false)) is not { } observed)
        {
            return null;
        }

        values[0] = observed;
        context.ForEach(Draws, draw => values[draw + 1] = statistics.Of(Draw(law, size, heldOut, Rng.For(context.Seed, "specification draws", draw)))!);
        (double p, int strongest) = Compare(values);
        return new SpecificationResult(p, SpecificationStatistics.Describe(statistics.Aspects[strongest]), heldOut);
    }

    /// <summary>How many rows are held out.</summary>
    internal static int HeldOutRows(int count, int size) =>
        Math.Min(count / 2, Math.Clamp(MostCells / size, Math.Max(LeastHeldOut, 2 * size), MostHeldOut));

    // The condition first, then the arguments.
    private static int[][] BlocksOf(Term term, NumericColumns columns) => term is InformationTerm information
        ? [.. information.Condition.IsEmpty ? Array.Empty<int[]>() : [columns.Of(information.Condition)], .. information.Arguments.Select(columns.Of)]
        : [columns.Of(term.Variables)];

    private static double[][] Rows(double[][] columns, int[][] blocks, int[] rows, bool isRanked)
    {
        NormalScores? scores = isRanked ? new NormalScores(rows.Length) : null;
        return
        [
            .. blocks.SelectMany(b => b).Select(c =>
            {
                double[] column = Array.ConvertAll(rows, row => columns[c][row]);
                scores?.Replace(column);
                NumericColumns.Standardize(column);
                return column;
            }),
        ];
    }

    // Directions of the pairs that carry nine tenths of what the first argument shares with the others, beyond the condition.
    private static (double[][] First, double[][] Others) Pairs(double[][] training, int[] widths, bool isGiven, RunContext context)
    {
        const int Most = 4;
        int given = isGiven ? widths[0] : 0;
        if (widths.Length - (isGiven ? 1 : 0) < 2)
        {
            return ([], []);
        }

        int first = widths[isGiven ? 1 : 0];
        double[][] beyond = Residuals(training, given);
        CanonicalCorrelations fit = CanonicalCorrelations.Fit(beyond[..first], beyond[first..], null, shrink: true, context);
        double[] shares = Array.ConvertAll(fit.Correlations, rho => -SpecialFunctions.LogOnePlus(-Math.Min(rho * rho, 1 - 1e-12)));
        double total = shares.Sum();
        int count = 0;
        for (double sum = 0; count < Math.Min(Most, shares.Length) && (count == 0 || sum < 0.9 * total); count++)
        {
            sum += shares[count];
        }

        return (fit.DirectionsX[..count], fit.DirectionsY[..count]);
    }

    // What is left of the columns beyond the first ones, which are given.
    private static double[][] Residuals(double[][] columns, int given)
    {
        if (given == 0)
        {
            return columns;
        }

        int n = columns[0].Length;
        double[][] all = [.. columns.Select(c => (double[])c.Clone())];
        double[][] z = all[..given];
        for (int j = 0; j < all.Length; j++)
        {
            // Gram and Schmidt: the given columns become orthonormal one after the other, and all later ones lose what lies along them.
            for (int k = 0; k < Math.Min(j, given); k++)
            {
                CrossProducts.AddScaled(all[j], -CrossProducts.Dot(all[j], z[k]) / n, z[k]);
            }

            if (j < given)
            {
                double square = CrossProducts.Dot(z[j], z[j]) / n;
                CrossProducts.Scale(z[j], square > PivotedCholesky.Tolerance ? 1 / Math.Sqrt(square) : 0);
            }
        }

        return all[given..];
    }

    private static double[][] Draw(Cholesky law, int size, int count, Rng rng)
    {
        double[][] columns = new double[size][];
        for (int j = 0; j < size; j++)
        {
            columns[j] = new double[count];
            for (int i = 0; i < count; i++)
            {
                columns[j][i] = rng.NextNormal();
            }
        }

        law.Correlate(columns);
        return columns;
    }

    // Each statistic's tail by a gamma law (through its cube root, Wilson and Hilferty 1931) with the mean and scatter of data and draws together, so that
    // these are exchangeable where the law fits; the least tail against those of the draws.
    private static (double P, int Strongest) Compare(double[][] values)
    {
        int count = values[0].Length;
        double[] least = new double[values.Length];
        int strongest = 0;
        for (int k = 0; k < count; k++)
        {
            double[] roots = Array.ConvertAll(values, v => Math.Cbrt(v[k]));
            (double mean, double deviation) = ColumnPreparation.Moments(roots);
            for (int i = 0; i < roots.Length && deviation > 0; i++)
            {
                double tail = SpecialFunctions.LogNormalSurvival((roots[i] - mean) / deviation);
                strongest = i == 0 && tail < least[0] ? k : strongest;
                least[i] = Math.Min(least[i], tail);
            }
        }

        return (least.Count(tail => tail <= least[0]) / (double)values.Length, strongest);
    }
}
