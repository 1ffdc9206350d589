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
    private readonly CheckpointLines _lines;
    private readonly Dictionary<string, ImmutableArray<PlanePoint>> _layers = [];

    /// <summary>A checkpoint on a stream, which stays the caller's. Nothing is read or written before a plane is made with it.</summary>
    /// <param name="stream">Empty, or what earlier runs wrote; it must be readable, writable and seekable.</param>
    /// <param name="name">What messages call it: the file's path.</param>
    public PlaneCheckpoint(Stream stream, string name = "the checkpoint") => _lines = new CheckpointLines(stream, name, "plane");

    /// <summary>Layers, each at one epoch, that are kept.</summary>
    public int KeptLayers => _layers.Count;

    /// <summary>Reads what is kept, or writes the header where nothing is.</summary>
    /// <exception cref="InvalidInputException">The stream holds something else, or layers of other settings.</exception>
    internal void Open(PlaneOptions options, PlaneQuestion question, ulong seed)
    {
        _layers.Clear();
        string header = Header(options, question, seed);
        _lines.Open(
            Start,
            header,
            kept => JsonElement.DeepEquals(kept, JsonElement.Parse(header))
                ? null
                : "layers of another version or of other inputs, labels, estimators or seed; name a new file, which is then created.",
            line => _layers[line.GetProperty("key").GetString()!] = [.. line.GetProperty("points").EnumerateArray().Select(PlaneOutput.ReadPoint)]);
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
        _lines.Append(json =>
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
        });
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
}
