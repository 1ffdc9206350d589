using System.Buffers.Binary;

namespace Infometer;

/// <summary>
/// A loss curve in an event file of TensorBoard. Of every Event are read: step (field 2) and summary (5); of a summary its values (1); of a
/// value tag (1), simple_value (2), or of a scalar tensor (8) dtype (1), tensor_content (4), float_val (5), double_val (6). All else is
/// passed over.
/// </summary>
internal static class EventCurve
{
    private const int Float = 1;
    private const int Double = 2;
    private const int MostTags = 8;

    /// <summary>Reads the tags that the options name.</summary>
    public static List<LossPoint> Read(string path, LossCurveOptions options, RunContext context)
    {
        List<LossPoint> points = [];
        Dictionary<long, double> tokens = [];
        SortedSet<string> tags = new(StringComparer.Ordinal);
        RecordFile.ForEach(
            path,
            (record, position) => ReadEvent(path, position, record, (step, tag, value) =>
            {
                tags.Add(tag);
                if (tag == options.Loss)
                {
                    // A loss that is NaN is a run that diverged, not a missing cell.
                    points.Add(new LossPoint(step, double.IsNaN(value) ? double.PositiveInfinity : value, double.NaN, $"byte {position}"));
                }

                if (tag == options.Tokens)
                {
                    tokens[step] = value;
                }
            }),
            context.Cancellation);
        Require(path, options.Loss, tags);
        if (options.Tokens is null)
        {
            return points;
        }

        Require(path, options.Tokens, tags);
        return [.. points.Select(p => p with { Tokens = tokens.GetValueOrDefault((long)p.Step, double.NaN) })];
    }

    private static void Require(string path, string tag, SortedSet<string> tags)
    {
        if (!tags.Contains(tag))
        {
            string shown = string.Join(", ", tags.Take(MostTags).Select(t => $"'{t}'"));
            throw new InvalidInputException(
                $"{path} has no scalar '{tag}'; it has {(tags.Count == 0 ? "none" : shown)}{(tags.Count > MostTags ? $" and {tags.Count - MostTags} more" : "")}.");
        }
    }

    private static void ReadEvent(string path, long position, ReadOnlySpan<byte> record, Action<long, string, double> take)
    {
        long step = 0;
        ReadOnlySpan<byte> summary = default;
        ProtobufReader reader = new(record);
        while (reader.Read())
        {
            step = reader.Field == 2 ? (long)reader.Bits : step;
            summary = reader.Field == 5 ? reader.Bytes : summary;
        }

        ProtobufReader values = new(summary);
        bool isDamaged = reader.IsDamaged;
        while (values.Read())
        {
            if (values.Field == 1)
            {
                isDamaged |= !ReadValue(values.Bytes, step, take);
            }
        }

        if (isDamaged || values.IsDamaged)
        {
            throw new InvalidInputException($"{path}: the record at byte {position} is no Event of TensorBoard; export the curve as CSV.");
        }
    }

    private static bool ReadValue(ReadOnlySpan<byte> message, long step, Action<long, string, double> take)
    {
        string? tag = null;
        double? value = null;
        ProtobufReader reader = new(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    tag = reader.Text;
                    break;
                case 2:
                    value = BitConverter.UInt32BitsToSingle((uint)reader.Bits);
                    break;
                case 8:
                    value = Scalar(reader.Bytes);
                    break;
            }
        }

        if (tag is not null && value is { } number)
        {
            take(step, tag, number);
        }

        return !reader.IsDamaged;
    }

    // A tensor of one float or double, as bytes or as a list; null for any other.
    private static double? Scalar(ReadOnlySpan<byte> tensor)
    {
        ulong type = 0;
        ReadOnlySpan<byte> content = default;
        ProtobufReader reader = new(tensor);
        while (reader.Read())
        {
            type = reader.Field == 1 ? reader.Bits : type;
            if (reader.Field is 4 or 5 or 6 && !reader.IsFixed)
            {
                content = reader.Bytes;
            }
            else if (reader.Field is 5 or 6)
            {
                return reader.Field == 5 ? BitConverter.UInt32BitsToSingle((uint)reader.Bits) : BitConverter.UInt64BitsToDouble(reader.Bits);
            }
        }

        return (type, content.Length) switch
        {
            (Float, sizeof(float)) => BinaryPrimitives.ReadSingleLittleEndian(content),
            (Double, sizeof(double)) => BinaryPrimitives.ReadDoubleLittleEndian(content),
            _ => null,
        };
    }
}
