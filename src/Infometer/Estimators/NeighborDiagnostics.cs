using System.Collections.Immutable;

namespace Infometer;

/// <summary>What decides whether an estimate by nearest neighbours can be trusted; inference draws the conclusions.</summary>
/// <param name="Neighbors">The number of neighbours, k.</param>
/// <param name="TiedRows">Rows whose k-th neighbour is at distance 0: for an estimator of densities, evidence that there is none.</param>
/// <param name="Dimension">Numbers per row in the space that was searched.</param>
public sealed record NeighborDiagnostics(int Neighbors, int TiedRows, int Dimension)
{
    /// <summary>The value with other numbers of neighbours, from the same pass; empty where not computed.</summary>
    public ImmutableArray<(int Neighbors, double Nats)> Ladder { get; init; } = [];
}
