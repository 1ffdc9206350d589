using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Infometer;

/// <summary>A selection as JSON and CSV.</summary>
internal static class SelectionOutput
{
    public static void WriteJson(SelectionPath path, Unit unit, Utf8JsonWriter json)
    {
        SelectionCriterion criterion = path.Options.Criterion;
        json.WriteStartObject();
        json.WriteString("version", Estimate.Version);
        ScreeningOutput.WriteSubject(path.Table, path.Target, path.TargetLevels, path.TargetEntropy, unit, json);
        json.WriteString("unit", unit.Symbol());
        json.WriteNumber("seed", path.Seed);
        json.WriteString("criterion", criterion.Id);
        if (criterion.Beta is { } beta)
        {
            json.WriteNumber("beta", beta);
        }

        json.WriteNumber("k", path.Options.Count);
        json.WriteBoolean("chanceCorrected", path.Options.ChanceCorrected);
        ScreeningOutput.WritePath(path.Steps, criterion, unit, json);
        json.WriteNotes(path.Notes);
        json.WriteEndObject();
    }

    public static string ToCsv(SelectionPath path, Unit unit)
    {
        double factor = unit.PerNat();
        StringBuilder csv = new();
        csv.Append("step,name,score,relevance,redundancy,conditionalRedundancy\n");
        foreach (SelectionStep step in path.Steps)
        {
            csv.AppendJoin(
                ',',
                step.Step.ToString(CultureInfo.InvariantCulture),
                ScreeningOutput.Quote(step.Column.Name),
                ScreeningOutput.Number(path.Options.Criterion.ScoreIn(step, unit)),
                ScreeningOutput.Number(step.Relevance * factor),
                ScreeningOutput.Number(step.Redundancy * factor),
                ScreeningOutput.Number(step.ConditionalRedundancy * factor)).Append('\n');
        }

        return csv.ToString();
    }
}
