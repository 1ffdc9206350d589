using System.Collections.Immutable;

namespace Infometer;

/// <summary>Every measure of representations.</summary>
public static class RepresentationMeasures
{
    /// <summary>The descriptors, in the order in which they are shown.</summary>
    public static ImmutableArray<RepresentationDescriptor> All { get; } =
    [
        DiffusionSpectralEntropy.Describe,
        MatrixRenyiEntropy.Describe,
        VonNeumannEntropy.Describe,
        VendiScore.Describe,
        EffectiveRank.Describe,
        ParticipationRatio.Describe,
        CentroidNuclearNorm.Describe,
        ItemNuclearNorm.Describe,
        DiffusionSpectralMutual.Describe,
        MatrixRenyiJointEntropy.Describe,
        MatrixRenyiConditionalEntropy.Describe,
        MatrixRenyiMutual.Describe,
        MatrixRenyiTotalCorrelation.Describe,
        CauchySchwarzQmi.Describe,
        CauchySchwarzQmiRatio.Describe,
        CauchySchwarzDivergence.Describe,
        CauchySchwarzConditional.Describe,
    ];

    /// <summary>The descriptor with this id.</summary>
    /// <exception cref="InvalidInputException">No measure has this id; the message lists those that exist.</exception>
    public static RepresentationDescriptor Get(string id) => All.FirstOrDefault(d => d.Id == id) ?? throw new InvalidInputException(
        $"There is no measure of representations '{id}'; choose one of {string.Join(", ", All.Select(d => d.Id))}.");
}
