namespace Infometer;

/// <summary>
/// The plug-in (maximum-likelihood) estimator: Ĥ = −Σ (n_i/n) ln(n_i/n) and
/// Î(A;B|Z) = Σ (n_abz/n) ln[n_abz n_z / (n_az n_bz)]. It has local values, so that covariances between terms come free,
/// and for Î an exact chance level: the mean (and variance) over all tables with the same margins within each level of Z.
/// Cost O(cells), plus O(distinct pairs of margins × spread) for the chance level.
/// </summary>
/// <remarks>
/// Biased: Ĥ is low by about (K − 1)/2n, Î high by about (K_A − 1)(K_B − 1)/2n. Inference takes the chance level away, and
/// the verdict withholds the number where the table is too sparse for that.
/// Source: Shannon (1948); the mean over fixed margins is that of Vinh, Epps and Bailey (2010).
/// </remarks>
public sealed record Plugin : DiscreteEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "plugin",
        "Plug-in (maximum likelihood)",
        "Frequencies put into the formula; what inference knows most about, and the default for discrete variables.",
        "Shannon (1948); chance level: Vinh, Epps and Bailey (2010).",
        static () => new Plugin())
    {
        Kinds = s_discreteOnly,
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override bool Supports(Term term, ReadOnlySpan<VariableShape> shapes)
    {
        if (term is InformationTerm { Arguments.Length: > 2 })
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
    public override double Entropy(ReadOnlySpan<long> counts, double alphabetSize)
    {
        double n = 0;
        double sum = 0;
        foreach (long count in counts)
        {
            n += count;
            sum += count * Math.Log(count);
        }

        return Math.Log(n) - (sum / n);
    }

    /// <inheritdoc/>
    public override TermEstimate Evaluate(Term term, Sample sample, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return term switch
        {
            EntropyTerm entropy => EvaluateEntropy(entropy.Set, sample.Joint),
            InformationTerm information => EvaluateInformation(information, sample.Joint),
            _ => throw new ArgumentException($"The plug-in cannot evaluate {term}.", nameof(term)),
        };
    }

    private TermEstimate EvaluateEntropy(VariableSet set, JointCounts joint)
    {
        double n = joint.Total;
        MarginalCounts marginal = joint.Marginal(set);
        double[] locals = new double[joint.CellCount];
        for (int cell = 0; cell < locals.Length; cell++)
        {
            locals[cell] = Math.Log(n / marginal.Counts[marginal.GroupOfCell[cell]]);
        }

        int k = marginal.Counts.Length;
        return new TermEstimate(Entropy(marginal.Counts, k))
        {
            Locals = locals,
            JackknifeBias = JackknifeBias(marginal.Counts, n),
            SecondOrderVariance = (k - 1) / (2 * n * n),
        };
    }

    private static TermEstimate EvaluateInformation(InformationTerm term, JointCounts joint)
    {
        double n = joint.Total;
        VariableSet a = term.Arguments[0];
        VariableSet b = term.Arguments[1];
        VariableSet z = term.Condition;
        MarginalCounts abz = joint.Marginal(a | b | z);
        MarginalCounts az = joint.Marginal(a | z);
        MarginalCounts bz = joint.Marginal(b | z);
        MarginalCounts given = joint.Marginal(z);
        double[] locals = new double[joint.CellCount];
        double value = 0;
        for (int cell = 0; cell < locals.Length; cell++)
        {
            locals[cell] = Math.Log(
                (double)abz.Counts[abz.GroupOfCell[cell]] / az.Counts[az.GroupOfCell[cell]]
                * given.Counts[given.GroupOfCell[cell]] / bz.Counts[bz.GroupOfCell[cell]]);
            value += joint.Counts[cell] * locals[cell];
        }

        (double chance, double variance) = NullMoments(StratumMargins.Of(joint, a, b, z), n);
        return new TermEstimate(value / n)
        {
            Locals = locals,
            Chance = chance,
            JackknifeBias = JackknifeBias(az.Counts, n) + JackknifeBias(bz.Counts, n)
                - JackknifeBias(abz.Counts, n) - JackknifeBias(given.Counts, n),
            SecondOrderVariance = variance,
        };
    }

    // (n − 1)(mean of Ĥ without one row − Ĥ) = (n − 1) ln(1 − 1/n) − Σ (c/n)(c − 1) ln(1 − 1/c): no large numbers are subtracted.
    private static double JackknifeBias(long[] counts, double n)
    {
        if (n < 2)
        {
            return 0;
        }

        double sum = 0;
        foreach (long count in counts)
        {
            sum += count > 1 ? count / n * (count - 1.0) * SpecialFunctions.LogOnePlus(-1.0 / count) : 0;
        }

        return ((n - 1) * SpecialFunctions.LogOnePlus(-1 / n)) - sum;
    }

    // Mean and variance of Σ (n_z/n) Î_z over independent strata; strata in which A or B is constant add nothing.
    private static (double Mean, double Variance) NullMoments(StratumMargins[] strata, double n)
    {
        double mean = 0;
        double variance = 0;
        foreach (StratumMargins stratum in strata)
        {
            FixedMarginGroups rows = FixedMarginGroups.Of(stratum.Rows);
            FixedMarginGroups columns = FixedMarginGroups.Of(stratum.Columns);
            double stratumMean = FixedMarginMoments.Mean(rows, columns);
            double weight = stratum.Total / n;
            mean += weight * stratumMean;
            variance += weight * weight * FixedMarginMoments.Variance(rows, columns, stratumMean);
        }

        return (mean, variance);
    }
}
