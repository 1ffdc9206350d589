namespace Infometer;

/// <summary>
/// The second variable is one-hot, one 1 per row and 0 elsewhere, and was read as numbers. Labels of classes have the kernel that is 1 for equal and 0 for different
/// ones, and groups of their own; numbers have a kernel of distances and clusters, which give other values.
/// </summary>
/// <param name="Role">What the variable is on the command line: y or other.</param>
/// <param name="What">The variable.</param>
/// <param name="Dimension">Its columns.</param>
public sealed record OneHotAlarm(string Role, string What, int Dimension) : RepresentationAlarm
{
    /// <inheritdoc/>
    public override string Code => "one-hot";

    /// <inheritdoc/>
    public override string Text => FormattableString.Invariant(
        $"{What} is one-hot and was read as rows of {Dimension:N0} numbers; if these are classes, --kind {Role}=discrete reads them as such, which gives other values.");

    /// <summary>The alarm where it is due.</summary>
    internal static OneHotAlarm? For(RowSet rows, string role) => IsOneHot(rows) ? new(role, $"'{rows.Name}'", rows.Dimension) : null;

    private static bool IsOneHot(RowSet rows)
    {
        if (rows.Dimension < 2)
        {
            return false;
        }

        int[] ones = new int[rows.Count];
        foreach (double[] column in rows.Columns)
        {
            for (int i = 0; i < column.Length; i++)
            {
                if (column[i] is not (0 or 1))
                {
                    return false;
                }

                ones[i] += (int)column[i];
            }
        }

        return Array.TrueForAll(ones, static count => count == 1);
    }
}
