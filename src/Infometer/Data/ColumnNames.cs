using System.Globalization;

namespace Infometer;

/// <summary>Finds columns by name or by <c>:index</c>, and says what could have been meant where there is none.</summary>
internal sealed class ColumnNames
{
    private const int Ambiguous = -2;
    private const int Shown = 5;

    private readonly string _source;
    private readonly IReadOnlyList<string> _names;
    private readonly Dictionary<string, int> _positions;

    public ColumnNames(string source, IReadOnlyList<string> names)
    {
        _source = source;
        _names = names;
        _positions = new Dictionary<string, int>(names.Count);
        for (int i = 0; i < names.Count; i++)
        {
            if (!_positions.TryAdd(names[i], i))
            {
                _positions[names[i]] = Ambiguous;
            }
        }
    }

    /// <summary>Whether several columns bear the name.</summary>
    public bool IsAmbiguous(string name) => _positions.TryGetValue(name, out int position) && position == Ambiguous;

    /// <summary>The position of a column; a name goes before an index.</summary>
    public int Find(string nameOrIndex)
    {
        ArgumentNullException.ThrowIfNull(nameOrIndex);
        if (nameOrIndex.Length > 0 && _positions.TryGetValue(nameOrIndex, out int position))
        {
            return position != Ambiguous
                ? position
                : throw new InvalidInputException($"{_source} has several columns '{nameOrIndex}'; ask for one by its position, "
                    + $"such as :0.");
        }

        return nameOrIndex is [':', ..] ? FindIndex(nameOrIndex) : throw Unknown(nameOrIndex);
    }

    private int FindIndex(string index)
    {
        if (!int.TryParse(index.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int position))
        {
            throw new InvalidInputException($"'{index}' is no column position; write a colon and a whole number from 0, such as :3.");
        }

        return position < _names.Count
            ? position
            : throw new InvalidInputException(
                $"There is no column {index} in {_source}, which has {_names.Count} columns; positions run from :0 to "
                    + $":{_names.Count - 1}.");
    }

    private InvalidInputException Unknown(string name)
    {
        string[] near = [.. _names
            .Select(n => (Name: n, Distance: EditDistance.Between(name, n, (name.Length + 2) / 4)))
            .Where(n => n.Name.Length > 0 && n.Distance >= 0)
            .OrderBy(n => n.Distance).Take(3).Select(n => $"'{n.Name}'")];
        string few = string.Join(", ", _names.Take(Shown).Select(n => $"'{n}'"));
        string columns = _names.Count <= Shown ? $"its columns are {few}" : $"its {_names.Count} columns begin with {few}";
        string meant = near.Length == 0 ? "" : $"; did you mean {string.Join(" or ", near)}?";
        return new InvalidInputException($"There is no column '{name}' in {_source} "
            + $"({columns}){(meant.Length > 0 ? meant : "; names are case-sensitive.")}");
    }
}
