using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Information of jointly normal variables of any widths, from log-determinants of their sample covariance C: Î(A;B|Z) = ½
/// [ln|C(AZ)| + ln|C(BZ)| − ln|C(ABZ)| − ln|C(Z)|], Ĥ(S) = ½ ln|2πe C(S)|. Sees linear dependence only. Gives local values, the
/// exact bias, an analytic p-value (Wilks' Λ) and limits. O(n d² + d³).
/// </summary>
/// <remarks>
/// <para>Columns that are linear combinations of others of the same variable (or of Z) change nothing. Where X determines a column
/// of Y (down to a millionth of its standard deviation), the value is ∞, and an entropy of dependent columns −∞.</para>
/// <para>The bias of Î and Ĥ is known exactly, whatever the covariance, because E ln|W| of a Wishart matrix with ν degrees of
/// freedom is ln|Σ| + Σ_{i&lt;d} ψ((ν − i)/2) + d ln 2 (Misra, Singh and Demchuk 2005; Goodman 1963); with Z, ν = n − 1 − rank(Z).
/// The bare value comes first, with its bias in <see cref="TermEstimate.Chance"/>, so that it can be compared with other tools;
/// <see cref="Correction"/> takes the bias away in the estimator.</para>
/// </remarks>
public sealed record Gaussian : Estimator
{
    internal static readonly ImmutableArray<VariableKind> s_numeric = [VariableKind.Continuous, VariableKind.Mixed];

    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "gaussian",
        "Gaussian (linear)",
        "Log-determinants of the sample covariance; right for normal variables of any widths, and for linear dependence.",
        "Cover and Thomas (2006), Elements of Information Theory, 8.4; bias: Misra, Singh and Demchuk (2005); p: Wilks (1932).",
        static () => new Gaussian())
    {
        Kinds = s_numeric,
        Options =
        [
            CorrectionOption(static e => ((Gaussian)e).Correction, static (e, correction) => (Gaussian)e with { Correction = correction }),
        ],
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <summary>Whether the small-sample bias is taken away. Default <see cref="BiasCorrection.None"/>: the bare value.</summary>
    public BiasCorrection Correction { get; init; } = BiasCorrection.None;

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes) => AreNumeric(term, shapes);

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
        TermEstimate estimate = term is InformationTerm information
            ? GaussianTerms.Information(information, columns, Correction, isRanked: false, Describe.Id, context)
            : GaussianTerms.Entropy(columns, Correction, Describe.Id, context);
        return estimate with { Examine = () => SpecificationReservation.ExamineCovariance(term, sample, context) };
    }

    /// <inheritdoc/>
    internal override TermReorderer Reorder(Term term, Sample sample, RunContext context) => term is InformationTerm information
        ? new GaussianReorderer(information, NumericColumns.Standardized(term, sample), Correction, Describe.Id, context)
        : base.Reorder(term, sample, context);

    /// <inheritdoc/>
    internal override Note? ObjectionTo(Sample sample) =>
        sample.Variables.FirstOrDefault(v => v.Kind != VariableKind.Discrete && (Ties.AreMany(v) || !Normality.IsPlausible(v, sample))) is { } odd
            ? new Note(
                "not-normal",
                $"'{odd.Name}' is not normal ({(Ties.AreMany(odd) ? "its values repeat" : "Jarque and Bera")}), and what correlations show of other variables "
                + "is as a rule too little, never to be relied on; use gaussian-copula, whose bound holds, ksg1, or for entropies kozachenko-leonenko.")
            : null;

    /// <summary>Whether no variable of the term is discrete.</summary>
    internal static bool AreNumeric(Term term, ReadOnlySpan<VariableShape> shapes)
    {
        foreach (int index in term.Variables.Indices())
        {
            if (shapes[index].Kind == VariableKind.Discrete)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The option <c>correction</c>.</summary>
    internal static OptionDescriptor CorrectionOption(
        Func<Estimator, BiasCorrection> get, Func<Estimator, BiasCorrection, Estimator> set) => new(
        "correction",
        "none|exact",
        "none",
        "Whether the estimator itself takes its exact small-sample bias away.",
        e => get(e) == BiasCorrection.Exact ? "exact" : "none",
        (e, text) => set(e, text switch
        {
            "none" => BiasCorrection.None,
            "exact" => BiasCorrection.Exact,
            _ => throw new FormatException(),
        }));
}
