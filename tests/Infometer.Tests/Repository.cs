using System.Runtime.CompilerServices;

namespace Infometer.Tests;

/// <summary>Where things are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourcePath())!, "..", ".."));

    /// <summary>A committed sample.</summary>
    public static string Sample(string name) => Path.Combine(Root, "samples", name);

    /// <summary>The folder of reference values, which a fresh clone may lack.</summary>
    public static string Reference { get; } =
        Environment.GetEnvironmentVariable("INFOMETER_REFERENCE") ?? Path.GetFullPath(Path.Combine(Root, "..", "shared", "reference"));

    /// <summary>The folder of further data sets beside the reference values, which a fresh clone may lack.</summary>
    public static string Datasets { get; } = Path.GetFullPath(Path.Combine(Reference, "..", "datasets"));

    private static string SourcePath([CallerFilePath] string path = "") => path;
}
