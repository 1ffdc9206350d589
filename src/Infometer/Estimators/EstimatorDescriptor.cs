using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Everything about a kind of estimator that is not its arithmetic; the one source of <c>--set</c>, JSON, the
/// compatibility table and the documentation.
/// </summary>
/// <param name="Id">The kebab-case id used on the command line and in JSON.</param>
/// <param name="Name">The name as the field writes it.</param>
/// <param name="Summary">What it does and when to use it, in one sentence.</param>
/// <param name="Reference">The paper it follows.</param>
/// <param name="Create">The estimator with default options.</param>
public sealed record EstimatorDescriptor(string Id, string Name, string Summary, string Reference, Func<Estimator> Create)
{
    /// <summary>The kinds of variable it accepts.</summary>
    public required ImmutableArray<VariableKind> Kinds { get; init; }

    /// <summary>What has to hold for its number to mean what it says, for the reader of every number it makes; null where nothing has to.</summary>
    public string? Caveat { get; init; }

    /// <summary>
    /// Why what it shows of shared information, less what it shows by chance, can only fall short of the truth: the note that goes with the
    /// verdict <see cref="Verdict.LowerBound"/>. Null where it aims at the truth itself.
    /// </summary>
    public string? FallsShort { get; init; }

    /// <summary>Whether it makes sense of equal values of numeric variables; where not, many of them make its number unreliable. Default false.</summary>
    public bool CountsTies { get; init; }

    /// <summary>Its options; empty where it has none.</summary>
    public ImmutableArray<OptionDescriptor> Options { get; init; } = [];

    /// <summary>The estimator with the given options.</summary>
    /// <exception cref="InvalidInputException">A name is unknown or a value is not of the option's type.</exception>
    public Estimator CreateWith(IEnumerable<KeyValuePair<string, string>> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return OptionSettings.Apply(
            Create(),
            $"estimator '{Id}'",
            [.. Options.Select(o => new OptionSettings.Setter<Estimator>(o.Name, o.Type, o.Default, o.Set))],
            settings);
    }
}
