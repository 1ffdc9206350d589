using System.Text;
using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class CsvReferenceTests
{
    private static readonly TableOptions s_asText = new() { HasHeader = false, Delimiter = ',', MissingTokens = [] };

    [Fact]
    public void Read_RandomTablesWrittenManyWays_GivesTheCells()
    {
        Random random = new(1);
        for (int i = 0; i < 3000; i++)
        {
            string[][] cells = RandomCells(random, random.Next(1, 8), random.Next(1, 5));
            string newLine = random.Next(2) == 0 ? "\n" : "\r\n";
            string text = Write(cells, newLine, random);
            List<string[]>? naive = NaiveCsv.Parse(text);
            Assert.NotNull(naive);
            Assert.Equal(cells, naive);

            byte[] bom = random.Next(2) == 0 ? [0xEF, 0xBB, 0xBF] : [];
            Table table = Csv.Read(
                [.. bom, .. Encoding.UTF8.GetBytes(text)], s_asText, Csv.OneThread, blockSize: random.Next(1, 40));
            AssertCells(cells, table, text);
        }
    }

    [Fact]
    public void Read_RandomCharacters_AgreesWithNaiveParser()
    {
        Random random = new(2);
        string[] alphabet = ["x", "y", ",", ",", "\"", "\"", "\n", "\n", " ", "\t", "\r\n", "\"\"", "é"];
        int tables = 0;
        for (int i = 0; i < 60_000; i++)
        {
            string text = "x" + string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            List<string[]>? naive = NaiveCsv.Parse(text);
            Table? table = TryRead(text, random.Next(1, 20));
            Assert.True((naive is null) == (table is null), $"naive {naive is not null}, reader {table is not null}: {text}");
            if (naive is not null)
            {
                tables++;
                AssertCells([.. naive], table!, text);
            }
        }

        Assert.InRange(tables, 10_000, 50_000);
    }

    [Fact]
    public void Read_RandomNumbers_AgreesWithTheRuntime()
    {
        Random random = new(3);
        for (int i = 0; i < 300; i++)
        {
            string[] cells = [.. Enumerable.Range(0, 40).Select(_ => NumberParserTests.RandomNumber(random))];
            Column column = Csv.Read("v\n" + string.Join('\n', cells), new TableOptions
            {
                Kinds = new Dictionary<string, VariableKind> { ["v"] = VariableKind.Continuous },
            }).Columns[0];
            Assert.Equal(cells.Select(double.Parse), column.Values());
        }
    }

    [Fact]
    public void Read_AnyThreadsAndBlockSizes_GivesTheSameTable()
    {
        string text = MixedTable(2000);
        string expected = Csv.Dump(Csv.Read(text, null, Csv.OneThread));
        foreach (int threads in (int[])[1, 2, 7])
        {
            foreach (int blockSize in (int[])[1, 37, 1000, 1 << 16])
            {
                RunContext context = new() { MaxDegreeOfParallelism = threads };
                Assert.Equal(expected, Csv.Dump(Csv.Read(text, null, context, blockSize)));
            }
        }
    }

    [Fact]
    public void Read_AnyThreadsAndBlockSizes_GivesTheSameError()
    {
        string[] lines = MixedTable(500).Split('\n');
        lines[300] += ",extra";
        lines[400] = "\"a\"b,1,2,3,4,5";
        lines[450] = "1";
        string text = string.Join('\n', lines);
        string expected = Csv.ErrorOf(() => Csv.Read(text, null, Csv.OneThread));
        Assert.StartsWith("t.csv, line 301 has 7 cells", expected, StringComparison.Ordinal);
        foreach (int threads in (int[])[1, 2, 7])
        {
            foreach (int blockSize in (int[])[1, 37, 1000])
            {
                RunContext context = new() { MaxDegreeOfParallelism = threads };
                Assert.Equal(expected, Csv.ErrorOf(() => Csv.Read(text, null, context, blockSize)));
            }
        }
    }

    // Numbers, few integers, a text column, one that stops being numeric late, dates, and missing cells.
    private static string MixedTable(int rows)
    {
        Random random = new(4);
        StringBuilder text = new("a,b,c,d,e,f\n");
        for (int row = 0; row < rows; row++)
        {
            string late = row == rows - 10 ? "\"n, n\"" : $"{row}";
            string gap = random.Next(9) == 0 ? "NA" : "7.5";
            text.Append(FormattableString.Invariant(
                $"{random.NextDouble()},{random.Next(5)},w{random.Next(300)},{late},2024-01-{random.Next(1, 29):00},{gap}\n"));
        }

        return text.ToString();
    }

    private static string[][] RandomCells(Random random, int rows, int columns)
    {
        string[] parts = ["a", "b", "Z", ",", "\"", "\n", "\r\n", " ", ";", "é", "#", "\t", "日", "1"];
        string Cell() => "t" + string.Concat(Enumerable.Range(0, random.Next(0, 5)).Select(_ => parts[random.Next(parts.Length)]));
        return [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => Cell()).ToArray())];
    }

    private static string Write(string[][] cells, string newLine, Random random)
    {
        IEnumerable<string> lines = cells.Select(row => string.Join(',', row.Select(cell =>
        {
            bool quoted = cell.AsSpan().IndexOfAny(",\"\n\r") >= 0 || cell.Trim() != cell || random.Next(3) == 0;
            string written = quoted ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
            return random.Next(4) == 0 ? $" {written}\t" : written;
        })));
        return string.Join(newLine, lines) + (random.Next(2) == 0 ? newLine : "");
    }

    private static Table? TryRead(string text, int blockSize)
    {
        try
        {
            return Csv.Read(text, s_asText, Csv.OneThread, blockSize);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private static void AssertCells(string[][] cells, Table table, string text)
    {
        Assert.True(cells.Length == table.RowCount && cells[0].Length == table.Columns.Count, text);
        for (int column = 0; column < table.Columns.Count; column++)
        {
            string[] read = table.Columns[column].Cells();
            Assert.True(cells.Select(row => row[column]).SequenceEqual(read), text);
        }
    }
}
