using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// A coefficient of dependence between two variables that is no amount of information. Its properties are its options. Each is 0 where X
/// and Y are independent; what else 0 can mean, and what a value of 1 means, is the coefficient's own.
/// </summary>
public abstract record DependenceMeasure
{
    private const double NotDetectedAbove = 0.05;
    private const double Level = 0.95;

    // With fewer rows the laws, all of them limits, give up to 5.7 % instead of 5 %, and draws cost nothing.
    private const int LawFrom = 50;

    // Draws where no law is known or n is too small for it.
    private const int Draws = 1_999;

    private protected DependenceMeasure()
    {
    }

    /// <summary>Id, name, options and reference.</summary>
    public abstract DependenceDescriptor Descriptor { get; }

    /// <summary>The definition of the value, with the options that it depends on.</summary>
    public abstract string Formula { get; }

    /// <summary>The fewest rows that give a value.</summary>
    private protected abstract int LeastRows { get; }

    /// <summary>Measures the dependence of X and Y.</summary>
    /// <param name="x">X.</param>
    /// <param name="y">Y, over the same rows.</param>
    /// <param name="options">
    /// Missing values and draws. With <see cref="EstimateOptions.Permutations"/> p comes from so many permutations of Y; without, from the
    /// coefficient's own law where n is large enough for it.
    /// </param>
    /// <param name="context">Seed, threads, cancellation. The result depends on the seed alone.</param>
    /// <exception cref="InvalidInputException">The variables are not of the kinds that the coefficient takes, or have different
    /// rows.</exception>
    public DependenceEstimate Estimate(Variable x, Variable y, EstimateOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        options ??= EstimateOptions.Default;
        options.Check();
        context ??= RunContext.Default;
        if (options.Discretizer is not null)
        {
            throw new InvalidInputException($"'{Descriptor.Id}' does not cut numbers into bins; leave bins out.");
        }

        CheckKinds(x, y);
        Sample sample = Sample.Align([x, y], options.Missing, context);
        List<Note> notes = [];
        Estimation.NoteDropped(sample, notes);
        DependenceEstimate basis = new()
        {
            Measure = this,
            Value = null,
            Count = sample.Count,
            TotalCount = sample.TotalCount,
            Names = [x.Name, y.Name],
            Kinds = [x.Kind, y.Kind],
            Dimensions = [x.Dimension, y.Dimension],
            Verdict = Verdict.Unreliable,
            Notes = [.. notes],
            Seed = context.Seed,
        };
        return WhyUndefined(sample) is { } note
            ? basis with { Notes = [.. basis.Notes, note] }
            : Answer(sample, basis, options, context);
    }

    /// <summary>Throws where a variable is of a kind that the coefficient does not take.</summary>
    private protected abstract void CheckKinds(Variable x, Variable y);

    /// <summary>The coefficient of aligned variables, neither of them constant, of at least <see cref="LeastRows"/> rows.</summary>
    private protected abstract DependenceFinding Evaluate(Sample sample, EstimateOptions options, RunContext context);

    /// <summary>From the sample to the estimate.</summary>
    private protected virtual DependenceEstimate Answer(
        Sample sample, DependenceEstimate basis, EstimateOptions options, RunContext context) =>
        Conclude(Evaluate(sample, options, context), basis, options, context);

    /// <summary>Refuses what is not one column of numbers.</summary>
    private protected void RequireNumbers(Variable variable)
    {
        if (variable.Kind == VariableKind.Discrete)
        {
            throw new InvalidInputException(
                $"'{variable.Name}' is discrete and '{Descriptor.Id}' needs numbers; read it as such with "
                + $"--kind {variable.Name}=continuous where its levels are ordered, or ask for theils-u, cramers-v, distance-correlation or hsic.");
        }

        if (variable.Dimension > 1)
        {
            throw new InvalidInputException(
                $"'{variable.Name}' has {variable.Dimension} columns and '{Descriptor.Id}' takes one; "
                + "ask for distance-correlation or hsic.");
        }
    }

