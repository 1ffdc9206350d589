namespace Infometer;

/// <summary>How far a number can be trusted.</summary>
public enum Verdict
{
    /// <summary>The two-sided interval is believed to cover the truth, bias included.</summary>
    Value,

    /// <summary>The low end is a one-sided limit; how far above it the truth lies is not known.</summary>
    LowerBound,

    /// <summary>Indistinguishable from nothing (p &gt; 0.05 against the named null, or a signed interval that contains 0).</summary>
    NotDetected,

    /// <summary>No number is given; the notes say why and what to do. The estimator's bare output stays in <c>Raw</c>.</summary>
    Unreliable,
}
