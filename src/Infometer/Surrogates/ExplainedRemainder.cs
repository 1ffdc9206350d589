namespace Infometer;

/// <summary>
/// Whether neighbours see no more than correlations and distances from the centre explain: S − P ≤ 1.5 standard errors. In many columns
/// they see too little of any dependence, but of one that is there they see something; where that is nothing, P stands for the whole.
/// </summary>
internal static class ExplainedRemainder
{
    /// <summary>So many standard errors of S count as nothing.</summary>
    public const double Tolerance = 1.5;

    /// <summary>Whether nothing is left to explain.</summary>
    public static bool Holds(SurrogateEvidence evidence) =>
        evidence.Corrected.Nats - evidence.Parametric <= Tolerance * evidence.CorrectedError;

    /// <summary>Whether a normal dependence alone explains what is seen, neither more nor less.</summary>
    public static bool IsNormal(SurrogateEvidence evidence) =>
        Math.Abs(evidence.Corrected.Nats - evidence.Gaussian) <= Tolerance * evidence.CorrectedError;
}
