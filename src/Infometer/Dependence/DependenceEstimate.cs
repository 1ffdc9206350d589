using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// A coefficient of dependence that is not information: it has the unit 1, and no number of bits follows from it. With its standard error,
/// 95 % interval, p-value, verdict and the reasons, and everything needed to make it again. Immutable.
/// </summary>
public sealed record DependenceEstimate
{
    /// <summary>The coefficient with its options.</summary>
    public required DependenceMeasure Measure { get; init; }

    /// <summary>The value; null where there is none, and the notes say why. Never clipped, so it may lie outside the interval.</summary>
    public required double? Value { get; init; }

    /// <summary>The standard error of the value, where its law is known.</summary>
    public double? StandardError { get; init; }

    /// <summary>The 95 % interval; null where there is no value.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The p-value against the null that <see cref="PMethod"/> names; never 0.</summary>
    public double? PValue { get; init; }

    /// <summary>The null and how the p-value was found.</summary>
    public string? PMethod { get; init; }

    /// <summary>Further numbers that belong to the value, by name: the other version, the other direction, the bandwidths.</summary>
    public ImmutableSortedDictionary<string, double> Details { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

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

    /// <summary>How far the number can be trusted.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The reasons, in plain words.</summary>
    public required ImmutableArray<Note> Notes { get; init; }

    /// <summary>The seed of every random draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>The values drawn from the null, where they were asked for.</summary>
    public ImmutableArray<double> Null { get; init; } = [];

    /// <summary>The version of Infometer that made the number.</summary>
    public static string Version => Estimate.Version;

    /// <summary>The estimate as JSON, with the members that <c>docs/schema/dependence.schema.json</c> lists.</summary>
    public string ToJson() => JsonWriting.ToText(json =>
    {
        json.WriteStartObject();
        json.WriteString("measure", Measure.Descriptor.Id);
        json.WriteStartObject("options");
        foreach (DependenceOption option in Measure.Descriptor.Options)
        {
            json.WriteOption(option.Name, option.Get(Measure));
        }

        json.WriteEndObject();
        json.WriteFinite("value", Value);
        json.WriteString("unit", Unit.Ratio.Symbol());
        json.WriteFinite("standardError", StandardError);
        json.WriteInterval(Interval);
        json.WriteFinite("pValue", PValue);
        json.WriteString("pMethod", PMethod);
        json.WriteStartObject("details");
        foreach ((string name, double number) in Details)
        {
            json.WriteFinite(name, number);
        }

        json.WriteEndObject();
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

    /// <summary>One line: value, interval, verdict, measure, n.</summary>
    public override string ToString()
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        string value = Value is { } v ? v.ToString("0.000", c) : "no value";
        string interval = Interval is { } i
            ? $" [{i.Low.ToString("0.000", c)}, {(i.High is { } high ? high.ToString("0.000", c) : "…")}]"
            : "";
        return string.Create(c, $"{value}{interval}  {Verdict.Word()}  {Measure.Descriptor.Id}, n={Count:N0}");
    }
}
