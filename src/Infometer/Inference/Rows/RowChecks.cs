using System.Collections.Immutable;

namespace Infometer;

/// <summary>What is noticed about the rows before anything is estimated. Measures of series know their rows, and rankings have checks of their own.</summary>
internal static class RowChecks
{
    /// <summary>The checks, the more specific first: rows in groups are also alike as neighbours, and copies also make groups.</summary>
    public static ImmutableArray<IRowCheck> All { get; } = [new GroupedRows(), new CopiedRows(), new SerialRows()];

    /// <summary>What follows from the rows; null where they are taken for exchangeable.</summary>
    /// <exception cref="InvalidInputException">Something is said about the rows of a measure of series.</exception>
    public static RowFinding? Of(Measure measure, Sample sample, int argumentCount, EstimateOptions options)
    {
        RowAssumption rows = options.Rows;
        if (measure is SeriesMeasure)
        {
            return rows == RowAssumption.Auto ? null : throw new InvalidInputException(
                $"'{measure.Id}' is a measure of series, whose rows are points of time; leave --rows out, or choose its null.");
        }

        return rows switch
        {
            RowAssumption.Exchangeable => null,
            RowAssumption.Serial => SerialRows.Taken(measure, sample, argumentCount),
            _ => All.Select(check => check.Look(measure, sample, argumentCount)).FirstOrDefault(static found => found is not null) is { } found
                ? found.LeastShift is not null && options.SortedBy is { } label ? Sorted(label) : found
                : null,
        };
    }

    // Nothing follows, but the reader should know why.
    private static RowFinding Sorted(string label) => new(new Note(
        "sorted",
        $"Neighbouring rows resemble each other, and the rows are sorted by '{label}': they are taken for independent draws. If they are points of time, say --rows serial."));
}
