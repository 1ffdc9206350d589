using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Infometer.Bench;

/// <summary>What the figures were measured on.</summary>
internal sealed partial record Machine(string Processor, int Cores, string Runtime, string System, string Load)
{
    /// <summary>The processor as a folder name.</summary>
    internal string Slug => NotWord().Replace(Processor.ToLowerInvariant().Replace("(r)", "", StringComparison.Ordinal), "-").Trim('-');

    internal static Machine Describe()
    {
        string processor = Line("/proc/cpuinfo", "model name")?.Split(':', 2)[1].Trim() ?? $"{RuntimeInformation.ProcessArchitecture}";
        string load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        return new Machine(
            processor, Environment.ProcessorCount, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription, load);
    }

    private static string? Line(string path, string start) =>
        File.Exists(path) ? File.ReadLines(path).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal)) : null;

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWord();
}
