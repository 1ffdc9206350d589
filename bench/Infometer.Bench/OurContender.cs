using System.Diagnostics;
using System.Text.Json;

namespace Infometer.Bench;

/// <summary>Our side of a job, in a process of its own so that its memory is its own; the protocol is that of rivals/harness.py.</summary>
internal static class OurContender
{
    internal static void Serve(string jobId, string data)
    {
        Job job = Jobs.All.Single(j => j.Id == jobId);
        Func<double> operation = job.Ours(data);
        string version = typeof(Codes).Assembly.GetName().Version?.ToString(3) ?? "";
        Say(new() { ["tool"] = "Infometer", ["version"] = version, ["bytes"] = Memory("VmRSS") });
        while (Console.ReadLine() == "run")
        {
            GC.Collect();
            long start = Stopwatch.GetTimestamp();
            double check = operation();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Say(new() { ["seconds"] = seconds, ["check"] = check });
        }

        Say(new() { ["peakBytes"] = Memory("VmHWM") });
    }

    private static void Say(Dictionary<string, object> fields) => Console.WriteLine(JsonSerializer.Serialize(fields));

    private static long Memory(string field)
    {
        string? line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(field + ":", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) * 1024;
    }
}
