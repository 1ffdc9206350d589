namespace Infometer;

/// <summary>
/// n points of d numbers, column by column: what neighbours are searched in. The columns of one variable form a block; the distance of two
/// points is the largest of the distances within blocks (<see cref="NeighborNorm"/>). Immutable; the columns are shared, not copied.
/// </summary>
internal sealed class PointSet
{
    private readonly PreparedColumn[] _columns;
    private readonly int[] _blocks;

    /// <summary>Creates a set of points.</summary>
    /// <param name="columns">One array of n numbers per dimension.</param>
    /// <param name="blocks">The number of dimensions of each block, in order; null for one block.</param>
    public PointSet(double[][] columns, int[]? blocks = null)
        : this(Array.ConvertAll(columns, static c => new PreparedColumn(c)), blocks)
    {
    }

    /// <summary>Creates a set of points from columns that others may share.</summary>
    public PointSet(PreparedColumn[] columns, int[]? blocks = null)
    {
        _columns = columns;
        _blocks = blocks ?? [columns.Length];
        Count = columns[0].Values.Length;
        Columns = Array.ConvertAll(columns, static c => c.Values);
    }

    /// <summary>Number of points, n.</summary>
    public int Count { get; }

    /// <summary>Numbers per point, d.</summary>
    public int Dimension => _columns.Length;

    /// <summary>The number of dimensions of each block.</summary>
    public IReadOnlyList<int> Blocks => _blocks;

    /// <summary>The numbers, dimension by dimension.</summary>
    public double[][] Columns { get; }

    /// <summary>The numbers of one dimension.</summary>
    public ReadOnlySpan<double> Column(int dimension) => _columns[dimension].Values;

    /// <summary>One dimension with its order.</summary>
    public PreparedColumn Prepared(int dimension) => _columns[dimension];

    /// <summary>The points of several sets over the same rows, side by side; each keeps its blocks.</summary>
    public static PointSet Join(params IReadOnlyList<PointSet> sets) =>
        new([.. sets.SelectMany(s => s._columns)], [.. sets.SelectMany(s => s._blocks)]);

    /// <summary>Some of the points, or all in another order.</summary>
    public PointSet Select(ReadOnlySpan<int> rows)
    {
        double[][] columns = new double[Dimension][];
        for (int j = 0; j < Dimension; j++)
        {
            ReadOnlySpan<double> from = _columns[j].Values;
            columns[j] = new double[rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                columns[j][i] = from[rows[i]];
            }
        }

        return new PointSet(columns, _blocks);
    }

    /// <summary>The block after those that fill <paramref name="dimension"/> dimensions from block <paramref name="start"/> on.</summary>
    public static int BlocksEnd(ReadOnlySpan<int> blocks, int start, int dimension)
    {
        int end = start;
        for (int left = dimension; left > 0; end++)
        {
            left -= blocks[end];
        }

        return end;
    }

    /// <summary>The numbers of one point.</summary>
    public void CopyRow(int row, Span<double> numbers)
    {
        for (int j = 0; j < _columns.Length; j++)
        {
            numbers[j] = _columns[j].Values[row];
        }
    }

    /// <summary>The distance between two points.</summary>
    public double Distance(NeighborNorm norm, int row, int other)
    {
        double distance = 0;
        int dimension = 0;
        foreach (int width in _blocks)
        {
            distance = Math.Max(distance, BlockDistance(dimension, width, norm, row, other));
            dimension += width;
        }

        return distance;
    }

    /// <summary>The distance between two points within the block that starts at <paramref name="dimension"/>.</summary>
    public double BlockDistance(int dimension, int width, NeighborNorm norm, int row, int other)
    {
        bool isPlain = norm == NeighborNorm.Chebyshev || width == 1;
        double within = 0;
        for (int end = dimension + width; dimension < end; dimension++)
        {
            double[] column = _columns[dimension].Values;
            double difference = Math.Abs(column[row] - column[other]);
            within = isPlain ? Math.Max(within, difference) : within + (difference * difference);
        }

        return isPlain ? within : Math.Sqrt(within);
    }
}
