using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Finds where the cells of a text end. This is the one place that knows quoting: a quote opens a quoted cell only where the
/// cell begins (spaces before it do not count), two quotes inside stand for one, and delimiters and line ends inside belong to
/// the cell. A quote anywhere else is a character like any other.
/// </summary>
internal static class CellScanner
{
    /// <summary>
    /// Writes the position of the byte that ends each cell (delimiter, line end, or the text's end for the last cell of a text
    /// whose last line is not ended) to <paramref name="ends"/> and returns their number.
    /// </summary>
    /// <param name="text">Text that begins where a record begins.</param>
    /// <param name="dialect">How cells are set apart.</param>
    /// <param name="ends">Room for one position per byte and one more.</param>
    /// <param name="openQuote">Where a quote opens that the text does not close, or −1.</param>
    public static int FindCells(ReadOnlySpan<byte> text, Dialect dialect, Span<int> ends, out int openQuote)
    {
        openQuote = -1;
        int count;
        if (dialect.SpaceRuns)
        {
            count = FindSpaced(text, dialect, ends, out openQuote);
        }
        else if (text.Contains(Dialect.Quote))
        {
            count = FindBytes(text, dialect.Delimiter, dialect.NewLine, Dialect.Quote, ends);
            count = DropQuoted(text, dialect, ends[..count], out openQuote);
        }
        else
        {
            count = FindBytes(text, dialect.Delimiter, dialect.NewLine, dialect.NewLine, ends);
        }

        if (text.Length > 0 && (count == 0 || ends[count - 1] != text.Length - 1 || text[^1] != dialect.NewLine))
        {
            ends[count++] = text.Length;
        }

        return count;
    }

    /// <summary>The positions of three bytes in <paramref name="text"/>, ascending; vectors of 64 or 32 bytes, then the rest.</summary>
    internal static int FindBytes(ReadOnlySpan<byte> text, byte a, byte b, byte c, Span<int> positions)
    {
        int count = 0;
        int i = 0;
        ref byte start = ref MemoryMarshal.GetReference(text);
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<byte> va = Vector512.Create(a);
            Vector512<byte> vb = Vector512.Create(b);
            Vector512<byte> vc = Vector512.Create(c);
            for (; i <= text.Length - Vector512<byte>.Count; i += Vector512<byte>.Count)
            {
                Vector512<byte> v = Vector512.LoadUnsafe(ref start, (nuint)i);
                Vector512<byte> hits = Vector512.Equals(v, va) | Vector512.Equals(v, vb) | Vector512.Equals(v, vc);
                count = Append(hits.ExtractMostSignificantBits(), i, positions, count);
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Vector256<byte> va = Vector256.Create(a);
            Vector256<byte> vb = Vector256.Create(b);
            Vector256<byte> vc = Vector256.Create(c);
            for (; i <= text.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
            {
                Vector256<byte> v = Vector256.LoadUnsafe(ref start, (nuint)i);
                Vector256<byte> hits = Vector256.Equals(v, va) | Vector256.Equals(v, vb) | Vector256.Equals(v, vc);
                count = Append(hits.ExtractMostSignificantBits(), i, positions, count);
            }
        }

        return FindBytesScalar(text, i, a, b, c, positions, count);
    }

    /// <summary>The scalar twin of <see cref="FindBytes"/>, from <paramref name="start"/> on.</summary>
    internal static int FindBytesScalar(ReadOnlySpan<byte> text, int start, byte a, byte b, byte c, Span<int> positions, int count)
    {
        for (int i = start; i < text.Length; i++)
        {
            byte x = text[i];
            if (x == a || x == b || x == c)
            {
                positions[count++] = i;
            }
        }

        return count;
    }

    // One position per set bit; bit 0 stands for the byte at offset.
    private static int Append(ulong bits, int offset, Span<int> positions, int count)
    {
        while (bits != 0)
        {
            positions[count++] = offset + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
        }

        return count;
    }

    // Keeps, of the positions of delimiters, line ends and quotes, those of the delimiters and line ends outside quotes.
    private static int DropQuoted(ReadOnlySpan<byte> text, Dialect dialect, Span<int> positions, out int openQuote)
    {
        openQuote = -1;
        int kept = 0;
        for (int i = 0; i < positions.Length; i++)
        {
            int at = positions[i];
            byte b = text[at];
            if (openQuote >= 0)
            {
                if (b != Dialect.Quote)
                {
                    continue;
                }

                if (at + 1 < text.Length && text[at + 1] == Dialect.Quote)
                {
                    i++;
                }
                else
                {
                    openQuote = -1;
                }
            }
            else if (b != Dialect.Quote)
            {
                positions[kept++] = at;
            }
            else if (OpensCell(text, at, dialect))
            {
                openQuote = at;
            }
        }

        return kept;
    }

    // Runs of spaces: a cell ends at the last space before the next one begins, so that what lies between two ends is one cell
    // with padding around it.
    private static int FindSpaced(ReadOnlySpan<byte> text, Dialect dialect, Span<int> ends, out int openQuote)
    {
        openQuote = -1;
        int count = 0;
        bool cellSeen = false;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (openQuote >= 0)
            {
                if (b == Dialect.Quote && i + 1 < text.Length && text[i + 1] == Dialect.Quote)
                {
                    i++;
                }
                else if (b == Dialect.Quote)
                {
                    openQuote = -1;
                }
            }
            else if (b == dialect.NewLine)
            {
                ends[count++] = i;
                cellSeen = false;
            }
            else if (dialect.IsPadding(b))
            {
                byte next = i + 1 < text.Length ? text[i + 1] : dialect.NewLine;
                if (cellSeen && next != dialect.NewLine && next != (byte)'\r' && !dialect.IsPadding(next))
                {
                    ends[count++] = i;
                }
            }
            else
            {
                cellSeen = true;
                if (b == Dialect.Quote && OpensCell(text, i, dialect))
                {
                    openQuote = i;
                }
            }
        }

        return count;
    }

    private static bool OpensCell(ReadOnlySpan<byte> text, int quote, Dialect dialect)
    {
        int i = quote - 1;
        while (i >= 0 && dialect.IsPadding(text[i]))
        {
            i--;
        }

        return i < 0 || text[i] == dialect.NewLine || (dialect.SpaceRuns ? i < quote - 1 : text[i] == dialect.Delimiter);
    }
}
