using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer verify</c>: what estimators, intervals and verdicts do where the truth is known.</summary>
internal sealed class VerifyCommand
{
    private const int MostRows = 10_000_000;

    private readonly RunOptions _run = new();

    private readonly Option<string[]> _tasks = new("--tasks")
    {
        Description = "Known distributions: ids or groups, separated by commas, or all; --list shows them.",
        HelpName = "IDS",
        DefaultValueFactory = _ => [KnownTruths.Groups[0]],
    };

    private readonly Option<string?> _grid = new Option<string?>("--grid")
    {
        Description = "A published table, with its own tasks, estimators, sizes and seeds: " + string.Join(", ", VerificationGrid.All.Select(g => g.Id)) + ".",
        HelpName = "ID",
    }.AcceptOnlyFromAmong([.. VerificationGrid.All.Select(g => g.Id)]);

    private readonly Option<string[]> _estimators = new("--estimators")
    {
        Description = "Estimators, separated by commas; auto is the choice of the policy.",
        HelpName = "IDS",
        DefaultValueFactory = _ => ["auto"],
    };

    private readonly Option<string[]> _sizes = new("--n")
    {
        Description = "Rows per sample, one or more numbers separated by commas.",
        HelpName = "LIST",
        DefaultValueFactory = _ => ["1000"],
    };

