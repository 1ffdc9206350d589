using System.CommandLine;
using System.Globalization;
using Infometer.Cli.Output;
using Spectre.Console;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer representation DATA</c>: spectra and kernel means of embeddings and activations.</summary>
internal static class RepresentationCommand
{
    private const string LeftOut = "left-out";

    public static Command Build()
    {
        Argument<string[]> files = new("DATA")
        {
            Description = "Arrays of rows: .npy, .npz, .safetensors or IDX (.idx, -ubyte, .gz too). Of a file of several arrays every one with rows and columns, or one as FILE:NAME; of a folder all such files.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> y = new("--y") { Description = "Labels or numbers about the rows, an array.", HelpName = "ARRAY" };
        Option<string?> other = new("--other") { Description = "A second set of rows: another layer, the input, predictions, another sample.", HelpName = "ARRAY" };
        Option<string?> weights = new("--weights") { Description = "The probability of each row, for vendi.", HelpName = "ARRAY" };
        Option<string[]> measures = new("--measures") { Description = "Measures, separated by commas. Default: all that the arrays are enough for.", HelpName = "IDS", DefaultValueFactory = _ => [] };
        Option<string?> kernel = new("--kernel") { Description = "The kernel of every measure that has one.", HelpName = "gaussian|exponential|laplacian|cosine|linear" };
        Option<string?> width = new("--width") { Description = "The width of every kernel that has one: a number, median, quantile:P, silverman:H.", HelpName = "W" };
        Option<bool> perArray = new("--width-per-array") { Description = "Find the width for every array anew. Default: arrays of one layer, whose names differ in the epoch alone, share one." };
        Option<int?> views = new("--views") { Description = "How many successive rows are views of one item.", HelpName = "K" };
        Option<int?> rows = new("--rows") { Description = "Draw so many rows by the seed. Default: all.", HelpName = "N" };
        Option<int> exact = new("--exact-rows") { Description = "The most rows whose Gram matrix is solved exactly.", HelpName = "N", DefaultValueFactory = _ => SpectrumOptions.Default.ExactRows };
        Option<int> features = new("--features") { Description = "Random features beyond.", HelpName = "D", DefaultValueFactory = _ => SpectrumOptions.Default.Features };
        Option<string[]> kind = new("--kind") { Description = "Override the kind of y or other, e.g. --kind y=discrete (discrete, continuous).", HelpName = "NAME=KIND", DefaultValueFactory = _ => [] };
        Option<string[]> compat = new("--compat") { Description = "Measures in the form of released code instead of the paper's: dse, dsmi, cs-conditional.", HelpName = "IDS", DefaultValueFactory = _ => [] };
        Option<string[]> set = new("--set") { Description = "An option of the measures that have it, e.g. --set order=2. May be repeated.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
        Option<bool> spectra = new("--spectra") { Description = "Write eigenvalues, too (with --json)." };
        Option<bool> list = new("--list") { Description = "List the measures with range, needs and options." };
        DataOptions.RequireRange(views, 2);
        DataOptions.RequireRange(rows, 2);
        DataOptions.RequireRange(exact, 1, 46_000);
        DataOptions.RequireRange(features, 2, 46_000);
        NetworkOutput output = new();
        Command command = new(
            "representation",
            "Measure representations by spectra of Gram and covariance matrices and by kernel means: indices, never mutual information.\n\nExample: infometer representation samples/activations.npz --y samples/activations.npz:label")
        {
            files,
        };
        foreach (Option option in new Option[] { y, other, weights, measures, kernel, width, perArray, views, rows, exact, features, kind, compat, set, spectra, list })
        {
            command.Add(option);
        }

        output.AddTo(command);
        void Run(ParseResult parsed, RunContext context, TextWriter writer)
        {
            if (parsed.GetValue(list))
            {
                PrintAll(Show.On(writer));
                return;
            }

            if (parsed.GetValue(files) is not { Length: > 0 } paths)
            {
                throw new InvalidInputException("There is nothing to measure; name an array: infometer representation emb.npy, or see infometer representation --list.");
            }

            RepresentationSettings settings = new(parsed.GetValue(kernel), parsed.GetValue(width), parsed.GetValue(set)!, SplitList(parsed.GetValue(compat)!));
            string[] asked = SplitList(parsed.GetValue(measures)!);
            List<RepresentationMeasure> chosen = settings.Create(asked);
            using RepresentationInputs inputs = RepresentationInputs.Read(
                paths, parsed.GetValue(y), parsed.GetValue(other), parsed.GetValue(weights), KindsOf(parsed.GetValue(kind)!));
            if (!output.IsQuiet(parsed) && inputs.LeftOut.Count > 0)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"infometer: left out as no representations: {string.Join("; ", inputs.LeftOut)}.");
            }

            RepresentationData Prepare(Variable read) => new RepresentationData(read)
            {
                Target = inputs.Target,
                Other = inputs.Other,
                Views = parsed.GetValue(views),
                Weights = [.. inputs.Weights ?? []],
                Spectrum = new SpectrumOptions { ExactRows = parsed.GetValue(exact), Features = parsed.GetValue(features) },
            };

            int? drawn = parsed.GetValue(rows);
            RepresentationData Drawn(RepresentationData whole) => drawn is { } count ? whole.Sample(count, context) : whole;
            LayerWidths widths = LayerWidths.Find(parsed.GetValue(perArray) ? [] : inputs.Arrays, chosen, array => Drawn(Prepare(array.Read())).Rows, context);
            Unit unit = output.Unit(parsed);
            bool isJson = output.IsJson(parsed);
            List<RepresentationBlock> blocks = [];
            foreach (RepresentationArray array in inputs.Arrays)
            {
                context.Progress?.Report(new RunProgress(array.Name, blocks.Count, inputs.Arrays.Count));
                RepresentationData whole = Prepare(array.Read());
                RepresentationMeasure[] possible = Possible([.. chosen.Select(m => widths.Apply(m, array))], whole, asked.Length > 0);
                bool mustHaveValues = asked.Length > 0 && inputs.Arrays.Count == 1;
                RepresentationBlock block = Measure(whole, Drawn(whole), possible, mustHaveValues, context);
                blocks.Add(block);
                if (!isJson)
                {
                    Print(block, unit, writer);
                }
            }

            RequireAny(blocks);
            if (isJson)
            {
                RepresentationReport report = new() { Blocks = [.. blocks], Target = inputs.Target?.Name, Other = inputs.Other?.Name, Seed = context.Seed };
                report.WriteJson(writer, unit, parsed.GetValue(spectra));
                writer.WriteLine();
            }
            else
            {
                writer.WriteLine("Every value is an index by its own definition: compare it with values of the same definition and number of rows, never with bits of mutual information.");
            }
        }

        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                RunContext context = output.Start(parsed, cancellation);
                output.Write(parsed, writer => Run(parsed, context, writer));
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    // What was asked for must have what it needs, such as --y; else what has.
    private static RepresentationMeasure[] Possible(RepresentationMeasure[] measures, RepresentationData data, bool isAsked)
    {
        if (!isAsked)
        {
            return Array.FindAll(measures, m => m.IsFor(data));
        }

        Array.ForEach(measures, m => m.Check(data));
        return measures;
    }

    // Notes beside numbers are an answer; notes alone are none.
    private static void RequireAny(List<RepresentationBlock> blocks)
    {
        if (blocks.TrueForAll(b => b.Results.IsEmpty) && blocks.SelectMany(b => b.Notes).FirstOrDefault(n => n.Code == LeftOut) is { } note)
        {
            throw new InvalidInputException($"No measure has a value on any of the {blocks.Count} arrays: {note.Text}");
        }
    }

    // What has no value is left out with a note: of many layers one that died must not cost the numbers of all others.
    private static RepresentationBlock Measure(
        RepresentationData whole, RepresentationData data, IReadOnlyList<RepresentationMeasure> measures, bool mustHaveValues, RunContext context)
    {
        List<RepresentationResult> results = [];
        List<Note> notes = [];
        if (data.Count < whole.Count)
        {
            notes.Add(new Note("rows-drawn", string.Create(
                CultureInfo.InvariantCulture,
                $"{data.Count:N0} of {whole.Count:N0} rows were drawn by the seed; entropies of eigenvalues grow with the number of rows.")));
        }

        foreach (RepresentationMeasure measure in measures)
        {
            try
            {
                results.Add(Evaluate(measure, data, context));
            }
            catch (InvalidInputException e) when (!mustHaveValues)
            {
                notes.Add(new Note(LeftOut, $"{measure.Descriptor.Id} has no value here: {e.Message}"));
            }
        }

        return new RepresentationBlock(data.Rows.Name, data.Count, whole.Count, data.Dimension, [.. results], [.. notes]);
    }

    private static RepresentationResult Evaluate(RepresentationMeasure measure, RepresentationData data, RunContext context)
    {
        RepresentationResult result = measure.Evaluate(data, context);
        return result.Value is not null
            ? result
            : throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{measure.Descriptor.Id}' has no value on '{data.Rows.Name}' ({data.Count:N0} rows × {data.Dimension:N0}): no eigenvalue is above 0, as where all rows are the same; leave it out."));
    }

    private static void Print(RepresentationBlock block, Unit unit, TextWriter output)
    {
        IAnsiConsole console = Show.On(output);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Show.Name(block.Name, 80)}: {block.Rows:N0} rows, {block.Columns:N0} {(block.Columns == 1 ? "column" : "columns")}."));
        Spectre.Console.Table grid = Show.Grid(("measure", false), ("value", true), ("unit", false), ("range", true), ("tag", false), ("definition", false));
        foreach (RepresentationResult result in block.Results)
        {
            (double? value, double? low, double? high, Unit shown) = result.In(unit);
            grid.AddPlainRow(
                result.Measure.Descriptor.Id,
                Show.Amount(value),
                shown == Unit.Ratio ? result.Measure.Descriptor.Quantity : shown.Symbol(),
                $"{(low is null ? "(…" : $"[{Show.Amount(low)}")}, {(high is null ? "…)" : $"{Show.Amount(high)}]")}",
                result.Measure.Descriptor.Tag.Word(),
                Rounded(result));
        }

        console.Write(grid);
        PrintAlarms(block, console);

        foreach (Note note in block.Notes)
        {
            console.WriteLine($"{note.Code}: {note.Text}");
        }
    }

