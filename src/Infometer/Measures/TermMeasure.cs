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

    /// <summary>How many times the total correlation the measure of m variables can be. Default 1.</summary>
    internal Func<int, double> MostCorrelations { get; init; } = static _ => 1;

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
        double room = mean - chance;
        if (room <= 1e-12 * mean)
        {
            // Chance alone fills the average: equal partitions of single rows agree fully, anything else is undefined.
            return components[0].Value >= mean * (1 - 1e-12) ? 1 : double.NaN;
        }

        double value = (components[0].Value - chance) / room;
        (gradient[0], gradient[1], gradient[2]) = (1 / room, -value * byX / room, -value * byY / room);
        return value;
    }

    /// <inheritdoc/>
    internal override Evaluation Evaluate(Question question)
    {
        if (IsChanceCorrected)
        {
            RequirePlugin(question);
        }

        // Intervals and tests belong to the counts, whatever estimator gives the point: the plug-in has local values and an exact null.
        Plugin counting = question.Estimator as Plugin ?? new Plugin();
        ImmutableArray<ImmutableArray<Decomposition>> components = Components(question.ArgumentCount, question.Condition);
        EvaluatedSum[] sums = [.. components.Select(c => EvaluatedSum.Of(c, counting, question))];
        if (Combine is null && question.ArgumentCount > 2 && sums[0].ChanceAtStake is not null)
        {
            double factor = InteractionMoments.CovarianceFactor(components[0][^1], question);
            sums[0] = sums[0] with { SecondOrderVariance = factor * sums[0].SecondOrderVariance };
        }

        double[] gradient = new double[sums.Length];
        double plugin = Value(sums, static s => s.Value, gradient);
        double jackknifed = Value(sums, static s => s.Value - s.JackknifeBias);
        bool isEntropy = sums.Length == 1 && sums[0].ChanceAtStake is null;
        double alternative = isEntropy
            ? Value([EvaluatedSum.Of(components[0], new Grassberger2003(), question)], static s => s.Value)
            : Value(sums, static s => s.Value - (s.Chance ?? s.JackknifeBias));
        bool isInformation = Combine is null && VanishesUnderIndependence;
        double point = IsChanceCorrected ? plugin : isInformation || !IsNonNegative ? alternative : jackknifed;
        double raw = question.Estimator is Plugin
            ? plugin
            : Value([.. components.Select(c => EvaluatedSum.Of(c, question.Estimator, question))], static s => s.Value);
        return new Evaluation(raw, question.Estimator is Plugin ? point : raw)
        {
            PluginValue = plugin,
            Centres = IsChanceCorrected ? [plugin, ChanceFree(sums, alternative)] : [alternative, jackknifed],
            FirstOrderVariance = DiscreteMoments.Variance(Weighted(sums, gradient), question.Sample.Joint.Counts) / question.Sample.Count,
            SecondOrderVariance = sums.Zip(gradient, (s, g) => g * g * s.SecondOrderVariance).Sum(),
            Sparsity = SparsityOf(question, sums[0]),
            IsEntropy = isEntropy,
            Ceiling = CeilingOf(question),
            Test = VanishesUnderIndependence ? NullOf(question, components[0], sums[0]) : null,
            IsInformation = isInformation,
        };
    }

    /// <inheritdoc/>
    internal override ImmutableArray<Decomposition>? SumOfTerms(int argumentCount, VariableSet condition) =>
        Combine is null ? Components(argumentCount, condition)[0] : null;

    /// <inheritdoc/>
    internal override double[] LocalValues(Question question) => Combine is null
        ? EvaluatedSum.Of(Components(question.ArgumentCount, question.Condition)[0], new Plugin(), question).Locals
        : base.LocalValues(question);

    // Two arguments: tables with fixed margins. More: columns permuted apart, the sum taken anew.
    private INullTest NullOf(Question question, ImmutableArray<Decomposition> component, EvaluatedSum sum) =>
        question.ArgumentCount == 2
            ? new FixedMarginTest(question, sum.Value, sum.Chance ?? 0, sum.SecondOrderVariance)
            : new ColumnPermutationTest(question, component, sum, CeilingFactor, MostCorrelations(question.ArgumentCount));

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

        // Levels that did not occur may exist, so entropies have no ceiling.
        if (!VanishesUnderIndependence)
        {
            return null;
        }

        double[] logLevels = [.. Enumerable.Range(0, question.ArgumentCount).Select(i => Math.Log(question.OccurringLevels(i)))];
        return CeilingFactor * (logLevels.Sum() - logLevels.Max());
    }

    // Σ gradient · local value, per unit of the sample.
    private static double[] Weighted(EvaluatedSum[] sums, double[] gradient)
    {
        double[] locals = new double[sums[0].Locals.Length];
        for (int i = 0; i < sums.Length; i++)
        {
            for (int cell = 0; cell < locals.Length; cell++)
            {
                locals[cell] += gradient[i] * sums[i].Locals[cell];
            }
        }

        return locals;
    }

    // A chance-corrected ratio estimates what the ratio without correction tends to; that one, with I less its chance, is the other centre.
    private double ChanceFree(EvaluatedSum[] sums, double otherwise) => Combine is null
        ? otherwise
        : Combine([.. sums.Select(s => new ComponentValue(s.Value - (s.Chance ?? s.JackknifeBias), 0))], new double[sums.Length]);

    private double Value(EvaluatedSum[] sums, Func<EvaluatedSum, double> part, double[]? gradient = null)
    {
        gradient ??= new double[sums.Length];
        if (Combine is not null)
        {
            return Combine([.. sums.Select(s => new ComponentValue(part(s), s.Chance))], gradient);
        }

        gradient[0] = 1;
        return part(sums[0]);
    }
}
