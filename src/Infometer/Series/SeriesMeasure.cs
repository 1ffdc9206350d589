using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// A measure of series: I(present of the target; a past | what is given) over the embedded sample, whose variable 0 is the present, variable 1 the past
/// that is asked about and the others are the condition. Estimators see lagged columns and know nothing of time.
/// </summary>
internal sealed class SeriesMeasure : Measure
{
    // The variable whose rows a null reorders.
    private const int Moved = 1;

    private readonly Embedding _embedding;
    private readonly SeriesNull _defaultNull;

    private SeriesMeasure(
        string id, string name, string formula, SeriesOptions options, SeriesNull defaultNull, params ImmutableArray<EmbeddedPart> parts)
        : base(id, name, formula)
    {
        Options = options;
        _embedding = new Embedding(parts);
        _defaultNull = defaultNull;
        VanishesUnderIndependence = true;
        IsZeroForConstants = true;
    }

    /// <summary>Which times are looked at.</summary>
    public SeriesOptions Options { get; }

    /// <inheritdoc/>
    public override SeriesOptions Series => Options;

    /// <summary>Whether numbers that were cut into bins give the value of the cut series, rather than a lower bound: where a past is given.</summary>
    public bool IsOfCutSeries => _embedding.Parts.Length > 2;

    /// <summary>The null in force.</summary>
    public SeriesNull Null => Options.Null ?? _defaultNull;

    /// <summary>Whether the bare value has the mean of its null taken away.</summary>
    public bool IsEffective { get; private init; }

    /// <summary>Whether the null says that rows are exchangeable, so that how long they stay alike is what is asked: that of storage.</summary>
    public bool IsOfExchangeableRows => Null.Kind == SeriesNullKind.Permutation && _defaultNull.Kind == SeriesNullKind.Permutation;

    /// <summary>Makes the same measure with other options.</summary>
    private Func<SeriesOptions, Measure> Again { get; init; } = static _ => throw new InvalidOperationException();

    public static SeriesMeasure TransferEntropyOf(SeriesOptions o) =>
        Transfer("te", "transfer entropy", static f => $"TE(X→Y) = {f}", o, TransferEntropyOf);

    public static SeriesMeasure ConditionalTransferEntropyOf(SeriesOptions o) => Transfer(
        "cte", "conditional transfer entropy", static f => $"CTE(X→Y|Z) = {f}", o, ConditionalTransferEntropyOf, isConditional: true);

    public static SeriesMeasure EffectiveTransferEntropyOf(SeriesOptions o) => Transfer(
        "ete", "effective transfer entropy", static f => $"ETE(X→Y) = {f} less its mean under the null", o, EffectiveTransferEntropyOf, isEffective: true);

    public static SeriesMeasure StorageOf(SeriesOptions o)
    {
        EmbeddedPart past = PastOfTarget(0, o);
        return new SeriesMeasure(
            "ais",
            "active information storage",
            $"AIS(X) = I(X[t]; {past.Formula("X")})",
            o,
            SeriesNull.Permutation,
            EmbeddedPart.Present(0),
            past)
        {
            MinArguments = 1,
            MaxArguments = 1,
            Again = StorageOf,
        };
    }

    public static SeriesMeasure PredictiveOf(SeriesOptions o)
    {
        // The row's time is that of the last step of the future.
        EmbeddedPart future = EmbeddedPart.Past(0, 0, o.History, o.HistoryDelay);
        EmbeddedPart past = EmbeddedPart.Past(0, future.Delays[^1] + 1, o.History, o.HistoryDelay);
        return new SeriesMeasure(
            "predictive-information",
            "predictive information",
            $"PI(X) = I({future.Formula("X")}; {past.Formula("X")})",
            o,
            SeriesNull.Circular,
            future with { IsPast = false },
            past)
        {
            MinArguments = 1,
            MaxArguments = 1,
            Again = PredictiveOf,
        };
    }

    public static SeriesMeasure LaggedOf(SeriesOptions o)
    {
        EmbeddedPart past = PastOfSource(o);
        return new SeriesMeasure(
            "lagged-mi",
            "lagged mutual information",
            $"I({past.Formula("X")}; Y[t])",
            o,
            SeriesNull.Circular,
            EmbeddedPart.Present(1),
            past)
        {
            Again = LaggedOf,
        };
    }

    /// <inheritdoc/>
    public override Measure WithSeries(SeriesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Again(options);
    }

    /// <inheritdoc/>
    internal override Sample Align(IReadOnlyList<Variable> given, MissingPolicy missing, RunContext context) =>
        _embedding.Apply(given, _embedding.Times(given, missing), Options.Theiler, context);

    /// <inheritdoc/>
    internal override int TermArguments(int given) => 2;

    /// <inheritdoc/>
    internal override ImmutableArray<Decomposition>? SumOfTerms(int argumentCount, VariableSet condition) =>
        TermMeasure.Sum(TermMeasure.Pair(condition));

