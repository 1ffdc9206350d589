namespace Infometer.Tests;

/// <summary>Estimators of numeric variables, data that are hard for them, and what every answer must keep to.</summary>
internal static class NumericCases
{
    /// <summary>The choice of the policy.</summary>
    public const string Auto = "auto";

    /// <summary>The ids of all estimators that take numeric variables, in the order of <see cref="Estimators.All"/>.</summary>
    public static string[] AllIds { get; } = [.. Estimators.All.Where(d => d.Kinds.Contains(VariableKind.Continuous)).Select(d => d.Id)];

    /// <summary>The same without those that learn: their numbers depend on random weights, and on the order of rows and columns with them.</summary>
    public static string[] Ids { get; } = [.. AllIds.Where(id => Estimators.Get(id).Create() is not CriticEstimator)];

    /// <summary>The measures of rows in any order that do not depend on options.</summary>
    public static Measure[] Measures { get; } = [.. Measure.All.Where(m => m.Series is null)];

    /// <summary>The estimator, one that learns with hardly any training; null for <see cref="Auto"/>.</summary>
    public static Estimator? Create(string id) => id == Auto ? null : Estimators.Get(id).Create() switch
    {
        CriticEstimator critic => critic with { Width = 8, Steps = 10 },
        Estimator other => other,
    };

    /// <summary>Four numeric variables of n rows, of which every two have the correlation ½; the first comes with labels cut from it.</summary>
    public static Variable[] Numbers(int n, ulong seed = 1)
    {
        double[] normals = NeighborData.Normals(n, 5, seed);
        return
        [
            .. "xyzw".Select((name, v) => Variable.Continuous(
                Enumerable.Range(0, n).Select(i => Math.Sqrt(0.5) * (normals[i] + normals[((v + 1) * n) + i])).ToArray(), 1, name.ToString())),
        ];
    }

    /// <summary>A numeric variable with every number changed.</summary>
    public static Variable Map(this Variable variable, Func<double, double> map) =>
        Variable.Continuous(Array.ConvertAll(variable.Values.ToArray(), v => map(v)), variable.Dimension, variable.Name);

    /// <summary>Numeric variables side by side, as one.</summary>
    public static Variable Beside(string name, params Variable[] parts)
    {
        int width = parts.Sum(p => p.Dimension);
        double[] values = new double[parts[0].Count * width];
        int start = 0;
        foreach (Variable part in parts)
        {
            for (int i = 0; i < part.Count; i++)
            {
                part.Values.Span.Slice(i * part.Dimension, part.Dimension).CopyTo(values.AsSpan((i * width) + start));
            }

            start += part.Dimension;
        }

        return Variable.Continuous(values, width, name);
    }

    /// <summary>The levels of a numeric variable cut at its quantiles.</summary>
    public static Variable Cut(this Variable variable, int levels)
    {
        double[] values = variable.Values.ToArray();
        double[] sorted = [.. values.Order()];
        return Variable.Discrete<int>(
            Array.ConvertAll(values, v => Math.Min(levels - 1, Array.BinarySearch(sorted, v) * levels / values.Length)), variable.Name);
    }

    /// <summary>A mixed variable: numbers of which the small ones are one and the same.</summary>
    public static Variable Mixed(this Variable variable) =>
        Variable.Of(Column.Numeric(variable.Name, Array.ConvertAll(variable.Values.ToArray(), v => Math.Max(v, 0)), VariableKind.Mixed));

    /// <summary>Asks; the first variables are the arguments, as many as the measure takes and three at most, and the next one is the condition.</summary>
    public static Estimate Ask(this Measure measure, string id, Variable[] variables, int? permutations = 19)
    {
        int arguments = Math.Min(3, measure.MaxArguments);
        arguments = measure.MinArguments == 1 ? 1 : arguments;
        return measure.Estimate(
            variables[..arguments],
            measure.Condition == ConditionUse.Required ? variables[arguments] : null,
            Create(id),
            new EstimateOptions { Permutations = permutations, KeepNull = true });
    }

    /// <summary>
    /// The answer, or null where the question was refused by a sentence. Anything else that is thrown, and any answer that contradicts
    /// itself, is written to <paramref name="faults"/>.
    /// </summary>
    public static Estimate? Try(Measure measure, string id, Variable[] variables, List<string> faults, int? permutations = 19)
    {
        string where = $"{measure.Id} by {id}";
        try
        {
            Estimate estimate = measure.Ask(id, variables, permutations);
            faults.AddRange(Contradictions(estimate).Select(fault => $"{where}: {fault}"));
            return estimate;
        }
        catch (InvalidInputException refused)
        {
            // A sentence names what it is about, and says what to do after a semicolon or a colon.
            string text = refused.Message;
            if (!text.Contains('\'') || !text.EndsWith('.') || text.IndexOfAny([';', ':']) < 0 || text.Contains("NaN"))
            {
                faults.Add($"{where}: the sentence \"{text}\"");
            }

            return null;
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            faults.Add($"{where}: {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("Infometer"))}");
            return null;
        }
    }

    private static IEnumerable<string> Contradictions(Estimate estimate)
    {
        if (estimate.PValue is { } p && !(p > 0 && p <= 1))
        {
            yield return $"p = {p}";
        }

        if (estimate.ToJson().Length == 0)
        {
            yield return "no JSON";
        }

        if (estimate.Verdict == Verdict.Unreliable)
        {
            if (estimate.Value is not null || estimate.Interval is not null || estimate.StandardError is not null)
            {
                yield return $"unreliable, and yet a value {estimate.Value}";
            }

            if (estimate.Notes.IsEmpty || estimate.Notes.All(n => n.Code is "auto" or "assumes" or "dropped"))
            {
                yield return "unreliable without a reason";
            }

            yield break;
        }

        if (estimate.Value is not { } value || !double.IsFinite(value) || !double.IsFinite(estimate.Raw))
        {
            yield return $"{estimate.Verdict} with the value {estimate.Value}, raw {estimate.Raw}";
        }

        if (estimate.StandardError is not { } error || !double.IsFinite(error) || error < 0)
        {
            yield return $"standard error {estimate.StandardError}";
        }

        if (estimate.Interval is not { } interval || !double.IsFinite(interval.Low)
            || (interval.High is { } high && !(high >= interval.Low && high < double.PositiveInfinity))
            || (interval.High is null ? !MayBeOpen(estimate) : estimate.Verdict == Verdict.LowerBound))
        {
            yield return $"{estimate.Verdict} with the interval {estimate.Interval}";
        }

        if (estimate.Measure.VanishesUnderIndependence && estimate.PValue is null)
        {
            yield return "no p-value";
        }
    }

    // What a critic misses has no limit, also where it finds nothing.
    private static bool MayBeOpen(Estimate estimate) =>
        estimate.Verdict == Verdict.LowerBound || (estimate.Verdict == Verdict.NotDetected && estimate.Estimator is CriticEstimator);
}
