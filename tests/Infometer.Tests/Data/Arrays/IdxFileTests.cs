using System.Buffers.Binary;
using System.IO.Compression;
using Xunit;

namespace Infometer.Tests;

public sealed class IdxFileTests : IDisposable
{
    private readonly ArrayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.idx", false)]
    [InlineData("a.idx.gz", true)]
    [InlineData("train-images-idx3-ubyte", false)]
    [InlineData("train-images-idx3-ubyte.gz", true)]
    [InlineData("packed.idx", true)]
    public void Read_ImagesOfBytes_AreRowsOfPixels(string name, bool isPacked)
    {
        byte[] bytes = Idx(0x08, [2, 2, 3], [.. Enumerable.Range(1, 12).Select(v => (byte)v)]);
        string path = _folder.Write(name, isPacked ? Pack(bytes) : bytes);
        Assert.True(ArrayPath.TryParse(path, out _));
        using ArrayFile file = ArrayFile.Open(path);
        NumericArray array = file.Read();
        Assert.Equal((2, 6, ArrayElementType.U8), (array.Rows, array.Columns, array.ElementType));
        double[] row = new double[6];
        array.CopyRows(1, 1, row);
        Assert.Equal([7, 8, 9, 10, 11, 12], row);
    }

    [Theory]
    [InlineData(0x09, new byte[] { 0xFF, 2 }, new double[] { -1, 2 })]
    [InlineData(0x0B, new byte[] { 1, 0, 0xFF, 0xFE }, new double[] { 256, -2 })]
    [InlineData(0x0C, new byte[] { 0, 0, 1, 0, 0xFF, 0xFF, 0xFF, 0xFF }, new double[] { 256, -1 })]
    [InlineData(0x0D, new byte[] { 0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0 }, new double[] { 1, -2 })]
    [InlineData(0x0E, new byte[] { 0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0 }, new double[] { 1, -2 })]
    public void Read_EveryType_IsBigEndian(byte type, byte[] elements, double[] expected)
    {
        using ArrayFile file = ArrayFile.Open(_folder.Write("a.idx", Idx(type, [2], elements)));
        double[] values = new double[2];
        file.Read().CopyColumn(0, values);
        Assert.Equal(expected, values);
    }

    [Fact]
    public void Open_CutOffOrTooLong_SaysWhatTheHeaderPromises()
    {
        byte[] good = Idx(0x08, [3, 2], [1, 2, 3, 4, 5, 6]);
        const string Promise = "its header promises 3×2 elements of type |u1, 6 bytes, and ";
        Assert.StartsWith($"a.idx is cut off: {Promise}5 follow", Message("a.idx", good[..^1]), StringComparison.Ordinal);
        Assert.StartsWith($"a.idx goes on behind its array: {Promise}7 follow", Message("a.idx", [.. good, 0]), StringComparison.Ordinal);
        Assert.StartsWith($"a.idx.gz is cut off: {Promise}5 follow", Message("a.idx.gz", Pack(good[..^1])), StringComparison.Ordinal);
        Assert.StartsWith($"a.idx.gz goes on behind its array: {Promise}7 follow", Message("a.idx.gz", Pack([.. good, .. new byte[100_000]])), StringComparison.Ordinal);
        Assert.Equal("a.idx is cut off within its header; fetch it again.", Message("a.idx", good[..6]));
        Assert.Equal("a.idx is cut off within its header; fetch it again.", Message("a.idx", [0]));
    }

    [Fact]
    public void Open_AnotherFormat_SaysWhatWasExpected()
    {
        Assert.StartsWith("a-ubyte is no IDX file: it begins with 93 4E 55 4D, and 00 00,", Message("a-ubyte", [0x93, .. "NUMPY"u8]), StringComparison.Ordinal);
        Assert.StartsWith("a.idx is no IDX file: it begins with 00 00 0A 01", Message("a.idx", [0, 0, 0x0A, 1, 0, 0, 0, 1, 0]), StringComparison.Ordinal);
        Assert.StartsWith("a.idx is no IDX file: it begins with 00 00 08 FF", Message("a.idx", [0, 0, 8, 255]), StringComparison.Ordinal);
        byte[] damaged = Pack(Idx(0x08, [64], [.. Enumerable.Range(0, 64).Select(v => (byte)(v * 37))]));
        damaged[^6] ^= 0x55; // its checksum
        Assert.StartsWith("a.idx.gz is a damaged gzip file", Message("a.idx.gz", damaged), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AShapeBeyondAllFiles_IsCutOff() => Assert.Contains(
        "is cut off", Message("a.idx", Idx(0x0E, [uint.MaxValue, uint.MaxValue, uint.MaxValue], [1])), StringComparison.Ordinal);

    [Fact]
    public void Open_RandomBytes_ReadsOrSaysWhy()
    {
        Rng rng = Rng.For(1, "idx fuzz");
        byte[] good = Idx(0x08, [4, 3], new byte[12]);
        for (int trial = 0; trial < 400; trial++)
        {
            byte[] bytes = (byte[])good.Clone();
            for (int change = rng.NextInt(4); change >= 0; change--)
            {
                bytes[rng.NextInt(bytes.Length)] = (byte)rng.NextInt(256);
            }

            string path = _folder.Write("fuzz.idx", trial % 2 == 0 ? bytes[..(1 + rng.NextInt(bytes.Length))] : Pack(bytes));
            try
            {
                using ArrayFile file = ArrayFile.Open(path);
                _ = file.Arrays.Single().Problem ?? file.Read().ToString();
            }
            catch (InvalidInputException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    [Fact]
    public void Read_Mnist_HasTheKnownCounts()
    {
        using ArrayFile images = ArrayFile.Open(Repository.Dataset("networks/mnist-t10k-images-idx3-ubyte.gz"));
        using ArrayFile labels = ArrayFile.Open(Repository.Dataset("networks/mnist-t10k-labels-idx1-ubyte.gz"));
        Assert.Equal((10_000, 784), (images.Read().Rows, images.Read().Columns));
        Variable digits = labels.ToVariable();
        Assert.Equal(VariableKind.Discrete, digits.Kind);
        Assert.Equal([980L, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], digits.Codes!.CountLevels());
    }

    private static byte[] Idx(byte type, uint[] shape, byte[] elements)
    {
        byte[] header = new byte[4 + (4 * shape.Length)];
        (header[2], header[3]) = (type, (byte)shape.Length);
        for (int axis = 0; axis < shape.Length; axis++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + (4 * axis)), shape[axis]);
        }

        return [.. header, .. elements];
    }

    private static byte[] Pack(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private string Message(string name, byte[] bytes)
    {
        string path = _folder.Write(name, bytes);
        return _folder.MessageOf(() => ArrayFile.Open(path));
    }
}
