using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// A quantity that can be asked for, written once: what it takes, what is known of it, and how it follows from terms.
/// How terms are estimated is the estimator's business.
/// </summary>
public abstract class Measure
{
    private protected Measure(string id, string name, string formula)
    {
        Id = id;
        Name = name;
        Formula = formula;
    }

    /// <summary>H(X): the entropy of one variable, or the joint entropy of several.</summary>
    public static Measure Entropy { get; } = new TermMeasure("entropy", "entropy", "H(X) = −Σ p(x) ln p(x)")
    {
        MinArguments = 1,
        MaxArguments = VariableSet.Capacity,
        Components = static (m, _) => [TermMeasure.Sum(new EntropyTerm(VariableSet.Range(0, m)))],
    };

    /// <summary>H(X|Z) = H(X,Z) − H(Z).</summary>
    public static Measure ConditionalEntropy { get; } = new TermMeasure("conditional-entropy", "conditional entropy", "H(X|Z) = H(X,Z) − H(Z)")
    {
        MinArguments = 1,
        MaxArguments = VariableSet.Capacity - 1,
        Condition = ConditionUse.Required,
        Components = static (m, z) =>
        [
            TermMeasure.Signed((1, new EntropyTerm(VariableSet.Range(0, m) | z)), (-1, new EntropyTerm(z))),
        ],
    };

    /// <summary>I(X;Y).</summary>
    public static Measure MutualInformation { get; } = new TermMeasure("mi", "mutual information", "I(X;Y) = H(X) + H(Y) − H(X,Y)")
    {
        VanishesUnderIndependence = true,
        Components = static (_, _) => [TermMeasure.Sum(TermMeasure.Pair(VariableSet.Empty))],
    };

    /// <summary>I(X;Y|Z).</summary>
    public static Measure ConditionalMutualInformation { get; } =
        new TermMeasure("cmi", "conditional mutual information", "I(X;Y|Z) = H(X|Z) + H(Y|Z) − H(X,Y|Z)")
        {
            VanishesUnderIndependence = true,
            Condition = ConditionUse.Required,
            Components = static (_, z) => [TermMeasure.Sum(TermMeasure.Pair(z))],
        };

    /// <summary>TC(X₁;…;X_m|Z) = Σ H(Xᵢ|Z) − H(X₁…X_m|Z), also called multi-information (Watanabe 1960).</summary>
    public static Measure TotalCorrelation { get; } = new TermMeasure("tc", "total correlation", "TC = Σ H(Xᵢ) − H(X₁…X_m)")
    {
        MaxArguments = VariableSet.Capacity - 1,
        VanishesUnderIndependence = true,
        Condition = ConditionUse.Optional,
        Components = static (m, z) => [TermMeasure.TotalCorrelationOf(m, z)],
    };

    /// <summary>DTC = H(X₁…X_m) − Σ H(Xᵢ|the others), also called binding information (Han 1978).</summary>
    public static Measure DualTotalCorrelation { get; } =
        new TermMeasure("dtc", "dual total correlation", "DTC = H(X₁…X_m) − Σ H(Xᵢ|the others)")
        {
            MaxArguments = VariableSet.Capacity - 1,
            VanishesUnderIndependence = true,
            Condition = ConditionUse.Optional,
            MostCorrelations = static m => m - 1,
            Components = static (m, z) => [TermMeasure.Signed(TermMeasure.DualTerms(m, z, 1))],
        };

    /// <summary>Co-information I(X;Y) − I(X;Y|Z), and its alternating sum for more variables; positive means redundancy, negative synergy (Bell 2003).</summary>
    public static Measure CoInformation { get; } =
        new TermMeasure("co-information", "co-information", "I(X;Y;Z) = I(X;Y) − I(X;Y|Z)")
        {
            MinArguments = 3,
            MaxArguments = 12,
            IsNonNegative = false,
            IsZeroForConstants = true,
            Components = static (m, _) => [TermMeasure.Signed(TermMeasure.CoInformationTerms(m))],
        };

