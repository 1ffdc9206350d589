namespace Infometer;

/// <summary>With probability 1 − p a row of another law, with probability p one of the product of its margins.</summary>
internal sealed class InlierLaw(JointLaw law, double share) : JointLaw(law.X, law.Y)
{
    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        law.DrawRow(ref rng, row);
        if (rng.NextDouble() < share)
        {
            Span<double> other = stackalloc double[row.Length];
            law.DrawRow(ref rng, other);
            other[X.Dimension..].CopyTo(row[X.Dimension..]);
        }
    }

    // The margins are those of the other law, so only the joint density is mixed.
    public override double Pointwise(ReadOnlySpan<double> row)
    {
        LogSum sum = LogSum.Empty;
        sum.Add(Math.Log(1 - share) + law.Pointwise(row));
        sum.Add(Math.Log(share));
        return sum.Value;
    }
}
