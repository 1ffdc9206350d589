namespace Infometer;

/// <summary>
/// The correlation ratio η² = Var(E[Y|X])/Var(Y) of numbers Y by the levels of X, from 0 to 1: the share of the variance of Y that lies
/// between the levels. 0 says that the means are equal, not that X and Y are independent. X or Y may be the discrete one.
/// </summary>
/// <remarks>
/// Fisher (1925), Statistical Methods for Research Workers; bias-corrected (ε², Kelley 1935, PNAS 21): 1 − (1 − η²)(n − 1)/(n − k) with k
/// levels. p: F with k − 1 and n − k degrees. Standard error by the delta method over the rows, the levels' scatter allowed to differ;
/// interval: hull of that and of the noncentral χ² law. Cost O(n).
/// </remarks>
public sealed record CorrelationRatio : DependenceMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static DependenceDescriptor Describe { get; } = new(
        "correlation-ratio",
        "correlation ratio η²",
        "The share of the variance of numbers that lies between the levels of a discrete variable; sees means only.",
        "Kelley (1935), An unbiased correlation ratio measure.",
        static () => new CorrelationRatio())
    {
        Variables = "one discrete, one of numbers",
        Options =
        [
            DependenceOptions.Form(
                static m => ((CorrelationRatio)m).Form, static (m, form) => (CorrelationRatio)m with { Form = form }),
        ],
    };

    /// <inheritdoc/>
    public override DependenceDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override string Formula => Form == DependenceForm.Biased
        ? "η² = variance between levels / variance"
        : "ε² = 1 − (1 − η²)(n − 1)/(n − k), η² = variance between k levels / variance";

    /// <summary>Which version is the value. Default <see cref="DependenceForm.BiasCorrected"/>, ε². The other is in the details.</summary>
    public DependenceForm Form { get; init; } = DependenceForm.BiasCorrected;

    private protected override int LeastRows => 4;

    private protected override void CheckKinds(Variable x, Variable y)
    {
        if (x.Kind == VariableKind.Discrete == (y.Kind == VariableKind.Discrete))
        {
            throw new InvalidInputException(
                $"'{Descriptor.Id}' needs one discrete variable and one of numbers, and '{x.Name}' and '{y.Name}' are both "
                + (x.Kind == VariableKind.Discrete
                    ? "discrete; ask for theils-u or cramers-v."
                    : "numeric; ask for xi or distance-correlation."));
        }

        RequireNumbers(x.Kind == VariableKind.Discrete ? y : x);
    }

    private protected override DependenceFinding Evaluate(Sample sample, EstimateOptions options, RunContext context)
    {
        int n = sample.Count;
        Variable levels = sample.Variables.First(v => v.Kind == VariableKind.Discrete);
        Variable numbers = sample.Variables.First(v => v.Kind != VariableKind.Discrete);
        double[] y = numbers.Values.ToArray();
        ColumnPreparation.Standardize(y, Standardization.ZScore);
        int[] codes = levels.Codes!.ToArray();
        long[] counts = levels.Codes.CountLevels();
        int k = counts.Count(static count => count > 0);
        (double plain, double error) = Between(codes, counts, y);
        double corrected = n > k ? 1 - ((1 - plain) * (n - 1) / (n - k)) : double.NaN;
        double squares = PairKernels.Dot(y, y);
        bool levelsFirst = sample.Variables[0].Kind == VariableKind.Discrete;
        return new DependenceFinding(Form == DependenceForm.Biased && n > k ? plain : corrected)
        {
            StandardError = error,
            Limits = Limits(corrected, error, plain, n, k),
            Analytic = (
                TailProbabilities.Fisher(plain / (1 - plain) * (n - k) / (k - 1), k - 1, n - k),
                "Equal means of all levels: F law"),
            Test = new PermutationTest(plain, n, 6.0 * n, () =>
            {
                double[] permuted = new double[n];
                return order =>
                {
                    for (int i = 0; i < n; i++)
                    {
                        // Row i of X meets row order[i] of Y, whichever of them holds the numbers.
                        permuted[levelsFirst ? i : order[i]] = y[levelsFirst ? order[i] : i];
                    }

                    return SumsOf(codes, counts, permuted).Between / squares;
                };
            }),
            Details =
            [
                ("levels", k),
                Form == DependenceForm.Biased ? ("epsilon-squared", corrected) : ("eta-squared", plain),
            ],
        };
    }

    // The hull of the scatter of the rows and, near 0 where that is too small, of the noncentral χ² law with n·η²/(1 − η²) for its
    // noncentrality.
    private static Func<double, (double Low, double High)> Limits(double corrected, double error, double plain, double n, double k)
    {
        Func<double, (double Low, double High)> byRows = FisherTransform.LimitsOfSquare(corrected, error, n, 0);
        double statistic = plain / (1 - plain) * (n - k);
        double Noncentral(double p)
        {
            double noncentrality = SpecialFunctions.NoncentralChiSquareNoncentrality(statistic, k - 1, p);
            return noncentrality / (noncentrality + n);
        }

        return tail =>
        {
            (double low, double high) = byRows(tail);
            return double.IsFinite(statistic) ? (Math.Min(low, Noncentral(1 - tail)), Math.Max(high, Noncentral(tail))) : (low, high);
        };
    }

    // η² and its standard error: of each row, what it adds to the variance between levels and to the variance.
    private static (double Ratio, double Error) Between(int[] codes, long[] counts, double[] y)
    {
        double n = y.Length;
        (double between, double[] means) = SumsOf(codes, counts, y);
        double variance = PairKernels.Dot(y, y) / n;
        double ratio = between / (n * variance);
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double mean = means[codes[i]];
            double influence = ((mean * mean) + (2 * mean * (y[i] - mean)) - (ratio * y[i] * y[i])) / variance;
            sum += influence * influence;
        }

        return (ratio, Math.Sqrt(sum) / n);
    }

    // Σ count · mean² over the levels of numbers whose mean is 0, and the means.
    private static (double Between, double[] Means) SumsOf(int[] codes, long[] counts, double[] y)
    {
        double[] means = new double[counts.Length];
        for (int i = 0; i < y.Length; i++)
        {
            means[codes[i]] += y[i];
        }

        double between = 0;
        for (int level = 0; level < means.Length; level++)
        {
            if (counts[level] > 0)
            {
                means[level] /= counts[level];
                between += counts[level] * means[level] * means[level];
            }
        }

        return (between, means);
    }
}
