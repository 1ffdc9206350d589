using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// A number that says how far it can be trusted: value, standard error, 95 % interval, p-value, verdict and the reasons,
/// with everything needed to make it again. Values are in nats, or in the unit 1 for a ratio; see <see cref="In"/>. Immutable.
/// </summary>
public sealed record Estimate
{
    /// <summary>The measure.</summary>
    public required Measure Measure { get; init; }

    /// <summary>The estimator with its options.</summary>
    public required Estimator Estimator { get; init; }

    /// <summary>The point; null where the verdict is <see cref="Verdict.Unreliable"/>. Never clipped, so it may lie outside the interval.</summary>
    public required double? Value { get; init; }

    /// <summary>The estimator's bare output, before inference took anything away; NaN or infinite where it is undefined.</summary>
    public required double Raw { get; init; }

    /// <summary>The standard error of the value.</summary>
    public double? StandardError { get; init; }

    /// <summary>The 95 % interval; null where the verdict is <see cref="Verdict.Unreliable"/>.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The p-value against the null that <see cref="PMethod"/> names; never 0. Null for measures without a null.</summary>
    public double? PValue { get; init; }

    /// <summary>The null and how the p-value was found.</summary>
    public string? PMethod { get; init; }

    /// <summary>The largest value possible with the levels that occur.</summary>
    public double? Ceiling { get; init; }

    /// <summary>The mean of the bare value where the variables are independent and the margins as they are.</summary>
    public double? Chance { get; init; }

    /// <summary>Rows used, n.</summary>
    public required int Count { get; init; }

    /// <summary>Rows given.</summary>
    public required int TotalCount { get; init; }

    /// <summary>The names of the variables, the condition last.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>The kinds of the variables as they were given.</summary>
    public required ImmutableArray<VariableKind> Kinds { get; init; }

    /// <summary>The number of columns of each variable.</summary>
    public required ImmutableArray<int> Dimensions { get; init; }

    /// <summary>The number of bins of each variable that was cut into bins, by name.</summary>
    public ImmutableSortedDictionary<string, int> Bins { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>How far the number can be trusted.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The reasons, in plain words.</summary>
    public required ImmutableArray<Note> Notes { get; init; }

    /// <summary>The seed of every random draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>The values drawn from the null, where they were asked for.</summary>
    public ImmutableArray<double> Null { get; init; } = [];

    /// <summary>The version of Infometer that made the number.</summary>
    public static string Version { get; } = typeof(Estimate).Assembly.GetName().Version!.ToString(3);

    /// <summary>Rows left out because a value was missing.</summary>
    public int Dropped => TotalCount - Count;

    /// <summary>The value in bits; null where there is none or the measure is a ratio.</summary>
    public double? Bits => Measure.IsRatio ? null : In(Unit.Bits).Value;

    /// <summary>The value in nats; null where there is none or the measure is a ratio.</summary>
    public double? Nats => Measure.IsRatio ? null : Value;

    /// <summary>A view in another unit; a ratio stays as it is.</summary>
    public EstimateView In(Unit unit) => new(this, unit);

    /// <summary>The estimate as JSON in the given unit, with the members that <c>docs/schema/estimate.schema.json</c> lists.</summary>
    public string ToJson(Unit unit = Unit.Bits) => JsonWriting.ToText(json =>
    {
        EstimateView view = In(unit);
        json.WriteStartObject();
        json.WriteString("measure", Measure.Id);
        json.WriteSeries(Measure);
        json.WriteEstimator(this);
        json.WriteFinite("value", view.Value);
        json.WriteFinite("raw", view.Raw);
        json.WriteString("unit", view.Unit.Symbol());
        json.WriteFinite("standardError", view.StandardError);
        json.WriteInterval(view.Interval);
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
        json.WriteFinite("ceiling", view.Ceiling);
        json.WriteFinite("chance", view.Chance);
        json.WriteString("verdict", Verdict.Word());
        json.WriteNotes(Notes);
        json.WriteNumber("seed", Seed);
        json.WriteString("version", Version);
        json.WriteEndObject();
    });

    /// <inheritdoc/>
    public override string ToString() => In(Unit.Bits).ToString();
}
