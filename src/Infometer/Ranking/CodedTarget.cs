using System.Collections.Immutable;

namespace Infometer;

/// <summary>The target of a ranking or selection as codes, over the rows in which it is known.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">The column's kind.</param>
/// <param name="Codes">One code per kept row.</param>
/// <param name="Rows">The kept rows of the table; null where all are kept.</param>
/// <param name="Entropy">H(target) in nats.</param>
/// <param name="Levels">Levels that occur.</param>
/// <param name="Bins">Its number of bins where it was cut.</param>
/// <param name="Screen">The target as columns are tested against it: a number in finer bins where nobody asked for others.</param>
internal sealed record CodedTarget(
    string Name,
    VariableKind Kind,
    Codes Codes,
    int[]? Rows,
    double Entropy,
    int Levels,
    ImmutableSortedDictionary<string, int> Bins,
    ScreenCodes Screen)
{
    /// <summary>Codes the target column; rows in which it is missing are left out and noted.</summary>
    /// <param name="column">The target.</param>
    /// <param name="rules">How it is cut, and whether missing cells are refused.</param>
    /// <param name="file">The table's name, for messages.</param>
    /// <param name="notes">Hears what was done.</param>
    /// <param name="complete">Columns that must be known as well in every kept row.</param>
    /// <param name="training">The rows beside a holdout, in all of which the target is known; null where there is none.</param>
    public static CodedTarget Of(
        Column column, CodingRules rules, string file, List<Note> notes, IReadOnlyList<Column>? complete = null, int[]? training = null)
    {
        Variable target = Variable.Of(column);
        int[]? rows = null;
        if (column.MissingCount > 0)
        {
            if (rules.Missing == MissingPolicy.Error)
            {
                int first = Enumerable.Range(0, target.Count).First(target.IsMissing);
                throw new InvalidInputException(
                    $"{file}: the target '{column.Name}' is missing in row {first + 1} of the data and --missing error was asked for; fill the cell or leave the row out.");
            }

            rows = [.. Enumerable.Range(0, target.Count).Where(row => !target.IsMissing(row))];
            notes.Add(new Note(
                "target-missing",
                FormattableString.Invariant($"The target is missing in {column.MissingCount:N0} of {column.Count:N0} rows; they were left out.")));
        }

        rows = Complete(training ?? rows, target.Count, complete ?? [], notes);
        target = rows is null ? target : target.Select(rows);

        if (target.Count < 2)
        {
            throw new InvalidInputException(
                $"{file}: the target '{column.Name}' is known in {target.Count} row{(target.Count == 1 ? "" : "s")}{(complete is null ? "" : " in which every other column is known")}; at least two are needed.");
        }

        ImmutableSortedDictionary<string, int> bins = ImmutableSortedDictionary<string, int>.Empty;
        Codes codes;
        ScreenCodes screen;
        if (target.Codes is null)
        {
            (Discretization cut, screen) = ScreenedColumn.Cut(target.Values.Span, rules);
            codes = cut.Codes;
            bins = bins.Add(column.Name, codes.LevelCount);
            string discretizer = (rules.Discretizer ?? new EqualFrequency(Discretizer.DefaultBins(target.Count))).ToString();
            notes.Add(new Note(
                "target-binned",
                $"The numeric target was cut into {codes.LevelCount} bins ({discretizer}); what columns tell about the bins bounds from below what they tell about the number."));
        }
        else
        {
            codes = target.Codes;
            screen = new ScreenCodes(codes, -1, false, false);
        }

        long[] counts = [.. codes.CountLevels().Where(count => count > 0)];
        if (counts.Length == 1)
        {
            throw new InvalidInputException(
                $"{file}: the target '{column.Name}' has one and the same value in every row, so no column can tell anything about it; choose another target.");
        }

        return new CodedTarget(column.Name, column.Kind, codes, rows, new Plugin().Entropy(counts, counts.Length), counts.Length, bins, screen);
    }

    /// <summary>The share of the target that a value in nats is; null where there is no value.</summary>
    /// <param name="nats">What is told about it.</param>
    /// <param name="entropy">H(target) over the rows that the value is about, so that no share exceeds 1.</param>
    public double? ShareOf(double? nats, double entropy) => nats is not { } value ? null
        : Kind != VariableKind.Discrete ? 1 - Math.Exp(-2 * value)
        : entropy > 0 ? value / entropy : null;

    // The rows in which every one of the columns is known.
    private static int[]? Complete(int[]? rows, int count, IReadOnlyList<Column> columns, List<Note> notes)
    {
        Variable[] incomplete = [.. columns.Where(c => c.MissingCount > 0).Select(c => Variable.Of(c))];
        if (incomplete.Length == 0)
        {
            return rows;
        }

        IEnumerable<int> all = rows ?? Enumerable.Range(0, count);
        int before = rows?.Length ?? count;
        int[] kept = [.. all.Where(row => !Array.Exists(incomplete, variable => variable.IsMissing(row)))];
        notes.Add(new Note(
            "rows-dropped",
            $"{before - kept.Length:N0} of {before:N0} rows miss a cell in one column or another and were left out; --missing level keeps them."));
        return kept;
    }
}
