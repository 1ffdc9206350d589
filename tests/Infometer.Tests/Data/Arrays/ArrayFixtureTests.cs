using Xunit;

namespace Infometer.Tests;

/// <summary>What is read is what NumPy wrote; fixtures/make.py made the files.</summary>
public class ArrayFixtureTests
{
    private static readonly double[] s_grid = [.. Enumerable.Range(0, 12).Select(i => i + 0.5)];

    [Theory]
    [InlineData("f8.npy", ArrayElementType.F64)]
    [InlineData("f8-fortran.npy", ArrayElementType.F64)]
    [InlineData("f4-big-endian.npy", ArrayElementType.F32)]
    public void Read_Matrix_GivesRowsAndColumns(string file, ArrayElementType type)
    {
        using ArrayFile arrays = ArrayFile.Open(ArrayFolder.Fixture(file));
        NumericArray array = arrays.Read();
        Assert.Equal((type, 4, 3), (array.ElementType, array.Rows, array.Columns));
        Assert.Equal(s_grid, Rows(array, 0, 4));
        Assert.Equal(s_grid[3..9], Rows(array, 1, 2));
        for (int j = 0; j < 3; j++)
        {
            double[] column = new double[4];
            array.CopyColumn(j, column);
            Assert.Equal([s_grid[j], s_grid[3 + j], s_grid[6 + j], s_grid[9 + j]], column);
        }

        Assert.Empty(array.Notes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_EveryFormatVersion_IsUnderstood(int version)
    {
        using ArrayFile arrays = ArrayFile.Open(ArrayFolder.Fixture($"version{version}.npy"));
        ArrayInfo info = Assert.Single(arrays.Arrays);
        Assert.Equal("version" + version + ".npy (<i4, 4×3)", info.ToString());
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (double)i), Rows(arrays.Read(), 0, 4));
    }

