using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Infometer;

/// <summary>
/// The stream behind a checkpoint: a header that says what the work belongs to, then one line of JSON per finished part. Each line is
/// written and flushed at once; a last line that is cut short is overwritten by the next run. Not for several threads.
/// </summary>
internal sealed class CheckpointLines
{
    private readonly Stream _stream;
    private readonly string _work;

    /// <summary>Lines on a stream, which stays the caller's. Nothing is read or written yet.</summary>
    /// <param name="stream">Empty, or what earlier runs wrote.</param>
    /// <param name="name">What messages call it: the file's path.</param>
    /// <param name="work">What keeps its work here: ranking, plane, ….</param>
    /// <exception cref="ArgumentException">The stream cannot be read, written or sought in.</exception>
    public CheckpointLines(Stream stream, string name, string work)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        if (!stream.CanRead || !stream.CanWrite || !stream.CanSeek)
        {
            throw new ArgumentException("A checkpoint needs a stream that can be read, written and sought in.", nameof(stream));
        }

        _stream = stream;
        Name = name;
        _work = work;
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Reads what is kept, or writes the header where nothing is.</summary>
    /// <param name="start">How a header starts, whatever it belongs to.</param>
    /// <param name="header">The header of this run.</param>
    /// <param name="differenceOf">The end of a sentence that starts with "FILE keeps", for the header of other work; null for this run's.</param>
    /// <param name="read">Takes a kept part.</param>
    /// <exception cref="InvalidInputException">The stream holds something else, or the work of something else.</exception>
    public void Open(string start, string header, Func<JsonElement, string?> differenceOf, Action<JsonElement> read)
    {
        byte[] expected = Encoding.UTF8.GetBytes(header + "\n");
        byte[] content = Content(Encoding.UTF8.GetBytes(start));
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
        for (int first = 0; first < end; number++)
        {
            int length = content.AsSpan(first, end - first).IndexOf((byte)'\n');
            Read(content.AsMemory(first, length), number, differenceOf, read);
            first += length + 1;
        }

        _stream.SetLength(end);
        _stream.Position = end;
    }

    /// <summary>Keeps a finished part.</summary>
    /// <param name="write">Writes its object.</param>
    public void Append(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter json = new(line))
        {
            write(json);
        }

        // One write, so that a stop in between leaves at most one line cut short.
        line.Write("\n"u8);
        _stream.Write(line.WrittenSpan);
        _stream.Flush();
    }

    /// <summary>Whether an exception says that JSON does not hold what it should.</summary>
    public static bool IsMalformed(Exception e) =>
        e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException
            or IndexOutOfRangeException;

    /// <summary>The error of a part that cannot be read.</summary>
    /// <param name="where">Which, as in "line 3".</param>
    public InvalidInputException Damaged(string where) => new(
        $"{Name} is damaged ({where} cannot be read); remove it, and the {_work} starts anew.");

    private InvalidInputException NotOurs() => new(
        $"{Name} is not what a {_work} of infometer kept, and was left as it is; name another file, which is then created.");

    // Looks at the first bytes before it reads the rest: somebody may have named a file of data.
    private byte[] Content(byte[] start)
    {
        _stream.Position = 0;
        byte[] first = new byte[start.Length];
        int read = _stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        if (!start.AsSpan().StartsWith(first.AsSpan(0, read)))
        {
            throw NotOurs();
        }

        _stream.Position = 0;
        byte[] content = new byte[_stream.Length];
        _stream.ReadExactly(content);
        return content;
    }

    private void Read(ReadOnlyMemory<byte> line, int number, Func<JsonElement, string?> differenceOf, Action<JsonElement> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (number > 0)
            {
                read(document.RootElement);
            }
            else if (differenceOf(document.RootElement) is { } difference)
            {
                throw new InvalidInputException($"{Name} keeps {difference}");
            }
        }
        catch (Exception e) when (IsMalformed(e))
        {
            throw number == 0 ? NotOurs() : Damaged(FormattableString.Invariant($"line {number + 1}"));
        }
    }
}
