namespace Infometer;

/// <summary>The k nearest neighbours of many points, in two flat arrays: no object per point.</summary>
/// <param name="Neighbors">k.</param>
/// <param name="Indices">The neighbours of point i at [i·k, (i + 1)·k), nearest first; equal distances in order of index.</param>
/// <param name="Distances">Their distances.</param>
internal sealed record NeighborLists(int Neighbors, int[] Indices, double[] Distances)
{
    /// <summary>The neighbours of a point, nearest first.</summary>
    public ReadOnlySpan<int> IndicesOf(int point) => Indices.AsSpan(point * Neighbors, Neighbors);

    /// <summary>The distances of the neighbours of a point, ascending.</summary>
    public ReadOnlySpan<double> DistancesOf(int point) => Distances.AsSpan(point * Neighbors, Neighbors);
}
