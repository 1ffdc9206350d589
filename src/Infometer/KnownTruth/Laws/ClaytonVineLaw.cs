namespace Infometer;

/// <summary>
/// A vine of three uniform variables, X = (U₁, U₂): Clayton's copula of U₁ and U₂, of U₂ and Y, and, between the conditional ranks
/// given U₂, of Y and 1 − U₁, so that Y falls with U₁ where U₂ is held (Aas et al. 2009). By the chain rule I(X;Y) = I(U₂;Y) +
/// I(U₁;Y|U₂), both of them Clayton's.
/// </summary>
internal sealed class ClaytonVineLaw(double within, double direct, double given) : JointLaw(LawPart.Continuous(2), LawPart.Continuous(1))
{
    private readonly ClaytonLaw _direct = new(direct);
    private readonly ClaytonLaw _given = new(given);

    /// <summary>I(X;Y).</summary>
    public double Nats => _direct.Nats + _given.Nats;

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double rank = rng.NextOpenDouble();
        row[1] = rng.NextOpenDouble();
        row[0] = At(within, rank, row[1]);
        row[2] = At(direct, At(given, rng.NextOpenDouble(), 1 - rank), row[1]);
    }

    public override double Pointwise(ReadOnlySpan<double> row) =>
        _direct.LogDensity(row[1], row[2]) + _given.LogDensity(1 - Rank(within, row[0], row[1]), Rank(direct, row[2], row[1]));

    // P(V ≤ v | U = u) = ∂C/∂u.
    private static double Rank(double theta, double v, double u) =>
        Math.Pow(1 + (Math.Pow(u, theta) * (Math.Pow(v, -theta) - 1)), -(1 + theta) / theta);

    // The v of a conditional rank.
    private static double At(double theta, double rank, double u) =>
        Math.Pow(((Math.Pow(rank, -theta / (1 + theta)) - 1) * Math.Pow(u, -theta)) + 1, -1 / theta);
}
