namespace Infometer;

/// <summary>X ~ U(0, 1), Y = X + N with N ~ U(−ε, ε): I = ε − ln 2ε for ε ≤ ½, 1/(4ε) above.</summary>
internal sealed class AdditiveUniformLaw(double epsilon) : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    /// <summary>I(X;Y).</summary>
    public double Nats => epsilon <= 0.5 ? epsilon - Math.Log(2 * epsilon) : 1 / (4 * epsilon);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        row[0] = rng.NextOpenDouble();
        row[1] = row[0] + (epsilon * ((2 * rng.NextOpenDouble()) - 1));
    }

    // p(y|x) = 1/2ε; p(y) is 1/2ε times the length of [y − ε, y + ε] within [0, 1].
    public override double Pointwise(ReadOnlySpan<double> row) => Math.Abs(row[1] - row[0]) <= epsilon
        ? -Math.Log(Math.Min(1, row[1] + epsilon) - Math.Max(0, row[1] - epsilon))
        : double.NegativeInfinity;
}