    [Theory]
    [InlineData("f2-three-axes.npy")]
    [InlineData("f4-three-axes-fortran.npy")]
    public void Read_ThreeAxes_LaysTheLastOnesIntoColumnsAndSaysSo(string file)
    {
        using ArrayFile arrays = ArrayFile.Open(ArrayFolder.Fixture(file));
        NumericArray array = arrays.Read();
        Assert.Equal((2, 12), (array.Rows, array.Columns));
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), Rows(array, 0, 2));
        double[] column = new double[2];
        array.CopyColumn(5, column);
        Assert.Equal([5.0, 17.0], column);
        Note note = Assert.Single(array.Notes);
        Assert.Equal("flattened", note.Code);
        Assert.Contains("the shape 2×3×4: its first axis is read as rows, the others as 12 columns", note.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("types.npz", 21)]
    [InlineData("types.safetensors", 13)]
    public void Read_EveryType_GivesTheSameNumbers(string file, int count)
    {
        using ArrayFile arrays = ArrayFile.Open(ArrayFolder.Fixture(file));
        Assert.Equal(count, arrays.Arrays.Length);
        foreach (ArrayInfo info in arrays.Arrays)
        {
            NumericArray array = arrays.Read(info.Name);
            double[] expected = info.Name == "bool" ? [0, 1, 1, 0, 1] : info.Name == "BOOL" ? [0, 1, 1, 1, 1] : [0, 1, 2, 3, 100];
            double[] doubles = new double[5];
            array.CopyColumn(0, doubles);
            Assert.Equal(expected, doubles);
            float[] floats = new float[5];
            array.CopyRows(0, 5, floats);
            Assert.Equal(expected, floats.Select(f => (double)f));
        }
    }

    [Fact]
    public void Read_Integers_AreExactUpToTwoToThe53()
    {
        using ArrayFile arrays = ArrayFile.Open(ArrayFolder.Fixture("i8-vector.npy"));
        Assert.Equal([3, -1, 9007199254740992, -9007199254740992], Rows(arrays.Read(), 0, 4));
    }

    [Theory]
    [InlineData("layers.npz")]
    [InlineData("layers-deflated.npz")]
    public void Open_Npz_ListsMembersByName(string file)
    {
        using ArrayFile arrays = ArrayFile.Open(ArrayFolder.Fixture(file));
        Assert.Equal(["layer1", "blocks/0/mlp", "label", "seed", "notes"], arrays.Arrays.Select(a => a.Name));
        Assert.Equal(["5×4", "5×2", "5", "scalar", "1"], arrays.Arrays.Select(a => a.ShapeText));
        Assert.Equal([true, true, true, false, false], arrays.Arrays.Select(a => a.Problem is null));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i * 0.25), Rows(arrays.Read("layer1"), 0, 5));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (double)i), Rows(arrays.Read("blocks/0/mlp"), 0, 5));
        Assert.Equal([0, 1, 0, 1, 1], Rows(arrays.Read("label"), 0, 5));
    }

    [Fact]
    public void Open_SafeTensors_ListsTensorsAndSkipsWhatCannotBeRead()
    {
        using ArrayFile arrays = ArrayFile.Open(ArrayFolder.Fixture("layers.safetensors"));
        Assert.Equal(["layer1", "tiny", "scalar", "label"], arrays.Arrays.Select(a => a.Name));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i * 0.25), Rows(arrays.Read("layer1"), 0, 5));
        Assert.EndsWith(":tiny has elements of the type 'F8_E4M3', which is not read here; save it as numbers: t.float().",
            Assert.Throws<InvalidInputException>(() => arrays.Read("tiny")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scalar.npy", "is a single number without any axis; a variable needs one row per observation.")]
    [InlineData("objects.npy", "holds Python objects (a pickle), which are not read, because reading them could run code; save it with "
        + "np.save(..., allow_pickle=False) after converting to numbers: a.astype(float).")]
    [InlineData("records.npy", "holds records of several fields; save the fields one by one: np.savez('x.npz', **{f: a[f] for f in a.dtype.names}).")]
    [InlineData("records-unicode.npy", "holds records of several fields; save the fields one by one: np.savez('x.npz', **{f: a[f] for f in a.dtype.names}).")]
    [InlineData("complex.npy", "holds complex numbers (<c16); save the real and the imaginary part as two columns: np.column_stack([a.real, a.imag]).")]
    [InlineData("dates.npy", "holds dates or time spans (<M8[D]); save them as numbers: a.astype('int64').astype(float).")]
    [InlineData("longdouble.npy", "holds numbers of extended precision (<f16); save it in double precision: a.astype(float).")]
    public void Read_WhatIsNoArrayOfNumbers_SaysWhatToDo(string file, string sentence)
    {
        using ArrayFile arrays = ArrayFile.Open(ArrayFolder.Fixture(file));
        Assert.Equal($"{ArrayFolder.Fixture(file)} {sentence}", Assert.Throws<InvalidInputException>(() => arrays.Read()).Message);
        Assert.Throws<InvalidInputException>(() => arrays.ToTable());
        Assert.Throws<InvalidInputException>(() => arrays.ToVariable());
    }

    [Theory]
    [InlineData("labels-u.npy", new[] { "cat", "dog", "köttur" }, new[] { 0, 1, 2, 0 })]
    [InlineData("labels-s.npy", new[] { "", "cat", "dog" }, new[] { 1, 2, 0, 1 })]
    public void ToVariable_Texts_AreLabels(string file, string[] levels, int[] codes)
    {
        using ArrayFile arrays = ArrayFile.Open(ArrayFolder.Fixture(file));
        Variable variable = arrays.ToVariable(name: "y");
        Assert.Equal((VariableKind.Discrete, "y"), (variable.Kind, variable.Name));
        Assert.Equal(levels, variable.Levels!);
        Assert.Equal(codes, variable.Codes!.ToArray());
        Assert.EndsWith("(shape 4) holds texts, and numbers are expected; save a whole number for each text instead.",
            Assert.Throws<InvalidInputException>(() => arrays.Read()).Message, StringComparison.Ordinal);
        Assert.Contains("holds texts, so 'y' cannot be continuous",
            Assert.Throws<InvalidInputException>(() => arrays.ToVariable(null, "y", VariableKind.Continuous)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToVariable_NaN_IsRefusedByNameRowAndColumn()
    {
        string path = ArrayFolder.Fixture("nan.npy");
        string sentence = $"'{path}' holds NaN in row 1, column 1; every value must be finite: drop or impute such rows first.";
        using ArrayFile arrays = ArrayFile.Open(path);
        Assert.Equal(sentence, Assert.Throws<InvalidInputException>(() => arrays.ToVariable()).Message);
        Assert.Equal(sentence, Assert.Throws<InvalidInputException>(() => arrays.ToVariable(kind: VariableKind.Discrete)).Message);
        Assert.Equal(sentence, Assert.Throws<InvalidInputException>(() => arrays.ToTable()).Message);
        Assert.Equal(sentence, Assert.Throws<InvalidInputException>(() => arrays.Read().Column(1)).Message);
        Assert.Equal(sentence, Assert.Throws<InvalidInputException>(() => arrays.Read().ToColumnSource().Read(0, 2, new float[4])).Message);
        Assert.Equal([1.0, 3.0], arrays.Read().Column(0, kind: VariableKind.Continuous).Values.ToArray());
        Assert.Equal([1, 2, 3, double.NaN], Rows(arrays.Read(), 0, 2));
    }

    private static double[] Rows(NumericArray array, int first, int count)
    {
        double[] rows = new double[count * array.Columns];
        array.CopyRows(first, count, rows);
        return rows;
    }
}
