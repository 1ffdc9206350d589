using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// Mutual information of two numeric sides of any widths: KSG in canonical coordinates, less what KSG shows of normal samples ("twins")
/// of the same rows, columns and canonical correlations, plus what such correlations share in truth: <c>S = K − mean K̃ + G</c>, G = −½ Σ
/// ln(1 − ρ̃²). What distances from the centres share (R, by KSG of two single columns) stands in for what neighbours in many columns do
/// not show. In nats.
/// </summary>
/// <remarks>
/// <para>The value is, of d independent columns in all: K with 3 neighbours (d = 2, or S where a strong dependence is normal), S (d = 3),
/// or the larger of S and P = G + R. It is called a value only where neighbours see nothing beyond P (<see cref="ExplainedRemainder"/>),
/// or in few columns hardly move with their number (<see cref="SteadyLadder"/>), where the rows fill their dimensions (<see cref="FilledDimensions"/>) and no direction depends on a distance (<see
/// cref="RadiusModulation"/>), with <see cref="EnoughRows"/> and <see cref="RoomBelowCeiling"/>; everything else is a lower bound. The
/// interval holds the scatter and what these say of the bias.</para>
/// <para>I(X;Y) and I(Y;X) are the same in every bit. Whether anything is shared at all is decided by one exact permutation test (<see
/// cref="SurrogateTest"/>). Cost: <see cref="Surrogates"/> + 1 passes of KSG, O(n log n) in few columns, O(n² d) in many, and 39 to 999
/// draws of the test of at most some 10 ms each.</para>
/// <para>Sources: Kraskov, Stögbauer, Grassberger (2004) for KSG; Hotelling (1936) for the coordinates; the correction and its rule are
/// Infometer's own.</para>
/// </remarks>
public sealed record SurrogateKsg : Estimator
{
    private const int LeastSurrogates = 4;
    private const int MostSurrogates = 64;

    // From this share on, equal values are rows that were copied, which ranks in random order would turn into information.
    private const double RowsAreRepeated = 0.5;

