namespace Infometer.Cli.Commands;

/// <summary>
/// The file in which a holdout remembers what was asked of it. It is written before anything that the holdout said is shown: beside the old
/// one and renamed, so that it is never half written.
/// </summary>
internal sealed class HoldoutFile
{
    // A state is less than 1 KiB but for the target's name; whatever is much larger was not written here.
    private const long MostBytes = 1 << 20;

    private readonly string _path;
    private readonly string? _before;

    private HoldoutFile(string path, string? before, ReusableHoldout holdout)
    {
        _path = path;
        _before = before;
        Holdout = holdout;
    }

    /// <summary>The holdout as the file knows it.</summary>
    public ReusableHoldout Holdout { get; }

    /// <summary>Reads the file, or makes a new holdout where there is none.</summary>
    public static HoldoutFile Open(string path, Table table, string target, int? budget, ulong seed)
    {
        if (Content(path) is not { } json)
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            {
                throw new InvalidInputException($"--holdout {path}: there is no folder {folder}; make it, or name a file elsewhere.");
            }

            HoldoutOptions options = new() { Budget = budget ?? HoldoutOptions.DefaultBudget, Seed = seed };
            return new HoldoutFile(path, null, ReusableHoldout.Create(table, target, options));
        }

        ReusableHoldout holdout = ReusableHoldout.FromJson(json, table, target, path);
        return budget is null || budget == holdout.Budget
            ? new HoldoutFile(path, json, holdout)
            : throw new InvalidInputException(
                $"{path} has a budget of {holdout.Budget}, which cannot become {budget}: a budget is set once, when the file is created; leave --holdout-budget out.");
    }

    /// <summary>Writes what was spent.</summary>
    public void Save()
    {
        if (Content(_path) != _before)
        {
            throw new InvalidInputException(
                $"{_path} was changed by another run while this one was at work; nothing is shown and nothing was spent, run it again.");
        }

        string beside = $"{_path}.{Environment.ProcessId}.new";
        try
        {
            using (FileStream stream = new(beside, FileMode.Create, FileAccess.Write))
            {
                stream.Write(System.Text.Encoding.UTF8.GetBytes(Holdout.ToJson()));
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, _path, overwrite: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            File.Delete(beside);
            throw new InvalidInputException($"{_path} cannot be written ({e.Message}), and without it no answer may be shown.", e);
        }
    }

    private static string? Content(string path)
    {
        try
        {
            FileInfo file = new(path);
            return Directory.Exists(path) ? throw new InvalidInputException($"--holdout {path} is a folder; name a file.")
                : !file.Exists ? null
                : file.Length <= MostBytes ? File.ReadAllText(path)
                : ""; // refused by whoever reads it
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InvalidInputException($"{path} cannot be read ({e.Message}).", e);
        }
    }
}
