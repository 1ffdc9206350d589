namespace Infometer;

/// <summary>The page of a ranking.</summary>
internal static class RankingPage
{
    private static readonly (string Id, string Name)[] s_none = [];
    private static readonly (string Id, string Name)[] s_pairs = [("pairs", "Pairs")];

    /// <summary>Makes it.</summary>
    /// <param name="root">The ranking's JSON.</param>
    /// <param name="table">The table that was ranked, for pictures of its rows; null for a page without them.</param>
    /// <param name="source">The file name of the JSON; null where there is none.</param>
    public static string Write(JsonPart root, Table? table, string? source)
    {
        RankingDocument ranking = RankingDocument.Read(root);
        RankingReading reading = new(ranking);
        PageData? data = table is null
            ? null
            : new PageData(table, ranking.Rows, ranking.File, Names(ranking));
        HtmlWriter body = new();
        RankingWords words = new(reading);
        SummarySection.Write(body, Subject(ranking), words.Headline(), words.Lead(), words.Findings(), GlancePicture.ToSvg("glance", reading));
        RankingPictures.Write(body, reading);
        ColumnsTable.Write(body, reading);
        ColumnDetails.Write(body, reading, data, source);
        PairsSection.Write(body, reading, data);
        QualitySection.Write(body, reading);
        MethodSection.Write(body, reading);
        ReproduceSection.Write(body, reading, source);
        return new PageFrame
        {
            Title = $"What tells about {ranking.Target}",
            Sections =
            [
                ("summary", "Summary"),
                ("pictures", "Pictures"),
                ("table", "All columns"),
                ("details", "Column by column"),
                .. ranking.Pairs is null ? s_none : s_pairs,
                ("quality", "Data"),
                ("method", "Method"),
                ("reproduce", "Make it again"),
            ],
            Unit = ranking.Unit,
            Version = ranking.Version,
            Body = body.ToString(),
            Data = ColumnsData.Of(reading),
        }.ToHtml();
    }

    // Pairs may be of columns that are not listed.
    private static IEnumerable<string> Names(RankingDocument ranking) =>
        [ranking.Target, .. ranking.Columns.Select(c => c.Name), .. ranking.Synergies.SelectMany<SynergyDocument, string>(pair => [pair.First, pair.Second])];

    private static Phrase Subject(RankingDocument ranking) => Phrase.Of(
        $"{new PageName(ranking.File)}, {PageText.Counted(ranking.Rows, "row", "rows")}: what its columns tell about {new PageName(ranking.Target)}");
}
