using System.Data;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public sealed class TableErrorTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("infometer-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("", "t.csv is empty; a table needs a header and at least one row.")]
    [InlineData("\uFEFF", "t.csv is empty; a table needs a header and at least one row.")]
    [InlineData("\n\n", "t.csv holds only comments and blank lines; a table needs a header and at least one row.")]
    [InlineData("% a\n# b\n", "t.csv holds only comments and blank lines; a table needs a header and at least one row.")]
    [InlineData("a,b\n",
        "t.csv has a header (line 1) but no rows below it; if that line is data, say that there is no header (--no-header).")]
    [InlineData("a,b",
        "t.csv has a header (line 1) but no rows below it; if that line is data, say that there is no header (--no-header).")]
    [InlineData("% c\na,b\n\n\n",
        "t.csv has a header (line 2) but no rows below it; if that line is data, say that there is no header (--no-header).")]
    [InlineData("a,b\n1,2\n3\n4,5\n",
        "t.csv, line 3 has 1 cell but the header (line 1) has 2 (cells are separated by commas); "
        + "correct the line, and quote cells that contain the delimiter.")]
    [InlineData("a;b\n1;2\n3;4;5\n",
        "t.csv, line 3 has 3 cells but the header (line 1) has 2 (cells are separated by semicolons); "
        + "correct the line, and quote cells that contain the delimiter.")]
    [InlineData("a\tb\n1\t\"x\ny\"\n3\t4\t5\n",
        "t.csv, line 4 has 3 cells but the header (line 1) has 2 (cells are separated by tabs); "
        + "correct the line, and quote cells that contain the delimiter.")]
    [InlineData("a,b,a\n1,2,3\n", "t.csv, line 1: the header has 'a' twice, as columns :0 and :2; rename one.")]
    [InlineData("1,2,1\n1,2,3\n",
        "t.csv, line 1: the header has '1' twice, as columns :0 and :2; rename one; "
        + "if this line is data, say that there is no header (--no-header).")]
    [InlineData("a,,c\n1,2,3\n",
        "t.csv, line 1: the header's cell 2 of 3 is empty; name the column, or ask for the others by name.")]
    [InlineData("a,b\n1,2\n\n3,4\n", "t.csv, line 3 is blank but rows follow it; delete the blank line, or everything from there on.")]
    [InlineData("a,b\n1,2\n  \n\n3,4\n",
        "t.csv, line 3 is blank but rows follow it; delete the blank line, or everything from there on.")]
    [InlineData("a,b\n1,\"x\n3,4\n",
        "t.csv, line 2: a quoted cell that begins here is never closed; "
        + "close it with a quote (write a quote inside a quoted cell twice).")]
    [InlineData("\"a,b\n1,2\n",
        "t.csv, line 1: a quoted cell that begins here is never closed; "
        + "close it with a quote (write a quote inside a quoted cell twice).")]
    [InlineData("a,b\n1,\"x\"y\n3,4\n",
        "t.csv, line 2: text follows the closing quote of a cell in column 'b'; "
        + "write a quote inside a quoted cell twice, or set a delimiter behind the closing quote.")]
    [InlineData("\"a\"x,b\n1,2\n",
        "t.csv, line 1: text follows the closing quote of '\"a\"x'; "
        + "write a quote inside a quoted cell twice, or set a delimiter behind the closing quote.")]
    [InlineData("a,b\n1,inf\n2,3\n",
        "t.csv, line 2: 'inf' in column 'b' is infinite or beyond the range of numbers; "
        + "correct the cell, or add it to the missing tokens.")]
    [InlineData("a,b\n1,2\n2,-Infinity\n",
        "t.csv, line 3: '-Infinity' in column 'b' is infinite or beyond the range of numbers; "
        + "correct the cell, or add it to the missing tokens.")]
    [InlineData("a,b\n1,2\n\"1e999\",2\n",
        "t.csv, line 3: '1e999' in column 'a' is infinite or beyond the range of numbers; "
        + "correct the cell, or add it to the missing tokens.")]
    [InlineData("a,b\n1,\0\n", "t.csv is binary data (it holds NUL bytes), not a text table; save it as UTF-8 CSV (plain or .gz).")]
    [InlineData("PK\u0003\u0004....",
        "t.csv is a zip archive or an Excel workbook, not a text table; save it as UTF-8 CSV (plain or .gz).")]
    [InlineData("PAR1....", "t.csv is a Parquet file, not a text table; save it as UTF-8 CSV (plain or .gz).")]
    [InlineData("%PDF-1.7", "t.csv is a PDF document, not a text table; save it as UTF-8 CSV (plain or .gz).")]
    [InlineData("SQLite format 3", "t.csv is an SQLite database, not a text table; save it as UTF-8 CSV (plain or .gz).")]
    [InlineData("a,b\n1,x\r2\n3,4\n",
        "t.csv, line 2: a lone carriage return stands within a line (column 'b'); save the file with one kind of line end.")]
    public void Read_BadText_SaysWhatIsWrongAndWhatToDo(string text, string sentence)
    {
        Assert.Equal(sentence, Csv.ErrorOf(() => Csv.Read(text)));
        Assert.Equal(sentence, Csv.ErrorOf(() => Csv.Read(text, blockSize: 1)));
    }

    [Theory]
    [InlineData("a,b\n1,\xFF\xFE\n", "t.csv, line 2: a cell holds bytes that are not UTF-8 ('\uFFFD\uFFFD'); save the file as UTF-8.")]
    [InlineData("a,b\n1,x\n1,\"caf\xE9\"\n", "t.csv, line 3: a cell holds bytes that are not UTF-8 ('caf\uFFFD'); save the file as UTF-8.")]
    [InlineData("n\xE9,b\n1,2\n", "t.csv, line 1: 'n\uFFFD' holds bytes that are not UTF-8; save the file as UTF-8.")]
    [InlineData("\xFF\xFE\0\0a", "t.csv is UTF-32 text; save it as UTF-8.")]
    [InlineData("\xFF\xFE" + "a", "t.csv starts as UTF-16 text but holds bytes that are not; save it as UTF-8.")]
    [InlineData("\xFF\xFE" + "a\0\n\0\0\xD8", "t.csv starts as UTF-16 text but holds bytes that are not; save it as UTF-8.")]
    [InlineData("\x93NUMPY", "t.csv is a NumPy array, not a text table; keep it in a plain file (not gzip) that ends in .npy.")]
    [InlineData("\x89HDF\r\n", "t.csv is an HDF5 file, not a text table; save it as UTF-8 CSV (plain or .gz).")]
    [InlineData("\xD0\xCF\x11\xE0", "t.csv is an old Excel workbook, not a text table; save it as UTF-8 CSV (plain or .gz).")]
    [InlineData("\x28\xB5\x2F\xFD", "t.csv is packed with zstd, not a text table; save it as UTF-8 CSV (plain or .gz).")]
    [InlineData("\xFD" + "7zXZ", "t.csv is packed with xz, not a text table; save it as UTF-8 CSV (plain or .gz).")]
    [InlineData("BZh91AY&SY", "t.csv is packed with bzip2, not a text table; save it as UTF-8 CSV (plain or .gz).")]
    public void Read_BadBytes_SaysWhatTheyAre(string latin1, string sentence) =>
        Assert.Equal(sentence, Csv.ErrorOf(() => Csv.Read(Encoding.Latin1.GetBytes(latin1))));

    [Fact]
    public void Read_NulBehindTheBeginning_NamesTheLine()
    {
        string rows = string.Concat(Enumerable.Repeat("1,x\n", 300));
        Assert.Equal(
            "t.csv, line 302 holds a NUL byte: this is binary data or a damaged file; write it again as UTF-8 text.",
            Csv.ErrorOf(() => Csv.Read("a,b\n" + rows + "1,\0\n")));
        string many = string.Concat(Enumerable.Repeat("1,x\n", 100_000));
        Assert.Equal(
            "t.csv, line 100002: a cell holds a NUL byte; this is binary data or a damaged file: write it again as UTF-8 text.",
            Csv.ErrorOf(() => Csv.Read("a,b\n" + many + "1,\0\n")));
    }

    [Fact]
    public void Read_TruncatedGzip_IsRefusedAtEveryLength()
    {
        byte[] packed = Gzip("a,b\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},{i * i}\n")));
        Assert.Equal(50, Csv.Read(packed).RowCount);
        for (int length = 2; length < packed.Length; length++)
        {
            Assert.Equal(
                "t.csv is a damaged or truncated gzip file; fetch or pack it again (gzip -t tests a file).",
                Csv.ErrorOf(() => Csv.Read(packed[..length])));
        }
    }

    [Fact]
    public void Read_DamagedGzip_IsRefused()
    {
        byte[] packed = Gzip("a,b\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},{i * i}\n")));
        foreach (int at in (int[])[20, packed.Length / 2, packed.Length - 6, packed.Length - 1])
        {
            byte[] damaged = [.. packed];
            damaged[at] ^= 0x55;
            Assert.Equal(
                "t.csv is a damaged or truncated gzip file; fetch or pack it again (gzip -t tests a file).",
                Csv.ErrorOf(() => Csv.Read(damaged)));
        }
    }

    [Fact]
    public void Read_FileThatIsNone_SaysSo()
    {
        string absent = Path.Combine(_directory, "absent.csv");
        Assert.Equal(
            $"There is no file '{absent}'; check the name, or the directory it is relative to.",
            Csv.ErrorOf(() => Table.Read(absent)));
        Assert.Equal($"'{_directory}' is a directory; name a file in it.", Csv.ErrorOf(() => Table.Read(_directory)));
        Assert.Equal(
            "The data file's name is empty; give a path, or - for standard input.", Csv.ErrorOf(() => Table.Read("")));
    }

    [Fact]
    public void Read_FileThatShrinks_SaysSo()
    {
        // The progress report of the first block is a moment at which the file is still being read.
        string path = Path.Combine(_directory, "shrinks.csv");
        File.WriteAllText(path, "a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 200_000)));
        RunContext context = new()
        {
            MaxDegreeOfParallelism = 1,
            Progress = new Immediate(_ => File.WriteAllText(path, "a,b\n1,2\n")),
        };
        Assert.Equal($"{path} changed while it was read; read it again when it is "
            + $"complete.", Csv.ErrorOf(() => Table.Read(path, null, context)));
    }

    [Fact]
    public void Read_TooManyRows_SaysSo()
    {
        using MemoryStream stream = new("a\n1\n2\n3\n4\n"u8.ToArray());
        Assert.Equal(
            "t.csv has more than 3 rows; read a sample of it, or split it.",
            Csv.ErrorOf(() => Table.Read(stream, "t.csv", null, null, new ReadSettings { MaxRows = 3, BlockSize = 2 })));
    }

    [Theory]
    [InlineData("incme", "There is no column 'incme' in t.csv (its columns are 'income', 'outcome', 'age'); did you mean 'income'?")]
    [InlineData("AGE", "There is no column 'AGE' in t.csv (its columns are 'income', 'outcome', 'age'); did you mean 'age'?")]
    [InlineData("q", "There is no column 'q' in t.csv (its columns are 'income', 'outcome', 'age'); names are case-sensitive.")]
    [InlineData("", "There is no column '' in t.csv (its columns are 'income', 'outcome', 'age'); names are case-sensitive.")]
    [InlineData(":3", "There is no column :3 in t.csv, which has 3 columns; positions run from :0 to :2.")]
    [InlineData(":x", "':x' is no column position; write a colon and a whole number from 0, such as :3.")]
    [InlineData(":-1", "':-1' is no column position; write a colon and a whole number from 0, such as :3.")]
    [InlineData(":99999999999", "':99999999999' is no column position; write a colon and a whole number from 0, such as :3.")]
    public void Column_Unknown_SuggestsWhatCouldBeMeant(string name, string sentence)
    {
        const string Text = "income,outcome,age\n1,2,3\n";
        Assert.Equal(sentence, Csv.ErrorOf(() => Csv.Read(Text).Column(name)));
        Assert.Equal(sentence, Csv.ErrorOf(() => _ = Csv.Read(Text)[name]));
        Assert.Equal(sentence, Csv.ErrorOf(() => Csv.Read(Text, new TableOptions { Columns = [name] })));
        Assert.Equal(sentence, Csv.ErrorOf(() => Csv.Read(Text, Kind(name, VariableKind.Discrete))));
    }

    [Fact]
    public void Column_UnknownAmongMany_ListsAFew() => Assert.Equal(
        "There is no column 'z' in t.csv (its 7 columns begin with 'a', 'b', 'c', 'd', 'e'); names are case-sensitive.",
        Csv.ErrorOf(() => Csv.Read("a,b,c,d,e,f,g\n1,2,3,4,5,6,7\n").Column("z")));

    [Fact]
    public void Read_BadOptions_SaysWhatIsWrong()
    {
        const string Text = "a,b\n1,2.5\n2,x\n3,4\n";
        Assert.Equal(
            "The list of columns to read from t.csv is empty; name at least one, or leave the list out to read all.",
            Csv.ErrorOf(() => Csv.Read(Text, new TableOptions { Columns = [] })));
        Assert.Equal(
            "t.csv, line 3: 'x' in column 'b' is not a number, so the column cannot be continuous; "
            + "correct the cell, name it among the missing tokens, or leave the kind discrete.",
            Csv.ErrorOf(() => Csv.Read(Text, Kind("b", VariableKind.Continuous))));
        Assert.Equal(
            "t.csv, line 3: 'x' in column 'b' is not a number, so the column cannot be mixed; "
            + "correct the cell, name it among the missing tokens, or leave the kind discrete.",
            Csv.ErrorOf(() => Csv.Read(Text, Kind(":1", VariableKind.Mixed), blockSize: 1)));
        Assert.Equal("'9' is no kind for column 'b'; use discrete, continuous or "
            + "mixed.", Csv.ErrorOf(() => Csv.Read(Text, Kind("b", (VariableKind)9))));
        Assert.Equal(
            "A kind is given for column 'b', which is not among the columns asked for; ask for it, or drop the kind.",
            Csv.ErrorOf(() => Csv.Read(Text, Kind("b", VariableKind.Discrete) with { Columns = ["a"] })));
        Assert.Equal(
            "t.csv has several columns 'a'; ask for one by its position, such as :0.",
            Csv.ErrorOf(() => Csv.Read("a,a\n1,2\n", new TableOptions { Columns = ["a"] })));
        Assert.Equal(
            "'\"' (U+0022) cannot be the delimiter; use a comma, semicolon, tab, space, or another ASCII mark other than quote and point.",
            Csv.ErrorOf(() => Csv.Read(Text, new TableOptions { Delimiter = '"' })));
        Assert.Equal(
            "t.csv, line 2 has 3 cells but the first row (line 1) has 2 (cells are separated by commas); "
            + "correct the line, and quote cells that contain the delimiter.",
            Csv.ErrorOf(() => Csv.Read("1,2\n3,4,5\n6,7\n", new TableOptions { HasHeader = false })));
        Assert.Equal(
            "t.csv, line 2 has 1 cell but the header (line 1) has 2 (cells are separated by '|'); "
            + "correct the line, and quote cells that contain the delimiter.",
            Csv.ErrorOf(() => Csv.Read("a|b\n1,2\n", new TableOptions { Delimiter = '|' })));
        Assert.Equal("t.csv is empty; a table needs a header and at least one "
            + "row.", Csv.ErrorOf(() => Csv.Read("", new TableOptions { HasHeader = false })));
    }

    [Fact]
    public void InMemory_BadColumns_SaysWhatIsWrong()
    {
        Column a = Column.Numeric("a", new double[] { 1, 2, 3 });
        Column b = Column.Categorical("b", ["x", "y"]);
        Assert.Equal("A table needs at least one column with at least one row.", Csv.ErrorOf(() => Table.Of()));
        Assert.Equal("A table needs at least one column with at least one row.", Csv.ErrorOf(() => Table.Of(Column.Categorical("b", []))));
        Assert.Equal("Column 'a' has 3 rows and 'b' 2; columns of one table need the same rows.", Csv.ErrorOf(() => Table.Of(a, b)));
        Assert.Equal("Two columns are called 'a'; rename one.", Csv.ErrorOf(() => Table.Of(a, a)));
        Assert.Equal(
            "Column 'x' is infinite in row 1; every number must be finite: drop such rows, or make them NaN (missing).",
            Csv.ErrorOf(() => Column.Numeric("x", new double[] { 1, double.NegativeInfinity })));
        Assert.Equal(
            "Column 'x' has 2 levels but 1 level names; pass one name per level.",
            Csv.ErrorOf(() => Column.Categorical("x", Codes.Create([0, 1], 2), ["a"])));
    }

    [Fact]
    public void From_BadQueries_SaysWhatIsWrong()
    {
        using DataTable data = new();
        data.Columns.Add("v", typeof(double));
        data.Columns.Add("blob", typeof(byte[]));
        data.Columns.Add("s", typeof(string));
        TableOptions numbers = new() { Columns = ["v"] };
        Assert.Equal("query returned no rows; a table needs at least "
            + "one.", Csv.ErrorOf(() => Table.From(data.CreateDataReader(), options: numbers)));
        data.Rows.Add(1.5, Array.Empty<byte>(), "x");
        data.Rows.Add(double.PositiveInfinity, Array.Empty<byte>(), "y");
        Assert.Equal(
            "Column 'blob' of orders is of type Byte[], which a table cannot hold; cast it to a number, text or date, or leave it out.",
            Csv.ErrorOf(() => Table.From(data.CreateDataReader(), "orders")));
        Assert.Equal(
            "query, row 1: column 'v' is infinite; every number must be finite: filter such rows or make them null.",
            Csv.ErrorOf(() => Table.From(data.CreateDataReader(), options: numbers)));
        Assert.Equal(
            "Column 's' of query is text, so it cannot be continuous; cast it to a number in the query.",
            Csv.ErrorOf(() => Table.From(data.CreateDataReader(), options: Kind("s", VariableKind.Continuous) with { Columns = ["s"] })));
        data.Columns.Clear();
        Assert.Equal("query has no columns; select at least one.", Csv.ErrorOf(() => Table.From(data.CreateDataReader())));
    }

    private static TableOptions Kind(string column, VariableKind kind) =>
        new() { Kinds = new Dictionary<string, VariableKind> { [column] = kind } };

    private static byte[] Gzip(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private sealed class Immediate(Action<RunProgress> report) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => report(value);
    }
}
