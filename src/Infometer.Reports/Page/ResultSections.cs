using System.Collections.Immutable;

namespace Infometer;

/// <summary>Sections that pages of several kinds of results share.</summary>
internal static class ResultSections
{
    /// <summary>Begins a section.</summary>
    public static void Open(HtmlWriter html, string id, string heading) =>
        html.Open("section", ("id", id), ("aria-labelledby", $"{id}-heading")).Element("h2", heading, ("id", $"{id}-heading")).Markup("\n");

    /// <summary>A picture with its heading and what to know about it.</summary>
    public static void Figure(HtmlWriter html, string title, string svg, Phrase caption)
    {
        html.Open("figure").Element("h3", title).Open("div", ("class", "picture-box"), ("tabindex", "0"), ("role", "region"), ("aria-label", title)).Markup(svg).CloseLine("div");
        html.Phrase("figcaption", caption).CloseLine("figure");
    }

    /// <summary>A table of sentences; the first cell of a row is its head.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="labelledBy">The id of the heading that names it.</param>
    /// <param name="columns">The heads, and whether a column holds numbers.</param>
    /// <param name="rows">The cells.</param>
    public static void Table(HtmlWriter html, string labelledBy, IReadOnlyList<(Phrase Head, bool IsNumber)> columns, IEnumerable<IReadOnlyList<Phrase>> rows)
    {
        html.Open("div", ("class", "table-box"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", labelledBy)).Open("table").Open("thead").Open("tr");
        foreach ((Phrase head, bool isNumber) in columns)
        {
            html.Open("th", ("scope", "col"), ("class", isNumber ? "number" : null)).Phrase(head).Close("th");
        }

        html.Close("tr").Close("thead").Open("tbody").Markup("\n");
        foreach (IReadOnlyList<Phrase> row in rows)
        {
            html.Open("tr");
            for (int i = 0; i < row.Count; i++)
            {
                (string, string?) kind = ("class", columns[i].IsNumber ? "number" : null);
                _ = i == 0 ? html.Open("th", ("scope", "row"), kind).Phrase(row[i]).Close("th") : html.Open("td", kind).Phrase(row[i]).Close("td");
            }

            html.CloseLine("tr");
        }

        html.Close("tbody").Close("table").CloseLine("div");
    }

    /// <summary>How the result was made: paragraphs, the notes of the result, and every option.</summary>
    public static void Method(HtmlWriter html, IEnumerable<Phrase> paragraphs, ImmutableArray<Note> notes, IEnumerable<(string Name, string Value)> options)
    {
        Open(html, "method", "Method");
        foreach (Phrase paragraph in paragraphs)
        {
            html.Phrase("p", paragraph);
        }

        if (!notes.IsEmpty)
        {
            html.Open("ul", ("class", "notes"));
            foreach (Note note in notes)
            {
                html.Element("li", note.Text).Markup("\n");
            }

            html.CloseLine("ul");
        }

        html.Element("h3", "Options").Open("dl", ("class", "facts"));
        foreach ((string name, string value) in options)
        {
            html.Open("div", ("class", value.Length > 30 ? "wide" : null)).Element("dt", name).Element("dd", value).Close("div");
        }

        html.CloseLine("dl").CloseLine("section");
    }

    /// <summary>How the result is made again.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="version">The version that made it.</param>
    /// <param name="command">The command line.</param>
    /// <param name="remark">What the result does not record.</param>
    /// <param name="source">The file name of the JSON; null where there is none.</param>
    public static void Reproduce(HtmlWriter html, string version, string command, string remark, string? source)
    {
        Open(html, "reproduce", "How to make it again");
        html.Element("p", $"With Infometer {version} on the same data the same numbers come out.");
        html.Open("pre", ("tabindex", "0")).Element("code", command).CloseLine("pre").Element("p", remark, ("class", "remark"));
        if (source is not null)
        {
            html.Open("p").Text("This page was made of ").Element("code", source).Text(".").CloseLine("p");
        }

        html.CloseLine("section");
    }

    /// <summary>An amount in a cell; a dash where there is none.</summary>
    public static Phrase Amount(double? amount) => amount is { } number ? Phrase.Of($"{new PageAmount(number)}") : Phrase.Of($"–");

    /// <summary>A share in a cell; a dash where there is none.</summary>
    public static Phrase Share(double? share) => Phrase.Of($"{(share is { } number ? PageText.Percent(number) : "–")}");

    /// <summary>A p- or q-value in a cell.</summary>
    public static Phrase Probability(double? p) => Phrase.Of($"{PageText.Probability(p)}");

    /// <summary>A number without a unit that can be switched; four decimals.</summary>
    public static Phrase Plain(double? number) => Phrase.Of($"{PageText.Amount(number)}");

    /// <summary>A text in a cell.</summary>
    public static Phrase Text(string text) => Phrase.Of($"{text}");

    /// <summary>A name in a cell.</summary>
    public static Phrase Name(string name) => Phrase.Of($"{new PageName(name)}");

    /// <summary>An interval in a cell, open above where nothing bounds it.</summary>
    public static Phrase Range(IntervalDocument? interval) => interval switch
    {
        { Low: { } low, High: { } high } => Phrase.Of($"[{new PageAmount(low)}, {new PageAmount(high)}]"),
        { Low: { } low } => Phrase.Of($"[{new PageAmount(low)}, …]"),
        _ => Phrase.Of($"–"),
    };
}
