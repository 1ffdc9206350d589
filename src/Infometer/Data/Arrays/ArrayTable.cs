using System.Globalization;

namespace Infometer;

/// <summary>Arrays side by side as a table.</summary>
internal static class ArrayTable
{
    /// <summary>Reads arrays, or the columns of them that are asked for.</summary>
    /// <param name="source">What messages call the table.</param>
    /// <param name="members">The arrays.</param>
    /// <param name="hasNames">Whether columns bear the names of the arrays, or only numbers.</param>
    /// <param name="options">Which columns, and their kinds.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <param name="only">The one column to read of the one array; null for all.</param>
    public static Table Read(
        string source, IReadOnlyList<ArrayMember> members, bool hasNames, TableOptions options, RunContext context, int? only = null)
    {
        List<Note> notes = [];
        List<Place> places = [];
        foreach (ArrayMember member in members)
        {
            if (member.Info.Problem is { } problem)
            {
                RefuseWhereNeeded(member, problem, members.Count, options);
                notes.Add(new Note("left-out", $"An array of {source} was left out: {problem}"));
                continue;
            }

            StoredArray array = member.Open();
            notes.AddRange(ArrayColumns.NotesOf(array));
            places.AddRange(only is { } one
                ? [new Place(array, one, ":0")]
                : Enumerable.Range(0, array.Columns).Select(j => new Place(array, j, NameOf(hasNames ? member : null, array, j))));
        }

        return places.Count == 0
            ? throw new InvalidInputException(members[0].Info.Problem!)
            : Read(source, places, notes, options, context);
    }

    private static Table Read(string source, List<Place> places, List<Note> notes, TableOptions options, RunContext context)
    {
        ColumnNames names = new(source, [.. places.Select(p => p.Name)]);
        if (options.Columns is null && places.Find(p => names.IsAmbiguous(p.Name)) is { } twice)
        {
            throw new InvalidInputException($"{source} has two columns '{twice.Name}'; name one of its arrays, or rename it.");
        }

        int[] wanted = options.Columns is null ? [.. Enumerable.Range(0, places.Count)] : [.. options.Columns.Select(names.Find).Distinct()];
        if (wanted.Length == 0)
        {
            throw new InvalidInputException($"The list of columns to read from {source} is empty; name at least one, or leave the list out to read all.");
        }

        Dictionary<int, VariableKind> kinds = KindsOf(names, options, wanted);
        RequireRows(source, places, wanted);
        List<Column> columns = [];
        for (int start = 0; start < wanted.Length;)
        {
            // Columns of one array are read together.
            StoredArray array = places[wanted[start]].Array;
            int[] group = [.. wanted.Skip(start).TakeWhile(p => places[p].Array == array)];
            Dictionary<int, int> positions = group.ToDictionary(p => places[p].Column);
            columns.AddRange(ArrayColumns.Read(
                array,
                [.. group.Select(p => places[p].Column)],
                column => places[positions[column]].Name,
                column => kinds.TryGetValue(positions[column], out VariableKind kind) ? kind : null,
                context));
            start += group.Length;
        }

        return new Table(source, columns, notes);
    }

    private static string NameOf(ArrayMember? named, StoredArray array, int column) =>
        named is null ? string.Create(CultureInfo.InvariantCulture, $":{column}")
        : array.Columns == 1 ? named.ColumnName!
        : string.Create(CultureInfo.InvariantCulture, $"{named.ColumnName}:{column}");

    // One array among several may be no data at all; it is only in the way where it is asked for.
    private static void RefuseWhereNeeded(ArrayMember member, string problem, int count, TableOptions options)
    {
        if (count == 1 || (options.Columns ?? []).Concat(options.Kinds.Keys).Any(name => name == member.Info.Name))
        {
            throw new InvalidInputException(problem);
        }
    }

    private static Dictionary<int, VariableKind> KindsOf(ColumnNames names, TableOptions options, int[] wanted)
    {
        Dictionary<int, VariableKind> kinds = [];
        foreach ((string name, VariableKind kind) in options.Kinds)
        {
            int position = names.Find(name);
            if (options.Columns is not null && !wanted.Contains(position))
            {
                throw new InvalidInputException($"A kind is given for column '{name}', which is not among the columns asked for; ask for it, or drop the kind.");
            }

            kinds[position] = kind;
        }

        return kinds;
    }

    private static void RequireRows(string source, List<Place> places, int[] wanted)
    {
        StoredArray first = places[wanted[0]].Array;
        foreach (int position in wanted)
        {
            StoredArray other = places[position].Array;
            if (other.Rows != first.Rows)
            {
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                    $"The arrays of {source} are no table: {first.Name} has {first.Rows:N0} rows (shape {first.ShapeText}) and {other.Name} {other.Rows:N0} (shape {other.ShapeText}); name one of them, or save arrays with the same rows."));
            }
        }
    }

    // A column of the table, and where it lies.
    private sealed record Place(StoredArray Array, int Column, string Name);
}
