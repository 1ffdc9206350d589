using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>What has to be known to read the quantities of a classifier.</summary>
internal static class ClassifierNotes
{
    // Above this share of CMI what centroids hide is worth a word.
    private const double NotableBias = 0.1;

    // Above this share of rows equal logits are more than chance.
    private const double NotableTies = 0.01;

    private const int MostListed = 8;

    /// <summary>Of classes that are tiny, absent or alone.</summary>
    public static IEnumerable<Note> OfClasses(
        ImmutableArray<ClassPrediction> table, RowSource scores, ClassSums sums, ClassSpread spread, ClassifierOptions options)
    {
        ClassPrediction[] tiny = [.. table.Where(c => c.Count < options.TinyClass)];
        if (tiny.Length > 0)
        {
            yield return new Note(
                "tiny-classes",
                $"{tiny.Length} of {table.Length} classes have fewer than {options.TinyClass} rows ({Listed(tiny)}): their centroid follows their own rows, so that their CMI is too low (one row gives 0).");
        }

        double bias = table.Where(c => c.Count > 1).Sum(c => c.CentroidBias * c.Count / scores.Rows);
        if (bias > NotableBias * spread.Information)
        {
            yield return new Note("centroid-bias", string.Create(
                CultureInfo.InvariantCulture,
                $"About {bias / Math.Log(2):0.#####} bits are missing from CMI, because centroids are means of few rows; measure more rows before comparing."));
        }

        if (table.Length < scores.Columns)
        {
            yield return new Note(
                "absent-classes", $"{scores.Columns - table.Length} of {scores.Columns} classes have no row; Γ and CMI are those of the classes that occur.");
        }

        if (table.Length == 1)
        {
            yield return new Note("one-class", "All rows are of one class: no pair of classes is there to be apart, so Γ is 0 and NCMI has no value.");
        }

        if (double.IsPositiveInfinity(sums.Separation))
        {
            yield return new Note(
                "zero-probabilities", "A probability of exactly 0 meets one above 0 in another class, so that Γ is infinite; save logits, which round nothing to 0.");
        }
    }

    /// <summary>Of what the rows look like.</summary>
    public static IEnumerable<Note> OfRows(RowSource scores, LogitGaps gaps, bool lookLikeProbabilities)
    {
        if (gaps.PowerLaw is null)
        {
            yield return new Note(
                "few-gaps", "Too few rows have a small positive gap for a power law near 0; at least 10 in the share of rows that is fitted are needed.");
        }

        if (gaps.Ties > NotableTies * scores.Rows)
        {
            yield return new Note("tied-logits", string.Create(
                CultureInfo.InvariantCulture, $"{gaps.Ties:N0} rows have two equal largest logits; were they rounded? The power law is of the others."));
        }

        if (lookLikeProbabilities)
        {
            yield return new Note(
                "looks-like-probabilities",
                $"Every row of '{scores.Name}' is non-negative and sums to 1, but was taken for logits; if these are probabilities, add --probabilities.");
        }
    }

    private static string Listed(ClassPrediction[] classes) =>
        string.Join(", ", classes.Take(MostListed).Select(static c => $"{c.Label}: {c.Count}")) + (classes.Length > MostListed ? ", …" : "");
}
