using System.Globalization;
using System.Text;

namespace Infometer.Bench;

/// <summary>One row of the table: a job and one rival, or the job alone where it has none.</summary>
internal sealed record Result(
    string Page, string Job, string Ours, string Rival, string Theirs, string Ratio, string OurMemory, string TheirMemory, string Aim, string Met,
    string Published, bool Disagrees)
{
    /// <summary>The time that the row adds to a series of sizes; null where the job stands alone.</summary>
    internal Timing? Timing { get; init; }
}

/// <summary>What a contender took for one size of a series.</summary>
internal sealed record Timing(string Series, string Tool, double Size, double Seconds);

/// <summary>Puts times side by side and writes them as Markdown.</summary>
internal static class Report
{
    internal static List<Result> Compare(Job job, IReadOnlyList<Contender> contenders)
    {
        Contender ours = contenders[0];
        if (ours.Absence is not null)
        {
            throw new InvalidOperationException($"Our side of '{job.Id}' failed: {ours.Absence}");
        }

        Result own = new(
            job.Page,
            job.Title,
            Seconds(ours.Median),
            "–",
            "–",
            "–",
            Memory(ours),
            "–",
            job.SecondsAim is double limit ? $"≤ {Seconds(limit)} s" : "–",
            job.SecondsAim is double aim ? Met(ours.Median <= aim) : "–",
            job.Published,
            false)
        {
            Timing = TimingOf(job, "Infometer", ours),
        };
        return [own, .. contenders.Skip(1).Select(rival => Against(job, ours, rival))];
    }

    internal static string Table(IReadOnlyList<Result> results)
    {
        StringBuilder table = new();
        table.Append("| job | ours (s) | rival | theirs (s) | theirs / ours | our peak MB (rise) | their peak MB (rise) ");
        table.AppendLine("| aim | met? | published, other machine |");
        table.AppendLine("| --- | ---: | --- | ---: | ---: | ---: | ---: | --- | --- | --- |");
        foreach (Result r in results)
        {
            table.Append($"| {r.Job} | {r.Ours} | {r.Rival} | {r.Theirs} | {r.Ratio} | {r.OurMemory} | {r.TheirMemory} ");
            table.AppendLine($"| {r.Aim} | {r.Met} | {r.Published} |");
        }

        return table + Growth(results);
    }

    // The exponent between the largest two sizes, and over all of them: caches and start-up hide growth among small ones.
    private static string Growth(IReadOnlyList<Result> results)
    {
        StringBuilder table = new();
        foreach (var contender in results.Select(r => r.Timing).OfType<Timing>().GroupBy(t => (t.Series, t.Tool)))
        {
            Timing[] sizes = [.. contender.OrderBy(t => t.Size)];
            if (sizes.Length > 1)
            {
                string whole = Exponent(sizes[0], sizes[^1]);
                string last = Exponent(sizes[^2], sizes[^1]);
                table.AppendLine(CultureInfo.InvariantCulture, $"| {contender.Key.Series} | {contender.Key.Tool} | {sizes[0].Size:N0} to {sizes[^1].Size:N0} | {whole} | {last} |");
            }
        }

        return table.Length == 0 ? "" : $"""

            Seconds grow as n to the power of:

            | series | tool | n | over all sizes | between the largest two |
            | --- | --- | --- | ---: | ---: |
            {table}
            """;
    }

    private static string Exponent(Timing small, Timing large) =>
        (Math.Log(large.Seconds / small.Seconds) / Math.Log(large.Size / small.Size)).ToString("0.00", CultureInfo.InvariantCulture);

    internal static string Page(Machine machine, string page, string table) =>
        $"""
        # {char.ToUpperInvariant(page[0])}{page[1..]} jobs on {machine.Processor}

        {DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}; {machine.Cores} cores; {machine.Runtime};
        {machine.System}; load average {machine.Load} before the run.
        Written by `dotnet run -c Release --project bench/Infometer.Bench -- --write`; what is measured and how is in
        [bench/README.md](../../README.md).

        {table}
        """;

    private static Result Against(Job job, Contender ours, Contender rival)
    {
        if (rival.Absence is not null)
        {
            string absent = $"absent: {rival.Absence}";
            return new Result(job.Page, job.Title, Seconds(ours.Median), rival.Tool, absent, "–", Memory(ours), "–", "–", "–", "", false);
        }

        double ratio = rival.Median / ours.Median;
        bool disagrees = double.IsFinite(job.Tolerance) && !(Math.Abs(rival.Check - ours.Check) <= job.Tolerance * Math.Abs(ours.Check));
        string aim = rival.FactorAim is double factor ? $"≥ {factor.ToString("0.##", CultureInfo.InvariantCulture)}×" : "–";
        return new Result(
            job.Page,
            job.Title,
            Seconds(ours.Median),
            rival.Tool + (double.IsFinite(job.Tolerance) ? "" : $", found {rival.Check:0} of 25 (ours {ours.Check:0})") + (disagrees ? $" (DISAGREES: {rival.Check:R}, ours {ours.Check:R})" : ""),
            Seconds(rival.Median),
            ratio.ToString(ratio < 10 ? "0.00" : "0", CultureInfo.InvariantCulture) + "×",
            Memory(ours),
            Memory(rival),
            aim,
            rival.FactorAim is double f ? Met(ratio >= f) : "–",
            "",
            disagrees)
        {
            Timing = TimingOf(job, rival.Tool, rival),
        };
    }

    private static Timing? TimingOf(Job job, string tool, Contender contender) =>
        job.Growth is { } growth ? new Timing(growth.Series, tool, growth.Size, contender.Median) : null;

    private static string Met(bool met) => met ? "yes" : "no";

    private static string Seconds(double value) => value.ToString(value < 0.1 ? "0.0000" : "0.000", CultureInfo.InvariantCulture);

    private static string Memory(Contender contender) =>
        $"{Megabytes(contender.PeakBytes)} ({Megabytes(contender.PeakBytes - contender.StartBytes)})";

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0", CultureInfo.InvariantCulture);
}