    /// <summary>Refuses what is not discrete.</summary>
    private protected void RequireDiscrete(Variable variable)
    {
        if (variable.Kind != VariableKind.Discrete)
        {
            throw new InvalidInputException(
                $"'{variable.Name}' is numeric and '{Descriptor.Id}' needs levels; make it discrete on purpose with "
                + $"--kind {variable.Name}=discrete, or ask for distance-correlation, hsic or xi.");
        }
    }

    // What is 0/0 gets no number at all.
    private Note? WhyUndefined(Sample sample)
    {
        if (sample.Variables.FirstOrDefault(IsConstant) is { } constant)
        {
            return new Note("constant", FormattableString.Invariant(
                $"'{constant.Name}' has one and the same value in all {sample.Count:N0} rows used, so '{Descriptor.Id}' is ")
                + "not defined; nothing can depend on it.");
        }

        return sample.Count >= LeastRows
            ? null
            : new Note("too-few-rows", FormattableString.Invariant(
                $"'{Descriptor.Id}' needs at least {LeastRows} rows, and {sample.Count} can be used; get more rows."));
    }

    private static bool IsConstant(Variable variable)
    {
        if (variable.Codes is { } codes)
        {
            return codes.CountLevels().Count(static count => count > 0) == 1;
        }

        ReadOnlySpan<double> values = variable.Values.Span;
        for (int i = variable.Dimension; i < values.Length; i++)
        {
            if (values[i] != values[i - variable.Dimension])
            {
                return false;
            }
        }

        return true;
    }

    private static DependenceEstimate Conclude(
        DependenceFinding finding, DependenceEstimate basis, EstimateOptions options, RunContext context)
    {
        List<Note> notes = [.. basis.Notes, .. finding.Notes];
        if (!double.IsFinite(finding.Value))
        {
            notes.Add(new Note("undefined", "The coefficient is 0/0 on these rows: a variable hardly varies; get more rows."));
            return basis with { Notes = [.. notes] };
        }

        (double p, string method, ImmutableArray<double> draws) = PValueOf(finding, basis.Count, options, context);
        bool isDetected = p <= NotDetectedAbove;
        if (!isDetected)
        {
            notes.Add(new Note(
                "not-detected",
                options.Permutations < 19
                    ? FormattableString.Invariant($"{options.Permutations} draws cannot give a p-value of 0.05 or less, whatever the data; ")
                        + "ask for 999 or more."
                    : "Nothing was detected (p > 0.05); that is no proof of independence."));
        }

        return basis with
        {
            Value = finding.Value,
            StandardError = finding.StandardError,
            Interval = IntervalOf(finding, isDetected),
            PValue = p,
            PMethod = method,
            Details = finding.Details.ToImmutableSortedDictionary(d => d.Name, d => d.Number, StringComparer.Ordinal),
            Verdict = isDetected ? Verdict.Value : Verdict.NotDetected,
            Notes = [.. notes],
            Null = draws,
        };
    }

    private static (double P, string Method, ImmutableArray<double> Draws) PValueOf(
        DependenceFinding finding, int n, EstimateOptions options, RunContext context)
    {
        if (options.Permutations is null && !options.KeepNull && finding.Analytic is { } law && n >= LawFrom)
        {
            return (Math.Clamp(law.P, double.Epsilon, 1), law.Method, []);
        }

        EstimateOptions drawn = finding.Analytic is null ? options : options with { Permutations = options.Permutations ?? Draws };
        NullPValue p = NullPValue.Of(finding.Test, n, drawn, context);
        return (p.P, p.Method, p.Draws);
    }

    private static Interval? IntervalOf(DependenceFinding finding, bool isDetected)
    {
        if (finding.Limits is not { } limits)
        {
            return null;
        }

        const double Tail = (1 - Level) / 2;
        return finding.IsSigned ? new Interval(limits(Tail).Low, limits(Tail).High)
            : isDetected ? new Interval(Math.Max(0, limits(Tail).Low), Math.Max(0, limits(Tail).High))
            : new Interval(0, Math.Max(0, limits(1 - Level).High));
    }
}
