using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Infometer;

/// <summary>Writes matrices of single precision as NumPy's <c>.npy</c>, version 1.0, little-endian, row by row.</summary>
internal static class NpyWriter
{
    private const int Alignment = 64;

    // Magic string, version and the length of the header.
    private const int PrefixLength = 10;

    /// <summary>Writes the file beside its place and renames it, so that it is never half written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="values">The matrix, row by row.</param>
    /// <param name="columns">Numbers per row.</param>
    public static void Write(string path, ReadOnlySpan<float> values, int columns)
    {
        string beside = $"{path}.{Environment.ProcessId}.new";
        using (FileStream stream = File.Create(beside))
        {
            stream.Write(Header(values.Length / columns, columns));
            WriteLittleEndian(stream, values);
        }

        File.Move(beside, path, overwrite: true);
    }

    // The data start at a multiple of 64 bytes, as the format asks.
    private static byte[] Header(int rows, int columns)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
        int padding = (Alignment - ((PrefixLength + text.Length + 1) % Alignment)) % Alignment;
        byte[] header = new byte[PrefixLength + text.Length + padding + 1];
        header[0] = 0x93;
        "NUMPY\u0001\0"u8.CopyTo(header.AsSpan(1));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(header.Length - PrefixLength));
        Encoding.ASCII.GetBytes(text + new string(' ', padding) + "\n").CopyTo(header, PrefixLength);
        return header;
    }

    private static void WriteLittleEndian(FileStream stream, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }
}
