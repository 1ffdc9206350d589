using System.Collections.Immutable;

namespace Infometer;

/// <summary>Every training objective that is no amount of information.</summary>
public static class Objectives
{
    /// <summary>The descriptors, in the order in which they are shown.</summary>
    public static ImmutableArray<ObjectiveDescriptor> All { get; } = [WassersteinDependency.Describe, MiAlphaObjective.Describe];

    /// <summary>The descriptor with this id; null where no objective has it.</summary>
    public static ObjectiveDescriptor? Find(string id) => All.FirstOrDefault(d => d.Id == id);

    /// <summary>The descriptor with this id.</summary>
    /// <exception cref="InvalidInputException">No objective has this id; the message lists those that exist.</exception>
    public static ObjectiveDescriptor Get(string id) => Find(id) ?? throw new InvalidInputException(
        $"There is no objective '{id}'; choose one of {string.Join(", ", All.Select(d => d.Id))}.");
}
