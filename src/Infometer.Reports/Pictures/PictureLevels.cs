namespace Infometer;

/// <summary>
/// A column as few levels that a picture has room for: rare levels pooled, numbers cut into bins of about equal counts, what is missing a level of its
/// own. Immutable.
/// </summary>
internal sealed class PictureLevels
{
    private PictureLevels(string[] names, int[] codes)
    {
        Names = names;
        Codes = codes;
        long[] counts = new long[names.Length];
        foreach (int code in codes)
        {
            counts[code]++;
        }

        Counts = counts;
    }

    /// <summary>What each level is called.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The level of each row.</summary>
    public IReadOnlyList<int> Codes { get; }

    /// <summary>The rows of each level.</summary>
    public IReadOnlyList<long> Counts { get; }

    /// <summary>Number of levels.</summary>
    public int Count => Names.Count;

    /// <summary>The levels of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="most">The most levels of a discrete column.</param>
    /// <param name="bins">Bins of a numeric one, where its values allow.</param>
    public static PictureLevels Of(Column column, int most, int bins) =>
        column.Codes is { } codes ? OfDiscrete(column, codes, most) : OfNumbers(column.Values.Span, bins);

    /// <summary>The colour of a level: they grow in lightness in the order of the levels.</summary>
    public string ColourOf(int level) => ColourMap.At(Count == 1 ? 0.4 : 0.1 + (0.88 * level / (Count - 1)));

    // The most frequent keep their names and order; the missing level is not pooled.
    private static PictureLevels OfDiscrete(Column column, Codes codes, int most)
    {
        long[] counts = codes.CountLevels();
        int[] occurring = [.. Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0)];
        int[] kept = occurring.Length <= most
            ? occurring
            : [.. occurring.OrderByDescending(code => code == column.MissingCode).ThenByDescending(code => counts[code]).Take(most - 1).Order()];
        int[] places = new int[counts.Length];
        Array.Fill(places, kept.Length);
        for (int i = 0; i < kept.Length; i++)
        {
            places[kept[i]] = i;
        }

        string[] pooled = kept.Length < occurring.Length ? [FigureText.Count(occurring.Length - kept.Length, "other level", "other levels")] : [];
        return new PictureLevels([.. kept.Select(code => column.Levels[code]), .. pooled], Array.ConvertAll(codes.ToArray(), code => places[code]));
    }

    private static PictureLevels OfNumbers(ReadOnlySpan<double> values, int bins)
    {
        double[] sorted = Quantiles.Sorted(values);
        double[] cuts = Cuts(sorted, bins);
        int count = sorted.Length == 0 ? 0 : cuts.Length + 1;
        int[] codes = new int[values.Length];
        for (int row = 0; row < codes.Length; row++)
        {
            int bin = 0;
            while (bin < cuts.Length && values[row] > cuts[bin])
            {
                bin++;
            }

            codes[row] = double.IsFinite(values[row]) ? bin : count;
        }

        string[] missing = sorted.Length < values.Length ? [Column.MissingLevel] : [];
        return new PictureLevels([.. Enumerable.Range(0, count).Select(bin => BinName(sorted, cuts, bin)), .. missing], codes);
    }

    // The largest number of each bin but the last. A value that more than half of the rows share is a bin of its own, beside bins of the others.
    private static double[] Cuts(double[] sorted, int bins)
    {
        if (sorted.Length == 0)
        {
            return [];
        }

        double common = sorted[(sorted.Length - 1) / 2];
        int start = Array.FindIndex(sorted, v => v == common);
        int end = Array.FindLastIndex(sorted, v => v == common) + 1;
        bool hasCommon = 2L * (end - start) > sorted.Length;
        double[] others = hasCommon ? [.. sorted[..start], .. sorted[end..]] : sorted;
        int parts = hasCommon ? bins - 1 : bins;
        IEnumerable<double> cuts = others.Length == 0 ? [] : Enumerable.Range(1, parts - 1).Select(i => others[(int)((long)i * (others.Length - 1) / parts)]);
        if (hasCommon)
        {
            cuts = [.. cuts, common, .. start > 0 ? [sorted[start - 1]] : Array.Empty<double>()];
        }

        return [.. cuts.Distinct().Where(cut => cut < sorted[^1]).Order()];
    }

    private static string BinName(double[] sorted, double[] cuts, int bin)
    {
        double highest = bin < cuts.Length ? cuts[bin] : sorted[^1];
        double lowest = bin == 0 ? sorted[0] : sorted.First(v => v > cuts[bin - 1]);
        return lowest == highest ? FigureText.Datum(lowest)
            : bin == cuts.Length && bin > 0 ? $"> {FigureText.Datum(cuts[^1])}"
            : $"≤ {FigureText.Datum(highest)}";
    }
}
