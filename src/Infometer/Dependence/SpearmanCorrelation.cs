namespace Infometer;

/// <summary>
/// Spearman's ρ, Pearson's correlation of the ranks (equal values share their mean rank): how nearly Y is monotone in X, from −1 to 1. 0
/// does not mean independent.
/// </summary>
/// <remarks>
/// Spearman (1904). Interval on Fisher's scale, the error there the larger of √((1 + ρ²/2)/(n − 3)), which is right for normal variables
/// (Bonett and Wright 2000, Psychometrika 65), and of the scatter of the influence of each row, which needs no law. p: Student's t with
/// n − 2 degrees, two-sided. Cost O(n log n).
/// </remarks>
public sealed record SpearmanCorrelation : DependenceMeasure
{
    /// <summary>The descriptor of this measure.</summary>
    public static DependenceDescriptor Describe { get; } = new(
        "spearman",
        "Spearman's ρ",
        "How nearly Y is monotone in X, by ranks; no far row can make it.",
        "Spearman (1904), The proof and measurement of association between two things.",
        static () => new SpearmanCorrelation())
    {
        Variables = "numbers, one column each",
    };

    /// <inheritdoc/>
    public override DependenceDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override string Formula => "ρ = correlation of the ranks";

    private protected override int LeastRows => 5;

    private protected override void CheckKinds(Variable x, Variable y)
    {
        RequireNumbers(x);
        RequireNumbers(y);
    }

    private protected override DependenceFinding Evaluate(Sample sample, EstimateOptions options, RunContext context)
    {
        int n = sample.Count;
        double[] ranksX = RankOrder.MidRanks(sample.Variables[0].Values.Span);
        double[] ranksY = RankOrder.MidRanks(sample.Variables[1].Values.Span);
        CentredColumn x = new(ranksX);
        CentredColumn y = new(ranksY);
        double rho = x.Correlation(y);
        double room = 1 - (rho * rho);
        double byRows = ErrorByRows(ranksX, ranksY);
        return new DependenceFinding(rho)
        {
            StandardError = byRows,
            IsSigned = true,
            Limits = FisherTransform.Limits(rho, Math.Max(Math.Sqrt((1 + (0.5 * rho * rho)) / (n - 3)), room > 0 ? byRows / room : 0)),
            Analytic = (CentredColumn.PValue(rho, n), "Y permuted against X: Student's t, two-sided"),
            Test = new PermutationTest(Math.Abs(rho), n, 4.0 * n, () => order => Math.Abs(x.Correlation(y, order))),
        };
    }

    // What a row adds to ρ = mean of uv (ranks u and v, centred, as shares of n, over their deviations): its own uv, and by its place in
    // the ranks of the others the v of the rows above it in X and the u of those above it in Y.
    private static double ErrorByRows(double[] ranksX, double[] ranksY)
    {
        double n = ranksX.Length;
        double centre = (n + 1) / 2;
        double[] u = Array.ConvertAll(ranksX, r => (r - centre) / n);
        double[] v = Array.ConvertAll(ranksY, r => (r - centre) / n);
        double[] influence = new double[u.Length];
        AddAbove(ranksX, v, influence);
        AddAbove(ranksY, u, influence);
        double mean = 0;
        for (int i = 0; i < influence.Length; i++)
        {
            influence[i] += u[i] * v[i];
            mean += influence[i] / n;
        }

        double sum = 0;
        foreach (double value in influence)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum / (PairKernels.Dot(u, u) * PairKernels.Dot(v, v)));
    }

    // Adds to each row the mean over all rows of the weights of those with a higher rank, and half of those with its own.
    private static void AddAbove(double[] ranks, double[] weights, double[] influence)
    {
        int n = ranks.Length;
        double[] byRank = new double[(2 * n) + 2];
        for (int i = 0; i < n; i++)
        {
            byRank[(int)(2 * ranks[i])] += weights[i] / n;
        }

        double above = 0;
        for (int r = byRank.Length - 1; r >= 0; r--)
        {
            (byRank[r], above) = (above + (0.5 * byRank[r]), above + byRank[r]);
        }

        for (int i = 0; i < n; i++)
        {
            influence[i] += byRank[(int)(2 * ranks[i])];
        }
    }
}