    /// <summary>Ω = TC − DTC; positive means redundancy, negative synergy (Rosas et al. 2019).</summary>
    public static Measure OInformation { get; } = new TermMeasure("o-information", "O-information", "Ω = TC − DTC")
    {
        MinArguments = 3,
        MaxArguments = VariableSet.Capacity,
        IsNonNegative = false,
        IsZeroForConstants = true,
        Components = static (m, z) => [TermMeasure.Signed([.. TermMeasure.ChainTerms(m, z), .. TermMeasure.DualTerms(m, z, -1)])],
    };

    /// <summary>Σ = TC + DTC, the very mutual information: Σᵢ I(Xᵢ; the others) (James et al. 2011).</summary>
    public static Measure SInformation { get; } = new TermMeasure("s-information", "S-information", "Σ = TC + DTC")
    {
        MinArguments = 3,
        MaxArguments = VariableSet.Capacity,
        VanishesUnderIndependence = true,
        CeilingFactor = 2,
        MostCorrelations = static m => m,
        Components = static (m, z) => [TermMeasure.Signed([.. TermMeasure.ChainTerms(m, z), .. TermMeasure.DualTerms(m, z, 1)])],
    };

    /// <summary>VI(X,Y) = H(X|Y) + H(Y|X), a metric; also called Shannon's distance (Meilă 2007).</summary>
    public static Measure VariationOfInformation { get; } =
        new TermMeasure("vi", "variation of information", "VI(X,Y) = H(X|Y) + H(Y|X)")
        {
            Components = static (_, _) => TermMeasure.PairComponents,
            Combine = static (c, g) =>
            {
                (g[0], g[1], g[2]) = (-2, 1, 1);
                return c[1].Value + c[2].Value - (2 * c[0].Value);
            },
        };

    /// <summary>Rajski's distance 1 − I(X;Y)/H(X,Y), a metric in [0, 1] (Rajski 1961); 0 for two constants.</summary>
    public static Measure RajskiDistance { get; } = new TermMeasure("rajski", "Rajski distance", "D(X,Y) = 1 − I(X;Y)/H(X,Y)")
    {
        IsRatio = true,
        Components = static (_, _) => TermMeasure.PairComponents,
        Combine = static (c, g) =>
        {
            double joint = c[1].Value + c[2].Value - c[0].Value;
            if (!(joint > 0))
            {
                return 0;
            }

            double ratio = c[0].Value / joint;
            (g[0], g[1], g[2]) = (-(1 + ratio) / joint, ratio / joint, ratio / joint);
            return 1 - ratio;
        },
    };

    /// <summary>Adjusted Rand index: pairs of rows on which two labelings agree, corrected for chance (Hubert and Arabie 1985).</summary>
    public static Measure AdjustedRandIndex { get; } = new AdjustedRandIndexMeasure();

    /// <summary>KL(X‖Y) = Σ p ln(p/q) between the distributions of two variables over the same levels.</summary>
    public static Measure KullbackLeibler { get; } = new DivergenceMeasure(DivergenceKind.KullbackLeibler);

    /// <summary>JS(X,Y) = H((p+q)/2) − (H(p) + H(q))/2 between the distributions of two variables over the same levels.</summary>
    public static Measure JensenShannon { get; } = new DivergenceMeasure(DivergenceKind.JensenShannon);

    /// <summary>J(X,Y) = KL(X‖Y) + KL(Y‖X); the information value and the population stability index of scoring.</summary>
    public static Measure Jeffreys { get; } = new DivergenceMeasure(DivergenceKind.Jeffreys);

    /// <summary>H(X,Y) = −Σ p ln q, the cross-entropy of Y's distribution on X's.</summary>
    public static Measure CrossEntropy { get; } = new DivergenceMeasure(DivergenceKind.CrossEntropy);

    /// <summary>Every measure with its default settings, in the order in which they are shown.</summary>
    public static ImmutableArray<Measure> All { get; } =
    [
        MutualInformation, ConditionalMutualInformation, Entropy, ConditionalEntropy, CrossEntropy,
        TotalCorrelation, DualTotalCorrelation, CoInformation, OInformation, SInformation,
        NormalizedMutualInformation(), AdjustedMutualInformation(), AdjustedRandIndex,
        VariationOfInformation, RajskiDistance, KullbackLeibler, JensenShannon, Jeffreys, RenyiEntropy(), TsallisEntropy(),
        TransferEntropy(), ConditionalTransferEntropy(), EffectiveTransferEntropy(), ActiveInformationStorage(), PredictiveInformation(),
        LaggedMutualInformation(),
    ];

