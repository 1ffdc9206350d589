namespace Infometer;

/// <summary>
/// Brings an estimator of numeric variables to conditions that are discrete: I(A;B|C,Z) = Σ_c p(c) I(A;B|Z, C = c), each level of C by
/// the estimator itself, and likewise H(A,C) = H(C) + Σ_c p(c) H(A|C = c) with H(C) by frequencies. Levels in which all arguments but one
/// are constant share nothing.
/// </summary>
/// <param name="Inner">The estimator within a level.</param>
internal sealed record Stratified(Estimator Inner) : Estimator
{
    private const int FewestRows = 5;

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Inner.Descriptor;

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes)
    {
        // The rows of a level are no consecutive times; and the rule of sc-ksg is about one sample.
        VariableSet strata = StrataOf(term, shapes);
        return !strata.IsEmpty && Inner is not (Ordinal or SurrogateKsg) && (Without(term, strata) is not { } within || Inner.Supports(within, shapes));
    }

    /// <inheritdoc/>
    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(sample);
        VariableSet strata = StrataOf(term, [.. sample.Shapes]);
        Term? within = Without(term, strata);
        double n = sample.Count;
        double value = 0;
        double variance = 0;
        double? chance = 0;
        NeighborDiagnostics? neighbors = null;
        double[]? locals = new double[sample.Count];
        List<TermEstimate> levels = [];
        List<(double Weight, HeldOutNull? Null)> nulls = [];
        foreach (int[] members in RowsOf(strata, sample))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            double weight = members.Length / n;
            double level = term is EntropyTerm ? -Math.Log(weight) : 0;
            TermEstimate estimate = within is null
                ? new TermEstimate(0) { Locals = new double[members.Length] }
                : EvaluateWithin(within, sample.Select(members), strata, sample, members[0], context);
            levels.Add(estimate);
            nulls.Add((weight, estimate.OwnNull));
            value += weight * (level + estimate.Nats);
            chance += weight * estimate.Chance;
            variance += weight * weight * (estimate.StandardError * estimate.StandardError ?? 0);
            neighbors = estimate.Neighbors is { } met
                ? met with { TiedRows = met.TiedRows + (neighbors?.TiedRows ?? 0), Ladder = [] }
                : neighbors;
            locals = Scatter(estimate.Locals.Span, level, members, locals);
        }

        return new TermEstimate(value)
        {
            Locals = locals,
            Chance = term is InformationTerm ? chance : null,
            StandardError = variance > 0 ? Math.Sqrt(variance) : null,
            Neighbors = neighbors,
            OwnNull = HeldOutNull.Sum(nulls, "within levels of the condition"),
            Reservation = Reservation.Worst(levels.Select(e => e.Reservation)),
            Examine = levels.Exists(e => e.Examine is not null)
                ? () => Reservation.Worst(levels.Select(static e => e.Examine is { } examine ? examine() : e.Reservation))
                : null,
        };
    }

    private TermEstimate EvaluateWithin(Term within, Sample part, VariableSet strata, Sample sample, int row, RunContext context)
    {
        if (within is InformationTerm information && VaryingArguments(information, part) < 2)
        {
            return new TermEstimate(0) { Locals = new double[part.Count], Chance = 0 };
        }

        try
        {
            RequireRows(within, part);
            return Inner.Evaluate(within, part, context);
        }
        catch (InvalidInputException e)
        {
            IEnumerable<string> level = strata.Indices().Select(i => sample.Variables[i]).Select(v => $"{v.Name}={v.ValueText(row)}");
            throw new InvalidInputException($"Among the rows with {string.Join(", ", level)}: {e.Message}", e);
        }
    }

    // Chance cannot be taken off an entropy, and in a handful of rows it is most of it.
    private void RequireRows(Term within, Sample part)
    {
        if (within is EntropyTerm && part.Count < FewestRows)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{Descriptor.Id}' needs at least {FewestRows} rows for an entropy of numbers, and there are {part.Count}; merge rare levels."));
        }
    }

    // Locals of all levels, or none where an estimator has none.
    private static double[]? Scatter(ReadOnlySpan<double> part, double level, int[] members, double[]? locals)
    {
        if (locals is null || part.IsEmpty)
        {
            return null;
        }

        for (int i = 0; i < members.Length; i++)
        {
            locals[members[i]] = part[i] + level;
        }

        return locals;
    }

    private static int VaryingArguments(InformationTerm term, Sample part) =>
        term.Arguments.Count(set => set.Indices().Any(i => !part.Variables[i].IsConstant));

    // What the rows are split by: the discrete part of a condition, or of a set whose entropy is asked for.
    private static VariableSet StrataOf(Term term, ReadOnlySpan<VariableShape> shapes)
    {
        VariableSet discrete = VariableSet.Empty;
        foreach (int index in (term is InformationTerm information ? information.Condition : term.Variables).Indices())
        {
            discrete = shapes[index].Kind == VariableKind.Discrete ? discrete | VariableSet.Of(index) : discrete;
        }

        return discrete;
    }

    // What is left to evaluate within a level; null where that is the entropy of nothing.
    private static Term? Without(Term term, VariableSet strata) => term switch
    {
        InformationTerm information => new InformationTerm(information.Arguments, information.Condition - strata),
        EntropyTerm { Set: var set } when !(set - strata).IsEmpty => new EntropyTerm(set - strata),
        _ => null,
    };

    private static int[][] RowsOf(VariableSet strata, Sample sample)
    {
        int[] group = CountingGroups.Of([.. strata.Indices().Select(i => sample.Variables[i].Codes!)], out int count);
        List<int>[] rows = new List<int>[count];
        for (int row = 0; row < group.Length; row++)
        {
            (rows[group[row]] ??= []).Add(row);
        }

        return [.. rows.Where(r => r is not null).Select(r => r.ToArray())];
    }
}
