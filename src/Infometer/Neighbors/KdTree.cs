using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// A balanced k-d tree (Bentley 1975) in flat arrays. Node i has the children 2i and 2i + 1; the leaves, nodes
/// <see cref="LeafCount"/> and up, are groups of at most eight points, laid out for <see cref="PointKernels"/>. A node cuts its points in
/// half along the dimension in which they extend farthest. It is made from the order of each column by stable partition, without a
/// comparison: O(n d log n).
/// </summary>
internal sealed class KdTree
{
    // Subtrees above this are worth a thread of their own.
    private const int FewPoints = 8_192;

    private readonly int[][] _orders;
    private readonly int[] _scratch;
    private double[][] _columns = [];
    private int[][] _ranks = [];

    /// <summary>Makes room for a tree of so many points and dimensions.</summary>
    public KdTree(int count, int dimension)
    {
        Count = count;
        Dimension = dimension;
        LeafCount = 1;
        while (LeafCount * PointKernels.Lanes < count)
        {
            LeafCount *= 2;
        }

        _orders = new int[dimension][];
        for (int j = 0; j < dimension; j++)
        {
            _orders[j] = new int[count];
        }

        _scratch = new int[count];
        Coordinates = new double[LeafCount * PointKernels.Lanes * dimension];
        Coordinates.AsSpan().Fill(double.NaN);
        Rows = new int[LeafCount * PointKernels.Lanes];
        Rows.AsSpan().Fill(-1);
        Nodes = new Node[LeafCount];
        FirstRows = new int[2 * LeafCount];
    }

    /// <summary>Number of points, n.</summary>
    public int Count { get; }

    /// <summary>Numbers per point, d.</summary>
    public int Dimension { get; }

    /// <summary>Number of leaves, a power of two.</summary>
    public int LeafCount { get; }

    /// <summary>The inner nodes, from 1.</summary>
    public Node[] Nodes { get; }

    /// <summary>The smallest row of each node.</summary>
    public int[] FirstRows { get; }

    /// <summary>The row at each place of each leaf; −1 where there is none, which comes last in a leaf.</summary>
    public int[] Rows { get; }

    /// <summary>The numbers, leaf by leaf, in a leaf dimension by dimension; NaN at places without a point.</summary>
    public double[] Coordinates { get; }

    /// <summary>One dimension of the points of a leaf.</summary>
    public Vector512<double> LoadGroup(int leaf, int dimension) => Vector512.LoadUnsafe(
        ref MemoryMarshal.GetArrayDataReference(Coordinates), (nuint)(((leaf * Dimension) + dimension) * PointKernels.Lanes));

    /// <summary>Number of points of a leaf.</summary>
    public int CountOf(int leaf)
    {
        int count = PointKernels.Lanes;
        while (count > 0 && Rows[(leaf * PointKernels.Lanes) + count - 1] < 0)
        {
            count--;
        }

        return count;
    }

    /// <summary>The order of the rows by each column, to be written before <see cref="Fill"/>, which uses it up.</summary>
    public int[] OrderOf(int dimension) => _orders[dimension];

    /// <summary>Places the points.</summary>
    /// <param name="columns">The numbers, one array per dimension.</param>
    /// <param name="ranks">The rank of each row in each column, as <see cref="OrderOf"/> has it.</param>
    /// <param name="context">Threads and cancellation.</param>
    public void Fill(double[][] columns, int[][] ranks, RunContext context)
    {
        _columns = columns;
        _ranks = ranks;
        Split(1, 0, Count, context);
        for (int node = LeafCount - 1; node > 0; node--)
        {
            FirstRows[node] = Math.Min(FirstRows[2 * node], FirstRows[(2 * node) + 1]);
        }
    }

    /// <summary>The leaf of a cell in which <paramref name="query"/> lies.</summary>
    public int LeafOf(ReadOnlySpan<double> query)
    {
        int node = 1;
        while (node < LeafCount)
        {
            ref readonly Node inner = ref Nodes[node];
            double value = query[inner.Dimension];
            node = (2 * node) + (value - inner.Low > inner.High - value ? 1 : 0);
        }

        return node - LeafCount;
    }

    private void Split(int node, int start, int end, RunContext context)
    {
        if (node >= LeafCount)
        {
            FillLeaf(node, start, end);
            return;
        }

        int middle = (start + end) >>> 1;
        int widest = WidestDimension(start, end);
        int[] order = _orders[widest];
        bool isLast = 2 * node >= LeafCount;
        for (int j = 0; j < (isLast ? 1 : Dimension); j++) // a leaf reads one order only
        {
            if (j != widest)
            {
                Span<int> rows = _orders[j].AsSpan(start, end - start);
                Partition(rows, _scratch.AsSpan(start, end - start), _ranks[widest], _ranks[widest][order[middle]]);
            }
        }

        double[] column = _columns[widest];
        Nodes[node] = new Node(column[order[middle - 1]], column[order[middle]], widest); // at least four points on either side
        if (end - start > FewPoints && context.MaxDegreeOfParallelism > 1)
        {
            context.ForEach(2, side => Split((2 * node) + side, side == 0 ? start : middle, side == 0 ? middle : end, context));
            return;
        }

        Split(2 * node, start, middle, context);
        Split((2 * node) + 1, middle, end, context);
    }

    private int WidestDimension(int start, int end)
    {
        int widest = 0;
        double extent = -1;
        for (int j = 0; j < Dimension; j++)
        {
            double own = _columns[j][_orders[j][end - 1]] - _columns[j][_orders[j][start]];
            if (own > extent)
            {
                extent = own;
                widest = j;
            }
        }

        return widest;
    }

    // Rows below the cut to the front, the others behind them, both in the order they had. Both places are written, so that nothing is
    // guessed.
    private static void Partition(Span<int> rows, Span<int> scratch, int[] ranks, int cut)
    {
        int below = 0;
        int above = 0;
        foreach (int row in rows)
        {
            rows[below] = row;
            scratch[above] = row;
            int isBelow = (int)((uint)(ranks[row] - cut) >> 31);
            below += isBelow;
            above += 1 - isBelow;
        }

        scratch[..above].CopyTo(rows[below..]);
    }

    private void FillLeaf(int node, int start, int end)
    {
        int place = (node - LeafCount) * PointKernels.Lanes;
        int first = int.MaxValue;
        for (int i = start; i < end; i++)
        {
            int row = _orders[0][i];
            Rows[place + i - start] = row;
            first = Math.Min(first, row);
        }

        FirstRows[node] = first;
        for (int j = 0; j < Dimension; j++)
        {
            int offset = (place * Dimension) + (j * PointKernels.Lanes);
            double[] column = _columns[j];
            for (int i = start; i < end; i++)
            {
                Coordinates[offset + i - start] = column[_orders[0][i]];
            }
        }
    }

    /// <summary>A cut: the largest number of the left child and the smallest of the right, along one dimension.</summary>
    internal readonly record struct Node(double Low, double High, int Dimension);
}
