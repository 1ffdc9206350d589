using System.Globalization;

namespace Infometer;

/// <summary>The reasons that <see cref="SurrogateKsg"/> gives.</summary>
internal static class SurrogateNotes
{
    /// <summary>Nothing moves with the number of neighbours.</summary>
    public static Note Steady { get; } = new(
        "steady", "The value hardly depends on the number of neighbours, and the interval reaches as far as the rest of its bias may.");

    /// <summary>Correlations and distances explain everything.</summary>
    public static Note Explained(SurrogateEvidence e)
    {
        string by = e.Radial.IsFound ? " and the distances from the centres" : "";
        return new Note("explained", string.Create(CultureInfo.InvariantCulture,
            $"{e.Correlations.Length} canonical correlations{by} explain all that neighbours see; "
            + $"what neither these nor directions nor neighbours in {e.Dimension} columns show is not in the number."));
    }

    /// <summary>See <see cref="EnoughRows"/>.</summary>
    public static Note FewRows(SurrogateEvidence e) => new("few-rows", string.Create(CultureInfo.InvariantCulture,
        $"In {e.Dimension} columns it takes {EnoughRows.Beyond:N0} rows to notice dependence of kinds that are not measured, "
        + $"and there are {e.Count:N0}: only the low end can be trusted."));

    /// <summary>See <see cref="RoomBelowCeiling"/>.</summary>
    public static Note NearCeiling(SurrogateEvidence e) => new("near-ceiling", string.Create(CultureInfo.InvariantCulture,
        $"{e.Count:N0} rows cannot show much more than ln n = {Math.Log(e.Count) / Math.Log(2):0.#} bits by neighbours, which find "
        + $"nearly that: other kinds of dependence would look the same, and the truth may be higher."));

    /// <summary>See <see cref="SteadyLadder"/>.</summary>
    public static Note Drifting(NeighborLadder ladder) => new("drifting", string.Create(CultureInfo.InvariantCulture,
        $"The value moves with the number of neighbours, by {ladder.Drift / Math.Log(2):0.###} bits from 3 to 10: the rows are too few "
        + $"for the shape of the dependence, and only the low end can be trusted."));

    /// <summary>See <see cref="ExplainedRemainder"/>, <see cref="NormalPairs"/> and <see cref="RadiusModulation"/>.</summary>
    public static Note Unexplained(SurrogateEvidence e)
    {
        string what = e.Modulation >= RadiusModulation.Limit
            ? FormattableString.Invariant($"Directions on one side depend on the other side by more than lines (z = {e.Modulation:0.#})")
            : !NormalPairs.Hold(e) ? FormattableString.Invariant(
                $"One pair of canonical coordinates shares {e.Pair.Excess / Math.Log(2):0.###} bits more than its correlation shows")
            : "Neighbours see more than correlations and distances from the centres explain";
        return new Note("unexplained", string.Create(CultureInfo.InvariantCulture,
            $"{what}, and in {e.Dimension} columns they show too little of such dependence: only the low end can be trusted."));
    }

    /// <summary>See <see cref="FilledDimensions"/>.</summary>
    public static Note OnASurface(SurrogateEvidence e) => new("surface", string.Create(CultureInfo.InvariantCulture,
        $"The rows lie near a surface of about {e.Plain.Filled:0.#} dimensions among {e.Dimension} columns: columns follow from others, and what is known of errors "
        + $"in so many columns is not about them. Only the low end can be trusted; leave out columns that others determine."));

    /// <summary>Rows that were copied are their own neighbours, and ranks in random order turn them into information.</summary>
    public static Note Repeated(double share) => new("ties", string.Create(CultureInfo.InvariantCulture,
        $"Rows that agree in one column agree in all of them ({100 * share:0} % of the pairs): copied rows, or levels. "
        + $"Leave copies out; count levels by gao-mixture, or with --kind NAME=discrete."));

    /// <summary>Values that were rounded have edges in ranks.</summary>
    public static Note ManyTied(int tied, int count) => new("ties", string.Create(CultureInfo.InvariantCulture,
        $"In a column {tied:N0} of {count:N0} rows share their value with others. They were ranked in random order, which leaves the "
        + $"information as it is but gives it edges that neighbours blur: only the low end can be trusted. Or use gao-mixture."));

    /// <summary>A few equal values.</summary>
    public static Note TiesBroken(int tied, int count) => new("ties-broken", string.Create(CultureInfo.InvariantCulture,
        $"In a column {tied:N0} of {count:N0} rows share their value with others; they were ranked in random order, which is seeded."));
}
