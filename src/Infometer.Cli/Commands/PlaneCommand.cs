using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer plane DATA…</c>: what the layers of a network know of its inputs and labels, epoch by epoch.</summary>
internal sealed class PlaneCommand
{
    private readonly RunOptions _run = new();

    private readonly Argument<string[]> _data = new("DATA")
    {
        Description = "Activations: .npz, .npy and .safetensors files, or folders of such; arrays are called like epoch00100_layer3 (see --pattern).",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _x = new("--x")
    {
        Description = "The network's inputs, one per row: an array file, or FILE:NAME for an array in it. Without them all inputs are taken to differ.",
        HelpName = "ARRAY",
    };

    private readonly Option<string?> _y = new("--y")
    {
        Description = "The labels, one class per row: an array file, or FILE:NAME. Without them only I(X;T).",
        HelpName = "ARRAY",
    };

    private readonly Option<string[]> _estimators = new("--estimators")
    {
        Description = "Estimators, separated by commas, or all: " + string.Join(", ", PlaneEstimators.All.Select(e => e.Id)) + ".",
        HelpName = "IDS",
        DefaultValueFactory = _ => [string.Join(',', new PlaneOptions().Estimators.Select(e => e.Descriptor.Id))],
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "An option of an estimator, such as kde.variance=0.1 or bins.range=-1..1. May be repeated.",
        HelpName = "ESTIMATOR.OPTION=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _compat = new Option<string?>("--compat")
    {
        Description = "Count as a released program does, quirks included; idnns is about bins.",
        HelpName = string.Join('|', PlaneSettings.CompatForms),
    }.AcceptOnlyFromAmong([.. PlaneSettings.CompatForms]);

    private readonly Option<string?> _pattern = new("--pattern")
    {
        Description = "How names say epoch and layer, such as 'step{epoch}/{layer}'; matched with the end of FOLDER/FILE/ARRAY, endings left away.",
        HelpName = "PATTERN",
    };

    private readonly Option<string[]> _layers = new("--layers")
    {
        Description = "The layers to take, from the input on, separated by commas. Default: all, in the order of their numbers.",
        HelpName = "LAYERS",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _stochastic = new("--stochastic") { Description = "The network itself adds noise to what was saved." };

    private readonly Option<double?> _tolerance = new("--tolerance")
    {
        Description = "How much an amount may grow with depth without an alarm, as a share of its ceiling. Default 0.05.",
        HelpName = "SHARE",
    };

    private readonly Option<string[]> _failOn = new("--fail-on")
    {
        Description = "Exit with 3 if one of these alarms is raised, such as data-processing,dead-layer.",
        HelpName = "CODES",
        DefaultValueFactory = _ => [],
    };

    private readonly OutputOption _csv = new("--csv") { Description = "Write all numbers to FILE as CSV." };

    private readonly OutputOption _json = new("--json")
    {
        Description = "Write everything to FILE as JSON; without FILE print it instead of the tables.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly OutputOption _svg = new("--svg") { Description = "Draw the plane of each estimator into FILE." };

    private readonly OutputOption _curves = new("--curves") { Description = "Draw both amounts over the epochs into FILE." };

    private readonly HtmlOption _html = new();

    private readonly OutputOption _resume = new("--resume") { Description = "Keep finished layers in FILE, and go on from there after an interruption (created if absent)." };

    public static Command Build()
    {
        PlaneCommand plane = new();
        plane._estimators.CompletionSources.Add(["all", .. PlaneEstimators.All.Select(e => e.Id)]);
        Command command = new(
            "plane",
            "Measure what each layer of a network knows of its inputs and its labels, epoch by epoch: the information plane.\n\n"
            + "Example: infometer plane run/*.npz --x inputs.npy --y labels.npy --svg plane.svg")
        {
            plane._data,
        };
        foreach (Option option in new Option[]
                 {
                     plane._x, plane._y, plane._estimators, plane._set, plane._compat, plane._pattern, plane._layers, plane._stochastic,
                     plane._tolerance, plane._failOn, plane._csv, plane._json, plane._svg, plane._curves, plane._resume,
                 })
        {
            command.Add(option);
        }

        plane._html.AddTo(command);
        plane._run.AddTo(command);
        command.Validators.Add(result =>
        {
            // By its token: asking for the value of a text that is no number would throw.
            if (result.GetResult(plane._tolerance) is { Tokens: [var token] }
                && !(double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1))
            {
                result.AddError($"--tolerance must be a number from 0 to 1, not '{token.Value}'.");
            }
        });
        command.SetAction((parsed, cancellation) => Task.Run(() => plane.Run(parsed, cancellation), cancellation));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        CheckFiles(parsed);
        string[] failOn = [.. parsed.GetValue(_failOn)!.SelectMany(Split)];
        RequireAlarms(failOn);
        PlaneOptions options = Options(parsed);
        RunContext context = _run.Context(parsed, cancellation);
        string[] layers = [.. parsed.GetValue(_layers)!.SelectMany(Split)];
        string[] besides = [.. new[] { parsed.GetValue(_x), parsed.GetValue(_y) }.OfType<string>().Where(IsWholeFile)];
        using NetworkRun run = NetworkRun.Open(parsed.GetValue(_data)!, parsed.GetValue(_pattern), layers.Length > 0 ? layers : null, besides);
        using ResumeFile? kept = parsed.GetValue(_resume) is { } path ? ResumeFile.Open(path) : null;
        PlaneCheckpoint? checkpoint = kept is null ? null : new PlaneCheckpoint(kept.Stream, kept.Path);
        InformationPlane Work() => InformationPlane.Of(run, options, context, checkpoint);
        InformationPlane plane = kept is null ? Work() : kept.Run(Work, () => $"{Show.Count(checkpoint!.KeptLayers)} layers");
        Write(plane, parsed);
        string[] raised = [.. plane.Alarms.Select(a => a.Code).Intersect(failOn)];
        if (raised.Length == 0)
        {
            return ExitCode.Done;
        }

        parsed.InvocationConfiguration.Error.WriteLine($"infometer: --fail-on: {string.Join(", ", raised)}.");
        return ExitCode.CheckFailed;
    }

    // Beside one array of a file there may be layers.
    private static bool IsWholeFile(string text) => !ArrayPath.TryParse(text, out ArrayPath array) || array.Selection is null;

    private PlaneOptions Options(ParseResult parsed)
    {
        PlaneOptions options = new()
        {
            Inputs = parsed.GetValue(_x) is { } x ? ReadArray("--x", x, VariableKind.Continuous) : null,
            Labels = parsed.GetValue(_y) is { } y ? ReadArray("--y", y, VariableKind.Discrete) : null,
            IsStochastic = parsed.GetValue(_stochastic),
            Estimators = PlaneSettings.Parse(
                parsed.GetValue(_estimators)!, parsed.GetValue(_set)!, parsed.GetValue(_compat), hasInputs: parsed.GetValue(_x) is not null),
        };
        return parsed.GetValue(_tolerance) is { } tolerance ? options with { Tolerance = tolerance } : options;
    }

    private static Variable ReadArray(string option, string text, VariableKind kind)
    {
        if (!ArrayPath.TryParse(text, out ArrayPath path))
        {
            throw new InvalidInputException($"{option} '{text}' is no array file; name a .npy, .npz or .safetensors file, or FILE:NAME for an array in it.");
        }

        using ArrayFile file = ArrayFile.Open(path.File);
        return file.ToVariable(path.Selection, text, kind);
    }

    private void CheckFiles(ParseResult parsed)
    {
        foreach (OutputOption option in new[] { _csv, _json, _svg, _curves })
        {
            if (parsed.GetValue(option) is { } path)
            {
                OutputFile.Check(path, option.Name);
            }
        }

        _html.Check(parsed);
        if (parsed.GetValue(_svg) is not null && parsed.GetValue(_y) is null)
        {
            throw new InvalidInputException("--svg draws I(T;Y) upwards, and there are no labels; give them (--y), or take --curves.");
        }
    }

    private static void RequireAlarms(string[] codes)
    {
        if (codes.FirstOrDefault(code => !PlaneAlarm.Codes.Contains(code)) is { } unknown)
        {
            throw new InvalidInputException($"--fail-on: there is no alarm '{unknown}'; choose among {string.Join(", ", PlaneAlarm.Codes)}.");
        }
    }

    private void Write(InformationPlane plane, ParseResult parsed)
    {
        Unit unit = _run.Unit(parsed);
        WriteFile(_csv, () => plane.ToCsv(unit), parsed);
        WriteFile(_json, () => plane.ToJson(unit) + "\n", parsed);
        WriteFile(_svg, () => PlanePicture.ToSvg(plane, unit), parsed);
        WriteFile(_curves, () => CurvePicture.ToSvg(plane, unit), parsed);
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetResult(_json) is not null && parsed.GetValue(_json) is null)
        {
            output.WriteLine(plane.ToJson(unit));
        }
        else
        {
            PlaneText.Print(plane, unit, output);
        }

        _html.Write(parsed, _run.IsQuiet(parsed), () => plane.ToHtml(unit));
    }

    private static void WriteFile(OutputOption option, Func<string> text, ParseResult parsed)
    {
        if (parsed.GetValue(option) is { } path)
        {
            OutputFile.Write(path, text(), option.Name);
        }
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
