using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Turns aligned series into variables whose rows are points of time: every part takes its series at the row's time less its delays. Discrete elements are
/// joined into one level per combination that occurs, numbers are put side by side, n′ × (d·k). O(n) per element.
/// </summary>
/// <param name="parts">The variables to make.</param>
internal sealed class Embedding(ImmutableArray<EmbeddedPart> parts)
{
    /// <summary>The variables that are made.</summary>
    public ImmutableArray<EmbeddedPart> Parts => parts;

    /// <summary>Rows at the beginning that have no complete past: the longest delay.</summary>
    public int Span { get; } = parts.Max(p => p.Delays.Max());

    /// <summary>The times that have everything the parts look at: none of it lies before the first row or is missing.</summary>
    /// <exception cref="InvalidInputException">Lengths differ, no time is left, or a value is missing under <see cref="MissingPolicy.Error"/>.</exception>
    public int[] Times(IReadOnlyList<Variable> series, MissingPolicy missing)
    {
        int n = CommonLength(series);
        if (missing == MissingPolicy.Error)
        {
            // Refuses what is missing, by name and row.
            _ = Sample.Align(series, missing);
        }

        bool[]?[] holes = [.. series.Select(s => s.MayMiss(missing) ? Holes(s) : null)];
        List<int> times = new(Math.Max(0, n - Span));
        for (int t = Span; t < n; t++)
        {
            if (IsComplete(holes, t))
            {
                times.Add(t);
            }
        }

        if (times.Count > 0)
        {
            return [.. times];
        }

        string names = string.Join(", ", series.Select(s => $"'{s.Name}'"));
        throw new InvalidInputException(n <= Span
            ? FormattableString.Invariant(
                $"{names}: {n} rows are too few for a past that reaches {Span} rows back; shorten the history or the lag, or record longer.")
            : FormattableString.Invariant(
                $"{names}: at no time is the past of {Span} rows complete, because too many values are missing; shorten the history, or fill the gaps."));
    }

    /// <summary>The embedded sample over these times, with a window of time in which rows are no neighbours.</summary>
    public Sample Apply(IReadOnlyList<Variable> series, int[] times, int theilerWindow, RunContext context)
    {
        Variable[] variables = [.. parts.Select(part => Take(series[part.Series], part, times))];
        bool isGapless = times[^1] - times[0] == times.Length - 1;
        return Sample.Of(variables, series[0].Count - Span, context).InSeries(theilerWindow, isGapless ? null : times);
    }

    private bool IsComplete(bool[]?[] holes, int time)
    {
        foreach (EmbeddedPart part in parts)
        {
            if (holes[part.Series] is { } missing)
            {
                foreach (int delay in part.Delays)
                {
                    if (missing[time - delay])
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    private static int CommonLength(IReadOnlyList<Variable> series)
    {
        if (series.FirstOrDefault(s => s.Count != series[0].Count) is { } other)
        {
            throw new InvalidInputException(
                $"'{series[0].Name}' has {series[0].Count} rows and '{other.Name}' {other.Count}; series need the same rows, one per step of time.");
        }

        return series[0].Count;
    }

    private static bool[] Holes(Variable series)
    {
        bool[] holes = new bool[series.Count];
        for (int row = 0; row < holes.Length; row++)
        {
            holes[row] = series.IsMissing(row);
        }

        return holes;
    }

    private static Variable Take(Variable series, EmbeddedPart part, int[] times)
    {
        Variable[] elements = [.. part.Delays.Select(delay => series.Select(Array.ConvertAll(times, t => t - delay)))];
        Variable taken = elements.Length == 1 ? elements[0]
            : series.Codes is null ? SideBySide(elements)
            : Variable.Discrete(Combinations(elements));
        return taken.Named(part.NameOf(series.Name));
    }

    private static Codes Combinations(Variable[] elements)
    {
        int[] groups = CountingGroups.Of([.. elements.Select(e => e.Codes!)], out int count);
        return Codes.Create(groups, count);
    }

    private static Variable SideBySide(Variable[] elements)
    {
        int d = elements[0].Dimension;
        int width = d * elements.Length;
        double[] values = new double[elements[0].Count * width];
        for (int e = 0; e < elements.Length; e++)
        {
            ReadOnlySpan<double> from = elements[e].Values.Span;
            for (int row = 0; row < elements[e].Count; row++)
            {
                from.Slice(row * d, d).CopyTo(values.AsSpan((row * width) + (e * d)));
            }
        }

        return elements[0].WithValues(values, width);
    }
}
