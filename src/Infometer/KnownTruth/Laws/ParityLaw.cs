namespace Infometer;

/// <summary>
/// d normal columns X, and Y normal whose sign is that of the product of all columns with a given probability, else the other one.
/// Fewer than d columns tell nothing about Y. The density ratio is 2p or 2(1 − p), so I = ln 2 − H(p).
/// </summary>
internal sealed class ParityLaw(int columns, double agreement) : JointLaw(LawPart.Continuous(columns), LawPart.Continuous(1))
{
    /// <summary>I(X;Y).</summary>
    public double Nats => (agreement * Math.Log(2 * agreement)) + ((1 - agreement) * Math.Log(2 * (1 - agreement)));

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        foreach (ref double value in row)
        {
            value = rng.NextNormal();
        }

        if (IsEven(row) != rng.NextDouble() < agreement)
        {
            row[^1] = -row[^1];
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row) => Math.Log(2 * (IsEven(row) ? agreement : 1 - agreement));

    // The sign of Y is that of the product where the product of all numbers is positive.
    private static bool IsEven(ReadOnlySpan<double> row)
    {
        bool isEven = true;
        foreach (double value in row)
        {
            isEven ^= value < 0;
        }

        return isEven;
    }
}
