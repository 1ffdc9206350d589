using System.Collections.Immutable;

namespace Infometer;

/// <summary>Looks at the columns of a ranking together, as far as its options ask for it.</summary>
/// <param name="table">The table.</param>
/// <param name="target">The target column.</param>
/// <param name="y">The target's codes, with the rows in use.</param>
/// <param name="options">What is asked for.</param>
/// <param name="rowGroups">Rows that belong together; null where each stands for itself.</param>
/// <param name="checkpoint">Finished work; null where none is kept.</param>
/// <param name="notes">Hears what was not looked at.</param>
/// <param name="context">Seed, threads, cancellation, progress.</param>
internal sealed class RankingComparisons(
    Table table,
    Column target,
    CodedTarget y,
    RankOptions options,
    RowGroups? rowGroups,
    RankingCheckpoint? checkpoint,
    List<Note> notes,
    RunContext context)
{
    /// <summary>Compares columns in rank order.</summary>
    /// <param name="ordered">The columns.</param>
    /// <param name="codes">Their codes.</param>
    public Compared Of(RankedColumn[] ordered, Dictionary<Column, ScreenedColumn> codes)
    {
        if (HaveOwnRows(ordered)
            && (options.Adds || options.PathLength > 0 || options.GroupDistance is not null || options.Pairs is not null || options.Together is not null))
        {
            notes.Add(new Note("not-compared", "Columns were not looked at together, because --missing drop leaves each its own rows; --missing level keeps all rows."));
        }

        SelectionCandidate[] candidates = Candidates(ordered, codes);
        ordered = AddAdditions(ordered, candidates);
        (ordered, ImmutableArray<RankedGroup> groups) = AddGroups(ordered, candidates);
        (ordered, ShadowColumns? shadows) = AddShadows(ordered, codes);
        return new Compared(ordered, Path(candidates), groups, Synergies(ordered), Together(ordered), shadows);
    }

    // Where missing cells are dropped, what is said of several columns would be about different rows.
    private bool HaveOwnRows(RankedColumn[] ordered) =>
        options.Missing == MissingPolicy.Drop && Array.Exists(ordered, c => !c.IsSetAside && c.Column.MissingCount > 0);

    // In rank order, for what compares columns with each other.
    private SelectionCandidate[] Candidates(RankedColumn[] ordered, Dictionary<Column, ScreenedColumn> codes)
    {
        if (!options.Adds && options.PathLength == 0 && options.GroupDistance is null)
        {
            return [];
        }

        if (HaveOwnRows(ordered))
        {
            return [];
        }

        Column[] columns = [.. ordered.Where(c => !c.IsSetAside).Select(c => c.Column)];
        if (columns.Length > ColumnGroups.MostColumns)
        {
            notes.Add(new Note("compared-first-columns", FormattableString.Invariant(
                $"Groups and the path were sought among the first {ColumnGroups.MostColumns:N0} of {columns.Length:N0} columns; infometer matrix and infometer select look at all.")));
            columns = columns[..ColumnGroups.MostColumns];
        }

        SelectionCandidate[] candidates = new SelectionCandidate[columns.Length];
        context.ForEach(columns.Length, i => candidates[i] = SelectionCandidate.Of(columns[i], codes[columns[i]].Codes, y, isCorrected: true));
        return candidates;
    }

    private RankedColumn[] AddAdditions(RankedColumn[] ordered, SelectionCandidate[] candidates)
    {
        if (!options.Adds || candidates.Length == 0)
        {
            return ordered;
        }

        int most = ColumnAdditions.Most(y.Codes.Count);
        if (candidates.Length > most)
        {
            notes.Add(new Note("adds-of-first", FormattableString.Invariant(
                $"What a column adds to those above it was found for the first {most} columns.")));
        }

        double?[] adds = ColumnAdditions.Of(candidates, y, context);
        Dictionary<Column, double?> byColumn = candidates.Select(c => c.Column).Zip(adds).ToDictionary(c => c.First, c => c.Second);
        return [.. ordered.Select(c => c with { Adds = c.Estimate.Value is null ? null : byColumn.GetValueOrDefault(c.Column) })];
    }

    private (RankedColumn[] Columns, ImmutableArray<RankedGroup> Groups) AddGroups(RankedColumn[] ordered, SelectionCandidate[] candidates)
    {
        if (options.GroupDistance is not { } distance || candidates.Length < 2)
        {
            return (ordered, []);
        }

        RankedGroup[] groups =
        [
            .. ColumnGroups.Of([.. candidates.Select(c => c.Codes)], distance, notes, context)
                .Select(g => new RankedGroup(
                    candidates[g.Representative].Column.Name, [.. g.Members.Select(m => candidates[m].Column.Name)], g.Distance)),
        ];
        Dictionary<string, string> representatives = groups
            .SelectMany(g => g.Members, (g, member) => (member, g.Representative))
            .ToDictionary(StringComparer.Ordinal);
        return ([.. ordered.Select(c => c with { Group = representatives.GetValueOrDefault(c.Column.Name) })], [.. groups]);
    }

    // A copy would repeat what the pairs of its original say.
    private PairSynergies? Synergies(RankedColumn[] ordered)
    {
        Column[] columns = [.. ordered.Where(c => !c.IsSetAside && c.DuplicateOf is null).Select(c => c.Column)];
        if (options.Pairs is null || columns.Length < 2 || HaveOwnRows(ordered))
        {
            return null;
        }

        if (rowGroups is not null)
        {
            notes.Add(new Note("no-pairs", "Pairs were not searched for synergy: their test takes rows one by one, which rows in groups are not."));
            return null;
        }

        SynergyOptions search = options.Pairs with
        {
            Exclude = [],
            Level = options.Level,
            FalseDiscovery = options.FalseDiscovery,
        };
        return checkpoint is null ? Search() : checkpoint.Pairs(table.Columns, target, search, Search);

        PairSynergies Search() => PairSynergies.Of(columns, target, y.Rows, search, context);
    }

    private JointInformation? Together(RankedColumn[] ordered)
    {
        Column[] columns = [.. ordered.Where(c => !c.IsSetAside).Select(c => c.Column)];
        return options.Together is null || columns.Length == 0 || HaveOwnRows(ordered) ? null
            : checkpoint is null ? Bound()
            : checkpoint.Together(target, context.Seed, Bound);

        JointInformation Bound() => JointInformation.Of(
            columns, target, y, options.Together with { Groups = GroupsByTableRow() ?? options.Together.Groups }, context);
    }

    private int[]? GroupsByTableRow()
    {
        if (rowGroups is null)
        {
            return null;
        }

        int[] groups = new int[table.RowCount];
        for (int position = 0; position < rowGroups.Rows.Length; position++)
        {
            int row = rowGroups.Rows[position];
            groups[y.Rows is null ? row : y.Rows[row]] = rowGroups.GroupOf[position];
        }

        return groups;
    }

    private (RankedColumn[] Columns, ShadowColumns? Shadows) AddShadows(RankedColumn[] ordered, Dictionary<Column, ScreenedColumn> codes)
    {
        RankedColumn[] columns = [.. ordered.Where(c => !c.IsSetAside && c.Estimate.Count == y.Codes.Count)];
        if (options.ShadowRounds == 0 || columns.Length == 0)
        {
            return (ordered, null);
        }

        if (rowGroups is not null)
        {
            notes.Add(new Note("no-shadows", "No shadow columns were drawn: they take rows as exchangeable, which rows in groups or blocks are not."));
            return (ordered, null);
        }

        (ShadowColumns shadows, int[] hits) = ShadowColumns.Draw(
            columns, [.. columns.Select(c => codes[c.Column].Codes)], y, options.ShadowRounds, context);
        Dictionary<Column, int> byColumn = columns.Select(c => c.Column).Zip(hits).ToDictionary(c => c.First, c => c.Second);
        return ([.. ordered.Select(c => byColumn.TryGetValue(c.Column, out int count) ? c with { ShadowHits = count } : c)], shadows);
    }

    private ImmutableArray<SelectionStep> Path(SelectionCandidate[] candidates) => options.PathLength == 0 || candidates.Length == 0
        ? []
        : [.. SelectionPath.Select(candidates, y, new SelectionOptions { Count = options.PathLength }, context)];
}
