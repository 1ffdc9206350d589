using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer rank DATA --target COLUMN</c>: every column by the bits it carries about the target.</summary>
internal static class RankCommand
{
    public static Command Build()
    {
        DataOptions data = new();
        HtmlOption html = new();
        Option<string> target = new("--target", "-t") { Description = "The column to tell about, by name or 0-based as :3; or an array of its own, such as y.npy.", HelpName = "COLUMN", Required = true };
        Option<string[]> exclude = new("--exclude") { Description = "Columns to leave out, separated by commas.", HelpName = "COLUMNS", DefaultValueFactory = _ => [] };
        Option<int?> top = new("--top") { Description = "Show only the first N columns. Default: all.", HelpName = "N" };
        Option<int?> permutations = new("--permutations") { Description = "Exact test with this many draws for every column.", HelpName = "N" };
        Option<string?> groups = new("--groups") { Description = "Column that says what rows belong together: the null permutes whole groups.", HelpName = "COLUMN" };
        Option<int?> blocks = new("--blocks") { Description = "Rows in blocks of N, for series: the null permutes whole blocks.", HelpName = "N" };
        DataOptions.RequireRange(blocks, 2);
        Option<int?> bins = new("--bins") { Description = "Bins for numeric columns and a numeric target. Default: by the number of rows, 4 to 16.", HelpName = "N" };
        DataOptions.RequireRange(bins, 2, 65_536);
        Option<int> neighbors = new("--neighbors") { Description = "Measure the first N survivors that are numbers by nearest neighbours, which need no bins; 0 for bins alone.", HelpName = "N", DefaultValueFactory = _ => 50 };
        DataOptions.RequireRange(neighbors, 0);
        Option<string> fdr = new Option<string>("--fdr") { Description = "How q-values are found: bh (Benjamini–Hochberg), or by (Benjamini–Yekutieli, for any dependence).", HelpName = "bh|by", DefaultValueFactory = _ => "bh" }.AcceptOnlyFromAmong("bh", "by");
        Option<double> level = new("--level") { Description = "False-discovery rate at which a column survives.", HelpName = "Q", DefaultValueFactory = _ => 0.05 };
        Option<string> pairs = new("--pairs") { Description = "Search pairs for synergy: all (of up to 1,000 columns, else of the best 500), among the best N, or none.", HelpName = "all|N|none", DefaultValueFactory = _ => "all" };
        Option<bool> noTogether = new("--no-together") { Description = "Do not bound what all columns together tell." };
        Option<bool> shadows = new("--shadows") { Description = "Let columns compete with permuted copies of all columns, in 20 rounds." };
        Option<bool> quality = new("--quality") { Description = "Show first what the table holds: missing cells, distinct values, rare levels, repeated rows." };
        OutputOption holdout = new("--holdout") { Description = "Hold out half of the rows and let them answer; FILE keeps what was asked (created if absent)." };
        Option<int?> holdoutBudget = new("--holdout-budget") { Description = "How many answers a new holdout may give. Default: 200.", HelpName = "N" };
        DataOptions.RequireRange(holdoutBudget, 1);
        OutputOption resume = new("--resume") { Description = "Keep finished work in FILE, and go on from there after an interruption (created if absent)." };
        Option<bool> json = new("--json") { Description = "Print the ranking as JSON." };
        Option<bool> csv = new("--csv") { Description = "Print the ranking as CSV." };
        DataOptions.RequireShare(level, isOpen: true);
        DataOptions.RequireRange(top, 1);
        DataOptions.RequireRange(permutations, 1);

        Command command = new("rank", "Rank every column of a table by the information it carries about a target.\n\nExample: infometer rank samples/adult.csv.gz --target income");
        data.AddTo(command);
        foreach (Option option in new Option[] { target, exclude, top, bins, permutations, groups, blocks, neighbors, fdr, level, pairs, noTogether, shadows, quality, holdout, holdoutBudget, resume, json, csv })
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

            if (result.GetValue(csv) && result.GetValue(quality))
            {
                result.AddError("--quality does not fit into the lines of --csv; use --json.");
            }

            // By their tokens: the value of a text that is no number would throw.
            if (result.GetResult(groups) is not null && result.GetResult(blocks) is not null)
            {
                result.AddError("--groups and --blocks exclude each other.");
            }
        });

        command.Validators.Add(result =>
        {
            if (result.GetResult(holdoutBudget) is not null && result.GetResult(holdout) is null)
            {
                result.AddError("--holdout-budget needs --holdout FILE.");
            }
        });

        command.Validators.Add(result =>
        {
            if (result.GetValue(pairs) is { } text && text is not ("all" or "none") && !(int.TryParse(text, CultureInfo.InvariantCulture, out int n) && n >= 2))
            {
                result.AddError($"--pairs takes all, none or a number of columns from 2 on, not '{text}'.");
            }
        });

        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                string targetName = parsed.GetRequiredValue(target);
                html.Check(parsed);
                RunContext context = data.Context(parsed, cancellation);
                int? shown = parsed.GetValue(top);
                FalseDiscoveryMethod discovery = parsed.GetValue(fdr) == "by" ? FalseDiscoveryMethod.BenjaminiYekutieli : FalseDiscoveryMethod.BenjaminiHochberg;
                RankOptions screened = RankOptions.Default with { FalseDiscovery = discovery, Level = parsed.GetValue(level) };
                if (WideRank.TryRank(data, parsed, targetName, screened, shown, [exclude, bins, neighbors, permutations, groups, blocks, shadows, quality, holdout, resume], context) is { } wide)
                {
                    Write(wide, data.Unit(parsed), parsed.GetValue(json), parsed.GetValue(csv), parsed.InvocationConfiguration.Output);
                    html.Write(parsed, data.IsQuiet(parsed), () => wide.ToHtml(data.Unit(parsed)));
                    return ExitCode.Done;
                }

                Table table = data.ReadWithTarget(parsed, context, targetName);
                RankOptions options = RankOptions.Full with
                {
                    Exclude = [.. ColumnNames.Split(parsed.GetValue(exclude)!, table)],
                    Missing = data.Missing(parsed),
                    Permutations = parsed.GetValue(permutations),
                    Groups = parsed.GetValue(groups),
                    Blocks = parsed.GetValue(blocks),
                    Discretizer = parsed.GetValue(bins) is { } count ? new EqualFrequency(count) : null,
                    NeighborColumns = parsed.GetValue(neighbors),
                    FalseDiscovery = discovery,
                    Level = parsed.GetValue(level),
                    Pairs = PairsOf(parsed.GetValue(pairs)!),
                    Together = parsed.GetValue(noTogether) ? null : JointInformationOptions.Default,
                    ShadowRounds = parsed.GetValue(shadows) ? ShadowColumns.DefaultRounds : 0,
                    // A page has room for it.
                    Quality = parsed.GetValue(quality) || html.IsGiven(parsed),
                };
                if (parsed.GetValue(csv) && !html.IsGiven(parsed))
                {
                    // One line per column has no place for these.
                    options = options with { PathLength = 0, Pairs = null, Together = null };
                }

                HoldoutFile? held = parsed.GetValue(holdout) is { } file
                    ? HoldoutFile.Open(file, table, targetName, parsed.GetValue(holdoutBudget), context.Seed)
                    : null;
                using ResumeFile? kept = parsed.GetValue(resume) is { } path ? ResumeFile.Open(path) : null;
                RankingCheckpoint? checkpoint = kept is null ? null : new RankingCheckpoint(kept.Stream, kept.Path);
                Ranking Rank() => Ranking.Of(table, targetName, options, context, held?.Holdout, checkpoint);
                string Kept() => $"{Show.Count(checkpoint!.KeptColumns)} columns tested";
                Ranking ranking = (kept is null ? Rank() : kept.Run(Rank, Kept)).Top(shown ?? int.MaxValue);
                held?.Save();
                Write(ranking, data.Unit(parsed), parsed.GetValue(json), parsed.GetValue(csv), parsed.InvocationConfiguration.Output, parsed.GetValue(quality));
                html.Write(parsed, data.IsQuiet(parsed), () => ranking.ToHtml(data.Unit(parsed)));
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static void Write(Ranking ranking, Unit unit, bool json, bool csv, TextWriter output, bool showsQuality = false)
    {
        if (json)
        {
            output.WriteLine(ranking.ToJson(unit));
        }
        else if (csv)
        {
            output.Write(ranking.ToCsv(unit));
        }
        else
        {
            RankingText.Write(ranking, unit, output, showsQuality);
        }
    }

    private static SynergyOptions? PairsOf(string text) => text switch
    {
        "all" => SynergyOptions.Default,
        "none" => null,
        _ => SynergyOptions.Default with { Columns = int.Parse(text, CultureInfo.InvariantCulture) },
    };
}
