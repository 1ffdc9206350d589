using System.Text;

namespace Infometer.Cli.Output;

/// <summary>A file that is written beside the old one and renamed, so that it is never half written.</summary>
internal static class OutputFile
{
    /// <summary>Refuses, before work starts, a name that cannot become a file.</summary>
    /// <param name="path">The name.</param>
    /// <param name="option">The option that gave it.</param>
    public static void Check(string path, string option = "--output")
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        if (Directory.Exists(path) || !Directory.Exists(folder))
        {
            throw new InvalidInputException(Directory.Exists(path)
                ? $"{option} {path} is a folder; name a file."
                : $"{option} {path}: there is no folder {folder}; make it, or name a file elsewhere.");
        }
    }

    /// <summary>Writes the whole file.</summary>
    /// <param name="path">The name.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="option">The option that gave the name.</param>
    public static void Write(string path, string text, string option = "--output")
    {
        string beside = $"{path}.{Environment.ProcessId}.new";
        try
        {
            File.WriteAllText(beside, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            File.Delete(beside);
            throw new InvalidInputException($"{option} {path} cannot be written ({e.Message}).", e);
        }
    }
}
