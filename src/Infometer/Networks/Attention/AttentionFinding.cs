namespace Infometer;

/// <summary>What stands out in the entropy of an attention head.</summary>
public enum AttentionFinding
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Almost all weight on one token: entropy near 0.</summary>
    Collapse,

    /// <summary>Weights almost equal: entropy near its maximum.</summary>
    Overload,
}
