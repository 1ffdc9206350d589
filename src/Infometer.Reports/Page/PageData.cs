namespace Infometer;

/// <summary>The table that a result was made of, by the names that the result's JSON has.</summary>
internal sealed class PageData
{
    private readonly Dictionary<string, Column> _columns = new(StringComparer.Ordinal);

    /// <summary>Checks that the table is the one that a result speaks of.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">The result's number of rows.</param>
    /// <param name="file">What the result calls its data.</param>
    /// <param name="names">The columns that the result names.</param>
    /// <exception cref="InvalidInputException">It has other rows, or a column is missing.</exception>
    public PageData(Table table, long rows, string file, IEnumerable<string> names)
    {
        if (table.RowCount != rows)
        {
            throw new InvalidInputException(
                $"{table.Name} has {PageText.Count(table.RowCount)} rows and the result was made of {PageText.Count(rows)} ({file}); give the data that the result was made of.");
        }

        foreach (Column column in table.Columns)
        {
            // JSON has no half characters, so neither have the result's names.
            _columns.TryAdd(column.Name, column);
            _columns.TryAdd(PageText.Whole(column.Name), column);
        }

        foreach (string name in names)
        {
            if (!_columns.ContainsKey(name))
            {
                throw new InvalidInputException(
                    $"{table.Name} has no column '{PageText.Cut(name, PageText.LongestName)}', which the result speaks of ({file}); give the data that the result was made of.");
            }
        }
    }

    /// <summary>The column that the result calls so.</summary>
    public Column Column(string name) => _columns[name];

    /// <summary>A picture of a column and the target; null where nothing can be drawn.</summary>
    public string? PictureOf(ColumnDocument column, RankingDocument ranking, string id) =>
        JointPicture.ToSvg(id, Column(column.Name), Column(ranking.Target), ranking.Seed);

    /// <summary>A picture of the target by both columns of a pair; null where nothing can be drawn.</summary>
    public string? PictureOf(SynergyDocument pair, RankingDocument ranking, string id) =>
        PairPicture.ToSvg(id, Column(pair.First), Column(pair.Second), Column(ranking.Target));
}
