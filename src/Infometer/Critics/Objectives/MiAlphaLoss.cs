namespace Infometer;

/// <summary>The value of I_α on a batch, of x against all y and of y against all x in equal parts, for the critic g(x)·h(y).</summary>
internal sealed class MiAlphaLoss : ObjectiveLoss
{
    private readonly IAlpha _formula;
    private readonly InputTap _x = new();
    private readonly InputTap _y = new();
    private readonly SeparableCritic _critic;
    private readonly Scores _scores = new();
    private readonly Scores _swapped = new();
    private ContrastBuffer _buffer = new(0, false);

    /// <summary>A critic with random weights whose scores are all 0: the last weights of g are, and learn all the same.</summary>
    public MiAlphaLoss(MiAlphaObjective objective, int widthX, int widthY, ref Rng rng)
        : base(objective, widthX, widthY)
    {
        _formula = objective.Estimator;
        CriticShape shape = _formula.Shape;
        _critic = new SeparableCritic(
            new Sequence(_x, shape.Tower(widthX, shape.Layers, shape.Embedding, 0, ref rng)),
            new Sequence(_y, shape.Tower(widthY, shape.Layers, shape.Embedding, 1, ref rng)),
            shape.Embedding,
            heads: 1);
    }

    /// <inheritdoc/>
    internal override IEnumerable<Parameter> Parameters => _critic.Parameters;

    /// <inheritdoc/>
    internal override double Differentiate(FloatMatrix x, FloatMatrix y, Span<float> towardsX, Span<float> towardsY)
    {
        int n = x.Rows;
        _buffer = _buffer.Count == n ? _buffer : new ContrastBuffer(n, false);
        EmbeddedPairs block = _critic.Embed(CriticInputs.Of(x, y));
        _critic.Score(block, 0, n, n - 1, _scores);
        _scores.TransposeTo(_swapped);
        double value = (ToSlopes(_scores) + ToSlopes(_swapped)) / 2;
        Span<float> slopes = _scores.First.Values;
        for (int i = 0; i < slopes.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, n);
            slopes[i] = (slopes[i] + _swapped.First.Values[(column * n) + row]) / 2;
        }

        _critic.Backward(block, _scores);
        _x.Gradient.CopyTo(towardsX);
        _y.Gradient.CopyTo(towardsY);
        return value;
    }

    // The scores become the gradient of the value with respect to them.
    private double ToSlopes(Scores scores)
    {
        Contrast.ReadJoint(scores, _buffer.Joint, []);
        Contrast.LogMeanExp(scores, float.PositiveInfinity, _buffer.Others);
        ContrastTerms answer = _buffer.Answer;
        _formula.Measure(_buffer.Question(scores.Alternatives), answer);
        Contrast.Backward(scores, answer);
        return answer.Mean;
    }
}
