using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Infometer;

/// <summary>A verification, and the catalogue behind it, as JSON, CSV and Markdown.</summary>
internal static class VerificationOutput
{
    private const string MarkdownHeader = """
        | task | estimator | n | truth | bias | SD | RMSE | coverage | width | value | lower-bound | not-detected | unreliable | p ≤ 0.05 | seconds |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    public static string ToJson(Verification verification, Unit unit) => JsonWriting.ToText(json =>
    {
        json.WriteStartObject();
        json.WriteString("version", Estimate.Version);
        json.WriteString("unit", unit.Symbol());
        json.WriteNumber("seed", verification.Seed);
        json.WriteNumber("seeds", verification.Seeds);
        EstimateOptions options = verification.Options.Estimate;
        json.WriteStartObject("settings");
        json.WriteString("scale", verification.Options.Scale?.Word() ?? "published");
        json.WriteString("discretizer", options.Discretizer?.ToString() ?? "equal-frequency, by n");
        json.WriteFinite("permutations", options.Permutations);
        json.WriteEndObject();
        WriteTasks(verification.Tasks, unit, json);
        json.WriteStartArray("cells");
        foreach (VerificationCell cell in verification.Cells)
        {
            WriteCell(cell, unit.PerNat(), json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string ToJson(IEnumerable<KnownDistribution> tasks, Unit unit) => JsonWriting.ToText(json =>
    {
        json.WriteStartObject();
        json.WriteString("version", Estimate.Version);
        json.WriteString("unit", unit.Symbol());
        WriteTasks(tasks, unit, json);
        json.WriteEndObject();
    });

    public static string ToCsv(Verification verification, Unit unit, int? digits)
    {
        double factor = unit.PerNat();
        string Rounded(double? value) => Number(value is { } v && digits is { } d ? Math.Round(v, d, MidpointRounding.AwayFromZero) : value);
        StringBuilder csv = new(
            "task,estimator,n,truth,runs,refused,values,bias,sd,rmse,mae,rawBias,intervals,coverage,width,oracleWidth,"
            + "value,lowerBound,notDetected,unreliable,valueCovered,boundCovered,valueFar,boundLow,rejections,seconds,reason\n");
        foreach (VerificationCell c in verification.Cells)
        {
            string[] fields =
            [
                c.Task, Quote(c.Estimator), Number(c.Count), Rounded(c.Truth * factor), Number(c.Runs), Number(c.Refused), Number(c.Values),
                Rounded(c.Bias * factor), Rounded(c.Deviation * factor), Rounded(c.RootMeanSquareError * factor),
                Rounded(c.MeanAbsoluteError * factor), Rounded(c.RawBias * factor), Number(c.Intervals), Rounded(c.Coverage),
                Rounded(c.MeanWidth * factor), Rounded(c.OracleWidth * factor), .. c.Verdicts.Select(v => Number(v.Runs)),
                Number(c[Verdict.Value].Covered), Number(c[Verdict.LowerBound].Covered), Number(c[Verdict.Value].Far),
                Rounded(c[Verdict.LowerBound].MeanLow * factor), Rounded(c.Rejections), digits is null ? Number(c.MeanSeconds) : "",
                Quote(c.Reason ?? ""),
            ];
            csv.AppendJoin(',', fields).Append('\n');
        }

        return csv.ToString();
    }

    public static string ToCsv(IEnumerable<KnownDistribution> tasks, Unit unit)
    {
        StringBuilder csv = new("task,group,family,measure,x,y,z,truth,standardError,origin,definition\n");
        foreach (KnownDistribution d in tasks)
        {
            string[] fields =
            [
                d.Id, d.Group, d.Family, d.MeasureId, Shape(d.X), Shape(d.Y), d.Z is { } z ? Shape(z) : "", Number(d.Truth * unit.PerNat()),
                Number(d.StandardError * unit.PerNat()), Quote(d.Origin), Quote(d.Description),
            ];
            csv.AppendJoin(',', fields).Append('\n');
        }

        return csv.ToString();
    }

    public static string ToMarkdown(Verification verification, Unit unit)
    {
        double factor = unit.PerNat();
        VerificationCell[] answered = [.. verification.Cells.Where(c => c.Refused < c.Runs)];
        StringBuilder text = new(string.Create(
            CultureInfo.InvariantCulture, $"{SamplesPerLine(verification)}, seeds from {verification.Seed}. Amounts in {unit.Symbol()}.\n\n"));
        text.Append(answered.Length == 0 ? "" : MarkdownHeader.ReplaceLineEndings("\n") + "\n");
        foreach (VerificationCell c in answered)
        {
            string[] fields =
            [
                c.Task, c.Estimator, c.Count.ToString("N0", CultureInfo.InvariantCulture), Short(c.Truth * factor), Signed(c.Bias * factor),
                Short(c.Deviation * factor), Short(c.RootMeanSquareError * factor), Share(c.Coverage), Short(c.MeanWidth * factor),
                .. c.Verdicts.Select(v => Share(v.Runs / (double)(c.Runs - c.Refused))), Share(c.Rejections), Seconds(c.MeanSeconds),
            ];
            text.Append("| ").AppendJoin(" | ", fields).Append(" |\n");
        }

        text.Append(answered.Length == 0 ? "" : "\n");
        WriteRefusals(verification, text);
        WriteSummary(verification, text);
        return text.ToString();
    }

    public static string ToMarkdown(IEnumerable<KnownDistribution> tasks, Unit unit)
    {
        StringBuilder text = new();
        foreach (IGrouping<string, KnownDistribution> group in tasks.GroupBy(d => d.Group))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"### {group.Key}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"| task | definition | variables | truth ({unit.Symbol()}) | s.e. | origin |\n");
            text.Append("|---|---|---|---|---|---|\n");
            foreach (KnownDistribution d in group)
            {
                string error = d.StandardError == 0 ? "0" : (d.StandardError * unit.PerNat()).ToString("0.000000", CultureInfo.InvariantCulture);
                string truth = (d.Truth * unit.PerNat()).ToString("0.000000", CultureInfo.InvariantCulture);
                string definition = d.Description.Replace("|", "\\|", StringComparison.Ordinal);
                text.Append("| ").AppendJoin(" | ", d.Id, definition, Variables(d), truth, error, d.Origin).Append(" |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>A cell as a JSON object, amounts multiplied by a factor.</summary>
    public static void WriteCell(VerificationCell cell, double factor, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("task", cell.Task);
        json.WriteString("estimator", cell.Estimator);
        json.WriteNumber("n", cell.Count);
        json.WriteFinite("truth", cell.Truth * factor);
        json.WriteNumber("runs", cell.Runs);
        json.WriteNumber("refused", cell.Refused);
        json.WriteString("reason", cell.Reason);
        json.WriteNumber("values", cell.Values);
        json.WriteFinite("bias", cell.Bias * factor);
        json.WriteFinite("sd", cell.Deviation * factor);
        json.WriteFinite("rmse", cell.RootMeanSquareError * factor);
        json.WriteFinite("mae", cell.MeanAbsoluteError * factor);
        json.WriteFinite("rawBias", cell.RawBias * factor);
        json.WriteNumber("intervals", cell.Intervals);
        json.WriteFinite("coverage", cell.Coverage);
        json.WriteFinite("width", cell.MeanWidth * factor);
        json.WriteFinite("oracleWidth", cell.OracleWidth * factor);
        json.WriteStartObject("verdicts");
        foreach (VerdictCoverage verdict in cell.Verdicts)
        {
            json.WriteStartObject(verdict.Verdict.Word());
            json.WriteNumber("runs", verdict.Runs);
            json.WriteNumber("covered", verdict.Covered);
            json.WriteNumber("far", verdict.Far);
            json.WriteFinite("low", verdict.MeanLow * factor);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteFinite("rejections", cell.Rejections);
        json.WriteFinite("seconds", cell.MeanSeconds);
        json.WriteEndObject();
    }

    /// <summary>The cell that <see cref="WriteCell"/> wrote with a factor of 1.</summary>
    public static VerificationCell ReadCell(JsonElement json)
    {
        double? OrNull(string name) => NumberOrNull(json, name);
        JsonElement verdicts = json.GetProperty("verdicts");
        return new VerificationCell
        {
            Task = json.GetProperty("task").GetString() ?? throw new FormatException(),
            Estimator = json.GetProperty("estimator").GetString() ?? throw new FormatException(),
            Count = json.GetProperty("n").GetInt32(),
            Truth = json.GetProperty("truth").GetDouble(),
            Runs = json.GetProperty("runs").GetInt32(),
            Refused = json.GetProperty("refused").GetInt32(),
            Reason = json.GetProperty("reason").GetString(),
            Values = json.GetProperty("values").GetInt32(),
            Bias = OrNull("bias"),
            Deviation = OrNull("sd"),
            RootMeanSquareError = OrNull("rmse"),
            MeanAbsoluteError = OrNull("mae"),
            RawBias = OrNull("rawBias"),
            Intervals = json.GetProperty("intervals").GetInt32(),
            MeanWidth = OrNull("width"),
            OracleWidth = OrNull("oracleWidth"),
            Verdicts = [.. Enum.GetValues<Verdict>().Select(v => ReadVerdict(v, verdicts.GetProperty(v.Word())))],
            Rejections = OrNull("rejections"),
            MeanSeconds = OrNull("seconds"),
        };
    }

    private static VerdictCoverage ReadVerdict(Verdict verdict, JsonElement json) => new(
        verdict,
        json.GetProperty("runs").GetInt32(),
        json.GetProperty("covered").GetInt32(),
        json.GetProperty("far").GetInt32(),
        NumberOrNull(json, "low"));

    private static double? NumberOrNull(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetDouble() : null;

    private static void WriteTasks(IEnumerable<KnownDistribution> tasks, Unit unit, Utf8JsonWriter json)
    {
        json.WriteStartArray("tasks");
        foreach (KnownDistribution d in tasks)
        {
            json.WriteStartObject();
            json.WriteString("id", d.Id);
            json.WriteString("group", d.Group);
            json.WriteString("family", d.Family);
            json.WriteString("definition", d.Description);
            json.WriteString("measure", d.MeasureId);
            WriteShape("x", d.X, json);
            WriteShape("y", d.Y, json);
            WriteShape("z", d.Z, json);
            json.WriteNumber("truth", d.Truth * unit.PerNat());
            json.WriteNumber("standardError", d.StandardError * unit.PerNat());
            json.WriteString("origin", d.Origin);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteShape(string name, VariableShape? shape, Utf8JsonWriter json)
    {
        if (shape is not { } s)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("kind", s.Kind.Word());
        json.WriteNumber("dimension", s.Dimension);
        json.WriteEndObject();
    }

    private static string SamplesPerLine(Verification verification)
    {
        var estimators = verification.Cells.GroupBy(c => c.Runs, c => c.Estimator).OrderByDescending(g => g.Key).ToList();
        string most = string.Create(CultureInfo.InvariantCulture, $"{verification.Seeds:N0} samples per line");
        return estimators.Count < 2
            ? most
            : most + string.Join("", estimators.Skip(1).Select(g =>
                string.Create(CultureInfo.InvariantCulture, $", {g.Key:N0} of {string.Join(", ", g.Distinct())}")));
    }

    // Each reason once, with the tasks that it is about.
    private static void WriteRefusals(Verification verification, StringBuilder text)
    {
        var refused = verification.Cells.Where(c => c.Refused > 0).GroupBy(c => (c.Estimator, c.Reason)).ToList();
        foreach (var group in refused)
        {
            string tasks = string.Join(", ", group.Select(c => c.Refused == c.Runs ? c.Task : $"{c.Task} ({c.Refused} of {c.Runs})").Distinct());
            text.Append(CultureInfo.InvariantCulture, $"* {group.Key.Estimator} refused {tasks}: {group.Key.Reason}\n");
        }

        text.Append(refused.Count > 0 ? "\n" : "");
    }

    private static void WriteSummary(Verification verification, StringBuilder text)
    {
        text.Append("| estimator | lines | answered | intervals | coverage | of value | of lower-bound | of not-detected |\n");
        text.Append("|---|---|---|---|---|---|---|---|\n");
        foreach (IGrouping<string, VerificationCell> group in verification.Cells.GroupBy(c => c.Estimator))
        {
            int runs = group.Sum(c => c.Runs);
            string[] fields =
            [
                group.Key, Number(group.Count()), Share(group.Sum(c => c.Runs - c.Refused) / (double)runs),
                group.Sum(c => c.Intervals).ToString("N0", CultureInfo.InvariantCulture), Share(verification.Coverage(group.Key)),
                .. new[] { Verdict.Value, Verdict.LowerBound, Verdict.NotDetected }.Select(v => Share(CoverageOf(v, group))),
            ];
            text.Append("| ").AppendJoin(" | ", fields).Append(" |\n");
        }
    }

    private static double? CoverageOf(Verdict verdict, IEnumerable<VerificationCell> cells)
    {
        VerdictCoverage[] those = [.. cells.SelectMany(c => c.Verdicts).Where(v => v.Verdict == verdict)];
        int runs = those.Sum(v => v.Runs);
        return runs == 0 ? null : those.Sum(v => v.Covered) / (double)runs;
    }

    private static string Variables(KnownDistribution d) =>
        $"{d.MeasureId}: {Shape(d.X)} × {Shape(d.Y)}{(d.Z is { } z ? $" given {Shape(z)}" : "")}";

    private static string Shape(VariableShape shape) => $"{shape.Kind.Word()} {shape.Dimension}";

    private static string Quote(string text) => ScreeningOutput.Quote(text);

    private static string Number(double? value) =>
        value is { } v && double.IsFinite(v) ? v.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Short(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";

    private static string Signed(double? value) => value?.ToString("+0.0000;−0.0000;0.0000", CultureInfo.InvariantCulture) ?? "–";

    private static string Share(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";

    private static string Seconds(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";
}
