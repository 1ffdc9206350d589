namespace Infometer;

/// <summary>Chooses an estimator where none was named, and says why. A policy, not an estimator.</summary>
internal static class Policy
{
    // Levels of a discrete variable need this many rows each for neighbours to be sought among them.
    private const int RowsPerLevel = 25;

    // Correlations of more columns are mostly chance.
    private const int RowsPerColumn = 2;

    /// <summary>The named estimator, or the policy's choice with a note that gives the reason.</summary>
    public static Estimator Choose(Estimator? named, Measure measure, Sample sample, int argumentCount, EstimateOptions options, List<Note> notes)
    {
        if (named is not null)
        {
            return named;
        }

        (Estimator chosen, string reason) = ForData(measure, sample, argumentCount, options);
        notes.Add(new Note("auto", $"{chosen.Descriptor.Id} was chosen: {reason}."));
        return chosen;
    }

    /// <summary>The choice for I(X;Y) of two variables of which at least one is numeric.</summary>
    public static Estimator ForPair(Sample pair) => ForInformation(pair, 2).Chosen;

    private static (Estimator Chosen, string Reason) ForData(Measure measure, Sample sample, int argumentCount, EstimateOptions options)
    {
        if (sample.IsDiscrete)
        {
            return (new Plugin(), "with counts its chance level is known exactly and taken away");
        }

        if (options.Discretizer is not null)
        {
            return (new Plugin(), "bins were asked for, and it counts");
        }

        if (measure is DivergenceMeasure)
        {
            return (new NeighborDivergenceEstimator(), "it compares two samples of numbers by how near their values lie");
        }

        if (measure is PowerEntropyMeasure && sample.Variables.All(v => v.Kind != VariableKind.Discrete))
        {
            return (new KozachenkoLeonenko(), "it measures the entropy of numbers without bins");
        }

        VariableSet condition = argumentCount < sample.Variables.Count ? VariableSet.Of(argumentCount) : VariableSet.Empty;
        return measure.SumOfTerms(argumentCount, condition) is not { } ways
            ? (new Plugin(), "it is the only one for this measure")
            : ways[0].Terms.Any(t => t.Term is EntropyTerm)
                ? (new KozachenkoLeonenko(), "it measures the entropy of numbers without bins")
                : ForTwoSides(measure, sample, argumentCount) ?? ForInformation(sample, argumentCount);
    }

    // I(X;Y) of numbers, nothing given: what neighbours miss can be measured, and told from what they see.
    private static (Estimator Chosen, string Reason)? ForTwoSides(Measure measure, Sample sample, int argumentCount)
    {
        // Rows that are noticed to be a series stay with it: its normal samples are independent rows, but its test goes through shifts as well and its limits
        // widen, and independent AR(1) pairs were found dependent as often as by ksg1, coupled ones covered as well (docs/rows.md).
        bool isOfTwo = argumentCount == 2 && sample.Variables.Count == 2 && measure is not SeriesMeasure;
        int columns = sample.Variables.Sum(static v => v.Dimension);
        return isOfTwo
            && sample.Variables.All(static v => v.Kind == VariableKind.Continuous && !Ties.AreMany(v))
            && sample.Count >= NeighborLadder.LeastRows + (RowsPerColumn * columns)
                ? (new SurrogateKsg(), "both sides are numbers, and it knows what neighbours miss in many columns")
                : null;
    }

    private static (Estimator Chosen, string Reason) ForInformation(Sample sample, int argumentCount)
    {
        Variable[] arguments = [.. sample.Variables.Take(argumentCount)];
        Variable[] given = [.. sample.Variables.Skip(argumentCount)];
        Variable[] labels = [.. arguments.Where(v => v.Kind == VariableKind.Discrete)];
        if (sample.Variables.FirstOrDefault(v => v.Kind == VariableKind.Mixed || Ties.AreMany(v)) is { } tied)
        {
            return (Scaled(new GaoMixture()), $"values of '{tied.Name}' repeat, and it counts what repeats and measures what does not");
        }

        bool hasStrata = given.All(v => v.Kind == VariableKind.Discrete);
        bool hasRows = hasStrata && LeastLevel([.. given, .. labels]) >= RowsPerLevel;
        if (labels.Length == 0 && (hasRows || given.All(v => v.Kind == VariableKind.Continuous)))
        {
            return (Scaled(new Ksg()), given.Length > 0 && hasStrata
                ? "numbers within each level of the condition are what it is made for"
                : "all variables are numbers, and it needs no bins");
        }

        return labels.Length == 1 && argumentCount == 2 && hasRows
            ? (Scaled(new Ross()), "one variable is numbers, the other labels, and it needs no bins")
            : (Scaled(new GaoMixture()), "it takes numbers and labels in any role");
    }

    // Neighbours are those of the column with the widest numbers, whatever the others say, unless all have one scale; ranks leave information as it is, and
    // equal values equal.
    private static NeighborEstimator Scaled(NeighborEstimator estimator) => estimator with { Standardize = Standardization.RankGaussian };

    // Rows of the rarest combination of levels.
    private static long LeastLevel(Variable[] labels)
    {
        if (labels.Length == 0)
        {
            return long.MaxValue;
        }

        int[] group = CountingGroups.Of([.. labels.Select(v => v.Codes!)], out int count);
        long[] rows = new long[count];
        foreach (int g in group)
        {
            rows[g]++;
        }

        return rows.Min();
    }
}
