using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// The value of a training objective on rows that its critics had not seen. It is no amount of information: it has a unit of its own, in
/// words, and no number of bits follows from it. With its standard error, p-value, verdict and the reasons, and everything needed to make
/// it again. Immutable.
/// </summary>
public sealed record ObjectiveValue
{
    /// <summary>The objective with its options.</summary>
    public required Objective Objective { get; init; }

    /// <summary>
    /// The value in <see cref="Unit"/>; null where there is none, and the notes say why. Never clipped, so it may lie below 0.
    /// </summary>
    public required double? Value { get; init; }

    /// <summary>The unit of the value, in words.</summary>
    public string Unit => Objective.Unit;

    /// <summary>The standard error of the value over rows, for the critics as they are.</summary>
    public double? StandardError { get; init; }

    /// <summary>The p-value against the null that <see cref="PMethod"/> names; never 0.</summary>
    public double? PValue { get; init; }

    /// <summary>The null and how the p-value was found.</summary>
    public string? PMethod { get; init; }

    /// <summary>Rows used, n.</summary>
    public required int Count { get; init; }

    /// <summary>Rows given.</summary>
    public required int TotalCount { get; init; }

    /// <summary>Rows left out because a value was missing.</summary>
    public int Dropped => TotalCount - Count;

    /// <summary>The names of X and Y.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>The kinds of X and Y.</summary>
    public required ImmutableArray<VariableKind> Kinds { get; init; }

    /// <summary>The number of columns of X and of Y.</summary>
    public required ImmutableArray<int> Dimensions { get; init; }

    /// <summary>
    /// <see cref="Verdict.LowerBound"/> of what the best critic would reach, <see cref="Verdict.NotDetected"/>, or
    /// <see cref="Verdict.Unreliable"/> where there is no value.
    /// </summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The reasons, in plain words.</summary>
    public required ImmutableArray<Note> Notes { get; init; }

    /// <summary>The seed of every random draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>The version of Infometer that made the number.</summary>
    public static string Version => Estimate.Version;

    /// <summary>The value as JSON, with the members that <c>docs/schema/objective.schema.json</c> lists.</summary>
    public string ToJson() => JsonWriting.ToText(json =>
    {
        json.WriteStartObject();
        json.WriteString("objective", Objective.Descriptor.Id);
        json.WriteStartObject("options");
        foreach (ObjectiveOption option in Objective.Descriptor.Options)
        {
            json.WriteOption(option.Name, option.Get(Objective));
        }

        json.WriteEndObject();
        json.WriteFinite("value", Value);
        json.WriteString("unit", Unit);
        json.WriteFinite("standardError", StandardError);
        json.WriteFinite("pValue", PValue);
        json.WriteString("pMethod", PMethod);
        json.WriteNumber("n", Count);
        json.WriteNumber("nTotal", TotalCount);
        json.WriteNumber("dropped", Dropped);
        json.WriteArray("variables", Names);
        json.WriteArray("kinds", Kinds.Select(kind => kind.Word()));
        json.WriteStartArray("dims");
        foreach (int dimension in Dimensions)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
        json.WriteString("verdict", Verdict.Word());
        json.WriteNotes(Notes);
        json.WriteNumber("seed", Seed);
        json.WriteString("version", Version);
        json.WriteEndObject();
    });

    /// <summary>One line: value, unit, verdict, objective, n.</summary>
    public override string ToString()
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        string value = Value is { } v ? $"{v.ToString("0.000", c)} {Unit}" : "no value";
        return string.Create(c, $"{value}  {Verdict.Word()}  {Objective.Descriptor.Id}, n={Count:N0}");
    }
}
