using Xunit;

namespace Infometer.Tests;

public sealed class NumericArrayTests : IDisposable
{
    private readonly ArrayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(7, 5, false)]
    [InlineData(7, 5, true)]
    [InlineData(1, 9, false)]
    [InlineData(9000, 3, true)] // longer than a strip of rows
    [InlineData(70000, 2, false)] // longer than a chunk of bytes
    [InlineData(3, 9000, false)] // rows long enough to be read in pieces
    [InlineData(3, 9000, true)]
    [InlineData(40, 300, false)]
    public void Copy_AnyBlock_IsThatOfTheWhole(int rows, int columns, bool fortran)
    {
        double Cell(int i, int j) => (i * 1000.0) + j;
        double[] stored = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                stored[fortran ? (j * rows) + i : (i * columns) + j] = Cell(i, j);
            }
        }

        using ArrayFile file = ArrayFile.Open(_folder.Write("a.npy", ArrayBytes.Npy<double>("<f8", $"({rows},{columns})", stored, fortran)));
        NumericArray array = file.Read();
        foreach (int j in new[] { 0, columns / 2, columns - 1 })
        {
            double[] column = new double[rows];
            array.CopyColumn(j, column);
            Assert.Equal(Enumerable.Range(0, rows).Select(i => Cell(i, j)), column);
            Assert.Equal(column, array.Column(j, kind: VariableKind.Continuous).Values.ToArray());
        }

        int first = rows / 3;
        double[] block = new double[(rows - first) * columns];
        array.CopyRows(first, rows - first, block);
        Assert.Equal(Enumerable.Range(0, block.Length).Select(k => Cell(first + (k / columns), k % columns)), block);
        float[] screened = new float[Math.Min(columns, 3) * rows];
        array.ToColumnSource().Read(columns - Math.Min(columns, 3), Math.Min(columns, 3), screened);
        Assert.Equal((float)Cell(rows - 1, columns - 1), screened[^1]);
    }

    [Fact]
    public void Copy_OutsideOrTooSmall_IsAProgrammingError()
    {
        using ArrayFile file = ArrayFile.Open(ArrayFolder.Fixture("f8.npy"));
        NumericArray array = file.Read();
        Assert.Throws<ArgumentOutOfRangeException>(() => array.CopyColumn(3, new double[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => array.CopyColumn(-1, new double[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => array.CopyRows(3, 2, new double[12]));
        Assert.Throws<ArgumentOutOfRangeException>(() => array.Column(3));
        Assert.Throws<ArgumentException>(() => array.CopyColumn(0, new double[3]));
        Assert.Throws<ArgumentException>(() => array.CopyRows(0, 4, new float[11]));
    }

    [Fact]
    public void Read_AfterDispose_Throws()
    {
        ArrayFile file = ArrayFile.Open(ArrayFolder.Fixture("f8.npy"));
        NumericArray array = file.Read();
        Variable variable = array.ToVariable();
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => array.CopyColumn(0, new double[4]));
        Assert.Equal(4, variable.Count);
    }

    [Fact]
    public void ToVariable_OneColumn_KindIsInferredAsInTables()
    {
        (VariableKind Kind, string[] Codes) Infer<T>(string type, T[] values, VariableKind? kind = null)
            where T : unmanaged
        {
            using ArrayFile file = ArrayFile.Open(_folder.Write("y.npy", ArrayBytes.Npy<T>(type, $"({values.Length},)", values)));
            List<Note> notes = [];
            Variable variable = file.Read().ToVariable("y", kind, notes);
            Assert.Equal(values.Length, variable.Count);
            return (variable.Kind, [.. notes.Select(n => n.Code)]);
        }

        Assert.Equal((VariableKind.Discrete, "few-distinct-integers"), One(Infer("<i4", [3, 1, 2, 3])));
        Assert.Equal((VariableKind.Discrete, "few-distinct-integers"), One(Infer("<f4", [0f, 1f, 1f, 0f])));
        Assert.Equal((VariableKind.Continuous, ""), One(Infer("<i4", [3, 1, 2, 3], VariableKind.Continuous)));
        Assert.Equal((VariableKind.Continuous, ""), One(Infer("<i4", Enumerable.Range(0, 30).ToArray())));
        Assert.Equal((VariableKind.Discrete, ""), One(Infer("<i4", Enumerable.Range(0, 30).ToArray(), VariableKind.Discrete)));
        Assert.Equal((VariableKind.Continuous, ""), One(Infer("<f4", [0.5f, 1f, 2f])));
        Assert.Equal((VariableKind.Mixed, "mostly-one-value"), One(Infer("<f4", [0f, 0f, 0f, 1.5f, 2.5f])));
        Assert.Equal((VariableKind.Discrete, ""), One(Infer("|b1", [true, false, true])));
        Assert.Equal((VariableKind.Continuous, ""), One(Infer("|b1", [true, false, true], VariableKind.Continuous)));

        static (VariableKind Kind, string Code) One((VariableKind Kind, string[] Codes) inferred) => (inferred.Kind, string.Join(' ', inferred.Codes));
    }

    [Fact]
    public void ToVariable_SinglePrecision_StaysSinglePrecision()
    {
        using ArrayFile file = ArrayFile.Open(_folder.Write("x.npy", ArrayBytes.Npy<float>("<f4", "(2,2)", [0.1f, 0.2f, 0.3f, 0.4f])));
        Variable variable = file.ToVariable();
        Assert.Equal((VariableKind.Continuous, 2, 2), (variable.Kind, variable.Count, variable.Dimension));
        Assert.Equal([(double)0.1f, 0.2f, 0.3f, 0.4f], variable.Values.ToArray());
        double[] column = new double[2];
        variable.CopyColumn(1, column);
        Assert.Equal([(double)0.2f, 0.4f], column);
        Assert.EndsWith("x.npy", variable.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void ToVariable_Matrix_IsContinuousUnlessToldOtherwise()
    {
        using ArrayFile integers = ArrayFile.Open(_folder.Write("i.npy", ArrayBytes.Npy<short>("<i2", "(4,2)", [1, 2, 0, 0, 1, 2, 0, 1])));
        Assert.Equal(VariableKind.Continuous, integers.ToVariable().Kind);
        Assert.Equal(VariableKind.Mixed, integers.ToVariable(kind: VariableKind.Mixed).Kind);
        Variable discrete = integers.ToVariable(kind: VariableKind.Discrete);
        Assert.Equal([0, 1, 0, 2], discrete.Codes!.ToArray());
        Assert.Equal(["1, 2", "0, 0", "0, 1"], discrete.Levels!);

        using ArrayFile truths = ArrayFile.Open(_folder.Write("b.npy", ArrayBytes.Npy<bool>("|b1", "(3,2)", [true, false, true, true, true, false])));
        Assert.Equal([0, 1, 0], truths.ToVariable().Codes!.ToArray());
        Assert.Equal(VariableKind.Continuous, truths.ToVariable(kind: VariableKind.Continuous).Kind);
    }

    [Fact]
    public void ToVariable_DiscreteRows_TakeBothZerosForOne()
    {
        using ArrayFile file = ArrayFile.Open(_folder.Write("a.npy", ArrayBytes.Npy<double>("<f8", "(2,2)", [0.0, 1, -0.0, 1])));
        Assert.Equal([0, 0], file.ToVariable(kind: VariableKind.Discrete).Codes!.ToArray());
    }

    [Fact]
    public void ToVariable_Selection_IsOneColumn()
    {
        using ArrayFile file = ArrayFile.Open(ArrayFolder.Fixture("layers.npz"));
        List<Note> notes = [];
        Variable variable = file.ToVariable("layer1:2", "x", null, notes);
        Assert.Equal([0.5, 1.5, 2.5, 3.5, 4.5], variable.Values.ToArray());
        Assert.Equal("x", variable.Name);
        Assert.Empty(notes);
        Assert.Equal(["x:0", "x:1"], file.ToColumns("blocks/0/mlp", "x").Select(c => c.Name));
        Assert.Equal(["label"], file.ToColumns("label", "label").Select(c => c.Name));
    }

    [Fact]
    public void ToTable_SeveralArrays_AreColumnsUnderTheirNames()
    {
        Table table = Table.Read(ArrayFolder.Fixture("layers.npz"));
        Assert.Equal(
            ["layer1:0", "layer1:1", "layer1:2", "layer1:3", "blocks/0/mlp:0", "blocks/0/mlp:1", "label"], table.Columns.Select(c => c.Name));
        Assert.Equal([0.25, 1.25, 2.25, 3.25, 4.25], table.Column("layer1:1").Values.ToArray());
        Assert.Equal(VariableKind.Discrete, table.Column("label").Kind);
        Assert.Equal(["left-out", "left-out"], table.Notes.Select(n => n.Code));
        Assert.Contains(":seed is a single number without any axis", table.Notes[0].Text, StringComparison.Ordinal);
        Assert.Contains(":notes holds Python objects", table.Notes[1].Text, StringComparison.Ordinal);
        Assert.Contains("holds Python objects", Assert.Throws<InvalidInputException>(
            () => Table.Read(ArrayFolder.Fixture("layers.npz"), new TableOptions { Columns = ["notes"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToTable_OneArray_HasNumberedColumns()
    {
        Assert.Equal([":0", ":1", ":2"], Table.Read(ArrayFolder.Fixture("f8-fortran.npy")).Columns.Select(c => c.Name));
        Assert.Equal([":0", ":1", ":2"], Table.Read(ArrayFolder.Fixture("one.npz")).Columns.Select(c => c.Name));
        Assert.Equal([":0", ":1", ":2", ":3"], Table.Read(ArrayFolder.Fixture("layers.npz") + ":layer1").Columns.Select(c => c.Name));
        Table one = Table.Read(ArrayFolder.Fixture("layers.npz") + ":layer1:3");
        Assert.Equal([0.75, 1.75, 2.75, 3.75, 4.75], Assert.Single(one.Columns).Values.ToArray());
        Assert.Equal(["2.5", "5.5"], Table.Read(ArrayFolder.Fixture("f8.npy"), new TableOptions
        {
            Columns = [":2", ":0"],
            Kinds = new Dictionary<string, VariableKind> { [":2"] = VariableKind.Discrete },
        }).Columns[0].Levels.Take(2));
        using ArrayFile file = ArrayFile.Open(ArrayFolder.Fixture("f8.npy"));
        Assert.Equal([1.5, 4.5, 7.5, 10.5], file.Read().ToTable().Column(":1").Values.ToArray());
    }

    [Fact]
    public void ToTable_Booleans_AreLevelsByName()
    {
        Column column = Table.Read(_folder.Write("b.npy", ArrayBytes.Npy<bool>("|b1", "(3,)", [true, false, true]))).Columns[0];
        Assert.Equal((VariableKind.Discrete, 2), (column.Kind, column.Levels.Count));
        Assert.Equal(["False", "True"], column.Levels);
        Assert.Equal([1, 0, 1], column.Codes!.ToArray());
    }

    [Fact]
    public void ToTable_ManyColumns_ReadsAllOfThem()
    {
        float[] values = [.. Enumerable.Range(0, 5 * 150).Select(i => i + 0.5f)];
        Table table = Table.Read(_folder.Write("w.npy", ArrayBytes.Npy<float>("<f4", "(5,150)", values)));
        Assert.Equal(150, table.Columns.Count);
        for (int j = 0; j < 150; j++)
        {
            Assert.Equal(Enumerable.Range(0, 5).Select(i => (i * 150) + j + 0.5), table.Columns[j].Values.ToArray());
        }
    }

    [Fact]
    public void With_AnotherColumn_KeepsNameAndRows()
    {
        Table table = Table.Read(ArrayFolder.Fixture("f8.npy"));
        Table more = table.With(Column.Numeric("y", new double[] { 1, 2, 3, 4 }));
        Assert.Equal((table.Name, 4), (more.Name, more.Columns.Count));
        Assert.Contains("Two columns are called 'y'", Assert.Throws<InvalidInputException>(() => more.With(Column.Numeric("y", new double[4]))).Message, StringComparison.Ordinal);
        Assert.Contains("has 4 rows and 'z' 2; both need the same rows.", Assert.Throws<InvalidInputException>(() => table.With(Column.Numeric("z", new double[2]))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.npy", true, "a.npy", null)]
    [InlineData("a.NPZ:layer1", true, "a.NPZ", "layer1")]
    [InlineData("d:/x/a.safetensors:m.weight:3", true, "d:/x/a.safetensors", "m.weight:3")]
    [InlineData("a.csv", false, "a.csv", null)]
    [InlineData(":3", false, ":3", null)]
    public void ArrayPath_ToldByEnding(string text, bool isArray, string file, string? selection)
    {
        Assert.Equal(isArray, ArrayPath.TryParse(text, out ArrayPath path));
        Assert.Equal((file, selection), (path.File, path.Selection));
        Assert.Equal(text, path.ToString());
    }

    [Fact]
    public void Screening_OfAnArray_IsThatOfTheMatrix()
    {
        const int Rows = 200;
        const int Columns = 300;
        Random random = new(5);
        float[] values = [.. Enumerable.Range(0, Rows * Columns).Select(_ => (float)random.NextDouble())];
        Variable y = Variable.Continuous(Enumerable.Range(0, Rows).Select(i => values[(i * Columns) + 7] + (0.3 * random.NextDouble())).ToArray().AsMemory(), 1, "y");
        using ArrayFile file = ArrayFile.Open(_folder.Write("x.npy", ArrayBytes.Npy<float>("<f4", $"({Rows},{Columns})", values)));
        Screening expected = Screening.Of(ColumnSource.RowMajor(values, Rows, Columns), y);
        Screening screening = Screening.Of(file.Read().ToColumnSource(), y);
        Assert.Equal(expected.Scores.ToArray(), screening.Scores.ToArray());
        Assert.Equal(7, screening.Order[0]);
    }
}
