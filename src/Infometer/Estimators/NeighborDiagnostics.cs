using System.Collections.Immutable;

namespace Infometer;

/// <summary>What decides whether an estimate by nearest neighbours can be trusted; inference draws the conclusions.</summary>
/// <param name="Neighbors">The number of neighbours, k.</param>
/// <param name="TiedRows">Rows whose k-th neighbour is at distance 0: for an estimator of densities, evidence that there is none.</param>
/// <param name="Dimension">Numbers per row in the space that was searched.</param>
public sealed record NeighborDiagnostics(int Neighbors, int TiedRows, int Dimension)
{
    /// <summary>
    /// Rows left out because no other row agrees with them in every discrete variable: a level, or a combination of levels, of one row has
    /// no neighbours and says nothing. Default 0.
    /// </summary>
    public int LonelyRows { get; init; }

    /// <summary>
    /// Rows with fewer than k others that agree in every discrete variable; fewer neighbours were used for them. Default 0.
    /// </summary>
    public int SparseRows { get; init; }

    /// <summary>The value with other numbers of neighbours, from the same pass; empty where not computed.</summary>
    public ImmutableArray<(int Neighbors, double Nats)> Ladder { get; init; } = [];

    /// <summary>What of the value in nats was found by other means than neighbours, so that the ceiling ln n of these is not about it. Default 0.</summary>
    internal double Beside { get; init; }
}
