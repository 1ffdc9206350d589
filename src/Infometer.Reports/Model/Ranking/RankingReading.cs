using System.Collections.Immutable;

namespace Infometer;

/// <summary>What a ranking's columns come to: which of them tell something, which do not, and why.</summary>
internal sealed class RankingReading
{
    public RankingReading(RankingDocument ranking)
    {
        Ranking = ranking;
        double level = ranking.Settings.Level;
        ImmutableArray<ColumnDocument> columns = ranking.Columns;
        Found = [.. columns.Where(c => c.QValue <= level)];
        Measured = [.. Found.Where(c => c.Value > 0)];
        Promising = [.. columns.Where(c => c.QValue > level && c.Verdict is ("value" or "lower-bound"))];
        SetAside = [.. columns.Where(c => c.IsSetAside)];
        WithoutNumber = [.. columns.Where(c => !c.IsSetAside && c.Verdict == "unreliable")];
        long listed = columns.LongCount(c => c.QValue is not null);
        IsCut = listed < ranking.Settings.Tested;
        HasTested = ranking.Settings.Tested > 0;
        Ranks = columns.DistinctBy(c => c.Name).ToImmutableDictionary(c => c.Name, c => c.Rank, StringComparer.Ordinal);
    }

    public RankingDocument Ranking { get; }

    /// <summary>Columns that were called informative: q at most the level.</summary>
    public ImmutableArray<ColumnDocument> Found { get; }

    /// <summary>Those of them whose number is above 0, by their bits.</summary>
    public ImmutableArray<ColumnDocument> Measured { get; }

    /// <summary>Columns that show something alone (p ≤ 0.05) and are not called informative among so many.</summary>
    public ImmutableArray<ColumnDocument> Promising { get; }

    /// <summary>Constant and empty columns, and identifiers.</summary>
    public ImmutableArray<ColumnDocument> SetAside { get; }

    /// <summary>Columns for which no number is given, those that were set aside not among them.</summary>
    public ImmutableArray<ColumnDocument> WithoutNumber { get; }

    /// <summary>Whether columns that were tested are not listed.</summary>
    public bool IsCut { get; }

    public bool HasTested { get; }

    /// <summary>Ranks by name.</summary>
    public ImmutableDictionary<string, long> Ranks { get; }

    /// <summary>Whether the target is a number, cut into bins.</summary>
    public bool IsNumericTarget => Ranking.TargetKind != "discrete";

    /// <summary>A column's name with the link to its details, where it is listed.</summary>
    public PageName NameOf(string column) => new(column, Ranks.TryGetValue(column, out long rank) ? Href(rank) : null);

    public PageName NameOf(ColumnDocument column) => new(column.Name, Href(column.Rank));

    public ImmutableArray<PageName> NamesOf(IEnumerable<ColumnDocument> columns) => [.. columns.Select(NameOf)];

    /// <summary>Whether the ranking says a thing by a code.</summary>
    public bool HasNote(string code) => Ranking.Notes.Any(note => note.Code == code);

    private static string Href(long rank) => FormattableString.Invariant($"#column-{rank}");
}
