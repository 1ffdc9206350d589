namespace Infometer;

/// <summary>
/// Another critic's scores times a gain, plus a shift: g·f + c, and for the second score g·v + c₂. A bound holds for any critic, so also
/// for this one; what is fitted is how far the other may be believed.
/// </summary>
internal sealed class CalibratedCritic(Critic inner, float gain, float shift, float secondShift) : Critic
{
    // Downwards from the critic as it is.
    private static readonly float[] s_gains = [1, 0.75f, 0.5f, 0.25f];

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => inner.Parameters;

    /// <inheritdoc/>
    public override bool ScoresAllPairs => inner.ScoresAllPairs;

    /// <summary>
    /// The gain and the shift with which an estimator's value of some rows is largest: the shift at which the bound's derivative by it is 0,
    /// ⟨e^(g·f + c − k)⟩ = 1 with k the best critic's constant, or ⟨e^(v + c₂ − f + L)⟩ = 1 for the second score.
    /// </summary>
    /// <param name="estimator">Whose value.</param>
    /// <param name="critic">The critic.</param>
    /// <param name="rows">Rows that it was not trained on.</param>
    public static CalibratedCritic Fit(ContrastiveEstimator estimator, Critic critic, CriticInputs rows)
    {
        EmbeddedPairs block = critic.Embed(rows);
        Scores scores = new();
        ContrastBuffer buffer = new(rows.Count, estimator.Heads > 1);
        CalibratedCritic? best = null;
        double most = double.NegativeInfinity;
        foreach (float gain in s_gains)
        {
            critic.Score(block, 0, block.Count, estimator.TrainingAlternatives, scores);
            FloatMath.Scale(scores.First.Values, gain);
            FloatMath.Scale(scores.Second, gain);
            Contrast.ReadJoint(scores, buffer.Joint, buffer.Second);
            Contrast.LogMeanExp(scores, float.PositiveInfinity, buffer.Others);
            (double shift, double secondShift) = ShiftsOf(estimator, buffer);
            Add(shift, buffer.Joint);
            Add(shift, buffer.Others);
            Add(secondShift, buffer.Second);
            ContrastTerms answer = buffer.Answer;
            estimator.Measure(buffer.Question(scores.Alternatives), answer);
            if (best is null || answer.Mean > most)
            {
                (best, most) = (new CalibratedCritic(critic, gain, (float)shift, (float)secondShift), answer.Mean);
            }
        }

        return best!;
    }

    /// <inheritdoc/>
    public override EmbeddedPairs Embed(CriticInputs rows) => inner.Embed(rows);

    /// <inheritdoc/>
    public override void Score(EmbeddedPairs block, int start, int count, int alternatives, Scores scores)
    {
        inner.Score(block, start, count, alternatives, scores);
        Change(scores.First.Values, shift);
        Change(scores.Second, secondShift);
    }

    /// <inheritdoc/>
    public override void ScorePairs(EmbeddedPairs block, ReadOnlySpan<int> partners, Span<float> first, Span<float> second)
    {
        inner.ScorePairs(block, partners, first, second);
        Change(first, shift);
        Change(second, secondShift);
    }

    /// <inheritdoc/>
    public override void Backward(EmbeddedPairs block, Scores gradient) =>
        throw new InvalidOperationException("A calibrated critic is measured, not trained.");

    /// <inheritdoc/>
    public override Critic Share() => new CalibratedCritic(inner.Share(), gain, shift, secondShift);

    private static (double First, double Second) ShiftsOf(ContrastiveEstimator estimator, ContrastBuffer buffer)
    {
        if (buffer.Second.IsEmpty)
        {
            return (estimator.Constant - DonskerVaradhan.LogMean(buffer.Others), 0);
        }

        double[] masses = new double[buffer.Count];
        for (int i = 0; i < masses.Length; i++)
        {
            masses[i] = buffer.Second[i] - buffer.Joint[i] + buffer.Others[i];
        }

        return (0, -DonskerVaradhan.LogMean(masses));
    }

    private static void Add(double term, Span<double> values)
    {
        foreach (ref double value in values)
        {
            value += term;
        }
    }

    private void Change(Span<float> values, float term)
    {
        foreach (ref float value in values)
        {
            value = (gain * value) + term;
        }
    }
}
