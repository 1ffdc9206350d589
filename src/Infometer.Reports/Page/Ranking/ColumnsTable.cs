using System.Collections.Immutable;

namespace Infometer;

/// <summary>The table of columns: the first rows as HTML, all of them as data for the page's script.</summary>
internal static class ColumnsTable
{
    /// <summary>Rows that are there without the script.</summary>
    public const int StaticRows = 200;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, RankingReading reading)
    {
        RankingDocument ranking = reading.Ranking;
        ImmutableArray<ColumnField> fields = ColumnField.Table(reading);
        html.Open("section", ("id", "table"), ("aria-labelledby", "table-heading"));
        html.Element("h2", "All columns", ("id", "table-heading")).Markup("\n");
        WriteControls(html, ranking);
        html.Open("div", ("class", "table-box"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", "table-heading"));
        html.Open("table", ("id", "columns")).Open("thead").Open("tr");
        foreach (ColumnField field in fields)
        {
            html.Open("th", ("scope", "col"), ("class", field.Class), ("aria-sort", field.Key == "rank" ? "ascending" : "none"), ("data-key", field.Key));
            html.Open("button", ("type", "button"), ("title", field.Help));
            _ = field.Key == "value" ? html.Unit(field.Label) : html.Text(field.Label);
            html.Close("button").Close("th");
        }

        html.Close("tr").CloseLine("thead").Open("tbody").Markup("\n");
        foreach (ColumnDocument column in ranking.Columns.Take(StaticRows))
        {
            WriteRow(html, fields, column);
        }

        html.Close("tbody").Close("table").CloseLine("div");
        WriteMore(html, reading);
        WriteLegend(html, fields, ranking);
        html.CloseLine("section");
    }

    private static void WriteControls(HtmlWriter html, RankingDocument ranking)
    {
        html.Open("p", ("class", "controls"), ("data-script", ""), ("hidden", ""));
        html.Open("label", ("for", "filter")).Text("Show only").Close("label").Text(" ");
        html.Void("input", ("id", "filter"), ("type", "search"), ("autocomplete", "off"), ("placeholder", "name, verdict or flag"), ("aria-controls", "columns"));
        html.Text(" ").Element("span", PageText.Counted(ranking.Columns.Length, "column", "columns"), ("id", "shown"), ("role", "status"));
        html.CloseLine("p");
    }

    private static void WriteRow(HtmlWriter html, ImmutableArray<ColumnField> fields, ColumnDocument column)
    {
        html.Open("tr");
        foreach (ColumnField field in fields)
        {
            if (field.Type == FieldType.Name)
            {
                html.Open("th", ("scope", "row"));
                // The details of later columns are made by the script.
                html.Name(column.Name, column.Rank <= ColumnDetails.StaticDetails ? FormattableString.Invariant($"#column-{column.Rank}") : null, int.MaxValue);
                html.Close("th");
            }
            else
            {
                html.Open("td", ("class", field.Class));
                field.WriteTo(html, column);
                html.Close("td");
            }
        }

        html.CloseLine("tr");
    }

    private static void WriteMore(HtmlWriter html, RankingReading reading)
    {
        RankingDocument ranking = reading.Ranking;
        int left = ranking.Columns.Length - StaticRows;
        if (left > 0)
        {
            html.Open("p", ("class", "more")).Open("span", ("class", "no-script"));
            html.Text($"The first {StaticRows} of {PageText.Count(ranking.Columns.Length)} columns; the others need the page's script.").Close("span");
            html.Element("button", "Show more rows", ("type", "button"), ("id", "more"), ("hidden", "")).CloseLine("p");
        }

        if (reading.IsCut)
        {
            html.Element("p", $"{PageText.Count(ranking.Settings.Tested)} columns were tested; the result lists {PageText.Count(ranking.Columns.Length)} of them. Ranks and q are those among all.", ("class", "remark"));
        }
    }

    private static void WriteLegend(HtmlWriter html, ImmutableArray<ColumnField> fields, RankingDocument ranking)
    {
        html.Open("div", ("class", "legend"), ("id", "legend")).Element("h3", "Verdicts").Open("dl");
        foreach ((string word, string meaning) in ResultWords.Verdicts)
        {
            html.Open("dt").Verdict(word).Close("dt").Element("dd", meaning).Markup("\n");
        }

        html.CloseLine("dl").Open("details").Element("summary", "What the other words mean").Open("dl");
        foreach (ColumnField field in fields)
        {
            html.Open("dt");
            _ = field.Key == "value" ? html.Unit(field.Label) : html.Text(field.Label);
            html.Close("dt").Element("dd", field.Help).Markup("\n");
        }

        foreach (string flag in ranking.Columns.SelectMany(c => c.Flags).Distinct().Order(StringComparer.Ordinal))
        {
            html.Element("dt", flag, ("class", "flag")).Element("dd", ResultWords.Flag(flag)).Markup("\n");
        }

        html.Close("dl").Close("details").CloseLine("div");
    }
}
