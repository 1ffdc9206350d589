using Xunit;

namespace Infometer.WebTests;

/// <summary>Where things are.</summary>
internal static class Repository
{
    private static string Root { get; } = FindRoot();

    /// <summary>A committed sample.</summary>
    public static string Sample(string name) => Path.Combine(Root, "samples", name);

    /// <summary>A data set that a fresh clone may lack; the test is skipped where it is absent.</summary>
    public static string Dataset(string name)
    {
        string reference = Environment.GetEnvironmentVariable("INFOMETER_REFERENCE") ?? Path.Combine(Root, "..", "shared", "reference");
        string path = Path.GetFullPath(Path.Combine(reference, "..", "datasets", name));
        Assert.SkipUnless(File.Exists(path), $"{name} is not here; INFOMETER_REFERENCE names the folder beside its own (default ../shared/reference).");
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
