using System.Buffers.Binary;
using System.Text;

namespace Infometer;

/// <summary>
/// The fields of a protocol buffer message, one after the other. Only what is written there is believed: a field that would go on behind
/// the message ends it with <see cref="IsDamaged"/>.
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>The value of a varint, or the bits of a fixed number.</summary>
    public ulong Bits { get; private set; }

    /// <summary>The bytes of a text or message; empty for numbers.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Whether the current field has a fixed width of 4 or 8 bytes.</summary>
    public bool IsFixed { get; private set; }

    /// <summary>Whether the message is none.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>The current field as a text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Goes to the next field; false at the end, or where the message is damaged.</summary>
    public bool Read()
    {
        Bits = 0;
        Bytes = default;
        IsFixed = false;
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong key = Varint();
        Field = (int)Math.Min(key >> 3, int.MaxValue);
        IsDamaged |= Field == 0;
        switch (key & 7)
        {
            case 0:
                Bits = Varint();
                break;
            case 1:
                IsFixed = true;
                Bits = Take(8) is { Length: 8 } eight ? BinaryPrimitives.ReadUInt64LittleEndian(eight) : 0;
                break;
            case 2:
                Bytes = Take(Varint());
                break;
            case 5:
                IsFixed = true;
                Bits = Take(4) is { Length: 4 } four ? BinaryPrimitives.ReadUInt32LittleEndian(four) : 0;
                break;
            default:
                IsDamaged = true;
                break;
        }

        return !IsDamaged;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (IsDamaged || length > (ulong)_rest.Length)
        {
            IsDamaged = true;
            return default;
        }

        ReadOnlySpan<byte> bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return bytes;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            ReadOnlySpan<byte> one = Take(1);
            if (one.IsEmpty)
            {
                return 0;
            }

            value |= (ulong)(one[0] & 0x7F) << shift;
            if (one[0] < 0x80)
            {
                return value;
            }
        }

        IsDamaged = true;
        return 0;
    }
}
