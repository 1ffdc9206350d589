using System.Collections.Immutable;

namespace Infometer;

/// <summary>What there is to know about each of the first columns, to be opened by a click.</summary>
internal static class ColumnDetails
{
    /// <summary>Columns whose details are there without the script.</summary>
    public const int StaticDetails = 50;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, RankingReading reading, PageData? data, string? source)
    {
        html.Open("section", ("id", "details"), ("aria-labelledby", "details-heading")).Element("h2", "Column by column", ("id", "details-heading"));
        if (data is null)
        {
            WriteHowToGetPictures(html, source);
        }

        ColumnWords words = new(reading);
        ImmutableArray<ColumnField> fields = [.. ColumnField.Table(reading).Where(f => f.Key != "rank" && f.Type is not (FieldType.Name or FieldType.Flags)), .. ColumnField.Details];
        foreach (ColumnDocument column in reading.Ranking.Columns.Where(c => c.Rank <= StaticDetails))
        {
            WriteColumn(html, reading, words, fields, column, data);
        }

        html.CloseLine("section");
    }

    /// <summary>The line that stands where pictures of the data would.</summary>
    public static void WriteHowToGetPictures(HtmlWriter html, string? source)
    {
        html.Open("p", ("class", "remark")).Text("Pictures of the rows themselves need the data: ");
        html.Element("code", $"infometer report {CommandLine.Quote(source ?? "RESULT.json")} --data FILE").Text(".").CloseLine("p");
    }

    private static void WriteColumn(
        HtmlWriter html, RankingReading reading, ColumnWords words, ImmutableArray<ColumnField> fields, ColumnDocument column, PageData? data)
    {
        string id = FormattableString.Invariant($"column-{column.Rank}");
        html.Open("details", ("id", id), ("class", "item")).Open("summary");
        html.Element("span", FormattableString.Invariant($"{column.Rank}"), ("class", "rank")).Text(" ").Name(column.Name, length: int.MaxValue).Text(" ");
        html.Open("span", ("class", "aside"));
        _ = column.Value is null ? html : html.Amount(column.Value).Text(" ").Unit(reading.Ranking.Unit).Text(" ");
        html.Verdict(column.Verdict).Close("span").CloseLine("summary");
        html.Open("div", ("class", "body"));
        html.Phrase("p", words.Sentence(column)).Phrase("p", words.Decision(column));
        if (words.Others(column) is { } others)
        {
            html.Phrase("p", others);
        }

        if (data?.PictureOf(column, reading.Ranking, FormattableString.Invariant($"joint-{column.Rank}")) is { } picture)
        {
            html.Open("figure").Open("div", ("class", "picture-box")).Markup(picture).Close("div").CloseLine("figure");
        }

        WriteNotes(html, column);
        WriteFacts(html, fields, column);
        html.Close("div").CloseLine("details");
    }

    private static void WriteNotes(HtmlWriter html, ColumnDocument column)
    {
        if (column.Flags.IsEmpty && column.Notes.IsEmpty)
        {
            return;
        }

        html.Open("ul", ("class", "notes"));
        foreach (string flag in column.Flags)
        {
            html.Open("li").Element("span", flag, ("class", "flag")).Text(" ").Text(ResultWords.Flag(flag)).CloseLine("li");
        }

        foreach (Note note in column.Notes)
        {
            html.Element("li", note.Text).Markup("\n");
        }

        html.CloseLine("ul");
    }

    private static void WriteFacts(HtmlWriter html, ImmutableArray<ColumnField> fields, ColumnDocument column)
    {
        html.Open("dl", ("class", "facts"));
        foreach (ColumnField field in fields.Where(f => f.Of(column) is not null))
        {
            // Long texts take a line of their own.
            html.Open("div", ("class", field.Of(column) is string { Length: > 30 } ? "wide" : null)).Open("dt", ("title", field.Help));
            _ = field.Key == "value" ? html.Unit(field.Label)
                : field.Key == "interval" && column.Interval is { } interval ? html.Text($"{PageText.Plain(100 * interval.Level)} % interval")
                : html.Text(field.Label);
            html.Close("dt").Open("dd");
            field.WriteTo(html, column);
            html.Close("dd").Close("div");
        }

        html.CloseLine("dl");
    }
}
