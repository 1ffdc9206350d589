using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace Infometer.Tests;

public sealed class ArrayErrorTests : IDisposable
{
    private const string Good = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }";

    private readonly ArrayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2)}", "no ',' where one should be (character 52)")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1 1)}", "no ')' where one should be (character 56)")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-2,)}", "an extent that is no whole number from 0 (character 51)")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,)}", "an extent that is no whole number from 0 (character 71)")]
    [InlineData("{'descr': '<f8', 'fortran_order': 0, 'shape': (2,)}", "neither True nor False for 'fortran_order' (character 34)")]
    [InlineData("{'descr': '<f8', 'fortran_order': False}", "no 'descr', 'fortran_order' or 'shape' (character 54)")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'x': 1}", "an entry 'x' that is unknown or stands there twice (character 60)")]
    [InlineData("{'descr': '<f8', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", "an entry 'descr' that is unknown or stands there twice (character 25)")]
    [InlineData("{'descr': __import__('os'), 'fortran_order': False, 'shape': (2,)}", "something else where a text should be (character 10)")]
    [InlineData("{'descr': '<f8\\'', 'fortran_order': False, 'shape': (2,)}", "a backslash in a text (character 16)")]
    [InlineData("{'descr': [('a', '<f8'", "its end too early (character 54)")]
    [InlineData("{'descr': ['a\\", "its end too early")]
    [InlineData(Good + " and more", "more behind its end (character 58)")]
    [InlineData("[]", "no '{' where one should be (character 0)")]
    [InlineData("", "no '{' where one should be (character 54)")]
    public void Open_NpyWithBadHeader_SaysWhere(string header, string what)
    {
        string path = _folder.Write("a.npy", ArrayBytes.Npy(header, new byte[16]));
        string message = _folder.MessageOf(() => ArrayFile.Open(path));
        Assert.StartsWith($"a.npy: the header of the array has {what}", message, StringComparison.Ordinal);
        Assert.EndsWith("); save the array again with np.save.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NpyWithSixtyFiveAxes_IsRefused()
    {
        string path = _folder.Write("a.npy", ArrayBytes.Npy(ArrayBytes.Header("'<f8'", $"({string.Concat(Enumerable.Repeat("1,", 65))})"), new byte[8]));
        Assert.Contains("more than 64 axes", _folder.MessageOf(() => ArrayFile.Open(path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'|O'", "holds Python objects (a pickle)")]
    [InlineData("'<c8'", "holds complex numbers (<c8)")]
    [InlineData("'|V2'", "holds raw bytes (|V2), as bfloat16 arrays of JAX are saved; save it as numbers: a.astype('float32').")]
    [InlineData("'<m8[ns]'", "holds dates or time spans (<m8[ns])")]
    [InlineData("'<i16'", "has elements of the type '<i16', which is not known here; save it as numbers: a.astype(float).")]
    [InlineData("'float64'", "has elements of the type 'float64', which is not known here; save it as numbers: a.astype(float).")]
    [InlineData("'|i4'", "has elements of the type '|i4', whose byte order is missing; save it again with np.save.")]
    [InlineData("'<U0'", "holds texts of the type '<U0'; labels have 1 to 65,536 characters: save short labels, or their codes.")]
    [InlineData("'<U9999999999'", "holds texts of the type '<U9999999999'; labels have")]
    [InlineData("('<f8', (2,))", "holds records of several fields")]
    public void Read_NpyOfOtherType_SaysWhatToDo(string type, string what)
    {
        using ArrayFile file = ArrayFile.Open(_folder.Write("a.npy", ArrayBytes.Npy(ArrayBytes.Header(type, "(2,)"), new byte[64])));
        Assert.StartsWith($"a.npy {what}", _folder.MessageOf(() => file.Read()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(3,)", 16, "a.npy is cut off: its header promises 3 elements of type <f8, 24 bytes, and 16 follow; copy it again, or save the array again.")]
    [InlineData("()", 0, "a.npy is cut off: its header promises one element of type <f8, 8 bytes, and 0 follow; copy it again, or save the array again.")]
    [InlineData("(2, 1)", 24, "a.npy goes on behind its array: its header promises 2×1 elements of type <f8, 16 bytes, and 24 follow; "
        + "if several arrays were saved into one file, save them with np.savez.")]
    [InlineData("(4611686018427387904, 4)", 0, "a.npy is cut off: its header promises 4611686018427387904×4 elements of type <f8, 36,893,488,147,419,103,232 bytes, and 0 follow; "
        + "copy it again, or save the array again.")]
    [InlineData("(9223372036854775807, 9223372036854775807, 9223372036854775807)", 0, "a.npy is cut off: its header promises ")]
    public void Open_NpyOfOtherLength_SaysBoth(string shape, int bytes, string sentence)
    {
        string path = _folder.Write("a.npy", ArrayBytes.Npy(ArrayBytes.Header("'<f8'", shape), new byte[bytes]));
        Assert.StartsWith(sentence, _folder.MessageOf(() => ArrayFile.Open(path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(0,)", "0")]
    [InlineData("(0, 9223372036854775807, 3)", "0×9223372036854775807×3")]
    [InlineData("(5, 0)", "5×0")]
    public void Read_Empty_IsRefused(string shape, string shown)
    {
        using ArrayFile file = ArrayFile.Open(_folder.Write("a.npy", ArrayBytes.Npy(ArrayBytes.Header("'<f8'", shape), [])));
        Assert.Equal($"a.npy is empty: its shape is {shown}; a variable needs at least one row and one column.", _folder.MessageOf(() => file.Read()));
    }

    [Fact]
    public void Open_NpyWithBadBeginning_SaysSo()
    {
        byte[] good = ArrayBytes.Npy(Good, new byte[16]);
        string Message(string name, byte[] bytes) => _folder.MessageOf(() => ArrayFile.Open(_folder.Write(name, bytes)));
        Assert.Equal("a.npy is no NumPy array: it does not begin with the magic number of the format; save it with np.save.", Message("a.npy", [1, 2, 3]));
        Assert.Equal("a.npy is no NumPy array: it does not begin with the magic number of the format; save it with np.save.", Message("a.npy", []));
        Assert.Equal("a.npy is cut off within its header; copy it again, or save the array again with np.save.", Message("a.npy", good[..9]));
        Assert.Equal("a.npy is cut off within its header; copy it again, or save the array again with np.save.", Message("a.npy", good[..100]));
        Assert.Equal("a.npy is a NumPy array of format version 4.0; versions 1.0, 2.0 and 3.0 are read: save it again with np.save.",
            Message("a.npy", [.. good[..6], 4, .. good[7..]]));
        Assert.StartsWith("a.npy has a header of 16,777,228 bytes, and an array of numbers has less than 1,000; save the numbers alone",
            Message("a.npy", [.. good[..6], 2, 0, 0, 0, 0, 1, .. good[12..]]), StringComparison.Ordinal);
        Assert.Equal("a.npy: the header of the array is not UTF-8; save the array again with np.save.",
            Message("a.npy", ArrayBytes.Npy(Good, new byte[16], version: 3).Select(b => b == (byte)'<' ? (byte)0xFF : b).ToArray()));
    }

    [Theory]
    [InlineData("a.pt", "PK\x03\x04", "is a PyTorch file (a pickle), which is not read, because reading it could run code; save the tensors with "
        + "safetensors.torch.save_file(tensors, 'x.safetensors'), or one with np.save('x.npy', t.detach().cpu().numpy()).")]
    [InlineData("a.pth", "\x80\x02", "is a PyTorch file (a pickle)")]
    [InlineData("a.npy", "\x80\x04\x95", "is a Python pickle, which is not read, because reading it could run code; save the arrays with np.save or np.savez, or with safetensors.")]
    [InlineData("a.h5", "\x89HDF\r\n", "is an HDF5 file, which is not read in this version; save the arrays with np.savez('x.npz', a=file['a'][:]).")]
    [InlineData("a.mat", "MATLAB 5.0 MAT-file", "is a MATLAB file, which is not read in this version; save the arrays with np.savez(")]
    [InlineData("a.parquet", "PAR1", "is a Parquet file, which is not read in this version; save the table as CSV")]
    [InlineData("a.npy", "\x1F\x8B", "is packed with gzip; unpack it first (gunzip).")]
    [InlineData("a.bin", "abc", "is no array file that is read here; save the array as .npy, .npz or .safetensors.")]
    [InlineData("a.npz", "abc", "is no .npz file: it is no zip file; save the arrays with np.savez.")]
    public void Open_OtherFormat_SaysWhatToConvertTo(string name, string latin1, string what)
    {
        string path = _folder.Write(name, Encoding.Latin1.GetBytes(latin1));
        Assert.StartsWith($"{name} {what}", _folder.MessageOf(() => ArrayFile.Open(path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.pt", "PK\x03\x04", "a.pt is a PyTorch file (a pickle)")]
    [InlineData("a.pkl", "\x80\x04\x95", "a.pkl is a Python pickle")]
    [InlineData("a.mat", "MATLAB 5.0 MAT-file", "a.mat is a MATLAB file")]
    public void TableRead_OtherFormat_SaysWhatToConvertTo(string name, string latin1, string what)
    {
        string path = _folder.Write(name, Encoding.Latin1.GetBytes(latin1));
        Assert.StartsWith(what, _folder.MessageOf(() => Table.Read(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoFile_SaysSo()
    {
        Assert.Equal("There is no file 'b.npy'; check the name, or the directory it is relative to.", _folder.MessageOf(() => ArrayFile.Open(_folder.At("b.npy"))));
        Assert.EndsWith("is a directory; name a file in it.", _folder.MessageOf(() => ArrayFile.Open(Path.GetDirectoryName(_folder.At("a"))!)), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_UnknownName_ListsAndSuggests()
    {
        byte[] array = ArrayBytes.Npy<double>("<f8", "(2,2)", [1, 2, 3, 4]);
        using ArrayFile file = ArrayFile.Open(_folder.Write("a.npz", ArrayBytes.Zip(false, ("layer1.npy", array), ("layer2.npy", array))));
        Assert.Equal("There is no array 'layer3' in a.npz, which has 'layer1', 'layer2'; did you mean 'layer1' or 'layer2'?", _folder.MessageOf(() => file.Find("layer3")));
        Assert.Equal("There is no array 'x' in a.npz, which has 'layer1', 'layer2'; names are case-sensitive.", _folder.MessageOf(() => file.Read("x")));
        Assert.Equal("a.npz has 2 arrays ('layer1', 'layer2'); name one: a.npz:layer1.", _folder.MessageOf(() => file.Read()));
        Assert.Equal("a.npz has 2 arrays ('layer1', 'layer2'); name one: a.npz:layer1, or a column of one: layer1:1.", _folder.MessageOf(() => file.Find(":1")));
        Assert.Equal("There is no column 2 in a.npz:layer1, which has 2 columns; they are counted from 0 to 1.", _folder.MessageOf(() => file.Find("layer1:2")));
        Assert.Equal("There is no array 'layr1' in a.npz, which has 'layer1', 'layer2'; did you mean 'layer1'?", _folder.MessageOf(() => file.Find("layr1:1")));
    }

    [Fact]
    public void Open_Npz_RefusesWhatIsNotClear()
    {
        byte[] array = ArrayBytes.Npy<double>("<f8", "(2,)", [1, 2]);
        string Message(byte[] bytes) => _folder.MessageOf(() => ArrayFile.Open(_folder.Write("a.npz", bytes)));
        Assert.Equal("a.npz has two arrays 'a', so that it is unclear which is meant; save it again with np.savez.", Message(ArrayBytes.Zip(false, ("a.npy", array), ("a.npy", array))));
        Assert.Equal("a.npz is a zip file without any .npy file in it; save the arrays with np.savez.", Message(ArrayBytes.Zip(false, ("readme.txt", array))));
        Assert.StartsWith("a.npz:a is no NumPy array", Message(ArrayBytes.Zip(true, ("a.npy", [1, 2, 3]))), StringComparison.Ordinal);
        byte[] good = ArrayBytes.Zip(false, ("a.npy", array));
        Assert.Equal("a.npz is a damaged or cut-off zip file (its directory is missing); copy it again, or save the arrays again with np.savez.", Message(good[..^9]));
    }

    [Theory]
    [InlineData(8, 1, "a.npz:a is encrypted; save the arrays again with np.savez.")]
    [InlineData(10, 93, "a.npz:a is packed by method 93 of zip, which is not read here; save the arrays with np.savez or np.savez_compressed.")]
    public void Read_NpzMemberThatCannotBeRead_SaysWhy(int field, byte value, string sentence)
    {
        byte[] zip = ArrayBytes.Zip(true, ("a.npy", ArrayBytes.Npy<double>("<f8", "(2,)", [1, 2])));
        zip[EntryOf(zip) + field] = value;
        using ArrayFile file = ArrayFile.Open(_folder.Write("a.npz", zip));
        Assert.Equal(sentence, _folder.MessageOf(() => file.Read()));
    }

    [Theory]
    [InlineData(16, "the checksum of 'a.npy' is wrong")] // checksum
    [InlineData(42, "'a.npy' is not where the directory says")] // offset of the local header
    [InlineData(45, "'a.npy' lies outside of it")]
    [InlineData(23, "'a.npy' is not where the directory says")] // packed size
    [InlineData(27, "claims 16777424 bytes, which cannot be packed into")] // size
    public void Read_DamagedZip_SaysSo(int field, string what)
    {
        byte[] zip = ArrayBytes.Zip(true, ("a.npy", ArrayBytes.Npy<double>("<f8", "(10,)", new double[10])));
        zip[EntryOf(zip) + field]++;
        string path = _folder.Write("a.npz", zip);
        string message = _folder.MessageOf(() =>
        {
            using ArrayFile file = ArrayFile.Open(path);
            file.Read().CopyColumn(0, new double[10]);
        });
        Assert.StartsWith("a.npz is a damaged or cut-off zip file (", message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NpzWhoseSizeIsNotThatOfItsHeader_IsCutOff()
    {
        byte[] zip = ArrayBytes.Zip(true, ("a.npy", ArrayBytes.Npy(ArrayBytes.Header("'<f8'", "(1000000000,)"), new byte[80])));
        Assert.StartsWith("a.npz:a is cut off: its header promises 1000000000 elements of type <f8, 8,000,000,000 bytes, and 80 follow;",
            _folder.MessageOf(() => ArrayFile.Open(_folder.Write("a.npz", zip))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "a.safetensors: the header has the name 'a' twice, so that it is unclear what is meant; save it again with safetensors.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[2,10]}}",
        "a.safetensors: 'b' begins at byte 2 of the data, where 4 was expected: tensors must follow each other without gap or overlap; save it again with safetensors.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "a.safetensors: 'a' begins at byte 4 of the data, where 0 was expected: tensors must follow each other without gap or overlap; save it again with safetensors.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "a.safetensors goes on behind its last tensor: its header promises 4 bytes of data, and there are 8; copy it or save it again.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
        "a.safetensors is cut off: its header promises 12 bytes of data, and there are 8; copy it or save it again.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
        "a.safetensors:a is cut off: its header promises 3 elements of type F32, 12 bytes, and 8 follow; copy it again, or save the array again.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "a.safetensors:a does not fill its place: its header promises 1 elements of type F32, 4 bytes, and 8 follow; save it again with safetensors.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "a.safetensors: the header's entry 'a' cannot be read ('dtype', 'shape' or 'data_offsets' is missing); save it again with safetensors.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "a.safetensors: the header's entry 'a' cannot be read ('shape' is no list of up to 64 whole numbers from 0); save it again with safetensors.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}",
        "a.safetensors: the header's entry 'a' cannot be read ('shape' is no list); save it again with safetensors.")]
    [InlineData("{\"a\":{\"dtype\":4,\"shape\":[2],\"data_offsets\":[0,8]}}",
        "a.safetensors: the header's entry 'a' cannot be read ('dtype' is no text); save it again with safetensors.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "a.safetensors: the header's entry 'a' cannot be read ('data_offsets' are not a begin and an end); save it again with safetensors.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}",
        "a.safetensors: the header's entry 'a' cannot be read ('x' is unknown or stands there twice); save it again with safetensors.")]
    [InlineData("{\"a\":[]}", "a.safetensors: the header's entry 'a' cannot be read (it is no object); save it again with safetensors.")]
    [InlineData("{}", "a.safetensors goes on behind its last tensor: its header promises 0 bytes of data, and there are 8; copy it or save it again.")]
    [InlineData("[]", "a.safetensors is no safetensors file: its header does not begin with '{'; save it again with safetensors.")]
    [InlineData("{\"a\"", "a.safetensors: the header is no valid JSON (")]
    [InlineData("{}{}", "a.safetensors: the header is no valid JSON (")]
    [InlineData("{\"\\ud800\":{}}", "a.safetensors: the header is no valid JSON (")]
    public void Open_BadSafeTensors_SaysWhatIsWrong(string json, string sentence)
    {
        string path = _folder.Write("a.safetensors", ArrayBytes.SafeTensors(json, new byte[8]));
        Assert.StartsWith(sentence, _folder.MessageOf(() => ArrayFile.Open(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SafeTensorsOfBadLength_SaysSo()
    {
        string Message(byte[] bytes) => _folder.MessageOf(() => ArrayFile.Open(_folder.Write("a.safetensors", bytes)));
        Assert.Equal("a.safetensors is no safetensors file: it has only 3 bytes; copy it or save it again.", Message([1, 2, 3]));
        byte[] huge = new byte[10];
        BinaryPrimitives.WriteUInt64LittleEndian(huge, ulong.MaxValue);
        Assert.Equal(
            "a.safetensors is no safetensors file, or is cut off: its header would have 18,446,744,073,709,551,615 bytes, of 2 that follow (at most 100,000,000); copy it or save it again.",
            Message(huge));
        Assert.Equal("a.safetensors has no tensors; save at least one.", Message(ArrayBytes.SafeTensors("{}", [])));
    }

    [Fact]
    public void ToVariable_IntegerBeyondTwoToThe53_IsRefusedByRowAndColumn()
    {
        const string Remedy = "beyond 2^53 not every integer is a number here: if these are identifiers, save codes instead "
            + "(np.unique(a, return_inverse=True)[1]), else convert them (a.astype(float)).";
        using ArrayFile signed = ArrayFile.Open(_folder.Write("a.npy", ArrayBytes.Npy<long>("<i8", "(2, 2)", [1, 2, -9007199254740993, 4])));
        Assert.Equal($"'a.npy' holds -9007199254740993 in row 1, column 0; {Remedy}", _folder.MessageOf(() => signed.ToVariable()));
        using ArrayFile unsigned = ArrayFile.Open(_folder.Write("b.npy", ArrayBytes.Npy<ulong>("<u8", "(3,)", [1, 2, ulong.MaxValue])));
        Assert.Equal($"'b.npy' holds 18446744073709551615 in row 2; {Remedy}", _folder.MessageOf(() => unsigned.ToTable()));
        using ArrayFile fortran = ArrayFile.Open(_folder.Write("c.npy", ArrayBytes.Npy<long>("<i8", "(1, 2, 3)", [1, 2, 3, 4, long.MaxValue, 6], fortran: true)));
        Assert.Equal($"'c.npy' holds 9223372036854775807 in row 0, column 2; {Remedy}", _folder.MessageOf(() => fortran.ToVariable()));
    }

    [Fact]
    public void ToTable_DifferentRows_NamesBothShapes()
    {
        byte[] three = ArrayBytes.Npy<double>("<f8", "(3,)", [1, 2, 3]);
        byte[] wide = ArrayBytes.Npy<double>("<f8", "(1, 3)", [1, 2, 3]);
        using ArrayFile file = ArrayFile.Open(_folder.Write("a.npz", ArrayBytes.Zip(true, ("y.npy", three), ("x.npy", wide))));
        Assert.Equal(
            "The arrays of a.npz are no table: a.npz:y has 3 rows (shape 3) and a.npz:x 1 (shape 1×3); name one of them, or save arrays with the same rows.",
            _folder.MessageOf(() => file.ToTable()));
        Assert.Equal(3, file.ToTable(new TableOptions { Columns = ["y"] }).RowCount);
    }

    [Fact]
    public void Read_FileThatShrankMeanwhile_SaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let anyone shorten a file that is open.");
        string path = _folder.Write("a.npy", ArrayBytes.Npy<double>("<f8", "(9,)", new double[9]));
        using ArrayFile file = ArrayFile.Open(path);
        using (FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.SetLength(140);
        }

        Assert.Contains("was the file changed while it was read? Run again.", _folder.MessageOf(() => file.ToVariable()), StringComparison.Ordinal);
    }

    // Where the first entry of the directory begins.
    private static int EntryOf(byte[] zip) => zip.AsSpan().IndexOf("PK\x01\x02"u8);
}