    /// <summary>The descriptor of <c>sc-ksg</c>.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "sc-ksg",
        "Surrogate-corrected KSG",
        "Nearest neighbours less their error on normal samples of the same correlations; for numeric variables of any widths.",
        "Kraskov, Stögbauer, Grassberger (2004) and Hotelling (1936); the correction is Infometer's own.",
        static () => new SurrogateKsg())
    {
        Kinds = Gaussian.s_numeric,
        Options =
        [
            new OptionDescriptor(
                "margins",
                "automatic|rank-gaussian|z-score",
                "automatic",
                "The scale to which each column is brought: z-scores where all look normal, else normal scores of ranks.",
                static e => Word(((SurrogateKsg)e).Margins),
                static (e, text) => (SurrogateKsg)e with { Margins = ParseMargins(text) }),
            new OptionDescriptor(
                "surrogates",
                "integer from 4 to 64",
                "4",
                "Number of normal samples; more scatter less.",
                static e => ((SurrogateKsg)e).Surrogates.ToString(CultureInfo.InvariantCulture),
                static (e, text) => (SurrogateKsg)e with { Surrogates = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) }),
        ],
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <summary>The scale to which each column is brought first. Default <see cref="MarginScale.Automatic"/>.</summary>
    public MarginScale Margins { get; init; } = MarginScale.Automatic;

    /// <summary>Number of normal samples whose KSG is taken off, 4 to 64. Default 4.</summary>
    public int Surrogates
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, LeastSurrogates, nameof(Surrogates));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostSurrogates, nameof(Surrogates));
            field = value;
        }
    } = LeastSurrogates;

    /// <inheritdoc/>
    internal override bool NeedsExchangeableRows => true;

    /// <inheritdoc/>
    /// <remarks>I(X;Y) of two numeric sides; not given others, whose nearest rows differ in what is given.</remarks>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes) =>
        term is InformationTerm { Arguments.Length: 2, Condition.IsEmpty: true } && Gaussian.AreNumeric(term, shapes);

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">Fewer than 12 rows, or not more rows than independent columns.</exception>
    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        InformationTerm information = (InformationTerm)term;
        if (sample.Count < NeighborLadder.LeastRows)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{Describe.Id}' needs at least {NeighborLadder.LeastRows} rows, and there are {sample.Count}; get more rows, or use ")
                + "ksg1.");
        }

        SurrogateMargins margins = SurrogateMargins.Of(information, sample, Margins, context.Seed);
        CanonicalPair pair = CanonicalPair.Of(margins.First, margins.Second, context);
        if (pair.U.Length == 0 || pair.V.Length == 0)
        {
            return new TermEstimate(0) { Locals = new double[sample.Count] };
        }

        int rank = pair.U.Length + pair.V.Length;
        InformationFactors.RequireRows(sample.Count, rank + 2, rank, Describe.Id);
        if (pair.IsDetermined || (!IsTied(margins, sample.Count) && LinearDependence.Links(information, sample, context)))
        {
            return new TermEstimate(double.PositiveInfinity);
        }

        SurrogateEvidence evidence = Gather(pair, information, sample, margins, context);
        SurrogateConclusion conclusion = SurrogateRule.Conclude(evidence);
        double shift = conclusion.Nats - evidence.Plain.Nats;
        return new TermEstimate(conclusion.Nats)
        {
            Locals = Array.ConvertAll(evidence.Plain.Locals, local => local + shift),
            DeletionChanges = evidence.Plain.Changes,
            StandardError = conclusion.Error,
            Limits = conclusion.Limits,
            Reservation = ObjectionToTies(margins, sample.Count) ?? conclusion.Reservation,
            Remarks = Remarks(margins, sample.Count),
            OwnTest = leastShift => new SurrogateTest(margins, leastShift, context).ToOwnTest(),
        };
    }

    /// <summary>Everything that the rule looks at.</summary>
    internal SurrogateEvidence Gather(CanonicalPair pair, InformationTerm term, Sample sample, SurrogateMargins margins, RunContext context)
    {
        NeighborLadder plain = NeighborLadder.Of(pair.U, pair.V, withDeletion: true, context);
        return new SurrogateEvidence
        {
            Count = sample.Count,
            Dimension = pair.U.Length + pair.V.Length,
            Plain = plain,
            PlainError = plain.StandardError,
            Twins = GaussianTwins.Mean(pair, Surrogates, context),
            TwinCount = Surrogates,
            Correlations = pair.Correlations,
            Gaussian = pair.Nats,
            Radial = RadialOf(pair, term, sample, margins, context) with { MayHaveEdge = margins.AreLight },
            Pair = LeadingPair.Of(pair, context),
            Modulation = RadiusModulation.Of(pair, context),
        };
    }

    // Tails that pass for normal column by column show less of their distances on a scale of their own than in ranks, and light tails with an edge, as of
    // a ball, show less in ranks. There correlations must be absent: with them, distances on another scale count part of them twice.
    private RadialPart RadialOf(CanonicalPair pair, InformationTerm term, Sample sample, SurrogateMargins margins, RunContext context)
    {
        RadialPart radial = RadialPart.Of(pair, context);
        bool isLight = margins.AreLight && margins.MostTied == 0 && pair.Correlations.Length == 0;
        if (Margins != MarginScale.Automatic || (margins.IsRanked && !isLight))
        {
            return radial;
        }

        SurrogateMargins others = SurrogateMargins.Of(term, sample, margins.IsRanked ? MarginScale.ZScore : MarginScale.RankGaussian, context.Seed);
        CanonicalPair other = CanonicalPair.Of(others.First, others.Second, context);
        return margins.IsRanked && other.Correlations.Length > 0 ? radial : RadialPart.Larger(radial, RadialPart.Of(other, context));
    }

    private static Reservation? ObjectionToTies(SurrogateMargins margins, int count)
    {
        if (margins.RepeatedShare > RowsAreRepeated)
        {
            return new Reservation(Verdict.Unreliable, SurrogateNotes.Repeated(margins.RepeatedShare));
        }

        return IsTied(margins, count) ? new Reservation(Verdict.LowerBound, SurrogateNotes.ManyTied(margins.MostTied, count)) : null;
    }

    private static ImmutableArray<Note> Remarks(SurrogateMargins margins, int count) =>
        margins.MostTied == 0 || IsTied(margins, count) ? [] : [SurrogateNotes.TiesBroken(margins.MostTied, count)];

    private static bool IsTied(SurrogateMargins margins, int count) => margins.MostTied > count / 2;

    private static string Word(MarginScale scale) => scale switch
    {
        MarginScale.RankGaussian => "rank-gaussian",
        MarginScale.ZScore => "z-score",
        _ => "automatic",
    };

    private static MarginScale ParseMargins(string text) => text switch
    {
        "automatic" => MarginScale.Automatic,
        "rank-gaussian" => MarginScale.RankGaussian,
        "z-score" => MarginScale.ZScore,
        _ => throw new FormatException(),
    };
}
