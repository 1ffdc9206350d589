namespace Infometer;

/// <summary>
/// The arithmetic that <see cref="Gaussian"/> and <see cref="GaussianCopula"/> share: terms of normal variables from their columns.
/// </summary>
internal static class GaussianTerms
{
    // Rows that are whitened together: their columns stay in the cache.
    private const int RowsPerChunk = 2_048;

    private static readonly double s_logTwoPi = Math.Log(2 * Math.PI);

    /// <summary>I(A₁;…;A_m|Z) with all that is known of it.</summary>
    public static TermEstimate Information(
        InformationTerm term, NumericColumns columns, BiasCorrection correction, bool isRanked, string estimator, RunContext context)
    {
        InformationFactors factors = InformationFactors.Of(term, columns, columns.Covariance(columns.Count, context), estimator);
        double removed = correction == BiasCorrection.Exact ? factors.Bias : 0;
        AnalyticNull law = new(factors.Law.LogTail(2 * factors.Nats), Describe(term, factors.Law, isRanked));
        if (!factors.Joint.IsComplete)
        {
            return new TermEstimate(double.PositiveInfinity) { Null = law };
        }

        double[] given = new double[columns.Count];
        double[][] parts = [.. factors.Parts.Select(p => SquaredLengths(p, columns.Columns, null, context))];
        double[] joint = SquaredLengths(factors.Joint, columns.Columns, given, context);
        double[] locals = new double[columns.Count];
        double[] changes = new double[columns.Count];
        double drift = correction == BiasCorrection.Exact ? BiasDrift(factors) : 0;
        for (int i = 0; i < locals.Length; i++)
        {
            double sum = -joint[i];
            double change = drift
                - (LogLeft(given[i] + joint[i], columns.Count) / 2)
                - ((parts.Length - 1) * LogLeft(given[i], columns.Count) / 2);
            foreach (double[] part in parts)
            {
                sum += part[i];
                change += LogLeft(given[i] + part[i], columns.Count) / 2;
            }

            locals[i] = factors.Nats - removed + (sum / 2);
            changes[i] = change;
        }

        return new TermEstimate(factors.Nats - removed)
        {
            Locals = locals,
            DeletionChanges = FiniteOrNone(changes),
            Chance = correction == BiasCorrection.None ? factors.Bias : null,
            JackknifeBias = factors.Bias - removed,
            SecondOrderVariance = factors.Law.Variance / 4,
            Null = law,
            Limits = new GaussianLimits(factors, isRanked, columns.Count).At,
        };
    }

    /// <summary>H(S) = ½ ln|2πe C|, −∞ where columns are linear combinations of others.</summary>
    public static TermEstimate Entropy(NumericColumns columns, BiasCorrection correction, string estimator, RunContext context)
    {
        int n = columns.Count;
        int size = columns.Columns.Length;
        double[] covariance = columns.Covariance(n, context);
        PivotedCholesky factor = PivotedCholesky.Of(covariance, size, [], [.. Enumerable.Range(0, size)]);
        InformationFactors.RequireRows(n, Math.Min(size, n) + 1, size, estimator);
        if (!factor.IsComplete)
        {
            return new TermEstimate(double.NegativeInfinity);
        }

        double logDeterminant = factor.LogDeterminant + (2 * columns.Deviations.Sum(Math.Log));
        double bias = EntropyBias(n, size);
        double removed = correction == BiasCorrection.Exact ? bias : 0;
        double drift = correction == BiasCorrection.Exact && n > size + 1 ? bias - EntropyBias(n - 1, size) : 0;
        double[] lengths = SquaredLengths(factor, columns.Columns, null, context);
        double constant = ((size * s_logTwoPi) + logDeterminant) / 2;
        double[] changes = Array.ConvertAll(
            lengths, q => drift + (((size * Math.Log(n / (n - 1.0))) + LogLeft(q, n)) / 2));
        return new TermEstimate(constant + (size / 2.0) - removed)
        {
            Locals = Array.ConvertAll(lengths, q => constant - removed + (q / 2)),
            DeletionChanges = FiniteOrNone(changes),
            JackknifeBias = bias - removed,
            SecondOrderVariance = size / (2.0 * n * n),
        };
    }

    // E Ĥ − H = ½ Σ [ψ((n − 1 − i)/2) − ln(n/2)]: the mean of the logarithm of a Wishart determinant.
    private static double EntropyBias(int n, int size)
    {
        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            sum += SpecialFunctions.Digamma((n - 1 - i) / 2.0) - Math.Log(n / 2.0);
        }

        return sum / 2;
    }

    // What one row fewer changes in the bias that is taken away.
    private static double BiasDrift(InformationFactors factors) => factors.Degrees > factors.Widths.Sum()
        ? factors.Bias - (new WilksLaw(factors.Widths, factors.Degrees - 1).Mean / 2)
        : double.NaN;

    // ln(1 − q/(n − 1)): what leaving out a row of squared length q leaves of the determinant, but for n/(n − 1).
    private static double LogLeft(double squaredLength, int n) => SpecialFunctions.LogOnePlus(-squaredLength / (n - 1));

    private static ReadOnlyMemory<double> FiniteOrNone(double[] values) => Array.TrueForAll(values, double.IsFinite) ? values : default;

    // Of each row the squared length of what was asked for beyond what is given, in units of its covariance; the latter's own into `given`.
    private static double[] SquaredLengths(PivotedCholesky factor, double[][] columns, double[]? given, RunContext context)
    {
        int n = columns[0].Length;
        double[] lengths = new double[n];
        int chunks = (n + RowsPerChunk - 1) / RowsPerChunk;
        context.ForEach(chunks, chunk =>
        {
            int start = chunk * RowsPerChunk;
            int length = Math.Min(RowsPerChunk, n - start);
            double[][] white = factor.Whiten(columns, start, length);
            for (int k = 0; k < white.Length; k++)
            {
                double[]? target = k < factor.Given.Length ? given : lengths;
                if (target is not null)
                {
                    CrossProducts.AddSquares(target.AsSpan(start, length), white[k]);
                }
            }
        });
        return lengths;
    }

    private static string Describe(InformationTerm term, WilksLaw law, bool isRanked) =>
        $"{(term.Arguments.Length == 2 ? "X and Y" : "the variables")} independent{(term.Condition.IsEmpty ? "" : " given Z")}: "
        + $"{law.Describe()}{(isRanked ? ", here normal scores" : "")}";
}
