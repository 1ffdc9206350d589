using System.Collections.Immutable;

namespace Infometer;

/// <summary>What is done to whole series before they are embedded, so that all lagged copies of a number are the same.</summary>
internal static class SeriesPreparation
{
    /// <summary>Numeric series on the scale of an estimator, with its noise; moments and ranks are those of the whole series.</summary>
    public static IReadOnlyList<Variable> Scale(IReadOnlyList<Variable> series, (Standardization Scale, double Noise) how, RunContext context) =>
        how is (Standardization.None, 0)
            ? series
            : [.. series.Select(s => s.Codes is null ? Scaled(s, how.Scale, how.Noise, context) : s)];

    /// <summary>Numeric series cut into bins, each as a whole, for estimators that count.</summary>
    /// <exception cref="InvalidInputException">The number would be about bins that nobody asked for.</exception>
    public static (IReadOnlyList<Variable> Series, ImmutableSortedDictionary<string, int> Bins) Cut(
        SeriesMeasure measure, IReadOnlyList<Variable> series, Discretizer? discretizer, List<Note> notes)
    {
        Variable[] numeric = [.. series.Where(s => s.Codes is null)];
        if (Array.Find(numeric, s => s.Dimension > 1) is { } wide)
        {
            throw new InvalidInputException(
                $"'{wide.Name}' has {wide.Dimension} numeric columns, which cannot be counted; give one column, or use an estimator for numbers.");
        }

        if (measure.IsOfCutSeries && discretizer is null)
        {
            throw new InvalidInputException(
                $"'{measure.Id}' of the numeric series '{numeric[0].Name}' conditions on a past, and conditioning on bins of it is not conditioning on it; "
                + "use an estimator for numbers, or cut the series on purpose, e.g. --set bins=3.");
        }

        discretizer ??= new EqualFrequency(Discretizer.DefaultBins(series[0].Count));
        ImmutableSortedDictionary<string, int>.Builder bins = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        Variable[] cut = [.. series.Select(s => s.Codes is null ? CutOne(s, discretizer, bins) : s)];
        notes.Add(new Note("binned", $"{string.Join(", ", bins.Select(b => $"'{b.Key}' was cut into {b.Value} bins"))} ({discretizer}): " + (measure.IsOfCutSeries
            ? "the number is about the series so cut, and bounds that of the numbers neither from below nor from above."
            : "bins can only lose information, so what they show bounds the truth from below, and nothing here bounds it from above.")));
        return (cut, bins.ToImmutable());
    }

    private static Variable CutOne(Variable series, Discretizer discretizer, ImmutableSortedDictionary<string, int>.Builder bins)
    {
        // A missing number gets a code of its own, which the embedding leaves out.
        Discretization cut = discretizer.Fit(series.Values.Span);
        bins[series.Name] = cut.BinCount;
        return Variable.Discrete(cut.Codes, cut.Levels, series.Name);
    }

    private static Variable Scaled(Variable series, Standardization scale, double noise, RunContext context)
    {
        int[] present = [.. Enumerable.Range(0, series.Count).Where(row => !series.IsMissing(row))];
        double[] values = new double[series.Count * series.Dimension];
        Array.Fill(values, double.NaN);
        double[][] columns = ColumnPreparation.Columns(series.Select(present), scale, noise, context.Seed);
        for (int i = 0; i < present.Length; i++)
        {
            for (int j = 0; j < columns.Length; j++)
            {
                values[(present[i] * columns.Length) + j] = columns[j][i];
            }
        }

        return series.WithValues(values, series.Dimension);
    }
}
