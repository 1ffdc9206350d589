using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infometer;

/// <summary>How results become JSON: indented, numbers that round-trip, null for what is not finite.</summary>
internal static class JsonWriting
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Indented = true,
        // The text goes to files and terminals, not into HTML; names stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The JSON text that <paramref name="write"/> produces.</summary>
    public static string ToText(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, s_options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>
    /// Writes JSON to a writer in parts: <paramref name="write"/> calls its second argument where what is written so far may go out, so
    /// that a large result need not be in memory as a text.
    /// </summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter, Action> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer, s_options);
        void Flush()
        {
            json.Flush();
            output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
            buffer.ResetWrittenCount();
        }

        write(json, Flush);
        Flush();
    }

    /// <summary>A number, or null where there is none or it is not finite.</summary>
    public static void WriteFinite(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>An interval, or null.</summary>
    public static void WriteInterval(this Utf8JsonWriter json, Interval? interval)
    {
        if (interval is not { } i)
        {
            json.WriteNull("interval");
            return;
        }

        json.WriteStartObject("interval");
        json.WriteNumber("level", i.Level);
        json.WriteFinite("low", i.Low);
        json.WriteFinite("high", i.High);
        json.WriteEndObject();
    }

    /// <summary>An estimator: its id, its options, and the bins that numeric variables were cut into.</summary>
    public static void WriteEstimator(this Utf8JsonWriter json, Estimate estimate)
    {
        json.WriteStartObject("estimator");
        json.WriteString("name", estimate.Estimator.Descriptor.Id);
        foreach (OptionDescriptor option in estimate.Estimator.Descriptor.Options)
        {
            json.WriteOption(option.Name, option.Get(estimate.Estimator));
        }

        if (!estimate.Bins.IsEmpty)
        {
            json.WriteStartObject("bins");
            foreach ((string name, int bins) in estimate.Bins)
            {
                json.WriteNumber(name, bins);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Which times a measure of series looked at; nothing for other measures.</summary>
    public static void WriteSeries(this Utf8JsonWriter json, Measure measure)
    {
        if (measure is not SeriesMeasure { Series: { } options } series)
        {
            return;
        }

        json.WriteStartObject("series");
        json.WriteNumber("history", options.History);
        json.WriteNumber("sourceHistory", options.SourceHistory);
        json.WriteNumber("conditionHistory", options.ConditionHistory);
        json.WriteNumber("lag", options.Lag);
        json.WriteNumber("historyDelay", options.HistoryDelay);
        json.WriteNumber("theiler", options.Theiler);
        json.WriteString("null", series.Null.ToString());
        json.WriteEndObject();
    }

    /// <summary>An option as it would be typed: a number where the text is one.</summary>
    public static void WriteOption(this Utf8JsonWriter json, string name, string value)
    {
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>An array of texts.</summary>
    public static void WriteArray(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>Notes as objects of code and text.</summary>
    public static void WriteNotes(this Utf8JsonWriter json, IEnumerable<Note> notes)
    {
        json.WriteStartArray("notes");
        foreach (Note note in notes)
        {
            json.WriteStartObject();
            json.WriteString("code", note.Code);
            json.WriteString("text", note.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
