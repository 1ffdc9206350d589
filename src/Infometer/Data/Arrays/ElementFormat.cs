using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>How one element lies in a file, and how it becomes a number.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
internal readonly record struct ElementFormat(ArrayElementType Type, int Size, bool IsBigEndian)
{
    /// <summary>The largest integer up to which every one is a double.</summary>
    public const long LargestExactInteger = 1L << 53;

    // A longer text than this is no label.
    private const int MostCharacters = 1 << 16;

    /// <summary>Bytes per character of a text: 1 (NumPy's S) or 4 (U).</summary>
    public int CharacterSize { get; init; }

    /// <summary>Whether elements are integers or truth values.</summary>
    public bool IsInteger => Type <= ArrayElementType.U64;

    /// <summary>Whether a float holds every element exactly.</summary>
    public bool FitsSingle => Type is ArrayElementType.F16 or ArrayElementType.BF16 or ArrayElementType.F32;

    /// <summary>Reads a type as NumPy writes it, such as <c>&lt;f4</c>; where there is no way to read it, says why and what to do.</summary>
    public static ElementFormat? OfNumPy(string text, out string? problem)
    {
        problem = null;
        if (text.Length < 2 || text[0] is not ('<' or '>' or '|') || !char.IsAsciiLetter(text[1]))
        {
            problem = $"has elements of the type '{text}', which is not known here; save it as numbers: a.astype(float)";
            return null;
        }

        bool isBig = text[0] == '>';
        if (text[1] is 'S' or 'U')
        {
            return OfText(text, isBig, out problem);
        }

        ArrayElementType? type = text[1..] switch
        {
            "b1" => ArrayElementType.Boolean,
            "i1" => ArrayElementType.I8,
            "i2" => ArrayElementType.I16,
            "i4" => ArrayElementType.I32,
            "i8" => ArrayElementType.I64,
            "u1" => ArrayElementType.U8,
            "u2" => ArrayElementType.U16,
            "u4" => ArrayElementType.U32,
            "u8" => ArrayElementType.U64,
            "f2" => ArrayElementType.F16,
            "f4" => ArrayElementType.F32,
            "f8" => ArrayElementType.F64,
            _ => null,
        };
        if (type is null)
        {
            problem = text[1] switch
            {
                'O' => "holds Python objects (a pickle), which are not read, because reading them could run code; save it with "
                    + "np.save(..., allow_pickle=False) after converting to numbers: a.astype(float)",
                'c' => $"holds complex numbers ({text}); save the real and the imaginary part as two columns: np.column_stack([a.real, a.imag])",
                'M' or 'm' => $"holds dates or time spans ({text}); save them as numbers: a.astype('int64').astype(float)",
                'V' => $"holds raw bytes ({text}), as bfloat16 arrays of JAX are saved; save it as numbers: a.astype('float32')",
                'f' => $"holds numbers of extended precision ({text}); save it in double precision: a.astype(float)",
                _ => $"has elements of the type '{text}', which is not known here; save it as numbers: a.astype(float)",
            };
            return null;
        }

        int size = text[2] - '0';
        if (size > 1 && text[0] == '|')
        {
            problem = $"has elements of the type '{text}', whose byte order is missing; save it again with np.save";
            return null;
        }

        return new ElementFormat(type.Value, size, isBig);
    }

    /// <summary>The same for the types of safetensors, such as <c>F32</c>.</summary>
    public static ElementFormat? OfSafeTensors(string text, out string? problem)
    {
        problem = null;
        ElementFormat? format = text switch
        {
            "BOOL" => new(ArrayElementType.Boolean, 1, false),
            "I8" => new(ArrayElementType.I8, 1, false),
            "I16" => new(ArrayElementType.I16, 2, false),
            "I32" => new(ArrayElementType.I32, 4, false),
            "I64" => new(ArrayElementType.I64, 8, false),
            "U8" => new(ArrayElementType.U8, 1, false),
            "U16" => new(ArrayElementType.U16, 2, false),
            "U32" => new(ArrayElementType.U32, 4, false),
            "U64" => new(ArrayElementType.U64, 8, false),
            "F16" => new(ArrayElementType.F16, 2, false),
            "BF16" => new(ArrayElementType.BF16, 2, false),
            "F32" => new(ArrayElementType.F32, 4, false),
            "F64" => new(ArrayElementType.F64, 8, false),
            _ => null,
        };
        if (format is null)
        {
            problem = $"has elements of the type '{text}', which is not read here; save it as numbers: t.float()";
        }

        return format;
    }

    /// <summary>Turns bytes into numbers; the bytes may be changed.</summary>
    /// <returns>The index of the first integer beyond 2^53, or −1.</returns>
    public int Decode<T>(Span<byte> bytes, Span<T> numbers)
        where T : struct, INumberBase<T>
    {
        ToNativeOrder(bytes);
        switch (Type)
        {
            case ArrayElementType.Boolean:
                for (int i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = bytes[i] == 0 ? T.Zero : T.One;
                }

                return -1;
            case ArrayElementType.I8:
                return Convert<sbyte, T>(bytes, numbers);
            case ArrayElementType.I16:
                return Convert<short, T>(bytes, numbers);
            case ArrayElementType.I32:
                return Convert<int, T>(bytes, numbers);
            case ArrayElementType.I64:
                Convert<long, T>(bytes, numbers);
                return MemoryMarshal.Cast<byte, long>(bytes).IndexOfAnyExceptInRange(-LargestExactInteger, LargestExactInteger);
            case ArrayElementType.U8:
                return Convert<byte, T>(bytes, numbers);
            case ArrayElementType.U16:
                return Convert<ushort, T>(bytes, numbers);
            case ArrayElementType.U32:
                return Convert<uint, T>(bytes, numbers);
            case ArrayElementType.U64:
                Convert<ulong, T>(bytes, numbers);
                return MemoryMarshal.Cast<byte, ulong>(bytes).IndexOfAnyExceptInRange(0UL, (ulong)LargestExactInteger);
            case ArrayElementType.F16:
                return Convert<Half, T>(bytes, numbers);
            case ArrayElementType.BF16:
                ReadOnlySpan<ushort> upper = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (int i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = T.CreateTruncating(BitConverter.UInt32BitsToSingle((uint)upper[i] << 16));
                }

                return -1;
            case ArrayElementType.F32:
                return Convert<float, T>(bytes, numbers);
            case ArrayElementType.F64:
                return Convert<double, T>(bytes, numbers);
            default:
                throw new InvalidOperationException("Texts are no numbers.");
        }
    }

    /// <summary>An integer of the file as it stands there, for messages.</summary>
    public string IntegerAt(Span<byte> bytes, int index)
    {
        Span<byte> one = bytes.Slice(index * Size, Size);
        return Type == ArrayElementType.U64
            ? MemoryMarshal.Read<ulong>(one).ToString(CultureInfo.InvariantCulture)
            : MemoryMarshal.Read<long>(one).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Brings elements (of a text: characters) to the byte order of this machine.</summary>
    public void ToNativeOrder(Span<byte> bytes)
    {
        if (IsBigEndian != BitConverter.IsLittleEndian)
        {
            return;
        }

        switch (Type == ArrayElementType.Text ? CharacterSize : Size)
        {
            case 2:
                Span<ushort> shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                Span<uint> ints = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                Span<ulong> longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    private static ElementFormat? OfText(string text, bool isBig, out string? problem)
    {
        problem = null;
        int width = text[1] == 'U' ? 4 : 1;
        if (int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int characters) && characters is >= 1 and <= MostCharacters)
        {
            return new ElementFormat(ArrayElementType.Text, characters * width, isBig) { CharacterSize = width };
        }

        problem = string.Create(CultureInfo.InvariantCulture,
            $"holds texts of the type '{text}'; labels have 1 to {MostCharacters:N0} characters: save short labels, or their codes");
        return null;
    }

    private static int Convert<TFrom, TTo>(Span<byte> bytes, Span<TTo> numbers)
        where TFrom : struct, INumberBase<TFrom>
        where TTo : struct, INumberBase<TTo>
    {
        ReadOnlySpan<TFrom> from = MemoryMarshal.Cast<byte, TFrom>(bytes);
        if (typeof(TFrom) == typeof(TTo))
        {
            MemoryMarshal.Cast<TFrom, TTo>(from).CopyTo(numbers);
            return -1;
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = TTo.CreateTruncating(from[i]);
        }

        return -1;
    }
}
