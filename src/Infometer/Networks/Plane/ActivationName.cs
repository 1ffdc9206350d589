using System.Globalization;
using System.Text.RegularExpressions;

namespace Infometer;

/// <summary>
/// Which epoch and layer an array of activations is of, by its name. Without a pattern:
/// <list type="number">
/// <item>The epoch is the number behind <c>epoch</c> or <c>step</c>, in the array's name, else in the file's, else in that of its
/// folder.</item>
/// <item>The layer is the array's name without that; <c>layer</c> before a number is left away, so that <c>epoch00100_layer3</c> is layer 3
/// of epoch 100. Where nothing is left, the file's or folder's name must hold <c>layer</c> and is taken likewise.</item>
/// </list>
/// A <c>.npy</c> file has one array, whose name is the file's.
/// </summary>
/// <param name="Epoch">The epoch, step or other moment of training.</param>
/// <param name="Layer">The layer's label.</param>
internal sealed partial record ActivationName(long Epoch, string Layer)
{
    private const string EpochField = "{epoch}";
    private const string LayerField = "{layer}";
    private static readonly char[] s_separators = ['_', '-', '.', '=', '/', ' ', ':'];

    /// <summary>Reads a name by the rule above; null where it says no epoch or no layer.</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="array">The array's name in it.</param>
    public static ActivationName? Of(string file, string array)
    {
        string[] parts = PartsOf(file, array);
        int holder = Array.FindIndex(parts, part => EpochName.Regex().IsMatch(part));
        if (holder < 0 || !TryParseEpoch(EpochName.Regex().Match(parts[holder]).Groups["number"].Value, out long epoch))
        {
            return null;
        }

        string own = WithoutEpoch(parts[0]);
        string? layer = own.Length > 0 ? own : parts.Skip(1).Where(part => LayerRegex().IsMatch(part)).Select(WithoutEpoch).FirstOrDefault();
        return string.IsNullOrEmpty(layer) ? null : new ActivationName(epoch, NumberedRegex().Replace(layer, "$1"));
    }

    /// <summary>
    /// The expression that a pattern stands for: <c>{epoch}</c> is a number, <c>{layer}</c> a label without a slash, <c>*</c> anything, all
    /// else itself. It is matched with the end of <c>folders/file-without-ending/array</c> (of <c>.npy</c>
    /// <c>folders/file-without-ending</c>).
    /// </summary>
    /// <exception cref="InvalidInputException">A field is missing.</exception>
    public static Regex Compile(string pattern)
    {
        if (!pattern.Contains(EpochField, StringComparison.Ordinal) || !pattern.Contains(LayerField, StringComparison.Ordinal))
        {
            throw new InvalidInputException($"The pattern '{pattern}' must hold {EpochField} and {LayerField}, such as 'step{EpochField}/{LayerField}'.");
        }

        string expression = Regex.Escape(pattern)
            .Replace(Regex.Escape(EpochField), "(?<epoch>[0-9]+)", StringComparison.Ordinal)
            .Replace(Regex.Escape(LayerField), "(?<layer>[^/]+?)", StringComparison.Ordinal)
            .Replace(@"\*", ".*?", StringComparison.Ordinal);
        return new Regex($"(?:^|/){expression}$", RegexOptions.CultureInvariant);
    }

    /// <summary>Reads a name by a pattern; null where it does not fit.</summary>
    public static ActivationName? Of(string file, string array, Regex pattern)
    {
        string stem = Path.ChangeExtension(file, null).Replace('\\', '/');
        Match match = pattern.Match(IsNpy(file) ? stem : $"{stem}/{array}");
        return match.Success && TryParseEpoch(match.Groups["epoch"].Value, out long epoch) ? new ActivationName(epoch, match.Groups["layer"].Value) : null;
    }

    private static bool IsNpy(string file) => file.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    // The nearest name first.
    private static string[] PartsOf(string file, string array)
    {
        string stem = Path.GetFileNameWithoutExtension(file);
        string folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) ?? "";
        return IsNpy(file) ? [stem, folder] : [array, stem, folder];
    }

    private static string WithoutEpoch(string part) => EpochName.Regex().Replace(part, "", 1).Trim(s_separators);

    private static bool TryParseEpoch(string text, out long epoch) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out epoch);

    [GeneratedRegex("layer", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LayerRegex();

    [GeneratedRegex("^layers?[_=. -]?([0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberedRegex();
}
