using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Infometer;

/// <summary>
/// Keeps the finished cells of a verification, so that one that was stopped goes on where it was: one line of JSON per cell after a
/// header that says which first seed and options they belong to. Further distributions, estimators, sizes and numbers of samples may be added to a file. Thread-safe.
/// </summary>
/// <remarks>Each line is written and flushed at once; a last line that is cut short is overwritten by the next run.</remarks>
public sealed class VerificationCheckpoint
{
    private const string Start = """{"format":"infometer-verification-2",""";
    private readonly Stream _stream;
    private readonly string _name;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string, string, int, int), VerificationCell> _cells = [];

    /// <summary>A checkpoint on a stream, which stays the caller's. Nothing is read or written before a verification is run with it.</summary>
    /// <param name="stream">Empty, or what earlier runs wrote; it must be readable, writable and seekable.</param>
    /// <param name="name">What messages call it: the file's path.</param>
    public VerificationCheckpoint(Stream stream, string name = "the checkpoint")
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

    /// <summary>Cells that are kept.</summary>
    public int KeptCells
    {
        get
        {
            lock (_lock)
            {
                return _cells.Count;
            }
        }
    }

    /// <summary>Reads what is kept, or writes the header where nothing is.</summary>
    /// <exception cref="InvalidInputException">The stream holds something else, or cells of other settings.</exception>
    internal void Open(VerificationOptions options, ulong seed)
    {
        lock (_lock)
        {
            _cells.Clear();
            string header = Header(options, seed);
            byte[] content = Content();
            int end = content.AsSpan().LastIndexOf((byte)'\n') + 1;
            if (end == 0)
            {
                _stream.SetLength(0);
                _stream.Position = 0;
                WriteLine(Encoding.UTF8.GetBytes(header));
                return;
            }

            string[] lines = Encoding.UTF8.GetString(content.AsSpan(0, end - 1)).Split('\n');
            if (lines[0] != header)
            {
                throw new InvalidInputException(
                    $"{_name} keeps cells of another version or of another first seed, permutations, bins or scales; name a new file, which is then created.");
            }

            for (int i = 1; i < lines.Length; i++)
            {
                VerificationCell cell = Read(lines[i], i + 1);
                _cells[(cell.Task, cell.Estimator, cell.Count, cell.Runs)] = cell;
            }

            _stream.SetLength(end);
            _stream.Position = end;
        }
    }

    /// <summary>The cell as it is kept; null where it is not, or was made with another truth.</summary>
    internal VerificationCell? Find(KnownDistribution task, string estimator, int n, int seeds)
    {
        lock (_lock)
        {
            return _cells.GetValueOrDefault((task.Id, estimator, n, seeds)) is { } cell && cell.Truth == task.Truth ? cell : null;
        }
    }

    /// <summary>Keeps a finished cell.</summary>
    internal void Keep(VerificationCell cell)
    {
        lock (_lock)
        {
            _cells[(cell.Task, cell.Estimator, cell.Count, cell.Runs)] = cell;
            ArrayBufferWriter<byte> line = new();
            using (Utf8JsonWriter json = new(line))
            {
                VerificationOutput.WriteCell(cell, 1, json);
            }

            WriteLine(line.WrittenSpan);
        }
    }

    private static string Header(VerificationOptions options, ulong seed)
    {
        string settings = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{options.Scale?.Word() ?? "published"}; {options.Estimate.Missing}; {options.Estimate.Discretizer}; {options.Estimate.Permutations}");
        return Start + FormattableString.Invariant(
            $"\"version\":\"{Estimate.Version}\",\"seed\":{seed},\"settings\":\"{JsonEncodedText.Encode(settings)}\"}}");
    }

    // Looks at the first bytes before it reads the rest: somebody may have named a file of data.
    private byte[] Content()
    {
        _stream.Position = 0;
        byte[] expected = Encoding.UTF8.GetBytes(Start);
        byte[] first = new byte[expected.Length];
        int read = _stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        if (!expected.AsSpan().StartsWith(first.AsSpan(0, read)))
        {
            throw new InvalidInputException(
                $"{_name} is not what a verification of infometer kept, and was left as it is; name another file, which is then created.");
        }

        _stream.Position = 0;
        byte[] content = new byte[_stream.Length];
        _stream.ReadExactly(content);
        return content;
    }

    private VerificationCell Read(string line, int number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return VerificationOutput.ReadCell(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidInputException(
                FormattableString.Invariant($"{_name} is damaged (line {number} cannot be read); remove it, and the verification starts anew."), e);
        }
    }

    private void WriteLine(ReadOnlySpan<byte> line)
    {
        // One write, so that a stop in between leaves at most one line cut short.
        _stream.Write([.. line, (byte)'\n']);
        _stream.Flush();
    }
}
