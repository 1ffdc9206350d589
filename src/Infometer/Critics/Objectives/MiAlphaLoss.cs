namespace Infometer;

/// <summary>The value of I_α on a batch, of x against all y and of y against all x in equal parts, for the critic g(x)·h(y).</summary>
internal sealed class MiAlphaLoss : ObjectiveLoss
{
    private readonly InputTap _x = new();
    private readonly InputTap _y = new();
    private readonly SeparableCritic _critic;
    private readonly Scores _scores = new();
    private readonly ScoreGradient _gradient;

    /// <summary>A critic with random weights whose scores are all 0: the last weights of g are, and learn all the same.</summary>
    public MiAlphaLoss(MiAlphaObjective objective, int widthX, int widthY, ref Rng rng)
        : base(objective, widthX, widthY)
    {
        _gradient = new ScoreGradient(objective.Estimator);
        CriticShape shape = objective.Estimator.Shape;
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
        EmbeddedPairs block = _critic.Embed(CriticInputs.Of(x, y));
        _critic.Score(block, 0, n, n - 1, _scores);
        double value = _gradient.Replace(_scores, new TrainingMemory());
        _critic.Backward(block, _scores);
        _x.Gradient.CopyTo(towardsX);
        _y.Gradient.CopyTo(towardsY);
        return value;
    }
}
