using System.Collections.Immutable;

namespace Infometer;

/// <summary>What a ranking says of its columns together.</summary>
/// <param name="Columns">The columns in rank order, with what each adds, its group and its hits.</param>
/// <param name="Path">The columns in the order in which JMI chooses them.</param>
/// <param name="Groups">Columns with the same information.</param>
/// <param name="Synergies">Pairs that tell more together.</param>
/// <param name="Together">What all columns tell.</param>
/// <param name="Shadows">What permuted copies show.</param>
internal sealed record Compared(
    RankedColumn[] Columns,
    ImmutableArray<SelectionStep> Path,
    ImmutableArray<RankedGroup> Groups,
    PairSynergies? Synergies,
    JointInformation? Together,
    ShadowColumns? Shadows);
