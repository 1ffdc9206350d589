namespace Infometer;

/// <summary>Which columns of a text are read, under which names, and with which kinds.</summary>
/// <param name="Positions">Their positions in the file.</param>
/// <param name="Names">Their names.</param>
/// <param name="Kinds">The kind each is to have, or null where it is inferred.</param>
internal sealed record ColumnSelection(int[] Positions, string[] Names, VariableKind?[] Kinds)
{
    public static ColumnSelection Choose(string source, Layout layout, TableOptions options)
    {
        string[] names = layout.Names ?? [.. Enumerable.Range(0, layout.ColumnCount).Select(i => $":{i}")];
        ColumnNames lookup = new(source, names);
        int[] positions = options.Columns is null
            ? [.. Enumerable.Range(0, names.Length)]
            : [.. options.Columns.Select(lookup.Find).Distinct()];
        if (positions.Length == 0)
        {
            throw new InvalidInputException($"The list of columns to read from {source} is empty; name at least one, or leave "
                + $"the list out to read all.");
        }

        string header = $"{source}, line {layout.HeaderLine}";
        if (options.Columns is null)
        {
            RefuseBadNames(header, names);
        }

        VariableKind?[] kinds = new VariableKind?[names.Length];
        foreach ((string name, VariableKind kind) in options.Kinds)
        {
            int position = lookup.Find(name);
            if (!Enum.IsDefined(kind))
            {
                throw new InvalidInputException($"'{kind}' is no kind for column '{name}'; use discrete, continuous or mixed.");
            }

            if (options.Columns is not null && !positions.Contains(position))
            {
                throw new InvalidInputException($"A kind is given for column '{name}', which is not among the columns asked for; "
                    + $"ask for it, or drop the kind.");
            }

            kinds[position] = kind;
        }

        return new ColumnSelection(positions, [.. positions.Select(p => NameOf(names, lookup, p))], [.. positions.Select(p => kinds[p])]);
    }

    // A column asked for by its position may be without a name of its own.
    private static string NameOf(string[] names, ColumnNames lookup, int position) =>
        names[position].Length > 0 && !lookup.IsAmbiguous(names[position]) ? names[position] : $":{position}";

    private static void RefuseBadNames(string header, string[] names)
    {
        Dictionary<string, int> seen = new(names.Length);
        bool numeric = names.All(n => NumberParser.TryParse(System.Text.Encoding.UTF8.GetBytes(n), out _));
        string remedy = numeric ? "; if this line is data, say that there is no header (--no-header)" : "";
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0)
            {
                throw new InvalidInputException(
                    $"{header}: the header's cell {i + 1} of {names.Length} is empty; name the column, or ask for the others by "
                        + $"name{remedy}.");
            }

            if (!seen.TryAdd(names[i], i))
            {
                throw new InvalidInputException(
                    $"{header}: the header has '{names[i]}' twice, as columns :{seen[names[i]]} and :{i}; rename one{remedy}.");
            }
        }
    }
}
