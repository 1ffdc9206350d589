using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Columns that carry the same information: every two of them lie within a given chance-corrected Rajski distance
/// (1 − (I − E)/(H(X,Y) − E), 0 where each determines the other).
/// </summary>
/// <param name="Members">Positions of the columns in the list that was grouped, ascending; at least two.</param>
/// <param name="Distance">The largest distance between two members.</param>
public sealed record ColumnGroup(ImmutableArray<int> Members, double Distance)
{
    /// <summary>The member that stands first, which can stand for the others.</summary>
    public int Representative => Members[0];
}
