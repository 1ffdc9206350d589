namespace Infometer;

/// <summary>How a field of a table is printed and sorted, by the page and by its script alike.</summary>
internal enum FieldType
{
    Count,
    Name,
    Amount,
    Interval,
    Probability,
    Verdict,
    Share,
    Text,
    Flags,
    Answer,
}
