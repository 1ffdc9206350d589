using System.Collections.Immutable;

namespace Infometer;

/// <summary>Measures of several representations: the layers and epochs of a run. Immutable.</summary>
public sealed record RepresentationReport
{
    /// <summary>The representations, in the order in which they were given.</summary>
    public required ImmutableArray<RepresentationBlock> Blocks { get; init; }

    /// <summary>The name of labels or numbers about the rows; null for none.</summary>
    public string? Target { get; init; }

    /// <summary>The name of the second set of rows; null for none.</summary>
    public string? Other { get; init; }

    /// <summary>The seed of every random draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>Writes <c>docs/schema/representation.schema.json</c>, a block at a time.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="unit">The unit of entropies.</param>
    /// <param name="withSpectra">Whether eigenvalues are written.</param>
    public void WriteJson(TextWriter output, Unit unit = Unit.Bits, bool withSpectra = false) => JsonWriting.Write(output, (json, flush) =>
    {
        json.WriteStartObject();
        json.WriteString("version", Estimate.Version);
        json.WriteString("y", Target);
        json.WriteString("other", Other);
        json.WriteNumber("seed", Seed);
        json.WriteStartArray("representations");
        foreach (RepresentationBlock block in Blocks)
        {
            json.WriteStartObject();
            json.WriteString("name", block.Name);
            json.WriteNumber("rows", block.Rows);
            json.WriteNumber("totalRows", block.TotalRows);
            json.WriteNumber("columns", block.Columns);
            json.WriteStartArray("measures");
            foreach (RepresentationResult result in block.Results)
            {
                result.Write(json, unit, withSpectra);
            }

            json.WriteEndArray();
            json.WriteNotes(block.Notes);
            json.WriteEndObject();
            flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
