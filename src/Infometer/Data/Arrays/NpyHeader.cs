using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Infometer;

/// <summary>
/// The header of NumPy's <c>.npy</c> format, versions 1 to 3: a magic number, a length, and a Python dictionary of three entries
/// (NEP 1). The dictionary is read by a parser that knows literals of just these three kinds; nothing is ever evaluated.
/// </summary>
/// <param name="DataType">The element type as it stands there.</param>
/// <param name="Shape">The extents.</param>
/// <param name="Order">The order of the elements.</param>
/// <param name="Length">Bytes before the first element.</param>
internal sealed record NpyHeader(string DataType, ImmutableArray<long> Shape, ArrayOrder Order, int Length)
{
    /// <summary>The bytes that say how long the header is: magic number, version, length.</summary>
    public const int PrefixLength = 12;

    /// <summary>A header that is longer was not written for numbers.</summary>
    public const int MostBytes = 1 << 20;

    private const int MostAxes = 64;

    /// <summary>The first bytes of the format.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The length of the whole header, which the first bytes of the file say.</summary>
    public static int LengthOf(ReadOnlySpan<byte> head, string name)
    {
        if (!head.StartsWith(Magic))
        {
            throw new InvalidInputException($"{name} is no NumPy array: it does not begin with the magic number of the format; save it with np.save.");
        }

        if (head.Length < PrefixLength)
        {
            throw CutOff(name);
        }

        (int major, int minor) = (head[6], head[7]);
        if (major is < 1 or > 3 || minor != 0)
        {
            throw new InvalidInputException($"{name} is a NumPy array of format version {major}.{minor}; versions 1.0, 2.0 and 3.0 are read: save it again with np.save.");
        }

        long length = major == 1
            ? 10L + BinaryPrimitives.ReadUInt16LittleEndian(head[8..])
            : 12L + BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
        return length <= MostBytes
            ? (int)length
            : throw new InvalidInputException(FormattableString.Invariant(
                $"{name} has a header of {length:N0} bytes, and an array of numbers has less than 1,000; save the numbers alone: a['field'] or a.astype(float)."));
    }

    /// <summary>Reads a header.</summary>
    /// <param name="header">All of its bytes.</param>
    /// <param name="name">What messages call the array.</param>
    public static NpyHeader Parse(ReadOnlySpan<byte> header, string name)
    {
        int start = header[6] == 1 ? 10 : 12;
        string text;
        try
        {
            Encoding encoding = header[6] == 3 ? new UTF8Encoding(false, throwOnInvalidBytes: true) : Encoding.Latin1;
            text = encoding.GetString(header[start..]);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidInputException($"{name}: the header of the array is not UTF-8; save the array again with np.save.", e);
        }

        Parser parser = new(text, name);
        (string dataType, ImmutableArray<long> shape, bool isFortran) = parser.ReadHeader();
        return new NpyHeader(dataType, shape, isFortran ? ArrayOrder.ColumnMajor : ArrayOrder.RowMajor, header.Length);
    }

    /// <summary>The sentence for a file that ends within its header.</summary>
    public static InvalidInputException CutOff(string name) =>
        new($"{name} is cut off within its header; copy it again, or save the array again with np.save.");

