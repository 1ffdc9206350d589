using System.Collections.Immutable;

namespace Infometer;

/// <summary>One representation and what was measured of it.</summary>
/// <param name="Name">The name of the rows.</param>
/// <param name="Rows">Rows that were used, n.</param>
/// <param name="TotalRows">Rows that there are.</param>
/// <param name="Columns">Numbers per row, d.</param>
/// <param name="Results">One result per measure, in the order in which they were asked for.</param>
/// <param name="Notes">What reading the array had to say.</param>
public sealed record RepresentationBlock(
    string Name, int Rows, int TotalRows, int Columns, ImmutableArray<RepresentationResult> Results, ImmutableArray<Note> Notes)
{
    /// <summary>The alarms of all results, each once.</summary>
    public IEnumerable<RepresentationAlarm> Alarms => Results.SelectMany(r => r.Alarms).Distinct();
}
