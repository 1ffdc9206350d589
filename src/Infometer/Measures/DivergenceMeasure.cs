namespace Infometer;

/// <summary>
/// A divergence between the distributions p of X and q of Y over their common levels (matched by name). The rows pair X
/// with Y, so the standard error of the delta method includes their covariance, and the null swaps X and Y within rows. Numeric variables
/// are compared by nearest neighbours, without levels.
/// </summary>
internal sealed class DivergenceMeasure : Measure
{
    private readonly DivergenceKind _kind;

    public DivergenceMeasure(DivergenceKind kind) : base(IdOf(kind), NameOf(kind), FormulaOf(kind))
    {
        _kind = kind;
        VanishesUnderIndependence = kind != DivergenceKind.CrossEntropy;
    }

    /// <inheritdoc/>
    internal override Evaluation Evaluate(Question question)
    {
        RequirePlugin(question);
        JointCounts joint = question.Sample.Joint;
        (int[] x, int[] y, int levels) = CommonLevels(question.Sample);
        double n = joint.Total;
        double[] p = new double[levels];
        double[] q = new double[levels];
        for (int cell = 0; cell < joint.CellCount; cell++)
        {
            p[x[cell]] += joint.Counts[cell] / n;
            q[y[cell]] += joint.Counts[cell] / n;
        }

        double value = Value(p, q);
        double[] byP = new double[levels];
        double[] byQ = new double[levels];
        Gradient(p, q, byP, byQ);
        double[] locals = [.. x.Select((level, cell) => byP[level] + byQ[y[cell]])];
        SwapTest? test = VanishesUnderIndependence && double.IsFinite(value)
            ? new SwapTest(joint, x, y, levels, value, this)
            : null;
        double corrected = value - (test?.Mean ?? CrossEntropyBias(p, q, n));
        return new Evaluation(value, corrected)
        {
            PluginValue = value,
            Centres = [corrected],
            FirstOrderVariance = double.IsFinite(value) ? DiscreteMoments.Variance(locals, joint.Counts) / n : double.NaN,
            SecondOrderVariance = test?.Variance ?? 0,
            Sparsity = test is null ? ShareOnSingleRows(p, q, n) : test.Mean / test.EntropyCap,
            Ceiling = _kind == DivergenceKind.JensenShannon ? Math.Log(2) : null,
            Test = test,
            IsInformation = VanishesUnderIndependence,
            IsEntropy = !VanishesUnderIndependence,
        };
    }

    /// <summary>The divergence of two numeric variables, with local values per row.</summary>
    /// <param name="sample">X and Y, of equal width.</param>
    /// <param name="estimator">How neighbours are found.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    /// <param name="isSwapped">The rows in which X and Y change places, for the null of one distribution; null for none.</param>
    internal TermEstimate EvaluateNumeric(
        Sample sample, NeighborDivergenceEstimator estimator, RunContext context, bool[]? isSwapped = null) =>
        estimator.Evaluate(_kind, sample, context, isSwapped);

    /// <inheritdoc/>
    internal override TermEstimate? EvaluateWhole(Question question) =>
        question.Estimator is NeighborDivergenceEstimator estimator
            ? EvaluateNumeric(question.Sample, estimator, question.Context)
            : throw new InvalidInputException(
                $"'{question.Estimator.Descriptor.Id}' cannot evaluate '{Id}' of numeric variables; use {NeighborDivergenceEstimator.Describe.Id}.");

    /// <inheritdoc/>
    internal override WholeNull? NullOfWhole(Question question) => VanishesUnderIndependence
        ? new WholeNull("X and Y swapped at random within rows", () => new SwapSampler(this, question))
        : null;

    private sealed class SwapSampler(DivergenceMeasure measure, Question question) : INullSampler
    {
        private readonly bool[] _isSwapped = new bool[question.Sample.Count];
        private readonly RunContext _alone = question.Context with { MaxDegreeOfParallelism = 1, Progress = null };

        public void Reset()
        {
        }

        public double Next(ref Rng rng)
        {
            for (int i = 0; i < _isSwapped.Length; i++)
            {
                _isSwapped[i] = rng.NextInt(2) == 1;
            }

            return measure.EvaluateNumeric(question.Sample, (NeighborDivergenceEstimator)question.Estimator, _alone, _isSwapped).Nats;
        }
    }

    /// <summary>
    /// To second order every one of them is κ Σ (pᵢ − qᵢ)²/mᵢ with m the mean of p and q: κ = ½ for KL, 1 for Jeffreys, ⅛ for
    /// Jensen–Shannon.
    /// </summary>
    internal double Curvature => _kind switch
    {
        DivergenceKind.KullbackLeibler => 0.5,
        DivergenceKind.JensenShannon => 0.125,
        _ => 1,
    };