    private ref struct Parser(string text, string name)
    {
        private int _at;

        public (string DataType, ImmutableArray<long> Shape, bool IsFortran) ReadHeader()
        {
            string? dataType = null;
            ImmutableArray<long>? shape = null;
            bool? isFortran = null;
            Expect('{');
            while (!TryTake('}'))
            {
                string key = ReadText();
                Expect(':');
                switch (key)
                {
                    case "descr" when dataType is null:
                        dataType = ReadDataType();
                        break;
                    case "fortran_order" when isFortran is null:
                        isFortran = ReadTruth();
                        break;
                    case "shape" when shape is null:
                        shape = ReadShape();
                        break;
                    default:
                        throw Malformed($"an entry '{(key.Length > 40 ? key[..40] : key)}' that is unknown or stands there twice");
                }

                if (!TryTake(','))
                {
                    Expect('}');
                    break;
                }
            }

            SkipSpaces();
            return _at < text.Length ? throw Malformed("more behind its end")
                : dataType is null || shape is null || isFortran is null ? throw Malformed("no 'descr', 'fortran_order' or 'shape'")
                : (dataType, shape.Value, isFortran.Value);
        }

        // The type is a text; that of records is a list, which is taken as it stands.
        private string ReadDataType()
        {
            SkipSpaces();
            if (_at < text.Length && text[_at] is '[' or '(' or '{')
            {
                int start = _at;
                SkipNested();
                return text[start.._at];
            }

            return ReadText();
        }

        private void SkipNested()
        {
            int depth = 0;
            do
            {
                switch (Peek())
                {
                    case '[' or '(' or '{':
                        depth++;
                        break;
                    case ']' or ')' or '}':
                        depth--;
                        break;
                    case '\'' or '"':
                        SkipText();
                        continue;
                }

                _at++;
            }
            while (depth > 0);
        }

        private void SkipText()
        {
            char quote = text[_at++];
            while (Peek() != quote)
            {
                _at += text[_at] == '\\' ? 2 : 1;
            }

            _at++;
        }

        private string ReadText()
        {
            SkipSpaces();
            char quote = Peek();
            int end = quote is '\'' or '"' ? text.IndexOf(quote, _at + 1) : -1;
            if (end < 0)
            {
                throw Malformed("something else where a text should be");
            }

            string value = text[(_at + 1)..end];
            _at = end + 1;
            return value.Contains('\\', StringComparison.Ordinal) ? throw Malformed("a backslash in a text") : value;
        }

        private bool ReadTruth()
        {
            SkipSpaces();
            ReadOnlySpan<char> rest = text.AsSpan(_at);
            bool isTrue = rest.StartsWith("True", StringComparison.Ordinal);
            if (!isTrue && !rest.StartsWith("False", StringComparison.Ordinal))
            {
                throw Malformed("neither True nor False for 'fortran_order'");
            }

            _at += isTrue ? 4 : 5;
            return isTrue;
        }

        private ImmutableArray<long> ReadShape()
        {
            ImmutableArray<long>.Builder shape = ImmutableArray.CreateBuilder<long>();
            Expect('(');
            while (!TryTake(')'))
            {
                shape.Add(ReadExtent());
                if (shape.Count > MostAxes)
                {
                    throw Malformed($"more than {MostAxes} axes");
                }

                if (!TryTake(','))
                {
                    // What stands in parentheses without a comma is no tuple.
                    Expect(shape.Count == 1 ? ',' : ')');
                    break;
                }
            }

            return shape.ToImmutable();
        }

        private long ReadExtent()
        {
            SkipSpaces();
            int start = _at;
            while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            {
                _at++;
            }

            if (!long.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out long extent))
            {
                throw Malformed("an extent that is no whole number from 0");
            }

            // Python 2 wrote a long integer as 3L.
            _ = TryTake('L');
            return extent;
        }

        private void Expect(char mark)
        {
            if (!TryTake(mark))
            {
                throw Malformed($"no '{mark}' where one should be");
            }
        }

        private bool TryTake(char mark)
        {
            SkipSpaces();
            bool isThere = _at < text.Length && text[_at] == mark;
            _at += isThere ? 1 : 0;
            return isThere;
        }

        private void SkipSpaces()
        {
            while (_at < text.Length && text[_at] is ' ' or '\n' or '\t' or '\r')
            {
                _at++;
            }
        }

        private readonly char Peek() => _at < text.Length ? text[_at] : throw Malformed("its end too early");

        private readonly InvalidInputException Malformed(string what) =>
            new($"{name}: the header of the array has {what} (character {_at}); save the array again with np.save.");
    }
}
