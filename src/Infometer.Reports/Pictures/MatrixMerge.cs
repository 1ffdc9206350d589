namespace Infometer;

/// <summary>One merge of a dendrogram: clusters 0 … p − 1 are the columns, merge k makes cluster p + k.</summary>
/// <param name="First">The cluster that stands first.</param>
/// <param name="Second">The cluster it is merged with.</param>
/// <param name="Height">Their distance.</param>
internal sealed record MatrixMerge(int First, int Second, double Height);
