namespace Infometer;

/// <summary>
/// Whether the direction of one side's residual depends on the other side's direction in another way than by a line, or on
/// its distance from the centre, as on a spiral: dependence that neither correlations nor distances show, and neighbours see too
/// little of in many columns. The correlations of such features with directions, as a standard normal number z; the largest of
/// two kinds of features (<see cref="SideShape.Twisted"/>, <see cref="SideShape.Bent"/>) with directions, and of the second kind with its like, as of pairs whose correlations
/// have one sign here and the other there; of all coordinates and of the leading ones, both ways. Directions are bounded, so heavy tails do not matter.
/// </summary>
internal static class RadiusModulation
{
    /// <summary>Above this, there is such dependence: some 12 looks at a standard normal number stay below in 99 of 100 cases.</summary>
    public const double Limit = 3;

    // With fewer, fitted coordinates show squares together that are not.
    private const int RowsPerColumn = 20;

    // Coordinates with the largest correlations, which are looked at alone, too: there are fewer pairs to look among.
    private const int MostLeading = 4;

    /// <summary>z.</summary>
    public static double Of(CanonicalPair pair, RunContext context)
    {
        int leading = Math.Min(MostLeading, pair.Correlations.Length);
        return Math.Max(
            Between(pair.U, pair.Residual(ofFirst: false), leading, context),
            Between(pair.V, pair.Residual(ofFirst: true), leading, context));
    }

    private static double Between(double[][] side, double[][] residual, int leading, RunContext context)
    {
        double[] scores = SideShape.RadiusScores(side);
        double all = Look(SideShape.Twisted(side, scores, context), SideShape.Bent(side, 0, context), residual, context);
        return leading == 0
            ? all
            : Math.Max(all, Look(
                SideShape.Twisted(side[..leading], scores, context),
                SideShape.Bent(side, leading, context),
                residual[..leading],
                context));
    }

    private static double Look(double[][] twisted, double[][] bent, double[][] residual, RunContext context)
    {
        double[][] directions = SideShape.White(SideShape.Directions(residual), context);
        double lines = Math.Max(Normal(twisted, directions), Normal(bent, directions));
        return residual[0].Length < RowsPerColumn * (bent.Length + residual.Length)
            ? lines
            : Math.Max(lines, Normal(bent, SideShape.Bent(residual, 0, context)));
    }

    /// <summary>The correlations of two sets of white columns as a standard normal number: n Σ r² is χ² where nothing is shared.</summary>
    public static double Normal(double[][] a, double[][] b)
    {
        double freedom = a.Length * (double)b.Length;
        return freedom == 0 ? double.NegativeInfinity : Normal(SquaredCorrelations(a, b), freedom);
    }

    /// <summary>χ² with so many degrees of freedom as a standard normal number (Wilson and Hilferty 1931).</summary>
    public static double Normal(double chiSquare, double freedom)
    {
        double variance = 2 / (9 * freedom);
        return (Math.Cbrt(chiSquare / freedom) - 1 + variance) / Math.Sqrt(variance);
    }

    /// <summary>n Σ r² over all pairs of white columns: χ² with as many degrees of freedom as pairs where nothing is shared.</summary>
    public static double SquaredCorrelations(double[][] a, double[][] b)
    {
        double sum = 0;
        foreach (double[] left in a)
        {
            foreach (double[] right in b)
            {
                double product = CrossProducts.Dot(left, right);
                sum += product * product;
            }
        }

        return sum / (a.Length == 0 ? 1 : a[0].Length);
    }
}
