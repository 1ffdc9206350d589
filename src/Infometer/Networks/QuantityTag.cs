namespace Infometer;

/// <summary>What a number about a network is.</summary>
public enum QuantityTag
{
    /// <summary>An estimate of the quantity that its name says, up to sampling error.</summary>
    Estimate,

    /// <summary>A bound: the quantity lies on one side of it, and nothing is said about how far.</summary>
    Bound,

    /// <summary>An index: a number by its own definition, to be compared only with numbers made in the same way.</summary>
    Index,
}
