namespace Infometer;

/// <summary>Amounts of a layer with noise, in nats.</summary>
/// <param name="AboutInputs">I(X;T + N).</param>
/// <param name="AboutLabels">I(T + N;Y); null without labels.</param>
internal readonly record struct NoisyAmounts(double AboutInputs, double? AboutLabels)
{
    /// <summary>
    /// The readings of both bounds. I(T;Y) is a difference of two bounds and hence no bound.
    /// </summary>
    public static PlaneReading[] Readings(string id, (NoisyAmounts Upper, NoisyAmounts Lower) bounds, string definition)
    {
        PlaneReading Reading(string side, NoisyAmounts amounts, string distance) => new(
            $"{id}-{side}",
            new PlaneAmount(amounts.AboutInputs, QuantityTag.Bound),
            amounts.AboutLabels is { } nats ? new PlaneAmount(nats, QuantityTag.Estimate) : null,
            $"{definition}; rows compared by {distance}");
        return [Reading("upper", bounds.Upper, "Kullback–Leibler divergence"), Reading("lower", bounds.Lower, "Bhattacharyya distance")];
    }
}
