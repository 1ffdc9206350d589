namespace Infometer;

/// <summary>What is asked: a measure of aligned variables, by an estimator, under options.</summary>
/// <param name="Sample">The arguments in order, then the condition, if any.</param>
/// <param name="ArgumentCount">How many variables of the sample are arguments.</param>
/// <param name="Estimator">The estimator whose value is reported.</param>
/// <param name="Options">How the answer is inferred.</param>
/// <param name="Context">Seed, threads, cancellation, progress.</param>
internal sealed record Question(Sample Sample, int ArgumentCount, Estimator Estimator, EstimateOptions Options, RunContext Context)
{
    /// <summary>The p-value, where another test than the measure's own decides whether there is anything; else null.</summary>
    public NullPValue? Decisive { get; init; }

    /// <summary>The moments where rows come in groups; null where they are exchangeable.</summary>
    public GroupedMoments? Grouped { get; init; }

    /// <summary>What was noticed about the rows that makes them other than exchangeable; null where nothing was, or none looked.</summary>
    public RowFinding? Rows { get; init; }

    /// <summary>The coverage that the interval is built for.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The set Z: the variables after the arguments; empty where nothing is given.</summary>
    public VariableSet Condition => VariableSet.Range(ArgumentCount, Sample.Variables.Count - ArgumentCount);

    /// <summary>Σ H(Xᵢ|Z) less the largest of them, by frequencies: the most that the arguments can share; for two the smaller H(X|Z).</summary>
    public double SharedEntropyCap()
    {
        Plugin plugin = new();
        double Entropy(VariableSet set) => set.IsEmpty ? 0 : plugin.Entropy(Sample.Joint.Marginal(set).Counts, 0);
        double[] entropies =
        [
            .. Enumerable.Range(0, ArgumentCount).Select(i => Entropy(VariableSet.Of(i) | Condition) - Entropy(Condition)),
        ];
        return entropies.Sum() - entropies.Max();
    }

    /// <summary>Number of levels of variable <paramref name="index"/> that occur.</summary>
    public int OccurringLevels(int index) => Sample.Joint.Marginal(VariableSet.Of(index)).Counts.Length;

    /// <summary>Whether variable <paramref name="index"/> has one and the same value in all rows.</summary>
    public bool IsConstant(int index) => Sample.IsDiscrete ? OccurringLevels(index) == 1 : Sample.Variables[index].IsConstant;
}
