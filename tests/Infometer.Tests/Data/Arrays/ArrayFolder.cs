namespace Infometer.Tests;

/// <summary>A folder for the files of one test.</summary>
public sealed class ArrayFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("infometer-").FullName;

    /// <summary>The path of a committed fixture, made by NumPy.</summary>
    public static string Fixture(string name) => Path.Combine(Repository.Root, "tests", "Infometer.Tests", "Data", "Arrays", "fixtures", name);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    /// <summary>The path that a file here would have.</summary>
    public string At(string name) => Path.Combine(_path, name);

    /// <summary>Writes a file.</summary>
    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(At(name), bytes);
        return At(name);
    }

    /// <summary>The message of what is thrown, without this folder.</summary>
    public string MessageOf(Action action) =>
        Xunit.Assert.Throws<InvalidInputException>(action).Message.Replace(_path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
