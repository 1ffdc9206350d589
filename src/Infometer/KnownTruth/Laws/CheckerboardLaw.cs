namespace Infometer;

/// <summary>
/// A point of the unit square, cut into k × k cells (k even): with a given probability even on the black cells, else on the white ones.
/// Both sides are uniform, so the density is the ratio: 2p on black, 2(1 − p) on white, and I = ln 2 − H(p).
/// </summary>
internal sealed class CheckerboardLaw(int cells, double black) : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    /// <summary>I(X;Y).</summary>
    public double Nats => (black * Math.Log(2 * black)) + ((1 - black) * Math.Log(2 * (1 - black)));

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        int column = rng.NextInt(cells);
        int wanted = rng.NextDouble() < black ? 0 : 1;
        int place = (2 * rng.NextInt(cells / 2)) + ((column + wanted) % 2);
        row[0] = (column + rng.NextOpenDouble()) / cells;
        row[1] = (place + rng.NextOpenDouble()) / cells;
    }

    public override double Pointwise(ReadOnlySpan<double> row) =>
        Math.Log(2 * (((int)(cells * row[0]) + (int)(cells * row[1])) % 2 == 0 ? black : 1 - black));
}
