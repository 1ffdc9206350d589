namespace Infometer;

/// <summary>A term with its coefficient in a sum.</summary>
/// <param name="Coefficient">Usually +1 or −1.</param>
/// <param name="Term">The term.</param>
public readonly record struct SignedTerm(double Coefficient, Term Term)
{
    /// <inheritdoc/>
    public override string ToString() => Coefficient switch
    {
        1 => $"+{Term}",
        -1 => $"-{Term}",
        _ => FormattableString.Invariant($"{Coefficient:+0;-0}{Term}"),
    };
}
