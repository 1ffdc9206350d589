namespace Infometer;

/// <summary>
/// From the scores of a batch to the objective that a critic is trained by and its derivatives. Serves one thread at a time.
/// </summary>
/// <param name="estimator">Whose objective.</param>
internal sealed class ScoreGradient(ContrastiveEstimator estimator)
{
    private readonly Scores _columns = new();
    private ContrastBuffer _buffer = new(0, false);

    /// <summary>
    /// The objective, of x against the y and, where both directions count and all pairs are scored, of y against the x, half of each. The
    /// scores become its derivatives.
    /// </summary>
    public double Replace(Scores scores, TrainingMemory memory)
    {
        if (!estimator.IsOfRows || !scores.IsOfAllPairs)
        {
            ContrastTerms only = OfRows(scores, memory);
            Contrast.Backward(scores, only);
            return only.Mean;
        }

        _columns.CopyFrom(scores);
        ContrastTerms rows = OfRows(scores, memory);
        double value = rows.Mean / 2;
        Halve(rows);
        Contrast.Backward(scores, rows);
        ContrastTerms columns = OfColumns(memory);
        value += columns.Mean / 2;
        Halve(columns);
        Contrast.AddBackwardOfColumns(_columns, columns, scores);
        return value;
    }

    /// <summary>The objective of x against the y alone. The scores become what each alternative contributes.</summary>
    public double Value(Scores scores) => OfRows(scores, new TrainingMemory()).Mean;

    private ContrastTerms OfRows(Scores scores, TrainingMemory memory)
    {
        Prepare(scores);
        if (estimator.TrainsBySoftplus)
        {
            Contrast.MeanSoftplus(scores, _buffer.Others);
        }
        else
        {
            Contrast.LogMeanExp(scores, float.PositiveInfinity, _buffer.Others);
        }

        return Ask(scores.Alternatives, memory);
    }

    private ContrastTerms OfColumns(TrainingMemory memory)
    {
        Prepare(_columns);
        Contrast.LogMeanExpOfColumns(_columns, _buffer.Others);
        return Ask(_columns.Alternatives, memory);
    }

    private void Prepare(Scores scores)
    {
        _buffer = _buffer.Count == scores.Rows ? _buffer : new ContrastBuffer(scores.Rows, estimator.Heads > 1);
        Contrast.ReadJoint(scores, _buffer.Joint, _buffer.Second);
    }

    private ContrastTerms Ask(int alternatives, TrainingMemory memory)
    {
        ContrastTerms answer = _buffer.Answer;
        estimator.Train(_buffer.Question(alternatives), answer, memory);
        return answer;
    }

    private static void Halve(in ContrastTerms terms)
    {
        for (int i = 0; i < terms.ByJoint.Length; i++)
        {
            terms.ByJoint[i] /= 2;
            terms.ByOthers[i] /= 2;
        }
    }
}
