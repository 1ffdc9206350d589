using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Infometer;

/// <summary>
/// Keeps the finished layers of an information plane, so that one that was stopped goes on where it was: one line of JSON per layer and
/// epoch after a header that says which estimators, inputs, labels and seed they belong to. A line is known by the activations themselves
/// and the ranges of the bins, so that files may be moved and further epochs added; what changed is measured again.
/// </summary>
/// <remarks>Each line is written and flushed at once; a last line that is cut short is overwritten by the next run. Not for several
/// threads.</remarks>
public sealed class PlaneCheckpoint
{
    private const string Start = """{"format":"infometer-plane-1",""";
    private readonly Stream _stream;
    private readonly string _name;
    private readonly Dictionary<string, ImmutableArray<PlanePoint>> _layers = [];

    /// <summary>A checkpoint on a stream, which stays the caller's. Nothing is read or written before a plane is made with it.</summary>
    /// <param name="stream">Empty, or what earlier runs wrote; it must be readable, writable and seekable.</param>
    /// <param name="name">What messages call it: the file's path.</param>
    public PlaneCheckpoint(Stream stream, string name = "the checkpoint")
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

    /// <summary>Layers, each at one epoch, that are kept.</summary>
    public int KeptLayers => _layers.Count;

    /// <summary>Reads what is kept, or writes the header where nothing is.</summary>
    /// <exception cref="InvalidInputException">The stream holds something else, or layers of other settings.</exception>
    internal void Open(PlaneOptions options, PlaneQuestion question, ulong seed)
    {
        _layers.Clear();
        string header = Header(options, question, seed);
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
                $"{_name} keeps layers of another version or of other inputs, labels, estimators or seed; name a new file, which is then created.");
        }

        for (int i = 1; i < lines.Length; i++)
        {
            Read(lines[i], i + 1);
        }

        _stream.SetLength(end);
        _stream.Position = end;
    }

    /// <summary>What a layer is known by: its place, its activations, and the ranges of bins that come from elsewhere in the run.</summary>
    internal static string KeyOf(LayerActivations layer, PlaneOptions options, PlaneQuestion question)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{layer.Snapshot.Epoch} {layer.Units} {layer.Snapshot.Layer}\n")));
        hash.AppendData(MemoryMarshal.AsBytes<double>(layer.Values));
        foreach (BinRange range in options.Estimators.Select(e => e.Bins).OfType<BinRange>().Where(r => r.NeedsRun))
        {
            (double low, double high) = question.RangesOf(range, layer)[0];
            hash.AppendData(MemoryMarshal.AsBytes<double>(new[] { low, high }));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The points of a layer as they are kept; null where they are not.</summary>
    internal ImmutableArray<PlanePoint>? Find(string key) => _layers.TryGetValue(key, out ImmutableArray<PlanePoint> points) ? points : null;

    /// <summary>Keeps the points of a layer.</summary>
    internal void Keep(string key, ImmutableArray<PlanePoint> points)
    {
        _layers[key] = points;
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteStartArray("points");
            foreach (PlanePoint point in points)
            {
                PlaneOutput.WritePoint(point, 1, json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        WriteLine(line.WrittenSpan);
    }

    private static string Header(PlaneOptions options, PlaneQuestion question, ulong seed)
    {
        string estimators = string.Join("; ", options.Estimators.Select(
            e => $"{e.Descriptor.Id} {string.Join(' ', e.Descriptor.Options.Select(o => $"{o.Name}={o.Get(e)}"))}"));
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>(question.Labels?.Classes ?? []));
        hash.AppendData(MemoryMarshal.AsBytes<int>(question.Inputs?.Codes?.ToArray() ?? []));
        hash.AppendData(MemoryMarshal.AsBytes((question.Inputs?.Values ?? default).Span));
        return Start + FormattableString.Invariant(
            $"\"version\":\"{Estimate.Version}\",\"seed\":{seed},\"data\":\"{Convert.ToHexStringLower(hash.GetHashAndReset())}\",\"estimators\":\"{JsonEncodedText.Encode(estimators)}\"}}");
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
                $"{_name} is not what a plane of infometer kept, and was left as it is; name another file, which is then created.");
        }

        _stream.Position = 0;
        byte[] content = new byte[_stream.Length];
        _stream.ReadExactly(content);
        return content;
    }

    private void Read(string line, int number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            _layers[document.RootElement.GetProperty("key").GetString()!] =
                [.. document.RootElement.GetProperty("points").EnumerateArray().Select(PlaneOutput.ReadPoint)];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidInputException(
                FormattableString.Invariant($"{_name} is damaged (line {number} cannot be read); remove it, and the plane is made anew."), e);
        }
    }

    private void WriteLine(ReadOnlySpan<byte> line)
    {
        // One write, so that a stop in between leaves at most one line cut short.
        _stream.Write([.. line, (byte)'\n']);
        _stream.Flush();
    }
}
