using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>The options that critics share, as <c>--set</c> knows them.</summary>
internal static class CriticOptions
{
    /// <summary>Of networks and their training.</summary>
    public static ImmutableArray<OptionDescriptor> Network { get; } =
    [
        Integer("width", "128", "Numbers in a hidden layer.", 1, static e => e.Width, static (e, v) => e with { Width = v }),
        Integer("layers", "2", "Hidden layers of a network.", 0, static e => e.Layers, static (e, v) => e with { Layers = v }),
        Choice("activation", "relu|tanh", "relu", "What hidden layers do to each number.",
            static e => e.Activation == Activation.Tanh ? "tanh" : "relu",
            static (e, text) => e with { Activation = Word(text, ("relu", Activation.Relu), ("tanh", Activation.Tanh)) }),
        Switch<CriticEstimator>(
            "layer-norm",
            false,
            "Whether hidden layers after the first normalise their input.",
            static e => e.HasNormalization,
            static (e, v) => e with { HasNormalization = v }),
        Switch<CriticEstimator>(
            "residual",
            false,
            "Whether hidden layers after the first add to their input.",
            static e => e.IsResidual,
            static (e, v) => e with { IsResidual = v }),
        Integer("batch", "256", "Rows in a training step.", 2, static e => e.Batch, static (e, v) => e with { Batch = v }),
        Integer("steps", "2000", "Training steps, at most.", 1, static e => e.Steps, static (e, v) => e with { Steps = v }),
        Integer(
            "patience",
            "500",
            "Steps without improvement on the stopping rows that end a training.",
            1,
            static e => e.Patience,
            static (e, v) => e with { Patience = v }),
        Number(
            "learning-rate",
            "0.001",
            "The highest learning rate.",
            static e => e.LearningRate,
            static (e, v) => e with { LearningRate = v }),
        Number(
            "weight-decay",
            "0.01",
            "Weight decay, times the learning rate.",
            static e => e.WeightDecay,
            static (e, v) => e with { WeightDecay = v }),
        Integer(
            "folds",
            "4",
            "Parts of the rows, each of which is held out once.",
            2,
            static e => e.Folds,
            static (e, v) => e with { Folds = v }),
        Choice("standardize", "none|z-score|rank-gaussian", "rank-gaussian", "The scale to which each column is brought first.",
            static e => e.Standardize.Word(), static (e, text) => e with { Standardize = Words.ParseStandardization(text) }),
    ];

    /// <summary>A whole number.</summary>
    public static OptionDescriptor Integer<T>(string name, string preset, string summary, int least, Func<T, int> get, Func<T, int, T> set)
        where T : CriticEstimator => new(
        name,
        FormattableString.Invariant($"integer ≥ {least}"),
        preset,
        summary,
        e => get((T)e).ToString(CultureInfo.InvariantCulture),
        (e, text) => set((T)e, int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)));

    /// <summary>A number above 0, or not below it.</summary>
    public static OptionDescriptor Number<T>(
        string name, string preset, string summary, Func<T, double> get, Func<T, double, T> set, string type = "number ≥ 0")
        where T : CriticEstimator => new(
        name,
        type,
        preset,
        summary,
        e => get((T)e).ToString(CultureInfo.InvariantCulture),
        (e, text) => set((T)e, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)));

    /// <summary>One of a few words.</summary>
    public static OptionDescriptor Choice<T>(
        string name, string type, string preset, string summary, Func<T, string> get, Func<T, string, T> set)
        where T : CriticEstimator => new(name, type, preset, summary, e => get((T)e), (e, text) => set((T)e, text));

    /// <summary>True or false.</summary>
    public static OptionDescriptor Switch<T>(string name, bool preset, string summary, Func<T, bool> get, Func<T, bool, T> set)
        where T : CriticEstimator => Choice<T>(
        name,
        "true|false",
        preset ? "true" : "false",
        summary,
        e => get(e) ? "true" : "false",
        (e, text) => set(e, Word(text, ("true", true), ("false", false))));

    /// <summary>The value of a word.</summary>
    public static T Word<T>(string text, params ReadOnlySpan<(string Word, T Value)> words)
    {
        foreach ((string word, T value) in words)
        {
            if (word == text)
            {
                return value;
            }
        }

        throw new FormatException();
    }

    private static OptionDescriptor Integer(
        string name,
        string preset,
        string summary,
        int least,
        Func<CriticEstimator, int> get,
        Func<CriticEstimator, int, CriticEstimator> set) =>
        Integer<CriticEstimator>(name, preset, summary, least, get, set);

    private static OptionDescriptor Number(
        string name,
        string preset,
        string summary,
        Func<CriticEstimator, double> get,
        Func<CriticEstimator, double, CriticEstimator> set) =>
        Number<CriticEstimator>(name, preset, summary, get, set);

    private static OptionDescriptor Choice(
        string name,
        string type,
        string preset,
        string summary,
        Func<CriticEstimator, string> get,
        Func<CriticEstimator, string, CriticEstimator> set) =>
        Choice<CriticEstimator>(name, type, preset, summary, get, set);
}
