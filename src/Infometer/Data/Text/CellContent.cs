namespace Infometer;

/// <summary>What stands in one cell once padding and quotes are off.</summary>
internal static class CellContent
{
    /// <summary>
    /// Takes the padding off an unquoted cell, or the quotes off a quoted one.
    /// </summary>
    /// <param name="raw">All bytes between two cell ends.</param>
    /// <param name="dialect">How cells are set apart.</param>
    /// <param name="scratch">Room for a cell with doubled quotes; grown where needed.</param>
    /// <param name="content">The content; valid until the scratch is used again.</param>
    /// <returns>False where text follows the closing quote.</returns>
    public static bool TryGet(ReadOnlySpan<byte> raw, Dialect dialect, ref byte[] scratch, out ReadOnlySpan<byte> content)
    {
        content = Trim(raw, dialect);
        if (content.Length == 0 || content[0] != Dialect.Quote)
        {
            return true;
        }

        ReadOnlySpan<byte> rest = content[1..];
        int close = rest.IndexOf(Dialect.Quote);
        if (close == rest.Length - 1 && close >= 0)
        {
            content = rest[..close];
            return true;
        }

        return TryUnescape(rest, ref scratch, out content);
    }

    /// <summary>The cell without the spaces and tabs at its ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> raw, Dialect dialect)
    {
        int start = 0;
        int end = raw.Length;
        while (start < end && dialect.IsPadding(raw[start]))
        {
            start++;
        }

        while (end > start && dialect.IsPadding(raw[end - 1]))
        {
            end--;
        }

        return raw[start..end];
    }

    // The cell behind its opening quote, with each doubled quote made one.
    private static bool TryUnescape(ReadOnlySpan<byte> cell, ref byte[] scratch, out ReadOnlySpan<byte> content)
    {
        if (scratch.Length < cell.Length)
        {
            scratch = new byte[Math.Max(cell.Length, 256)];
        }

        int length = 0;
        for (int i = 0; i < cell.Length; i++)
        {
            if (cell[i] == Dialect.Quote)
            {
                i++;
                if (i == cell.Length)
                {
                    content = scratch.AsSpan(0, length);
                    return true;
                }

                if (cell[i] != Dialect.Quote)
                {
                    break;
                }
            }

            scratch[length++] = cell[i];
        }

        content = default;
        return false;
    }
}
