namespace Infometer;

/// <summary>
/// A network whose scaled outputs, added to what is known of a row before, name a law of the target. Serves one thread at a time.
/// </summary>
internal sealed class Predictor : ILearner
{
    private readonly Layer _network;
    private readonly PredictionRows _rows;
    private readonly PredictionRows _stopping;
    private readonly FloatMatrix _inputs = new(0, 0);
    private readonly FloatMatrix _outputs = new(0, 0);
    private readonly FloatMatrix _gradient = new(0, 0);
    private float[] _prepared = [];

    /// <summary>A predictor that adds nothing yet: its last layer is 0.</summary>
    /// <param name="shape">The shape of the network.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="stopping">Those that decide when to stop.</param>
    /// <param name="rng">The stream of the weights.</param>
    public Predictor(CriticShape shape, PredictionRows rows, int[] stopping, ref Rng rng)
    {
        // Without inputs there is one law for all rows, which biases name.
        int layers = rows.Inputs.Columns == 0 ? 0 : shape.Layers;
        _network = shape.Tower(rows.Inputs.Columns, layers, rows.Base.Columns, 0, ref rng);
        _rows = rows;
        _stopping = rows.Select(stopping);
        Parameters = [.. _network.Parameters];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The laws of some rows.</summary>
    public PredictedRows Predict(ReadOnlySpan<int> rows) => Predict(_rows.Select(rows));

    /// <inheritdoc/>
    public double StoppingValue() => Predict(_stopping).Mean();

    /// <summary>Stores the gradient of the mean of ln q over the rows.</summary>
    public void Learn(ReadOnlySpan<int> rows)
    {
        _outputs.CopyFrom(_network.Forward(_inputs.Gather(_rows.Inputs, rows)));
        _gradient.Reshape(rows.Length, _outputs.Columns);
        PredictiveLaw law = _rows.Law;
        int prepared = law.PreparedFor(_outputs.Columns);
        _prepared = _prepared.Length == prepared ? _prepared : new float[prepared];
        float share = 1f / rows.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            Span<float> outputs = _outputs.Row(i);
            ScaleAndAdd(outputs, _rows.Base.Row(rows[i]));
            law.Prepare(outputs, _prepared);
            Span<float> gradient = _gradient.Row(i);
            law.Gradient(outputs, _prepared, _rows.Targets.Row(rows[i]), gradient);
            for (int k = 0; k < gradient.Length; k++)
            {
                gradient[k] *= _rows.Scales[k] * share;
            }
        }

        _network.Backward(_gradient, wanted: false);
    }

    private PredictedRows Predict(PredictionRows part)
    {
        FloatMatrix outputs = new FloatMatrix(0, 0).CopyFrom(_network.Forward(part.Inputs));
        for (int row = 0; row < outputs.Rows; row++)
        {
            ScaleAndAdd(outputs.Row(row), part.Base.Row(row));
        }

        return PredictedRows.Of(part, outputs);
    }

    private void ScaleAndAdd(Span<float> outputs, ReadOnlySpan<float> known)
    {
        for (int k = 0; k < outputs.Length; k++)
        {
            outputs[k] = (outputs[k] * _rows.Scales[k]) + known[k];
        }
    }
}
