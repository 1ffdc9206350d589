namespace Infometer;

/// <summary>Where a paper and the code released with it differ, which of the two is followed.</summary>
public enum PublishedForm
{
    /// <summary>The paper.</summary>
    Paper,

    /// <summary>The released code, for comparison with its figures.</summary>
    Released,
}
