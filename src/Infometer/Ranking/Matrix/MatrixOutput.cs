using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Infometer;

/// <summary>An information matrix as JSON and CSV.</summary>
internal static class MatrixOutput
{
    public static void WriteJson(InformationMatrix matrix, Unit unit, Utf8JsonWriter json, Action flush)
    {
        double factor = unit.PerNat();
        MatrixOptions options = matrix.Options;
        json.WriteStartObject();
        json.WriteString("version", Infometer.Estimate.Version);
        json.WriteStartObject("data");
        json.WriteString("file", matrix.Table.Name);
        json.WriteNumber("rows", matrix.Table.RowCount);
        json.WriteEndObject();
        json.WriteString("unit", unit.Symbol());
        json.WriteNumber("seed", matrix.Seed);
        WriteColumns(matrix, factor, json);
        WriteNumbers("order", matrix.Dendrogram.Leaves, json);
        json.WriteStartObject("pairs");
        WriteTriangle("value", matrix, (i, j) => matrix[i, j] * factor, json, flush);
        WriteTriangle("raw", matrix, (i, j) => matrix.Raw(i, j) * factor, json, flush);
        if (matrix.IsTested)
        {
            WriteTriangle("standardError", matrix, (i, j) => matrix.StandardError(i, j) * factor, json, flush);
            WriteTriangle("pValue", matrix, matrix.PValue, json, flush);
            WriteTriangle("qValue", matrix, matrix.QValue, json, flush);
        }

        if (options.Normalization != Normalization.None)
        {
            WriteTriangle("normalized", matrix, (i, j) => matrix.Normalized(i, j, options.Normalization), json, flush);
        }

        json.WriteEndObject();
        WriteMerges(matrix.Dendrogram, json);
        WriteGroups(matrix, json);
        json.WriteNotes(matrix.Notes);
        WriteSettings(options, json);
        json.WriteEndObject();
    }

    public static void WriteCsv(InformationMatrix matrix, Unit unit, ImmutableArray<int> order, TextWriter csv)
    {
        Normalization normalization = matrix.Options.Normalization;
        double factor = normalization == Normalization.None ? unit.PerNat() : 1;
        StringBuilder line = new("name");
        foreach (int column in order)
        {
            line.Append(',').Append(ScreeningOutput.Quote(matrix.Columns[column].Name));
        }

        csv.Write(line.Append('\n'));
        foreach (int row in order)
        {
            line.Clear().Append(ScreeningOutput.Quote(matrix.Columns[row].Name));
            foreach (int column in order)
            {
                line.Append(',').Append(ScreeningOutput.Number(matrix.Normalized(row, column, normalization) * factor));
            }

            csv.Write(line.Append('\n'));
        }
    }

    private static void WriteColumns(InformationMatrix matrix, double factor, Utf8JsonWriter json)
    {
        json.WriteStartArray("columns");
        foreach (MatrixColumn column in matrix.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("kind", column.Column.Kind.Word());
            json.WriteNumber("levels", column.Levels);
            json.WriteNumber("n", matrix.RowCount);
            json.WriteNumber("missing", column.Column.MissingCount);
            json.WriteNumber("entropy", column.Entropy * factor);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Row i has the pairs (i, i + 1) … (i, p − 1), on a line of its own.
    private static void WriteTriangle(
        string name, InformationMatrix matrix, Func<int, int, double?> number, Utf8JsonWriter json, Action flush)
    {
        StringBuilder line = new();
        json.WriteStartArray(name);
        for (int i = 0; i < matrix.Count - 1; i++)
        {
            line.Clear().Append("\n      [");
            for (int j = i + 1; j < matrix.Count; j++)
            {
                line.Append(j > i + 1 ? "," : "");
                line.Append(number(i, j) is { } n && double.IsFinite(n) ? n.ToString("R", CultureInfo.InvariantCulture) : "null");
            }

            json.WriteRawValue(line.Append(']').ToString(), skipInputValidation: true);
            flush();
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(string name, ImmutableArray<int> numbers, Utf8JsonWriter json)
    {
        json.WritePropertyName(name);
        json.WriteRawValue($"[{string.Join(',', numbers)}]", skipInputValidation: true);
    }

    private static void WriteMerges(Dendrogram dendrogram, Utf8JsonWriter json)
    {
        json.WriteStartArray("merges");
        foreach (ColumnMerge merge in dendrogram.Merges)
        {
            json.WriteRawValue(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"\n    {{\"first\":{merge.First},\"second\":{merge.Second},\"height\":{merge.Height:R},\"size\":{merge.Size}}}"),
                skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    private static void WriteGroups(InformationMatrix matrix, Utf8JsonWriter json)
    {
        json.WriteStartArray("groups");
        foreach (ColumnGroup group in matrix.Groups)
        {
            json.WriteStartObject();
            json.WriteString("representative", matrix.Columns[group.Representative].Name);
            json.WriteStartArray("members");
            foreach (int member in group.Members)
            {
                json.WriteStringValue(matrix.Columns[member].Name);
            }

            json.WriteEndArray();
            json.WriteNumber("distance", group.Distance);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSettings(MatrixOptions options, Utf8JsonWriter json)
    {
        json.WriteStartObject("settings");
        json.WriteString("normalise", options.Normalization.Word());
        json.WriteString("missing", options.Missing.ToString().ToLowerInvariant());
        json.WriteString("discretizer", options.Discretizer?.ToString() ?? "equal-frequency, by n");
        json.WriteBoolean("includeFlagged", options.IncludeFlagged);
        json.WriteString("linkage", "average");
        json.WriteString("groupLinkage", "complete");
        json.WriteNumber("groupDistance", options.GroupDistance);
        json.WriteString("fdr", "benjamini-hochberg");
        json.WriteArray("exclude", options.Exclude);
        json.WriteEndObject();
    }
}
