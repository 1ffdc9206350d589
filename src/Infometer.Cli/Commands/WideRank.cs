using System.CommandLine;
using System.Globalization;

namespace Infometer.Cli.Commands;

/// <summary>Ranks the columns of one array of which there are too many for a table.</summary>
internal static class WideRank
{
    /// <summary>An array of more columns than this is screened and not read as a table.</summary>
    public const int MostColumns = 20_000;

    private const int Listed = 1_000;

    /// <summary>The ranking; null where the data are a table like any other.</summary>
    /// <param name="data">The options of reading.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="target">The target, which has to be an array of its own.</param>
    /// <param name="options">How it is ranked; only the control of false discoveries counts.</param>
    /// <param name="top">How many columns are wanted; null for all that are listed.</param>
    /// <param name="others">Options that have no meaning here.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    public static Ranking? TryRank(
        DataOptions data, ParseResult parsed, string target, RankOptions options, int? top, IReadOnlyList<Option> others, RunContext context)
    {
        string path = data.Path(parsed);
        if (!ArrayPath.TryParse(path, out ArrayPath named))
        {
            return null;
        }

        using ArrayFile file = ArrayFile.Open(named.File);
        bool isOne = named.Selection is not null || file.Arrays.Length == 1;
        if (!isOne || file.Find(named.Selection) is not { Column: null, Array: { Problem: null, ElementType: not ArrayElementType.Text } array })
        {
            return null;
        }

        NumericArray columns = file.Read(array.Name);
        if (columns.Columns <= MostColumns)
        {
            return null;
        }

        string what = string.Create(CultureInfo.InvariantCulture, $"{path} has {columns.Columns:N0} columns, and more than {MostColumns:N0} are screened in strips");
        if (others.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } other)
        {
            throw new InvalidInputException($"{what}, which does not know {other.Name}; leave it out, or rank fewer columns.");
        }

        if (!ArrayPath.TryParse(target, out _))
        {
            throw new InvalidInputException($"{what}, for which the target has to be an array of its own: --target y.npy.");
        }

        return Ranking.Of(columns, data.ReadTarget(parsed, target), top ?? Listed, options, context);
    }
}
