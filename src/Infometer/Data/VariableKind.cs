namespace Infometer;

/// <summary>What the values of a variable are.</summary>
public enum VariableKind
{
    /// <summary>A finite set of levels: text, booleans, counts with few distinct values.</summary>
    Discrete,

    /// <summary>Real numbers in which ties are rare.</summary>
    Continuous,

    /// <summary>Real numbers of which one value holds more than half of the rows (zero-inflated and the like).</summary>
    Mixed,
}
