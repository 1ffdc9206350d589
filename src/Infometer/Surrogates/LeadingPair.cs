namespace Infometer;

/// <summary>
/// What one pair of canonical coordinates shares, by KSG of two single columns, which needs no correction: of the leading pairs the one that shares
/// most beyond its correlation.
/// </summary>
/// <param name="Nats">What the pair shares, freed of what its correlation shows by chance. By data processing no more than the sides do.</param>
/// <param name="Excess">What it shares beyond −½ ln(1 − ρ²), with ρ its correlation in these rows.</param>
/// <param name="Error">The standard error of the excess and of the value.</param>
internal sealed record LeadingPair(double Nats, double Excess, double Error)
{
    // Pairs with small correlations scatter like the rest, and each one looked at is one more chance to err.
    private const int MostLooks = 4;

    /// <summary>No correlation was kept, so there is no pair to look at.</summary>
    public static LeadingPair None { get; } = new(0, 0, 0);

    /// <summary>Looks at up to 4 pairs with a kept correlation. O(n log n).</summary>
    public static LeadingPair Of(CanonicalPair pair, RunContext context) =>
        Enumerable.Range(0, Math.Min(MostLooks, pair.Correlations.Length))
            .Select(j => Of(pair, j, context))
            .MaxBy(static p => p.Excess / p.Error) ?? None;

    private static LeadingPair Of(CanonicalPair pair, int index, RunContext context)
    {
        NeighborLadder ladder = NeighborLadder.Of([pair.U[index]], [pair.V[index]], withDeletion: true, context);
        double excess = ladder.Nats - CanonicalPair.Shared(pair.Found[index]);
        return new LeadingPair(CanonicalPair.Shared(pair.Correlations[index]) + excess, excess, ladder.StandardError);
    }
}
