namespace Infometer;

/// <summary>
/// The entropies of Rényi and of Tsallis: functions of the sum of the probabilities' powers, Shannon's entropy for the power 1.
/// </summary>
internal sealed class PowerEntropyMeasure : Measure
{
    private readonly double _order;
    private readonly bool _isTsallis;

    public PowerEntropyMeasure(double order, bool isTsallis)
        : base(
            isTsallis ? "tsallis-entropy" : "renyi-entropy",
            FormattableString.Invariant($"{(isTsallis ? "Tsallis" : "Rényi")} entropy of order {order}"),
            isTsallis ? "S_q(X) = (1 − Σ p(x)^q) / (q − 1)" : "H_α(X) = ln Σ p(x)^α / (1 − α)")
    {
        if (!(order > 0) || !double.IsFinite(order))
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{Id}' of order {order} is not defined; the order must be a number above 0, 1 being Shannon's entropy."));
        }

        (_order, _isTsallis) = (order, isTsallis);
        MinArguments = 1;
        MaxArguments = VariableSet.Capacity;
    }

    /// <inheritdoc/>
    internal override Evaluation Evaluate(Question question)
    {
        RequirePlugin(question);
        ReadOnlySpan<long> counts = question.Sample.Joint.Counts;
        double n = question.Sample.Count;
        double[] p = new double[counts.Length];
        int singles = 0;
        for (int i = 0; i < p.Length; i++)
        {
            p[i] = counts[i] / n;
            singles += counts[i] == 1 ? 1 : 0;
        }

        double value = Value(p);
        double[] gradient = Gradient(p);
        double bias = Bias(p, n);
        return new Evaluation(value, value - bias)
        {
            PluginValue = value,
            Centres = [value - bias],
            FirstOrderVariance = DiscreteMoments.Variance(gradient, counts) / n,
            SecondOrderVariance = 0,
            Sparsity = singles / n,
            IsEntropy = true,
        };
    }

    /// <inheritdoc/>
    internal override TermEstimate? EvaluateWhole(Question question) =>
        question.Estimator is KozachenkoLeonenko estimator
            ? EvaluateNumeric(question.Sample, estimator, question.Context)
            : throw new InvalidInputException(
                $"'{question.Estimator.Descriptor.Id}' cannot evaluate '{Id}' of numeric variables; use {KozachenkoLeonenko.Describe.Id}.");

    /// <summary>
    /// The entropy of numeric variables together, with local values per row, by the neighbours and the scale of an estimator.
    /// </summary>
    internal TermEstimate EvaluateNumeric(Sample sample, KozachenkoLeonenko estimator, RunContext context)
    {
        VariableSet all = VariableSet.Range(0, sample.Variables.Count);
        if (sample.Variables.FirstOrDefault(v => v.Kind == VariableKind.Discrete) is { } labels)
        {
            throw new InvalidInputException(
                $"'{KozachenkoLeonenko.Describe.Id}' cannot evaluate '{Id}' of '{labels.Name}', which is discrete; use {Plugin.Describe.Id} for discrete variables alone.");
        }

        estimator.AdmittedRows(sample, estimator.Neighbors, context);
        if (estimator.Standardize != Standardization.None && (_isTsallis || estimator.Standardize == Standardization.RankGaussian))
        {
            throw new InvalidInputException(
                $"'{Id}' depends on the scale of its columns, and standardize={estimator.Standardize.Word()} would change it; "
                + "leave standardize out.");
        }

        PointSet points = estimator.PointsOf(sample, all, context);
        if (KozachenkoLeonenko.IsInPlane(estimator, new EntropyTerm(all), points, sample, context))
        {
            return new TermEstimate(double.NegativeInfinity);
        }

        TermEstimate scaled = _isTsallis
            ? NeighborEntropy.Tsallis(points, _order, estimator.Neighbors, estimator.Norm, context)
            : NeighborEntropy.Renyi(points, _order, estimator.Neighbors, estimator.Norm, context);
        double logScale = KozachenkoLeonenko.LogScale(estimator, sample, all, context);
        return scaled with
        {
            Nats = scaled.Nats + logScale,
            Locals = Array.ConvertAll(scaled.Locals.ToArray(), local => local + logScale),
        };
    }

    /// <summary>The entropy of a distribution.</summary>
    internal double Value(ReadOnlySpan<double> p)
    {
        double sum = 0;
        foreach (double share in p)
        {
            sum += _order == 1 ? -share * Math.Log(share) : Math.Pow(share, _order);
        }

        return _order == 1 ? sum : _isTsallis ? (1 - sum) / (_order - 1) : Math.Log(sum) / (1 - _order);
    }

    // ∂/∂p of the value: what a row of a level adds to it.
    private double[] Gradient(double[] p)
    {
        double sum = _isTsallis ? 1 : p.Sum(share => Math.Pow(share, _order));
        return Array.ConvertAll(p, share => _order == 1
            ? -Math.Log(share)
            : _order / (1 - _order) * Math.Pow(share, _order - 1) / sum);
    }

    // Second order: ½ tr(Hessian · covariance), the covariance of p̂ being (diag p − ppᵀ)/n.
    private double Bias(double[] p, double n)
    {
        if (_order == 1)
        {
            return -(p.Length - 1) / (2 * n);
        }

        double a = _order;
        double sum = p.Sum(share => Math.Pow(share, a));
        double curvature = a * (p.Sum(share => Math.Pow(share, a - 1)) - sum) * (a - 1) / (2 * n);
        if (_isTsallis)
        {
            return -curvature / (a - 1);
        }

        // ln S: S″/S − (S′/S)², S′ along the fluctuations of p̂.
        double slope = a * a * (p.Sum(share => Math.Pow(share, (2 * a) - 1)) - (sum * sum)) / (2 * n);
        return ((curvature / sum) - (slope / (sum * sum))) / (1 - a);
    }
}
