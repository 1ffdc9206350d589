using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer matrix DATA</c>: what every two columns share, and which columns carry the same information.</summary>
internal static class MatrixCommand
{
    private const int NameWidth = 24;
    private const int PairNameWidth = 28;
    private const int GroupsShown = 20;
    private const int MembersShown = 12;

    public static Command Build()
    {
        DataOptions data = new();
        HtmlOption html = new();
        Dictionary<string, Normalization> normalizations = Enum.GetValues<Normalization>().ToDictionary(n => n.Word(), StringComparer.Ordinal);
        Option<string> normalise = new Option<string>("--normalise", "--normalize")
        {
            Description = "What amounts are compared with: none (bits), nmi (mean of the entropies), min (the smaller entropy), joint (the joint entropy), rajski (distance 1 − joint).",
            HelpName = "none|nmi|min|joint|rajski",
            DefaultValueFactory = _ => "none",
        }.AcceptOnlyFromAmong([.. normalizations.Keys]);
        Option<string[]> exclude = new("--exclude") { Description = "Columns to leave out, separated by commas.", HelpName = "COLUMNS", DefaultValueFactory = _ => [] };
        Option<bool> flagged = new("--include-flagged") { Description = "Keep constants, empty columns and identifiers." };
        Option<int?> bins = new("--bins") { Description = "Bins for numeric columns. Default: by the number of rows, 4 to 16.", HelpName = "N" };
        Option<double> distance = new("--group-distance")
        {
            Description = "Largest chance-corrected Rajski distance between two columns of a group, 0 to 1.",
            HelpName = "D",
            DefaultValueFactory = _ => InformationMatrix.DefaultGroupDistance,
        };
        Option<int> top = new("--top") { Description = "Pairs to list.", HelpName = "N", DefaultValueFactory = _ => 20 };
        Option<string> order = new Option<string>("--order")
        {
            Description = "Order of the matrix: dendrogram (columns that share much stand together) or given (as in the table).",
            HelpName = "dendrogram|given",
            DefaultValueFactory = _ => "dendrogram",
        }.AcceptOnlyFromAmong("dendrogram", "given");
        Option<bool> json = new("--json") { Description = "Print everything as JSON." };
        Option<bool> csv = new("--csv") { Description = "Print the square matrix as CSV." };
        DataOptions.RequireRange(bins, 2, 65_536);
        DataOptions.RequireRange(top, 0);
        DataOptions.RequireShare(distance);

        Command command = new("matrix", "Measure what every two columns of a table share, and group columns that carry the same information.\n\nExample: infometer matrix samples/adult.csv.gz");
        data.AddTo(command);
        foreach (Option option in new Option[] { normalise, exclude, flagged, bins, distance, top, order, json, csv })
        {
            command.Add(option);
        }

        html.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(csv))
            {
                result.AddError("--json and --csv exclude each other.");
            }
        });

        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                html.Check(parsed);
                RunContext context = data.Context(parsed, cancellation);
                Table table = data.Read(parsed, context);
                MatrixOptions options = new()
                {
                    Normalization = normalizations[parsed.GetValue(normalise)!],
                    Exclude = [.. ColumnNames.Split(parsed.GetValue(exclude)!, table)],
                    IncludeFlagged = parsed.GetValue(flagged),
                    Missing = data.Missing(parsed),
                    Discretizer = parsed.GetValue(bins) is { } count ? new EqualFrequency(count) : null,
                    GroupDistance = parsed.GetValue(distance),
                };
                InformationMatrix matrix = InformationMatrix.Of(table, options, context);
                ImmutableArray<int> columns = parsed.GetValue(order) == "given" ? [.. Enumerable.Range(0, matrix.Count)] : matrix.Dendrogram.Leaves;
                TextWriter output = parsed.InvocationConfiguration.Output;
                Unit unit = data.Unit(parsed);
                if (parsed.GetValue(json))
                {
                    matrix.WriteJson(output, unit);
                    output.WriteLine();
                }
                else if (parsed.GetValue(csv))
                {
                    matrix.WriteCsv(output, unit, columns);
                }
                else
                {
                    Print(matrix, columns, parsed.GetValue(top), unit, context with { Progress = null }, output);
                }

                html.Write(parsed, data.IsQuiet(parsed), () => matrix.ToHtml(unit));
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    // Reads the text itself, as DataOptions.RequireRange does and for its reason.
    private static void Print(
        InformationMatrix matrix, ImmutableArray<int> order, int top, Unit unit, RunContext context, TextWriter output)
    {
        IAnsiConsole console = Show.On(output);
        Normalization normalization = matrix.Options.Normalization;
        string amounts = normalization switch
        {
            Normalization.None => $"Amounts in {unit.Symbol()}",
            Normalization.Rajski => "Rajski distances 1 − I/H(X,Y)",
            Normalization.Joint => "Shares of the joint entropy",
            Normalization.Min => "Shares of the smaller entropy",
            _ => "Shares of the mean entropy",
        };
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Show.Name(matrix.Table.Name, 60)}: {matrix.RowCount:N0} rows, {matrix.Count:N0} columns, {matrix.PairCount:N0} {(matrix.PairCount == 1 ? "pair" : "pairs")}. {amounts}, chance levels taken away."));
        PrintMatrix(matrix, order, unit, console);
        PrintPairs(matrix, top, unit, context, console);
        PrintGroups(matrix, console);
        foreach (Note note in matrix.Notes)
        {
            console.WriteLine(note.Text);
        }

        Show.ReaderRemarks(console, matrix.Table, matrix.Columns.Select(c => c.Name));
        if (matrix.IsTested)
        {
            console.WriteLine("p: against independence with both margins fixed. q: Benjamini–Hochberg over all pairs.");
        }
    }

    // The whole matrix where it fits the width with two decimals at least.
    private static void PrintMatrix(InformationMatrix matrix, ImmutableArray<int> order, Unit unit, IAnsiConsole console)
    {
        Normalization normalization = matrix.Options.Normalization;
        double factor = normalization == Normalization.None ? unit.PerNat() : 1;
        int names = Math.Min(NameWidth, matrix.Columns.Max(c => c.Name.Length));
        int room = console.Profile.Width - names - 4;
        int decimals = room >= 7 * matrix.Count ? 3 : 2;
        int width = decimals + 3 + (matrix.Columns.Max(c => c.Entropy) * factor >= 10 ? 1 : 0);
        if (width * matrix.Count > room)
        {
            console.WriteLine("The matrix is too wide to print; --csv writes it.");
            return;
        }

        StringBuilder line = new(new string(' ', names + 4));
        for (int i = 1; i <= order.Length; i++)
        {
            line.Append(Show.Count(i).PadLeft(width));
        }

        console.WriteLine();
        console.WriteLine(line.ToString());
        bool isAnyHidden = false;
        for (int i = 0; i < order.Length; i++)
        {
            line.Clear().Append(Show.Count(i + 1).PadLeft(3)).Append(' ').Append(Show.Name(matrix.Columns[order[i]].Name, names).PadRight(names));
            for (int j = 0; j < order.Length; j++)
            {
                bool isHidden = matrix.QValue(order[i], order[j]) > 0.05;
                isAnyHidden |= isHidden;
                double value = matrix.Normalized(order[i], order[j], normalization) * factor;
                line.Append((isHidden ? "·" : double.IsNaN(value) ? "–" : value.ToString($"F{decimals}", CultureInfo.InvariantCulture)).PadLeft(width));
            }

            console.WriteLine(line.ToString());
        }

        if (isAnyHidden)
        {
            console.WriteLine("·  nothing detected (q > 0.05)");
        }
    }

    private static void PrintPairs(InformationMatrix matrix, int top, Unit unit, RunContext context, IAnsiConsole console)
    {
        if (top == 0)
        {
            return;
        }

        Normalization normalization = matrix.Options.Normalization;
        bool isRatio = normalization is not (Normalization.None or Normalization.Rajski);
        List<(string, bool)> headers = [("#", true), ("column", false), ("column", false)];
        if (isRatio)
        {
            headers.Add((normalization.Word(), true));
        }

        headers.AddRange([(unit.Symbol(), true), ("95 % interval", true)]);
        if (matrix.IsTested)
        {
            headers.AddRange([("s.e.", true), ("p", true), ("q", true)]);
        }

        headers.AddRange([("distance", true), ("verdict", false)]);
        Spectre.Console.Table grid = Show.Grid([.. headers]);
        int rank = 0;
        foreach (ColumnPair pair in matrix.Strongest(top))
        {
            (int a, int b) = pair;
            EstimateView view = matrix.EstimateWithoutBins(a, b, context).In(unit);
            List<string> cells = [Show.Count(++rank), Show.Name(matrix.Columns[a].Name, PairNameWidth), Show.Name(matrix.Columns[b].Name, PairNameWidth)];
            if (isRatio)
            {
                cells.Add(Show.Amount(Finite(matrix.Normalized(a, b, normalization))));
            }

            cells.AddRange([Show.Amount(view.Value ?? (matrix[a, b] * unit.PerNat())), Show.Range(view.Interval)]);
            if (matrix.IsTested)
            {
                cells.AddRange(
                [
                    Show.Amount(view.StandardError ?? (matrix.StandardError(a, b) * unit.PerNat())),
                    Show.Probability(matrix.PValue(a, b)),
                    Show.Probability(matrix.QValue(a, b)),
                ]);
            }

            cells.AddRange([Show.Amount(Finite(matrix.Distance(a, b))), view.Estimate.Verdict.Word()]);
            grid.AddPlainRow([.. cells]);
        }

        console.Write(grid);
    }

    private static void PrintGroups(InformationMatrix matrix, IAnsiConsole console)
    {
        string distance = matrix.Options.GroupDistance.ToString("0.##", CultureInfo.InvariantCulture);
        if (matrix.Groups.IsEmpty)
        {
            console.WriteLine($"No two columns carry the same information, that is, lie within a distance of {distance}.");
            return;
        }

        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Groups of columns with the same information, every two within a distance of {distance}:"));
        foreach (ColumnGroup group in matrix.Groups.Take(GroupsShown))
        {
            string members = string.Join(", ", group.Members.Take(MembersShown).Select(m => Show.Name(matrix.Columns[m].Name)));
            string more = group.Members.Length > MembersShown ? $" and {Show.Count(group.Members.Length - MembersShown)} more" : "";
            console.WriteLine($"  {members}{more} (distance {Show.Amount(group.Distance)})");
        }

        if (matrix.Groups.Length > GroupsShown)
        {
            console.WriteLine($"  … and {Show.Count(matrix.Groups.Length - GroupsShown)} more groups; --json has them all.");
        }
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
