using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// The null of a value that was learnt, fold by fold: what a fold's rows contribute, and how that is drawn again with what was learnt from the other folds left as it is.
/// </summary>
/// <remarks>
/// In each fold the draws are exact. Their sum is not: the rows of a fold taught the critics of the others, so that the contributions go together, and the sum over independent
/// draws scatters too little, by up to √2 where a critic is linear in what it learnt from. The p-value is therefore the least of the folds' times their number, which holds
/// however they go together (Bonferroni).
/// </remarks>
/// <param name="Name">The null in words.</param>
/// <param name="Folds">The contribution of each fold, and its null.</param>
internal sealed record HeldOutNull(string Name, ImmutableArray<(double Value, WholeNull Null)> Folds)
{
    /// <summary>The weighted sum of values with such nulls, fold by fold; parts without one are 0 under the null. Null where no part has one.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="where">What distinguishes them, for the name.</param>
    public static HeldOutNull? Sum(IReadOnlyList<(double Weight, HeldOutNull? Null)> parts, string where)
    {
        (double Weight, HeldOutNull Null)[] known = [.. parts.Where(p => p.Null is not null).Select(p => (p.Weight, p.Null!))];
        if (known.Length == 0)
        {
            return null;
        }

        int folds = known.Min(p => p.Null.Folds.Length);
        return new HeldOutNull(
            $"{known[0].Null.Name}, {where}",
            [
                .. Enumerable.Range(0, folds).Select(f => (
                    known.Sum(p => p.Weight * p.Null.Folds[f].Value),
                    WholeNull.Sum([.. known.Select(p => (p.Weight, p.Null.Folds[f].Null))]))),
            ]);
    }
}
