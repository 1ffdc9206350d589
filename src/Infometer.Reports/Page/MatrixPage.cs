using System.Collections.Immutable;

namespace Infometer;

/// <summary>The page of an information matrix: what columns share with each other.</summary>
internal static class MatrixPage
{
    private const int MostPairs = 200;
    private const int MostColumns = 200;
    private const int MostGroups = 5;
    private const int MostNamed = 3;
    private const double Level = 0.05;

    /// <summary>Makes it.</summary>
    /// <param name="root">The matrix's JSON.</param>
    /// <param name="table">Not used: the pictures are of the pairs.</param>
    /// <param name="source">The file name of the JSON; null where there is none.</param>
    public static string Write(JsonPart root, Table? table, string? source)
    {
        _ = table;
        MatrixDocument matrix = MatrixDocument.Read(root);
        ImmutableArray<(int First, int Second)> strongest = [.. matrix.Pairs().Where(p => matrix.Value(p.First, p.Second) is not null).OrderByDescending(p => matrix.Value(p.First, p.Second)).Take(MostPairs)];
        HtmlWriter body = new();
        SummarySection.Write(
            body,
            Phrase.Of($"{new PageName(matrix.File)}, {PageText.Counted(matrix.Rows, "row", "rows")}: what its columns tell about each other"),
            Headline(matrix, strongest),
            Phrase.Of($"The {new PageUnit(matrix.Unit)} of a pair say how much of the uncertainty about one column goes away once you know the other; it is the same both ways."),
            Findings(matrix, strongest));
        WritePictures(body, matrix);
        WritePairs(body, matrix, strongest);
        WriteColumns(body, matrix);
        ResultSections.Method(body, Method(matrix), matrix.Notes, Options(matrix));
        ResultSections.Reproduce(body, matrix.Version, Command(matrix), "Options of reading (--kind, --no-header, --delimiter) are not part of a result; where some were given, give them again.", source);
        return new PageFrame
        {
            Title = $"What the columns of {matrix.File} share",
            Sections = [("summary", "Summary"), ("pictures", "Picture"), ("pairs", "Pairs"), ("columns", "Columns"), ("method", "Method"), ("reproduce", "Make it again")],
            Unit = matrix.Unit,
            Version = matrix.Version,
            Body = body.ToString(),
        }.ToHtml();
    }

    private static Phrase Headline(MatrixDocument matrix, ImmutableArray<(int First, int Second)> strongest)
    {
        int more = matrix.Groups.Sum(g => g.Members.Length - 1);
        return more > 0 ? Phrase.Of($"{more} of {matrix.Columns.Length} columns {(more == 1 ? "says" : "say")} much the same as another one")
            : strongest.IsEmpty || !(matrix.Value(strongest[0].First, strongest[0].Second) > 0) ? Phrase.Of($"No two of {matrix.Columns.Length} columns were found to tell anything about each other")
            : Phrase.Of($"No two of {matrix.Columns.Length} columns say the same; {Pair(matrix, strongest[0])} share most");
    }

    private static ImmutableArray<Finding> Findings(MatrixDocument matrix, ImmutableArray<(int First, int Second)> strongest)
    {
        List<Finding> findings = [];
        foreach (GroupDocument group in matrix.Groups.Take(MostGroups))
        {
            findings.Add(new Finding("same", group.IsExact ? "The same" : "Much the same", Phrase.Of(
                $"{Phrase.Names([.. group.Members.Select(m => new PageName(m))])}: {(group.IsExact ? "each of them determines the others" : "two of them share at least half of what they hold together")}.")));
        }

        if (matrix.Groups.Length > MostGroups)
        {
            findings.Add(new Finding("same", "More groups", Phrase.Of($"{matrix.Groups.Length - MostGroups} more groups of columns say much the same; the squares along the diagonal of the picture show them.")));
        }

        ImmutableArray<(int First, int Second)> named = [.. strongest.Where(p => matrix.Value(p.First, p.Second) > 0).Take(MostNamed)];
        if (!named.IsEmpty)
        {
            findings.Add(new Finding("most", "Share most", Phrase.Of(
                $"{Phrase.List([.. named.Select(p => Phrase.Of($"{Pair(matrix, p)} ({new PageAmount(matrix.Value(p.First, p.Second)!.Value)} {new PageUnit(matrix.Unit)})"))])}.")));
        }

        if (matrix.IsTested)
        {
            long sure = matrix.Pairs().LongCount(p => matrix.QValue(p.First, p.Second) <= Level);
            findings.Add(new Finding("sure", "How sure", Phrase.Of(
                $"{sure} of {PageText.Counted(matrix.PairCount, "pair", "pairs")} are more than chance would make them (q ≤ 0.05: one in twenty of these may be a chance find).")));
        }

        return [.. findings];
    }

    private static Phrase Pair(MatrixDocument matrix, (int First, int Second) pair) =>
        Phrase.Of($"{new PageName(matrix.Columns[pair.First].Name)} and {new PageName(matrix.Columns[pair.Second].Name)}");

