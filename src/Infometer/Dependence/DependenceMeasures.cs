using System.Collections.Immutable;

namespace Infometer;

/// <summary>Every measure of dependence that is not information.</summary>
public static class DependenceMeasures
{
    /// <summary>The descriptors, in the order in which they are shown.</summary>
    public static ImmutableArray<DependenceDescriptor> All { get; } =
    [
        DistanceCorrelation.Describe,
        Hsic.Describe,
        ChatterjeeXi.Describe,
        CramersV.Describe,
        TheilsU.Describe,
        CorrelationRatio.Describe,
        PearsonCorrelation.Describe,
        SpearmanCorrelation.Describe,
        KendallTau.Describe,
    ];

    /// <summary>The descriptor with this id; null where no measure of dependence has it.</summary>
    public static DependenceDescriptor? Find(string id) => All.FirstOrDefault(d => d.Id == id);

    /// <summary>The descriptor with this id.</summary>
    /// <exception cref="InvalidInputException">No measure of dependence has this id; the message lists those that exist.</exception>
    public static DependenceDescriptor Get(string id) => Find(id) ?? throw new InvalidInputException(
        $"There is no measure of dependence '{id}'; choose one of {string.Join(", ", All.Select(d => d.Id))}.");
}
