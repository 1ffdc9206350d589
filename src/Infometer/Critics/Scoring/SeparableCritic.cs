namespace Infometer;

/// <summary>f(x, y) = g(x)·h(y) with a network for each side. All pairs of a block of K rows cost one K × K × e product.</summary>
internal sealed class SeparableCritic(Layer left, Layer right, int embedding, int heads) : Critic
{
    private readonly GemmScratch _scratch = new();
    private readonly FloatMatrix _leftGradient = new(0, 0);
    private readonly FloatMatrix _rightGradient = new(0, 0);

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => left.Parameters.Concat(right.Parameters);

    /// <inheritdoc/>
    public override bool ScoresAllPairs => true;

    /// <inheritdoc/>
    public override EmbeddedPairs Embed(CriticInputs rows) => new(left.Forward(rows.X), right.Forward(rows.Y), rows.SkipX, rows.SkipY);

    /// <inheritdoc/>
    public override void Score(EmbeddedPairs block, int start, int count, int alternatives, Scores scores)
    {
        int n = block.Count;
        scores.Reshape(count, n, isOfAllPairs: true, start);
        MatrixView left = Part(block.Left, start, count);
        Gemm.Multiply(left, Part(block.Right, 0, n).Transposed, scores.First.Values, n, accumulate: false, _scratch);
        MatrixView skip = block.SkipX.View.Block(start, 0, count, block.SkipX.Columns);
        Gemm.Multiply(skip, block.SkipY.View.Transposed, scores.First.Values, n, accumulate: true, _scratch);

        for (int i = 0; heads == 2 && i < count; i++)
        {
            scores.Second[i] = RowMath.Dot(block.Left.Row(start + i)[embedding..], block.Right.Row(start + i)[embedding..])
                + RowMath.Dot(block.SkipX.Row(start + i), block.SkipY.Row(start + i));
        }
    }

    /// <inheritdoc/>
    public override void ScorePairs(EmbeddedPairs block, ReadOnlySpan<int> partners, Span<float> first, Span<float> second)
    {
        for (int i = 0; i < partners.Length; i++)
        {
            ReadOnlySpan<float> g = block.Left.Row(i);
            ReadOnlySpan<float> h = block.Right.Row(partners[i]);
            float known = RowMath.Dot(block.SkipX.Row(i), block.SkipY.Row(partners[i]));
            first[i] = RowMath.Dot(g[..embedding], h[..embedding]) + known;
            if (heads == 2)
            {
                second[i] = RowMath.Dot(g[embedding..], h[embedding..]) + known;
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(EmbeddedPairs block, Scores gradient)
    {
        int n = block.Count;
        int width = block.Left.Columns;
        _leftGradient.Reshape(n, width);
        _rightGradient.Reshape(n, width);
        MatrixView scores = gradient.First.View;
        Gemm.Multiply(scores, Part(block.Right, 0, n), _leftGradient.Values, width, accumulate: false, _scratch);
        Gemm.Multiply(scores.Transposed, Part(block.Left, 0, n), _rightGradient.Values, width, accumulate: false, _scratch);
        for (int i = 0; heads == 2 && i < n; i++)
        {
            Scale(block.Right.Row(i)[embedding..], gradient.Second[i], _leftGradient.Row(i)[embedding..]);
            Scale(block.Left.Row(i)[embedding..], gradient.Second[i], _rightGradient.Row(i)[embedding..]);
        }

        left.Backward(_leftGradient, wanted: false);
        right.Backward(_rightGradient, wanted: false);
    }

    /// <inheritdoc/>
    public override void SetNoise(bool isOn)
    {
        left.SetNoise(isOn);
        right.SetNoise(isOn);
    }

    /// <inheritdoc/>
    public override Critic Share() => new SeparableCritic(left.Share(), right.Share(), embedding, heads);

    private static void Scale(ReadOnlySpan<float> source, float factor, Span<float> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = factor * source[i];
        }
    }

    // What the first head takes of some rows.
    private MatrixView Part(FloatMatrix embedded, int start, int count) =>
        new(embedded.Values[(start * embedded.Columns)..], count, embedding, embedded.Columns);
}
