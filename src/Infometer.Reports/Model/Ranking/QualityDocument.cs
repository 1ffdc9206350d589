using System.Collections.Immutable;

namespace Infometer;

/// <summary>What the table holds.</summary>
internal sealed record QualityDocument(long MissingCells, long CompleteRows, long DuplicateRows, ImmutableArray<QualityColumnDocument> Columns)
{
    public static QualityDocument? Read(JsonPart? part) => part is { } p
        ? new QualityDocument(
            p.Count("missingCells"), p.Count("completeRows"), p.Count("duplicateRows"), [.. p.Items("columns").Select(QualityColumnDocument.Read)])
        : null;
}
