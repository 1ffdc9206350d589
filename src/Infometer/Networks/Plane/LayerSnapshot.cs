namespace Infometer;

/// <summary>
/// One layer of a network at one epoch: an array of n rows × d units, in memory or where it lies in a file. Row i of every snapshot of a
/// run is what the network makes of the same input.
/// </summary>
public sealed class LayerSnapshot
{
    private readonly Func<double[]> _read;

    internal LayerSnapshot(long epoch, string layer, string source, int rows, int units, Func<double[]> read)
    {
        Epoch = epoch;
        Layer = layer;
        Source = source;
        Rows = rows;
        Units = units;
        _read = read;
    }

    /// <summary>The epoch, step or other moment of training.</summary>
    public long Epoch { get; }

    /// <summary>The layer's label.</summary>
    public string Layer { get; }

    /// <summary>Where it is: the file's path and the array's name in it, or <c>memory</c>.</summary>
    public string Source { get; }

    /// <summary>Rows, n.</summary>
    public int Rows { get; }

    /// <summary>Units, d; of an array of more axes the product of all but the first.</summary>
    public int Units { get; }

    /// <summary>Reads the activations.</summary>
    /// <exception cref="InvalidInputException">A number is NaN or infinite, or the file cannot be read any more.</exception>
    internal LayerActivations Read()
    {
        double[] values = _read();
        int at = FiniteNumbers.IndexOfOther<double>(values);
        if (at >= 0)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{Source}' (epoch {Epoch}, layer {Layer}, {Rows}×{Units}) holds {values[at]} in row {at / Units}, unit {at % Units}; ")
                + "every activation must be finite: did the training diverge?");
        }

        FiniteNumbers.RequireSquares([values], Source);
        return new LayerActivations(this, values);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"epoch {Epoch}, layer {Layer} ({Rows}×{Units}, {Source})");
}
