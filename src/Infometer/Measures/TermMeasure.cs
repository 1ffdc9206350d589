using System.Collections.Immutable;

namespace Infometer;

/// <summary>A measure that is a signed sum of terms, or a smooth function of a few such sums.</summary>
internal sealed class TermMeasure(string id, string name, string formula) : Measure(id, name, formula)
{
    /// <summary>The value from the component values; writes its gradient.</summary>
    internal delegate double Combiner(ReadOnlySpan<ComponentValue> components, Span<double> gradient);

    /// <summary>I(X;Y), H(X), H(Y): what every ratio of a pair of variables is made of.</summary>
    internal static ImmutableArray<ImmutableArray<Decomposition>> PairComponents { get; } =
    [
        Sum(Pair(VariableSet.Empty)),
        Sum(new EntropyTerm(VariableSet.Of(0))),
        Sum(new EntropyTerm(VariableSet.Of(1))),
    ];

    /// <summary>For each component its decompositions, from the number of arguments and the condition.</summary>
    internal required Func<int, VariableSet, ImmutableArray<ImmutableArray<Decomposition>>> Components { get; init; }

    /// <summary>How components make the value; null where there is one and it is the value.</summary>
    internal Combiner? Combine { get; init; }

    /// <summary>Whether the formula itself takes chance away, so that inference must not do it again.</summary>
    internal bool IsChanceCorrected { get; init; }

    /// <summary>How many times the information that m variables can share the measure can reach. Default 1.</summary>
    internal double CeilingFactor { get; init; } = 1;

    internal static InformationTerm Pair(VariableSet condition) => new([VariableSet.Of(0), VariableSet.Of(1)], condition);

    internal static ImmutableArray<Decomposition> Sum(Term term) => [Decomposition.Of(term)];

    internal static ImmutableArray<Decomposition> Signed(params ImmutableArray<(double Coefficient, Term Term)> terms) =>
        [new Decomposition([.. terms.Select(t => new SignedTerm(t.Coefficient, t.Term))])];

    /// <summary>TC in one term, or as the chain Σ I(Xᵢ; X₍&lt;i₎|Z).</summary>
    internal static ImmutableArray<Decomposition> TotalCorrelationOf(int m, VariableSet z) =>
    [
        Decomposition.Of(new InformationTerm([.. Enumerable.Range(0, m).Select(VariableSet.Of)], z)),
        .. Signed(ChainTerms(m, z)),
    ];

    /// <summary>Σᵢ I(Xᵢ; X₍&lt;i₎|Z) for i ≥ 1.</summary>
    internal static ImmutableArray<(double, Term)> ChainTerms(int m, VariableSet z) =>
        [.. Enumerable.Range(1, m - 1).Select(i => (1.0, (Term)new InformationTerm([VariableSet.Of(i), VariableSet.Range(0, i)], z)))];

    /// <summary>±Σᵢ I(Xᵢ; X₍&lt;i₎|X₍&gt;i₎, Z) for i ≥ 1: the dual total correlation.</summary>
    internal static ImmutableArray<(double, Term)> DualTerms(int m, VariableSet z, double sign) =>
    [
        .. Enumerable.Range(1, m - 1).Select(i =>
            (sign, (Term)new InformationTerm([VariableSet.Of(i), VariableSet.Range(0, i)], VariableSet.Range(i + 1, m - i - 1) | z))),
    ];

    /// <summary>Σ over the subsets S of X₂…X_m₋₁ of (−1)^|S| I(X₀;X₁|S).</summary>
    internal static ImmutableArray<(double, Term)> CoInformationTerms(int m)
    {
        ImmutableArray<(double, Term)>.Builder terms = ImmutableArray.CreateBuilder<(double, Term)>();
        for (ulong subset = 0; subset < 1UL << (m - 2); subset++)
        {
            VariableSet given = new(subset << 2);
            terms.Add((given.Count % 2 == 0 ? 1 : -1, Pair(given)));
        }

        return terms.ToImmutable();
    }

    /// <summary>(I − chance) / (average of H(X), H(Y) − chance) from the components I, H(X), H(Y).</summary>
    internal static double Quotient(ReadOnlySpan<ComponentValue> components, Span<double> gradient, EntropyAverage average, double chance)
    {
        double x = components[1].Value;
        double y = components[2].Value;
        (double mean, double byX, double byY) = average switch
        {
            EntropyAverage.Geometric => (Math.Sqrt(x * y), 0.5 * Math.Sqrt(y / x), 0.5 * Math.Sqrt(x / y)),
            EntropyAverage.Min => (Math.Min(x, y), x <= y ? 1.0 : 0, x <= y ? 0 : 1.0),
            EntropyAverage.Max => (Math.Max(x, y), x >= y ? 1.0 : 0, x >= y ? 0 : 1.0),
            _ => ((x + y) / 2, 0.5, 0.5),
        };
        double value = (components[0].Value - chance) / (mean - chance);
        (gradient[0], gradient[1], gradient[2]) = (1 / (mean - chance), -value * byX / (mean - chance), -value * byY / (mean - chance));
        return value;
    }

