using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Which rows belong together, because they are of one subject or near in time, over the rows in which the target is known. Positions
/// count the rows group by group; within a group they keep the order of the table. Immutable.
/// </summary>
internal sealed class RowGroups
{
    /// <summary>Fewer groups allow too few arrangements for any test.</summary>
    public const int Fewest = 5;

    // Of few blocks none can be very striking; column and target must both be.
    private const double Striking = 3;

    private readonly int[] _starts;

    private RowGroups(string kind, string of, int[] groupOf, int count)
    {
        Kind = kind;
        Count = count;
        _starts = new int[count + 1];
        foreach (int group in groupOf)
        {
            _starts[group + 1]++;
        }

        Sizes = [.. _starts.Skip(1)];
        for (int group = 0; group < count; group++)
        {
            _starts[group + 1] += _starts[group];
        }

        int[] next = _starts[..^1];
        Rows = new int[groupOf.Length];
        GroupOf = new int[groupOf.Length];
        for (int row = 0; row < groupOf.Length; row++)
        {
            int position = next[groupOf[row]]++;
            Rows[position] = row;
            GroupOf[position] = groupOf[row];
        }

        Name = FormattableString.Invariant($"{kind}s of {of} ({count:N0} {kind}s)");
    }

    /// <summary><c>group</c> or <c>block</c>.</summary>
    public string Kind { get; }

    /// <summary>The groups in words, with their number.</summary>
    public string Name { get; }

    /// <summary>Number of groups, G.</summary>
    public int Count { get; }

    /// <summary>Rows of each group; at least one.</summary>
    public ImmutableArray<int> Sizes { get; }

    /// <summary>The row at each position.</summary>
    public int[] Rows { get; }

    /// <summary>The group at each position.</summary>
    public int[] GroupOf { get; }

    /// <summary>What stands at the positions of one group.</summary>
    public ReadOnlySpan<int> Part(ReadOnlySpan<int> byPosition, int group) => byPosition.Slice(_starts[group], Sizes[group]);

    /// <summary>The groups that options ask for; null where rows are taken one by one.</summary>
    /// <param name="table">The table.</param>
    /// <param name="options">A column of group names, or the length of blocks.</param>
    /// <param name="kept">The rows of the table that are used; null for all. Blocks are counted before any row is left out.</param>
    public static RowGroups? Of(Table table, RankOptions options, int[]? kept)
    {
        if (options.Blocks is { } length)
        {
            return OfBlocks(table, length, kept);
        }

        return options.Groups is { } name ? OfColumn(table, table.Column(name), kept) : null;
    }

    /// <summary>
    /// The position from which each position takes its target when the groups' targets are permuted as wholes: group g takes that of
    /// group π(g), from its first row on and, where it is the shorter one, again from the start.
    /// </summary>
    /// <param name="permutation">π.</param>
    public int[] Sources(ReadOnlySpan<int> permutation)
    {
        int[] sources = new int[Rows.Length];
        for (int group = 0; group < Count; group++)
        {
            int from = _starts[permutation[group]];
            int size = Sizes[permutation[group]];
            int at = 0;
            for (int position = _starts[group]; position < _starts[group + 1]; position++)
            {
                sources[position] = from + at;
                at = at + 1 == size ? 0 : at + 1;
            }
        }

        return sources;
    }

    /// <summary>Whether blocks are so short that a variable's dependence on time reaches from one into the next; groups have no neighbours.</summary>
    public bool IsSerial(ScreenCodes variable) => Kind == "block" && BetweenNeighbours(variable) > Striking;

    /// <summary>
    /// The z-score of the correlation of neighbouring blocks' means: of the mid-ranks, or where levels have no order of the share of the most
    /// frequent one.
    /// </summary>
    /// <param name="variable">A variable in the order of the table's rows.</param>
    public double BetweenNeighbours(ScreenCodes variable)
    {
        ScreenAxis axis = variable.Axis();
        int most = axis.Totals.IndexOf(axis.Totals.Max());
        double total = axis.Totals.Sum();
        double[] sums = new double[Count];
        for (int position = 0; position < Rows.Length; position++)
        {
            int code = variable.Codes[Rows[position]];
            sums[GroupOf[position]] += axis.IsOrdered ? axis.Scores[code][0] : (code == most ? 1 : 0) - (axis.Totals[most] / total);
        }

        double products = 0;
        double squares = 0;
        for (int group = 0; group < Count; group++)
        {
            double mean = sums[group] / Sizes[group];
            squares += mean * mean;
            products += group == 0 ? 0 : mean * sums[group - 1] / Sizes[group - 1];
        }

        return squares > 0 ? ((products / squares) + (1.0 / Count)) * Math.Sqrt(Count) : 0;
    }

    private static RowGroups OfBlocks(Table table, int length, int[]? kept)
    {
        int rows = kept?.Length ?? table.RowCount;
        int[] groupOf = new int[rows];
        int count = 0;
        int last = -1;
        for (int i = 0; i < rows; i++)
        {
            int block = (kept is null ? i : kept[i]) / length;
            count += block == last ? 0 : 1;
            last = block;
            groupOf[i] = count - 1;
        }

        return count >= Fewest
            ? new RowGroups("block", FormattableString.Invariant($"{length:N0} rows"), groupOf, count)
            : throw new InvalidInputException(FormattableString.Invariant(
                $"{table.Name}: {rows:N0} rows make only {count} blocks of {length:N0}, and a null that permutes whole blocks needs at least {Fewest}; use shorter blocks."));
    }

    private static RowGroups OfColumn(Table table, Column column, int[]? kept)
    {
        Variable variable = Variable.Of(column);
        int[] groupOf = new int[kept?.Length ?? table.RowCount];
        Dictionary<double, int> seen = [];
        for (int i = 0; i < groupOf.Length; i++)
        {
            int row = kept is null ? i : kept[i];
            if (variable.IsMissing(row))
            {
                throw new InvalidInputException(FormattableString.Invariant(
                    $"{table.Name}: '{column.Name}', which says what rows belong together, is missing in row {row + 1} of the data; fill the cell or leave the row out."));
            }

            double id = column.Codes is { } codes ? codes[row] : column.Values.Span[row];
            if (!seen.TryGetValue(id, out groupOf[i]))
            {
                seen[id] = groupOf[i] = seen.Count;
            }
        }

        return seen.Count >= Fewest
            ? new RowGroups("group", $"'{column.Name}'", groupOf, seen.Count)
            : throw new InvalidInputException(
                $"{table.Name}: '{column.Name}' has only {seen.Count} group{(seen.Count == 1 ? "" : "s")}, and a null that permutes whole groups needs at least {Fewest}; "
                + "name a column of smaller groups, or get rows of more groups.");
    }
}
