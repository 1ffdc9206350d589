using System.Globalization;
using System.Text.RegularExpressions;

namespace Infometer;

/// <summary>
/// Which layers arrays are, by their names, since a file has layer10 before layer2:
/// <list type="number">
/// <item>the number behind <c>layer</c> or <c>block</c>, where every array has one of its own;</item>
/// <item>else, of several arrays, the first number in the name that differs between any two, those behind <c>epoch</c> and <c>step</c> left away;</item>
/// <item>else the position.</item>
/// </list>
/// The name is that in its file; of <c>.npy</c> the file's.
/// </summary>
internal static partial class LayerNumbers
{
    /// <summary>The number of each array.</summary>
    /// <param name="arrays">Arrays as they are named in messages: <c>acts.npz:layer3</c>.</param>
    public static int[] Of(IReadOnlyList<string> arrays)
    {
        string[] labels = [.. arrays.Select(LabelOf)];
        if (Own(labels, label => NumberOf(LayerRegex().Match(label).Groups[1])) is { } named)
        {
            return named;
        }

        int most = labels.Length == 1 ? 0 : labels.Min(label => NumberRegex().Count(label));
        for (int i = 0; i < most; i++)
        {
            if (Own(labels, label => NumberOf(NumberRegex().Matches(label)[i])) is { } numbers)
            {
                return numbers;
            }
        }

        return [.. Enumerable.Range(0, labels.Length)];
    }

    private static string LabelOf(string array)
    {
        string label = ArrayPath.TryParse(array, out ArrayPath path) ? path.Selection ?? Path.GetFileNameWithoutExtension(path.File) : array;
        return EpochName.Regex().Replace(label, "");
    }

    // Null unless every label has a number and no two have the same.
    private static int[]? Own(string[] labels, Func<string, int?> numberOf)
    {
        int[] numbers = [.. labels.Select(numberOf).OfType<int>()];
        return numbers.Distinct().Count() == labels.Length ? numbers : null;
    }

    private static int? NumberOf(Capture digits) =>
        int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    [GeneratedRegex("(?:layers?|blocks?)[_.=/ -]?([0-9]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LayerRegex();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex NumberRegex();
}
