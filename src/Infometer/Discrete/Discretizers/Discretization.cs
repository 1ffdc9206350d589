using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// Numbers put into bins: the cuts, the code of every row and what each code stands for. Immutable. The code of a value
/// is the number of cuts that are not above it, so that bin j is the half-open interval [cut j−1, cut j).
/// </summary>
public sealed class Discretization
{
    private readonly bool _hasMissing;

    /// <summary>Codes <paramref name="values"/> by <paramref name="cuts"/>, which it takes over.</summary>
    internal Discretization(ReadOnlySpan<double> values, double[] cuts)
    {
        Edges = ImmutableCollectionsMarshal.AsImmutableArray(cuts);
        Codes = Apply(values);
        _hasMissing = Codes.LevelCount > BinCount;
        Levels = Label(Edges, _hasMissing);
    }

    /// <summary>The cuts in ascending order, one fewer than there are bins; a value equal to a cut belongs to the bin above it.</summary>
    public ImmutableArray<double> Edges { get; }

    /// <summary>Number of bins, without the one for missing values.</summary>
    public int BinCount => Edges.Length + 1;

    /// <summary>The code of every row.</summary>
    public Codes Codes { get; }

    /// <summary>
    /// What each code stands for: <c>&lt; 17</c>, <c>[17, 25)</c>, <c>≥ 25</c>, or <c>all</c> for a single bin, with
    /// numbers as short as they can be without loss; last <see cref="Column.MissingLevel"/> where values are missing.
    /// </summary>
    public ImmutableArray<string> Levels { get; }

    /// <summary>The code of missing values, or −1 where none is missing.</summary>
    public int MissingCode => _hasMissing ? BinCount : -1;

    /// <summary>
    /// The codes of other values by the same cuts. A missing value gets the code <see cref="BinCount"/>, also where none
    /// was missing among the values that the cuts were made for.
    /// </summary>
    public Codes Apply(ReadOnlySpan<double> values)
    {
        if (BinCount < 256)
        {
            byte[] bytes = new byte[values.Length];
            BinCoder.Encode(values, Edges.AsSpan(), bytes);
            return Codes.Wrap(bytes, LevelCount(bytes.AsSpan().Contains((byte)BinCount)));
        }

        int[] codes = new int[values.Length];
        for (int row = 0; row < values.Length; row++)
        {
            codes[row] = BinCoder.Code(values[row], Edges.AsSpan());
        }

        return Codes.Create(codes, LevelCount(codes.AsSpan().Contains(BinCount)));
    }

    private int LevelCount(bool missing) => missing || _hasMissing ? BinCount + 1 : BinCount;

    private static ImmutableArray<string> Label(ImmutableArray<double> edges, bool missing)
    {
        List<string> levels = [];
        if (edges.IsEmpty)
        {
            levels.Add("all");
        }
        else
        {
            levels.Add($"< {Text(edges[0])}");
            levels.AddRange(edges.Skip(1).Zip(edges, (high, low) => $"[{Text(low)}, {Text(high)})"));
            levels.Add($"≥ {Text(edges[^1])}");
        }

        if (missing)
        {
            levels.Add(Column.MissingLevel);
        }

        return [.. levels];
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