    private static void WritePictures(HtmlWriter html, MatrixDocument matrix)
    {
        ResultSections.Open(html, "pictures", "Picture");
        string svg = MatrixPicture.ToSvg("matrix", "All pairs of columns", [.. matrix.Columns.Select(c => c.Name)], matrix.Order, matrix.Value, matrix.Merges, matrix.Unit);
        ResultSections.Figure(html, "All pairs of columns", svg, Phrase.Of(
            $"Each square is a pair, lighter where it shares more. Columns that share much stand together; the tree at the right joins them, the further left the more alike."));
        html.CloseLine("section");
    }

    private static void WritePairs(HtmlWriter html, MatrixDocument matrix, ImmutableArray<(int First, int Second)> strongest)
    {
        ResultSections.Open(html, "pairs", "Strongest pairs");
        List<(Phrase, bool)> columns = [(Phrase.Of($"pair"), false), (Phrase.Of($"{new PageUnit(matrix.Unit)}"), true)];
        if (matrix.IsTested)
        {
            columns.AddRange([(Phrase.Of($"p"), true), (Phrase.Of($"q"), true)]);
        }

        ResultSections.Table(html, "pairs-heading", columns, strongest.Select(p => (IReadOnlyList<Phrase>)
        [
            Phrase.Of($"{new PageName(matrix.Columns[p.First].Name)} × {new PageName(matrix.Columns[p.Second].Name)}"),
            ResultSections.Amount(matrix.Value(p.First, p.Second)),
            .. matrix.IsTested
                ? new[] { ResultSections.Probability(matrix.PValue(p.First, p.Second)), ResultSections.Probability(matrix.QValue(p.First, p.Second)) }
                : [],
        ]));
        if (strongest.Length < matrix.PairCount)
        {
            html.Element("p", $"The first {strongest.Length} of {PageText.Count(matrix.PairCount)} pairs; the JSON has them all.", ("class", "remark"));
        }

        html.CloseLine("section");
    }

    private static void WriteColumns(HtmlWriter html, MatrixDocument matrix)
    {
        ResultSections.Open(html, "columns", "Columns");
        ResultSections.Table(
            html,
            "columns-heading",
            [
                (Phrase.Of($"column"), false), (Phrase.Of($"kind"), false), (Phrase.Of($"levels"), true), (Phrase.Of($"missing"), true),
                (Phrase.Of($"entropy, {new PageUnit(matrix.Unit)}"), true),
            ],
            matrix.Order.Take(MostColumns).Select(i => matrix.Columns[i]).Select(c => (IReadOnlyList<Phrase>)
            [
                ResultSections.Name(c.Name), ResultSections.Text(c.Kind), Phrase.Of($"{c.Levels}"), Phrase.Of($"{c.Missing}"), ResultSections.Amount(c.Entropy),
            ]));
        html.Element("p", "In the order of the picture. Entropy: how uncertain the column is; no pair shares more." + (matrix.Columns.Length > MostColumns
            ? $" The first {MostColumns} of {PageText.Count(matrix.Columns.Length)} columns; the JSON has them all."
            : ""), ("class", "remark"));
        html.CloseLine("section");
    }

    private static IEnumerable<Phrase> Method(MatrixDocument matrix)
    {
        yield return Phrase.Of(
            $"Mutual information of every two columns by counting, less what independent columns with the same margins show on average. Numbers are cut into bins, which can only lose information.");
        if (matrix.IsTested)
        {
            yield return Phrase.Of($"p: against independence with both margins fixed. q: Benjamini–Hochberg over all pairs.");
        }

        yield return Phrase.Of(
            $"The tree joins columns by average linkage on the distance 1 − I/H of both (Rajski 1961), less chance; groups hold columns of which every two lie within {PageText.Plain(matrix.GroupDistance)}.");
    }

    private static IEnumerable<(string Name, string Value)> Options(MatrixDocument matrix) =>
    [
        ("version", $"Infometer {matrix.Version}"),
        ("seed", FormattableString.Invariant($"{matrix.Seed}")),
        ("data", $"{matrix.File}, {PageText.Counted(matrix.Rows, "row", "rows")}"),
        ("unit of the result", matrix.Unit),
        ("bins", matrix.Discretizer),
        ("missing cells", matrix.Missing),
        ("normalised by", matrix.Normalization),
        ("distance within a group", PageText.Plain(matrix.GroupDistance)),
        ("constants and identifiers", matrix.IncludesFlagged ? "kept" : "left out"),
        ("left out", matrix.Exclude.IsEmpty ? "none" : string.Join(", ", matrix.Exclude)),
    ];

    private static string Command(MatrixDocument matrix)
    {
        string[] bins = matrix.Discretizer.Split(' ');
        CommandLine line = new CommandLine("matrix", matrix.File).AddIf(matrix.Normalization != "none", "--normalise", matrix.Normalization);
        foreach (string name in matrix.Exclude)
        {
            line.Add("--exclude", name);
        }

        return line.AddIf(matrix.IncludesFlagged, "--include-flagged")
            .AddIf(matrix.Missing != "level", "--missing", matrix.Missing)
            .AddIf(bins is [_, "equal-frequency", "bins"], "--bins", bins[0])
            .AddIf(matrix.GroupDistance != InformationMatrix.DefaultGroupDistance, "--group-distance", matrix.GroupDistance.ToString("R", System.Globalization.CultureInfo.InvariantCulture))
            .AddIf(matrix.Unit != "bits", "--unit", matrix.Unit)
            .Add("--json")
            .ToString();
    }
}