    /// <summary>The most that the divergence can be, for judging how sparse the counts are; ln K stands in where there is no limit.</summary>
    internal double CapFor(int levels) => _kind == DivergenceKind.JensenShannon ? Math.Log(2) : Math.Log(Math.Max(2, levels));

    // E[−Σ p ln q̂] lies above −Σ p ln q by about Σ p (1 − q)/2nq.
    private static double CrossEntropyBias(double[] p, double[] q, double n) =>
        p.Zip(q, (a, b) => a > 0 && b > 0 ? a * (1 - b) / (2 * n * b) : 0).Sum();

    // How much of p rests on levels that q saw in one row.
    private static double ShareOnSingleRows(double[] p, double[] q, double n) => p.Zip(q, (a, b) => b * n < 1.5 ? a : 0).Sum();

    // Levels are matched by name where both variables have names, by code otherwise.
    private static (int[] X, int[] Y, int Levels) CommonLevels(Sample sample)
    {
        JointCounts joint = sample.Joint;
        int[] x = [.. Enumerable.Range(0, joint.CellCount).Select(cell => joint.Code(cell, 0))];
        int[] y = [.. Enumerable.Range(0, joint.CellCount).Select(cell => joint.Code(cell, 1))];
        if ((sample.Variables[0].Levels is null) != (sample.Variables[1].Levels is null))
        {
            throw new InvalidInputException(
                $"The levels of '{sample.Variables[0].Name}' and '{sample.Variables[1].Name}' cannot be matched: one has names, the other only codes.");
        }

        if (sample.Variables[0].Levels is not { } namesX || sample.Variables[1].Levels is not { } namesY)
        {
            return (x, y, Math.Max(joint.LevelCounts[0], joint.LevelCounts[1]));
        }

        Dictionary<string, int> common = new(StringComparer.Ordinal);
        int[] Map(IReadOnlyList<string> names) => [.. names.Select(name =>
        {
            common.TryAdd(name, common.Count);
            return common[name];
        })];
        int[] mapX = Map(namesX);
        int[] mapY = Map(namesY);
        return ([.. x.Select(code => mapX[code])], [.. y.Select(code => mapY[code])], common.Count);
    }

    /// <summary>The divergence of two distributions in nats; infinite where a level is missing that must not be.</summary>
    internal double Value(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double middle = (p[i] + q[i]) / 2;
            sum += _kind switch
            {
                DivergenceKind.KullbackLeibler => Term(p[i], q[i]),
                DivergenceKind.JensenShannon => (Term(p[i], middle) + Term(q[i], middle)) / 2,
                DivergenceKind.Jeffreys => Term(p[i], q[i]) + Term(q[i], p[i]),
                _ => p[i] > 0 ? -p[i] * Math.Log(q[i]) : 0,
            };
        }

        return sum;
    }

    private void Gradient(double[] p, double[] q, double[] byP, double[] byQ)
    {
        for (int i = 0; i < p.Length; i++)
        {
            double middle = (p[i] + q[i]) / 2;
            (byP[i], byQ[i]) = _kind switch
            {
                DivergenceKind.KullbackLeibler => (Math.Log(p[i] / q[i]), -p[i] / q[i]),
                DivergenceKind.JensenShannon => (Math.Log(p[i] / middle) / 2, Math.Log(q[i] / middle) / 2),
                DivergenceKind.Jeffreys => (Math.Log(p[i] / q[i]) - (q[i] / p[i]), Math.Log(q[i] / p[i]) - (p[i] / q[i])),
                _ => (-Math.Log(q[i]), -p[i] / q[i]),
            };
        }
    }

    private static double Term(double p, double q) => p > 0 ? p * Math.Log(p / q) : 0;

    private static string IdOf(DivergenceKind kind) => kind switch
    {
        DivergenceKind.KullbackLeibler => "kl",
        DivergenceKind.JensenShannon => "js",
        DivergenceKind.Jeffreys => "jeffreys",
        _ => "cross-entropy",
    };

    private static string NameOf(DivergenceKind kind) => kind switch
    {
        DivergenceKind.KullbackLeibler => "Kullback–Leibler divergence",
        DivergenceKind.JensenShannon => "Jensen–Shannon divergence",
        DivergenceKind.Jeffreys => "Jeffreys divergence",
        _ => "cross-entropy",
    };

    private static string FormulaOf(DivergenceKind kind) => kind switch
    {
        DivergenceKind.KullbackLeibler => "KL(X‖Y) = Σ p ln(p/q), p and q the distributions of X and Y",
        DivergenceKind.JensenShannon => "JS(X,Y) = H((p+q)/2) − (H(p) + H(q))/2",
        DivergenceKind.Jeffreys => "J(X,Y) = KL(X‖Y) + KL(Y‖X)",
        _ => "H(X,Y) = −Σ p ln q",
    };
}
