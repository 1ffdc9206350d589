using System.Globalization;
using System.Text;
using Xunit;

namespace Infometer.Tests;

/// <summary>Reads tables from strings and bytes, and shows them whole, for comparisons.</summary>
internal static class Csv
{
    public static readonly RunContext OneThread = new() { MaxDegreeOfParallelism = 1 };

    public static Table Read(string text, TableOptions? options = null, RunContext? context = null, int blockSize = 1 << 18) =>
        Read(Encoding.UTF8.GetBytes(text), options, context, blockSize);

    public static Table Read(byte[] bytes, TableOptions? options = null, RunContext? context = null, int blockSize = 1 << 18)
    {
        using MemoryStream stream = new(bytes);
        return Table.Read(stream, "t.csv", options, context, new ReadSettings { BlockSize = blockSize });
    }

    public static string ErrorOf(Action read) => Assert.Throws<InvalidInputException>(read).Message;

    public static double[] Values(this Column column) => column.Values.ToArray();

    public static string[] Cells(this Column column) => [.. column.Codes!.ToArray().Select(c => column.Levels[c])];

    public static string[] NoteCodes(this Column column) => [.. column.Notes.Select(n => n.Code)];

    /// <summary>Everything a table holds, as text.</summary>
    public static string Dump(Table table)
    {
        StringBuilder text = new();
        text.AppendLine(table.Name).AppendLine(string.Join("|", table.Notes));
        foreach (Column c in table.Columns)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{c.Name} {c.Kind} {c.Count} {c.MissingCount} {c.MissingCode}");
            text.AppendLine(string.Join("|", c.Levels)).AppendLine(string.Join(",", c.Codes?.ToArray() ?? []));
            text.AppendLine(string.Join(",", c.Values.ToArray().Select(BitConverter.DoubleToInt64Bits)));
            text.AppendLine(string.Join("|", c.Notes));
        }

        return text.ToString();
    }
}
