using System.Collections.Immutable;

namespace Infometer;

/// <summary>Every estimator of the information plane.</summary>
public static class PlaneEstimators
{
    /// <summary>The descriptors, in the order in which they are shown.</summary>
    public static ImmutableArray<PlaneEstimatorDescriptor> All { get; } =
    [
        FixedBins.Describe,
        FloorBins.Describe,
        EntropyBasedBins.Describe,
        NoiseBounds.Describe,
        ScaledNoiseBounds.Describe,
        QuantizedCodes.Describe,
        CompressedKsg.Describe,
        CompressedEntropies.Describe,
        CompressedCanonical.Describe,
    ];

    /// <summary>The descriptor with this id.</summary>
    /// <exception cref="InvalidInputException">No estimator has this id; the message lists those that exist.</exception>
    public static PlaneEstimatorDescriptor Get(string id) =>
        All.FirstOrDefault(d => d.Id == id) ?? throw new InvalidInputException(
            $"There is no plane estimator '{id}'; choose among {string.Join(", ", All.Select(d => d.Id))}.");
}
