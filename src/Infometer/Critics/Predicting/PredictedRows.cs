namespace Infometer;

/// <summary>The laws q(y|·) of some rows, frozen, and the targets of these rows. Immutable: any thread may read it.</summary>
internal sealed class PredictedRows
{
    private readonly PredictiveLaw _law;
    private readonly FloatMatrix _prepared;
    private readonly FloatMatrix _targets;
    private readonly double _logVolume;

    private PredictedRows(PredictiveLaw law, FloatMatrix prepared, FloatMatrix targets, double logVolume)
    {
        _law = law;
        _prepared = prepared;
        _targets = targets;
        _logVolume = logVolume;
    }

    /// <summary>Rows.</summary>
    public int Count => _targets.Rows;

    /// <summary>Numbers in a target.</summary>
    public int Dimension => _targets.Columns;

    /// <summary>Laws that outputs name.</summary>
    public static PredictedRows Of(PredictionRows rows, FloatMatrix outputs)
    {
        FloatMatrix prepared = new(outputs.Rows, rows.Law.PreparedFor(outputs.Columns));
        for (int row = 0; row < outputs.Rows; row++)
        {
            rows.Law.Prepare(outputs.Row(row), prepared.Row(row));
        }

        return new PredictedRows(rows.Law, prepared, rows.Targets, rows.LogVolume);
    }

    /// <summary>ln q(y_j|·_i): what the law of row i says of the target of row j, in nats, as a density of Y itself.</summary>
    public double LogDensity(int i, int j) => _law.LogDensity(_prepared.Row(i), _targets.Row(j)) + _logVolume;

    /// <summary>The mean of ln q(y_i|·_i).</summary>
    public double Mean()
    {
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += LogDensity(i, i);
        }

        return sum / Count;
    }

    /// <summary>
    /// What is left of each target, one array per coordinate; standard normal and independent of all else where the laws are right.
    /// </summary>
    public double[][] Residuals()
    {
        double[][] columns = new double[Dimension][];
        for (int j = 0; j < columns.Length; j++)
        {
            columns[j] = new double[Count];
        }

        double[] residual = new double[Dimension];
        for (int i = 0; i < Count; i++)
        {
            _law.Residual(_prepared.Row(i), _targets.Row(i), residual);
            for (int j = 0; j < columns.Length; j++)
            {
                columns[j][i] = residual[j];
            }
        }

        return columns;
    }
}
