namespace Infometer;

/// <summary>
/// Pearson's correlation r = Σ (x − x̄)(y − ȳ)/(n s_x s_y), from −1 to 1: how nearly Y is linear in X. 0 does not mean independent.
/// </summary>
/// <remarks>
/// Interval: tanh(artanh r ± z·e), e the larger of Fisher's 1/√(n − 3), which is right for normal variables (Fisher 1921), and of the
/// scatter of the influence of each row, which needs no law. p: Student's t with n − 2 degrees, two-sided. Cost O(n).
/// </remarks>
public sealed record PearsonCorrelation : DependenceMeasure
{
    // From so many rows on, one row should not hold more than this share of the variance.
    private const int FewRows = 50;
    private const double FarShare = 0.2;

    /// <summary>The descriptor of this measure.</summary>
    public static DependenceDescriptor Describe { get; } = new(
        "pearson",
        "Pearson's r",
        "How nearly Y is linear in X; sees nothing else, and one far row can make it.",
        "Fisher (1921), On the probable error of a coefficient of correlation deduced from a small sample.",
        static () => new PearsonCorrelation())
    {
        Variables = "numbers, one column each",
    };

    /// <inheritdoc/>
    public override DependenceDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override string Formula => "r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²)";

    private protected override int LeastRows => 5;

    private protected override void CheckKinds(Variable x, Variable y)
    {
        RequireNumbers(x);
        RequireNumbers(y);
    }

    private protected override DependenceFinding Evaluate(Sample sample, EstimateOptions options, RunContext context)
    {
        int n = sample.Count;
        CentredColumn x = new(sample.Variables[0].Values.Span);
        CentredColumn y = new(sample.Variables[1].Values.Span);
        double r = x.Correlation(y);
        double error = x.ErrorOfCorrelation(y);
        double room = 1 - (r * r);
        List<Note> notes = [];
        foreach ((CentredColumn column, Variable variable) in new[] { (x, sample.Variables[0]), (y, sample.Variables[1]) })
        {
            if (n >= FewRows && column.LargestShare > FarShare)
            {
                notes.Add(new Note("far-row", FormattableString.Invariant(
                    $"One row holds {100 * column.LargestShare:0} % of the variance of '{variable.Name}', and r, p and ")
                    + "interval rest on it; ask for spearman."));
            }
        }

        return new DependenceFinding(r)
        {
            StandardError = error,
            IsSigned = true,
            Limits = FisherTransform.Limits(r, Math.Max(1 / Math.Sqrt(n - 3), room > 0 ? error / room : 0)),
            Analytic = (CentredColumn.PValue(r, n), "Y permuted against X: Student's t, two-sided"),
            Test = new PermutationTest(Math.Abs(r), n, 4.0 * n, () => order => Math.Abs(x.Correlation(y, order))),
            Notes = notes,
        };
    }
}
