namespace Infometer;

/// <summary>One step of a selection: the column that was chosen, and why. Amounts are in nats. Immutable.</summary>
public sealed record SelectionStep
{
    /// <summary>1 for the column chosen first.</summary>
    public required int Step { get; init; }

    /// <summary>The column X.</summary>
    public required Column Column { get; init; }

    /// <summary>
    /// The criterion's score when X was chosen, the highest among the candidates; the relevance in the first step. Nats, or a
    /// ratio from the second step on where <see cref="SelectionCriterion.IsRatio"/>.
    /// </summary>
    public required double Score { get; init; }

    /// <summary>I(X;Y): what X tells about the target alone.</summary>
    public required double Relevance { get; init; }

    /// <summary>
    /// (1/m) Σ_j I(X;X_j), the mean over the m columns chosen before, whatever the criterion; 0 in the first step. The sum that
    /// some criteria use is m = <see cref="Step"/> − 1 times this.
    /// </summary>
    public required double Redundancy { get; init; }

    /// <summary>
    /// (1/m) Σ_j I(X;X_j|Y), the mean over the columns chosen before; 0 in the first step. Where it exceeds
    /// <see cref="Redundancy"/>, X and those columns tell more about the target together than one by one (synergy).
    /// </summary>
    public required double ConditionalRedundancy { get; init; }

    /// <summary>
    /// min_j I(X;Y|X_j) over the columns chosen before: what X tells beyond each single one of them; the relevance in the first
    /// step. Where it is not above 0, one of those columns already tells what X tells, though a mean over all may hide it.
    /// </summary>
    public required double Adds { get; init; }
}
