namespace Infometer;

/// <summary>
/// ln q(y_j|x_i) against the others of a block of rows: the laws of other rows x_k for the same target, or the same law for other targets
/// y_k.
/// </summary>
internal sealed class ContrastedPairs : HeldOutPairs
{
    private const int MostRowsOfABlock = 4096;

    private readonly PredictedRows _rows;
    private readonly int[] _blocks;
    private readonly int[] _starts;
    private readonly bool _isLogarithmic;

    // Logarithmic: ln Σ_k q(y_j|x_k) by j, with and without k = j. Else: Σ_k ln q(y_k|x_i) by i.
    private readonly double[] _totals;
    private readonly double[] _others;

    private ContrastedPairs(PredictedRows rows, int[] blocks, int[] starts, bool isLogarithmic, CancellationToken cancellation)
        : base(starts.Length == 2 ? new Permutation() : new WithinGroups(blocks, starts.Length - 1))
    {
        _rows = rows;
        _blocks = blocks;
        _starts = starts;
        _isLogarithmic = isLogarithmic;
        _totals = new double[rows.Count];
        _others = new double[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            (_totals[row], _others[row]) = isLogarithmic ? LogSums(row) : Sums(row);
        }
    }

    /// <summary>Compares with the mean of densities: ln q(y_j|x_i) − ln ⟨q(y_j|x_k)⟩, k ≠ i.</summary>
    public static ContrastedPairs WithMeanDensity(PredictedRows rows, CancellationToken cancellation) => Of(rows, true, cancellation);

    /// <summary>Compares with the mean of their logarithms: ln q(y_j|x_i) − ⟨ln q(y_k|x_i)⟩, k ≠ j.</summary>
    public static ContrastedPairs WithMeanLogarithm(PredictedRows rows, CancellationToken cancellation) => Of(rows, false, cancellation);

    /// <inheritdoc/>
    public override double Of(int i, int j)
    {
        double pair = _rows.LogDensity(i, j);
        int others = _starts[_blocks[i] + 1] - _starts[_blocks[i]] - 1;
        if (!_isLogarithmic)
        {
            return pair - ((_totals[i] - pair) / others);
        }

        double rest = i == j ? _others[j] : HeldOutFold.Without(_totals[j], pair);
        return pair - rest + Math.Log(others);
    }

    private static ContrastedPairs Of(PredictedRows rows, bool isLogarithmic, CancellationToken cancellation)
    {
        int count = (rows.Count + MostRowsOfABlock - 1) / MostRowsOfABlock;
        int[] starts = [.. Enumerable.Range(0, count + 1).Select(b => (int)((long)b * rows.Count / count))];
        int[] blocks = new int[rows.Count];
        for (int b = 0; b < count; b++)
        {
            blocks.AsSpan(starts[b]..starts[b + 1]).Fill(b);
        }

        return new ContrastedPairs(rows, blocks, starts, isLogarithmic, cancellation);
    }

    private (double Total, double Others) Sums(int i)
    {
        double sum = 0;
        for (int k = _starts[_blocks[i]]; k < _starts[_blocks[i] + 1]; k++)
        {
            sum += _rows.LogDensity(i, k);
        }

        return (sum, double.NaN);
    }

    private (double Total, double Others) LogSums(int j)
    {
        int start = _starts[_blocks[j]];
        double[] logs = new double[_starts[_blocks[j] + 1] - start];
        double largest = double.NegativeInfinity;
        for (int k = 0; k < logs.Length; k++)
        {
            logs[k] = _rows.LogDensity(start + k, j);
            largest = k == j - start ? largest : Math.Max(largest, logs[k]);
        }

        double sum = 0;
        for (int k = 0; k < logs.Length; k++)
        {
            sum += k == j - start ? 0 : Math.Exp(logs[k] - largest);
        }

        double others = largest + Math.Log(sum);
        double own = logs[j - start];
        double larger = Math.Max(others, own);
        return (larger + Math.Log(Math.Exp(others - larger) + Math.Exp(own - larger)), others);
    }
}
