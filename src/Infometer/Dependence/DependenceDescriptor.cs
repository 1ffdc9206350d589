using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Everything about a dependence measure that is not its arithmetic; the one source of <c>--set</c>, JSON, the table of measures and
/// the documentation.
/// </summary>
/// <param name="Id">The kebab-case id used on the command line and in JSON.</param>
/// <param name="Name">The name as the field writes it.</param>
/// <param name="Summary">What it sees and when to use it, in one sentence.</param>
/// <param name="Reference">The paper it follows.</param>
/// <param name="Create">The measure with default options.</param>
public sealed record DependenceDescriptor(string Id, string Name, string Summary, string Reference, Func<DependenceMeasure> Create)
{
    /// <summary>The variables it takes, in words.</summary>
    public required string Variables { get; init; }

    /// <summary>Its options; empty where it has none.</summary>
    public ImmutableArray<DependenceOption> Options { get; init; } = [];

    /// <summary>The measure with the given options.</summary>
    /// <exception cref="InvalidInputException">A name is unknown or a value is not of the option's type.</exception>
    public DependenceMeasure CreateWith(IEnumerable<KeyValuePair<string, string>> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return OptionSettings.Apply(
            Create(),
            $"measure '{Id}'",
            [.. Options.Select(o => new OptionSettings.Setter<DependenceMeasure>(o.Name, o.Type, o.Default, o.Set))],
            settings);
    }
}
