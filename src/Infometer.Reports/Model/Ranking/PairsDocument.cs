using System.Collections.Immutable;

namespace Infometer;

/// <summary>What the search of pairs looked at.</summary>
internal sealed record PairsDocument(long Columns, long Tested, long Untestable, long Redundant, ImmutableArray<Note> Notes)
{
    public static PairsDocument? Read(JsonPart? part) => part is { } p
        ? new PairsDocument(p.Count("columns"), p.Count("tested"), p.Count("untestable"), p.Count("redundant"), ColumnDocument.NotesOf(p))
        : null;
}
