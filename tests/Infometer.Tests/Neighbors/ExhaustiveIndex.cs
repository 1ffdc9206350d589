namespace Infometer.Tests;

/// <summary>Looks at all pairs of points. O(n²d); the plain twin of every index.</summary>
internal sealed class ExhaustiveIndex(PointSet points, NeighborNorm norm)
{
    private PointSet Points { get; } = points;

    private NeighborNorm Norm { get; } = norm;

    public NeighborLists Nearest(int neighbors, TheilerWindow window, RunContext context) =>
        Search(Points, neighbors, window.Admits);

    public NeighborLists NearestTo(PointSet queries, int neighbors, RunContext context) =>
        Search(queries, neighbors, static (_, _) => true);

    public void CountWithin(
        ReadOnlySpan<double> radii, bool isInclusive, TheilerWindow window, Span<int> counts, RunContext context) =>
        Count(Points, radii, isInclusive, window.Admits, counts);

    public void CountAround(PointSet queries, ReadOnlySpan<double> radii, bool isInclusive, Span<int> counts, RunContext context) =>
        Count(queries, radii, isInclusive, static (_, _) => true, counts);

    private NeighborLists Search(PointSet queries, int neighbors, Func<int, int, bool> admits)
    {
        int[] indices = new int[queries.Count * neighbors];
        double[] distances = new double[queries.Count * neighbors];
        List<(double Distance, int Index)> near = [];
        for (int i = 0; i < queries.Count; i++)
        {
            near.Clear();
            for (int j = 0; j < Points.Count; j++)
            {
                if (admits(i, j))
                {
                    near.Add((Distance(queries, i, j), j));
                }
            }

            near.Sort();
            for (int k = 0; k < neighbors; k++)
            {
                (distances[(i * neighbors) + k], indices[(i * neighbors) + k]) = near[k];
            }
        }

        return new NeighborLists(neighbors, indices, distances);
    }

    private void Count(PointSet queries, ReadOnlySpan<double> radii, bool isInclusive, Func<int, int, bool> admits, Span<int> counts)
    {
        for (int i = 0; i < queries.Count; i++)
        {
            int count = 0;
            for (int j = 0; j < Points.Count; j++)
            {
                if (admits(i, j))
                {
                    double distance = Distance(queries, i, j);
                    count += distance < radii[i] || (isInclusive && distance == radii[i]) ? 1 : 0;
                }
            }

            counts[i] = count;
        }
    }

    private double Distance(PointSet queries, int i, int j)
    {
        double largest = 0;
        int dimension = 0;
        foreach (int width in Points.Blocks)
        {
            largest = Math.Max(largest, BlockDistance(queries, dimension, width, i, j));
            dimension += width;
        }

        return largest;
    }

    private double BlockDistance(PointSet queries, int dimension, int width, int i, int j)
    {
        double within = 0;
        for (int end = dimension + width; dimension < end; dimension++)
        {
            double difference = Math.Abs(queries.Column(dimension)[i] - Points.Column(dimension)[j]);
            if (width == 1)
            {
                return difference;
            }

            within = Norm == NeighborNorm.Chebyshev ? Math.Max(within, difference) : within + (difference * difference);
        }

        return Norm == NeighborNorm.Chebyshev ? within : Math.Sqrt(within);
    }
}
