using System.Globalization;

namespace Infometer.Cli.Commands;

/// <summary>The arrays of <c>infometer representation</c>: representations one after the other, and what they are measured with.</summary>
internal sealed class RepresentationInputs : IDisposable
{
    private static readonly string[] s_endings = [".npy", ".npz", ".safetensors"];
    private readonly Dictionary<string, ArrayFile> _open = new(StringComparer.Ordinal);
    private readonly List<RepresentationArray> _arrays = [];

    private RepresentationInputs()
    {
    }

    /// <summary>The representations, none of them read yet.</summary>
    public IReadOnlyList<RepresentationArray> Arrays => _arrays;

    /// <summary>Arrays of DATA that are no representations, and why.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>Labels or numbers about the rows.</summary>
    public Variable? Target { get; private set; }

    /// <summary>The second set of rows.</summary>
    public Variable? Other { get; private set; }

    /// <summary>The probability of each row.</summary>
    public double[]? Weights { get; private set; }

    /// <summary>Opens the files and reads what is not a representation.</summary>
    /// <param name="files">DATA.</param>
    /// <param name="target">--y.</param>
    /// <param name="other">--other.</param>
    /// <param name="weights">--weights.</param>
    /// <param name="kinds">--kind, for y and other.</param>
    public static RepresentationInputs Read(
        string[] files, string? target, string? other, string? weights, IReadOnlyDictionary<string, VariableKind> kinds)
    {
        RepresentationInputs inputs = new();
        try
        {
            string[] taken = [.. new[] { target, other, weights }.OfType<string>()];
            inputs.Target = target is null ? null : inputs.ReadVariable("--y", target, kinds.TryGetValue("y", out VariableKind y) ? y : null);
            inputs.Other = other is null ? null : inputs.ReadVariable("--other", other, kinds.TryGetValue("other", out VariableKind o) ? o : null);
            inputs.Weights = weights is null ? null : inputs.ReadVariable("--weights", weights, VariableKind.Continuous).Values.ToArray();
            foreach (string file in files)
            {
                if (Directory.Exists(file))
                {
                    inputs.AddFolder(file, taken);
                }
                else
                {
                    inputs.Add(file, taken);
                }
            }

            return inputs._arrays.Count > 0
                ? inputs
                : throw new InvalidInputException($"There is no representation in {string.Join(", ", files)}: {string.Join("; ", inputs.LeftOut)}; name an array of it.");
        }
        catch
        {
            inputs.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ArrayFile file in _open.Values)
        {
            file.Dispose();
        }
    }

    private static ArrayPath PathOf(string role, string text) => ArrayPath.TryParse(text, out ArrayPath path)
        ? path
        : throw new InvalidInputException($"{role} '{text}' is no array file; name a .npy, .npz, .safetensors or IDX file (.idx, -ubyte, .gz too), one array of a file as FILE:NAME{(role == "DATA" ? ", or a folder of such files" : "")}.");

    private Variable ReadVariable(string role, string text, VariableKind? kind)
    {
        ArrayPath path = PathOf(role, text);
        return Open(path.File).ToVariable(path.Selection, text, kind);
    }

    // A named array must be a representation; of a whole file those that can be are.
    private void Add(string text, string[] taken)
    {
        ArrayPath path = PathOf("DATA", text);
        ArrayFile file = Open(path.File);
        if (path.Selection is not null || file.Arrays.Length == 1)
        {
            ArrayInfo array = file.Find(path.Selection).Array;
            _arrays.Add(array.Problem is null
                ? new RepresentationArray(text, array, () => file.ToVariable(path.Selection, text, VariableKind.Continuous))
                : throw new InvalidInputException(array.Problem));
            return;
        }

        AddAll(path.File, taken);
    }

    // As in infometer plane: the files of the folder and of folders in it.
    private void AddFolder(string folder, string[] taken)
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => s_endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        if (files.Length == 0)
        {
            throw new InvalidInputException($"There is no .npy, .npz or .safetensors file in the folder '{folder}'.");
        }

        foreach (string file in files)
        {
            AddAll(file, taken);
        }
    }

    // Every representation of a file that is not --y, --other or --weights.
    private void AddAll(string path, string[] taken)
    {
        ArrayFile file = Open(path);
        foreach (ArrayInfo array in file.Arrays)
        {
            string? selection = file.Arrays.Length == 1 ? null : array.Name;
            string name = new ArrayPath(path, selection).ToString();
            if (Array.Exists(taken, other => IsSame(other, name) || IsSame(other, $"{path}:{array.Name}")))
            {
                continue;
            }

            if (WhyNone(array) is { } reason)
            {
                LeftOut.Add($"'{name}' {reason}");
            }
            else
            {
                _arrays.Add(new RepresentationArray(name, array, () => file.ToVariable(selection, name, VariableKind.Continuous)));
            }
        }
    }

    // run/y.npy and ./run//y.npy are one.
    private static bool IsSame(string a, string b) => Path.GetFullPath(a) == Path.GetFullPath(b);

    private static string? WhyNone(ArrayInfo array) => array.Problem is not null ? "cannot be read"
        : array.ElementType is ArrayElementType.Text or ArrayElementType.Boolean ? "holds no numbers"
        : array.Shape.Length < 2 ? string.Create(CultureInfo.InvariantCulture, $"has the shape {array.ShapeText}, one column")
        : array.Shape[0] < 2 ? "has one row"
        : null;

    private ArrayFile Open(string path)
    {
        if (!_open.TryGetValue(path, out ArrayFile? file))
        {
            _open[path] = file = ArrayFile.Open(path);
        }

        return file;
    }
}
