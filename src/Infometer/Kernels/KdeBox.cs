using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Kernel densities with a box: p̂(x_i) = c_i/(n hᵈ), c_i being the rows within h/2 of row i in every column, ends and the row
/// itself included. Ĥ(S) = −mean ln p̂, Î(A;B|Z) = mean ln[c_abz c_z/(c_az c_bz)]. O(n² d).
/// </summary>
/// <remarks>
/// h is the full width in the units of the data, of every column alike; other tools give h/2. Few rows in a box make the
/// information high, wide boxes low; both do not vanish without each other, so compare values of the same width and sample size
/// only. Prichard and Theiler (1995), Generalized redundancies for time series, Physica D 84; Schreiber (2000), Phys. Rev. Lett.
/// 85.
/// </remarks>
public sealed record KdeBox : Estimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "kde-box",
        "Box kernel",
        "Counts rows in a box around each row; simple and quick to understand, with a width to choose.",
        "Prichard and Theiler (1995), Generalized redundancies for time series; Schreiber (2000), Measuring information transfer.",
        static () => new KdeBox())
    {
        Kinds = Gaussian.s_numeric,
        FallsShort = "Kernels blur the densities, and what is blurred shares less.",
        Options =
        [
            new OptionDescriptor(
                "bandwidth",
                "number > 0|silverman|scott",
                "silverman",
                "Full width of the box in units of the columns; a rule gives a width per column.",
                static e => ((KdeBox)e).Bandwidth.ToString(),
                static (e, text) => (KdeBox)e with { Bandwidth = KernelBandwidth.Parse(text) }),
            LeaveOneOutOption(static e => ((KdeBox)e).LeaveOneOut, static (e, value) => (KdeBox)e with { LeaveOneOut = value }),
            new OptionDescriptor(
                "standardize",
                "none|z-score|rank-gaussian",
                "none",
                "The scale to which each column is brought first.",
                static e => ((KdeBox)e).Standardize.Word(),
                static (e, text) => (KdeBox)e with { Standardize = Words.ParseStandardization(text) }),
        ],
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <summary>
    /// The full width h of the box in units of the columns, or a rule: then h = √12 · the rule's standard deviation, per column, d
    /// being the columns of the term. Default <see cref="KernelBandwidth.Silverman"/>.
    /// </summary>
    public KernelBandwidth Bandwidth
    {
        get;
        init => field = value.Rule != BandwidthRule.ImprovedSheatherJones ? value : throw new ArgumentOutOfRangeException(
            nameof(Bandwidth), value, "The rule isj is for single columns; choose a number, silverman or scott.");
    }

    /// <summary>
    /// Whether a row itself is left out of its box. Default false. Where true and a box is empty, the value is infinite or NaN.
    /// </summary>
    public bool LeaveOneOut { get; init; }

    /// <summary>The scale to which each column is brought first. Default <see cref="Standardization.None"/>.</summary>
    public Standardization Standardize { get; init; } = Standardization.None;

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes) => Gaussian.AreNumeric(term, shapes);

    /// <inheritdoc/>
    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        if (term.Variables.IsEmpty)
        {
            return new TermEstimate(0);
        }

        if (term is EntropyTerm entropy && LinearDependence.IsAmong(entropy, sample, Describe.Id, context))
        {
            return new TermEstimate(double.NegativeInfinity);
        }

        NumericColumns columns = NumericColumns.Of(term, sample, Standardize);
        double logVolume = term is EntropyTerm ? HalfWidths(columns).Sum(static half => Math.Log(2 * half)) : 0;
        return Problem(term, columns, sample).Evaluate(logVolume, context);
    }

    /// <inheritdoc/>
    internal override TermReorderer Reorder(Term term, Sample sample, RunContext context) => term is InformationTerm
        ? new KernelReorderer(NumericColumns.Of(term, sample, Standardize), columns => Problem(term, columns, sample), context)
        : base.Reorder(term, sample, context);

    /// <summary>The option <c>leave-one-out</c>.</summary>
    internal static OptionDescriptor LeaveOneOutOption(Func<Estimator, bool> get, Func<Estimator, bool, Estimator> set) => new(
        "leave-one-out",
        "true|false",
        "false",
        "Whether the kernel of a row itself is left out of its density.",
        e => get(e) ? "true" : "false",
        (e, text) => set(e, text switch { "true" => true, "false" => false, _ => throw new FormatException() }));

    private KernelProblem Problem(Term term, NumericColumns columns, Sample sample)
    {
        double[] halfWidths = HalfWidths(columns);
        ImmutableArray<VariableSet> parts = term is InformationTerm information ? information.Arguments : [term.Variables];
        return new KernelProblem
        {
            Given = columns.Of((term as InformationTerm)?.Condition ?? VariableSet.Empty),
            Parts = [.. parts.Select(columns.Of)],
            KernelOf = chosen => new BoxSum([.. chosen.Select(c => columns.Columns[c])], [.. chosen.Select(c => halfWidths[c])]),
            Count = columns.Count,
            Window = TheilerWindow.Of(sample),
            IsLeaveOneOut = LeaveOneOut,
        };
    }

    private double[] HalfWidths(NumericColumns columns)
    {
        double factor = Bandwidth.Factor(columns.Count, columns.Columns.Length);
        return Bandwidth.Rule == BandwidthRule.Fixed
            ? [.. columns.Columns.Select(_ => factor / 2)]
            : [.. columns.Deviations.Select(deviation => Math.Sqrt(3) * factor * deviation)];
    }
}
