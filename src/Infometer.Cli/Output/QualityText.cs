using System.Globalization;
using Spectre.Console;

namespace Infometer.Cli.Output;

/// <summary>What a table holds, as people read it.</summary>
internal static class QualityText
{
    public static void Write(DataQuality quality, Unit unit, IAnsiConsole console)
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        console.WriteLine(string.Create(
            c,
            $"{Show.Name(quality.Table.Name, 60)}: {quality.Table.RowCount:N0} rows, {quality.Columns.Length:N0} columns, {quality.MissingCells:N0} missing cells, {quality.CompleteRows:N0} complete rows, {quality.DuplicateRows:N0} rows that repeat an earlier one."));
        Spectre.Console.Table grid = Show.Grid(
            ("column", false), ("kind", false), ("missing", true), ("distinct", true), ($"H, {unit.Symbol()}", true), ("most frequent", false), ("share", true),
            ("rare levels", true), ("min", true), ("median", true), ("max", true), ("flags", false));
        foreach (ColumnQuality column in quality.Columns)
        {
            grid.AddPlainRow(
                Show.Name(column.Column.Name),
                column.Column.Kind.Word(),
                Show.Percent(column.MissingShare),
                Show.Count(column.Distinct),
                Show.Amount(column.Entropy * unit.PerNat()),
                column.MostFrequent is { } text ? Show.Name(text, 24) : "–",
                Show.Percent(column.MostFrequent is null ? null : column.MostFrequentShare),
                Show.Count(column.RareLevels),
                Number(column.Min),
                Number(column.Median),
                Number(column.Max),
                string.Join(' ', column.Flags.Select(flag => flag.Word())));
        }

        console.Write(grid);
        console.WriteLine("rare levels: levels with fewer than five rows.");
    }

    private static string Number(double? value) => value?.ToString("G6", CultureInfo.InvariantCulture) ?? "–";
}
