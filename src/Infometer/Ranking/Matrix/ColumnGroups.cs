using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Groups of columns that carry the same information: complete linkage on the chance-corrected Rajski distance, cut where it
/// exceeds a threshold, so that every two members lie within it. Columns that may be near each other by luck are not grouped, see
/// <see cref="PairwiseInformation.GroupDistances"/>.
/// </summary>
internal static class ColumnGroups
{
    /// <summary>The most columns that are compared: half a million pairs.</summary>
    public const int MostColumns = 1_000;

    // Rows of which a sample decides what is clearly apart, and how far off it may be: five standard errors or more.
    private const int SampledFrom = 4 * SampleRows;
    private const int SampleRows = 2_048;
    private const double Room = 0.15;

    // With fewer rows outside its commonest level a sample of a column says nothing.
    private const int TellingRows = 100;

    /// <summary>
    /// Groups columns over common rows, the first <see cref="MostColumns"/> of them: 2,048 rows for every pair, and all rows for
    /// those that are not clearly apart. Three seconds of processor time for 1,000 columns, whatever the rows, unless many are near.
    /// </summary>
    /// <param name="columns">The columns in the order in which the first of a group shall stand for it, such as that of a ranking.</param>
    /// <param name="distance">The largest distance within a group.</param>
    /// <param name="notes">Hears where columns were not compared.</param>
    /// <param name="context">Threads, cancellation, progress.</param>
    /// <returns>The groups of at least two columns, in the order of their first members; positions in <paramref name="columns"/>.</returns>
    public static ImmutableArray<ColumnGroup> Of(IReadOnlyList<Codes> columns, double distance, List<Note> notes, RunContext context)
    {
        if (columns.Count > MostColumns)
        {
            notes.Add(new Note(
                "groups-first-columns",
                FormattableString.Invariant($"Groups were sought among the first {MostColumns:N0} of {columns.Count:N0} columns; infometer matrix compares them all.")));
            columns = [.. columns.Take(MostColumns)];
        }

        if (columns.Count < 2)
        {
            return [];
        }

        long family = PairTriangle.Length(columns.Count);
        List<ColumnGroup> groups = [];
        foreach (int[] part in MayBeNear(columns, distance, context))
        {
            Codes[] members = [.. part.Select(i => columns[i])];
            double[] distances = PairwiseInformation.Of(members, distance, false, context, family).GroupDistances();
            groups.AddRange(Cut(distances, part.Length, distance, context.Cancellation)
                .Select(g => g with { Members = [.. g.Members.Select(m => part[m])] }));
        }

        return [.. groups.OrderBy(g => g.Representative)];
    }

    // Sets of columns, ascending, such that no column is near one of another set: all in one where rows are few; else judged by a
    // sample of the rows, with room for its errors, so that the pairs that are clearly apart need no more rows.
    private static IEnumerable<int[]> MayBeNear(IReadOnlyList<Codes> columns, double distance, RunContext context)
    {
        int n = columns[0].Count;
        if (n < SampledFrom)
        {
            return [[.. Enumerable.Range(0, columns.Count)]];
        }

        int[] rows = SampleOf(n, context.Seed);
        Codes[] sample = new Codes[columns.Count];
        double[] entropies = new double[columns.Count];
        context.ForEach(columns.Count, i =>
        {
            sample[i] = columns[i].Select(rows);
            entropies[i] = MatrixMargin.Of(columns[i]).Entropy;
        });
        PairwiseInformation pairs = PairwiseInformation.Of(sample, -1, false, context);
        bool[] isVague = Array.ConvertAll(pairs.Margins, m => SampleRows - m.Groups.Totals[^1] < TellingRows);
        double[] distances = pairs.Distances();
        int[] part = [.. Enumerable.Range(0, columns.Count)];
        for (int i = 0, at = 0; i < columns.Count; i++)
        {
            for (int j = i + 1; j < columns.Count; j++, at++)
            {
                // The distance is at least 1 − (smaller entropy)/(larger entropy), whatever a sample says.
                bool mayBeNear = Math.Min(entropies[i], entropies[j]) >= (1 - distance - Room) * Math.Max(entropies[i], entropies[j])
                    && (distances[at] <= distance + Room || isVague[i] || isVague[j]);
                if (mayBeNear && part[i] != part[j])
                {
                    (int kept, int gone) = (Math.Min(part[i], part[j]), Math.Max(part[i], part[j]));
                    part = Array.ConvertAll(part, p => p == gone ? kept : p);
                }
            }
        }

        return Enumerable.Range(0, columns.Count).GroupBy(i => part[i]).Select(g => g.ToArray()).Where(g => g.Length > 1);
    }

    /// <summary>Groups from the distances of all pairs, which are used up.</summary>
    public static ImmutableArray<ColumnGroup> Cut(double[] distances, int count, double distance, CancellationToken cancellation)
    {
        ImmutableArray<ColumnMerge> merges = HierarchicalClustering.Complete(distances, count, cancellation);
        Dictionary<int, (List<int> Members, double Height)> open = [];
        for (int k = 0; k < merges.Length && merges[k].Height <= distance; k++)
        {
            List<int> members = [];
            foreach (int part in new[] { merges[k].First, merges[k].Second })
            {
                if (part < count)
                {
                    members.Add(part);
                }
                else if (open.Remove(part, out (List<int> Members, double) group))
                {
                    members.AddRange(group.Members);
                }
            }

            open[count + k] = (members, merges[k].Height);
        }

        return [.. open.Values.Select(g => new ColumnGroup([.. g.Members.Order()], g.Height)).OrderBy(g => g.Representative)];
    }

    // A random row of each of as many equal parts, so that no period of the file can hide anything.
    private static int[] SampleOf(int n, ulong seed)
    {
        Rng rng = Rng.For(seed, "group sample", n);
        int[] rows = new int[SampleRows];
        for (int i = 0; i < rows.Length; i++)
        {
            int start = (int)((long)i * n / SampleRows);
            int end = (int)((i + 1L) * n / SampleRows);
            rows[i] = start + rng.NextInt(end - start);
        }

        return rows;
    }
}
