namespace Infometer.Cli.Commands;

/// <summary>Lists of columns as they are typed.</summary>
internal static class ColumnNames
{
    /// <summary>Splits at commas, unless a column of the table has the whole text as its name.</summary>
    public static List<string> Split(IEnumerable<string> texts, Table table)
    {
        List<string> names = [];
        foreach (string text in texts)
        {
            if (table.Columns.Any(c => c.Name == text))
            {
                names.Add(text);
            }
            else
            {
                names.AddRange(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            }
        }

        return names;
    }
}
