using System.Globalization;

namespace Infometer.Cli.Commands;

/// <summary>What <c>--set name=value</c> says: options of the measure (average), of the binning (bins), of a selection (beta), and the estimator's own.</summary>
internal sealed class Settings
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>How numeric variables are cut; null for the default.</summary>
    public Discretizer? Discretizer { get; private set; }

    /// <summary>Whether anything is set that an estimator has to take.</summary>
    public bool HasEstimatorOptions => _values.Count > 0;

    /// <summary>Reads the settings as typed.</summary>
    public static Settings Parse(string[] texts)
    {
        Settings settings = new();
        foreach (string text in texts)
        {
            int at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                throw new InvalidInputException($"--set '{text}' is not NAME=VALUE.");
            }

            settings._values[text[..at]] = text[(at + 1)..];
        }

        if (settings._values.Remove("bins", out string? bins))
        {
            if (!int.TryParse(bins, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count is < 2 or > 65_536)
            {
                throw new InvalidInputException($"--set bins={bins}: bins must be a whole number from 2 to 65536.");
            }

            settings.Discretizer = new EqualFrequency(count);
        }

        return settings;
    }

    /// <summary>The measure with its own settings applied.</summary>
    public Measure ApplyTo(Measure measure)
    {
        if (measure.Id is "renyi-entropy" or "tsallis-entropy" && _values.Remove("alpha", out string? order))
        {
            return !double.TryParse(order, NumberStyles.Float, CultureInfo.InvariantCulture, out double alpha) || !double.IsFinite(alpha) || alpha <= 0
                ? throw new InvalidInputException($"--set alpha={order}: the order alpha must be a number above 0.")
                : measure.Id == "renyi-entropy" ? Measure.RenyiEntropy(alpha) : Measure.TsallisEntropy(alpha);
        }

        if (measure.Id is not ("nmi" or "ami") || !_values.Remove("average", out string? text))
        {
            return measure;
        }

        EntropyAverage average = text switch
        {
            "arithmetic" => EntropyAverage.Arithmetic,
            "geometric" => EntropyAverage.Geometric,
            "min" => EntropyAverage.Min,
            "max" => EntropyAverage.Max,
            _ => throw new InvalidInputException($"--set average={text}: average must be one of arithmetic, geometric, min, max."),
        };
        return measure.Id == "nmi" ? Measure.NormalizedMutualInformation(average) : Measure.AdjustedMutualInformation(average);
    }

    /// <summary>The measure of dependence with the settings, all of which are its own.</summary>
    public DependenceMeasure CreateDependence(DependenceDescriptor descriptor) => Discretizer is null
        ? descriptor.CreateWith(_values)
        : throw new InvalidInputException($"--set bins: '{descriptor.Id}' does not cut numbers into bins.");

    /// <summary>The objective with the settings, all of which are its own.</summary>
    public Objective CreateObjective(ObjectiveDescriptor descriptor) => Discretizer is null
        ? descriptor.CreateWith(_values)
        : throw new InvalidInputException($"--set bins: '{descriptor.Id}' does not cut numbers into bins.");

    /// <summary>The criterion of a selection with its own settings; any other setting is an error.</summary>
    public SelectionCriterion CreateCriterion(string id)
    {
        SelectionCriterion criterion = SelectionCriterion.Get(id);
        if (criterion.Beta is not null && _values.Remove("beta", out string? text))
        {
            criterion = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double beta) && double.IsFinite(beta) && beta >= 0
                ? SelectionCriterion.Mifs(beta)
                : throw new InvalidInputException($"--set beta={text}: beta must be a number from 0 on.");
        }

        return _values.Count == 0
            ? criterion
            : throw new InvalidInputException($"--set {_values.First().Key}: a selection takes only bins, and beta for mifs.");
    }

    /// <summary>The estimator with the remaining settings; null for auto.</summary>
    public Estimator? CreateEstimator(string id)
    {
        if (id != "auto")
        {
            return Estimators.Get(id).CreateWith(_values);
        }

        return _values.Count == 0
            ? null
            : throw new InvalidInputException(
                $"--set {_values.First().Key}: the policy (auto) takes only bins, and average for nmi and ami; name an estimator with --estimator to set its options.");
    }
}
