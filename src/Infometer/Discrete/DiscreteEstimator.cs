using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// An estimator that sees only how often levels occur. It has to say one thing, the entropy of a list of counts; every
/// other term follows from the identity I(A;B|Z) = H(AZ) + H(BZ) − H(ABZ) − H(Z).
/// </summary>
public abstract record DiscreteEstimator : Estimator
{
    private protected static readonly ImmutableArray<VariableKind> s_discreteOnly = [VariableKind.Discrete];

    /// <summary>The entropy in nats of the distribution that <paramref name="counts"/> were drawn from.</summary>
    /// <param name="counts">How often each occurring level occurs: all above zero, at least one.</param>
    /// <param name="alphabetSize">Number of levels that could occur, K ≥ the number of counts; estimators that need no
    /// alphabet ignore it.</param>
    /// <returns>The estimate; NaN where the estimator is undefined on these counts.</returns>
    public abstract double Entropy(ReadOnlySpan<long> counts, double alphabetSize);

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes)
    {
        if (term is not EntropyTerm)
        {
            return false;
        }

        foreach (int index in term.Variables.Indices())
        {
            if (shapes[index].Kind != VariableKind.Discrete)
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
        VariableSet set = ((EntropyTerm)term).Set;
        if (set.IsEmpty)
        {
            return new TermEstimate(0);
        }

        long[] counts = sample.Joint.Marginal(set).Counts;
        return new TermEstimate(Entropy(counts, AlphabetSize(set, sample, counts.Length)));
    }

    /// <summary>The alphabet of a marginal: by default the number of levels that occur.</summary>
    private protected virtual double AlphabetSize(VariableSet set, Sample sample, int occurring) => occurring;

    /// <summary>
    /// Σ f(n_i) over the levels. Levels with the same small count, nearly all of them where there are many, share one
    /// evaluation.
    /// </summary>
    private protected static double SumOverLevels(ReadOnlySpan<long> counts, Func<double, double> contribution)
    {
        const int Small = 256;
        Span<int> levels = stackalloc int[Small];
        double sum = 0;
        foreach (long count in counts)
        {
            if (count < Small)
            {
                levels[(int)count]++;
            }
            else
            {
                sum += contribution(count);
            }
        }

        for (int count = 1; count < Small; count++)
        {
            sum += levels[count] == 0 ? 0 : levels[count] * contribution(count);
        }

        return sum;
    }

    /// <summary>n = Σ n_i.</summary>
    private protected static double Total(ReadOnlySpan<long> counts)
    {
        long total = 0;
        foreach (long count in counts)
        {
            total += count;
        }

        return total;
    }

    /// <summary>−p ln p, 0 at p = 0.</summary>
    private protected static double NegativeXLogX(double p) => p > 0 ? -p * Math.Log(p) : 0;
}
