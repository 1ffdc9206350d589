namespace Infometer;

/// <summary>
/// One step of a hierarchical clustering of p columns. Clusters 0 … p − 1 are the columns; step k makes cluster p + k.
/// </summary>
/// <param name="First">The cluster that is merged and stands first among the leaves.</param>
/// <param name="Second">The cluster that is merged with it.</param>
/// <param name="Height">Their distance.</param>
/// <param name="Size">Columns in the new cluster.</param>
public readonly record struct ColumnMerge(int First, int Second, double Height, int Size);
