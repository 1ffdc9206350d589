namespace Infometer;

/// <summary>What all layers of a plane are asked: the inputs, the labels, and the ranges of activations over the run.</summary>
internal sealed class PlaneQuestion
{
    private readonly Dictionary<string, (double Low, double High)> _ranges;
    private readonly Dictionary<Compression, CompressedRows?> _compressedInputs = [];

    /// <param name="count">Rows, n.</param>
    /// <param name="inputs">X; null where not given, which says that all inputs differ.</param>
    /// <param name="labels">Y; null where not given.</param>
    /// <param name="ranges">The least and the largest activation of each layer over all epochs; empty where no estimator asks.</param>
    public PlaneQuestion(int count, Variable? inputs, PlaneLabels? labels, Dictionary<string, (double Low, double High)> ranges)
    {
        Count = count;
        Inputs = inputs;
        Labels = labels;
        _ranges = ranges;
        InputEntropy = Math.Log(count);
        if (inputs is not null)
        {
            int[] rows = inputs.Codes?.ToArray() ?? RowLevels.ToVariable(inputs.Values.ToArray(), inputs.Dimension, inputs.Name).Codes!.ToArray();
            InputEntropy = CodeEntropy.Of(rows);
            InputRows = InputEntropy < Math.Log(count) ? rows : null;
        }
    }

    /// <summary>Rows, n.</summary>
    public int Count { get; }

    /// <summary>X; null where not given.</summary>
    public Variable? Inputs { get; }

    /// <summary>Which rows of X are equal; null where all differ.</summary>
    public int[]? InputRows { get; }

    /// <summary>H(X) over the rows: ln n where all differ. No I(X;T) of these rows is larger.</summary>
    public double InputEntropy { get; }

    /// <summary>Y; null where not given.</summary>
    public PlaneLabels? Labels { get; }

    /// <summary>The ends of a range for each unit of a layer.</summary>
    public (double Low, double High)[] RangesOf(BinRange range, LayerActivations layer)
    {
        if (range == BinRange.Neuron)
        {
            return layer.UnitRanges();
        }

        (double Low, double High) common = range.IsFixed ? (range.FixedLow, range.FixedHigh)
            : range == BinRange.Epoch ? (layer.Low, layer.High)
            : range == BinRange.Layer ? _ranges[layer.Snapshot.Layer]
            : (_ranges.Values.Min(r => r.Low), _ranges.Values.Max(r => r.High));
        return [.. Enumerable.Repeat(common, layer.Units)];
    }

    /// <summary>X, which must be numeric, compressed as layers are, once for all of them; null where it is constant.</summary>
    public CompressedRows? CompressedInputs(Compression compression, RunContext context)
    {
        if (!_compressedInputs.TryGetValue(compression, out CompressedRows? compressed))
        {
            double[][] columns = [.. Enumerable.Range(0, Inputs!.Dimension).Select(_ => new double[Count])];
            for (int j = 0; j < columns.Length; j++)
            {
                Inputs.CopyColumn(j, columns[j]);
            }

            compressed = compression.Compress(columns, "inputs", context);
            _compressedInputs.Add(compression, compressed);
        }

        return compressed;
    }
}
