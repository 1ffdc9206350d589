namespace Infometer;

/// <summary>
/// What an estimator is asked for. There are two kinds, <see cref="EntropyTerm"/> H(S) and
/// <see cref="InformationTerm"/> I(A;B;…|Z); every linear measure is a signed sum of them.
/// </summary>
public abstract record Term
{
    private protected Term()
    {
    }

    /// <summary>Every variable that the term speaks of.</summary>
    public abstract VariableSet Variables { get; }
}
