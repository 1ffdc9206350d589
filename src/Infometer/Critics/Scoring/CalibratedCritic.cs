namespace Infometer;

/// <summary>
/// Another critic's scores times a gain, plus a shift, and no more than a cap: min(g·f + c, b), and for the second score min(g·v + c₂, b₂). A
/// bound holds for any critic, so also for this one; what is fitted is how far the other may be believed.
/// </summary>
/// <param name="inner">The critic.</param>
/// <param name="map">What is done to its scores.</param>
/// <param name="secondMap">What is done to its second scores.</param>
internal sealed class CalibratedCritic(Critic inner, ScoreMap map, ScoreMap secondMap) : Critic
{
    // Downwards from the critic as it is.
    private static readonly float[] s_gains = [1, 0.75f, 0.5f, 0.25f];

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => inner.Parameters;

    /// <inheritdoc/>
    public override bool ScoresAllPairs => inner.ScoresAllPairs;

    /// <summary>
    /// The gain with which an estimator's value of some rows is largest. The cap is the highest score of a joint pair: a pair that does not
    /// belong together and scores higher is one that the critic has not understood. The shift is where the bound's derivative by it is 0,
    /// ⟨e^(f − k)⟩ = 1 with k the best critic's constant, or ⟨e^(v − f + L)⟩ = 1 for the second score.
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
            Contrast.ReadJoint(scores, buffer.Joint, buffer.Second);
            ScoreMap first = new(gain, 0, gain * Largest(buffer.Joint));
            ScoreMap second = new(gain, 0, gain * Largest(buffer.Second));
            first.Apply(scores.First.Values);
            second.Apply(scores.Second);
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
                (best, most) = (new CalibratedCritic(critic, first.Shifted((float)shift), second.Shifted((float)secondShift)), answer.Mean);
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
        map.Apply(scores.First.Values);
        secondMap.Apply(scores.Second);
    }

    /// <inheritdoc/>
    public override void ScorePairs(EmbeddedPairs block, ReadOnlySpan<int> partners, Span<float> first, Span<float> second)
    {
        inner.ScorePairs(block, partners, first, second);
        map.Apply(first);
        secondMap.Apply(second);
    }

    /// <inheritdoc/>
    public override void Backward(EmbeddedPairs block, Scores gradient) =>
        throw new InvalidOperationException("A calibrated critic is measured, not trained.");

    /// <inheritdoc/>
    public override Critic Share() => new CalibratedCritic(inner.Share(), map, secondMap);

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

    private static float Largest(ReadOnlySpan<double> values)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in values)
        {
            largest = Math.Max(largest, value);
        }

        return (float)largest;
    }
}