    /// <inheritdoc/>
    internal override Evaluation Evaluate(Question question)
    {
        ImmutableArray<ImmutableArray<Decomposition>> components = Components(question.ArgumentCount, question.Condition);

        // Intervals and tests belong to the counts, whatever estimator gives the point: the plug-in has local values and an exact null.
        Plugin counting = question.Estimator as Plugin ?? new Plugin();
        EvaluatedSum[] sums = [.. components.Select(c => EvaluatedSum.Of(c, counting, question))];
        double[] gradient = new double[sums.Length];
        double plugin = Value([.. sums.Select(s => new ComponentValue(s.Value, s.Chance))], gradient);
        double variance = 0;
        double[] locals = new double[question.Sample.Joint.CellCount];
        for (int i = 0; i < sums.Length; i++)
        {
            variance += gradient[i] * gradient[i] * sums[i].SecondOrderVariance;
            for (int cell = 0; cell < locals.Length; cell++)
            {
                locals[cell] += gradient[i] * sums[i].Locals[cell];
            }
        }

        double[] unused = new double[sums.Length];
        double chanceCorrected = IsChanceCorrected
            ? plugin
            : Value([.. sums.Select(s => new ComponentValue(s.Value - (s.Chance ?? s.JackknifeBias), s.Chance))], unused);
        double jackknifed = IsChanceCorrected
            ? plugin
            : Value([.. sums.Select(s => new ComponentValue(s.Value - s.JackknifeBias, s.Chance))], unused);
        double raw = question.Estimator is Plugin
            ? plugin
            : Value([.. components.Select(c => new ComponentValue(EvaluatedSum.Of(c, question.Estimator, question).Value, null))], unused);

        bool isInformation = Combine is null && VanishesUnderIndependence;
        return new Evaluation(raw, question.Estimator is Plugin ? chanceCorrected : raw)
        {
            PluginValue = plugin,
            ChanceCorrected = chanceCorrected,
            Jackknifed = jackknifed,
            FirstOrderVariance = DiscreteMoments.Variance(locals, question.Sample.Joint.Counts) / question.Sample.Count,
            SecondOrderVariance = variance,
            Sparsity = SparsityOf(question, sums[0]),
            IsEntropy = sums.Length == 1 && sums[0].ChanceAtStake is null,
            Ceiling = CeilingOf(question),
            Test = VanishesUnderIndependence ? NullOf(question, components[0], sums[0]) : null,
            IsInformation = isInformation,
        };
    }

    /// <inheritdoc/>
    internal override double[] LocalValues(Question question) => Combine is null
        ? EvaluatedSum.Of(Components(question.ArgumentCount, question.Condition)[0], new Plugin(), question).Locals
        : base.LocalValues(question);

    // Two arguments: tables with fixed margins. More: columns permuted apart, the sum taken anew.
    private INullTest NullOf(Question question, ImmutableArray<Decomposition> component, EvaluatedSum sum) =>
        question.ArgumentCount == 2
            ? new FixedMarginTest(question, sum.Value, sum.Chance ?? 0, sum.SecondOrderVariance)
            : new ColumnPermutationTest(question, component, sum, CeilingFactor);

    // Chance as a share of what could be shared; for entropies Turing's estimate of the mass not seen yet.
    private double SparsityOf(Question question, EvaluatedSum sum)
    {
        if (sum.ChanceAtStake is not { } atStake)
        {
            int singletons = 0;
            foreach (long count in question.Sample.Joint.Counts)
            {
                singletons += count == 1 ? 1 : 0;
            }

            return (double)singletons / question.Sample.Count;
        }

        double cap = CeilingFactor * question.SharedEntropyCap();
        return cap > 0 ? atStake / cap : 0;
    }

    // The most that the occurring levels allow; null for signed sums.
    private double? CeilingOf(Question question)
    {
        if (IsRatio)
        {
            return 1;
        }

        if (!IsNonNegative)
        {
            return null;
        }

        double[] logLevels = [.. Enumerable.Range(0, question.ArgumentCount).Select(i => Math.Log(question.OccurringLevels(i)))];
        return VanishesUnderIndependence ? CeilingFactor * (logLevels.Sum() - logLevels.Max()) : logLevels.Sum();
    }

    private double Value(ReadOnlySpan<ComponentValue> components, Span<double> gradient)
    {
        if (Combine is not null)
        {
            return Combine(components, gradient);
        }

        gradient[0] = 1;
        return components[0].Value;
    }
}
