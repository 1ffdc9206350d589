using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Everything about a measure of representations that is not its arithmetic; the one source of <c>--list</c>, <c>--set</c>, JSON and the documentation.
/// </summary>
/// <param name="Id">The kebab-case id used on the command line and in JSON.</param>
/// <param name="Name">The name as the field writes it.</param>
/// <param name="Symbol">The symbol of its value.</param>
/// <param name="Create">The measure with default options.</param>
public sealed record RepresentationDescriptor(string Id, string Name, string Symbol, Func<RepresentationMeasure> Create)
{
    /// <summary>The unit of its value: nats (shown in bits where asked for) of an entropy of eigenvalues or kernel means, or 1.</summary>
    public required Unit Unit { get; init; }

    /// <summary>What a value of unit 1 counts, in words: <c>effective number of rows</c>; what nats are nats of.</summary>
    public required string Quantity { get; init; }

    /// <summary>Whether it is an index, a bound or an estimate.</summary>
    public QuantityTag Tag { get; init; } = QuantityTag.Index;

    /// <summary>The least and the largest value, in words and nats.</summary>
    public required string Range { get; init; }

    /// <summary>What it needs beside the rows, in words; empty for nothing.</summary>
    public string Needs { get; init; } = "";

    /// <summary>The definition, as a formula.</summary>
    public required string Formula { get; init; }

    /// <summary>The paper it follows.</summary>
    public required string Source { get; init; }

    /// <summary>What is known against it, in one or two sentences.</summary>
    public required string Criticism { get; init; }

    /// <summary>Its options; empty where it has none.</summary>
    public ImmutableArray<RepresentationOption> Options { get; init; } = [];

    /// <summary>The measure with the given options.</summary>
    /// <exception cref="InvalidInputException">A name is unknown or a value is not of the option's type.</exception>
    public RepresentationMeasure CreateWith(IEnumerable<KeyValuePair<string, string>> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return OptionSettings.Apply(
            Create(),
            $"measure '{Id}'",
            [.. Options.Select(o => new OptionSettings.Setter<RepresentationMeasure>(o.Name, o.Type, o.Default, o.Set))],
            settings);
    }
}
