using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// I(A₁;…;A_m|Z) = Σᵢ H(Aᵢ|Z) − H(A₁…A_m|Z): the (conditional) mutual information of two sets, the (conditional)
/// total correlation of more.
/// </summary>
public sealed record InformationTerm : Term
{
    /// <summary>Creates I(<paramref name="arguments"/>|<paramref name="condition"/>).</summary>
    public InformationTerm(ImmutableArray<VariableSet> arguments, VariableSet condition = default)
    {
        if (arguments.Length < 2)
        {
            throw new ArgumentException("An information term needs at least two arguments.", nameof(arguments));
        }

        Arguments = arguments;
        Condition = condition;
    }

    /// <summary>The sets whose shared information is asked for.</summary>
    public ImmutableArray<VariableSet> Arguments { get; }

    /// <summary>The set Z that is given; empty for the unconditional form.</summary>
    public VariableSet Condition { get; }

    /// <inheritdoc/>
    public override VariableSet Variables => Arguments.Aggregate(Condition, (union, set) => union | set);

    /// <inheritdoc/>
    public bool Equals(InformationTerm? other) =>
        other is not null && Condition == other.Condition && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Arguments.Aggregate(Condition.GetHashCode(), HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() =>
        $"I({string.Join(';', Arguments)}{(Condition.IsEmpty ? "" : $"|{Condition}")})";
}