    /// <summary>The id used on the command line and in JSON.</summary>
    public string Id { get; }

    /// <summary>The name in words.</summary>
    public string Name { get; }

    /// <summary>The definition.</summary>
    public string Formula { get; }

    /// <summary>How many variables it takes at least, the condition not counted. Default 2.</summary>
    public int MinArguments { get; init; } = 2;

    /// <summary>How many variables it takes at most, the condition not counted. Default 2.</summary>
    public int MaxArguments { get; init; } = 2;

    /// <summary>Whether it takes a condition. Default none.</summary>
    public ConditionUse Condition { get; init; } = ConditionUse.None;

    /// <summary>Whether the true value is never below 0. Default true.</summary>
    public bool IsNonNegative { get; init; } = true;

    /// <summary>Whether it is 0 exactly when the variables are (conditionally) independent, or the distributions equal.</summary>
    public bool VanishesUnderIndependence { get; init; }

    /// <summary>Whether it is 0, without any arithmetic, where fewer than two arguments vary. Default where it vanishes under independence.</summary>
    public bool IsZeroForConstants { get => field || (VanishesUnderIndependence && this is TermMeasure); init; }

    /// <summary>Whether it is a ratio with unit 1 rather than an amount of information.</summary>
    public bool IsRatio { get; init; }

    /// <summary>Which times of the series it looks at and what it is compared with, for measures of series; null elsewhere.</summary>
    public virtual SeriesOptions? Series => null;

    /// <summary>The measure with this id.</summary>
    /// <exception cref="InvalidInputException">No measure has this id; the message lists those that exist.</exception>
    public static Measure Get(string id) =>
        All.FirstOrDefault(m => m.Id == id) ?? throw new InvalidInputException(
            $"There is no measure '{id}'; choose one of {string.Join(", ", All.Select(m => m.Id))}.");

    /// <summary>NMI = I(X;Y) / average of H(X) and H(Y) (Vinh et al. 2010); 0 for constants.</summary>
    public static Measure NormalizedMutualInformation(EntropyAverage average = EntropyAverage.Arithmetic) =>
        new TermMeasure("nmi", $"normalised mutual information ({Word(average)})", $"NMI = I(X;Y) / {Word(average)} of H(X), H(Y)")
        {
            IsRatio = true,
            VanishesUnderIndependence = true,
            Components = static (_, _) => TermMeasure.PairComponents,
            Combine = (c, g) => TermMeasure.Quotient(c, g, average, 0),
        };

    /// <summary>
    /// AMI = (I − E I) / (average of H(X) and H(Y) − E I), E I the exact mean under fixed margins (Vinh et al. 2010); 0 in
    /// expectation for independent labelings, 1 for equal ones.
    /// </summary>
    public static Measure AdjustedMutualInformation(EntropyAverage average = EntropyAverage.Arithmetic) =>
        new TermMeasure("ami", $"adjusted mutual information ({Word(average)})", $"AMI = (I − E I) / ({Word(average)} of H(X), H(Y) − E I)")
        {
            IsRatio = true,
            IsNonNegative = false,
            VanishesUnderIndependence = true,
            IsChanceCorrected = true,
            Components = static (_, _) => TermMeasure.PairComponents,
            Combine = (c, g) => TermMeasure.Quotient(c, g, average, c[0].Chance ?? double.NaN),
        };

    /// <summary>
    /// Rényi's entropy H_α(X) = ln Σ p^α / (1 − α), for numeric variables ln ∫ f^α / (1 − α); α = 1 is Shannon's. α = 2 is −ln of the
    /// probability that two draws agree (Rényi 1961).
    /// </summary>
    /// <param name="alpha">The order α, above 0. Default 2.</param>
    public static Measure RenyiEntropy(double alpha = 2) => new PowerEntropyMeasure(alpha, isTsallis: false);

