using System.Collections.Immutable;

namespace Infometer;

/// <summary>A signed sum of terms as an estimator of numeric variables evaluated it, one unit per row.</summary>
/// <param name="Value">The sum in nats.</param>
/// <param name="Terms">The terms with the estimator that evaluated them, for evaluating them again under reordered rows.</param>
/// <param name="Estimator">That estimator: the one asked for, or it within the levels of a discrete condition.</param>
internal sealed record RowSum(double Value, ImmutableArray<SignedTerm> Terms, Estimator Estimator)
{
    // Neighbouring rows share their neighbours, so that information by neighbours scatters by so much more than its local values say.
    private const double NeighborScatter = 1.3;

    /// <summary>The summed local values, one per row; empty unless every term has them.</summary>
    public double[] Locals { get; private init; } = [];

    /// <summary>
    /// The jackknife's pseudo-values n·v − (n − 1)·v₍₋ᵢ₎, one per row, where every term knows what leaving a row out changes; else the local values. How
    /// they go together from row to row says how much more the value scatters than with independent rows.
    /// </summary>
    public double[] Pseudovalues { get; private init; } = [];

    /// <summary>The standard error of the value; NaN where nothing is known of it.</summary>
    public double StandardError { get; private init; } = double.NaN;

    /// <summary>How far the value lies above the truth on average, where every term knows; null elsewhere.</summary>
    public double? Bias { get; init; }

    /// <summary>The value less its bias: the point to report.</summary>
    public double Point => Value - (Bias ?? 0);

    /// <summary>The only term's law under independence; null for sums.</summary>
    public AnalyticNull? Null { get; private init; }

    /// <summary>The terms' own ways to draw from the null, summed; null unless every term has one.</summary>
    public HeldOutNull? OwnNull { get; private init; }

    /// <summary>The only term's own test of independence; null for sums, and where the value is what is tested.</summary>
    public Func<int?, OwnTest>? OwnTest { get; private init; }

    /// <summary>What the terms have to say of how they were found, each thing once.</summary>
    public ImmutableArray<Note> Remarks { get; private init; } = [];

    /// <summary>The limits that the only term knows, or those of terms that know their bias, added up; null for other sums.</summary>
    public Func<double, (double Low, double High)>? Limits { get; private init; }

    /// <summary>The largest information that any term found; 0 where there is none but entropies.</summary>
    public double LargestInformation { get; private init; }

    /// <summary>Whether a term is an entropy.</summary>
    public bool HasEntropies => Terms.Any(t => t.Term is EntropyTerm);

    /// <summary>The worst that any term met among its neighbours; null for other estimators.</summary>
    public NeighborDiagnostics? Neighbors { get; private init; }

    /// <summary>The most that the sum may be called, and why; the first use may look at the data again, which takes its time.</summary>
    public Lazy<Reservation?> Reserved { get; private init; } = new((Reservation?)null);

    /// <summary>The same as far as it is known without such a look.</summary>
    public Reservation? ReservedUnseen { get; private init; }

    /// <summary>The value of a measure that is no sum of terms.</summary>
    public static RowSum OfWhole(TermEstimate estimate, Estimator estimator)
    {
        double[] locals = estimate.Locals.ToArray();
        return new RowSum(estimate.Nats, [], estimator)
        {
            Locals = locals,
            Pseudovalues = locals,
            StandardError = estimate.StandardError
                ?? (locals.Length == 0 ? double.NaN : Math.Sqrt(SquaresAboutMean(locals) / (locals.Length - 1.0) / locals.Length)),
            Neighbors = estimate.Neighbors,
            Reserved = new(() => Reserve(estimate)),
            ReservedUnseen = estimate.Reservation,
        };
    }

    /// <summary>
    /// The same sum where rows in serial order are alike: the variance of the value is larger by <paramref name="time"/>, and laws of exchangeable rows
    /// do not hold.
    /// </summary>
    public RowSum InSeries(double time) => this with { StandardError = StandardError * Math.Sqrt(time), Null = null, Limits = null };

