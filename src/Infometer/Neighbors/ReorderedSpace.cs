namespace Infometer;

/// <summary>Points whose columns are put in other orders again and again, and the search in them, for which room is made once.</summary>
internal sealed class ReorderedSpace
{
    private readonly ReorderedColumn[] _columns;
    private readonly KdTree? _tree;
    private readonly PointBlocks? _blocks;
    private readonly double[][] _values;
    private readonly int[][] _ranks;

    /// <summary>Makes room for points of these columns, of which so many neighbours will be asked for; 0 where only counts are.</summary>
    public ReorderedSpace(ReorderedColumn[] columns, PointSet points, NeighborNorm norm, int neighbors)
    {
        _columns = columns;
        _values = Array.ConvertAll(columns, static c => c.Values);
        _ranks = Array.ConvertAll(columns, static c => c.Ranks);
        if (NeighborIndex.PrefersBlocks(points.Count, points.Dimension, norm, neighbors))
        {
            _blocks = new PointBlocks(points);
            Index = new BlockIndex(points, norm, _blocks);
        }
        else
        {
            _tree = new KdTree(points.Count, points.Dimension);
            Index = new TreeIndex(points, norm, _tree);
        }
    }

    /// <summary>The search, for the orders since the last <see cref="Fill"/>.</summary>
    public NeighborIndex Index { get; }

    /// <summary>Whether a column belongs to the space.</summary>
    public bool Has(ReorderedColumn column) => Array.IndexOf(_columns, column) >= 0;

    /// <summary>Takes over the orders that the columns have now.</summary>
    public void Fill(RunContext context)
    {
        if (_tree is null)
        {
            _blocks!.Fill(Index.Points);
            return;
        }

        for (int j = 0; j < _columns.Length; j++)
        {
            _columns[j].Order.CopyTo(_tree.OrderOf(j), 0);
        }

        _tree.Fill(_values, _ranks, context);
    }
}
