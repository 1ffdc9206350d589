namespace Infometer;

/// <summary>A dendrogram laid out along the order of its leaves. Immutable.</summary>
internal sealed class DendrogramTree
{
    private DendrogramTree(IReadOnlyList<Fork> forks, double highest)
    {
        Forks = forks;
        Highest = highest;
    }

    /// <summary>The merges.</summary>
    public IReadOnlyList<Fork> Forks { get; }

    /// <summary>The largest height.</summary>
    public double Highest { get; }

    /// <summary>Lays a tree out; null where the merges are no tree of these leaves.</summary>
    /// <param name="order">The columns from top to bottom.</param>
    /// <param name="merges">The merges.</param>
    public static DendrogramTree? Of(IReadOnlyList<int> order, IReadOnlyList<MatrixMerge> merges)
    {
        int count = order.Count;
        if (count < 2 || merges.Count != count - 1)
        {
            return null;
        }

        double[] places = new double[(2 * count) - 1];
        double[] heights = new double[places.Length];
        bool[] isFree = new bool[places.Length];
        for (int i = 0; i < count; i++)
        {
            if (order[i] < 0 || order[i] >= count || isFree[order[i]])
            {
                return null;
            }

            places[order[i]] = i;
            isFree[order[i]] = true;
        }

        Fork[] forks = new Fork[merges.Count];
        for (int k = 0; k < forks.Length; k++)
        {
            (int a, int b, double height) = (merges[k].First, merges[k].Second, merges[k].Height);
            if (a < 0 || b < 0 || a >= count + k || b >= count + k || a == b || !isFree[a] || !isFree[b] || !double.IsFinite(height))
            {
                return null;
            }

            forks[k] = new Fork(places[a], heights[a], places[b], heights[b], height);
            (isFree[a], isFree[b], isFree[count + k]) = (false, false, true);
            (places[count + k], heights[count + k]) = ((places[a] + places[b]) / 2, height);
        }

        return new DendrogramTree(forks, heights.Max());
    }

    /// <summary>One merge: from one branch over the height to the other.</summary>
    /// <param name="First">Where the first branch stands, in leaves.</param>
    /// <param name="FirstHeight">Where it begins.</param>
    /// <param name="Second">Where the second branch stands.</param>
    /// <param name="SecondHeight">Where it begins.</param>
    /// <param name="Height">Where both meet.</param>
    internal readonly record struct Fork(double First, double FirstHeight, double Second, double SecondHeight, double Height);
}