    /// <summary>The sample as the estimator is to see it: series are cut into bins or brought to scale as wholes, then embedded.</summary>
    /// <param name="given">The series.</param>
    /// <param name="embedded">The same series, embedded as they are.</param>
    /// <param name="estimator">The estimator that was chosen; what comes out is for its <see cref="Estimator.ForPrepared"/>.</param>
    /// <param name="options">Bins and missing values.</param>
    /// <param name="notes">Hears what was done.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    internal (Sample Sample, ImmutableSortedDictionary<string, int> Bins) Prepare(
        IReadOnlyList<Variable> given, Sample embedded, Estimator estimator, EstimateOptions options, List<Note> notes, RunContext context)
    {
        if (embedded.IsDiscrete)
        {
            return (embedded, ImmutableSortedDictionary<string, int>.Empty);
        }

        (IReadOnlyList<Variable> prepared, ImmutableSortedDictionary<string, int> bins) = estimator is DiscreteEstimator
            ? SeriesPreparation.Cut(this, given, options.Discretizer, notes)
            : (SeriesPreparation.Scale(given, estimator.Preparation, context), ImmutableSortedDictionary<string, int>.Empty);
        return (_embedding.Apply(prepared, _embedding.Times(given, options.Missing), Options.Theiler, context), bins);
    }

    /// <summary>What the null does to the rows of the past.</summary>
    /// <exception cref="InvalidInputException">The null does not fit the measure or the number of rows.</exception>
    internal IRowShuffler ShufflerFor(Sample sample, RunContext context)
    {
        VariableSet given = VariableSet.Range(2, sample.Variables.Count - 2);
        switch (Null.Kind)
        {
            case SeriesNullKind.Permutation:
                return new Permutation();
            case SeriesNullKind.Local when given.IsEmpty:
                throw new InvalidInputException($"'{Id}' has no condition, so there is nothing to be near in; use the null circular, block:N or permutation.");
            case SeriesNullKind.Local:
                return given.Indices().All(i => sample.Variables[i].Codes is not null)
                    ? new WithinGroups(CountingGroups.Of([.. given.Indices().Select(i => sample.Variables[i].Codes!)], out int count), count)
                    : LocalPermutation.Of(sample, given, context);
            case SeriesNullKind.Blocks when 2 * (long)Null.BlockLength > sample.Count:
                throw new InvalidInputException(FormattableString.Invariant(
                    $"Blocks of {Null.BlockLength} rows leave fewer than two of {sample.Count} rows; use shorter blocks, better a twentieth of the rows or less."));
            case SeriesNullKind.Blocks:
                return new BlockPermutation(sample.Count, Null.BlockLength);
            default:
                return new CircularShift(sample.Count, LeastShift(sample));
        }
    }

    /// <summary>
    /// P(χ² ≥ 2nI) of the plug-in I over an embedded discrete sample, with Σ (levels of the present − 1)(levels of the past − 1) degrees of freedom over the
    /// levels of the condition.
    /// </summary>
    internal static (double P, double Freedom) ChiSquareOf(Sample sample, double nats)
    {
        VariableSet given = VariableSet.Range(2, sample.Variables.Count - 2);
        double freedom = StratumMargins.Of(sample.Joint, VariableSet.Of(0), VariableSet.Of(Moved), given)
            .Sum(s => (s.Rows.Length - 1.0) * (s.Columns.Length - 1.0));
        return (freedom > 0 ? SpecialFunctions.ChiSquareSurvival(2 * sample.Count * Math.Max(0, nats), freedom) : 1, freedom);
    }

    /// <inheritdoc/>
    internal override Evaluation Evaluate(Question question)
    {
        Measure terms = TermsOf(question);
        Evaluation counted = terms.Evaluate(question);
        SerialSpread spread = SerialSpread.Of(question.Sample, LocalsByRow(terms, question));
        return NullOf(counted, question) with
        {
            FirstOrderVariance = counted.FirstOrderVariance * spread.OfLocals,
            Obstacle = IsOfExchangeableRows ? null : spread.Obstacle(question.Sample.Count),
            Remarks = [.. IsOfExchangeableRows ? [] : spread.Remarks(question.Sample.Count), .. IsOfCutSeries ? [AnalyticNote(counted, question)] : Array.Empty<Note>()],
        };
    }

    /// <summary>How much less the rows of a sample of numbers say than independent ones, with notes on that and on the law of independent rows.</summary>
    /// <param name="sample">The embedded sample.</param>
    /// <param name="locals">The local values per row; empty where the estimator has none.</param>
    /// <param name="law">The law of the value where rows are independent, if known.</param>
    /// <param name="notes">Hears of it.</param>
    internal SerialSpread SpreadOf(Sample sample, double[] locals, AnalyticNull? law, List<Note> notes)
    {
        SerialSpread spread = SerialSpread.Of(sample, locals);
        if (!IsOfExchangeableRows)
        {
            notes.AddRange(spread.Remarks(sample.Count));
        }

        if (law is not null)
        {
            notes.Add(new Note("analytic-p", $"By the law for independent rows ({law.Law}) p would be {ProbabilityText(Math.Exp(law.LogP))}."));
        }

        return spread;
    }

    /// <inheritdoc/>
    internal override double[] LocalValues(Question question) => TermsOf(question).LocalValues(question);

    private static Measure TermsOf(Question question) => question.Condition.IsEmpty ? MutualInformation : ConditionalMutualInformation;

    private static SeriesMeasure Transfer(
        string id,
        string name,
        Func<string, string> formula,
        SeriesOptions o,
        Func<SeriesOptions, Measure> again,
        bool isConditional = false,
        bool isEffective = false)
    {
        if (o.Lag < 1)
        {
            throw new InvalidInputException($"'{id}' needs a lag of at least 1: what the source does at the target's own time is not its past; ask for 'lagged-mi'.");
        }

        EmbeddedPart source = PastOfSource(o);
        EmbeddedPart target = PastOfTarget(1, o);
        EmbeddedPart condition = EmbeddedPart.Past(2, 1, o.ConditionHistory, o.HistoryDelay);
        string given = target.Formula("Y") + (isConditional ? ", " + condition.Formula("Z") : "");
        ImmutableArray<EmbeddedPart> parts = [EmbeddedPart.Present(1), source, target];
        return new SeriesMeasure(
            id,
            name,
            formula($"I(Y[t]; {source.Formula("X")} | {given})"),
            o,
            SeriesNull.Circular,
            isConditional ? parts.Add(condition) : parts)
        {
            Condition = isConditional ? ConditionUse.Required : ConditionUse.None,
            IsEffective = isEffective,
            Again = again,
        };
    }

    private static EmbeddedPart PastOfSource(SeriesOptions o) => EmbeddedPart.Past(0, o.Lag, o.SourceHistory, o.HistoryDelay);

    private static EmbeddedPart PastOfTarget(int series, SeriesOptions o) => EmbeddedPart.Past(series, 1, o.History, o.HistoryDelay);

    // Far enough that neither autocorrelation nor the embedding joins a row with the one it is moved to; at most a quarter of the rows.
    private int LeastShift(Sample sample)
    {
        const double Times = 5;
        double alike = Times * SerialDependence.JointTime(sample.Variables[0], sample.Variables[Moved]);
        int least = (int)Math.Max(Math.Min(Math.Ceiling(alike), sample.Count), Math.Max(_embedding.Span, Options.Theiler) + 1);
        return Math.Max(1, Math.Min(least, sample.Count / 4));
    }

    // The null of the counts permutes rows, within the levels of the condition where there is one; every other null is drawn.
    private Evaluation NullOf(Evaluation counted, Question question)
    {
        if (Null.Kind == (question.Condition.IsEmpty ? SeriesNullKind.Permutation : SeriesNullKind.Local))
        {
            return IsEffective ? Effective(counted, counted.Test!.Mean, question) : counted;
        }

        Evaluation drawn = ReorderedCounts.Of(counted, ShufflerFor(question.Sample, question.Context), Moved, question, out double drawnMean);
        return IsEffective ? Effective(drawn, drawnMean, question) : drawn;
    }

    // TE less the mean under the null, both by the estimator that was asked for.
    private Evaluation Effective(Evaluation evaluation, double drawnMean, Question question)
    {
        if (question.Estimator is Plugin)
        {
            return evaluation with { Raw = evaluation.PluginValue - drawnMean };
        }

        const int MostDraws = 199;
        OrderSequence orders = new(ShufflerFor(question.Sample, question.Context), question.Context.Seed);
        ImmutableArray<Decomposition> sum = TermMeasure.Sum(TermMeasure.Pair(question.Condition));
        double[] draws = OrderDraws.Of(
            orders,
            0,
            Math.Min(orders.Count, question.Options.Permutations ?? MostDraws),
            question.Sample,
            Moved,
            () => new SumReorderer(sum, question),
            question.Context);
        double raw = evaluation.Raw - draws.Average();
        return evaluation with { Raw = raw, Value = raw };
    }

    // Where the past that is given says all that the target's past says, 2nI is χ² whatever the source is; the reader may compare.
    private static Note AnalyticNote(Evaluation counted, Question question)
    {
        (double p, double freedom) = ChiSquareOf(question.Sample, counted.PluginValue);
        return new Note("analytic-p", FormattableString.Invariant(
            $"By the χ² law of 2nI with {freedom:0} degrees of freedom p would be {ProbabilityText(p)}; it holds where the past that is given says all that the target's past says, and counts are large."));
    }

    private static string ProbabilityText(double p) => p.ToString(p < 0.001 ? "0e-0" : "0.###", CultureInfo.InvariantCulture);

    private static double[] LocalsByRow(Measure terms, Question question)
    {
        double[] byCell = terms.LocalValues(question);
        int[] cells = CountingGroups.Of([.. question.Sample.Variables.Select(v => v.Codes!)], out _);
        return Array.ConvertAll(cells, cell => byCell[cell]);
    }

    private sealed class SumReorderer(ImmutableArray<Decomposition> sum, Question question) : TermReorderer
    {
        public override double Evaluate(IReadOnlyList<int[]?> orders) =>
            EvaluatedSum.Of(sum, question.Estimator, question with { Sample = question.Sample.Reordered(orders) }).Value;
    }
}
