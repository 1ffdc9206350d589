namespace Infometer;

/// <summary>
/// From the scores of a batch to the objective that a critic is trained by and its derivatives. Serves one thread at a time.
/// </summary>
/// <param name="estimator">Whose objective.</param>
internal sealed class ScoreGradient(ContrastiveEstimator estimator)
{
    private readonly PairSoftmax _pairs = new();
    private ContrastBuffer _rows = new(0, false);
    private ContrastBuffer _columns = new(0, false);

    /// <summary>
    /// The objective, of x against the y and, where both directions count and all pairs are scored, of y against the x, half of each. The
    /// scores become its derivatives.
    /// </summary>
    public double Replace(Scores scores, TrainingMemory memory)
    {
        if (estimator.IsOfRows && scores.IsOfAllPairs)
        {
            return ReplaceBothWays(scores, memory);
        }

        Prepare(ref _rows, scores);
        if (estimator.TrainsBySoftplus)
        {
            Contrast.MeanSoftplus(scores, _rows.Others);
        }
        else
        {
            Contrast.LogMeanExp(scores, float.PositiveInfinity, _rows.Others);
        }

        ContrastTerms terms = Ask(_rows, scores, memory);
        Contrast.Backward(scores, terms);
        return terms.Mean;
    }

    /// <summary>The objective of x against the y alone. The scores are used up.</summary>
    public double Value(Scores scores)
    {
        Prepare(ref _rows, scores);
        if (estimator.TrainsBySoftplus)
        {
            Contrast.MeanSoftplus(scores, _rows.Others);
        }
        else
        {
            Contrast.LogMeanExpAlone(scores, _rows.Others);
        }

        return Ask(_rows, scores, new TrainingMemory()).Mean;
    }

    private double ReplaceBothWays(Scores scores, TrainingMemory memory)
    {
        Prepare(ref _rows, scores);
        Prepare(ref _columns, scores);
        _pairs.LogMeanExp(scores, _rows.Others, _columns.Others);
        ContrastTerms rows = Ask(_rows, scores, memory);
        ContrastTerms columns = Ask(_columns, scores, memory);
        double value = (rows.Mean / 2) + (columns.Mean / 2);
        Halve(rows);
        Halve(columns);
        _pairs.Backward(scores, rows, columns);
        return value;
    }

    private void Prepare(ref ContrastBuffer buffer, Scores scores)
    {
        buffer = buffer.Count == scores.Rows ? buffer : new ContrastBuffer(scores.Rows, estimator.Heads > 1);
        Contrast.ReadJoint(scores, buffer.Joint, buffer.Second);
    }

    private ContrastTerms Ask(ContrastBuffer buffer, Scores scores, TrainingMemory memory)
    {
        ContrastTerms answer = buffer.Answer;
        estimator.Train(buffer.Question(scores.Alternatives), answer, memory);
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
