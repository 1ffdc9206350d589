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
            WriteColumn(column, ranking.Holdout is not null, unit, json);
        }

        json.WriteEndArray();

        ScreeningOutput.WritePath(ranking.Path, SelectionCriterion.Jmi, unit, json);
        WriteGroups(ranking, json);
        WriteSynergies(ranking, unit, json);
        WriteTogether(ranking.Together, unit, json);
        if (ranking.Shadows is { } shadows)
        {
            json.WriteStartObject("shadows");
            json.WriteNumber("rounds", shadows.Rounds);
            json.WriteNumber("median", shadows.Median * unit.PerNat());
            json.WriteNumber("highest", shadows.Highest * unit.PerNat());
            json.WriteEndObject();
        }

        WriteHoldout(ranking.Holdout, json);
        WriteQuality(ranking.Quality, unit, json);
        json.WriteNotes(ranking.Notes);
        WriteSettings(ranking, json);
        json.WriteEndObject();
    }

    public static string ToCsv(Ranking ranking, Unit unit)
    {
        StringBuilder csv = new();
        bool hasHoldout = ranking.Holdout is not null;
        csv.AppendLine($"rank,name,kind,levels,n,missing,value,standardError,low,high,level,verdict,share,chance,pValue,qValue,adds,group,duplicateOf,shadowHits,{(hasHoldout ? "holdout," : "")}flags");
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
                ScreeningOutput.Number(view.Interval?.Level),
                column.Estimate.Verdict.Word(),
                ScreeningOutput.Number(column.Share),
                ScreeningOutput.Number(view.Chance),
                ScreeningOutput.Number(column.Estimate.PValue),
                ScreeningOutput.Number(column.QValue),
                ScreeningOutput.Number(column.Adds * unit.PerNat()),
                ScreeningOutput.Quote(column.Group ?? ""),
                ScreeningOutput.Quote(column.DuplicateOf ?? ""),
                column.ShadowHits?.ToString(CultureInfo.InvariantCulture) ?? "",
                (hasHoldout ? ScreeningOutput.Number(column.HoldoutValue * unit.PerNat()) + "," : "") + string.Join(' ', column.Flags.Select(flag => flag.Word()))).Append('\n');
        }

        return csv.ToString().ReplaceLineEndings("\n");
    }

    private static void WriteColumn(RankedColumn column, bool hasHoldout, Unit unit, Utf8JsonWriter json)
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
        json.WriteString("group", column.Group);
        json.WriteString("duplicateOf", column.DuplicateOf);
        if (column.ShadowHits is { } hits)
        {
            json.WriteNumber("shadowHits", hits);
        }

        if (hasHoldout)
        {
            WriteAnswer(column.Holdout, unit, json);
        }

        json.WriteArray("flags", column.Flags.Select(flag => flag.Word()));
        json.WriteNotes([.. column.Column.Notes, .. estimate.Notes]);
        json.WriteEndObject();
    }

    private static void WriteGroups(Ranking ranking, Utf8JsonWriter json)
    {
        json.WriteStartArray("groups");
        foreach (RankedGroup group in ranking.Groups)
        {
            json.WriteStartObject();
            json.WriteString("representative", group.Representative);
            json.WriteArray("members", group.Members);
            json.WriteNumber("distance", group.Distance);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSynergies(Ranking ranking, Unit unit, Utf8JsonWriter json)
    {
        double factor = unit.PerNat();
        json.WriteStartArray("synergies");
        foreach (SynergyPair pair in ranking.Synergies?.Pairs ?? [])
        {
            json.WriteStartObject();
            json.WriteString("a", pair.First.Name);
            json.WriteString("b", pair.Second.Name);
            json.WriteFinite("value", pair.Value * factor);
            json.WriteInterval(new Interval(pair.Interval.Low * factor, pair.Interval.High * factor, pair.Interval.Level));
            json.WriteFinite("pValue", pair.PValue);
            json.WriteFinite("qValue", pair.QValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (ranking.Synergies is not { } search)
        {
            json.WriteNull("pairs");
            return;
        }

        json.WriteStartObject("pairs");
        json.WriteNumber("columns", search.ColumnsSearched);
        json.WriteNumber("tested", search.PairsTested);
        json.WriteNumber("untestable", search.PairsUntestable);
        json.WriteNumber("redundant", search.RedundantPairs);
        json.WriteNotes(search.Notes);
        json.WriteEndObject();
    }

    private static void WriteTogether(JointInformation? together, Unit unit, Utf8JsonWriter json)
    {
        if (together is null)
        {
            json.WriteNull("together");
            return;
        }

        double factor = unit.PerNat();
        json.WriteStartObject("together");
        json.WriteFinite("value", together.Value * factor);
        json.WriteFinite("standardError", together.StandardError * factor);
        json.WriteInterval(together.Interval is { } i ? new Interval(i.Low * factor, i.High * factor, i.Level) : null);
        json.WriteString("verdict", together.Verdict.Word());
        json.WriteFinite("share", together.Share);
        json.WriteNumber("targetEntropy", together.TargetEntropy * factor);
        json.WriteNumber("n", together.RowCount);
        json.WriteNumber("columns", together.ColumnCount);
        json.WriteNumber("folds", together.Folds);
        json.WriteString("predictor", together.Predictor);
        json.WriteNotes(together.Notes);
        json.WriteEndObject();
    }

    private static void WriteAnswer(HoldoutAnswer? answer, Unit unit, Utf8JsonWriter json)
    {
        if (answer is not { } given)
        {
            json.WriteNull("holdout");
            return;
        }

        double factor = unit.PerNat();
        json.WriteStartObject("holdout");
        json.WriteFinite("value", given.Value * factor);
        json.WriteString("from", given.IsFromHoldout ? "holdout" : "training");
        json.WriteFinite("threshold", given.Threshold * factor);
        json.WriteFinite("noise", given.Noise * factor);
        json.WriteEndObject();
    }

    private static void WriteHoldout(HoldoutSummary? holdout, Utf8JsonWriter json)
    {
        if (holdout is null)
        {
            return;
        }

        json.WriteStartObject("holdout");
        json.WriteNumber("trainingRows", holdout.TrainingRows);
        json.WriteNumber("holdoutRows", holdout.HoldoutRows);
        json.WriteNumber("asked", holdout.Asked);
        json.WriteNumber("fromHoldout", holdout.FromHoldout);
        json.WriteNumber("unanswered", holdout.Unanswered);
        json.WriteNumber("budget", holdout.Budget);
        json.WriteNumber("budgetLeft", holdout.BudgetLeft);
        json.WriteEndObject();
    }

    private static void WriteQuality(DataQuality? quality, Unit unit, Utf8JsonWriter json)
    {
        if (quality is null)
        {
            return;
        }

        json.WriteStartObject("quality");
        json.WriteNumber("missingCells", quality.MissingCells);
        json.WriteNumber("completeRows", quality.CompleteRows);
        json.WriteNumber("duplicateRows", quality.DuplicateRows);
        json.WriteStartArray("columns");
        foreach (ColumnQuality column in quality.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Column.Name);
            json.WriteString("kind", column.Column.Kind.Word());
            json.WriteNumber("missing", column.Column.MissingCount);
            json.WriteNumber("distinct", column.Distinct);
            json.WriteNumber("entropy", column.Entropy * unit.PerNat());
            json.WriteString("mostFrequent", column.MostFrequent);
            json.WriteNumber("mostFrequentShare", column.MostFrequentShare);
            json.WriteNumber("rareLevels", column.RareLevels);
            json.WriteFinite("min", column.Min);
            json.WriteFinite("median", column.Median);
            json.WriteFinite("max", column.Max);
            json.WriteString("duplicateOf", column.DuplicateOf);
            json.WriteArray("flags", column.Flags.Select(flag => flag.Word()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSettings(Ranking ranking, Utf8JsonWriter json)
    {
        RankOptions options = ranking.Options;
        json.WriteStartObject("settings");
        json.WriteString("missing", options.Missing.ToString().ToLowerInvariant());
        json.WriteString("discretizer", options.Discretizer?.ToString() ?? "equal-frequency, by n");
        json.WriteNumber("neighborColumns", options.NeighborColumns);
        json.WriteString("fdr", options.FalseDiscovery == FalseDiscoveryMethod.BenjaminiYekutieli ? "benjamini-yekutieli" : "benjamini-hochberg");
        json.WriteNumber("level", options.Level);
        json.WriteString("pairs", options.Pairs is null ? "none" : options.Pairs.Columns is { } pairs ? pairs.ToString(CultureInfo.InvariantCulture) : "all");
        json.WriteBoolean("together", options.Together is not null);
        json.WriteFinite("groupDistance", options.GroupDistance);
        json.WriteNumber("pathLength", options.PathLength);
        json.WriteNumber("shadowRounds", options.ShadowRounds);
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

        json.WriteString("groups", options.Groups);
        if (options.Blocks is { } blocks)
        {
            json.WriteNumber("blocks", blocks);
        }
        else
        {
            json.WriteNull("blocks");
        }

        json.WriteArray("exclude", options.Exclude);
        json.WriteEndObject();
    }
}
