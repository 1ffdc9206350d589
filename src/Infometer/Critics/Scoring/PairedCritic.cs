namespace Infometer;

/// <summary>
/// f(x, y) = head(a(g(x) + h(y))): layers that see both sides. g and h are linear for a concatenated critic, whose first layer is thus
/// computed once per row and not once per pair, and networks for a hybrid one. A row is compared with the next few rows of its block, which
/// are any rows where rows are in random order.
/// </summary>
internal sealed class PairedCritic(
    Layer left, Layer right, Layer head, int width, Activation activation, int heads) : Critic
{
    private const int PairsAtOnce = 4096;

    private readonly FloatMatrix _pairs = new(0, 0);
    private readonly FloatMatrix _outputGradient = new(0, 0);
    private readonly FloatMatrix _leftGradient = new(0, 0);
    private readonly FloatMatrix _rightGradient = new(0, 0);

    // The activation has no bias of its own; what it would learn goes nowhere.
    private readonly float[] _sums = new float[width];

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => left.Parameters.Concat(right.Parameters).Concat(head.Parameters);

    /// <inheritdoc/>
    public override bool ScoresAllPairs => false;

    /// <inheritdoc/>
    public override EmbeddedPairs Embed(CriticInputs rows) => new(left.Forward(rows.X), right.Forward(rows.Y), rows.SkipX, rows.SkipY);

    /// <inheritdoc/>
    public override void Score(EmbeddedPairs block, int start, int count, int alternatives, Scores scores)
    {
        int candidates = Math.Min(alternatives, block.Count - 1) + 1;
        scores.Reshape(count, candidates, isOfAllPairs: false, start);
        int rowsAtOnce = count == block.Count ? count : Math.Max(1, PairsAtOnce / candidates);
        for (int first = 0; first < count; first += rowsAtOnce)
        {
            int rows = Math.Min(rowsAtOnce, count - first);
            int top = start + first;
            _pairs.Reshape(rows * candidates, width);
            for (int pair = 0; pair < _pairs.Rows; pair++)
            {
                Pair(block, pair, top + (pair / candidates), Partner(block, top, pair, candidates));
            }

            FloatMatrix output = head.Forward(_pairs);
            for (int i = 0; i < rows; i++)
            {
                Span<float> row = scores.First.Row(first + i);
                int x = start + first + i;
                for (int c = 0; c < candidates; c++)
                {
                    row[c] = output.Row((i * candidates) + c)[0] + block.Known(x, (x + c) % block.Count);
                }

                if (heads == 2)
                {
                    scores.Second[first + i] = output.Row(i * candidates)[1] + block.Known(x, x);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void ScorePairs(EmbeddedPairs block, ReadOnlySpan<int> partners, Span<float> first, Span<float> second)
    {
        for (int start = 0; start < partners.Length; start += PairsAtOnce)
        {
            int count = Math.Min(PairsAtOnce, partners.Length - start);
            _pairs.Reshape(count, width);
            for (int i = 0; i < count; i++)
            {
                Pair(block, i, start + i, partners[start + i]);
            }

            FloatMatrix output = head.Forward(_pairs);
            for (int i = 0; i < count; i++)
            {
                float known = block.Known(start + i, partners[start + i]);
                first[start + i] = output.Row(i)[0] + known;
                if (heads == 2)
                {
                    second[start + i] = output.Row(i)[1] + known;
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(EmbeddedPairs block, Scores gradient)
    {
        int candidates = gradient.First.Columns;
        _outputGradient.Reshape(gradient.Rows * candidates, heads);
        for (int pair = 0; pair < _outputGradient.Rows; pair++)
        {
            Span<float> row = _outputGradient.Row(pair);
            row[0] = gradient.First.Values[pair];
            if (heads == 2)
            {
                row[1] = pair % candidates == 0 ? gradient.Second[pair / candidates] : 0;
            }
        }

        FloatMatrix hidden = head.Backward(_outputGradient, wanted: true)!;
        RowMath.Return(hidden.Values, _pairs.Values, _sums, activation);
        _leftGradient.Reshape(block.Count, width).Values.Clear();
        _rightGradient.Reshape(block.Count, width).Values.Clear();
        for (int pair = 0; pair < hidden.Rows; pair++)
        {
            Span<float> row = hidden.Row(pair);
            FloatMath.AddScaled(_leftGradient.Row(pair / candidates), 1, row);
            FloatMath.AddScaled(_rightGradient.Row(Partner(block, 0, pair, candidates)), 1, row);
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
    public override Critic Share() => new PairedCritic(left.Share(), right.Share(), head.Share(), width, activation, heads);

    private static int Partner(EmbeddedPairs block, int start, int pair, int candidates) =>
        (start + (pair / candidates) + (pair % candidates)) % block.Count;

    // What the head sees of a pair.
    private void Pair(EmbeddedPairs block, int pair, int x, int y)
    {
        Span<float> row = _pairs.Row(pair);
        block.Left.Row(x).CopyTo(row);
        RowMath.AddAndActivate(row, block.Right.Row(y), activation);
    }
}
