namespace Infometer;

/// <summary>
/// An objective as a loss: a critic of its own, and the value with its gradients for each batch of representations that it is given.
/// Whoever trains adds a multiple of the gradients to the representations' own; the critic learns along in <see cref="Step"/>. Row i of x
/// belongs to row i of y, and the rows are in random order. Serves one thread at a time.
/// </summary>
public abstract class ObjectiveLoss
{
    private readonly FloatMatrix _x = new(0, 0);
    private readonly FloatMatrix _y = new(0, 0);
    private AdamW? _optimiser;

    private protected ObjectiveLoss(Objective objective, int widthX, int widthY)
    {
        Objective = objective;
        WidthX = widthX;
        WidthY = widthY;
    }

    /// <summary>The objective with its options.</summary>
    public Objective Objective { get; }

    /// <summary>Numbers in a row of x.</summary>
    public int WidthX { get; }

    /// <summary>Numbers in a row of y.</summary>
    public int WidthY { get; }

    /// <summary>The value and its gradients for a batch; the critic stays as it is.</summary>
    /// <param name="x">Rows × <see cref="WidthX"/> finite numbers, row by row: the teacher's representations, say.</param>
    /// <param name="y">As many rows × <see cref="WidthY"/>: the student's.</param>
    /// <exception cref="ArgumentException">The spans are not of the same number of whole rows, or there are fewer than 2.</exception>
    public ObjectiveGradient Evaluate(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        int rows = x.Length / WidthX;
        if (rows < 2 || x.Length != rows * WidthX || y.Length != rows * WidthY)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A batch needs as many rows of y as of x, at least 2; ")
                + FormattableString.Invariant($"got {x.Length} numbers for rows of {WidthX} and {y.Length} for rows of {WidthY}."));
        }

        _x.Reshape(rows, WidthX);
        _y.Reshape(rows, WidthY);
        x.CopyTo(_x.Values);
        y.CopyTo(_y.Values);
        float[] towardsX = new float[x.Length];
        float[] towardsY = new float[y.Length];
        double value = Differentiate(_x, _y, towardsX, towardsY);
        return new ObjectiveGradient(value, towardsX, towardsY);
    }

    /// <summary>
    /// As <see cref="Evaluate"/>; then the critic takes a step by which the value grows, at the objective's learning rate.
    /// </summary>
    /// <inheritdoc cref="Evaluate"/>
    public ObjectiveGradient Step(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ObjectiveGradient result = Evaluate(x, y);
        Ascend(Objective.LearningRate);
        return result;
    }

    /// <summary>The numbers of the critic that training changes.</summary>
    internal abstract IEnumerable<Parameter> Parameters { get; }

    /// <summary>
    /// The value for a batch, and the gradients with respect to the parameters and, where the spans are not empty, with respect to x and y.
    /// </summary>
    internal abstract double Differentiate(FloatMatrix x, FloatMatrix y, Span<float> towardsX, Span<float> towardsY);

    /// <summary>A step of the critic along the gradient found last.</summary>
    internal virtual void Ascend(double rate) => (_optimiser ??= new AdamW(Parameters, 0)).Ascend(rate);
}
