using System.Collections.Immutable;

namespace Infometer;

/// <summary>A column as codes for screening, over the rows in which the target is known.</summary>
/// <param name="Codes">The column's codes, missing cells coded apart.</param>
/// <param name="MissingCode">The code of missing cells, or −1.</param>
/// <param name="Bins">Its number of bins where it was cut.</param>
/// <param name="Flags">What is peculiar about it.</param>
/// <param name="Policy">What is done with missing cells.</param>
/// <param name="Screen">The column as it is tested: numbers in finer bins where nobody asked for others, ordered levels in order.</param>
internal sealed record ScreenedColumn(
    Codes Codes,
    int MissingCode,
    ImmutableSortedDictionary<string, int> Bins,
    ImmutableArray<ColumnTrait> Flags,
    MissingPolicy Policy,
    ScreenCodes Screen)
{
    // Fewer levels have no order worth a test of its own.
    private const int LevelsWithOrder = 3;

    // More distinct levels than this share of the rows, and a text column names its rows.
    private const double IdentifierShare = 0.5;

    /// <summary>Its moments where rows come in groups.</summary>
    public GroupedMoments? Grouped { get; init; }

    /// <summary>Codes a column.</summary>
    public static ScreenedColumn Of(Column column, int[]? rows, CodingRules rules)
    {
        if (rules.Missing == MissingPolicy.Error && column.MissingCount > 0)
        {
            throw new InvalidInputException(
                FormattableString.Invariant($"'{column.Name}' has {column.MissingCount:N0} missing cells and --missing error was asked for; fill them, or use --missing level or drop."));
        }

        Variable all = Variable.Of(column);
        Variable variable = rows is null ? all : all.Select(rows);
        ImmutableSortedDictionary<string, int> bins = ImmutableSortedDictionary<string, int>.Empty;
        ImmutableArray<ColumnTrait> traits = TraitsOf(column);
        if (variable.Codes is { } codes)
        {
            // The levels of a discrete column of numbers ascend.
            bool isOrdered = !column.Values.IsEmpty && codes.LevelCount - (variable.MissingCode >= 0 ? 1 : 0) >= LevelsWithOrder;
            ScreenCodes screen = new(codes, variable.MissingCode, isOrdered, isOrdered && rules.Discretizer is null);
            return new ScreenedColumn(codes, variable.MissingCode, bins, traits, rules.Missing, screen);
        }

        (Discretization cut, ScreenCodes fine) = Cut(variable.Values.Span, rules);
        return new ScreenedColumn(cut.Codes, cut.MissingCode, bins.Add(column.Name, cut.BinCount), traits, rules.Missing, fine);
    }

    /// <summary>Numbers in the bins of their bits and in the finer ones of their test, for one sort.</summary>
    public static (Discretization Cut, ScreenCodes Screen) Cut(ReadOnlySpan<double> values, CodingRules rules)
    {
        if (rules.Discretizer is { } discretizer)
        {
            Discretization chosen = discretizer.Fit(values);
            return (chosen, ScreenCodes.Of(chosen) with { IsNested = false });
        }

        double[] present = Discretizer.Present(values);
        RadixSort.Sort(present);
        int bins = Discretizer.DefaultBins(values.Length);
        Discretization cut = new(values, new EqualFrequency(bins).Cut(present));
        Discretization fine = bins == ScreenAxis.FineBins ? cut : new(values, new EqualFrequency(ScreenAxis.FineBins).Cut(present));
        return (cut, ScreenCodes.Of(fine));
    }

    /// <summary>The rows that are used where missing cells are dropped; null where all are.</summary>
    public int[]? KnownRows()
    {
        if (Policy != MissingPolicy.Drop || MissingCode < 0)
        {
            return null;
        }

        return [.. Enumerable.Range(0, Codes.Count).Where(row => Codes[row] != MissingCode)];
    }

    /// <summary>What was done to the column, for the reader of its number.</summary>
    public IEnumerable<Note> Notes(Column column, CodedTarget target, int used)
    {
        if (Bins.TryGetValue(column.Name, out int bins))
        {
            yield return new Note("binned", FormattableString.Invariant(
                $"The numbers were cut into {bins} bins: bins can only lose information, so what they show bounds the truth from below."));
        }
        else if (!target.Bins.IsEmpty)
        {
            yield return new Note("binned", FormattableString.Invariant(
                $"The target was cut into {target.Bins.Values.First()} bins: what is told about them bounds the truth from below."));
        }

        int dropped = target.Codes.Count - used;
        if (dropped > 0)
        {
            yield return new Note("dropped", FormattableString.Invariant($"{dropped:N0} rows in which the column is missing were left out."));
        }
        else if (MissingCode >= 0 && column.MissingCount > 0)
        {
            yield return new Note("missing-level", FormattableString.Invariant(
                $"{column.MissingCount:N0} missing cells are a level of their own; --missing drop leaves them out."));
        }
    }

    /// <summary>What is peculiar about a column, over all its rows.</summary>
    public static ImmutableArray<ColumnTrait> TraitsOf(Column column)
    {
        if (column.MissingCount == column.Count)
        {
            return [ColumnTrait.AllMissing];
        }

        if (column.Codes is { } codes)
        {
            long[] counts = codes.CountLevels();
            int occurring = counts.Count(c => c > 0);
            return occurring == 1 ? [ColumnTrait.Constant]
                : occurring > Math.Max(20, IdentifierShare * column.Count) ? [ColumnTrait.Identifier]
                : [];
        }

        ReadOnlySpan<double> values = column.Values.Span;
        return IsConstant(values) ? [ColumnTrait.Constant] : IsRowNumber(values) ? [ColumnTrait.Identifier] : [];
    }

    private static bool IsConstant(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (value != values[0])
            {
                return false;
            }
        }

        return true;
    }

    // Distinct whole numbers that fill their range: a row number, in order or not.
    private static bool IsRowNumber(ReadOnlySpan<double> values)
    {
        double least = double.PositiveInfinity;
        double most = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (!double.IsInteger(value))
            {
                return false;
            }

            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        if (values.Length <= 20 || most - least != values.Length - 1)
        {
            return false;
        }

        bool[] seen = new bool[values.Length];
        foreach (double value in values)
        {
            int at = (int)(value - least);
            if (seen[at])
            {
                return false;
            }

            seen[at] = true;
        }

        return true;
    }
}
