using System.Collections.Immutable;

namespace Infometer;

/// <summary>What the words that results use mean.</summary>
internal static class ResultWords
{
    /// <summary>The verdicts, the best first.</summary>
    public static ImmutableArray<(string Word, string Meaning)> Verdicts { get; } =
    [
        ("value", "The number can be taken as it stands: the interval is meant to hold the truth."),
        ("lower-bound", "At least the low end of the interval; how much more there is, is not known. Numbers that were cut into bins are read so: bins can only lose information."),
        ("not-detected", "Nothing was found beyond chance (p > 0.05). That is no proof that nothing is there."),
        ("unreliable", "No number is given, because the rows say too little about it."),
    ];

    private static readonly ImmutableDictionary<string, string> s_flags = new Dictionary<string, string>
    {
        ["constant"] = "One and the same value in every row; set aside.",
        ["all-missing"] = "Every cell is empty; set aside.",
        ["identifier"] = "(Nearly) every row has its own value, so the column would tell everything about these rows and nothing about others; set aside.",
        ["duplicate"] = "Row for row the same as a column above it, or the same under other names for its levels.",
        ["target-copy"] = "It tells nearly everything about the target: is it a copy, or known only afterwards (a leak)?",
        ["missing-informative"] = "Whether the cell is empty tells something about the target.",
        ["many-levels"] = "So many levels for so few rows that chance alone would show a tenth of what there is to know.",
        ["negligible"] = "No chance find, yet less than half a per cent of what there is to know.",
        ["serial"] = "Neighbouring rows resemble each other in this column and in the target, so that p and the interval may be too sure.",
    }.ToImmutableDictionary();

    /// <summary>What a flag means.</summary>
    public static string Flag(string flag) => s_flags.GetValueOrDefault(flag, "See the documentation of infometer rank.");
}
