namespace Infometer;

/// <summary>How a text table is read. Immutable; change it with <c>with</c>.</summary>
public sealed record TableOptions
{
    internal static TableOptions Default { get; } = new();

    /// <summary>
    /// The character between cells; a space stands for runs of spaces and tabs. Null, the default, detects it by consistency of the first
    /// records: comma, tab or semicolon, and runs of spaces only where none of these is consistent.
    /// </summary>
    public char? Delimiter { get; init; }

    /// <summary>
    /// Whether the first record names the columns (default true). Without a header columns are named <c>:0</c>, <c>:1</c>, …
    /// </summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>
    /// The columns to read, by header name or by <c>:index</c> (0-based position in the file), in the order wanted; null, the
    /// default, reads all. Memory is bounded by the columns asked for.
    /// </summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>
    /// Kinds that override what the reader infers, by header name or <c>:index</c> in the file. A numeric column made discrete
    /// gets one level per distinct number; a text column made continuous or mixed is refused, with its first cell that is no
    /// number. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, VariableKind> Kinds { get; init; } = new Dictionary<string, VariableKind>();

    /// <summary>
    /// The cell texts that mean "missing", compared exactly. Default: empty, <c>NA</c>, <c>N/A</c>, <c>NaN</c>, <c>nan</c>,
    /// <c>null</c>, <c>?</c>. The text <see cref="Column.MissingLevel"/> always does.
    /// </summary>
    public IReadOnlyList<string> MissingTokens { get; init; } = ["", "NA", "N/A", "NaN", "nan", "null", "?"];
}
