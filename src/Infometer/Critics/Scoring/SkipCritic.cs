namespace Infometer;

/// <summary>The critic that knows only what was known beforehand.</summary>
internal sealed class SkipCritic(int heads) : Critic
{
    private readonly GemmScratch _scratch = new();

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [];

    /// <inheritdoc/>
    public override bool ScoresAllPairs => true;

    /// <inheritdoc/>
    public override EmbeddedPairs Embed(CriticInputs rows) => new(rows.X, rows.Y, rows.SkipX, rows.SkipY);

    /// <inheritdoc/>
    public override void Score(EmbeddedPairs block, int start, int count, int alternatives, Scores scores)
    {
        scores.Reshape(count, block.Count, isOfAllPairs: true, start);
        MatrixView left = block.SkipX.View.Block(start, 0, count, block.SkipX.Columns);
        Gemm.Multiply(left, block.SkipY.View.Transposed, scores.First.Values, block.Count, accumulate: false, _scratch);
        for (int i = 0; heads == 2 && i < count; i++)
        {
            scores.Second[i] = scores.First.Row(i)[start + i];
        }
    }

    /// <inheritdoc/>
    public override void ScorePairs(EmbeddedPairs block, ReadOnlySpan<int> partners, Span<float> first, Span<float> second)
    {
        for (int i = 0; i < partners.Length; i++)
        {
            first[i] = block.Known(i, partners[i]);
            second[i] = first[i];
        }
    }

    /// <inheritdoc/>
    public override void Backward(EmbeddedPairs block, Scores gradient)
    {
    }

    /// <inheritdoc/>
    public override Critic Share() => new SkipCritic(heads);
}
