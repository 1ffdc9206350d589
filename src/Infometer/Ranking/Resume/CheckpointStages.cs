using System.Collections.Immutable;
using System.Text.Json;

namespace Infometer;

/// <summary>Finished stages of a ranking as JSON from which the same objects come back, number for number.</summary>
internal static class CheckpointStages
{
    public static void Write(string name, PairSynergies search, IReadOnlyList<Column> columns, Utf8JsonWriter json)
    {
        Dictionary<Column, int> places = columns.Index().ToDictionary(c => c.Item, c => c.Index);
        json.WriteStartObject(name);
        json.WriteNumber("redundant", search.RedundantPairs);
        json.WriteNumber("tested", search.PairsTested);
        json.WriteNumber("untestable", search.PairsUntestable);
        json.WriteNumber("columns", search.ColumnsSearched);
        json.WriteNumber("rows", search.RowCount);
        json.WriteNotes(search.Notes);
        json.WriteStartArray("found");
        foreach (SynergyPair pair in search.Pairs)
        {
            json.WriteStartObject();
            json.WriteNumber("first", places[pair.First]);
            json.WriteNumber("second", places[pair.Second]);
            WriteNumber(json, "value", pair.Value);
            WriteNumber(json, "standardError", pair.StandardError);
            WriteInterval(json, pair.Interval);
            WriteNumber(json, "p", pair.PValue);
            json.WriteString("method", pair.PMethod);
            WriteNumber(json, "q", pair.QValue);
            WriteNumber(json, "statistic", pair.Statistic);
            json.WriteNumber("freedom", pair.DegreesOfFreedom);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static PairSynergies ReadPairs(JsonElement json, IReadOnlyList<Column> columns, Column target, SynergyOptions options) =>
        new(target, options)
        {
            RedundantPairs = json.GetProperty("redundant").GetInt32(),
            PairsTested = json.GetProperty("tested").GetInt64(),
            PairsUntestable = json.GetProperty("untestable").GetInt64(),
            ColumnsSearched = json.GetProperty("columns").GetInt32(),
            RowCount = json.GetProperty("rows").GetInt32(),
            Notes = ReadNotes(json),
            Pairs =
            [
                .. json.GetProperty("found").EnumerateArray().Select(pair => new SynergyPair
                {
                    First = columns[pair.GetProperty("first").GetInt32()],
                    Second = columns[pair.GetProperty("second").GetInt32()],
                    Value = Number(pair, "value"),
                    StandardError = Number(pair, "standardError"),
                    Interval = ReadInterval(pair)!.Value,
                    PValue = Number(pair, "p"),
                    PMethod = pair.GetProperty("method").GetString()!,
                    QValue = Number(pair, "q"),
                    Statistic = Number(pair, "statistic"),
                    DegreesOfFreedom = pair.GetProperty("freedom").GetInt32(),
                }),
            ],
        };

    public static void Write(string name, JointInformation joint, Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        WriteNumber(json, "value", joint.Value);
        WriteNumber(json, "standardError", joint.StandardError);
        WriteInterval(json, joint.Interval);
        WriteNumber(json, "targetEntropy", joint.TargetEntropy);
        WriteNumber(json, "share", joint.Share);
        json.WriteString("verdict", joint.Verdict.ToString());
        json.WriteNumber("rows", joint.RowCount);
        json.WriteNumber("columns", joint.ColumnCount);
        json.WriteNumber("folds", joint.Folds);
        json.WriteString("predictor", joint.Predictor);
        json.WriteNotes(joint.Notes);
        json.WriteEndObject();
    }

    public static JointInformation ReadTogether(JsonElement json, Column target, ulong seed) => new()
    {
        Value = NumberOrNull(json, "value"),
        StandardError = NumberOrNull(json, "standardError"),
        Interval = ReadInterval(json),
        TargetEntropy = Number(json, "targetEntropy"),
        Share = NumberOrNull(json, "share"),
        Verdict = Enum.Parse<Verdict>(json.GetProperty("verdict").GetString()!),
        Target = target.Name,
        RowCount = json.GetProperty("rows").GetInt32(),
        ColumnCount = json.GetProperty("columns").GetInt32(),
        Folds = json.GetProperty("folds").GetInt32(),
        Predictor = json.GetProperty("predictor").GetString()!,
        Notes = ReadNotes(json),
        Seed = seed,
    };

    // A number that JSON has no word for goes as a text; digits round-trip.
    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is not { } number)
        {
            json.WriteNull(name);
        }
        else if (double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        }
    }

    private static double? NumberOrNull(JsonElement json, string name) => json.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw new FormatException(),
        },
        JsonElement number => number.GetDouble(),
    };

    private static double Number(JsonElement json, string name) => NumberOrNull(json, name) ?? throw new FormatException();

    private static void WriteInterval(Utf8JsonWriter json, Interval? interval)
    {
        WriteNumber(json, "low", interval?.Low);
        WriteNumber(json, "high", interval?.High);
        WriteNumber(json, "level", interval?.Level);
    }

    private static Interval? ReadInterval(JsonElement json) => NumberOrNull(json, "low") is { } low
        ? new Interval(low, NumberOrNull(json, "high"), Number(json, "level"))
        : null;

    private static ImmutableArray<Note> ReadNotes(JsonElement json) =>
    [
        .. json.GetProperty("notes").EnumerateArray()
            .Select(note => new Note(note.GetProperty("code").GetString()!, note.GetProperty("text").GetString()!)),
    ];
}
