using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Mutual information by nearest neighbours (Kraskov, Stögbauer, Grassberger 2004), its form for many variables and its form given others
/// (Frenzel, Pompe 2007). Distances are the largest over the variables. With k neighbours, n rows and arguments A₁…A_m:
/// <list type="bullet">
/// <item><c>ksg1</c>: ψ(k) + (m − 1)ψ(n) − Σⱼ⟨ψ(nⱼ + 1)⟩, nⱼ being how many rows lie strictly nearer in Aⱼ than the k-th neighbour in all
/// of A₁…A_m; given Z: ψ(k) − Σⱼ⟨ψ(nⱼz + 1)⟩ + (m − 1)⟨ψ(n_z + 1)⟩.</item>
/// <item><c>ksg2</c>: ψ(k) − (m − 1)/k + (m − 1)ψ(n) − Σⱼ⟨ψ(nⱼ)⟩, nⱼ being how many rows lie in Aⱼ no farther than the farthest of the k
/// neighbours does in Aⱼ; given Z: ψ(k) − m/k + Σⱼ⟨1/nⱼz − ψ(nⱼz)⟩ + (m − 1)⟨ψ(n_z)⟩, with such a width for every Aⱼ and for Z.</item>
/// </list>
/// In nats; may be negative. Where rows near in time are left out, n is for each row the number of rows that are not, and itself.
/// Equal values are not moved apart unless <see cref="NeighborEstimator.Noise"/> asks for it; where every row has k others at distance 0
/// the value is NaN. Cost O(n log n) for few columns, O(n²d) for many.
/// </summary>
public sealed record Ksg : NeighborEstimator
{
    private const string Paper =
        "Kraskov, Stögbauer, Grassberger (2004), Estimating mutual information, Physical Review E 69; given others: Frenzel, Pompe (2007), "
        + "Physical Review Letters 99";

    /// <summary>Which of the two. Default <see cref="KsgAlgorithm.One"/>.</summary>
    public KsgAlgorithm Algorithm { get; init; } = KsgAlgorithm.One;

    /// <summary>The descriptor of <c>ksg1</c>.</summary>
    public static EstimatorDescriptor Describe1 { get; } = new(
        "ksg1",
        "KSG 1",
        "Nearest neighbours, one cube per point: the default for numeric variables of few columns.",
        Paper,
        static () => new Ksg())
    {
        Kinds = [VariableKind.Continuous, VariableKind.Mixed],
        Options = SharedOptions,
    };

    /// <summary>The descriptor of <c>ksg2</c>.</summary>
    public static EstimatorDescriptor Describe2 { get; } = new(
        "ksg2",
        "KSG 2",
        "Nearest neighbours, one box per point: a little less bias than ksg1 and a little more variance.",
        Paper,
        static () => new Ksg { Algorithm = KsgAlgorithm.Two })
    {
        Kinds = [VariableKind.Continuous, VariableKind.Mixed],
        Options = SharedOptions,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Algorithm == KsgAlgorithm.One ? Describe1 : Describe2;

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes)
    {
        ArgumentNullException.ThrowIfNull(term);
        if (term is not InformationTerm)
        {
            return false;
        }

        foreach (int variable in term.Variables.Indices())
        {
            if (shapes[variable].Kind == VariableKind.Discrete)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        KsgTerm question = Prepare(term, sample, context);
        int most = question.FewestOthers;
        ImmutableArray<int> ladder = [.. ImmutableSortedSet.Create(3, 5, 10, Neighbors, 2 * Neighbors).Where(k => k <= most)];
        bool withDeletion = sample.TheilerWindow == 0 && sample.Times is null && most > Neighbors;
        KsgPass pass = new(question, ladder, Neighbors, withDeletion);
        double[][] locals = pass.Run(context);
        double[] own = locals[ladder.IndexOf(Neighbors)];
        double nats = ValueOf(own, pass.TiedRows);
        return new TermEstimate(nats)
        {
            Locals = own,
            DeletionChanges = withDeletion && !double.IsNaN(nats) ? KsgDeletion.Changes(question, pass, own, context) : default,
            Neighbors = new NeighborDiagnostics(Neighbors, pass.TiedRows, question.Joint.Points.Dimension)
            {
                Ladder = [.. ladder.Zip(locals, (k, l) => (k, ValueOf(l, 0))).Where(step => step.k != Neighbors)],
            },
        };
    }

    /// <summary>The value alone, at the least cost.</summary>
    internal double Point(Term term, Sample sample, RunContext context)
    {
        KsgPass pass = new(Prepare(term, sample, context), [Neighbors], Neighbors, false);
        return ValueOf(pass.Run(context)[0], pass.TiedRows);
    }

    /// <inheritdoc/>
    internal override TermReorderer Reorder(Term term, Sample sample, RunContext context) =>
        new KsgReorderer(this, term, sample, context with { MaxDegreeOfParallelism = 1 });

    /// <summary>The mean of the locals; NaN where every row is tied, since nothing is left to measure.</summary>
    internal static double ValueOf(ReadOnlySpan<double> locals, int tiedRows)
    {
        double sum = 0;
        for (int start = 0; start < locals.Length; start += NeighborIndex.ChunkSize)
        {
            double part = 0;
            foreach (double local in locals[start..Math.Min(locals.Length, start + NeighborIndex.ChunkSize)])
            {
                part += local;
            }

            sum += part;
        }

        return tiedRows == locals.Length ? double.NaN : sum / locals.Length;
    }

    /// <summary>The spaces of a term, checked for rows.</summary>
    internal KsgTerm Prepare(Term term, Sample sample, RunContext context)
    {
        RequireRows(sample, Neighbors + 1);
        InformationTerm information = (InformationTerm)term;
        PointSet[] arguments = [.. information.Arguments.Select(a => PointsOf(sample, a, context))];
        PointSet? condition = information.Condition.IsEmpty ? null : PointsOf(sample, information.Condition, context);
        KsgTerm question = new(Algorithm, Norm, Neighbors, arguments, condition, TheilerWindow.Of(sample), context);
        if (question.FewestOthers < Neighbors)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{Descriptor.Id}' with neighbors={Neighbors} finds only {question.FewestOthers} rows that are far enough in time ")
                + "from some row; "
                + "get more rows, set fewer neighbors or a smaller window.");
        }

        return question;
    }
}
