namespace Infometer;

/// <summary>
/// n points of d numbers, column by column: what neighbours are searched in. The columns of one variable form a block; the distance of two
/// points is the largest of the distances within blocks (<see cref="NeighborNorm"/>). Immutable; the columns are shared, not copied.
/// </summary>
internal sealed class PointSet
{
    private readonly double[][] _columns;

    /// <summary>Creates a set of points.</summary>
    /// <param name="columns">One array of n numbers per dimension.</param>
    /// <param name="blocks">The number of dimensions of each block, in order; null for one block.</param>
    public PointSet(double[][] columns, int[]? blocks = null)
    {
        _columns = columns;
        Blocks = blocks ?? [columns.Length];
        Count = columns[0].Length;
    }

    /// <summary>Number of points, n.</summary>
    public int Count { get; }

    /// <summary>Numbers per point, d.</summary>
    public int Dimension => _columns.Length;

    /// <summary>The number of dimensions of each block.</summary>
    public IReadOnlyList<int> Blocks { get; }

    /// <summary>The numbers of one dimension.</summary>
    public ReadOnlySpan<double> Column(int dimension) => _columns[dimension];

    /// <summary>The points of several sets over the same rows, side by side; each keeps its blocks.</summary>
    public static PointSet Join(params IReadOnlyList<PointSet> sets) =>
        new([.. sets.SelectMany(s => s._columns)], [.. sets.SelectMany(s => s.Blocks)]);

    /// <summary>Some of the points, or all in another order.</summary>
    public PointSet Select(ReadOnlySpan<int> rows)
    {
        double[][] columns = new double[Dimension][];
        for (int j = 0; j < Dimension; j++)
        {
            columns[j] = new double[rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                columns[j][i] = _columns[j][rows[i]];
            }
        }

        return new PointSet(columns, [.. Blocks]);
    }
}
