using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Infometer;

/// <summary>
/// The activations of a network while it learned: one <see cref="LayerSnapshot"/> per epoch and layer, over the same inputs in the same
/// order.
/// <list type="bullet">
/// <item><c>new NetworkRun()</c> keeps what is added in memory, in single precision;</item>
/// <item><c>new NetworkRun(folder)</c> writes each addition at once to <c>folder/epoch00100_layer3.npy</c> and keeps nothing in
/// memory;</item>
/// <item><see cref="Open"/> reads such folders, and files of other programs, by their names.</item>
/// </list>
/// Files are read when an array is asked for, one array at a time. Not for use by several threads at once.
/// </summary>
/// <remarks>
/// How files and arrays must be called without a pattern: the epoch is the number behind <c>epoch</c> or <c>step</c> in the array's name,
/// else in the file's, else in that of its folder; the layer is what is left of the array's name, <c>layer</c> before a number left away.
/// So <c>epoch00100_layer3</c> in one <c>run.npz</c>, <c>fc1</c> in <c>epoch100.npz</c> and <c>epoch100/fc1.npy</c> are all understood.
/// Arrays of no axis (an epoch, a loss) are passed over.
/// Layers stand in the order of the files and of the arrays in them, which is the network's where a program saves them as it goes through it. Where numbers
/// behind labels that begin alike do not ascend in it (<c>fc1</c>, <c>fc10</c>, <c>fc2</c>: names were sorted), labels that begin alike stand together by their
/// numbers.
/// </remarks>
public sealed class NetworkRun : IDisposable
{
    private static readonly string[] s_endings = [".npy", ".npz", ".safetensors"];
    private readonly List<LayerSnapshot> _snapshots = [];
    private readonly OpenArrayFiles _files = new();
    private readonly string? _folder;
    private readonly SortedSet<string> _seen = new(StringComparer.Ordinal);
    private ImmutableArray<string> _order = [];

