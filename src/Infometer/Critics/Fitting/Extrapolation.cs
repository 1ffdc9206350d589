using System.Globalization;

namespace Infometer;

/// <summary>
/// Critics on the rows in γ parts for γ = 1, …, 5, and the line Î(γ) = I + bγ through the means of the parts, whose end at γ = 0 is what critics of this kind would show with
/// endlessly many rows: what n rows leave undone goes with 1/n (Abdelaleem, Martini and Nemenman 2025).
/// </summary>
/// <remarks>
/// Every value is of held-out rows. All levels use the same rows, so their errors go together: the covariance of two levels is that of the local values of the rows in both, over
/// n; what training adds differs from part to part and is what the parts of a level scatter more than their rows explain. The line is fitted by generalised least squares. It
/// holds only if the levels do not leave it (χ²) and if the end does not hang on the level of all rows.
/// </remarks>
internal static class Extrapolation
{
    private const int Levels = 5;

    // Parts smaller than this are too small to learn from.
    private const int FewestRows = 200;

    private const double NoLineBelow = 0.01;

    // How far, in standard errors of the end, the end may move when the level of all rows is left out.
    private const double MostShift = 3;

    /// <summary>Runs the ladder.</summary>
    public static TermEstimate Run(ContrastiveEstimator estimator, CriticInputs inputs, RunContext context)
    {
        int n = inputs.Count;
        int levels = Math.Min(Levels, n / FewestRows);
        if (levels < 4)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"protocol=extrapolate cuts the rows into up to {Levels} parts of at least {FewestRows} and needs four sizes: {4 * FewestRows} rows, and there are {n}; leave the protocol out."));
        }

        int[] order = [.. Enumerable.Range(0, n)];
        Rng rng = Rng.For(context.Seed, "critic ladder");
        rng.Shuffle(order.AsSpan());
        double[][] locals = new double[levels][];
        double[] values = new double[levels];
        CriticFolds? whole = null;
        double excess = 0;
        int freedom = 0;
        for (int level = 1; level <= levels; level++)
        {
            locals[level - 1] = new double[n];
            double[] parts = new double[level];
            for (int part = 0; part < level; part++)
            {
                int[] rows = order[(int)((long)part * n / level)..(int)((long)(part + 1) * n / level)];
                CriticFolds folds = CriticFolds.Run(estimator, level == 1 ? inputs : CriticInputs.Empty().Gather(inputs, rows), context, (level * Levels) + part);
                whole ??= folds;
                parts[part] = folds.Value;
                for (int i = 0; i < rows.Length; i++)
                {
                    locals[level - 1][level == 1 ? i : rows[i]] = folds.Locals[i];
                }
            }

            values[level - 1] = parts.Average();
            double mean = locals[level - 1].Average();
            double scatter = locals[level - 1].Sum(v => (v - mean) * (v - mean)) / (n - 1) * level / n;
            excess += parts.Sum(v => (v - values[level - 1]) * (v - values[level - 1])) - ((level - 1) * scatter);
            freedom += level - 1;
        }

        double[] covariance = Covariance(locals, Math.Max(0, excess / freedom));
        Line line = Line.Fit(values, covariance, 0);
        Line without = Line.Fit(values, covariance, 1);
        return Conclude(estimator, whole!, values, line, without, locals[0]);
    }

    private static TermEstimate Conclude(ContrastiveEstimator estimator, CriticFolds whole, double[] values, Line line, Line without, double[] locals)
    {
        double misfit = SpecialFunctions.ChiSquareSurvival(line.Misfit, values.Length - 2);
        double shift = Math.Abs(line.End - without.End) / without.Error;
        string ladder = string.Join(", ", values.Select((v, i) => string.Create(CultureInfo.InvariantCulture, $"n/{i + 1}: {v / Math.Log(2):0.000}")));
        bool isLine = misfit >= NoLineBelow && shift <= MostShift;
        double reach = SpecialFunctions.NormalQuantile(0.975) * line.Error;
        TermEstimate single = whole.Estimate();
        if (!isLine)
        {
            string why = misfit < NoLineBelow
                ? string.Create(CultureInfo.InvariantCulture, $"the levels are on no line (p = {misfit:0.####})")
                : "the end of the line hangs on the level of all rows";
            return single with
            {
                Reservation = new Reservation(Verdict.LowerBound, new Note(
                    "not-extrapolated", $"Bits by level: {ladder}; {why}, so nothing was extrapolated, and the value is that of all rows: {single.Reservation!.Reason.Text}")),
            };
        }

        string reached = string.Create(
            CultureInfo.InvariantCulture,
            $"Bits by level: {ladder}; the line leads to {line.End / Math.Log(2):0.000}, 95 % interval [{(line.End - reach) / Math.Log(2):0.000}, {(line.End + reach) / Math.Log(2):0.000}], ")
            + "which is what critics of this kind would show with endlessly many rows. ";
        bool isNear = values[0] > Math.Min(estimator.CeilingOf(whole.Alternatives), Math.Log(whole.FewestRows)) - 1;
        return single with
        {
            Nats = line.End,
            Locals = locals,
            StandardError = line.Error,
            Reservation = estimator.Reach == CriticReach.Neither || isNear
                ? new Reservation(single.Reservation!.AtMost, single.Reservation.Reason with { Text = reached + single.Reservation.Reason.Text })
                : new Reservation(Verdict.LowerBound, new Note("extrapolated", $"{reached}Another kind of critic may show more: only the low end can be trusted.")),
        };
    }

    private static double[] Covariance(double[][] locals, double trainingVariance)
    {
        int levels = locals.Length;
        double n = locals[0].Length;
        double[] means = Array.ConvertAll(locals, l => l.Average());
        double[] covariance = new double[levels * levels];
        for (int a = 0; a < levels; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double sum = 0;
                for (int i = 0; i < locals[a].Length; i++)
                {
                    sum += (locals[a][i] - means[a]) * (locals[b][i] - means[b]);
                }

                covariance[(a * levels) + b] = sum / (n - 1) / n;
                covariance[(b * levels) + a] = covariance[(a * levels) + b];
            }

            covariance[(a * levels) + a] += trainingVariance / (a + 1);
        }

        return covariance;
    }

    /// <summary>A line through the values of the levels.</summary>
    /// <param name="End">Where it is at γ = 0.</param>
    /// <param name="Error">The standard error of that.</param>
    /// <param name="Misfit">The squared distance of the values from the line, in units of their errors.</param>
    private readonly record struct Line(double End, double Error, double Misfit)
    {
        public static Line Fit(double[] values, double[] covariance, int first)
        {
            int levels = values.Length - first;
            double[] matrix = new double[levels * levels];
            for (int a = 0; a < levels; a++)
            {
                covariance.AsSpan(((a + first) * values.Length) + first, levels).CopyTo(matrix.AsSpan(a * levels));
            }

            double[][] rows = [.. Enumerable.Range(first, levels).Select(i => new double[] { 1, i + 1, values[i] })];
            Cholesky factor = Cholesky.Of(matrix, levels) ?? Cholesky.Of(WithRidge(matrix, levels), levels)!;
            factor.Whiten(rows);
            (double aa, double ab, double bb, double ay, double by) = (0, 0, 0, 0, 0);
            foreach (double[] row in rows)
            {
                aa += row[0] * row[0];
                ab += row[0] * row[1];
                bb += row[1] * row[1];
                ay += row[0] * row[2];
                by += row[1] * row[2];
            }

            double determinant = (aa * bb) - (ab * ab);
            double end = ((bb * ay) - (ab * by)) / determinant;
            double slope = ((aa * by) - (ab * ay)) / determinant;
            double misfit = rows.Sum(row => Math.Pow(row[2] - (end * row[0]) - (slope * row[1]), 2));
            return new Line(end, Math.Sqrt(bb / determinant), misfit);
        }

        // Levels of equal locals, as where nothing was learnt, have no covariance of full rank.
        private static double[] WithRidge(double[] matrix, int size)
        {
            double[] result = [.. matrix];
            double trace = Enumerable.Range(0, size).Sum(i => matrix[(i * size) + i]);
            for (int i = 0; i < size; i++)
            {
                result[(i * size) + i] += Math.Max(1e-12, 1e-3 * trace / size);
            }

            return result;
        }
    }
}
