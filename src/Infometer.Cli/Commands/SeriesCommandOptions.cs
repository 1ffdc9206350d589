using System.CommandLine;
using System.Globalization;

namespace Infometer.Cli.Commands;

/// <summary>The options of measures of series: lengths of pasts, delays, and the null.</summary>
internal sealed class SeriesCommandOptions
{
    private const int MostLags = 1_000;

    private static readonly string[] s_transfer = ["te", "cte", "ete"];

    private readonly Option<int?> _history = new("--history") { Description = "Series: length of the target's past (te, cte, ete, ais, predictive-information). Default 1.", HelpName = "K" };

    private readonly Option<int?> _sourceHistory = new("--source-history") { Description = "Series: length of the source's past (te, cte, ete, lagged-mi). Default 1.", HelpName = "L" };

    private readonly Option<int?> _conditionHistory = new("--condition-history") { Description = "Series: length of the condition's past (cte). Default 1.", HelpName = "C" };

    private readonly Option<string?> _lag = new("--lag")
    {
        Description = "Series: steps from source to target, or a range such as 1..10 for one estimate per lag (te, cte, ete, lagged-mi; mi with a lag is lagged-mi). Default 1.",
        HelpName = "U|U..V",
    };

    private readonly Option<int?> _historyDelay = new("--history-delay") { Description = "Series: steps between the elements of a past. Default 1.", HelpName = "TAU" };

    private readonly Option<int?> _theiler = new("--theiler") { Description = "Series: rows at most this many steps apart are no neighbours of each other. Default 0.", HelpName = "W" };

    private readonly Option<string?> _null = new("--null")
    {
        Description = "Series: what the null does to the past: circular, block:N, permutation or local. Default circular, for ais permutation.",
        HelpName = "NULL",
    };

    public SeriesCommandOptions()
    {
        foreach (Option option in new Option[] { _history, _sourceHistory, _conditionHistory, _historyDelay })
        {
            DataOptions.RequireRange(option, 1);
        }

        DataOptions.RequireRange(_theiler, 0);
        _null.CompletionSources.Add(["circular", "permutation", "local", "block:50"]);
    }

    private Option[] All => [_history, _sourceHistory, _conditionHistory, _lag, _historyDelay, _theiler, _null];

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>The measure with the options that were given, once per lag.</summary>
    /// <exception cref="InvalidInputException">The measure has no use for one of them, or the lag is no number or range.</exception>
    public IReadOnlyList<Measure> ApplyTo(Measure measure, ParseResult parsed)
    {
        Option[] given = [.. All.Where(o => parsed.GetResult(o) is { Implicit: false })];
        if (given.Length == 0)
        {
            return [measure];
        }

        Measure asked = measure.Id == "mi" ? Measure.LaggedMutualInformation() : measure;
        if (asked.Series is null || Array.Find(given, o => !IsUsedBy(asked.Id, o)) is not null)
        {
            Option useless = Array.Find(given, o => !IsUsedBy(asked.Id, o)) ?? given[0];
            throw new InvalidInputException($"{useless.Name} means nothing to '{measure.Id}'; leave it out, or ask for {MeasuresWith(useless)}.");
        }

        SeriesOptions options = new()
        {
            History = parsed.GetValue(_history) ?? 1,
            SourceHistory = parsed.GetValue(_sourceHistory) ?? 1,
            ConditionHistory = parsed.GetValue(_conditionHistory) ?? 1,
            HistoryDelay = parsed.GetValue(_historyDelay) ?? 1,
            Theiler = parsed.GetValue(_theiler) ?? 0,
            Null = parsed.GetValue(_null) is { } name ? SeriesNull.Parse(name) : null,
        };
        return [.. Lags(parsed.GetValue(_lag)).Select(lag => asked.WithSeries(options with { Lag = lag }))];
    }

    private string MeasuresWith(Option option) => string.Join(
        ", ", Measure.All.Where(m => m.Series is not null && IsUsedBy(m.Id, option)).Select(m => $"'{m.Id}'"));

    private bool IsUsedBy(string id, Option option)
    {
        bool isTransfer = s_transfer.Contains(id);
        return option == _history ? isTransfer || id is "ais" or "predictive-information"
            : option == _sourceHistory || option == _lag ? isTransfer || id == "lagged-mi"
            : option == _conditionHistory ? id == "cte"
            : Measure.Get(id).Series is not null;
    }

    private static IEnumerable<int> Lags(string? text)
    {
        if (text is null)
        {
            return [1];
        }

        string[] ends = text.Split("..");
        if (ends.Length is 1 or 2 && Array.TrueForAll(ends, static e => int.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            int[] lags = Array.ConvertAll(ends, static e => int.Parse(e, CultureInfo.InvariantCulture));
            if (lags[^1] >= lags[0] && lags[^1] - lags[0] < MostLags)
            {
                return Enumerable.Range(lags[0], lags[^1] - lags[0] + 1);
            }
        }

        throw new InvalidInputException($"--lag {text}: give steps from 0 on, e.g. --lag 3, or a range of at most {MostLags} of them, e.g. --lag 1..10.");
    }
}
