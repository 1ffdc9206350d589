using System.Collections.Immutable;

namespace Infometer.Cli.Commands;

/// <summary>The estimators of <c>infometer plane</c> with what <c>--set</c> and <c>--compat</c> say of them.</summary>
internal static class PlaneSettings
{
    private const string CompatOption = "compat";

    /// <summary>The forms that <c>--compat</c> may name.</summary>
    public static ImmutableArray<string> CompatForms { get; } = ["idnns"];

    /// <summary>The estimators.</summary>
    /// <param name="ids">Ids, separated by commas; <c>all</c> for all.</param>
    /// <param name="settings"><c>ESTIMATOR.OPTION=VALUE</c>.</param>
    /// <param name="compat">The released program whose quirks are wanted; null for none.</param>
    /// <param name="hasInputs">Whether inputs are given; <c>all</c> leaves estimators that need them out where not.</param>
    public static ImmutableArray<PlaneEstimator> Parse(string[] ids, string[] settings, string? compat, bool hasInputs)
    {
        string[] wanted = [.. ids.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        ImmutableArray<PlaneEstimatorDescriptor> chosen = wanted is ["all"]
            ? [.. PlaneEstimators.All.Where(d => hasInputs || d.Create() is not CompressedEstimator)]
            : [.. wanted.Select(PlaneEstimators.Get)];
        ILookup<string, KeyValuePair<string, string>> ofEstimators = Options(settings, chosen)
            .Concat(CompatOptions(compat, chosen))
            .ToLookup(o => o.Estimator, o => KeyValuePair.Create(o.Name, o.Value));
        return [.. chosen.Select(descriptor => descriptor.CreateWith(ofEstimators[descriptor.Id]))];
    }

    private static IEnumerable<(string Estimator, string Name, string Value)> Options(string[] settings, ImmutableArray<PlaneEstimatorDescriptor> chosen)
    {
        foreach (string text in settings)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            int dot = text.IndexOf('.', StringComparison.Ordinal);
            if (dot < 1 || equals < dot + 2)
            {
                throw new InvalidInputException($"--set '{text}' is not ESTIMATOR.OPTION=VALUE, such as kde.variance=0.1.");
            }

            string estimator = text[..dot];
            if (chosen.All(d => d.Id != estimator))
            {
                throw new InvalidInputException($"--set {text}: '{estimator}' is not among the estimators ({string.Join(", ", chosen.Select(d => d.Id))}).");
            }

            yield return (estimator, text[(dot + 1)..equals], text[(equals + 1)..]);
        }
    }

    private static (string Estimator, string Name, string Value)[] CompatOptions(string? compat, ImmutableArray<PlaneEstimatorDescriptor> chosen)
    {
        if (compat is null)
        {
            return [];
        }

        string[] able = [.. chosen.Where(d => d.Options.Any(o => o.Name == CompatOption)).Select(d => d.Id)];
        return able.Length > 0
            ? [.. able.Select(id => (id, CompatOption, compat))]
            : throw new InvalidInputException($"--compat {compat} is about bins, which is not among the estimators; add it to --estimators.");
    }
}
