using System.Collections.Immutable;

namespace Infometer;

/// <summary>The page of a result about a network that is a list of quantities.</summary>
internal static class QuantitiesPage
{
    private const int MostRows = 500;
    private const int MostFindings = 5;

    /// <summary>A page of results of one verb.</summary>
    /// <param name="read">Reads the JSON of that verb.</param>
    public static Func<JsonPart, Table?, string?, string> Of(Func<JsonPart, QuantitiesDocument> read) => (root, _, source) => Write(read(root), source);

    private static string Write(QuantitiesDocument result, string? source)
    {
        HtmlWriter body = new();
        string counts = string.Join(", ", result.Counts);
        SummarySection.Write(
            body,
            result.Name is { } name ? Phrase.Of($"{new PageName(name)}, {counts}: {result.What}") : Phrase.Of($"{counts}: {result.What}"),
            Headline(result),
            Phrase.Of($"Every number has its definition beside it. An index is compared with the same index of other networks, never with bits of mutual information."),
            Findings(result));
        WriteTable(body, result);
        ResultSections.Method(
            body,
            [Phrase.Of($"estimate: converges to the quantity as rows grow; bound: the quantity is on one side of it; index: a number by its own definition. ± is one standard error.")],
            result.Notes,
            [
                ("version", $"Infometer {result.Version}"),
                .. result.Seed is { } seed ? new[] { ("seed", FormattableString.Invariant($"{seed}")) } : [],
                .. result.Unit is { } unit ? new[] { ("unit of the result", unit) } : [],
            ]);
        ResultSections.Reproduce(
            body, result.Version, CommandOf(result), "The result does not record its files, nor all options: put them in place. Numbers by class, layer or latent that are not on this page are in the JSON.", source);
        return new PageFrame
        {
            Title = $"infometer {result.Command[0]}",
            Sections = [("summary", "Summary"), ("numbers", "Numbers"), ("method", "Method"), ("reproduce", "Make it again")],
            Unit = result.Unit,
            Version = result.Version,
            Body = body.ToString(),
        }.ToHtml();
    }

    private static Phrase Headline(QuantitiesDocument result) => result.Alarms.Length switch
    {
        0 when result.Quantities is [{ Of: null, Value: not null } first, ..] => Sentence(first),
        0 => Phrase.Of($"No number raises an alarm"),
        1 => Phrase.Of($"The numbers raise one alarm"),
        _ => Phrase.Of($"The numbers raise {result.Alarms.Length} alarms"),
    };

    private static ImmutableArray<Finding> Findings(QuantitiesDocument result) =>
    [
        .. result.Alarms.Take(MostFindings).Select(alarm => new Finding("doubt", "Alarm", ResultSections.Text(alarm.Text))),
        .. result.Quantities.Where(q => q.Value is not null && (q.Of is null || result.Alarms.IsEmpty)).Take(MostFindings)
            .Select(q => new Finding("quantity", q.Tag, Phrase.Of($"{Sentence(q)}: {q.Definition}."))),
    ];

    private static Phrase Sentence(QuantityDocument quantity)
    {
        Phrase subject = quantity.Of is { } array ? Phrase.Of($"{quantity.Id} of {new PageName(array)}") : Phrase.Of($"{quantity.Id}");
        Phrase error = quantity.StandardError is { } deviation ? Phrase.Of($" ± {Number(quantity, deviation)}") : Phrase.Of($"");
        return Phrase.Of($"{subject} is {Number(quantity, quantity.Value)}{error}{UnitOf(quantity)}");
    }

    private static void WriteTable(HtmlWriter html, QuantitiesDocument result)
    {
        bool hasArrays = result.Quantities.Any(q => q.Of is not null);
        ResultSections.Open(html, "numbers", "Numbers");
        List<(Phrase, bool)> columns =
        [
            (Phrase.Of($"quantity"), false), .. hasArrays ? new[] { (Phrase.Of($"of"), false) } : [],
            (Phrase.Of($"value"), true), (Phrase.Of($"±"), true), (Phrase.Of($"unit"), false), (Phrase.Of($"from"), true), (Phrase.Of($"to"), true),
            (Phrase.Of($"what it is"), false), (Phrase.Of($"definition"), false),
        ];
        ResultSections.Table(html, "numbers-heading", columns, result.Quantities.Take(MostRows).Select(q => (IReadOnlyList<Phrase>)
        [
            ResultSections.Text(q.Id), .. hasArrays ? new[] { ResultSections.Name(q.Of ?? "") } : [],
            Number(q, q.Value), Number(q, q.StandardError), UnitOf(q), Number(q, q.Low), Number(q, q.High),
            ResultSections.Text(q.Tag), ResultSections.Text(q.Definition),
        ]));
        if (result.Quantities.Length > MostRows)
        {
            html.Element("p", $"The first {MostRows} of {PageText.Count(result.Quantities.Length)} numbers; the JSON has them all.", ("class", "remark"));
        }

        html.CloseLine("section");
    }

    // Only amounts of information change with the reader's unit.
    private static Phrase Number(QuantityDocument quantity, double? number) => quantity.IsAmount ? ResultSections.Amount(number) : ResultSections.Plain(number);

    private static Phrase UnitOf(QuantityDocument quantity) => quantity switch
    {
        { IsAmount: true } => Phrase.Of($" {new PageUnit(quantity.Unit)}"),
        { Unit: "1" } => Phrase.Of($""),
        _ => Phrase.Of($" {quantity.Unit}"),
    };

    private static string CommandOf(QuantitiesDocument result) => new CommandLine([.. result.Command])
        .AddIf(result.Unit == "nats", "--unit", "nats")
        .AddIf(result.Seed is not (null or 0), "--seed", FormattableString.Invariant($"{result.Seed}"))
        .Add("--json")
        .ToString();
}
