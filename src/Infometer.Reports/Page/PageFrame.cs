using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Infometer;

/// <summary>
/// What every page has around its sections: a head with a policy that lets nothing in or out (style and script are inside, known by their
/// hashes), a list of the sections, the switch between bits and nats, the data and the script.
/// </summary>
internal sealed record PageFrame
{
    private static readonly string s_style = Resource("page.css") + Resource("pictures.css");
    private static readonly string s_script = Resource("page.js");

    public required string Title { get; init; }

    /// <summary>Ids and names of the sections.</summary>
    public required ImmutableArray<(string Id, string Name)> Sections { get; init; }

    /// <summary>The unit in which amounts are written, <c>bits</c> or <c>nats</c>; null where there is nothing to switch.</summary>
    public string? Unit { get; init; }

    /// <summary>The version of Infometer that made the result.</summary>
    public required string Version { get; init; }

    /// <summary>The sections as HTML.</summary>
    public required string Body { get; init; }

    /// <summary>JSON for the script, without any &lt;; null where there is none.</summary>
    public string? Data { get; init; }

    /// <summary>The page.</summary>
    public string ToHtml()
    {
        HtmlWriter html = new();
        html.Markup("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Open("head").Markup("\n").Void("meta", ("charset", "utf-8")).Markup("\n");
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy())).Markup("\n");
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Markup("\n");
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark")).Markup("\n");
        html.Void("meta", ("name", "generator"), ("content", $"Infometer {Version}")).Markup("\n");
        html.Element("title", PageText.Cut(Title, 2 * PageText.LongestName)).Markup("\n");
        html.Open("style").Markup(s_style).CloseLine("style").CloseLine("head").Open("body").Markup("\n");
        WriteHeader(html);
        html.Open("main").Markup("\n").Markup(Body).CloseLine("main");
        html.Open("footer").Open("p").Text($"Made by Infometer {Version}. This page is complete: it loads nothing and sends nothing.").Close("p").CloseLine("footer");
        if (Data is not null)
        {
            html.Open("script", ("type", "application/json"), ("id", "data")).Markup(Data).CloseLine("script");
        }

        return html.Open("script").Markup(s_script).CloseLine("script").CloseLine("body").CloseLine("html").ToString();
    }

    private static string Policy() =>
        $"default-src 'none'; style-src '{Hash(s_style)}'; script-src '{Hash(s_script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    // What a browser hashes has line feeds alone.
    private static string Resource(string name)
    {
        using Stream stream = typeof(PageFrame).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private void WriteHeader(HtmlWriter html)
    {
        html.Open("a", ("class", "skip"), ("href", "#main-start")).Text("Skip to the findings").CloseLine("a");
        html.Open("header").Element("span", "Infometer", ("class", "brand")).Open("nav", ("aria-label", "Sections")).Open("ul");
        foreach ((string id, string name) in Sections)
        {
            html.Open("li").Element("a", name, ("href", "#" + id)).Close("li");
        }

        html.Close("ul").Close("nav");
        if (Unit is not null)
        {
            html.Open("div", ("class", "units"), ("role", "group"), ("aria-label", "Unit of information"), ("data-script", ""), ("hidden", ""), ("data-unit", Unit));
            foreach (string unit in new[] { "bits", "nats" })
            {
                html.Element("button", unit, ("type", "button"), ("id", "unit-" + unit), ("aria-pressed", unit == Unit ? "true" : "false"));
            }

            html.Close("div");
        }

        html.CloseLine("header").Open("div", ("id", "main-start"), ("tabindex", "-1")).CloseLine("div");
    }
}
