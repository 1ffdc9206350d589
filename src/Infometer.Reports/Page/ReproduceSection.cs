namespace Infometer;

/// <summary>How a ranking, and this page, are made again.</summary>
internal static class ReproduceSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, RankingReading reading, string? source)
    {
        RankingDocument ranking = reading.Ranking;
        html.Open("section", ("id", "reproduce"), ("aria-labelledby", "reproduce-heading")).Element("h2", "How to make it again", ("id", "reproduce-heading"));
        html.Element("p", $"With Infometer {ranking.Version} on the same data the same numbers come out.");
        if (ReproduceRanking.Command(ranking, reading.IsCut) is { } command)
        {
            html.Element("p", "On the command line:").Open("pre", ("tabindex", "0")).Element("code", command).CloseLine("pre");
        }

        if (ReproduceRanking.Statement(ranking) is { } statement)
        {
            html.Element("p", "In C#, this page:").Open("pre", ("tabindex", "0")).Element("code", statement).CloseLine("pre");
        }

        html.Element("p", "Options of reading (--kind, --no-header, --delimiter) are not part of a result; where some were given, give them again." + (ranking.Holdout is null
            ? ""
            : " The rows that were held out are those of the holdout's file (--holdout)."), ("class", "remark"));
        if (source is not null)
        {
            html.Open("p").Text("This page was made of ").Element("code", source).Text(".").CloseLine("p");
        }

        html.CloseLine("section");
    }
}
