using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// The catalogue of distributions with known information: the tasks that the field publishes results on, and the families that it leaves out.
/// </summary>
public static class KnownTruths
{
    internal const string Classic = "classic";
    internal const string Mixtures = "mixtures";
    internal const string NormalPairs = "normal-pairs";
    internal const string Independence = "independence";
    internal const string High = "high";
    internal const string Staircase = "staircase";
    internal const string Discrete = "discrete";
    internal const string Mixed = "mixed";
    internal const string Copula = "copula";
    internal const string Shapes = "shapes";
    internal const string NoiseDimensions = "noise-dimensions";
    internal const string Quantized = "quantized";
    internal const string Conditional = "conditional";
    internal const string Series = "series";
    internal const string KeptApart = "kept-apart";

    /// <summary>Every distribution, group by group.</summary>
    public static ImmutableArray<KnownDistribution> All { get; } =
    [
        .. ClassicDistributions.All(),
        .. MixtureDistributions.All(),
        .. NormalPairDistributions.All(),
        .. IndependentDistributions.All(),
        .. HighInformation.All(),
        .. StaircaseDistributions.All(),
        .. DiscreteTables.All(),
        .. MixedDistributions.All(),
        .. CopulaDistributions.All(),
        .. ShapeDistributions.All(),
        .. NoiseDimensionDistributions.All(),
        .. QuantizedDistributions.All(),
        .. ConditionalDistributions.All(),
        .. SeriesDistributions.All(),
        .. KeptApartDistributions.All(),
    ];

    /// <summary>The groups, in the order of <see cref="All"/>.</summary>
    public static ImmutableArray<string> Groups { get; } = [.. All.Select(d => d.Group).Distinct()];

    /// <summary>The distribution with this id.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static KnownDistribution Get(string id) => All.FirstOrDefault(d => d.Id == id) ?? throw Unknown(id);

    /// <summary>The distributions that ids and groups name, in the order of <see cref="All"/>, each once; <c>all</c> names every one.</summary>
    /// <exception cref="InvalidInputException">A name is neither an id nor a group.</exception>
    public static ImmutableArray<KnownDistribution> Select(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        HashSet<string> wanted = [.. names];
        string? unknown = wanted.FirstOrDefault(name => name != "all" && !Groups.Contains(name) && !All.Any(d => d.Id == name));
        return unknown is null
            ? [.. All.Where(d => wanted.Contains("all") || wanted.Contains(d.Group) || wanted.Contains(d.Id))]
            : throw Unknown(unknown);
    }

    /// <summary>The distributions as JSON, as in the member <c>tasks</c> of <c>docs/schema/verification.schema.json</c>.</summary>
    public static string ToJson(IEnumerable<KnownDistribution> tasks, Unit unit = Unit.Nats) => VerificationOutput.ToJson(tasks, unit);

    /// <summary>The distributions as CSV, one per line, numbers in full precision.</summary>
    public static string ToCsv(IEnumerable<KnownDistribution> tasks, Unit unit = Unit.Nats) => VerificationOutput.ToCsv(tasks, unit);

    /// <summary>The distributions as Markdown, one table per group.</summary>
    public static string ToMarkdown(IEnumerable<KnownDistribution> tasks, Unit unit = Unit.Nats) => VerificationOutput.ToMarkdown(tasks, unit);

    private static InvalidInputException Unknown(string name) => new(
        $"There is no known distribution '{name}'; name one of the groups {string.Join(", ", Groups)}, "
        + "or an id that 'infometer verify --list' shows.");
}
