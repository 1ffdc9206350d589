namespace Infometer;

/// <summary>How cells and records are set apart in one text.</summary>
/// <param name="Delimiter">The byte between cells.</param>
/// <param name="SpaceRuns">Cells are set apart by runs of spaces and tabs instead; those at the ends of a line do not count.</param>
/// <param name="NewLine">The byte that ends a record: LF (also for CRLF) or CR.</param>
internal readonly record struct Dialect(byte Delimiter, bool SpaceRuns, byte NewLine)
{
    public const byte Quote = (byte)'"';

    /// <summary>Whether the byte is a space that may stand around a cell without belonging to it.</summary>
    public bool IsPadding(byte b) => (b == (byte)' ' || b == (byte)'\t') && (SpaceRuns || b != Delimiter);

    /// <summary>What messages call the delimiter.</summary>
    public string DelimiterName => SpaceRuns
        ? "spaces"
        : Delimiter switch
        {
            (byte)',' => "commas",
            (byte)';' => "semicolons",
            (byte)'\t' => "tabs",
            _ => $"'{(char)Delimiter}'",
        };
}
