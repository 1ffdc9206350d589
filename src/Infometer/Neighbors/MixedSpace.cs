namespace Infometer;

/// <summary>
/// Rows in the space of some discrete and some numeric variables. Rows that differ in a discrete variable are infinitely far from each
/// other, so that rows fall into groups that agree in all of them; within a group the numeric columns give the distance, and 0 is the
/// distance where there are none.
/// </summary>
internal sealed class MixedSpace
{
    // More neighbours than this are never asked of an index.
    private const int MostNeighbors = NeighborEstimator.MostNeighbors;

    private readonly PointSet? _points;
    private readonly int[][] _groups;
    private readonly NeighborNorm _norm;
    private readonly TheilerWindow _window;
    private readonly int _count;

    /// <summary>Creates a space.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="points">The numeric columns; null where there are none.</param>
    /// <param name="codes">The discrete variables; none for one group of all rows.</param>
    /// <param name="norm">The distance within one numeric variable.</param>
    /// <param name="window">Which rows are too close in time to be neighbours.</param>
    public MixedSpace(int count, PointSet? points, IReadOnlyList<Codes> codes, NeighborNorm norm, TheilerWindow window)
    {
        (_count, _points, _norm, _window) = (count, points, norm, window);
        _groups = codes.Count == 0 ? [[.. Enumerable.Range(0, count)]] : RowsByGroup(CountingGroups.Of(codes, out int groups), groups);
    }

    /// <summary>Whether a numeric variable is among them.</summary>
    public bool IsNumeric => _points is not null;

    /// <summary>How many other rows each row could have as neighbours: those of its group outside the window.</summary>
    public int[] Others(RunContext context)
    {
        double[] everything = new double[_count];
        Array.Fill(everything, double.PositiveInfinity);
        return Count(everything, isInclusive: true, context);
    }

    /// <summary>
    /// How many other rows lie around each row: at a distance below its radius, or not above it where <paramref name="isInclusive"/>.
    /// </summary>
    public int[] Count(ReadOnlySpan<double> radii, bool isInclusive, RunContext context)
    {
        int[] counts = new int[_count];
        foreach (int[] rows in _groups)
        {
            double[] near = Gather(radii, rows);
            int[] found = new int[rows.Length];
            if (_window.Width == 0 && (_points is null || double.IsPositiveInfinity(near.Min())))
            {
                // All others of the group; or none, where the distance 0 must be below 0.
                for (int i = 0; i < rows.Length; i++)
                {
                    found[i] = isInclusive || near[i] > 0 ? rows.Length - 1 : 0;
                }
            }
            else
            {
                NeighborIndex.Build(PointsOf(rows), _norm, 0).CountWithin(near, isInclusive, WindowOf(rows), found, context);
            }

            Scatter(found, rows, counts);
        }

        return counts;
    }

    /// <summary>
    /// The distance to the k-th nearest other row and how many rows are not farther. Groups in which a row has fewer than k others use as
    /// many as that row has.
    /// </summary>
    /// <param name="neighbors">k.</param>
    /// <param name="others">What <see cref="Others"/> gives; above 0 for every row where a numeric variable is among them.</param>
    /// <param name="context">Threads and cancellation.</param>
    public MixedNeighbors Nearest(int neighbors, int[] others, RunContext context)
    {
        double[] radii = new double[_count];
        if (_points is null)
        {
            return new MixedNeighbors(radii, others, 0);
        }

        int[] within = new int[_count];
        int sparse = 0;
        foreach (int[] rows in _groups)
        {
            int fewest = rows.Min(row => others[row]);
            int k = Math.Min(neighbors, fewest);
            sparse += k < neighbors ? rows.Length : 0;
            (double[] distances, int[] near) = Nearest(rows, k, Math.Min(Math.Min(k + 1, fewest), MostNeighbors), context);
            for (int i = 0; i < rows.Length; i++)
            {
                (radii[rows[i]], within[rows[i]]) = (distances[i], near[i]);
            }
        }

        return new MixedNeighbors(radii, within, sparse);
    }

    private (double[] Radii, int[] Within) Nearest(int[] rows, int k, int asked, RunContext context)
    {
        NeighborIndex index = NeighborIndex.Build(PointsOf(rows), _norm, asked);
        NeighborLists lists = index.Nearest(asked, WindowOf(rows), context);
        double[] radii = new double[rows.Length];
        int[] within = new int[rows.Length];
        bool isTied = false;
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<double> distances = lists.DistancesOf(i);
            (radii[i], within[i]) = (distances[k - 1], k);
            isTied |= asked > k ? distances[k] == distances[k - 1] : rows.Length - 1 > k;
        }

        if (isTied)
        {
            index.CountWithin(radii, isInclusive: true, WindowOf(rows), within, context);
        }

        return (radii, within);
    }

    private PointSet PointsOf(int[] rows) => _points is null ? new PointSet([new double[rows.Length]])
        : rows.Length == _count ? _points
        : _points.Select(rows);

    private TheilerWindow WindowOf(int[] rows) => _window.Width == 0
        ? TheilerWindow.None
        : _window with { Times = Array.ConvertAll(rows, row => _window.Times?[row] ?? row) };

    private static int[][] RowsByGroup(int[] groups, int count)
    {
        int[] sizes = new int[count];
        foreach (int group in groups)
        {
            sizes[group]++;
        }

        int[][] rows = Array.ConvertAll(sizes, size => new int[size]);
        for (int row = groups.Length - 1; row >= 0; row--)
        {
            rows[groups[row]][--sizes[groups[row]]] = row;
        }

        return rows;
    }

    private static double[] Gather(ReadOnlySpan<double> values, int[] rows)
    {
        double[] gathered = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            gathered[i] = values[rows[i]];
        }

        return gathered;
    }

    private static void Scatter(int[] values, int[] rows, int[] destination)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            destination[rows[i]] = values[i];
        }
    }
}