    /// <summary>
    /// Tsallis's entropy S_q(X) = (1 − Σ p^q) / (q − 1), for numeric variables (1 − ∫ f^q) / (q − 1); q = 1 is Shannon's. q = 2 is the
    /// probability that two draws differ, Gini's impurity (Tsallis 1988). Its unit is that of p^q − 1, given as nats.
    /// </summary>
    /// <param name="q">The order q, above 0. Default 2.</param>
    public static Measure TsallisEntropy(double q = 2) => new PowerEntropyMeasure(q, isTsallis: true);

    /// <summary>
    /// Transfer entropy from X to Y: TE = I(Y_t; X_{t−u}, …, X_{t−u−(l−1)τ} | Y_{t−1}, …, Y_{t−1−(k−1)τ}), what the past of X says of Y beyond the past of Y
    /// (Schreiber 2000). Rows are points of time, in order.
    /// </summary>
    /// <exception cref="InvalidInputException">The lag is 0.</exception>
    public static Measure TransferEntropy(SeriesOptions? options = null) => SeriesMeasure.TransferEntropyOf(options ?? new SeriesOptions());

    /// <summary>
    /// Conditional transfer entropy: the past of the condition Z, Z_{t−1}, …, is given beside that of Y, so that what X and Z both say counts as Z's
    /// (Lizier, Prokopenko and Zomaya 2010).
    /// </summary>
    /// <exception cref="InvalidInputException">The lag is 0.</exception>
    public static Measure ConditionalTransferEntropy(SeriesOptions? options = null) =>
        SeriesMeasure.ConditionalTransferEntropyOf(options ?? new SeriesOptions());

    /// <summary>
    /// Effective transfer entropy: TE less its mean under the series null, so less the bias of few rows (Marschinski and Kantz 2002). The bare value of the
    /// named estimator has the mean of the same estimator taken away.
    /// </summary>
    /// <exception cref="InvalidInputException">The lag is 0.</exception>
    public static Measure EffectiveTransferEntropy(SeriesOptions? options = null) =>
        SeriesMeasure.EffectiveTransferEntropyOf(options ?? new SeriesOptions());

    /// <summary>Active information storage: AIS = I(X_t; X_{t−1}, …, X_{t−1−(k−1)τ}), what its own past says of a series (Lizier et al. 2012).</summary>
    public static Measure ActiveInformationStorage(SeriesOptions? options = null) => SeriesMeasure.StorageOf(options ?? new SeriesOptions());

    /// <summary>
    /// Predictive information: I(k steps from t on; the k steps before t), what past and future of a series share; with k → ∞ the excess entropy (Bialek,
    /// Nemenman and Tishby 2001).
    /// </summary>
    public static Measure PredictiveInformation(SeriesOptions? options = null) => SeriesMeasure.PredictiveOf(options ?? new SeriesOptions());

    /// <summary>Lagged mutual information I(X_{t−u}, …, X_{t−u−(l−1)τ}; Y_t); the lag u may be 0.</summary>
    public static Measure LaggedMutualInformation(SeriesOptions? options = null) => SeriesMeasure.LaggedOf(options ?? new SeriesOptions());

    /// <summary>The same measure of series with other options.</summary>
    /// <exception cref="InvalidOperationException">The measure is not one of series: <see cref="Series"/> is null.</exception>
    public virtual Measure WithSeries(SeriesOptions options) => throw new InvalidOperationException($"'{Id}' is not a measure of series.");

    /// <summary>Estimates the measure; see <see cref="Estimation.Run"/>.</summary>
    public Estimate Estimate(
        IReadOnlyList<Variable> arguments,
        Variable? condition = null,
        Estimator? estimator = null,
        EstimateOptions? options = null,
        RunContext? context = null) => Estimation.Run(this, arguments, condition, estimator, options, context);

