namespace Infometer;

/// <summary>
/// From the evidence to a number, an interval that holds its bias, and the most that it may be called. Two columns: plain KSG with 3
/// neighbours, or S where a strong dependence is normal. Three: S, where the ladder is steady. Four and more: S or P = G + R, whichever
/// is larger, and only where neighbours see nothing beyond P, all are <see cref="NormalPairs"/>, and no <see cref="RadiusModulation"/>. Everything else is a lower bound; of rows on a surface (<see
/// cref="FilledDimensions"/>) one by plain KSG.
/// </summary>
internal static class SurrogateRule
{
    // Widths of the bias in the interval, as multiples of how far ladders move.
    private const double PlainDrift = 1.5;
    private const double CorrectedDrift = 1.2;
    private const double StrongPlainDrift = 0.12;
    private const double DriftInFour = 2;

    // Times 1/√n: on curved surfaces KSG was found up to 0.08 nats too high by 1,000 rows, and 0.04 by 5,000.
    private const double SurfaceExcess = 2.5;

    // Below this, KSG of two columns needs no correction.
    private const double StrongAbove = 1;

    /// <summary>Draws the conclusion.</summary>
    public static SurrogateConclusion Conclude(SurrogateEvidence evidence)
    {
        SurrogateConclusion conclusion = evidence.Dimension switch
        {
            2 => InPlane(evidence),
            3 => InSpace(evidence),
            _ => InMany(evidence),
        };
        if (conclusion.Reservation.AtMost != Verdict.Value || Objection(evidence) is not { } objection)
        {
            return conclusion;
        }

        return conclusion with { Reservation = new Reservation(Verdict.LowerBound, objection) };
    }

    private static SurrogateConclusion InPlane(SurrogateEvidence e)
    {
        if (ExplainedRemainder.IsNormal(e) && e.Plain.Nats > StrongAbove)
        {
            double reach = (CorrectedDrift * e.Corrected.Drift) + (StrongPlainDrift * e.Plain.Drift);
            return SurrogateConclusion.Around(e.Corrected.Nats, e.CorrectedError, reach, reach, Explained(e));
        }

        double drift = PlainDrift * e.Plain.Drift;
        return SurrogateConclusion.Around(
            e.Plain.Few, e.PlainError, drift, drift, SteadyLadder.HoldsInPlane(e) ? Steady : Drifting(e.Plain));
    }

    private static SurrogateConclusion InSpace(SurrogateEvidence e)
    {
        double drift = CorrectedDrift * e.Corrected.Drift;
        if (IsExplained(e))
        {
            return SurrogateConclusion.Around(Math.Max(e.Corrected.Nats, e.Parametric), e.CorrectedError, drift, drift, Explained(e));
        }

        return SteadyLadder.HoldsInSpace(e)
            ? SurrogateConclusion.Around(e.Corrected.Few, e.CorrectedError, drift, drift, Steady)
            : Bound(e);
    }

    private static SurrogateConclusion InMany(SurrogateEvidence e)
    {
        if (!FilledDimensions.Hold(e))
        {
            double drift = PlainDrift * e.Plain.Drift;
            double below = drift + (SurfaceExcess / Math.Sqrt(e.Count));
            return SurrogateConclusion.Around(e.Plain.Few, e.PlainError, below, drift, new Reservation(Verdict.LowerBound, SurrogateNotes.OnASurface(e)));
        }

        double s = e.Corrected.Nats;
        double shortfall = e.Radial.Shortfall;
        if (e.IsBare && IsExplained(e))
        {
            return SurrogateConclusion.Around(s, e.CorrectedError, e.Corrected.Drift, e.Corrected.Drift, Explained(e));
        }

        if (IsExplained(e))
        {
            double left = s - e.Parametric;
            return left > 0
                ? SurrogateConclusion.Around(s, e.CorrectedError, left, left + shortfall, Explained(e))
                : SurrogateConclusion.Around(e.Parametric, e.ParametricError, 0, shortfall, Explained(e));
        }

        double reach = DriftInFour * e.Corrected.Drift;
        return e.Dimension == 4 && e.Modulation < RadiusModulation.Limit && SteadyLadder.HoldsInFour(e)
            ? SurrogateConclusion.Around(s, e.CorrectedError, reach, reach, Steady)
            : Bound(e);
    }

    private static bool IsExplained(SurrogateEvidence e) =>
        ExplainedRemainder.Holds(e) && NormalPairs.Hold(e) && e.Modulation < RadiusModulation.Limit;

    // The low end: what neighbours show, corrected or not, what needs none, or what one pair shows where that is more than its correlation, each less its
    // scatter. The largest of three limits errs as often as all three together, so each takes a third of the tail.
    private static SurrogateConclusion Bound(SurrogateEvidence e)
    {
        double seen = Math.Min(e.Corrected.Nats, e.Plain.Nats);
        LeadingPair pair = NormalPairs.Hold(e) ? LeadingPair.None : e.Pair;
        double nats = Math.Max(Math.Max(e.Corrected.Nats, e.Parametric), pair.Nats);
        return new SurrogateConclusion(
            nats,
            e.CorrectedError,
            tail =>
            {
                double z = SurrogateConclusion.Deviations(tail / 3);
                double low = Math.Max(Math.Max(seen - (z * e.CorrectedError), e.Parametric - (z * e.ParametricError)), pair.Nats - (z * pair.Error));
                return (low, nats + (z * e.CorrectedError));
            },
            Unexplained(e));
    }

    private static Note? Objection(SurrogateEvidence e) =>
        !EnoughRows.Hold(e) ? SurrogateNotes.FewRows(e) : RoomBelowCeiling.Holds(e) ? null : SurrogateNotes.NearCeiling(e);

    private static Reservation Steady { get; } = new(Verdict.Value, SurrogateNotes.Steady);

    private static Reservation Explained(SurrogateEvidence e) => new(Verdict.Value, SurrogateNotes.Explained(e));

    private static Reservation Drifting(NeighborLadder ladder) => new(Verdict.LowerBound, SurrogateNotes.Drifting(ladder));

    private static Reservation Unexplained(SurrogateEvidence e) => new(Verdict.LowerBound, SurrogateNotes.Unexplained(e));
}
