namespace Infometer;

/// <summary>A function f(x, y) that learns to be large for pairs that belong together. Serves one thread at a time.</summary>
internal abstract class Critic
{
    /// <summary>The numbers that training changes.</summary>
    public abstract IEnumerable<Parameter> Parameters { get; }

    /// <summary>Whether a row is scored against all rows of its block; else against the few that follow it.</summary>
    public abstract bool ScoresAllPairs { get; }

    /// <summary>What the critic makes of each row; belongs to the critic and lives until the next call.</summary>
    public abstract EmbeddedPairs Embed(CriticInputs rows);

    /// <summary>
    /// Scores rows of a block from <paramref name="start"/> on against their candidates: all rows of the block, or themselves and so many
    /// that follow them.
    /// </summary>
    public abstract void Score(EmbeddedPairs block, int start, int count, int alternatives, Scores scores);

    /// <summary>Scores the pairs (x_i, y_partner(i)).</summary>
    public abstract void ScorePairs(EmbeddedPairs block, ReadOnlySpan<int> partners, Span<float> first, Span<float> second);

    /// <summary>
    /// From the gradient with respect to the scores of the whole block embedded last, that with respect to the parameters. The gradient's
    /// storage may be used.
    /// </summary>
    public abstract void Backward(EmbeddedPairs block, Scores gradient);

    /// <summary>Whether layers that draw noise do so.</summary>
    public virtual void SetNoise(bool isOn)
    {
    }

    /// <summary>A critic with the same parameters and memory of its own, for another thread to score with.</summary>
    public abstract Critic Share();
}
