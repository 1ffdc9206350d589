using System.Text;
using Xunit;

namespace Infometer.Tests;

/// <summary>Where reference values lie, and how their files are read.</summary>
internal static class ReferenceFiles
{
    private const string Variable = "INFOMETER_REFERENCE";

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The folder of shared reference values, or null where there is none.</summary>
    public static string? Shared { get; } = FindShared();

    /// <summary>The path of a shared file; the test is skipped where the folder is absent.</summary>
    public static string SharedFile(string name)
    {
        Assert.SkipWhen(Shared is null, $"No reference folder: set {Variable} to it, or place it at ../shared/reference.");
        return Path.Combine(Shared!, name);
    }

    /// <summary>The records of a comma-separated file with a header, as name → text.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> ReadCsv(string path)
    {
        List<string>? header = null;
        foreach (List<string> record in ReadRecords(File.ReadAllText(path)))
        {
            if (header is null)
            {
                header = record;
            }
            else
            {
                yield return header.Zip(record).ToDictionary(pair => pair.First, pair => pair.Second);
            }
        }
    }

    // RFC 4180: fields may be quoted, quotes are doubled inside.
    private static IEnumerable<List<string>> ReadRecords(string text)
    {
        List<string> record = [];
        StringBuilder field = new();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"')
            {
                bool doubled = quoted && i + 1 < text.Length && text[i + 1] == '"';
                if (doubled)
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (!quoted && c is ',' or '\n')
            {
                record.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c == '\n')
                {
                    yield return record;
                    record = [];
                }
            }
            else
            {
                field.Append(c);
            }
        }

        if (field.Length > 0 || record.Count > 0)
        {
            record.Add(field.ToString());
            yield return record;
        }
    }

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Infometer.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests must run from inside the repository.");
    }

    private static string? FindShared()
    {
        string folder = Environment.GetEnvironmentVariable(Variable) ?? Path.Combine(Repository, "../shared/reference");
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }
}