    private readonly Option<int> _seeds = new("--seeds")
    {
        Description = "Samples per task, size and estimator.",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "An option of the one estimator that is named, or bins=N. May be repeated.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int?> _permutations = new("--permutations")
    {
        Description = "Exact test with this many draws from the null.",
        HelpName = "N",
    };

    private readonly Option<string> _scale = new Option<string>("--scale")
    {
        Description = "What is done to numeric columns: published (z-scores for the tasks of the field, nothing for others), none, z-score or rank-gaussian.",
        HelpName = "published|none|z-score|rank-gaussian",
        DefaultValueFactory = _ => "published",
    }.AcceptOnlyFromAmong("published", "none", "z-score", "rank-gaussian");

    private readonly Option<bool> _list = new("--list") { Description = "List the known distributions with their truths, and run nothing." };

    private readonly Option<string> _format = new Option<string>("--format")
    {
        Description = "Format of the output.",
        HelpName = "markdown|csv|json",
        DefaultValueFactory = _ => "markdown",
    }.AcceptOnlyFromAmong("markdown", "csv", "json");

    private readonly Option<int?> _digits = new("--digits")
    {
        Description = "CSV: digits after the point, and no seconds, so that the same run writes the same file.",
        HelpName = "N",
    };

    private readonly OutputOption _output = new("--output") { Description = "Write to FILE instead of standard output." };

    private readonly HtmlOption _html = new();

    private readonly OutputOption _resume = new("--resume") { Description = "Keep finished lines in FILE, and go on from there after an interruption (created if absent)." };

    private readonly Option<double?> _failBelow = new("--fail-below")
    {
        Description = "Exit with 3 if the intervals of an estimator, over all lines, hold the truth in a smaller share than this.",
        HelpName = "COVERAGE",
    };

    public static Command Build()
    {
        VerifyCommand verify = new();
        verify._estimators.CompletionSources.Add(["auto", .. Estimators.All.Select(e => e.Id)]);
        verify._tasks.CompletionSources.Add(["all", .. KnownTruths.Groups]);
        DataOptions.RequireRange(verify._seeds, 1, 1_000_000);
        DataOptions.RequireRange(verify._permutations, 1);
        DataOptions.RequireRange(verify._digits, 1, 15);
        Command command = new(
            "verify",
            "Check estimators, intervals and verdicts on distributions whose information is known.\n\n"
            + "Example: infometer verify --tasks discrete,high --n 100,1000 --seeds 50");
        foreach (Option option in new Option[]
                 {
                     verify._tasks, verify._grid, verify._estimators, verify._sizes, verify._seeds, verify._set, verify._permutations, verify._scale, verify._list,
                     verify._format, verify._digits, verify._output, verify._resume, verify._failBelow,
                 })
        {
            command.Add(option);
        }

        verify._html.AddTo(command);
        verify._run.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(verify._grid) is { Implicit: false }
                && Array.Find<Option>(
                    [verify._tasks, verify._estimators, verify._sizes, verify._seeds, verify._set, verify._list],
                    o => result.GetResult(o) is { Implicit: false }) is { } other)
            {
                result.AddError($"--grid has tasks, estimators, sizes and seeds of its own; leave {other.Name} out.");
            }

            if (result.GetValue(verify._list) && verify._html.IsGiven(result))
            {
                result.AddError("--list runs nothing that --html could show; leave one of them out.");
            }

            if (result.GetResult(verify._digits) is { Implicit: false } && result.GetResult(verify._format) is not { Tokens: [{ Value: "csv" }] })
            {
                result.AddError("--digits is about CSV; add --format csv, or leave it out.");
            }

            // By its token: asking for the value of a text that is no number would throw.
            if (result.GetResult(verify._failBelow) is { Tokens: [var token] }
                && !(double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1))
            {
                result.AddError($"--fail-below must be a number from 0 to 1, not '{token.Value}'.");
            }
        });
        command.SetAction((parsed, cancellation) => Task.Run(() => verify.Run(parsed, cancellation), cancellation));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        VerificationGrid? grid = VerificationGrid.All.FirstOrDefault(g => g.Id == parsed.GetValue(_grid));
        ImmutableArray<KnownDistribution> tasks = KnownTruths.Select(parsed.GetResult(_tasks) is { Implicit: false } || !parsed.GetValue(_list)
            ? Split(parsed.GetValue(_tasks)!)
            : ["all"]);
        string? file = parsed.GetValue(_output);
        if (file is not null)
        {
            OutputFile.Check(file);
        }

        _html.Check(parsed);
        if (parsed.GetValue(_list))
        {
            Write(parsed, file, Listed(tasks, parsed.GetValue(_format)!, _run.Unit(parsed)));
            return ExitCode.Done;
        }

        Settings settings = Settings.Parse(parsed.GetValue(_set)!);
        grid ??= new VerificationGrid(
            "",
            [
                new VerificationPart(
                    tasks,
                    Chosen(settings, Split(parsed.GetValue(_estimators)!)),
                    [.. Split(parsed.GetValue(_sizes)!).Select(Size)],
                    parsed.GetValue(_seeds)),
            ]);
        VerificationOptions options = new()
        {
            Estimate = new EstimateOptions { Permutations = parsed.GetValue(_permutations), Discretizer = settings.Discretizer },
            Scale = parsed.GetValue(_scale) switch
            {
                "none" => Standardization.None,
                "z-score" => Standardization.ZScore,
                "rank-gaussian" => Standardization.RankGaussian,
                _ => null,
            },
        };
        RunContext context = _run.Context(parsed, cancellation);
        using ResumeFile? kept = parsed.GetValue(_resume) is { } path ? ResumeFile.Open(path) : null;
        VerificationCheckpoint? checkpoint = kept is null ? null : new VerificationCheckpoint(kept.Stream, kept.Path);
        Verification Work() => Verification.Run(grid, options, context, checkpoint);
        string Kept() => $"{Show.Count(checkpoint!.KeptCells)} lines";
        Verification verification = kept is null ? Work() : kept.Run(Work, Kept);
        Write(parsed, file, Verified(verification, parsed.GetValue(_format)!, parsed.GetValue(_digits), _run.Unit(parsed)));
        _html.Write(parsed, _run.IsQuiet(parsed), () => verification.ToHtml(_run.Unit(parsed)));
        return parsed.GetValue(_failBelow) is { } least ? Judge(verification, least, parsed.InvocationConfiguration.Error) : ExitCode.Done;
    }

    private static string Verified(Verification verification, string format, int? digits, Unit unit) => format switch
    {
        "json" => verification.ToJson(unit) + "\n",
        "csv" => verification.ToCsv(unit, digits),
        _ => verification.ToMarkdown(unit),
    };

    private static string Listed(ImmutableArray<KnownDistribution> tasks, string format, Unit unit) => format switch
    {
        "json" => KnownTruths.ToJson(tasks, unit) + "\n",
        "csv" => KnownTruths.ToCsv(tasks, unit),
        _ => KnownTruths.ToMarkdown(tasks, unit),
    };

    private static void Write(ParseResult parsed, string? file, string text)
    {
        if (file is null)
        {
            parsed.InvocationConfiguration.Output.Write(text);
        }
        else
        {
            OutputFile.Write(file, text);
        }
    }

    private static int Judge(Verification verification, double least, TextWriter error)
    {
        string[] failures =
        [
            .. from estimator in verification.Cells.Select(c => c.Estimator).Distinct()
               let coverage = verification.Coverage(estimator)
               where !(coverage >= least)
               select coverage is { } share
                   ? string.Create(CultureInfo.InvariantCulture, $"{estimator} covers {share:0.0000}, less than {least}")
                   : $"{estimator} gave no interval",
        ];
        if (failures.Length == 0)
        {
            return ExitCode.Done;
        }

        error.WriteLine($"infometer: --fail-below: {string.Join("; ", failures)}.");
        return ExitCode.CheckFailed;
    }

    private static ImmutableArray<Estimator?> Chosen(Settings settings, List<string> ids)
    {
        if (settings.HasEstimatorOptions && ids.Count != 1)
        {
            throw new InvalidInputException("--set sets options of one estimator; name one with --estimators (bins may be set for several).");
        }

        return [.. ids.Select(settings.CreateEstimator)];
    }

    private static int Size(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n is >= 2 and <= MostRows
            ? n
            : throw new InvalidInputException($"--n '{text}' must be a whole number from 2 to {Show.Count(MostRows)}.");

    private static List<string> Split(string[] texts) =>
        [.. texts.SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
