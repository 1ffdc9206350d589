using System.Collections.Immutable;

namespace Infometer;

/// <summary>Cuts numeric variables into bins where the estimator counts, and says what that does to the answer.</summary>
internal static class Binning
{
    /// <summary>The sample with every variable discrete, and the number of bins of those that were cut.</summary>
    /// <exception cref="InvalidInputException">The answer would depend on the bins rather than on the data.</exception>
    public static (Sample Sample, ImmutableSortedDictionary<string, int> Bins) Apply(
        Measure measure, Sample sample, int argumentCount, Estimator estimator, EstimateOptions options, List<Note> notes, RunContext context)
    {
        if (sample.IsDiscrete)
        {
            return (sample, ImmutableSortedDictionary<string, int>.Empty);
        }

        Variable numeric = sample.Variables.First(v => v.Kind != VariableKind.Discrete);
        if (!measure.VanishesUnderIndependence || measure is DivergenceMeasure || measure.IsRatio)
        {
            throw new InvalidInputException(
                $"'{measure.Id}' of the numeric variable '{numeric.Name}' would depend on how it is cut into bins; "
                + $"make it discrete on purpose, e.g. --kind {numeric.Name}=discrete, or ask for 'mi'.");
        }

        if (argumentCount < sample.Variables.Count && sample.Variables[^1].Kind != VariableKind.Discrete)
        {
            throw new InvalidInputException(
                $"The condition '{sample.Variables[^1].Name}' is numeric, and conditioning on bins of it is not conditioning on it; "
                + $"make it discrete on purpose, e.g. --kind {sample.Variables[^1].Name}=discrete.");
        }

        if (Array.Find([.. sample.Variables], v => v.Kind != VariableKind.Discrete && v.Dimension > 1) is { } wide)
        {
            throw new InvalidInputException(
                $"'{wide.Name}' has {wide.Dimension} numeric columns, which '{estimator.Descriptor.Id}' cannot count; give it one column at a time.");
        }

        Discretizer discretizer = options.Discretizer ?? new EqualFrequency(Discretizer.DefaultBins(sample.Count));
        ImmutableSortedDictionary<string, int>.Builder bins = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        Variable[] variables = [.. sample.Variables];
        for (int i = 0; i < variables.Length; i++)
        {
            if (variables[i].Kind != VariableKind.Discrete)
            {
                Discretization cut = discretizer.Fit(variables[i].Values.Span);
                bins[variables[i].Name] = cut.Codes.LevelCount;
                variables[i] = Variable.Discrete(cut.Codes, cut.Levels, variables[i].Name);
            }
        }

        notes.Add(new Note(
            "binned",
            $"{string.Join(", ", bins.Select(b => $"'{b.Key}' was cut into {b.Value} bins"))} ({discretizer}): "
            + "bins can only lose information, so what they show bounds the truth from below, and nothing here bounds it from above."));
        return (Sample.Of(variables, sample.TotalCount, context), bins.ToImmutable());
    }
}
