namespace Infometer;

/// <summary>What the beginning of a text says about the whole.</summary>
/// <param name="Dialect">How cells and records are set apart.</param>
/// <param name="Names">The header's cells, or null where the data have none.</param>
/// <param name="ColumnCount">Cells per record.</param>
/// <param name="HeaderLine">The header's line number, from 1.</param>
/// <param name="DataOffset">Where the first record begins.</param>
/// <param name="DataLine">The line number of the first record, from 1.</param>
internal sealed record Layout(Dialect Dialect, string[]? Names, int ColumnCount, long HeaderLine, long DataOffset, long DataLine)
{
    /// <summary>The column's name: the header's, or <c>:index</c> where it has none.</summary>
    public string NameOf(int column) => Names is { } names && names[column].Length > 0 ? names[column] : $":{column}";
}
