namespace Infometer;

/// <summary>
/// A decision tree of at most four splits in a row. A split is a set of codes of one column, as a 64-bit mask: rows whose
/// code is in it go right.
/// </summary>
internal sealed class BoostedTree
{
    /// <summary>Splits in a row, at most.</summary>
    public const int MaxDepth = 4;

    // Node 1 is the root, the children of node i are 2i and 2i + 1. A node that is not split has the empty mask.
    private readonly int[] _columns;
    private readonly ulong[] _masks;
    private readonly float[] _gains;

    /// <summary>A tree without splits, its leaves at 0.</summary>
    public BoostedTree(int depth, int channels)
    {
        Depth = depth;
        Channels = channels;
        _columns = new int[1 << depth];
        _masks = new ulong[1 << depth];
        _gains = new float[1 << depth];
        Leaves = new float[channels << depth];
    }

    /// <summary>Levels of splits.</summary>
    public int Depth { get; }

    /// <summary>Numbers per leaf.</summary>
    public int Channels { get; }

    /// <summary>The numbers of each leaf, leaf by leaf.</summary>
    public float[] Leaves { get; }

    /// <summary>Splits a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="column">The column that decides.</param>
    /// <param name="mask">The codes whose rows go right.</param>
    /// <param name="gain">By how much the split betters what the tree makes small.</param>
    public void Split(int node, int column, ulong mask, float gain)
    {
        _columns[node] = column;
        _masks[node] = mask;
        _gains[node] = gain;
    }

    /// <summary>The leaf below a node that is not split further.</summary>
    public int LeafBelow(int node, int depth) => (node << (Depth - depth)) - (1 << Depth);

    /// <summary>The leaf of a row.</summary>
    public int LeafOf(FoldCodes codes, int row)
    {
        ReadOnlySpan<byte> all = codes.All;
        int node = 1;
        for (int depth = 0; depth < Depth; depth++)
        {
            int code = all[(_columns[node] * codes.RowCount) + row];
            node = (2 * node) + (int)((_masks[node] >> code) & 1);
        }

        return node - (1 << Depth);
    }

    /// <summary>Marks the columns that the tree splits.</summary>
    public void MarkUsed(bool[] isUsed)
    {
        for (int node = 1; node < _masks.Length; node++)
        {
            isUsed[_columns[node]] |= _masks[node] != 0;
        }
    }

    /// <summary>Adds what its splits gain to the columns that they look at.</summary>
    public void AddGains(double[] gains)
    {
        for (int node = 1; node < _masks.Length; node++)
        {
            gains[_columns[node]] += _gains[node];
        }
    }

    /// <summary>Adds the tree's numbers to those of the rows.</summary>
    /// <param name="codes">The columns.</param>
    /// <param name="scores">One number per row and channel, row by row.</param>
    public void AddTo(FoldCodes codes, Span<float> scores)
    {
        ReadOnlySpan<byte> all = codes.All;
        Span<int> starts = stackalloc int[1 << MaxDepth];
        for (int node = 0; node < _columns.Length; node++)
        {
            starts[node] = _columns[node] * codes.RowCount;
        }

        ulong[] masks = _masks;
        int count = scores.Length / Channels;
        for (int i = 0; i < count; i++)
        {
            int node = 1;
            for (int depth = 0; depth < Depth; depth++)
            {
                node = (2 * node) + (int)((masks[node] >> all[starts[node] + i]) & 1);
            }

            int leaf = (node - masks.Length) * Channels;
            for (int k = 0; k < Channels; k++)
            {
                scores[(i * Channels) + k] += Leaves[leaf + k];
            }
        }
    }
}
