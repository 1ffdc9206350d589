using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Everything about an estimator of the information plane that is not its arithmetic; the one source of <c>--set</c>, JSON and the
/// documentation.
/// </summary>
/// <param name="Id">The kebab-case id used on the command line and in JSON.</param>
/// <param name="Name">The name as the field writes it.</param>
/// <param name="Summary">What it computes, in one sentence.</param>
/// <param name="Reference">The paper it follows.</param>
/// <param name="Create">The estimator with default options.</param>
public sealed record PlaneEstimatorDescriptor(string Id, string Name, string Summary, string Reference, Func<PlaneEstimator> Create)
{
    /// <summary>Its options.</summary>
    public ImmutableArray<PlaneOption> Options { get; init; } = [];

    /// <summary>The ids of the numbers that it gives, in their order; its own where it gives one.</summary>
    public ImmutableArray<string> Outputs { get; init; } = [Id];

    /// <summary>The estimator with the given options.</summary>
    /// <exception cref="InvalidInputException">A name is unknown or a value is not of the option's type.</exception>
    public PlaneEstimator CreateWith(IEnumerable<KeyValuePair<string, string>> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return OptionSettings.Apply(
            Create(),
            $"plane estimator '{Id}'",
            [.. Options.Select(o => new OptionSettings.Setter<PlaneEstimator>(o.Name, o.Type, o.Default, o.Set))],
            settings);
    }
}
