using System.Globalization;
using Spectre.Console;

namespace Infometer.Cli.Output;

/// <summary>An information plane as tables for people: a table per estimator, a line per layer, some of the epochs.</summary>
internal static class PlaneText
{
    private const int MostEpochs = 9;

    /// <summary>Prints the tables and the alarms.</summary>
    public static void Print(InformationPlane plane, Unit unit, TextWriter output)
    {
        IAnsiConsole console = Show.On(output);
        string ceiling = $"ceiling of I(X;T) {Show.Amount(plane.InputCeiling * unit.PerNat())}"
            + (plane.LabelEntropy is { } entropy ? $", of I(T;Y) {Show.Amount(entropy * unit.PerNat())}" : "");
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{plane.Layers.Length} layers at {plane.Epochs.Length} epochs, {plane.Count:N0} rows. Amounts in {unit.Symbol()}; {ceiling}."));
        long[] epochs = Shown(plane.Epochs);
        foreach (string estimator in plane.Outputs)
        {
            PrintEstimator(plane, estimator, epochs, unit, console);
        }

        if (epochs.Length < plane.Epochs.Length)
        {
            console.WriteLine($"{epochs.Length} of {plane.Epochs.Length} epochs are shown; --csv and --json have all.");
        }

        foreach (string line in CompressionLines(plane, unit))
        {
            console.WriteLine(line);
        }

        foreach (PlaneAlarm alarm in plane.Alarms)
        {
            console.WriteLine($"alarm {alarm.Code}: {alarm.Text(unit)}");
        }
    }

    // A line per layer that somebody sees compress, or one that nobody does.
    private static IEnumerable<string> CompressionLines(InformationPlane plane, Unit unit)
    {
        string Bits(double nats) => (nats * unit.PerNat()).ToString("0.00", CultureInfo.InvariantCulture);
        bool isNone = true;
        foreach (IGrouping<string, PlaneCompression> layer in plane.Compression.GroupBy(c => c.Layer).Where(g => g.Any(c => c.IsSeen)))
        {
            isNone = false;
            PlaneCompression[] seen = [.. layer.Where(c => c.IsSeen)];
            PlaneCompression[] others = [.. layer.Where(c => !c.IsSeen)];
            string by = string.Join(", ", seen.Select(c => FormattableString.Invariant($"{c.Estimator} ({Bits(c.Peak)} at epoch {c.PeakEpoch}, {Bits(c.Last)} at the end)")));
            string not = others.Length == 0 ? "" : $"; not by {string.Join(", ", others.Select(c => c.Estimator))}: it depends on the estimator";
            yield return FormattableString.Invariant($"compression of layer {layer.Key} is seen by {seen.Length} of {seen.Length + others.Length}: {by}{not}.");
        }

        if (isNone && plane.Compression.Length > 0)
        {
            yield return FormattableString.Invariant($"compression is seen in no layer by any of {plane.Outputs.Length}.");
        }
    }

    private static void PrintEstimator(InformationPlane plane, string estimator, long[] epochs, Unit unit, IAnsiConsole console)
    {
        Dictionary<(string, long), PlanePoint> points = plane.Points.Where(p => p.Estimator == estimator).ToDictionary(p => (p.Layer, p.Epoch));
        PlanePoint first = points.Values.First();
        string[] definitions = [.. points.Values.Select(p => p.Definition).Distinct()];
        console.WriteLine();
        console.WriteLine($"{estimator}: {definitions[0]}{(definitions.Length == 1 ? "" : $" (layer {first.Layer} at epoch {first.Epoch}; --json has all)")}.");
        string tags = first.AboutLabels is null ? first.AboutInputs.Tag.Word() : $"{first.AboutInputs.Tag.Word()}, {first.AboutLabels.Tag.Word()}";
        console.WriteLine($"I(X;T){(first.AboutLabels is null ? "" : " and I(T;Y)")} ({tags}) of each layer at epoch");
        Spectre.Console.Table grid = Show.Grid([("layer", false), ("units", true), .. epochs.Select(e => (e.ToString(CultureInfo.InvariantCulture), true))]);
        foreach (string layer in plane.Layers)
        {
            PlanePoint[] ofLayer = [.. points.Values.Where(p => p.Layer == layer)];
            grid.AddPlainRow(
            [
                Show.Name(layer, 24),
                Show.Count(ofLayer[0].Units),
                .. epochs.Select(epoch => points.TryGetValue((layer, epoch), out PlanePoint? point) ? Cell(point, unit) : ""),
            ]);
        }

        console.Write(grid);
    }

    private static string Cell(PlanePoint point, Unit unit)
    {
        string aboutInputs = Amount(point.AboutInputs, unit, "0.00");
        return point.AboutLabels is null ? aboutInputs : $"{aboutInputs} {Amount(point.AboutLabels, unit, "0.000")}";
    }

    private static string Amount(PlaneAmount amount, Unit unit, string format) =>
        double.IsFinite(amount.Nats) ? (amount.Nats * unit.PerNat()).ToString(format, CultureInfo.InvariantCulture) : "–";

    // Evenly through the list, the first and the last among them.
    private static long[] Shown(IReadOnlyList<long> epochs)
    {
        int count = Math.Min(MostEpochs, epochs.Count);
        return [.. Enumerable.Range(0, count).Select(i => epochs[count == 1 ? 0 : i * (epochs.Count - 1) / (count - 1)])];
    }
}
