namespace Infometer;

/// <summary>The activations of one layer at one epoch, in memory: n rows × d units, row by row, all finite.</summary>
/// <param name="snapshot">Where they are from.</param>
/// <param name="values">The n × d numbers.</param>
internal sealed class LayerActivations(LayerSnapshot snapshot, double[] values)
{
    /// <summary>Where they are from.</summary>
    public LayerSnapshot Snapshot { get; } = snapshot;

    /// <summary>The n × d numbers, row by row.</summary>
    public double[] Values { get; } = values;

    /// <summary>Rows, n.</summary>
    public int Count => Snapshot.Rows;

    /// <summary>Units, d.</summary>
    public int Units => Snapshot.Units;

    /// <summary>The smallest activation.</summary>
    public double Low { get; } = values.Min();

    /// <summary>The largest.</summary>
    public double High { get; } = values.Max();

    /// <summary>Whether every row is the same: a layer that tells nothing of its input.</summary>
    public bool IsConstant
    {
        get
        {
            for (int start = Units; start < Values.Length; start += Units)
            {
                if (!Values.AsSpan(start, Units).SequenceEqual(Values.AsSpan(0, Units)))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The smallest and the largest activation of each unit.</summary>
    public (double Low, double High)[] UnitRanges()
    {
        (double Low, double High)[] ranges = new (double Low, double High)[Units];
        Array.Fill(ranges, (double.PositiveInfinity, double.NegativeInfinity));
        for (int i = 0; i < Values.Length; i++)
        {
            ref (double Low, double High) range = ref ranges[i % Units];
            range = (Math.Min(range.Low, Values[i]), Math.Max(range.High, Values[i]));
        }

        return ranges;
    }

    /// <summary>The units as columns of n numbers.</summary>
    public double[][] ToColumns()
    {
        double[][] columns = new double[Units][];
        for (int j = 0; j < Units; j++)
        {
            columns[j] = new double[Count];
            for (int i = 0; i < Count; i++)
            {
                columns[j][i] = Values[(i * Units) + j];
            }
        }

        return columns;
    }
}