    // Each sentence once; with its measures where it is not about all of them.
    private static void PrintAlarms(RepresentationBlock block, IAnsiConsole console)
    {
        foreach ((string code, string text) in block.Alarms.Select(a => (a.Code, a.Text)).Distinct())
        {
            string[] measures = [.. block.Results.Where(r => r.Alarms.Any(a => a.Text == text)).Select(r => r.Measure.Descriptor.Id)];
            string whose = measures.Length == block.Results.Length ? "" : $" ({string.Join(", ", measures)})";
            console.WriteLine($"{code}{whose}: {text}");
        }
    }

    // All digits of a width are in the JSON.
    private static string Rounded(RepresentationResult result) => string.Join(", ", result.Definition.Select(d =>
        d.Key.EndsWith("width", StringComparison.Ordinal) && double.TryParse(d.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? $"{d.Key} {number.ToString("G4", CultureInfo.InvariantCulture)}"
            : $"{d.Key} {d.Value}"));

    private static void PrintAll(IAnsiConsole console)
    {
        Spectre.Console.Table grid = Show.Grid(("id", false), ("what it is", false), ("tag", false), ("range, in nats", false), ("needs", false), ("options", false));
        foreach (RepresentationDescriptor descriptor in RepresentationMeasures.All)
        {
            grid.AddPlainRow(
                descriptor.Id,
                $"{descriptor.Name}, {descriptor.Symbol} = {descriptor.Formula}",
                descriptor.Tag.Word(),
                descriptor.Range,
                descriptor.Needs,
                string.Join(", ", descriptor.Options.Select(o => $"{o.Name}={o.Default}")));
        }

        console.Write(grid);
    }

    private static string[] SplitList(string[] texts) =>
        [.. texts.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static Dictionary<string, VariableKind> KindsOf(string[] texts)
    {
        Dictionary<string, VariableKind> kinds = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int at = text.IndexOf('=', StringComparison.Ordinal);
            VariableKind? kind = text[(at + 1)..] switch
            {
                "discrete" => VariableKind.Discrete,
                "continuous" => VariableKind.Continuous,
                _ => null,
            };
            if (at < 1 || text[..at] is not ("y" or "other") || kind is null)
            {
                throw new InvalidInputException($"--kind {text}: write y or other, and discrete or continuous: --kind y=discrete.");
            }

            kinds[text[..at]] = kind.Value;
        }

        return kinds;
    }
}
