using Xunit;

namespace Infometer.Tests;

/// <summary>Where things are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of reference values, which a fresh clone may lack.</summary>
    public static string Reference { get; } = Path.GetFullPath(
        Environment.GetEnvironmentVariable("INFOMETER_REFERENCE") ?? Path.Combine(Root, "..", "shared", "reference"));

    /// <summary>A committed sample.</summary>
    public static string Sample(string name) => Path.Combine(Root, "samples", name);

    /// <summary>A file of reference values; the test is skipped where it is absent.</summary>
    public static string ReferenceFile(string name) => OrSkip(Path.Combine(Reference, name));

    /// <summary>A data set beside the reference values; the test is skipped where it is absent.</summary>
    public static string Dataset(string name) => OrSkip(Path.GetFullPath(Path.Combine(Reference, "..", "datasets", name)));

    private static string OrSkip(string path)
    {
        Assert.SkipUnless(
            File.Exists(path), $"{Path.GetFileName(path)} is not here; INFOMETER_REFERENCE names its folder (default ../shared/reference).");
        return path;
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Infometer.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests must run from inside the repository.");
    }
}
