using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Everything about an objective that is not its arithmetic; the one source of <c>--set</c>, JSON, the table of objectives and the
/// documentation.
/// </summary>
/// <param name="Id">The kebab-case id used on the command line and in JSON.</param>
/// <param name="Name">The name as the field writes it.</param>
/// <param name="Summary">What it is for, in one sentence.</param>
/// <param name="Reference">The paper it follows.</param>
/// <param name="Create">The objective with default options.</param>
public sealed record ObjectiveDescriptor(string Id, string Name, string Summary, string Reference, Func<Objective> Create)
{
    /// <summary>Its options.</summary>
    public ImmutableArray<ObjectiveOption> Options { get; init; } = [];

    /// <summary>The objective with the given options.</summary>
    /// <exception cref="InvalidInputException">A name is unknown or a value is not of the option's type.</exception>
    public Objective CreateWith(IEnumerable<KeyValuePair<string, string>> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return OptionSettings.Apply(
            Create(),
            $"objective '{Id}'",
            [.. Options.Select(o => new OptionSettings.Setter<Objective>(o.Name, o.Type, o.Default, o.Set))],
            settings);
    }
}
