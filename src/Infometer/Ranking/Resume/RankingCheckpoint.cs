using System.Buffers;
using System.Text;
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
    private readonly Stream _stream;
    private readonly string _name;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, NullPValue> _pValues = [];
    private JsonElement? _pairs;
    private JsonElement? _together;

    /// <summary>A checkpoint on a stream, which stays the caller's. Nothing is read or written before a ranking is made with it.</summary>
    /// <param name="stream">Empty, or what earlier runs wrote; it must be readable, writable and seekable.</param>
    /// <param name="name">What messages call it: the file's path.</param>
    public RankingCheckpoint(Stream stream, string name = "the checkpoint")
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        if (!stream.CanRead || !stream.CanWrite || !stream.CanSeek)
        {
            throw new ArgumentException("A checkpoint needs a stream that can be read, written and sought in.", nameof(stream));
        }

        _stream = stream;
        _name = name;
    }

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
            byte[] expected = Encoding.UTF8.GetBytes(header.Line + "\n");
            byte[] content = Content(expected);
            int end = content.AsSpan().LastIndexOf((byte)'\n') + 1;
            if (end == 0)
            {
                // Empty, or stopped while the header was written.
                if (!expected.AsSpan().StartsWith(content))
                {
                    throw NotOurs();
                }

                _stream.SetLength(0);
                _stream.Position = 0;
                _stream.Write(expected);
                _stream.Flush();
                return;
            }

            int number = 0;
            for (int start = 0; start < end; number++)
            {
                int length = content.AsSpan(start, end - start).IndexOf((byte)'\n');
                Read(content.AsMemory(start, length), number, header);
                start += length + 1;
            }

            _stream.SetLength(end);
            _stream.Position = end;
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
        catch (Exception e) when (IsMalformed(e))
        {
            throw Damaged("a finished stage");
        }
    }

    private void Append(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        _stream.Write(line.WrittenSpan);
        _stream.Flush();
    }

    // Looks at the first bytes before it reads the rest: somebody may have named a file of data.
    private byte[] Content(byte[] header)
    {
        _stream.Position = 0;
        Span<byte> first = stackalloc byte[CheckpointHeader.Start.Length];
        int read = _stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        if (!header.AsSpan().StartsWith(first[..read]))
        {
            throw NotOurs();
        }

        _stream.Position = 0;
        byte[] content = new byte[_stream.Length];
        _stream.ReadExactly(content);
        return content;
    }

    private void Read(ReadOnlyMemory<byte> line, int number, CheckpointHeader header)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (number == 0)
            {
                if (header.DifferenceFrom(root) is { } difference)
                {
                    throw new InvalidInputException(
                        $"{_name} keeps the work of another ranking: {difference}; go on with what it was made for, or name a new file.");
                }
            }
            else if (root.TryGetProperty("pairs", out JsonElement pairs))
            {
                _pairs = pairs.Clone();
            }
            else if (root.TryGetProperty("together", out JsonElement together))
            {
                _together = together.Clone();
            }
            else
            {
                double p = root.GetProperty("p").GetDouble();
                NullPValue kept = new(p, root.GetProperty("method").GetString()!, []);
                if (!(p is > 0 and <= 1) || kept.Method is null || !_pValues.TryAdd(root.GetProperty("column").GetInt32(), kept))
                {
                    throw new FormatException();
                }
            }
        }
        catch (Exception e) when (IsMalformed(e))
        {
            throw number == 0 ? NotOurs() : Damaged(FormattableString.Invariant($"line {number + 1}"));
        }
    }

    private static bool IsMalformed(Exception e) =>
        e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException
            or IndexOutOfRangeException;

    private InvalidInputException NotOurs() => new(
        $"{_name} is not what a ranking of infometer kept, and was left as it is; name another file, which is then created.");

    private InvalidInputException Damaged(string where) => new(
        $"{_name} is damaged ({where} cannot be read); remove it, and the ranking starts anew.");
}
