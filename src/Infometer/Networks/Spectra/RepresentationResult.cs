using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Infometer;

/// <summary>
/// A measure of a representation with the definition that produced it. It is no mutual information, even where its unit is the bit: it is an index of
/// eigenvalues or kernel means, to be compared only with values of the same definition and number of rows. Immutable.
/// </summary>
public sealed record RepresentationResult
{
    /// <summary>The measure with its options.</summary>
    public required RepresentationMeasure Measure { get; init; }

    /// <summary>The value, in nats where the measure's unit is that; null where it is undefined, and an alarm or note says why.</summary>
    public required double? Value { get; init; }

    /// <summary>The least value for so many rows; null where nothing bounds it below.</summary>
    public double? Low { get; init; }

    /// <summary>The largest value for so many rows; null where nothing bounds it above.</summary>
    public double? High { get; init; }

    /// <summary>The definition with every constant that data decided: kernels, widths, order, method, in reading order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Definition { get; init; } = [];

    /// <summary>Further numbers that belong to the value, by name; in nats where the name ends so.</summary>
    public ImmutableSortedDictionary<string, double> Details { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>The eigenvalues behind it; null where none were needed.</summary>
    public EigenSpectrum? Spectrum { get; init; }

    /// <summary>What was seen that makes the value doubtful.</summary>
    public ImmutableArray<RepresentationAlarm> Alarms { get; init; } = [];

    /// <summary>The name of the rows.</summary>
    public required string Name { get; init; }

    /// <summary>Rows, n.</summary>
    public required int Count { get; init; }

    /// <summary>Numbers per row, d.</summary>
    public required int Dimension { get; init; }

    /// <summary>The seed of every random draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>The definition in one line.</summary>
    public string DefinitionText => string.Join(", ", Definition.Select(d => $"{d.Key} {d.Value}"));

    /// <summary>Value, low and high in a unit; what is no entropy stays as it is, with the unit 1.</summary>
    public (double? Value, double? Low, double? High, Unit Unit) In(Unit unit)
    {
        if (Measure.Descriptor.Unit == Unit.Ratio)
        {
            return (Value, Low, High, Unit.Ratio);
        }

        double factor = unit.PerNat();
        return (Value * factor, Low * factor, High * factor, unit);
    }

    /// <summary>The result as JSON, as in <c>docs/schema/representation.schema.json</c>.</summary>
    /// <param name="unit">The unit of entropies; details whose names end in nats stay in nats.</param>
    /// <param name="withSpectrum">Whether the eigenvalues are written.</param>
    public string ToJson(Unit unit = Unit.Bits, bool withSpectrum = false) => JsonWriting.ToText(json => Write(json, unit, withSpectrum));

    /// <summary>One line: value, unit, measure, definition.</summary>
    public override string ToString()
    {
        (double? value, _, _, Unit unit) = In(Unit.Bits);
        string number = value is { } v ? v.ToString("0.####", CultureInfo.InvariantCulture) : "no value";
        return $"{Measure.Descriptor.Id} {number}{(unit == Unit.Ratio ? "" : $" {unit.Symbol()}")} ({DefinitionText}), n={Count}";
    }

    internal void Write(Utf8JsonWriter json, Unit unit, bool withSpectrum)
    {
        RepresentationDescriptor descriptor = Measure.Descriptor;
        (double? value, double? low, double? high, Unit shown) = In(unit);
        json.WriteStartObject();
        json.WriteString("measure", descriptor.Id);
        json.WriteString("name", descriptor.Name);
        json.WriteString("symbol", descriptor.Symbol);
        json.WriteFinite("value", value);
        json.WriteString("unit", shown.Symbol());
        json.WriteString("quantity", descriptor.Quantity);
        json.WriteString("tag", descriptor.Tag.Word());
        json.WriteFinite("low", low);
        json.WriteFinite("high", high);
        json.WriteStartObject("options");
        foreach (RepresentationOption option in descriptor.Options)
        {
            json.WriteOption(option.Name, option.Get(Measure));
        }

        json.WriteEndObject();
        json.WriteStartObject("definition");
        foreach ((string name, string text) in Definition)
        {
            json.WriteOption(name, text);
        }

        json.WriteEndObject();
        json.WriteStartObject("details");
        foreach ((string name, double number) in Details)
        {
            json.WriteFinite(name, number);
        }

        json.WriteEndObject();
        json.WriteStartArray("alarms");
        foreach (RepresentationAlarm alarm in Alarms)
        {
            json.WriteStartObject();
            json.WriteString("code", alarm.Code);
            json.WriteString("text", alarm.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteSpectrum(json, withSpectrum);
        json.WriteEndObject();
    }

    private void WriteSpectrum(Utf8JsonWriter json, bool withSpectrum)
    {
        if (Spectrum is null || !withSpectrum)
        {
            json.WriteNull("spectrum");
            return;
        }

        json.WriteStartArray("spectrum");
        foreach (double value in Spectrum.Values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
