namespace Infometer;

/// <summary>Edges of bins in ascending order, of which several may be equal.</summary>
internal static class OrderedEdges
{
    /// <summary>The index of the last edge that is not above t; −1 where all are.</summary>
    public static int LastNotAbove(ReadOnlySpan<double> edges, double t)
    {
        int low = 0;
        int high = edges.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = edges[middle] <= t ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
