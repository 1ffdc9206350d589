using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Infometer.Tests;

/// <summary>Makes array files byte by byte, good and bad ones.</summary>
internal static class ArrayBytes
{
    /// <summary>The dictionary of a .npy header.</summary>
    public static string Header(string descr, string shape, bool fortran = false) =>
        $"{{'descr': {descr}, 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}";

    /// <summary>A .npy file with a header as given, padded as NumPy does.</summary>
    public static byte[] Npy(string header, byte[] data, int version = 1)
    {
        Encoding encoding = version == 3 ? Encoding.UTF8 : Encoding.Latin1;
        int prefix = version == 1 ? 10 : 12;
        byte[] text = encoding.GetBytes(header);
        byte[] padded = [.. text, .. Enumerable.Repeat((byte)' ', 63 - ((prefix + text.Length) % 64)), (byte)'\n'];
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, padded.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length.AsSpan(0, prefix - 8), .. padded, .. data];
    }

    /// <summary>A .npy file of numbers.</summary>
    public static byte[] Npy<T>(string type, string shape, ReadOnlySpan<T> values, bool fortran = false)
        where T : unmanaged => Npy(Header($"'{type}'", shape, fortran), MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A zip file.</summary>
    public static byte[] Zip(bool deflate, params (string Name, byte[] Bytes)[] members)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in members)
            {
                using Stream stream = zip.CreateEntry(name, deflate ? CompressionLevel.Optimal : CompressionLevel.NoCompression).Open();
                stream.Write(bytes);
            }
        }

        return file.ToArray();
    }

    /// <summary>A safetensors file.</summary>
    public static byte[] SafeTensors(string json, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }
}
