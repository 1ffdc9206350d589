namespace Infometer;

/// <summary>How the past is reordered under the null.</summary>
internal enum SeriesNullKind
{
    Circular,
    Blocks,
    Permutation,
    Local,
}
