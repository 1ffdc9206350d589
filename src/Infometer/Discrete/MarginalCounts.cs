namespace Infometer;

/// <summary>
/// The marginal of some variables of <see cref="JointCounts"/>: the group of every joint cell and the count of every
/// group. Groups are in lexicographic order of their levels.
/// </summary>
/// <param name="GroupOfCell">The marginal level that each joint cell belongs to.</param>
/// <param name="Counts">The count of each occurring marginal level; all above zero.</param>
internal sealed record MarginalCounts(int[] GroupOfCell, long[] Counts);
