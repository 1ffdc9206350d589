namespace Infometer;

/// <summary>H(S): the joint entropy of a set of variables.</summary>
/// <param name="Set">The set S; the entropy of the empty set is 0.</param>
public sealed record EntropyTerm(VariableSet Set) : Term
{
    /// <inheritdoc/>
    public override VariableSet Variables => Set;

    /// <inheritdoc/>
    public override string ToString() => $"H({Set})";
}
