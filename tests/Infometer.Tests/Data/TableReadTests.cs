using System.Data;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public sealed class TableReadTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("infometer-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("a,b\n1.5,x\n2.5,y\n")]
    [InlineData("a,b\n1.5,x\n2.5,y")]
    [InlineData("a,b\r\n1.5,x\r\n2.5,y\r\n")]
    [InlineData("a,b\r1.5,x\r2.5,y\r")]
    [InlineData("a\tb\n1.5\tx\n2.5\ty\n")]
    [InlineData("a;b\n1.5;x\n2.5;y\n")]
    [InlineData("a b\n1.5 x\n2.5 y\n")]
    [InlineData("  a    b\n  1.5  x  \n 2.5\ty\n")]
    [InlineData("\uFEFFa,b\n1.5,x\n2.5,y\n")]
    [InlineData("\n\na,b\n1.5,x\n2.5,y\n\n\n")]
    [InlineData("a,b\r\n1.5,x\r\n2.5,y\r\n\r\n")]
    [InlineData("% comment\n# another, one\n\na,b\n1.5,x\n2.5,y\n")]
    [InlineData("#a,b\n1.5,x\n2.5,y\n")]
    [InlineData("# made today\n# a , b\n1.5,x\n2.5,y\n")]
    [InlineData("# made by, me\na,b\n1.5,x\n2.5,y\n")]
    [InlineData("# a b\n1.5 x\n2.5 y\n")]
    [InlineData("\"a\",\"b\"\n\"1.5\",\"x\"\n\"2.5\",\"y\"\n")]
    [InlineData(" a , b \n 1.5 , x \n 2.5 , y \n")]
    [InlineData("\"a\" , \"b\"\n \"1.5\",\t\"x\"\n\" 2.5 \",\"y\" \n")]
    [InlineData("a,b\n+1.5,x\n25e-1,y\n")]
    public void Read_SameTableInManyForms_IsTheSame(string text)
    {
        foreach (int blockSize in (int[])[1, 8, 1 << 18])
        {
            Table table = Csv.Read(text, null, null, blockSize);
            Assert.Equal(["a", "b"], table.Columns.Select(c => c.Name));
            Assert.Equal(VariableKind.Continuous, table.Column("a").Kind);
            Assert.Equal([1.5, 2.5], table.Column("a").Values());
            Assert.Equal(VariableKind.Discrete, table.Column("b").Kind);
            Assert.Equal(["x", "y"], table.Column("b").Cells());
        }
    }

    [Fact]
    public void Read_FileGzipAndUtf16_AreTheSame()
    {
        const string Text = "a,b\n1.5,ü\n2.5,日\n";
        byte[] plain = Encoding.UTF8.GetBytes(Text);
        string expected = Csv.Dump(Csv.Read(plain));
        Assert.Equal(expected, Csv.Dump(Csv.Read(Gzip(plain))));
        Assert.Equal(expected, Csv.Dump(Csv.Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)])));
        Assert.Equal(expected, Csv.Dump(Csv.Read([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)])));
        Assert.Equal(expected, Csv.Dump(Csv.Read(Gzip([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)]))));

        string path = Path.Combine(_directory, "t.csv");
        File.WriteAllBytes(path, plain);
        Assert.Equal(expected.Replace("t.csv", path, StringComparison.Ordinal), Csv.Dump(Table.Read(path)));
        File.WriteAllBytes(path, Gzip(plain));
        Assert.Equal(expected.Replace("t.csv", path, StringComparison.Ordinal), Csv.Dump(Table.Read(path)));
    }

    [Fact]
    public void Read_GzipOfSeveralMembers_ReadsAll()
    {
        Table table = Csv.Read([.. Gzip("a,b\n1,2\n"u8), .. Gzip("3,4\n"u8)]);
        Assert.Equal(2, table.RowCount);
    }

    [Fact]
    public void Read_Stream_StaysOpen()
    {
        using MemoryStream stream = new("a\n1\n"u8.ToArray());
        Table.Read(stream, "s");
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Read_QuotedCells_KeepWhatIsInThem()
    {
        Column column = Csv.Read("a,b\n\"x, \"\"y\"\"\",1\n\"two\nlines\",2\n\" padded \",3\nin \"side\",4\n").Column("a");
        Assert.Equal(["x, \"y\"", "two\nlines", " padded ", "in \"side\""], column.Cells());
    }

    [Fact]
    public void Read_QuotesAcrossBlocks_KeepsRecordsWhole()
    {
        string text = "a,b\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"\"{new string('\n', i % 7)},{i}\"\"\",{i}\n"));
        string expected = Csv.Dump(Csv.Read(text));
        for (int blockSize = 1; blockSize < 60; blockSize++)
        {
            Assert.Equal(expected, Csv.Dump(Csv.Read(text, null, null, blockSize)));
        }
    }

    [Fact]
    public void Read_NoHeader_NamesColumnsByPosition()
    {
        Table table = Csv.Read("1.5,x\n2.5,y\n", new TableOptions { HasHeader = false });
        Assert.Equal([":0", ":1"], table.Columns.Select(c => c.Name));
        Assert.Equal(2, table.RowCount);
        Assert.Equal([1.5, 2.5], table.Column(":0").Values());
    }

    [Fact]
    public void Read_OneRow_Loads() => Assert.Equal(1, Csv.Read("a,b\n1,x").RowCount);

    [Fact]
    public void Read_OneColumn_NeedsNoDelimiter()
    {
        Column column = Csv.Read("v\n1.5\n\n2.5\n\n\n").Columns[0];
        Assert.Equal([1.5, double.NaN, 2.5], column.Values());
        Assert.Equal(1, column.MissingCount);
    }

    [Fact]
    public void Read_NumericHeader_IsNoted() =>
        Assert.Equal("numeric-header", Assert.Single(Csv.Read("1,2\n3,4\n").Notes).Code);

    [Fact]
    public void Read_SomeColumns_ReadsThoseInTheOrderAsked()
    {
        Table table = Csv.Read("a,b,c\n1.5,x\xFF,2.5\n", new TableOptions { Columns = ["c", ":0"] });
        Assert.Equal(["c", "a"], table.Columns.Select(c => c.Name));
        Assert.Equal([2.5], table.Columns[0].Values());
    }

    [Fact]
    public void Read_SomeColumns_LetsBadNamesBe()
    {
        Table table = Csv.Read(",a,a,b\n1,2.5,3.5,4.5\n", new TableOptions { Columns = ["b", ":1", ":0"] });
        Assert.Equal(["b", ":1", ":0"], table.Columns.Select(c => c.Name));
        Assert.Equal([2.5], table.Columns[1].Values());
    }

    [Fact]
    public void Read_NameLikeAPosition_NameGoesFirst() =>
        Assert.Equal([2.5], Csv.Read("a,:0\n1.5,2.5\n").Column(":0").Values());

    [Fact]
    public void Read_GivenDelimiter_IsUsed()
    {
        Assert.Equal(["a", "b"], Csv.Read("a|b\n1|2\n", new TableOptions { Delimiter = '|' }).Columns.Select(c => c.Name));
        Assert.Equal(["a,b"], Csv.Read("a,b\n1,2\n", new TableOptions { Delimiter = ';' }).Columns.Select(c => c.Name));
        Assert.Equal(["a", "b"], Csv.Read("a  b\n1 \t2\n", new TableOptions { Delimiter = ' ' }).Columns.Select(c => c.Name));
    }

    [Theory]
    [InlineData("when,what\n2020-01-01 10:00,a b\n2020-01-02 11:00,c d\n", "when,what")]
    [InlineData("x;y\n1,5;2,5\n2,5;3,5\n", "x,y")]
    [InlineData("x\ty, z\n1\t2, 3\n4\t5, 6\n", "x,y, z")]
    [InlineData("text\nhello\nworld\n", "text")]
    public void Read_Delimiter_IsTheConsistentOne(string text, string names) =>
        Assert.Equal(names, string.Join(',', Csv.Read(text).Columns.Select(c => c.Name)));

    [Fact]
    public void Read_HeaderBeyondTheFirstPeek_IsFound()
    {
        string header = string.Join(',', Enumerable.Range(0, 30_000).Select(i => $"column{i}"));
        string row = string.Join(',', Enumerable.Range(0, 30_000).Select(i => $"{i}.5"));
        Table table = Csv.Read($"{header}\n{row}\n{row}\n");
        Assert.Equal(30_000, table.Columns.Count);
        Assert.Equal([29_999.5, 29_999.5], table.Column("column29999").Values());
    }

    [Fact]
    public void Read_Cancelled_Stops()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        string text = "a\n" + string.Concat(Enumerable.Repeat("1.5\n", 1000));
        foreach (int threads in (int[])[1, 2])
        {
            RunContext context = new() { MaxDegreeOfParallelism = threads, Cancellation = source.Token };
            Assert.Throws<OperationCanceledException>(() => Csv.Read(text, null, context, blockSize: 8));
        }
    }

    [Fact]
    public void Read_Values_SurviveARoundTrip()
    {
        Random random = new(11);
        IEnumerable<double> bits = Enumerable.Range(0, 2000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64()));
        double[] values = [.. bits.Where(double.IsFinite)];
        string text = "v\n" + string.Join('\n', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        Assert.Equal(values, Csv.Read(text).Columns[0].Values());
    }

    [Fact]
    public void From_Query_TakesTypesFromTheQuery()
    {
        using DataTable data = new();
        data.Columns.Add("n", typeof(int));
        data.Columns.Add("x", typeof(decimal));
        data.Columns.Add("s", typeof(string));
        data.Columns.Add("b", typeof(bool));
        data.Columns.Add("t", typeof(DateTime));
        for (int i = 0; i < 30; i++)
        {
            object x = i == 1 ? DBNull.Value : i / 4m;
            object s = i == 2 ? DBNull.Value : $"{i % 3}";
            data.Rows.Add(i, x, s, i % 2 == 0, new DateTime(1970, 1, 2).AddHours(12 * i));
        }

        Table table = Table.From(data.CreateDataReader(), "orders");
        Assert.Equal("orders", table.Name);
        Assert.Equal(30, table.RowCount);
        Assert.Equal(
            [VariableKind.Continuous, VariableKind.Continuous, VariableKind.Discrete, VariableKind.Discrete, VariableKind.Continuous],
            table.Columns.Select(c => c.Kind));
        Assert.Equal([0, 1, 1, 0, 0], table.Columns.Select(c => c.MissingCount));
        Assert.Equal(["0", "1", "2", "(missing)"], table.Column("s").Levels);
        Assert.Equal(["False", "True"], table.Column("b").Levels);
        Assert.Equal(1.5, table.Column("t").Values()[1]);
        Assert.Equal(0.75, table.Column("x").Values()[3]);
    }

    [Fact]
    public void Indexer_Columns_AreVariables()
    {
        Table table = Csv.Read("a,b,c\n1.5,2.5,x\n3.5,4.5,y\n");
        Assert.Equal(VariableKind.Discrete, table["c"].Kind);
        Variable both = table["a", "b"];
        Assert.Equal(2, both.Dimension);
        Assert.Equal([1.5, 2.5, 3.5, 4.5], both.Values.ToArray());
    }

    [Fact]
    public void Of_Columns_IsATable()
    {
        Table table = Table.Of(Column.Numeric("a", new double[] { 1.5, double.NaN }), Column.Categorical("b", ["y", null]));
        Assert.Equal(2, table.RowCount);
        Assert.Equal(1, table.Column("a").MissingCount);
        Assert.Equal(["y", "(missing)"], table.Column("b").Cells());
        Assert.Equal(1, table.Column("b").MissingCode);
    }

    private static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