    /// <summary>
    /// The same sum where rows are not exchangeable: the standard error is larger, limits lie further from where they meet, and neither laws nor looks at the data
    /// that are for exchangeable rows hold.
    /// </summary>
    public RowSum InRows(RowFinding rows)
    {
        double factor = Math.Sqrt(Pseudovalues.Length == 0 ? rows.UsualInflation : rows.Inflation(Pseudovalues));
        return Unexamined() with { StandardError = StandardError * factor, Null = null, Limits = Limits is { } limits ? Stretched(limits, factor) : null };
    }

    /// <summary>The same sum without the looks at the data that terms ask for: they are for exchangeable rows.</summary>
    public RowSum Unexamined() => this with { Reserved = new(ReservedUnseen) };

    /// <summary>The estimator itself, or it within the levels of a discrete condition, with the first decomposition that it supports; null if none is.</summary>
    public static (Estimator Estimator, Decomposition Decomposition)? Way(
        ImmutableArray<Decomposition> decompositions, Estimator estimator, ReadOnlySpan<VariableShape> shapes)
    {
        ReadOnlySpan<Estimator> candidates = [estimator, new Stratified(estimator)];
        foreach (Estimator candidate in candidates)
        {
            foreach (Decomposition decomposition in (ReadOnlySpan<Decomposition>)[.. decompositions, decompositions[^1].InEntropies()])
            {
                if (decomposition.IsSupportedBy(candidate, shapes))
                {
                    return (candidate, decomposition);
                }
            }
        }

        return null;
    }

    /// <summary>Evaluates a sum that <see cref="Way"/> found.</summary>
    public static RowSum Of((Estimator Estimator, Decomposition Decomposition) way, Sample sample, RunContext context)
    {
        (Estimator estimator, Decomposition decomposition) = way;
        TermEstimate[] estimates = new TermEstimate[decomposition.Terms.Length];
        for (int i = 0; i < estimates.Length; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            estimates[i] = estimator.Evaluate(decomposition.Terms[i].Term, sample, context);
        }

        bool isOne = estimates.Length == 1 && decomposition.Terms[0].Coefficient == 1;
        double[] locals = Summed(decomposition, estimates, static e => e.Locals, sample.Count);
        double[] changes = Summed(decomposition, estimates, static e => e.DeletionChanges, sample.Count);
        return new RowSum(decomposition.Terms.Zip(estimates, (t, e) => t.Coefficient * e.Nats).Sum(), decomposition.Terms, estimator)
        {
            Locals = locals,
            Pseudovalues = changes.Length == 0 ? locals : Array.ConvertAll(changes, change => -(changes.Length - 1.0) * change),
            Bias = decomposition.Terms.Zip(estimates, (t, e) => t.Coefficient * e.Chance).Aggregate((double?)0, (sum, bias) => sum + bias),
            StandardError = ErrorOf(decomposition, estimates, locals, changes, isOne),
            Null = isOne ? estimates[0].Null : null,
            OwnNull = OwnNullOf(decomposition, estimates, isOne),
            OwnTest = isOne ? estimates[0].OwnTest : null,
            Remarks = [.. estimates.SelectMany(static e => e.Remarks).Distinct()],
            Limits = isOne ? estimates[0].Limits : LimitsOf(decomposition, estimates),
            Neighbors = Worst(decomposition, estimates, isOne),
            Reserved = new(() => Reservation.OfSum(decomposition.Terms.Zip(estimates, static (t, e) => (t.Coefficient, Reserve(e))))),
            ReservedUnseen = Reservation.OfSum(decomposition.Terms.Zip(estimates, static (t, e) => (t.Coefficient, e.Reservation))),
            LargestInformation = decomposition.Terms.Zip(estimates).Max(pair => pair.First.Term is InformationTerm ? pair.Second.Nats : 0),
        };
    }

    // Limits hold a bias as they are and a scatter that grows.
    private static Func<double, (double Low, double High)> Stretched(Func<double, (double Low, double High)> limits, double factor) => tail =>
    {
        (double low, double high) = limits(tail);
        (double lowest, double highest) = limits(0.5);
        return (lowest - (factor * (lowest - low)), highest + (factor * (high - highest)));
    };

    private static Reservation? Reserve(TermEstimate estimate) => estimate.Examine is { } examine ? examine() : estimate.Reservation;

