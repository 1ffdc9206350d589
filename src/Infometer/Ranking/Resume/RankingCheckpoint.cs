using System.Text.Json;

namespace Infometer;

/// <summary>
/// Keeps the parts of a ranking that take long as they are finished, so that a ranking that was stopped goes on where it was and ends with
/// exactly the same result: one line of JSON per column's p-value, one for the search of pairs and one for what all columns tell together,
/// after a header that says which table, target, options and seed they belong to. Thread-safe.
/// </summary>
/// <remarks>
/// Each line is written and flushed at once; a last line that is cut short is overwritten by the next run. What is kept is never taken
/// away: a ranking that is finished is read back without computing it again.
/// </remarks>
public sealed class RankingCheckpoint
{
    private readonly CheckpointLines _lines;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, NullPValue> _pValues = [];
    private JsonElement? _pairs;
    private JsonElement? _together;

    /// <summary>A checkpoint on a stream, which stays the caller's. Nothing is read or written before a ranking is made with it.</summary>
    /// <param name="stream">Empty, or what earlier runs wrote; it must be readable, writable and seekable.</param>
    /// <param name="name">What messages call it: the file's path.</param>
    public RankingCheckpoint(Stream stream, string name = "the checkpoint") => _lines = new CheckpointLines(stream, name, "ranking");

    /// <summary>Columns whose p-value is kept.</summary>
    public int KeptColumns
    {
        get
        {
            lock (_lock)
            {
                return _pValues.Count;
            }
        }
    }

    /// <summary>Reads what is kept, or writes the header where nothing is.</summary>
    /// <exception cref="InvalidInputException">The stream holds something else, or the work of another ranking.</exception>
    internal void Open(CheckpointHeader header)
    {
        lock (_lock)
        {
            (_pairs, _together) = (null, null);
            _pValues.Clear();
            _lines.Open(
                CheckpointHeader.Start,
                header.Line,
                kept => header.DifferenceFrom(kept) is { } difference
                    ? $"the work of another ranking: {difference}; go on with what it was made for, or name a new file."
                    : null,
                Read);
        }
    }

    /// <summary>The p-value of a column, by its place among those ranked; null where it is not kept.</summary>
    internal NullPValue? PValue(int column)
    {
        lock (_lock)
        {
            return _pValues.GetValueOrDefault(column);
        }
    }

    /// <summary>Keeps a column's p-value.</summary>
    internal void Keep(int column, NullPValue p)
    {
        lock (_lock)
        {
            if (_pValues.TryAdd(column, p))
            {
                Append(json =>
                {
                    json.WriteNumber("column", column);
                    json.WriteNumber("p", p.P);
                    json.WriteString("method", p.Method);
                });
            }
        }
    }

    /// <summary>The search of pairs as it is kept, or as it is now made and kept.</summary>
    internal PairSynergies Pairs(IReadOnlyList<Column> columns, Column target, SynergyOptions options, Func<PairSynergies> make)
    {
        if (_pairs is { } kept)
        {
            return Stage(kept, stage => CheckpointStages.ReadPairs(stage, columns, target, options));
        }

        PairSynergies made = make();
        lock (_lock)
        {
            Append(json => CheckpointStages.Write("pairs", made, columns, json));
        }

        return made;
    }

    /// <summary>What all columns tell together as it is kept, or as it is now found and kept.</summary>
    internal JointInformation Together(Column target, ulong seed, Func<JointInformation> make)
    {
        if (_together is { } kept)
        {
            return Stage(kept, stage => CheckpointStages.ReadTogether(stage, target, seed));
        }

        JointInformation made = make();
        lock (_lock)
        {
            Append(json => CheckpointStages.Write("together", made, json));
        }

        return made;
    }

    private T Stage<T>(JsonElement kept, Func<JsonElement, T> read)
    {
        try
        {
            return read(kept);
        }
        catch (Exception e) when (CheckpointLines.IsMalformed(e))
        {
            throw _lines.Damaged("a finished stage");
        }
    }

    private void Append(Action<Utf8JsonWriter> write) => _lines.Append(json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });

    private void Read(JsonElement line)
    {
        if (line.TryGetProperty("pairs", out JsonElement pairs))
        {
            _pairs = pairs.Clone();
        }
        else if (line.TryGetProperty("together", out JsonElement together))
        {
            _together = together.Clone();
        }
        else
        {
            double p = line.GetProperty("p").GetDouble();
            NullPValue kept = new(p, line.GetProperty("method").GetString()!, []);
            if (!(p is > 0 and <= 1) || kept.Method is null || !_pValues.TryAdd(line.GetProperty("column").GetInt32(), kept))
            {
                throw new FormatException();
            }
        }
    }
}
