using System.Collections.Immutable;

namespace Infometer;

/// <summary>Columns of a ranking that carry the same information: every two of them lie within a corrected Rajski distance.</summary>
/// <param name="Representative">The one that stands highest in the ranking.</param>
/// <param name="Members">All of them in rank order, the representative first; at least two.</param>
/// <param name="Distance">The largest distance between two members; 0 where each determines the others.</param>
public sealed record RankedGroup(string Representative, ImmutableArray<string> Members, double Distance);
