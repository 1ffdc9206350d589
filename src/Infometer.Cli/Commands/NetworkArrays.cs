namespace Infometer.Cli.Commands;

/// <summary>The array files of a verb about networks, each opened once and closed at the end.</summary>
internal sealed class NetworkArrays : IDisposable
{
    private readonly Dictionary<string, ArrayFile> _open = new(StringComparer.Ordinal);

    /// <summary>The whole array that a text such as <c>run.npz:logits</c> names, not yet read.</summary>
    /// <param name="option">What asked for it, for the message.</param>
    /// <param name="text">As typed.</param>
    /// <param name="needed">What it must hold, for the message where it holds texts.</param>
    /// <exception cref="InvalidInputException">There is no such array, a column is named, or the array holds no numbers.</exception>
    public NumericArray Read(string option, string text, string needed = "numbers")
    {
        ArrayPath path = Parse(option, text);
        ArrayFile file = Open(path.File);
        (ArrayInfo array, int? column) = file.Find(path.Selection);
        if (array.Problem is null && array.ElementType == ArrayElementType.Text)
        {
            string name = text.EndsWith(array.Name, StringComparison.Ordinal) ? "" : $"array '{array.Name}', ";
            throw new InvalidInputException($"{option} '{text}' ({name}shape {array.ShapeText}) holds texts, and must hold {needed}.");
        }

        return column is null
            ? Require(file, array)
            : throw new InvalidInputException($"{option} {text} names a column; name a whole array, such as {path.File}:{array.Name}.");
    }

    /// <summary>All arrays of a file where no array of it is named, else the one that is.</summary>
    public IReadOnlyList<NumericArray> ReadAll(string option, string text, Func<ArrayInfo, bool> isWanted)
    {
        ArrayPath path = Parse(option, text);
        return path.Selection is null && Open(path.File) is { Arrays.Length: > 1 } file
            ? [.. file.Arrays.Where(isWanted).Select(array => Require(file, array))]
            : [Read(option, text)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ArrayFile file in _open.Values)
        {
            file.Dispose();
        }
    }

    private static ArrayPath Parse(string option, string text) => ArrayPath.TryParse(text, out ArrayPath path)
        ? path
        : throw new InvalidInputException($"{option} '{text}' is no array file (.npy, .npz, .safetensors); save one with np.save or np.savez.");

    private static NumericArray Require(ArrayFile file, ArrayInfo array) =>
        array.Problem is { } problem ? throw new InvalidInputException(problem) : file.Read(array.Name);

    private ArrayFile Open(string path)
    {
        if (!_open.TryGetValue(path, out ArrayFile? file))
        {
            file = ArrayFile.Open(path);
            _open.Add(path, file);
        }

        return file;
    }
}
