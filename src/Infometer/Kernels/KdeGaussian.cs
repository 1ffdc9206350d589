namespace Infometer;

/// <summary>
/// Kernel densities with normal kernels of covariance f² C, C being the sample covariance (of n − 1): p̂(x_i) = mean_j N(x_i; x_j, f² C).
/// Ĥ(S) = −mean ln p̂, Î(A;B|Z) = mean ln[p̂(abz) p̂(z)/(p̂(az) p̂(bz))]. Invariant under linear maps of a variable. O(n² d).
/// </summary>
/// <remarks>
/// One factor f serves all densities of a term, so that each is a marginal of the joint one. Rows count in their own density unless
/// <see cref="LeaveOneOut"/>; that makes information high for small f, as smoothing makes it low for large f. Columns that are
/// linear combinations of others of the same variable change nothing; where X determines a column of Y linearly the value is ∞.
/// Moon, Rajagopalan and Lall (1995), Estimation of mutual information using kernel density estimators, Phys. Rev. E 52.
/// </remarks>
public sealed record KdeGaussian : Estimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "kde-gaussian",
        "Gaussian kernel",
        "Smooth kernel densities at every row; for smooth densities of few columns and up to some ten thousand rows.",
        "Moon, Rajagopalan and Lall (1995), Estimation of mutual information using kernel density estimators.",
        static () => new KdeGaussian())
    {
        Kinds = Gaussian.s_numeric,
        FallsShort = "Kernels blur the densities, and what is blurred shares less.",
        Options =
        [
            new OptionDescriptor(
                "bandwidth",
                "number > 0|silverman|scott",
                "silverman",
                "Factor on the root of the data's covariance.",
                static e => ((KdeGaussian)e).Bandwidth.ToString(),
                static (e, text) => (KdeGaussian)e with { Bandwidth = KernelBandwidth.Parse(text) }),
            KdeBox.LeaveOneOutOption(
                static e => ((KdeGaussian)e).LeaveOneOut, static (e, value) => (KdeGaussian)e with { LeaveOneOut = value }),
        ],
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <summary>The factor f on the root of the covariance, or a rule for it, d being the columns of the term. Default
    /// <see cref="KernelBandwidth.Silverman"/>.</summary>
    public KernelBandwidth Bandwidth
    {
        get;
        init => field = value.Rule != BandwidthRule.ImprovedSheatherJones ? value : throw new ArgumentOutOfRangeException(
            nameof(Bandwidth), value, "The rule isj is for single columns; choose a number, silverman or scott.");
    }

    /// <summary>Whether the kernel of a row itself is left out of its density. Default false.</summary>
    public bool LeaveOneOut { get; init; }

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes) => Gaussian.AreNumeric(term, shapes);

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">Not more rows than independent columns.</exception>
    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        if (term.Variables.IsEmpty)
        {
            return new TermEstimate(0);
        }

        NumericColumns columns = NumericColumns.Standardized(term, sample);
        return term is InformationTerm information
            ? Problem(information, columns, sample, context).Evaluate(constant: 0, context)
            : Entropy(columns, sample, context);
    }

    /// <inheritdoc/>
    internal override TermReorderer Reorder(Term term, Sample sample, RunContext context)
    {
        RunContext alone = context with { MaxDegreeOfParallelism = 1 };
        return term is InformationTerm information
            ? new KernelReorderer(NumericColumns.Standardized(term, sample), columns => Problem(information, columns, sample, alone), alone)
            : base.Reorder(term, sample, context);
    }

    private TermEstimate Entropy(NumericColumns columns, Sample sample, RunContext context)
    {
        int size = columns.Columns.Length;
        int[] all = [.. Enumerable.Range(0, size)];
        double[] covariance = columns.Covariance(columns.Count - 1, context);
        InformationFactors.RequireRows(columns.Count, size + 1, size, Describe.Id);
        return PivotedCholesky.Of(covariance, size, [], all).IsComplete
            ? Problem([], [all], columns, covariance, sample).Evaluate(columns.Deviations.Sum(Math.Log), context)
            : new TermEstimate(double.NegativeInfinity);
    }

    private KernelProblem Problem(InformationTerm term, NumericColumns columns, Sample sample, RunContext context)
    {
        double[] covariance = columns.Covariance(columns.Count - 1, context);
        InformationFactors factors = InformationFactors.Of(term, columns, covariance, Describe.Id);
        int[][] parts = [.. factors.Parts.Select(p => p.Asked)];
        return Problem(factors.Joint.Given, parts, columns, covariance, sample, !factors.Joint.IsComplete);
    }

    private KernelProblem Problem(
        int[] given, int[][] parts, NumericColumns columns, double[] covariance, Sample sample, bool isDeterministic = false)
    {
        double factor = Bandwidth.Factor(columns.Count, Math.Max(1, given.Length + parts.Sum(p => p.Length)));
        return new KernelProblem
        {
            Given = given,
            Parts = parts,
            KernelOf = chosen => new GaussianSum(columns.Columns, covariance, chosen, factor),
            IsDeterministic = isDeterministic,
            Count = columns.Count,
            Window = TheilerWindow.Of(sample),
            IsLeaveOneOut = LeaveOneOut,
        };
    }
}
