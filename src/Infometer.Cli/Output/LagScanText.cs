using Spectre.Console;

namespace Infometer.Cli.Output;

/// <summary>Estimates of one measure at several lags as a table.</summary>
internal static class LagScanText
{
    /// <summary>Prints one row per lag, then what the estimates have in common.</summary>
    public static void Print(IAnsiConsole console, IReadOnlyList<Estimate> estimates, Unit unit)
    {
        Estimate first = estimates[0];
        double[] pValues = [.. estimates.Select(e => e.PValue ?? 1)];
        double[] qValues = FalseDiscovery.BenjaminiYekutieli(pValues);
        console.WriteLine($"{first.Measure.Name} of {string.Join(", ", first.Names.Select(name => Show.Name(name)))}, by {first.Estimator.Descriptor.Id}, in {unit.Symbol()}");
        Spectre.Console.Table grid = Show.Grid(("lag", true), ("value", true), ("95 % interval", true), ("verdict", false), ("p", true), ("q", true), ("n", true));
        for (int i = 0; i < estimates.Count; i++)
        {
            EstimateView view = estimates[i].In(unit);
            grid.AddPlainRow(
                $"{estimates[i].Measure.Series!.Lag}",
                Show.Amount(view.Value),
                Show.Range(view.Interval),
                estimates[i].Verdict.Word(),
                Show.Probability(estimates[i].PValue),
                Show.Probability(qValues[i]),
                Show.Count(estimates[i].Count));
        }

        console.Write(grid);
        console.WriteLine($"q: p over all {estimates.Count} lags (Benjamini–Yekutieli, as neighbouring lags depend on each other).");
        foreach (Note note in first.Notes.Where(note => estimates.All(e => e.Notes.Contains(note))))
        {
            console.WriteLine($"{note.Code}: {note.Text}");
        }
    }
}
