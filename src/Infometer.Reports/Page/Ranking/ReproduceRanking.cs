using System.Globalization;
using System.Text.Json;

namespace Infometer;

/// <summary>How a ranking is made again: the command line and the lines of C#, from the settings that its JSON records.</summary>
internal static class ReproduceRanking
{
    private const string EqualFrequencyBins = " equal-frequency bins";

    /// <summary>The command line; null where the result does not say enough.</summary>
    public static string? Command(RankingDocument ranking, bool isCut)
    {
        RankSettingsDocument s = ranking.Settings;
        CultureInfo c = CultureInfo.InvariantCulture;
        bool isScreened = ranking.Notes.Any(note => note.Code == "screened");
        if (!IsDefault(s.Discretizer) && Bins(s.Discretizer) is null)
        {
            return null;
        }

        CommandLine line = new CommandLine("rank", FileOf(ranking)).Add("--target", ranking.Target);
        if (isScreened)
        {
            return Common(line, ranking).AddIf(ranking.Columns.Length != 1000, "--top", ranking.Columns.Length.ToString(c)).ToString();
        }

        string[] plain = [.. s.Exclude.Where(name => !name.Contains(',', StringComparison.Ordinal))];
        line.AddIf(plain.Length > 0, "--exclude", string.Join(',', plain));
        foreach (string name in s.Exclude.Except(plain))
        {
            line.Add("--exclude", name);
        }

        line.AddIf(s.Missing != "level", "--missing", s.Missing)
            .AddIf(Bins(s.Discretizer) is not null, "--bins", Bins(s.Discretizer) ?? "")
            .AddIf(s.NeighborColumns != 50, "--neighbors", s.NeighborColumns.ToString(c))
            .AddIf(s.Permutations is not null, "--permutations", s.Permutations?.ToString(c) ?? "")
            .AddIf(s.Groups is not null, "--groups", s.Groups ?? "")
            .AddIf(s.Blocks is not null, "--blocks", s.Blocks?.ToString(c) ?? "")
            .AddIf(s.Pairs != "all", "--pairs", s.Pairs)
            .AddIf(!s.Together, "--no-together")
            .AddIf(s.ShadowRounds > 0, "--shadows")
            .AddIf(ranking.Quality is not null, "--quality")
            .AddIf(isCut, "--top", ranking.Columns.Length.ToString(c));
        return Common(line, ranking).ToString();
    }

    /// <summary>The statement in C#; null where the result does not say enough.</summary>
    public static string? Statement(RankingDocument ranking)
    {
        RankSettingsDocument s = ranking.Settings;
        CultureInfo c = CultureInfo.InvariantCulture;
        string? discretizer = IsDefault(s.Discretizer) ? null : Bins(s.Discretizer) is { } bins ? $"new EqualFrequency({bins})"
            : s.Discretizer.EndsWith(" equal-width bins", StringComparison.Ordinal) ? $"new EqualWidth({s.Discretizer.Split(' ')[0]})" : "";
        if (discretizer is "" || ranking.Notes.Any(note => note.Code == "screened") || ranking.Holdout is not null)
        {
            return null;
        }

        IEnumerable<string?> changes =
        [
            s.Exclude.IsEmpty ? null : $"Exclude = [{string.Join(", ", s.Exclude.Select(Literal))}]",
            discretizer is null ? null : $"Discretizer = {discretizer}",
            s.Missing == "level" ? null : $"Missing = MissingPolicy.{(s.Missing == "drop" ? "Drop" : "Error")}",
            s.NeighborColumns == 50 ? null : string.Create(c, $"NeighborColumns = {s.NeighborColumns}"),
            s.Permutations is { } draws ? string.Create(c, $"Permutations = {draws}") : null,
            s.Groups is { } groups ? $"Groups = {Literal(groups)}" : null,
            s.Blocks is { } blocks ? string.Create(c, $"Blocks = {blocks}") : null,
            s.FalseDiscovery == "benjamini-hochberg" ? null : "FalseDiscovery = FalseDiscoveryMethod.BenjaminiYekutieli",
            s.Level == 0.05 ? null : string.Create(c, $"Level = {s.Level:R}"),
            s.PathLength == 10 ? null : string.Create(c, $"PathLength = {s.PathLength}"),
            s.GroupDistance is not { } distance ? "GroupDistance = null" : distance == 0.5 ? null : string.Create(c, $"GroupDistance = {distance:R}"),
            s.Pairs switch { "all" => null, "none" => "Pairs = null", _ => $"Pairs = SynergyOptions.Default with {{ Columns = {s.Pairs} }}" },
            s.Together ? null : "Together = null",
            s.ShadowRounds == 0 ? null : string.Create(c, $"ShadowRounds = {s.ShadowRounds}"),
            ranking.Quality is null ? null : "Quality = true",
        ];
        string[] changed = [.. changes.OfType<string>()];
        string options = changed.Length == 0 ? "RankOptions.Full" : $"RankOptions.Full with {{ {string.Join(", ", changed)} }}";
        string context = ranking.Seed == 0 ? "" : string.Create(c, $", new RunContext {{ Seed = {ranking.Seed} }}");
        string unit = ranking.Unit == "bits" ? "" : "Unit.Nats";
        return $"string page = Ranking.Of(Table.Read({Literal(FileOf(ranking))}), {Literal(ranking.Target)}, {options}{context}).ToHtml({unit});";
    }

    private static CommandLine Common(CommandLine line, RankingDocument ranking)
    {
        RankSettingsDocument s = ranking.Settings;
        CultureInfo c = CultureInfo.InvariantCulture;
        return line.AddIf(s.FalseDiscovery == "benjamini-yekutieli", "--fdr", "by")
            .AddIf(s.Level != 0.05, "--level", s.Level.ToString("R", c))
            .AddIf(ranking.Unit != "bits", "--unit", ranking.Unit)
            .AddIf(ranking.Seed != 0, "--seed", ranking.Seed.ToString(c))
            .Add("--json");
    }

    // What the reader calls a dash.
    private static string FileOf(RankingDocument ranking) => ranking.File == "standard input" ? "-" : ranking.File;

    private static bool IsDefault(string discretizer) => discretizer == "equal-frequency, by n";

    private static string? Bins(string discretizer) =>
        discretizer.EndsWith(EqualFrequencyBins, StringComparison.Ordinal) && discretizer[..^EqualFrequencyBins.Length] is var bins && bins.All(char.IsAsciiDigit)
            ? bins
            : null;

    // JSON's escapes are C#'s.
    private static string Literal(string text) => $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
