namespace Infometer;

/// <summary>A number about a network as JSON has it, with what says what it is.</summary>
internal sealed record QuantityDocument
{
    /// <summary>What it is of: an array, a head of attention; null for the whole result.</summary>
    public string? Of { get; init; }

    public required string Id { get; init; }

    /// <summary>In <see cref="Unit"/>; null where there is none.</summary>
    public required double? Value { get; init; }

    public double? StandardError { get; init; }

    /// <summary><c>bits</c> or <c>nats</c>; anything else is not switched, <c>1</c> is no unit.</summary>
    public required string Unit { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>estimate, bound or index.</summary>
    public required string Tag { get; init; }

    public required string Definition { get; init; }

    /// <summary>Whether it is an amount of information, whose unit the reader may switch.</summary>
    public bool IsAmount => Unit is "bits" or "nats";

    /// <summary>An item of <c>quantities</c>.</summary>
    public static QuantityDocument Read(JsonPart part) => new()
    {
        Id = part.Text("id"),
        Value = part.NumberOrNull("value"),
        StandardError = part.NumberOrNull("standardError"),
        Unit = part.Text("unit"),
        Low = part.NumberOrNull("low"),
        High = part.NumberOrNull("high"),
        Tag = part.Text("tag"),
        Definition = part.Text("definition"),
    };

    /// <summary>A measure of a representation.</summary>
    /// <param name="part">Its JSON.</param>
    /// <param name="of">The array's name.</param>
    public static QuantityDocument ReadMeasure(JsonPart part, string of) => new()
    {
        Of = of,
        Id = part.Text("measure"),
        Value = part.NumberOrNull("value"),
        Unit = part.Text("unit"),
        Low = part.NumberOrNull("low"),
        High = part.NumberOrNull("high"),
        Tag = part.Text("tag"),
        Definition = $"{part.Text("name")}, {part.Text("quantity")}: {string.Join(", ", part.Part("definition").Settings())}",
    };

    /// <summary>The entropy of a head of attention.</summary>
    /// <param name="part">The head's JSON.</param>
    /// <param name="of">The layer's name.</param>
    /// <param name="unit">The unit of the result.</param>
    public static QuantityDocument ReadHead(JsonPart part, string of, string unit) => new()
    {
        Of = of,
        Id = FormattableString.Invariant($"head {part.Count("head")}"),
        Value = part.NumberOrNull("entropy"),
        StandardError = part.NumberOrNull("standardError"),
        Unit = unit,
        Low = 0,
        High = part.NumberOrNull("maximum"),
        Tag = "estimate",
        Definition = (part.TextOrNull("flag") is { } flag ? $"{flag}: " : "") + (part.NumberOrNull("relative") is { } share ? $"{PageText.Percent(share)} of the maximum, " : "")
            + "mean entropy of a query's weights",
    };
}
