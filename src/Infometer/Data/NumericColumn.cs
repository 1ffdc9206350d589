using System.Globalization;

namespace Infometer;

/// <summary>Makes a column of numbers and decides its kind.</summary>
internal static class NumericColumn
{
    /// <summary>An integer column with at most this many distinct values is discrete.</summary>
    public const int FewIntegers = 20;

    private const double LargestExactInteger = 1L << 53;

    /// <summary>A column of numbers, NaN where missing, all others finite.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The numbers; not copied.</param>
    /// <param name="wanted">The kind to give it, or null to infer it.</param>
    /// <param name="notes">What is known about it already.</param>
    /// <param name="isTime">Dates and times are measured, however few distinct ones there are.</param>
    public static Column Create(
        string name, ReadOnlyMemory<double> values, VariableKind? wanted, IReadOnlyList<Note> notes, bool isTime = false)
    {
        ReadOnlySpan<double> span = values.Span;
        int missing = CountMissing(span);
        if (missing == span.Length)
        {
            return AllMissing(name, span.Length, notes);
        }

        switch (wanted)
        {
            case VariableKind.Discrete:
                return WithLevels(name, values, Distinct(span), missing, notes);
            case VariableKind.Continuous or VariableKind.Mixed:
                return new Column(name, wanted.Value, null, [], -1, values, missing, notes);
        }

        if (!isTime && TryFindFewIntegers(span, out double[] levels))
        {
            Note few = new("few-distinct-integers",
                $"'{name}' is read as discrete: it holds integers with {Count(levels.Length, "distinct value")}; "
                + $"--kind {name}=continuous reads it as numbers.");
            return WithLevels(name, values, levels, missing, [.. notes, few]);
        }

        if (TryFindMajority(span, span.Length - missing, out double value, out int rows))
        {
            Note majority = new("mostly-one-value", string.Create(CultureInfo.InvariantCulture,
                $"'{name}' is read as mixed: {value} holds {100.0 * rows / (span.Length - missing):0.#} % of its rows; "
                + $"--kind {name}=continuous reads it as numbers without ties."));
            return new Column(name, VariableKind.Mixed, null, [], -1, values, missing, [.. notes, majority]);
        }

        return new Column(name, VariableKind.Continuous, null, [], -1, values, missing, WithRounding(name, span, notes));
    }

    /// <summary>A column without a single value: discrete, with the missing level alone.</summary>
    public static Column AllMissing(string name, int rows, IReadOnlyList<Note> notes)
    {
        Note note = new("all-missing", $"'{name}' has no values: every cell is missing; leave it out.");
        return new Column(name, VariableKind.Discrete, Codes.Wrap(new byte[rows], 1), [Column.MissingLevel], 0, default, rows, [.. notes, note]);
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static int CountMissing(ReadOnlySpan<double> values)
    {
        int missing = 0;
        foreach (double value in values)
        {
            missing += double.IsNaN(value) ? 1 : 0;
        }

        return missing;
    }

    // The distinct values in ascending order if all are integers and they are few. Most columns end this loop after some rows.
    private static bool TryFindFewIntegers(ReadOnlySpan<double> values, out double[] levels)
    {
        List<double> seen = [];
        double last = double.NaN;
        levels = [];
        foreach (double value in values)
        {
            if (value == last || double.IsNaN(value) || seen.Contains(value))
            {
                continue;
            }

            if (seen.Count == FewIntegers || value != Math.Floor(value))
            {
                return false;
            }

            seen.Add(value);
            last = value;
        }

        seen.Sort();
        levels = [.. seen];
        return true;
    }

    // A value that more than half of the rows hold is the one that survives when different rows cancel in pairs (Boyer & Moore 1991).
    private static bool TryFindMajority(ReadOnlySpan<double> values, int present, out double candidate, out int rows)
    {
        candidate = double.NaN;
        int lead = 0;
        foreach (double value in values)
        {
            if (lead == 0 && !double.IsNaN(value))
            {
                candidate = value;
                lead = 1;
            }
            else if (value == candidate)
            {
                lead++;
            }
            else if (!double.IsNaN(value))
            {
                lead--;
            }
        }

        rows = lead == 0 ? 0 : values.Count(candidate);
        return rows > present / 2.0;
    }

    private static double[] Distinct(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        int count = 0;
        foreach (double value in sorted)
        {
            if (!double.IsNaN(value) && (count == 0 || value != sorted[count - 1]))
            {
                sorted[count++] = value;
            }
        }

        return sorted[..count];
    }

    private static Column WithLevels(
        string name, ReadOnlyMemory<double> values, double[] levels, int missing, IReadOnlyList<Note> notes)
    {
        int missingCode = missing > 0 ? levels.Length : -1;
        int[] codes = new int[values.Length];
        ReadOnlySpan<double> span = values.Span;
        double last = double.NaN;
        int code = missingCode;
        for (int row = 0; row < codes.Length; row++)
        {
            if (span[row] != last)
            {
                last = span[row];
                code = double.IsNaN(last) ? missingCode : Array.BinarySearch(levels, last);
            }

            codes[row] = code;
        }

        LazyList<string> names = new(
            levels.Length + (missing > 0 ? 1 : 0),
            c => c < levels.Length ? (levels[c] + 0.0).ToString(CultureInfo.InvariantCulture) : Column.MissingLevel);
        return new Column(name, VariableKind.Discrete, Codes.Create(codes, names.Count), names, missingCode, values, missing, notes);
    }

    private static IReadOnlyList<Note> WithRounding(string name, ReadOnlySpan<double> values, IReadOnlyList<Note> notes)
    {
        foreach (double value in values)
        {
            if (!double.IsNaN(value) && value != Math.Floor(value))
            {
                return notes;
            }
        }

        foreach (double value in values)
        {
            if (Math.Abs(value) > LargestExactInteger)
            {
                return [.. notes, new Note("rounded-integers",
                    $"'{name}' holds integers beyond 2^53, which are rounded; if they are identifiers, leave the column out.")];
            }
        }

        return notes;
    }
}
