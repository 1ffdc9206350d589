using System.Collections.Immutable;

namespace Infometer;

/// <summary>The first screen: what was found, in words.</summary>
internal static class SummarySection
{
    /// <summary>Writes it.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="subject">What was looked at, in small letters above.</param>
    /// <param name="headline">The answer in one line.</param>
    /// <param name="lead">What one has to know to read the rest.</param>
    /// <param name="findings">The findings, the most important first.</param>
    /// <param name="glance">A small picture that stands beside them; null for none.</param>
    public static void Write(HtmlWriter html, Phrase subject, Phrase headline, Phrase lead, ImmutableArray<Finding> findings, string? glance = null)
    {
        html.Open("section", ("id", "summary"), ("aria-labelledby", "headline"));
        html.Phrase("p", subject, ("class", "subject")).Phrase("h1", headline, ("id", "headline")).Phrase("p", lead, ("class", "lead"));
        html.Open("div", ("class", glance is null ? null : "glanced")).Open("dl", ("class", "findings")).Markup("\n");
        foreach (Finding finding in findings)
        {
            html.Open("div", ("class", $"finding finding-{finding.Key}")).Element("dt", finding.Label).Phrase("dd", finding.Sentence).CloseLine("div");
        }

        html.CloseLine("dl");
        if (glance is not null)
        {
            html.Open("div", ("class", "glance")).Markup(glance).CloseLine("div");
        }

        html.CloseLine("div").CloseLine("section");
    }
}
