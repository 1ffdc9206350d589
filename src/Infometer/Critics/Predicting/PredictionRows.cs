namespace Infometer;

/// <summary>All rows of a question as a predictor takes them.</summary>
/// <param name="Law">The family of laws.</param>
/// <param name="Inputs">n × p numbers to predict from; p may be 0.</param>
/// <param name="Base">n × outputs, to which a network's scaled outputs are added: what is known of each row's law before.</param>
/// <param name="Scales">
/// What a network's outputs are multiplied by before, one number per output: a step of the network is then a step on the scale of the
/// law.
/// </param>
/// <param name="Targets">n × q, what is predicted: coordinates of Y, or the number of its level.</param>
/// <param name="LogVolume">ln |det| of the map from Y to its coordinates, which makes their density one of Y.</param>
internal sealed record PredictionRows(
    PredictiveLaw Law, FloatMatrix Inputs, FloatMatrix Base, float[] Scales, FloatMatrix Targets, double LogVolume)
{
    /// <summary>Some of the rows, in memory of their own.</summary>
    public PredictionRows Select(ReadOnlySpan<int> rows) => this with
    {
        Inputs = new FloatMatrix(0, 0).Gather(Inputs, rows),
        Base = new FloatMatrix(0, 0).Gather(Base, rows),
        Targets = new FloatMatrix(0, 0).Gather(Targets, rows),
    };

    /// <summary>The laws that the base alone names on some rows.</summary>
    public PredictedRows Known(ReadOnlySpan<int> rows)
    {
        PredictionRows part = Select(rows);
        return PredictedRows.Of(part, part.Base);
    }
}
