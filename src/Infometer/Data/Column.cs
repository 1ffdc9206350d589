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

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Kind.ToString().ToLowerInvariant()}, {Count:N0} rows, {MissingCount:N0} missing)";
}
