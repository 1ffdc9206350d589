using System.Collections.Immutable;

namespace Infometer;

/// <summary>How the bound on what all columns together tell is made.</summary>
public sealed record JointInformationOptions
{
    /// <summary>The defaults.</summary>
    public static JointInformationOptions Default { get; } = new();

    /// <summary>Columns that are left out. Default none; identifiers, constant columns and columns without values never take part.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Into how many parts the rows are dealt; each part is predicted by what the others teach. 2 to 20, default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// The group of every row of the table, for rows that are not independent (several of one person, blocks of a time
    /// series): rows of one group are never parted, and the standard error is taken over groups. Default null: every row
    /// stands for itself.
    /// </summary>
    public IReadOnlyList<int>? Groups { get; init; }

    internal void Check(Table table)
    {
        if (Folds is < 2 or > 20)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"Cross-fitting in {Folds} folds was asked for; the number of folds must lie in 2…20 (default 5)."));
        }

        if (Groups is not null && Groups.Count != table.RowCount)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{Groups.Count:N0} groups were given for the {table.RowCount:N0} rows of {table.Name}; give the group of every row."));
        }

        if (Groups is not null && Groups.Distinct().Take(2).Count() < 2)
        {
            throw new InvalidInputException(
                $"All rows of {table.Name} are in one group, so none can be left out for the others to predict; give at least two groups, better twenty.");
        }
    }
}
