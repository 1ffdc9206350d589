namespace Infometer;

/// <summary>
/// One named column of a table: its kind, its missing cells, and its values as dictionary codes (discrete), as
/// numbers (continuous, mixed), or as both (a discrete column whose levels are numbers). Immutable.
/// </summary>
public sealed class Column
{
    /// <summary>The text that stands for missing cells among the levels of a discrete column.</summary>
    public const string MissingLevel = "(missing)";

    internal Column(
        string name,
        VariableKind kind,
        Codes? codes,
        IReadOnlyList<string> levels,
        int missingCode,
        ReadOnlyMemory<double> values,
        int missingCount,
        IReadOnlyList<Note> notes)
    {
        Name = name;
        Kind = kind;
        Codes = codes;
        Levels = levels;
        MissingCode = missingCode;
        Values = values;
        MissingCount = missingCount;
        Notes = notes;
    }

    /// <summary>The header's name, or <c>:0</c>, <c>:1</c>, … where the data have no header.</summary>
    public string Name { get; }

    /// <summary>Discrete, continuous or mixed; decided from the whole column or overridden by the reader's options.</summary>
    public VariableKind Kind { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Codes?.Count ?? Values.Length;

    /// <summary>How many cells are missing.</summary>
    public int MissingCount { get; }

    /// <summary>The code of every row for a discrete column; null for a continuous or mixed one.</summary>
    public Codes? Codes { get; }

    /// <summary>
    /// The text of each level, by code; empty for continuous and mixed columns. Text levels are in ordinal order, numeric
    /// levels in numeric order, and <see cref="MissingLevel"/> comes last where cells are missing.
    /// </summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>The code of <see cref="MissingLevel"/>, or −1 where no cell of a discrete column is missing.</summary>
    public int MissingCode { get; }

    /// <summary>The numbers, NaN where missing; empty for a text column. A discrete column of numbers has both.</summary>
    public ReadOnlyMemory<double> Values { get; }

    /// <summary>What the reader recognised or decided: decimal commas, dates, percentages, few distinct integers, …</summary>
    public IReadOnlyList<Note> Notes { get; }

    /// <summary>
    /// A column of numbers made in memory; NaN is missing. The memory is not copied. The kind is inferred as for a text table
    /// where <paramref name="kind"/> is null: integers with at most 20 distinct values are discrete, a column of which one
    /// value holds more than half is mixed, any other is continuous.
    /// </summary>
    /// <exception cref="InvalidInputException">A value is infinite.</exception>
    public static Column Numeric(string name, ReadOnlyMemory<double> values, VariableKind? kind = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ReadOnlySpan<double> span = values.Span;
        for (int row = 0; row < span.Length; row++)
        {
            if (double.IsInfinity(span[row]))
            {
                throw new InvalidInputException(
                    $"Column '{name}' is infinite in row {row}; every number must be finite: drop such rows, or make them NaN (missing).");
            }
        }

        return NumericColumn.Create(name, values, kind, []);
    }

    /// <summary>A discrete column made in memory, one level per distinct text, in ordinal order; null is missing.</summary>
    public static Column Categorical(string name, IReadOnlyList<string?> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        TextCodes codes = new();
        foreach (string? value in values)
        {
            codes.Add(value);
        }

        return codes.ToColumn(name);
    }

    /// <summary>A discrete column from codes and the level names by code, taken as they are; no cell is missing.</summary>
    /// <exception cref="InvalidInputException">The number of names is not the number of levels.</exception>
    public static Column Categorical(string name, Codes codes, IReadOnlyList<string> levels)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(levels);
        return levels.Count == codes.LevelCount
            ? new Column(name, VariableKind.Discrete, codes, levels, -1, default, 0, [])
            : throw new InvalidInputException(
                $"Column '{name}' has {codes.LevelCount} levels but {levels.Count} level names; pass one name per level.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Kind.ToString().ToLowerInvariant()}, {Count:N0} rows, {MissingCount:N0} missing)";
}