    /// <summary>
    /// The local (pointwise) values of discrete variables in nats, one per row (for series one per time whose past is complete): for mutual information
    /// i(x;y) = ln[p(x,y)/p(x)p(y)] with frequencies for probabilities. Their mean is the plug-in value; single values may be
    /// negative. O(n).
    /// </summary>
    /// <exception cref="InvalidInputException">A variable is not discrete, or the measure is not a sum of terms.</exception>
    public double[] LocalValues(IReadOnlyList<Variable> arguments, Variable? condition = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        CheckRoles(arguments, condition);
        Variable[] given = condition is null ? [.. arguments] : [.. arguments, condition];
        if (Array.Find(given, v => v.Kind != VariableKind.Discrete) is { } numeric)
        {
            throw new InvalidInputException($"'{numeric.Name}' is numeric; local values by counting need discrete variables.");
        }

        Sample sample = Align(given, MissingPolicy.Level, RunContext.Default);
        double[] byCell = LocalValues(
            new Question(sample, TermArguments(arguments.Count), new Plugin(), EstimateOptions.Default, RunContext.Default));

        // Groups and cells are numbered alike, in lexicographic order of the codes.
        int[] cellOfRow = CountingGroups.Of([.. sample.Variables.Select(v => v.Codes!)], out _);
        return Array.ConvertAll(cellOfRow, cell => byCell[cell]);
    }

    /// <inheritdoc/>
    public override string ToString() => Id;

    /// <summary>Refuses variables that do not fit the roles of the measure.</summary>
    internal void CheckRoles(IReadOnlyList<Variable> arguments, Variable? condition)
    {
        if (arguments.Count < MinArguments || arguments.Count > MaxArguments)
        {
            string wanted = MinArguments == MaxArguments ? $"{MinArguments}" : $"{MinArguments} to {MaxArguments}";
            throw new InvalidInputException($"'{Id}' takes {wanted} variables, not {arguments.Count}: {Formula}.");
        }

        if (condition is null && Condition == ConditionUse.Required)
        {
            throw new InvalidInputException($"'{Id}' needs a condition; name the variable that is given as z: {Formula}.");
        }

        if (condition is not null && Condition == ConditionUse.None)
        {
            string remedy = Id switch
            {
                "mi" => "ask for 'cmi', I(X;Y|Z)",
                "te" or "ete" => "ask for 'cte', which conditions on the past of Z",
                _ => "leave z out",
            };
            throw new InvalidInputException($"'{Id}' takes no condition; {remedy}.");
        }
    }

    /// <summary>The local values per cell of the joint counts.</summary>
    internal virtual double[] LocalValues(Question question) => throw new InvalidInputException(
        $"'{Id}' is not a sum of terms, so it has no local values; ask for 'mi', 'cmi', 'entropy', 'tc' or another sum.");

    /// <summary>The ways to write the measure as a signed sum of terms; null where it is none, and so is defined for discrete variables only.</summary>
    internal virtual ImmutableArray<Decomposition>? SumOfTerms(int argumentCount, VariableSet condition) => null;

    /// <summary>The value of numeric variables for measures that are no sum of terms; null where there is none.</summary>
    /// <exception cref="InvalidInputException">The question's estimator is not the one for it.</exception>
    internal virtual TermEstimate? EvaluateWhole(Question question) => null;

    /// <summary>The null of <see cref="EvaluateWhole"/>; null where the measure does not vanish under one.</summary>
    internal virtual WholeNull? NullOfWhole(Question question) => null;

    /// <summary>The variables of a question over common rows; a measure of series embeds them.</summary>
    internal virtual Sample Align(IReadOnlyList<Variable> given, MissingPolicy missing, RunContext context) =>
        Sample.Align(given, missing, context);

    /// <summary>How many variables of the aligned sample are arguments, where <paramref name="given"/> were given; the others are the condition.</summary>
    internal virtual int TermArguments(int given) => given;

    /// <summary>Evaluates the measure on a sample of discrete variables (the condition, if any, last).</summary>
    internal abstract Evaluation Evaluate(Question question);

    /// <summary>Refuses estimators of entropies for measures that are not made of entropies.</summary>
    private protected void RequirePlugin(Question question)
    {
        if (question.Estimator is not Plugin)
        {
            throw new InvalidInputException(
                $"'{Id}' is not made of entropies, so estimator '{question.Estimator.Descriptor.Id}' cannot give it; use plugin.");
        }
    }

    private static string Word(EntropyAverage average) => average switch
    {
        EntropyAverage.Geometric => "geometric mean",
        EntropyAverage.Min => "minimum",
        EntropyAverage.Max => "maximum",
        _ => "arithmetic mean",
    };
}
