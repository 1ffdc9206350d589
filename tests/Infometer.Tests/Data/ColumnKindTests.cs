using System.Text;
using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class ColumnKindTests
{
    [Fact]
    public void Read_MissingTokens_AreMissing()
    {
        Table table = Csv.Read("a,b\n1.5,x\nNA,NA\n,\nN/A,N/A\nNaN,NaN\nnan,nan\nnull,null\n?,?\n\"\",\"\"\n(missing),(missing)\n");
        Assert.Equal(9, table.Column("a").MissingCount);
        Assert.Equal(9, table.Column("a").Values().Count(double.IsNaN));
        Assert.Equal(9, table.Column("b").MissingCount);
        Assert.Equal(["x", "(missing)"], table.Column("b").Levels);
        Assert.Equal(1, table.Column("b").MissingCode);
    }

    [Fact]
    public void Read_OtherMissingTokens_ReplaceTheDefaults()
    {
        Table table = Csv.Read("a,b\n1.5,NA\n-999,\n-999.0,NA\n", new TableOptions { MissingTokens = ["-999"] });
        Assert.Equal([1.5, double.NaN, -999], table.Column("a").Values());
        Assert.Equal(1, table.Column("a").MissingCount);
        Assert.Equal(["", "NA"], table.Column("b").Levels);
    }

    [Fact]
    public void Read_AllMissing_IsDiscreteWithANote()
    {
        Column column = Csv.Read("a,b\n1,\n2,NA\n").Column("b");
        Assert.Equal(VariableKind.Discrete, column.Kind);
        Assert.Equal(["(missing)"], column.Levels);
        Assert.Equal(2, column.MissingCount);
        Assert.Equal(["all-missing"], column.NoteCodes());
    }

    [Theory]
    [InlineData(20, VariableKind.Discrete)]
    [InlineData(21, VariableKind.Continuous)]
    public void Read_Integers_AreDiscreteUpToTwentyDistinct(int distinct, VariableKind kind)
    {
        IEnumerable<int> values = Enumerable.Range(0, 500).Select(i => (i % distinct * 1_000_003) - 5_000_000);
        Column column = Csv.Read("v\n" + string.Join('\n', values)).Columns[0];
        Assert.Equal(kind, column.Kind);
        Assert.Equal(500, column.Values.Length);
        if (kind == VariableKind.Discrete)
        {
            Assert.Equal(["few-distinct-integers"], column.NoteCodes());
            Assert.Equal("-5000000", column.Levels[0]);
            Assert.Equal(column.Values(), column.Cells().Select(double.Parse));
        }
    }

    [Fact]
    public void Read_FewIntegers_SortsLevelsByNumber()
    {
        Column column = Csv.Read("v\n10\n9\n-1\nNA\n10\n").Columns[0];
        Assert.Equal(["-1", "9", "10", "(missing)"], column.Levels);
        Assert.Equal([2, 1, 0, 3, 2], column.Codes!.ToArray());
        Assert.Equal(3, column.MissingCode);
    }

    [Fact]
    public void Read_OneValueInMoreThanHalf_IsMixed()
    {
        IEnumerable<string> zeros = Enumerable.Repeat("0", 101);
        IEnumerable<string> others = Enumerable.Range(1, 100).Select(i => $"{i}.5");
        Column mixed = Csv.Read("v\n" + string.Join('\n', zeros.Concat(others).Append("NA").Append("NA"))).Columns[0];
        Assert.Equal(VariableKind.Mixed, mixed.Kind);
        Assert.Contains("0 holds 50.2 % of its rows", Assert.Single(mixed.Notes).Text, StringComparison.Ordinal);
        Column half = Csv.Read("v\n" + string.Join('\n', zeros.Skip(1).Concat(others))).Columns[0];
        Assert.Equal(VariableKind.Continuous, half.Kind);
    }

    [Fact]
    public void Read_TwoDistinctNumbers_AreDiscreteOnceThereAreRowsEnough()
    {
        Assert.Equal(VariableKind.Continuous, Csv.Read("v\n0.5\n1.5\n").Columns[0].Kind);
        Column column = Csv.Read("v\n" + string.Concat(Enumerable.Repeat("1.5\n-0.5\n", 10))).Columns[0];
        Assert.Equal(VariableKind.Discrete, column.Kind);
        Assert.Equal(["-0.5", "1.5"], column.Levels);
        Assert.Equal(["two-values"], column.NoteCodes());
    }

    [Fact]
    public void Read_HugeIntegers_AreNotedAsRounded()
    {
        Column column = Csv.Read("id\n" + string.Join('\n', Enumerable.Range(0, 30).Select(i => $"90071992547409{i}1"))).Columns[0];
        Assert.Equal(["rounded-integers"], column.NoteCodes());
    }

    [Fact]
    public void Read_TextLateInAColumnOfNumbers_MakesItTextWithANote()
    {
        string text = "age,b\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{(i == 14 ? "unknown" : $"{i}.5")},x\n"));
        foreach (int blockSize in (int[])[1, 40, 1 << 18])
        {
            Column column = Csv.Read(text, null, null, blockSize).Column("age");
            Assert.Equal(VariableKind.Discrete, column.Kind);
            Note note = Assert.Single(column.Notes);
            Assert.Equal("text-in-numbers", note.Code);
            Assert.Equal(
                "'age' is read as text because of 'unknown' in line 16, while 49 of 50 cells are numbers; "
                + "correct the cell, or add 'unknown' to the missing tokens.",
                note.Text);
        }

        Assert.Equal(
            VariableKind.Continuous, Csv.Read(text, new TableOptions { MissingTokens = ["unknown"] }).Column("age").Kind);
    }

    [Fact]
    public void Read_Text_IsSortedOrdinally()
    {
        Column column = Csv.Read("t\nb\nB\na\nä\n_\nbb\nabcdefghij\nabcdefgh\nabcdefghi\n日\n").Columns[0];
        Assert.Equal(["B", "_", "a", "abcdefgh", "abcdefghi", "abcdefghij", "b", "bb", "ä", "日"], column.Levels);
    }

    [Fact]
    public void Read_Identifiers_HaveALevelEach()
    {
        string[] ids = [.. Enumerable.Range(0, 70_000).Select(i => $"id-{i:000000}-{(i * 7919L) % 70_001:00000000000000}")];
        Column column = Csv.Read("id\n" + string.Join('\n', ids.Reverse())).Columns[0];
        Assert.Equal(70_000, column.Levels.Count);
        Assert.Equal(ids[123], column.Levels[123]);
        Assert.Equal(69_999, column.Codes![0]);
        Assert.Equal(ids, column.Levels);
    }

    [Theory]
    [InlineData("3,14;2,71;-1,5", ';', "3.14;2.71;-1.5", "decimal-comma")]
    [InlineData("1.234,5;12;0,123", ';', "1234.5;12;0.123", "decimal-comma thousands-mark")]
    [InlineData("1.234.567;1.234.568", ';', "1234567;1234568", "thousands-mark decimal-comma")]
    [InlineData("1,234,567.5;1,234.25", ';', "1234567.5;1234.25", "thousands-mark")]
    [InlineData("1 234,5;12,25", ';', "1234.5;12.25", "decimal-comma thousands-mark")]
    [InlineData("1\u00A0234\u00A0567,5;1\u202F234,5", ';', "1234567.5;1234.5", "decimal-comma thousands-mark")]
    [InlineData("1'234.5;1'000'000.25", ';', "1234.5;1000000.25", "thousands-mark")]
    [InlineData("12.5%;7 %;-3.25%", ';', "12.5;7;-3.25", "percent")]
    [InlineData("$1.50;$2;-$3.25;$-4.5", ';', "1.5;2;-3.25;-4.5", "currency")]
    [InlineData("1,50 €;1.234,25 €", ';', "1.5;1234.25", "decimal-comma thousands-mark currency")]
    [InlineData("\u22121.5;2.5", ';', "-1.5;2.5", "")]
    public void Read_WrittenNumbers_AreRecognised(string cells, char separator, string numbers, string notes)
    {
        Column column = Csv.Read("v;w\n" + string.Concat(cells.Split(separator).Select(c => $"{c};x\n"))).Column("v");
        Assert.Equal(numbers.Split(';').Select(double.Parse), column.Values());
        Assert.Equal(
            notes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(),
            column.NoteCodes().Where(c => c != "few-distinct-integers").Order());
    }

    [Theory]
    [InlineData("12.5%;7")]
    [InlineData("$1;€2")]
    [InlineData("1,23,456.5;1")]
    [InlineData("1.5;2,5")]
    [InlineData("12 34;5")]
    [InlineData("1,234.5;1.234,5")]
    [InlineData("1,;2,5")]
    [InlineData("%;5%")]
    [InlineData("(1,234.5);2")]
    public void Read_WrittenNumbersThatDisagree_StayText(string cells) =>
        Assert.Equal(VariableKind.Discrete, Csv.Read("v\tw\n" + string.Concat(cells.Split(';').Select(c => $"{c}\tx\n"))).Column("v").Kind);

    [Fact]
    public void Read_NumberThatCouldBeTwo_IsDecidedByTheFileOrNotAtAll()
    {
        Column open = Csv.Read("v;w\n1,234;x\n5,678;y\n").Column("v");
        Assert.Equal(VariableKind.Discrete, open.Kind);
        Assert.Equal(["unclear-number"], open.NoteCodes());
        Assert.Equal([1.234, 5.678], Csv.Read("v;w\n1,234;0,5\n5,678;1,5\n").Column("v").Values());
        Assert.Equal([1234, 5678], Csv.Read("v;w\n1,234;$0.5\n5,678;$1.5\n").Column("v").Values());
        Assert.Equal([1234, 5678], Csv.Read("v,w\n\"1,234\",x\n\"5,678\",y\n").Column("v").Values());
    }

    [Theory]
    [InlineData("2020-02-29|1969-12-31", "18321|-1", "date")]
    [InlineData("2020/02/29|2020/3/1", "18321|18322", "date")]
    [InlineData("2020-02|2020-03", "18293|18322", "date")]
    [InlineData("1970-01-02T12:00:00Z|1970-01-02T12:00:00+12:00", "1.5|1", "date")]
    [InlineData("1970-01-02 06:00|1970-01-01 00:00:43.2", "1.25|0.0005", "date")]
    [InlineData("29.02.2020|1.3.2020 12:00", "18321|18322.5", "date")]
    [InlineData("01/02/2020|29/02/2020", "18293|18321", "date")]
    [InlineData("02/01/2020|02/29/2020", "18293|18321", "date")]
    [InlineData("02-01-2020|02-29-2020 06:00 PM", "18293|18321.75", "date")]
    [InlineData("29 Feb 2020|1 March 2020", "18321|18322", "date")]
    [InlineData("29-FEB-2020|01-mar-2020", "18321|18322", "date")]
    [InlineData("\"Feb 29, 2020\"|\"March 1 2020\"", "18321|18322", "date")]
    [InlineData("06:00|18:00:00|23:59:59.5", "0.25|0.75|0.99999421296296296", "time")]
    [InlineData("6:00 AM|12:00 AM|12:30 pm", "0.25|0|0.52083333333333337", "time")]
    public void Read_Dates_AreDays(string cells, string days, string note)
    {
        Column column = Csv.Read("v,w\n" + string.Concat(cells.Split('|').Select(c => $"{c},x\n")) + "NA,x\n").Column("v");
        Assert.Equal(VariableKind.Continuous, column.Kind);
        Assert.Equal(1, column.MissingCount);
        double[] expected = [.. days.Split('|').Select(double.Parse), double.NaN];
        Assert.Equal(expected, column.Values(), (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-12);
        Assert.Equal([note], column.NoteCodes());
    }

    [Theory]
    [InlineData("01/02/2020|03/04/2020", "unclear-date")]
    [InlineData("13/02/2020|02/13/2020", "")]
    [InlineData("2020-02-30|2020-01-01", "")]
    [InlineData("2020-01-01|01.02.2020", "")]
    [InlineData("2020-01-01T10:00:00Z|2020-01-01T10:00:00", "")]
    [InlineData("25:00|10:00", "")]
    [InlineData("10:60|10:00", "")]
    [InlineData("1/2/20|3/4/20", "")]
    [InlineData("29 Foo 2020|1 Mar 2020", "")]
    [InlineData("2020-1-|2020-01-01", "")]
    [InlineData("0000-01-01|2020-01-01", "")]
    [InlineData("13:00 PM|12:00 PM", "")]
    public void Read_DatesThatAreNone_StayText(string cells, string note)
    {
        Column column = Csv.Read("v,w\n" + string.Concat(cells.Split('|').Select(c => $"{c},x\n"))).Column("v");
        Assert.Equal(VariableKind.Discrete, column.Kind);
        Assert.Equal(note.Length > 0 ? [note] : [], column.NoteCodes());
    }

    [Theory]
    [InlineData("true|false", true)]
    [InlineData("Yes|NO|no", true)]
    [InlineData("T|F", true)]
    [InlineData("true", true)]
    [InlineData("t", false)]
    [InlineData("yes|false", false)]
    [InlineData("yes|no|maybe", false)]
    public void Read_Booleans_AreDiscreteWithANote(string cells, bool isBoolean)
    {
        Column column = Csv.Read("v,w\n" + string.Concat(cells.Split('|').Select(c => $"{c},x\n"))).Column("v");
        Assert.Equal(VariableKind.Discrete, column.Kind);
        Assert.Equal(isBoolean, column.NoteCodes().Contains("boolean"));
    }

    [Fact]
    public void Kinds_DiscreteOnNumbers_GivesALevelPerNumber()
    {
        string text = "v\n" + string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"{999 - i}.50")) + "\nNA\n1e0\n1.0\n-0\n0";
        Column column = Csv.Read(text, Kind(VariableKind.Discrete)).Columns[0];
        Assert.Equal(VariableKind.Discrete, column.Kind);
        Assert.Equal(1003, column.Levels.Count);
        Assert.Equal(["0", "0.5", "1", "1.5"], column.Levels.Take(4));
        Assert.Equal("(missing)", column.Levels[^1]);
        Assert.Equal([1001, 1002, 2, 2, 0, 0], column.Codes!.ToArray()[^6..].Select((c, i) => i == 0 ? 1001 : c));
    }

    [Fact]
    public void Kinds_ContinuousOrMixedOnNumbers_KeepsThem()
    {
        Assert.Equal(VariableKind.Continuous, Csv.Read("v\n1\n2\n1\n", Kind(VariableKind.Continuous)).Columns[0].Kind);
        Column mixed = Csv.Read("v\n1\n2\n1\n", Kind(VariableKind.Mixed)).Columns[0];
        Assert.Equal(VariableKind.Mixed, mixed.Kind);
        Assert.Equal([1, 2, 1], mixed.Values());
        Assert.Empty(mixed.Notes);
        Assert.Equal(VariableKind.Continuous, Csv.Read("v;w\n1,5;x\n2,5;x\n", Kind(VariableKind.Continuous)).Columns[0].Kind);
    }

    [Fact]
    public void Kinds_DiscreteOnWrittenNumbersAndDates_KeepsTheText()
    {
        Assert.Equal(["$1", "$2"], Csv.Read("v\n$1\n$2\n", Kind(VariableKind.Discrete)).Columns[0].Levels);
        Assert.Equal(["2020-01-01"], Csv.Read("v\n2020-01-01\n", Kind(VariableKind.Discrete)).Columns[0].Levels);
    }

    [Fact]
    public void Read_InfinityInText_IsALevel() =>
        Assert.Equal(["abc", "inf"], Csv.Read("v,w\ninf,1\nabc,2\n").Column("v").Levels);

    [Fact]
    public void Numeric_InMemory_InfersAsTheReaderDoes()
    {
        Assert.Equal(VariableKind.Discrete, Column.Numeric("v", new double[] { 1, 2, 1 }).Kind);
        Assert.Equal(VariableKind.Continuous, Column.Numeric("v", new double[] { 1.5, 2.5, double.NaN }).Kind);
        Assert.Equal(VariableKind.Mixed, Column.Numeric("v", new double[] { 0, 0, 1.5 }).Kind);
        Assert.Equal(VariableKind.Continuous, Column.Numeric("v", new double[] { 0, 0, 1 }, VariableKind.Continuous).Kind);
        Assert.Equal(["1", "2"], Column.Numeric("v", new double[] { 2, 1, 1 }, VariableKind.Discrete).Levels);
    }

    [Fact]
    public void Utf8Dictionary_ManyTexts_NumbersThemInOrder()
    {
        Random random = new(12);
        Utf8Dictionary dictionary = new();
        Dictionary<string, int> expected = [];
        for (int i = 0; i < 50_000; i++)
        {
            // NUL bytes at the front must not be taken for the padding of short texts.
            string letters = new((char)('a' + random.Next(3)), random.Next(0, 20));
            string text = new string('\0', random.Next(3)) + letters + random.Next(100);
            expected.TryAdd(text, expected.Count);
            Assert.Equal(expected[text], dictionary.GetOrAdd(Encoding.UTF8.GetBytes(text)));
        }

        Assert.Equal(expected.Count, dictionary.Count);
        Assert.All(expected, pair => Assert.Equal(pair.Key, Encoding.UTF8.GetString(dictionary[pair.Value])));
    }

    private static TableOptions Kind(VariableKind kind) => new() { Kinds = new Dictionary<string, VariableKind> { ["v"] = kind } };
}
