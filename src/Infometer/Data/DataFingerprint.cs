using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Infometer;

/// <summary>Recognises data by what they hold: SHA-256 over values in row order.</summary>
internal static class DataFingerprint
{
    private const int Block = 4_096;

    /// <summary>Of a column's values, whatever kind they were read as: its numbers, or the texts of its levels.</summary>
    public static string OfValues(Column column)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, column);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of all columns: their names, kinds and values.</summary>
    public static string OfTable(Table table)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Column column in table.Columns)
        {
            AppendText(hash, column.Name);
            AppendText(hash, column.Kind.Word());
            Append(hash, column);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of whole numbers.</summary>
    public static string OfNumbers(ReadOnlySpan<int> numbers) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(numbers)));

    private static void Append(IncrementalHash hash, Column column)
    {
        if (!column.Values.IsEmpty)
        {
            AppendNumbers(hash, column.Values.Span);
            return;
        }

        foreach (string level in column.Levels)
        {
            AppendText(hash, level);
        }

        Span<int> codes = stackalloc int[Block];
        for (int start = 0; start < column.Count; start += Block)
        {
            Span<int> block = codes[..Math.Min(Block, column.Count - start)];
            column.Codes!.CopyTo(start, block);
            hash.AppendData(MemoryMarshal.AsBytes(block));
        }
    }

    // The length first, so that no two lists of texts read the same.
    private static void AppendText(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }

    // A missing number is one and the same whatever bits its NaN has, and so is zero whatever its sign.
    private static void AppendNumbers(IncrementalHash hash, ReadOnlySpan<double> values)
    {
        Span<double> numbers = stackalloc double[Block];
        for (int start = 0; start < values.Length; start += Block)
        {
            Span<double> block = numbers[..Math.Min(Block, values.Length - start)];
            for (int i = 0; i < block.Length; i++)
            {
                double value = values[start + i];
                block[i] = double.IsNaN(value) ? double.NaN : value + 0.0;
            }

            hash.AppendData(MemoryMarshal.AsBytes(block));
        }
    }
}
