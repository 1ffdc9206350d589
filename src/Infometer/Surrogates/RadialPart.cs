namespace Infometer;

/// <summary>
/// What the distances of the rows from the centres of the two sides share: KSG of two single columns, whatever the widths of the sides.
/// Of elliptical laws it is all that correlations do not show. Of a side of one column it is the column itself; of two such sides there
/// is nothing to gain.
/// </summary>
/// <param name="Nats">The mean over both directions, of ‖U‖ with the residual of V and of ‖V‖ with that of U.</param>
/// <param name="IsFound">Whether that is more than scatter.</param>
/// <param name="MayHaveEdge">Whether no column has heavy tails, so that the distances may end at an edge, as in a ball.</param>
internal sealed record RadialPart(double Nats, bool IsFound, bool MayHaveEdge = false)
{
    // KSG with 5 neighbours of independent single columns scatters by so much over √n.
    private const double NullDeviation = 0.54;
    private const double FoundAbove = 3;

    // Of 1,000 rows of a ball a fifth was missing, of Student samples at most a tenth.
    private const double EdgeShortfall = 0.25;
    private const double RoundShortfall = 0.12;

    /// <summary>What of it counts: 0 unless it was found.</summary>
    public double Counted => IsFound ? Nats : 0;

    /// <summary>By how much it may be too low: coordinates that are fitted to the rows blur an edge.</summary>
    public double Shortfall => (MayHaveEdge ? EdgeShortfall : RoundShortfall) * Counted;

    /// <summary>Measures it.</summary>
    public static RadialPart Of(CanonicalPair pair, RunContext context)
    {
        if (pair.U.Length + pair.V.Length == 2)
        {
            return new RadialPart(0, false);
        }

        double forward = Between(pair.U, pair.Residual(ofFirst: false), context);
        double backward = Between(pair.V, pair.Residual(ofFirst: true), context);
        double nats = (forward + backward) / 2;
        return new RadialPart(nats, nats > FoundAbove * NullDeviation / Math.Sqrt(pair.U[0].Length));
    }

    /// <summary>The one of two scales on which more was seen.</summary>
    public static RadialPart Larger(RadialPart a, RadialPart b) => a.Nats >= b.Nats ? a : b;

    private static double Between(double[][] side, double[][] residual, RunContext context) =>
        NeighborLadder.Point([SideShape.Distance(side)], [SideShape.Distance(residual)], context);
}
