namespace Infometer;

/// <summary>How far each row's k-th neighbour is.</summary>
/// <param name="Radii">The distance.</param>
/// <param name="Within">How many other rows are not farther: k, or more where distances are equal.</param>
/// <param name="SparseRows">Rows for which fewer than k neighbours were used.</param>
internal sealed record MixedNeighbors(double[] Radii, int[] Within, int SparseRows)
{
    /// <summary>Rows whose k-th neighbour is at distance 0.</summary>
    public int TiedRows => Radii.Count(static radius => radius == 0);
}
