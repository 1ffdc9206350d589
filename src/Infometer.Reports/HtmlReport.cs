using System.Collections.Immutable;

namespace Infometer;

/// <summary>Results as pages: one HTML file each, which holds all it shows and loads nothing.</summary>
public static class HtmlReport
{
    // To add a kind of result: a line here, a document in Model, a page in Page.
    private static readonly ImmutableArray<ReportKind> s_kinds =
    [
        new("a ranking (infometer rank)", ["columns", "path", "groups", "target", "settings"], RankingPage.Write),
        new("a matrix (infometer matrix)", ["columns", "order", "pairs", "merges", "settings"], MatrixPage.Write),
        new("a selection (infometer select)", ["criterion", "path", "k", "target"], SelectionPage.Write),
        new("an explanation (infometer explain)", ["x", "y", "information", "levels"], ExplanationPage.Write),
        new("a verification (infometer verify)", ["tasks", "cells", "settings"], VerificationPage.Write),
        new("an information plane (infometer plane)", ["points", "epochs", "layers", "ceiling"], PlanePage.Write),
        new("an estimate (infometer estimate)", ["measure", "estimator", "verdict", "variables"], EstimatePage.Write),
        new("predictions (infometer classifier)", ["scores", "quantities", "gaps"], QuantitiesPage.Of(QuantitiesDocument.ReadClassifier)),
        new("attention (infometer attention)", ["layers", "quarters", "collapsed"], QuantitiesPage.Of(QuantitiesDocument.ReadAttention)),
        new("epiplexity (infometer epiplexity)", ["curve", "quantities"], QuantitiesPage.Of(QuantitiesDocument.ReadEpiplexity)),
        new("factors (infometer factors)", ["factors", "latents", "quantities"], QuantitiesPage.Of(QuantitiesDocument.ReadFactors)),
        new("representations (infometer representation)", ["representations"], QuantitiesPage.Of(QuantitiesDocument.ReadRepresentation)),
    ];

    /// <summary>
    /// A page of a result (a ranking, matrix, selection, explanation, verification, information plane or estimate; predictions, attention, epiplexity, factors or representations): what was found in words,
    /// pictures, the numbers in a table, for a ranking each column's details and the data's quality, the method and how to make it again. Every
    /// number is the JSON's. Without the browser's script everything but sorting, filtering, the other unit and
    /// rows beyond the first 200 is there; with it, too. Cost: O(size of the JSON).
    /// </summary>
    /// <param name="json">What <c>infometer rank --json</c> (or matrix, select, explain, …) printed, or <see cref="Ranking.ToJson"/> returned.</param>
    /// <param name="data">The table that the result was made of, for pictures of its rows; null for a page without them.</param>
    /// <param name="source">The file name of the JSON, for messages and for how to make the page again; null where there is none.</param>
    /// <exception cref="InvalidInputException">The text is no JSON, no result of a known kind, or lacks a property; or the table is
    /// another one: its rows are not as many, or a column is missing.</exception>
    public static string FromJson(string json, Table? data = null, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        JsonPart root = JsonPart.Parse(json, source ?? "the result");
        HashSet<string> names = [.. root.Names];
        ReportKind kind = s_kinds.FirstOrDefault(k => k.Properties.All(names.Contains)) ?? throw new InvalidInputException(
            $"{source ?? "The result"} is no result that a page can be made of; give the JSON of {string.Join(", or of ", s_kinds.Select(k => k.Name))}.");
        return kind.Write(root, data, source);
    }
}
