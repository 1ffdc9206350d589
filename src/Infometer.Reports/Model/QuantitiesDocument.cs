using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// A result about a network as its JSON has it (classifier, attention, epiplexity, factors and representation in docs/schema): quantities, and
/// what is said of them. What else the JSON has, by class, layer or latent, stays there.
/// </summary>
internal sealed record QuantitiesDocument
{
    /// <summary>The verb that made it, with its arguments.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>What was measured, in words.</summary>
    public required string What { get; init; }

    /// <summary>The name of what was measured; null where it has none, or many.</summary>
    public string? Name { get; init; }

    /// <summary>How much of it there was, such as 600 rows.</summary>
    public required ImmutableArray<string> Counts { get; init; }

    public required string Version { get; init; }

    public ulong? Seed { get; init; }

    /// <summary><c>bits</c> or <c>nats</c>, the unit of all amounts; null where there is no amount.</summary>
    public string? Unit { get; init; }

    public required ImmutableArray<QuantityDocument> Quantities { get; init; }

    /// <summary>What makes the numbers doubtful.</summary>
    public ImmutableArray<Note> Alarms { get; init; } = [];

    public required ImmutableArray<Note> Notes { get; init; }

    public static QuantitiesDocument ReadClassifier(JsonPart root) => Of(root) with
    {
        Command = ["classifier", "LOGITS", "LABELS"],
        What = "what a classifier predicts",
        Name = root.Text("scores"),
        Counts = [PageText.Counted(root.Count("n"), "row", "rows"), PageText.Counted(root.Count("classCount"), "class", "classes")],
    };

    public static QuantitiesDocument ReadEpiplexity(JsonPart root) => Of(root) with
    {
        Command = ["epiplexity", "LOG"],
        What = "what a network took up, by its loss curve",
        Name = root.Text("curve"),
        Counts = [PageText.Counted(root.Count("points"), "point", "points")],
    };

    public static QuantitiesDocument ReadFactors(JsonPart root) => Of(root) with
    {
        Command = ["factors", "FACTORS", "LATENTS"],
        What = "how latents hold the factors of the data",
        Counts =
        [
            PageText.Counted(root.Count("n"), "row", "rows"), PageText.Counted(root.Items("factors").Count(), "factor", "factors"),
            PageText.Counted(root.Items("latents").Count(), "latent", "latents"),
        ],
        Seed = root.Seed("seed"),
    };

    public static QuantitiesDocument ReadAttention(JsonPart root)
    {
        string unit = root.Word("unit", "bits", "nats");
        ImmutableArray<QuantityDocument> heads =
            [.. root.Items("layers").SelectMany(layer => layer.Items("heads").Select(head => QuantityDocument.ReadHead(head, layer.Text("name"), unit)))];
        (long collapsed, long overloaded) = (root.Count("collapsed"), root.Count("overloaded"));
        return Of(root, heads) with
        {
            Command = ["attention", "ARRAYS"],
            What = "how heads spread their attention",
            Counts = [PageText.Counted(root.Items("layers").Count(), "layer", "layers"), PageText.Counted(heads.Length, "head", "heads")],
            Alarms =
            [
                .. Flagged("collapse", collapsed, $"collapsed: at most {PageText.Percent(root.Number("collapseBelow"))} of the largest entropy"),
                .. Flagged("overload", overloaded, $"overloaded: at least {PageText.Percent(root.Number("overloadAbove"))} of the largest entropy"),
            ],
        };
    }

    public static QuantitiesDocument ReadRepresentation(JsonPart root)
    {
        JsonPart[] arrays = [.. root.Items("representations")];
        ImmutableArray<QuantityDocument> measures =
            [.. arrays.SelectMany(array => array.Items("measures").Select(measure => QuantityDocument.ReadMeasure(measure, array.Text("name"))))];
        return Of(root, measures, [.. arrays.SelectMany(array => NotesOf(array, $"{array.Text("name")}: "))]) with
        {
            Command = ["representation", "DATA"],
            What = "spectra and kernel means of representations",
            Name = arrays is [var only] ? only.Text("name") : null,
            Counts = [PageText.Counted(arrays.Length, "array", "arrays"), PageText.Counted(measures.Length, "number", "numbers")],
            Seed = root.Seed("seed"),
            Alarms =
            [
                .. from array in arrays
                   from measure in array.Items("measures")
                   from alarm in measure.Items("alarms")
                   select new Note(alarm.Text("code"), $"{array.Text("name")}, {measure.Text("measure")}: {alarm.Text("text")}"),
            ],
        };
    }

    private static QuantitiesDocument Of(JsonPart root) => Of(root, [.. root.Items("quantities").Select(QuantityDocument.Read)]);

    private static QuantitiesDocument Of(JsonPart root, ImmutableArray<QuantityDocument> quantities, ImmutableArray<Note>? notes = null) => quantities.IsEmpty
        ? throw root.Misfit("an object with at least one quantity")
        : new QuantitiesDocument
        {
            Command = [],
            What = "",
            Counts = [],
            Version = root.Text("version"),
            Unit = quantities.FirstOrDefault(q => q.IsAmount)?.Unit,
            Quantities = quantities,
            Notes = notes ?? [.. NotesOf(root)],
        };

    private static IEnumerable<Note> NotesOf(JsonPart part, string before = "") => part.Items("notes").Select(note => new Note(note.Text("code"), before + note.Text("text")));

    private static IEnumerable<Note> Flagged(string code, long count, string how)
    {
        if (count > 0)
        {
            yield return new Note(code, $"{PageText.Counted(count, "head is", "heads are")} {how}.");
        }
    }
}