    // An estimator's own error goes first. Else the delete-one jackknife is too large and the scatter of the locals too small for
    // neighbours, and their mean variance was found right over 54 tasks; where there are no changes, the scatter is enlarged as was found there.
    private static double ErrorOf(Decomposition decomposition, TermEstimate[] estimates, double[] locals, double[] changes, bool isOne)
    {
        if (isOne && estimates[0].StandardError is { } own)
        {
            return own;
        }

        if (locals.Length == 0)
        {
            return Array.TrueForAll(estimates, e => e.StandardError is not null)
                ? decomposition.Terms.Zip(estimates, (t, e) => Math.Abs(t.Coefficient) * e.StandardError!.Value).Sum()
                : double.NaN;
        }

        double n = locals.Length;
        double scatter = SquaresAboutMean(locals) / (n - 1) / n;
        if (changes.Length > 0)
        {
            return Math.Sqrt((scatter + ((n - 1) / n * SquaresAboutMean(changes))) / 2);
        }

        bool isSharedByNeighbors = decomposition.Terms.Zip(estimates).All(static t => t.First.Term is InformationTerm && t.Second.Neighbors is not null);
        return (isSharedByNeighbors ? NeighborScatter : 1) * Math.Sqrt(scatter);
    }

    // Limits that hold a bias of their own add up, whatever the terms have to do with each other.
    private static Func<double, (double Low, double High)>? LimitsOf(Decomposition decomposition, TermEstimate[] estimates) =>
        Array.TrueForAll(estimates, static e => e.StandardError is not null && e.Limits is not null) && decomposition.Terms.All(static t => t.Coefficient > 0)
            ? tail => decomposition.Terms.Zip(estimates, (t, e) => (t.Coefficient, Limits: e.Limits!(tail))).Aggregate(
                (Low: 0.0, High: 0.0),
                static (sum, t) => (sum.Low + (t.Coefficient * t.Limits.Low), sum.High + (t.Coefficient * t.Limits.High)))
            : null;

    private static HeldOutNull? OwnNullOf(Decomposition decomposition, TermEstimate[] estimates, bool isOne) => isOne
        ? estimates[0].OwnNull
        : Array.TrueForAll(estimates, e => e.OwnNull is not null)
            ? HeldOutNull.Sum([.. decomposition.Terms.Zip(estimates, (t, e) => (t.Coefficient, e.OwnNull))], "term by term")
            : null;

    private static double SquaresAboutMean(double[] values)
    {
        double mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean));
    }

    private static double[] Summed(
        Decomposition decomposition, TermEstimate[] estimates, Func<TermEstimate, ReadOnlyMemory<double>> part, int n)
    {
        if (Array.Exists(estimates, e => part(e).IsEmpty))
        {
            return [];
        }

        double[] sum = new double[n];
        for (int t = 0; t < estimates.Length; t++)
        {
            double coefficient = decomposition.Terms[t].Coefficient;
            ReadOnlySpan<double> values = part(estimates[t]).Span;
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += coefficient * values[i];
            }
        }

        return sum;
    }

    // Ladders of terms with the same numbers of neighbours add up like the terms.
    private static NeighborDiagnostics? Worst(Decomposition decomposition, TermEstimate[] estimates, bool isOne)
    {
        NeighborDiagnostics[] met = [.. estimates.Select(e => e.Neighbors).OfType<NeighborDiagnostics>()];
        if (met.Length == 0)
        {
            return null;
        }

        NeighborDiagnostics worst = met.MaxBy(d => d.Dimension)! with { TiedRows = met.Max(d => d.TiedRows) };
        bool sameLadders = met.Length == estimates.Length
            && Array.TrueForAll(met, d => d.Ladder.Select(l => l.Neighbors).SequenceEqual(met[0].Ladder.Select(l => l.Neighbors)));
        return isOne ? worst : worst with
        {
            Ladder = sameLadders
                ? [.. met[0].Ladder.Select((l, i) => (l.Neighbors, decomposition.Terms.Zip(met, (t, d) => t.Coefficient * d.Ladder[i].Nats).Sum()))]
                : [],
        };
    }
}
