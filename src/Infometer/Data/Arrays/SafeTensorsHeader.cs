using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;

namespace Infometer;

/// <summary>
/// The header of the safetensors format: 8 bytes that give its length, then a JSON object with type, shape and place of each tensor. As the
/// format demands, no name stands there twice, and the tensors fill the rest of the file without gap or overlap.
/// </summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="DataType">Its type, as it stands there.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Begin">Where its bytes begin behind the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafeTensorsHeader(string Name, string DataType, ImmutableArray<long> Shape, long Begin, long End)
{
    /// <summary>Bytes that give the header's length.</summary>
    public const int PrefixLength = 8;

    private const int MostBytes = 100_000_000;
    private const int MostAxes = 64;
    private const string Metadata = "__metadata__";

    /// <summary>Reads the header; the tensors come in the order in which they lie in the file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="length">Bytes before the first tensor.</param>
    public static ImmutableArray<SafeTensorsHeader> Read(ByteSource source, string name, out long length)
    {
        byte[] prefix = new byte[PrefixLength];
        if (source.Length < PrefixLength)
        {
            throw new InvalidInputException($"{name} is no safetensors file: it has only {source.Length} bytes; copy it or save it again.");
        }

        source.Read(0, prefix);
        ulong claimed = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (claimed > MostBytes || claimed > (ulong)(source.Length - PrefixLength))
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{name} is no safetensors file, or is cut off: its header would have {claimed:N0} bytes, of {source.Length - PrefixLength:N0} that follow (at most {MostBytes:N0}); copy it or save it again."));
        }

        byte[] json = new byte[(int)claimed];
        source.Read(PrefixLength, json);
        if (json is not [(byte)'{', ..])
        {
            throw new InvalidInputException($"{name} is no safetensors file: its header does not begin with '{{'; save it again with safetensors.");
        }

        length = PrefixLength + json.Length;
        List<SafeTensorsHeader> tensors = Parse(json, name);
        tensors.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        RequireTiling(tensors, source.Length - length, name);
        return [.. tensors];
    }

    private static List<SafeTensorsHeader> Parse(ReadOnlySpan<byte> json, string name)
    {
        List<SafeTensorsHeader> tensors = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        try
        {
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 8 });
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string key = reader.GetString()!;
                if (!names.Add(key))
                {
                    throw new InvalidInputException($"{name}: the header has the name '{key}' twice, so that it is unclear what is meant; save it again with safetensors.");
                }

                reader.Read();
                if (key == Metadata)
                {
                    reader.Skip();
                }
                else
                {
                    tensors.Add(ParseTensor(ref reader, key, name));
                }
            }

            // Only white space may follow; the reader throws at anything else.
            while (reader.Read())
            {
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidInputException($"{name}: the header is no valid JSON ({e.Message}); save it again with safetensors.", e);
        }

        return tensors;
    }

    private static SafeTensorsHeader ParseTensor(ref Utf8JsonReader reader, string key, string name)
    {
        string? type = null;
        ImmutableArray<long>? shape = null;
        ImmutableArray<long>? offsets = null;
        Require(reader.TokenType == JsonTokenType.StartObject, "it is no object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string entry = reader.GetString()!;
            reader.Read();
            switch (entry)
            {
                case "dtype" when type is null:
                    Require(reader.TokenType == JsonTokenType.String, "'dtype' is no text");
                    type = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ParseNumbers(ref reader, "shape");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ParseNumbers(ref reader, "data_offsets");
                    break;
                default:
                    throw Malformed($"'{entry}' is unknown or stands there twice");
            }
        }

        Require(type is not null && shape is not null && offsets is not null, "'dtype', 'shape' or 'data_offsets' is missing");
        Require(offsets!.Value.Length == 2 && offsets.Value[0] <= offsets.Value[1], "'data_offsets' are not a begin and an end");
        return new SafeTensorsHeader(key, type!, shape!.Value, offsets.Value[0], offsets.Value[1]);

        ImmutableArray<long> ParseNumbers(ref Utf8JsonReader from, string what)
        {
            ImmutableArray<long>.Builder numbers = ImmutableArray.CreateBuilder<long>();
            Require(from.TokenType == JsonTokenType.StartArray, $"'{what}' is no list");
            while (from.Read() && from.TokenType != JsonTokenType.EndArray)
            {
                long value = -1;
                Require(
                    from.TokenType == JsonTokenType.Number && from.TryGetInt64(out value) && value >= 0 && numbers.Count < MostAxes,
                    $"'{what}' is no list of up to {MostAxes} whole numbers from 0");
                numbers.Add(value);
            }

            return numbers.ToImmutable();
        }

        void Require(bool holds, string what)
        {
            if (!holds)
            {
                throw Malformed(what);
            }
        }

        InvalidInputException Malformed(string what) => new($"{name}: the header's entry '{key}' cannot be read ({what}); save it again with safetensors.");
    }

    private static void RequireTiling(List<SafeTensorsHeader> tensors, long length, string name)
    {
        long at = 0;
        foreach (SafeTensorsHeader tensor in tensors)
        {
            if (tensor.Begin != at)
            {
                throw new InvalidInputException(FormattableString.Invariant(
                    $"{name}: '{tensor.Name}' begins at byte {tensor.Begin} of the data, where {at} was expected: tensors must follow each other without gap or overlap; save it again with safetensors."));
            }

            at = tensor.End;
        }

        if (at != length)
        {
            string what = at > length ? "is cut off" : "goes on behind its last tensor";
            throw new InvalidInputException(FormattableString.Invariant(
                $"{name} {what}: its header promises {at:N0} bytes of data, and there are {length:N0}; copy it or save it again."));
        }
    }
}
