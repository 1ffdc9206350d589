namespace Infometer;

/// <summary>
/// Whether the value moves little as the neighbours become more, and farther: what bias by neighbours moves with. In few columns this
/// alone tells values that can be relied on from such that cannot.
/// </summary>
internal static class SteadyLadder
{
    /// <summary>Of two columns: the plain ladder moves by at most 0.3 Î + 1.74/√n.</summary>
    public static bool HoldsInPlane(SurrogateEvidence evidence) =>
        evidence.Plain.Drift <= (0.3 * evidence.Plain.Few) + (1.74 / Math.Sqrt(evidence.Count));

    /// <summary>Of three columns: the corrected ladder moves by at most 0.25 (S − G) + 0.87/√n.</summary>
    public static bool HoldsInSpace(SurrogateEvidence evidence) =>
        evidence.Corrected.Drift <= Allowed(evidence, evidence.Corrected.Nats - evidence.Gaussian);

    /// <summary>Of four: it moves by at most 0.25 (S − P) + 0.87/√n, and what is left to explain is less than 0.35 S.</summary>
    public static bool HoldsInFour(SurrogateEvidence evidence)
    {
        double left = evidence.Corrected.Nats - evidence.Parametric;
        return evidence.Corrected.Drift <= Allowed(evidence, left) && left < 0.35 * evidence.Corrected.Nats;
    }

    private static double Allowed(SurrogateEvidence evidence, double remainder) => (0.25 * remainder) + (0.87 / Math.Sqrt(evidence.Count));
}
