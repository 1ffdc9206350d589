using System.Globalization;
using System.Text;

namespace Infometer.Tests;

/// <summary>Makes <c>docs/accuracy.md</c> and its figures from the committed grids.</summary>
internal static class AccuracyPage
{
    private const string ValueColour = "#1f6fb4";
    private const string BoundColour = "#d9822b";
    private const string RivalColour = "#888888";

    // What was repaired with them in view.
    private static readonly string[] s_repaired = ["circular-2x2", "sensors-12x12", "regimes-10x10", "ball-3x3", "berkson-3x3", "clayton-1-1x8"];

    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "accuracy");

    /// <summary>The page and its figures, by path under <c>docs/</c>.</summary>
    public static IReadOnlyDictionary<string, string> Files()
    {
        GridCell[] classic = Read("classic");
        GridCell[] calibration = Read("calibration");
        GridCell[] apart = Read("kept-apart");
        GridCell[] first = Read("kept-apart-first");
        return new Dictionary<string, string>
        {
            ["accuracy.md"] = Page(classic, calibration, apart, first),
            ["accuracy/classic.svg"] = ClassicFigure(classic),
            ["accuracy/kept-apart.svg"] = ApartFigure(apart),
        };
    }

    private static GridCell[] Read(string grid) => GridCell.Read(Path.Combine(Folder, grid + ".csv"));

    private static string Page(GridCell[] classic, GridCell[] calibration, GridCell[] apart, GridCell[] first)
    {
        StringBuilder page = new();
        page.Append("""
            # Accuracy

            What `infometer` says of numbers with no estimator named (`auto`), on distributions whose information is known: every
            verdict, every interval, counted. For counts see [discrete-accuracy.md](discrete-accuracy.md), for single estimators
            [numeric-accuracy.md](numeric-accuracy.md), for critics [critic-accuracy.md](critic-accuracy.md); the distributions are those of
            [known-truth.md](known-truth.md).

            Three grids are run by one command each, which goes on after an interruption with `--resume FILE` and gives the same file on the same machine:

            ```
            infometer verify --grid classic --unit nats --format csv --digits 6 --output docs/accuracy/classic.csv
            infometer verify --grid calibration --unit nats --format csv --digits 6 --output docs/accuracy/calibration.csv
            infometer verify --grid kept-apart --unit nats --format csv --digits 6 --output docs/accuracy/kept-apart.csv
            ```

            This page and its figures are made from those files (`INFOMETER_ACCEPT_DOCS=1` with the test `AccuracyPageTests`, which otherwise checks
            that they agree). Amounts are in nats. *Error* is the mean distance of what is printed from the truth; a run without a number counts
            with the whole truth, and a `lower-bound` with its printed point. *Cover* is the share of 95 % intervals that hold the truth,
            over all runs that are not `unreliable`, whatever the verdict; an interval that is open above holds what is above its low end. *Far* is the share of `value` runs
            whose interval misses the truth by more than 0.1. *Oracle* is the width that one would get who knows the law.


            """.ReplaceLineEndings("\n"));
        WriteClassic(page, classic);
        WriteCalibration(page, calibration);
        WriteApart(page, apart, first);
        return page.ToString();
    }

    private static void WriteClassic(StringBuilder page, GridCell[] cells)
    {
        GridCell[] auto = [.. cells.Where(c => c.Estimator == "auto")];
        string[] estimators = [.. cells.Select(c => c.Estimator).Distinct()];
        page.Append(string.Create(CultureInfo.InvariantCulture, $"""
            ## The tasks of the field

            The {auto.Length} tasks of Czyż et al. (2023), {auto[0].Count:N0} rows, {Seeds(cells)}. `auto` says `value` on {auto.Count(c => 2 * c.Value > c.Runs)} of them
            in most runs; of all its `value` intervals {Percent(Sum(auto, "valueCovered") / Sum(auto, "value"))} hold the truth, and {Percent(Sum(auto, "valueFar") / Sum(auto, "value"))} are
            off by more than 0.1 beyond their ends. Of {auto.Sum(c => c.LowerBound)} lower bounds {Sum(auto, "boundCovered"):0} were true, at {Percent(MeanOf(auto, BoundShare))} of the truth on
            average.

            | estimator | error | runs | `value` | cover of `value` | far | `lower-bound` | of which true | `not-detected` | `unreliable` |
            |---|---|---|---|---|---|---|---|---|---|

            """).ReplaceLineEndings("\n"));
        foreach (string estimator in estimators)
        {
            GridCell[] own = [.. cells.Where(c => c.Estimator == estimator)];
            double runs = Sum(own, "runs") - Sum(own, "refused");
            double values = Sum(own, "value");
            double bounds = Sum(own, "lowerBound");
            Row(
                page, estimator, Amount(MeanOf(own, c => c.Number("mae"))), Whole(runs), Share(values / runs), Share(Sum(own, "valueCovered") / values),
                Share(Sum(own, "valueFar") / values), Share(bounds / runs), Share(Sum(own, "boundCovered") / bounds),
                Share(Sum(own, "notDetected") / runs), Share(Sum(own, "unreliable") / runs));
        }

        page.Append("\n![Errors of auto and of KSG on the tasks of the field](accuracy/classic.svg)\n\n");
        string[] rivals = [.. estimators.Where(e => e != "auto")];
        page.Append("Error by task:\n\n| task | truth | `auto` says | cover | auto |").AppendJoin("", rivals.Select(r => $" {r} |")).Append("\n|---|---|---|---|---|");
        page.Insert(page.Length, "---|", rivals.Length).Append('\n');
        foreach (GridCell cell in auto)
        {
            Row(page, [
                cell.Task, Amount(cell.Truth), Says(cell), Share(cell.Covered / cell.Intervals), Amount(cell.Number("mae")),
                .. rivals.Select(r => cells.FirstOrDefault(c => c.Task == cell.Task && c.Estimator == r) is { } other && other.Number("refused") < other.Runs
                    ? Amount(other.Number("mae"))
                    : "–"),
            ]);
        }

        page.Append('\n');
    }

    private static void WriteCalibration(StringBuilder page, GridCell[] cells)
    {
        GridCell[] dependent = [.. cells.Where(c => c.Truth > 0)];
        GridCell[] independent = [.. cells.Where(c => c.Truth == 0)];
        page.Append(string.Create(CultureInfo.InvariantCulture, $"""
            ## Calibration

            {dependent.Length} distributions in few columns and {independent.Length} that share nothing, {cells[0].Count:N0} rows, {cells[0].Runs} samples each. {Percent(cells.Sum(c => c.Covered) / cells.Sum(c => c.Intervals))} of all
            intervals hold the truth ({Percent(dependent.Sum(c => c.Covered) / dependent.Sum(c => c.Intervals))} where something is shared; the least of a distribution is
            {Percent(cells.Min(c => c.Covered / c.Intervals))}), and where nothing is shared `not-detected` is said {Percent(Sum(independent, "notDetected") / Sum(independent, "runs"))} of the time.

            """).ReplaceLineEndings("\n"));
        WriteCells(page, cells);
    }

    private static void WriteApart(StringBuilder page, GridCell[] cells, GridCell[] first)
    {
        page.Append(string.Create(CultureInfo.InvariantCulture, $"""
            ## Families kept apart

            {cells.Select(c => c.Task).Distinct().Count()} families on which nothing was tuned: they were written down after estimators, thresholds and policy were fixed, and
            no number was seen before the first try. {cells[0].Runs} samples each; what came out is shown as it is. Four repairs followed the first try: rows on a surface
            have bounds of their own (`circular-2x2`, `sensors-12x12`), squares of directions are looked at (`regimes-10x10`), distances with an edge are sought on a second
            scale (`ball-3x3`), and a pair of coordinates that shares more than its correlation is noticed (`berkson-3x3`; `clayton-1-1x8` was in view when its
            tolerance was fixed). These {s_repaired.Length} families are not apart any more; the last lines leave them out. Families with values that cover less than 75 %: {Weak(cells)}.

            | | rows | error | `value` | cover of `value` | far | `lower-bound` | of which true |
            |---|---|---|---|---|---|---|---|

            """).ReplaceLineEndings("\n"));
        foreach ((string label, GridCell[] tried) in new[] { ("first try", first), ("now", cells), ("now, still apart", [.. cells.Where(c => !s_repaired.Contains(c.Task))]) })
        {
            foreach (IGrouping<int, GridCell> size in tried.GroupBy(c => c.Count))
            {
                double runs = Sum(size, "runs");
                Row(
                    page, label, size.Key.ToString("N0", CultureInfo.InvariantCulture), Amount(MeanOf(size, c => c.Number("mae"))), Share(Sum(size, "value") / runs),
                    Share(Sum(size, "valueCovered") / Sum(size, "value")), Share(Sum(size, "valueFar") / Sum(size, "value")), Share(Sum(size, "lowerBound") / runs),
                    Share(Sum(size, "boundCovered") / Sum(size, "lowerBound")));
            }
        }

        page.Append("\n![Errors of auto on the families kept apart](accuracy/kept-apart.svg)\n\n");
        WriteCells(page, cells);
    }

    private static void WriteCells(StringBuilder page, GridCell[] cells)
    {
        bool hasSizes = cells.Select(c => c.Count).Distinct().Count() > 1;
        page.Append(hasSizes
            ? "\n| task | rows | truth | `auto` says | bias | SD | cover | cover of `value` | width | oracle |\n|---|---|---|---|---|---|---|---|---|---|\n"
            : "\n| task | truth | `auto` says | bias | SD | cover | cover of `value` | width | oracle |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (GridCell cell in cells)
        {
            Row(page, [
                cell.Task, .. hasSizes ? (string[])[cell.Count.ToString("N0", CultureInfo.InvariantCulture)] : [], Amount(cell.Truth), Says(cell),
                Signed(cell.Number("bias")), Amount(cell.Number("sd")), Share(cell.Covered / cell.Intervals), Share(cell.Number("valueCovered") / cell.Value),
                Amount(cell.Number("width")), Amount(cell.Number("oracleWidth")),
            ]);
        }

        page.Append('\n');
    }

    private static string ClassicFigure(GridCell[] cells)
    {
        ErrorFigure figure = new("Tasks of the field, 10,000 rows: what is printed less the truth (nats); lines are mean intervals", 0.4);
        foreach (GridCell cell in cells.Where(c => c.Estimator == "auto"))
        {
            GridCell ksg = cells.First(c => c.Task == cell.Task && c.Estimator == "ksg1");
            figure.Add(cell.Task, (ksg.Number("bias"), 0, RivalColour, "ring"), Point(cell));
        }

        return figure.ToSvg(("auto, value", ValueColour, "dot"), ("auto, lower-bound", BoundColour, "dot"), ("ksg1 (at the edge: 0.4 or more)", RivalColour, "ring"));
    }

    private static string ApartFigure(GridCell[] cells)
    {
        ErrorFigure figure = new("Families kept apart, 5,000 rows (rings: 1,000): what is printed less the truth (nats)", 0.4);
        foreach (GridCell cell in cells.Where(c => c.Count == cells.Max(other => other.Count)))
        {
            GridCell few = cells.First(c => c.Task == cell.Task && c.Count != cell.Count);
            figure.Add(cell.Task, (few.Number("bias"), 0, Colour(few), "ring"), Point(cell));
        }

        return figure.ToSvg(("mostly value", ValueColour, "dot"), ("mostly lower-bound", BoundColour, "dot"), ("mostly something else", RivalColour, "dot"));
    }

    private static (double Error, double Spread, string Colour, string Mark) Point(GridCell cell) =>
        (cell.Number("bias"), cell.Number("width") / 2, Colour(cell), "dot");

    private static string Colour(GridCell cell) =>
        2 * cell.Value > cell.Runs ? ValueColour : 2 * cell.LowerBound > cell.Runs ? BoundColour : RivalColour;

    private static string Weak(GridCell[] cells) => string.Join(", ", cells
        .Where(c => c.Value > 0 && c.Number("valueCovered") < 0.75 * c.Value)
        .Select(c => string.Create(CultureInfo.InvariantCulture, $"`{c.Task}` at {c.Count:N0} rows ({c.Number("valueCovered")} of {c.Value})"))
        .DefaultIfEmpty("none"));

    private static string Says(GridCell cell)
    {
        (int Runs, string Word)[] verdicts =
        [
            (cell.Value, "value"), (cell.LowerBound, "lower-bound"), (cell.NotDetected, "not-detected"), (cell.Unreliable, "unreliable"),
        ];
        return string.Join(", ", verdicts.Where(v => v.Runs > 0).Select(v => v.Runs == cell.Runs ? v.Word : $"{v.Word} {v.Runs}"));
    }

    private static double BoundShare(GridCell cell) => cell.LowerBound == 0 ? double.NaN : cell.Number("boundLow") / cell.Truth;

    private static string Seeds(GridCell[] cells)
    {
        int most = cells.Max(c => c.Runs);
        string few = string.Join(", ", cells.Where(c => c.Runs < most).Select(c => c.Estimator).Distinct());
        return $"{most} samples each" + (few.Length == 0 ? "" : $" ({cells.Min(c => c.Runs)} for {few})");
    }

    private static double Sum(IEnumerable<GridCell> cells, string field) => cells.Select(c => c.Number(field)).Where(double.IsFinite).Sum();

    private static double MeanOf(IEnumerable<GridCell> cells, Func<GridCell, double> amount) =>
        cells.Select(amount).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    private static void Row(StringBuilder page, params string[] fields) => page.Append("| ").AppendJoin(" | ", fields).Append(" |\n");

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static string Amount(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    private static string Signed(double value) => double.IsFinite(value) ? value.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture) : "–";

    private static string Share(double value) => double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : "–";

    private static string Percent(double value) => (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
