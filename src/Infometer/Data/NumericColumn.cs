using System.Globalization;

namespace Infometer;

/// <summary>Makes a column of numbers and decides its kind.</summary>
internal static class NumericColumn
{
    /// <summary>An integer column with at most this many distinct values is discrete.</summary>
    public const int FewIntegers = 20;

    // With as many rows as this, one or two distinct numbers are labels: a yes/no column that was standardised, say.
    private const int RowsForTwo = 20;

    private const double LargestExactInteger = 1L << 53;
    private const double NarrowRange = 1 << 16;

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
        NumericProfile profile = NumericProfile.Of(span);
        int missing = profile.Missing;
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

        if (!isTime && profile.AllIntegers && TryFindFew(span, profile, FewIntegers, out double[] levels))
        {
            Note few = new("few-distinct-integers",
                $"'{name}' is read as discrete: it holds integers with {Count(levels.Length, "distinct value")}; "
                + $"--kind {name}=continuous reads it as numbers.");
            return WithLevels(name, values, levels, missing, [.. notes, few]);
        }

        if (!isTime && !profile.AllIntegers && span.Length - missing >= RowsForTwo && TryFindFew(span, profile, 2, out levels))
        {
            Note two = new("two-values",
                $"'{name}' is read as discrete: it holds {Count(levels.Length, "distinct number")}; --kind {name}=continuous "
                    + $"reads it as numbers.");
            return WithLevels(name, values, levels, missing, [.. notes, two]);
        }

        if (profile.AllIntegers && Math.Max(-profile.Min, profile.Max) > LargestExactInteger)
        {
            notes = [.. notes, new Note("rounded-integers",
                $"'{name}' holds integers beyond 2^53, which are rounded; if they are identifiers, leave the column out.")];
        }

        if (Majority.TryFind(span, span.Length - missing, out double value, out int rows))
        {
            Note majority = new("mostly-one-value", string.Create(CultureInfo.InvariantCulture,
                $"'{name}' is read as mixed: {value} holds {100.0 * rows / (span.Length - missing):0.#} % of its rows; "
                + $"--kind {name}=continuous reads it as numbers without ties."));
            return new Column(name, VariableKind.Mixed, null, [], -1, values, missing, [.. notes, majority]);
        }

        return new Column(name, VariableKind.Continuous, null, [], -1, values, missing, notes);
    }

    /// <summary>A column without a single value: discrete, with the missing level alone.</summary>
    public static Column AllMissing(string name, int rows, IReadOnlyList<Note> notes)
    {
        Note note = new("all-missing", $"'{name}' has no values: every cell is missing; leave it out.");
        Codes codes = Codes.Wrap(new byte[rows], 1);
        return new Column(name, VariableKind.Discrete, codes, [Column.MissingLevel], 0, default, rows, [.. notes, note]);
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    // The distinct values in ascending order if they are few. Most columns end this after some rows.
    private static bool TryFindFew(ReadOnlySpan<double> values, NumericProfile profile, int limit, out double[] levels)
    {
        levels = [];
        bool isNarrow = profile.AllIntegers && profile.Max - profile.Min < NarrowRange;
        bool[] met = new bool[isNarrow ? (int)(profile.Max - profile.Min) + 1 : 0];
        List<double> seen = [];
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                continue;
            }

            if (isNarrow)
            {
                ref bool known = ref met[(int)(value - profile.Min)];
                if (known)
                {
                    continue;
                }

                known = true;
            }
            else if (seen.Contains(value))
            {
                continue;
            }

            if (seen.Count == limit)
            {
                return false;
            }

            seen.Add(value);
        }

        seen.Sort();
        levels = [.. seen];
        return true;
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
        if (levels[^1] - levels[0] < NarrowRange && levels.Length <= FewIntegers && Array.TrueForAll(levels, double.IsInteger))
        {
            LookUp(values.Span, levels, missingCode, codes);
        }
        else
        {
            Search(values.Span, levels, missingCode, codes);
        }

        LazyList<string> names = new(
            levels.Length + (missing > 0 ? 1 : 0),
            c => c < levels.Length ? (levels[c] + 0.0).ToString(CultureInfo.InvariantCulture) : Column.MissingLevel);
        return new Column(name, VariableKind.Discrete, Codes.Create(codes, names.Count), names, missingCode, values, missing, notes);
    }

    // Integers that lie close together: a table from value to code.
    private static void LookUp(ReadOnlySpan<double> values, double[] levels, int missingCode, int[] codes)
    {
        double min = levels[0];
        int[] codeOf = new int[(int)(levels[^1] - min) + 1];
        for (int code = 0; code < levels.Length; code++)
        {
            codeOf[(int)(levels[code] - min)] = code;
        }

        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = double.IsNaN(values[row]) ? missingCode : codeOf[(int)(values[row] - min)];
        }
    }

    private static void Search(ReadOnlySpan<double> values, double[] levels, int missingCode, int[] codes)
    {
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = double.IsNaN(values[row]) ? missingCode : Array.BinarySearch(levels, values[row]);
        }
    }
}
