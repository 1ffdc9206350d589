namespace Infometer;

/// <summary>Independent laws side by side: X is all their X, Y all their Y, and information adds up.</summary>
internal sealed class SideBySideLaw(params JointLaw[] laws) : JointLaw(
    LawPart.Continuous(laws.Sum(l => l.X.Dimension)), LawPart.Continuous(laws.Sum(l => l.Y.Dimension)))
{
    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        Span<double> own = stackalloc double[Width];
        int x = 0;
        int y = X.Dimension;
        foreach (JointLaw law in laws)
        {
            law.DrawRow(ref rng, own[..law.Width]);
            own[..law.X.Dimension].CopyTo(row[x..]);
            own[law.X.Dimension..law.Width].CopyTo(row[y..]);
            x += law.X.Dimension;
            y += law.Y.Dimension;
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        Span<double> own = stackalloc double[Width];
        double sum = 0;
        int x = 0;
        int y = X.Dimension;
        foreach (JointLaw law in laws)
        {
            row.Slice(x, law.X.Dimension).CopyTo(own);
            row.Slice(y, law.Y.Dimension).CopyTo(own[law.X.Dimension..]);
            sum += law.Pointwise(own[..law.Width]);
            x += law.X.Dimension;
            y += law.Y.Dimension;
        }

        return sum;
    }
}
