using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Infometer;

/// <summary>A ranking as JSON and CSV.</summary>
internal static class RankingOutput
{
    public static void WriteJson(Ranking ranking, Unit unit, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("version", Estimate.Version);
        ScreeningOutput.WriteSubject(ranking.Table, ranking.Target, ranking.TargetLevels, ranking.TargetEntropy, unit, json);
        json.WriteString("unit", unit.Symbol());
        json.WriteNumber("seed", ranking.Seed);
        json.WriteStartArray("columns");
        foreach (RankedColumn column in ranking.Columns)
        {
            WriteColumn(column, unit, json);
        }

        json.WriteEndArray();

        ScreeningOutput.WritePath(ranking.Path, SelectionCriterion.Jmi, unit, json);
        json.WriteStartArray("groups");
        json.WriteEndArray();
        json.WriteStartArray("synergies");
        json.WriteEndArray();
        if (ranking.Shadows is { } shadows)
        {
            json.WriteStartObject("shadows");
            json.WriteNumber("rounds", shadows.Rounds);
            json.WriteNumber("median", shadows.Median * unit.PerNat());
            json.WriteNumber("highest", shadows.Highest * unit.PerNat());
            json.WriteEndObject();
        }

        json.WriteNotes(ranking.Notes);
        WriteSettings(ranking, json);
        json.WriteEndObject();
    }

    public static string ToCsv(Ranking ranking, Unit unit)
    {
        StringBuilder csv = new();
        csv.AppendLine("rank,name,kind,levels,n,missing,value,standardError,low,high,verdict,share,chance,pValue,qValue,adds,flags");
        foreach (RankedColumn column in ranking.Columns)
        {
            EstimateView view = column.Estimate.In(unit);
            csv.AppendJoin(
                ',',
                column.Rank.ToString(CultureInfo.InvariantCulture),
                ScreeningOutput.Quote(column.Column.Name),
                column.Column.Kind.Word(),
                column.Levels.ToString(CultureInfo.InvariantCulture),
                column.Estimate.Count.ToString(CultureInfo.InvariantCulture),
                column.Column.MissingCount.ToString(CultureInfo.InvariantCulture),
                ScreeningOutput.Number(view.Value),
                ScreeningOutput.Number(view.StandardError),
                ScreeningOutput.Number(view.Interval?.Low),
                ScreeningOutput.Number(view.Interval?.High),
                column.Estimate.Verdict.Word(),
                ScreeningOutput.Number(column.Share),
                ScreeningOutput.Number(view.Chance),
                ScreeningOutput.Number(column.Estimate.PValue),
                ScreeningOutput.Number(column.QValue),
                ScreeningOutput.Number(column.Adds * unit.PerNat()),
                string.Join(' ', column.Flags.Select(flag => flag.Word()))).Append('\n');
        }

        return csv.ToString().ReplaceLineEndings("\n");
    }

    private static void WriteColumn(RankedColumn column, Unit unit, Utf8JsonWriter json)
    {
        Estimate estimate = column.Estimate;
        EstimateView view = estimate.In(unit);
        json.WriteStartObject();
        json.WriteNumber("rank", column.Rank);
        json.WriteString("name", column.Column.Name);
        json.WriteString("kind", column.Column.Kind.Word());
        json.WriteNumber("levels", column.Levels);
        json.WriteNumber("n", estimate.Count);
        json.WriteNumber("missing", column.Column.MissingCount);
        json.WriteFinite("value", view.Value);
        json.WriteFinite("raw", view.Raw);
        json.WriteFinite("standardError", view.StandardError);
        json.WriteInterval(view.Interval);
        json.WriteString("verdict", estimate.Verdict.Word());
        json.WriteEstimator(estimate);
        json.WriteFinite("share", column.Share);
        json.WriteFinite("chance", view.Chance);
        json.WriteFinite("pValue", estimate.PValue);
        json.WriteString("pMethod", estimate.PMethod);
        json.WriteFinite("qValue", column.QValue);
        json.WriteFinite("adds", column.Adds * unit.PerNat());
        json.WriteNull("group");
        json.WriteString("duplicateOf", column.DuplicateOf);
        if (column.ShadowHits is { } hits)
        {
            json.WriteNumber("shadowHits", hits);
        }

        json.WriteStartArray("flags");
        foreach (ColumnTrait flag in column.Flags)
        {
            json.WriteStringValue(flag.Word());
        }

        json.WriteEndArray();
        json.WriteNotes([.. column.Column.Notes, .. estimate.Notes]);
        json.WriteEndObject();
    }

    private static void WriteSettings(Ranking ranking, Utf8JsonWriter json)
    {
        RankOptions options = ranking.Options;
        json.WriteStartObject("settings");
        json.WriteString("missing", options.Missing.ToString().ToLowerInvariant());
        json.WriteString("discretizer", options.Discretizer?.ToString() ?? "equal-frequency, by n");
        json.WriteString("fdr", options.FalseDiscovery == FalseDiscoveryMethod.BenjaminiYekutieli ? "benjamini-yekutieli" : "benjamini-hochberg");
        json.WriteNumber("level", options.Level);
        json.WriteNumber("tested", ranking.TestedCount);
        json.WriteNumber("survivors", ranking.SurvivorCount);
        if (options.Permutations is { } permutations)
        {
            json.WriteNumber("permutations", permutations);
        }
        else
        {
            json.WriteNull("permutations");
        }

        json.WriteStartArray("exclude");
        foreach (string name in options.Exclude)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
