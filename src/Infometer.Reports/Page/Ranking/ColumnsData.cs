using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Infometer;

/// <summary>The ranked columns as data for the page's script: the fields' names and types, and one array of values per column.</summary>
internal static class ColumnsData
{
    /// <summary>The JSON; nothing in it can end the element that it stands in.</summary>
    public static string Of(RankingReading reading)
    {
        ImmutableArray<ColumnField> fields = ColumnField.Table(reading);
        List<string> texts = [];
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer)) // the default encoder writes < as \u003C
        {
            json.WriteStartObject();
            json.WriteString("unit", reading.Ranking.Unit);
            json.WriteNumber("staticRows", ColumnsTable.StaticRows);
            json.WriteNumber("staticDetails", ColumnDetails.StaticDetails);
            WriteFields(json, "fields", fields);
            WriteFields(json, "details", ColumnField.Details);
            json.WriteStartArray("rows");
            foreach (ColumnDocument column in reading.Ranking.Columns)
            {
                WriteRow(json, fields, column, Index);
            }

            json.WriteEndArray();
            json.WriteStartArray("texts");
            texts.ForEach(text => json.WriteStringValue(text));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);

        int Index(string text)
        {
            if (!known.TryGetValue(text, out int index))
            {
                index = known[text] = texts.Count;
                texts.Add(PageText.Clean(text));
            }

            return index;
        }
    }

    private static void WriteFields(Utf8JsonWriter json, string name, ImmutableArray<ColumnField> fields)
    {
        json.WriteStartArray(name);
        foreach (ColumnField field in fields)
        {
            json.WriteStartArray();
            json.WriteStringValue(field.Key);
            json.WriteStringValue(field.Label);
            json.WriteStringValue(field.Type.ToString().ToLowerInvariant());
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    // The details of the first columns stand in the page; those of the others follow the table's values, their notes last.
    private static void WriteRow(Utf8JsonWriter json, ImmutableArray<ColumnField> fields, ColumnDocument column, Func<string, int> index)
    {
        json.WriteStartArray();
        foreach (ColumnField field in fields)
        {
            WriteValue(json, field, field.Of(column), null);
        }

        if (column.Rank > ColumnDetails.StaticDetails)
        {
            foreach (ColumnField field in ColumnField.Details)
            {
                WriteValue(json, field, field.Of(column), index);
            }

            json.WriteStartArray();
            foreach (Note note in column.Notes)
            {
                json.WriteNumberValue(index(note.Text));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, ColumnField field, object? value, Func<string, int>? index)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case long count:
                json.WriteNumberValue(count);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case IntervalDocument interval:
                WriteArray(json, interval.Low, interval.High);
                break;
            case HoldoutAnswerDocument answer:
                WriteArray(json, answer.Value, answer.IsFromHoldout ? 1 : 0);
                break;
            case string text when index is not null:
                json.WriteNumberValue(index(text));
                break;
            case string text:
                json.WriteStringValue(PageText.Clean(text));
                break;
            default:
                throw new InvalidOperationException($"Field {field.Key} has a value of another type.");
        }
    }

    private static void WriteArray(Utf8JsonWriter json, params ReadOnlySpan<double?> numbers)
    {
        json.WriteStartArray();
        foreach (double? number in numbers)
        {
            if (number is { } n)
            {
                json.WriteNumberValue(n);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }
}