    /// <summary>An empty run; see the class for what a folder changes.</summary>
    /// <param name="folder">Where additions are written; created if absent. Null to keep them in memory.</param>
    public NetworkRun(string? folder = null)
    {
        _folder = folder;
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }
    }

    /// <summary>The snapshots by epoch, those of one epoch by depth.</summary>
    public IReadOnlyList<LayerSnapshot> Snapshots
    {
        get
        {
            ImmutableArray<string> layers = Layers;
            return [.. _snapshots.OrderBy(s => s.Epoch).ThenBy(s => layers.IndexOf(s.Layer))];
        }
    }

    /// <summary>The epochs, ascending.</summary>
    public ImmutableArray<long> Epochs => [.. _snapshots.Select(s => s.Epoch).Distinct().Order()];

    /// <summary>The layers' labels, from the input on.</summary>
    public ImmutableArray<string> Layers
    {
        get
        {
            if (!_order.IsEmpty)
            {
                return _order;
            }

            string[] found = [.. _snapshots.Select(s => s.Layer).Distinct()];
            IGrouping<string, string>[] alike = [.. found.GroupBy(BeginningOf)];
            return alike.All(group => group.Select(NumberOf).SequenceEqual(group.Select(NumberOf).Order()))
                ? [.. found]
                : [.. alike.SelectMany(group => group.OrderBy(NumberOf))];
        }
    }

    /// <summary>Whether the order of layers is a guess: nobody gave it, and their labels do not begin alike.</summary>
    internal bool IsOrderGuessed => _order.IsEmpty && _snapshots.Select(s => BeginningOf(s.Layer)).Distinct().Skip(1).Any();

    /// <summary>Opens saved activations.</summary>
    /// <param name="paths">Files (<c>.npz</c>, <c>.npy</c>, <c>.safetensors</c>) and folders, of which all such files are taken, those of
    /// folders in them too.</param>
    /// <param name="pattern">How names are read: <c>{epoch}</c> is a number, <c>{layer}</c> a label, <c>*</c> anything; matched with the
    /// end of <c>folders/file-without-ending/array</c>. Null for the rule in the remarks.</param>
    /// <param name="layers">The layers to take, from the input on; null for all, in the order of the remarks.</param>
    /// <param name="besides">Files that are no activations, such as the labels, and are passed over where they lie in a folder.</param>
    /// <exception cref="InvalidInputException">A file is absent or damaged; an array's name says no epoch or layer, or the same as
    /// another's; a layer that was named is nowhere.</exception>
    public static NetworkRun Open(
        IEnumerable<string> paths, string? pattern = null, IReadOnlyList<string>? layers = null, IReadOnlyList<string>? besides = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        HashSet<string> others = [.. (besides ?? []).Select(Path.GetFullPath)];
        Regex? expression = pattern is null ? null : ActivationName.Compile(pattern);
        NetworkRun run = new();
        try
        {
            foreach (string path in paths.SelectMany(path => FilesOf(path, others)))
            {
                run.Take(path, expression, pattern, layers);
            }

            run.RequireLayers(layers);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Adds the activations of one layer at one epoch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="layer">The layer's label; where files are written, letters, digits, <c>_</c>, <c>-</c> and <c>.</c> only.</param>
    /// <param name="values">n × d finite numbers, row by row.</param>
    /// <param name="units">d.</param>
    /// <exception cref="InvalidInputException">A number is NaN or infinite, this layer was added at this epoch before, the label is no
    /// file name, or there is such a file already, as of an earlier run.</exception>
    public void Add(long epoch, string layer, ReadOnlySpan<float> values, int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentException.ThrowIfNullOrEmpty(layer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        if (values.IsEmpty || values.Length % units != 0)
        {
            throw new ArgumentException($"{values.Length} numbers do not make rows of {units} units.", nameof(values));
        }

        string name = string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}, layer {layer}");
        FiniteNumbers.Require(values, units, name);
        int rows = values.Length / units;
        if (_folder is null)
        {
            float[] kept = values.ToArray();
            Add(new LayerSnapshot(epoch, layer, "memory", rows, units, () => Array.ConvertAll(kept, value => (double)value)));
            return;
        }

        string path = Path.Combine(_folder, FileNameOf(epoch, layer));
        LayerSnapshot snapshot = new(epoch, layer, path, rows, units, () => ReadAll(path, null));
        RequireNew(snapshot);
        if (File.Exists(path))
        {
            throw new InvalidInputException($"'{path}' is there already: record every run into a folder of its own, and give layers labels that are different file names.");
        }

        NpyWriter.Write(path, values, units);
        _snapshots.Add(snapshot);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _files.Dispose();

    private static string FileNameOf(long epoch, string layer)
    {
        foreach (char c in layer)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.'))
            {
                throw new InvalidInputException($"The layer's label '{layer}' becomes part of a file's name; use letters, digits, '_', '-' and '.' only.");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"epoch{epoch:00000}_{(char.IsAsciiDigit(layer[0]) ? "layer" : "")}{layer}.npy");
    }

    private static string[] FilesOf(string path, HashSet<string> others)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        string[] files =
        [
            .. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(file => s_endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && !others.Contains(Path.GetFullPath(file)))
                .Order(StringComparer.Ordinal),
        ];
        return files.Length > 0 ? files : throw new InvalidInputException($"There is no .npz, .npy or .safetensors file in the folder '{path}'.");
    }

    private void Take(string path, Regex? expression, string? pattern, IReadOnlyList<string>? layers)
    {
        foreach (ArrayInfo array in _files.Open(path).Arrays)
        {
            // A single number beside the activations, such as the epoch or its loss.
            if (array is { ElementType: not null, Shape.IsEmpty: true })
            {
                continue;
            }

            bool isNpy = path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);
            string source = isNpy ? path : $"{path}:{array.Name}";
            ActivationName name = (expression is null ? ActivationName.Of(path, array.Name) : ActivationName.Of(path, array.Name, expression))
                ?? throw new InvalidInputException(pattern is null
                    ? $"'{source}' ({array.ShapeText}) does not say which epoch and layer it is; call arrays like epoch00100_layer3, or give a pattern such as 'step{{epoch}}/{{layer}}'."
                    : $"'{source}' ({array.ShapeText}) does not fit the pattern '{pattern}'; leave the file out, or change the pattern.");
            _seen.Add(name.Layer);
            if (layers is not null && !layers.Contains(name.Layer))
            {
                continue;
            }

            if (array.Problem is { } problem)
            {
                throw new InvalidInputException($"{problem} If it is no layer, name those that are (--layers).");
            }

            string? member = isNpy ? null : array.Name;
            int units = (int)array.Shape.Skip(1).Aggregate(1L, (product, extent) => product * extent);
            Add(new LayerSnapshot(name.Epoch, name.Layer, source, (int)array.Shape[0], units, () => ReadAll(path, member)));
        }
    }

    private void Add(LayerSnapshot snapshot)
    {
        RequireNew(snapshot);
        _snapshots.Add(snapshot);
    }

    private void RequireNew(LayerSnapshot snapshot)
    {
        if (_snapshots.Find(s => s.Epoch == snapshot.Epoch && s.Layer == snapshot.Layer) is { } other)
        {
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture, $"'{other.Source}' and '{snapshot.Source}' are both layer {snapshot.Layer} of epoch {snapshot.Epoch}; rename or leave out one."));
        }
    }

    private void RequireLayers(IReadOnlyList<string>? layers)
    {
        if (layers?.FirstOrDefault(layer => _snapshots.TrueForAll(s => s.Layer != layer)) is { } absent)
        {
            throw new InvalidInputException($"There is no layer '{absent}' in these files; there are {string.Join(", ", _seen)}.");
        }

        _order = layers is null ? [] : [.. layers];
    }

    private double[] ReadAll(string path, string? member)
    {
        NumericArray array = _files.Open(path).Read(member);
        long numbers = (long)array.Rows * array.Columns;
        if (numbers > Array.MaxLength)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{array.Name}' has {numbers:N0} numbers, more than one layer may have here; average over positions or take fewer rows before saving."));
        }

        double[] values = new double[numbers];
        array.CopyRows(0, array.Rows, values);
        return values;
    }

    private static string BeginningOf(string label) => string.Concat(label.TakeWhile(c => !char.IsAsciiDigit(c)));

    private static long NumberOf(string label)
    {
        string digits = string.Concat(label.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : long.MaxValue;
    }
}
