namespace Infometer;

/// <summary>What the table holds: empty cells, distinct values, rare levels, repeated rows.</summary>
internal static class QualitySection
{
    private const int MostRows = 200;
    private const int MostBars = 40;
    private const int LongestLevel = 24;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, RankingReading reading)
    {
        RankingDocument ranking = reading.Ranking;
        html.Open("section", ("id", "quality"), ("aria-labelledby", "quality-heading")).Element("h2", "Quality of the data", ("id", "quality-heading"));
        if (ranking.Quality is { } quality)
        {
            html.Phrase("p", Phrase.Of(
                $"{ranking.Rows} rows, {quality.Columns.Length} columns: {PageText.Counted(quality.MissingCells, "cell is", "cells are")} empty, {PageText.Counted(quality.CompleteRows, "row has", "rows have")} no empty cell, and {PageText.Counted(quality.DuplicateRows, "row repeats", "rows repeat")} an earlier one."));
            WritePicture(html, ranking, quality);
            WriteTable(html, ranking, quality);
        }
        else
        {
            html.Open("p", ("class", "remark")).Text("Not looked at: ").Element("code", "infometer rank").Text(" does with ").Element("code", "--quality").Text(".").CloseLine("p");
        }

        html.CloseLine("section");
    }

    private static void WritePicture(HtmlWriter html, RankingDocument ranking, QualityDocument quality)
    {
        // Those with something to remark first, where there are too many to draw.
        IEnumerable<QualityColumnDocument> drawn = quality.Columns.Length <= MostBars
            ? quality.Columns
            : quality.Columns.OrderByDescending(c => c.Flags.Length).ThenByDescending(c => c.Missing).Take(MostBars);
        QualityBar[] bars = [.. drawn.Select(c => new QualityBar(c.Name, c.Kind, c.Missing, ranking.Rows, c.Distinct, c.MostFrequentShare, c.Flags))];
        string title = bars.Length < quality.Columns.Length ? $"The {bars.Length} columns with most to remark" : "What the columns hold";
        html.Open("figure").Element("h3", title).Open("div", ("class", "picture-box"), ("tabindex", "0"), ("role", "region"), ("aria-label", title));
        html.Markup(QualityPicture.ToSvg("quality-picture", title, bars)).Close("div").CloseLine("figure");
    }

    private static void WriteTable(HtmlWriter html, RankingDocument ranking, QualityDocument quality)
    {
        html.Open("div", ("class", "table-box"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", "quality-heading")).Open("table").Open("thead").Open("tr");
        foreach ((string heading, bool isNumber) in new[]
        {
            ("column", false), ("kind", false), ("missing", true), ("distinct", true), ("entropy", true), ("most frequent", false), ("share", true), ("rare levels", true),
            ("min", true), ("median", true), ("max", true), ("flags", false),
        })
        {
            html.Open("th", ("scope", "col"), ("class", isNumber ? "number" : null)).Text(heading);
            _ = heading == "entropy" ? html.Text(", ").Unit(ranking.Unit) : html;
            html.Close("th");
        }

        html.Close("tr").Close("thead").Open("tbody").Markup("\n");
        foreach (QualityColumnDocument column in quality.Columns.Take(MostRows))
        {
            WriteRow(html, column);
        }

        html.Close("tbody").Close("table").CloseLine("div");
        html.Element("p", "Rare levels: levels with fewer than five rows." + (quality.Columns.Length > MostRows
            ? $" The first {MostRows} of {PageText.Count(quality.Columns.Length)} columns; the JSON has them all."
            : ""), ("class", "remark"));
    }

    private static void WriteRow(HtmlWriter html, QualityColumnDocument column)
    {
        (string, string?) number = ("class", "number");
        html.Open("tr").Open("th", ("scope", "row")).Name(column.Name, length: int.MaxValue).Close("th").Element("td", column.Kind);
        html.Element("td", PageText.Count(column.Missing), number).Element("td", PageText.Count(column.Distinct), number);
        html.Open("td", number).Amount(column.Entropy).Close("td").Open("td");
        _ = column.MostFrequent is { } level ? html.Name(level, length: LongestLevel) : html.Text("–");
        html.Close("td").Element("td", column.MostFrequent is null ? "–" : PageText.Percent(column.MostFrequentShare), number);
        html.Element("td", PageText.Count(column.RareLevels), number);
        foreach (double? value in new[] { column.Min, column.Median, column.Max })
        {
            html.Element("td", PageText.Value(value), number);
        }

        html.Element("td", string.Join(' ', column.Flags)).CloseLine("tr");
    }
}
