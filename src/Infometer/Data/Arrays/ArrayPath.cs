namespace Infometer;

/// <summary>
/// An array as people name it: <c>acts.npy</c>, or a file and what is meant in it, <c>acts.npz:layer1</c>; see
/// <see cref="ArrayFile.Read(string?)"/> for what may stand behind the colon.
/// </summary>
/// <param name="File">The file's path.</param>
/// <param name="Selection">What stands behind the colon; null for nothing.</param>
public sealed record ArrayPath(string File, string? Selection)
{
    private static readonly string[] s_endings = [".npy", ".npz", ".safetensors", .. IdxFormat.Endings];

    /// <summary>
    /// Whether the text names an array file by its ending (<c>.npy</c>, <c>.npz</c>, <c>.safetensors</c>, IDX: <c>.idx</c>, <c>-ubyte</c>, with <c>.gz</c> too), and which. The file need not exist; one whose whole name is the text goes
    /// before a colon.
    /// </summary>
    public static bool TryParse(string text, out ArrayPath path)
    {
        ArgumentNullException.ThrowIfNull(text);
        path = new ArrayPath(text, null);
        if (s_endings.Any(ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) && System.IO.File.Exists(text))
        {
            return true;
        }

        foreach (string ending in s_endings)
        {
            int at = text.IndexOf(ending + ":", StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                int colon = at + ending.Length;
                path = new ArrayPath(text[..colon], text[(colon + 1)..]);
                return true;
            }
        }

        return s_endings.Any(ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override string ToString() => Selection is null ? File : $"{File}:{Selection}";
}
