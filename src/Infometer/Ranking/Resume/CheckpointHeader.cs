using System.Globalization;
using System.Text.Json;

namespace Infometer;

/// <summary>
/// Says what a checkpoint belongs to: all that a ranking's numbers depend on, and nothing else (not the number of threads).
/// </summary>
internal sealed class CheckpointHeader
{
    /// <summary>How the line starts, whatever the ranking.</summary>
    public const string Start = """{"format":"infometer-ranking-1",""";

    private readonly (string Name, string Meaning, string Value)[] _members;

    /// <summary>The header of a ranking.</summary>
    public CheckpointHeader(Table table, Column target, RankOptions options, ulong seed, ReusableHoldout? holdout)
    {
        _members =
        [
            ("version", "another version of infometer wrote it", Estimate.Version),
            ("data", "it has other data", DataFingerprint.OfTable(table)),
            ("target", "it has another target", target.Name),
            ("seed", "it has another seed", seed.ToString(CultureInfo.InvariantCulture)),
            ("holdout", "it has another holdout", holdout is null ? "" : DataFingerprint.OfNumbers(holdout.Training)),
            ("exclude", "it excludes other columns", string.Join('\n', options.Exclude)),
            ("missing", "it treats missing cells in another way", options.Missing.ToString()),
            ("discretizer", "it has other bins", options.Discretizer?.ToString() ?? ""),
            ("permutations", "it has another number of permutations", options.Permutations?.ToString(CultureInfo.InvariantCulture) ?? ""),
            ("groups", "it takes rows in other groups", options.Groups is { } column ? $"column {column}" : $"{options.Blocks}"),
            ("control", "it controls false discoveries in another way", $"{options.FalseDiscovery} {Text(options.Level)}"),
            ("comparisons", "it compares columns in another way",
                $"{options.Adds} {options.PathLength} {options.ShadowRounds} " + (options.GroupDistance is { } distance ? Text(distance) : "")),
            ("pairs", "it searches other pairs", options.Pairs is { } pairs ? $"{pairs.Columns} {pairs.Bins}" : ""),
            ("together", "it judges all columns together in another way", options.Together is { } together
                ? $"{together.Folds} {(together.Groups is { } groups ? DataFingerprint.OfNumbers([.. groups]) : "")}"
                : ""),
        ];
        Line = Start + string.Join(',', _members.Select(m => $"\"{m.Name}\":\"{JsonEncodedText.Encode(m.Value)}\"")) + "}";
    }

    /// <summary>The header as one line of JSON.</summary>
    public string Line { get; }

    /// <summary>What another header differs in, in words; null where it does not.</summary>
    public string? DifferenceFrom(JsonElement other)
    {
        foreach ((string name, string meaning, string value) in _members)
        {
            if (other.GetProperty(name).GetString() != value)
            {
                return meaning;
            }
        }

        return null;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
