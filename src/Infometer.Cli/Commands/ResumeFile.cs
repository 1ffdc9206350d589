namespace Infometer.Cli.Commands;

/// <summary>The file in which long work keeps what is finished. Open for one run at a time.</summary>
internal sealed class ResumeFile : IDisposable
{
    private readonly FileStream _stream;

    private ResumeFile(string path, FileStream stream)
    {
        Path = path;
        _stream = stream;
    }

    /// <summary>The file's name as it was given.</summary>
    public string Path { get; }

    /// <summary>What the file holds.</summary>
    public Stream Stream => _stream;

    /// <summary>Opens the file, or creates it.</summary>
    public static ResumeFile Open(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? throw new InvalidInputException($"--resume {path} is a folder; name a file.")
                : new ResumeFile(path, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InvalidInputException($"--resume {path} cannot be written ({e.Message}).", e);
        }
    }

    /// <summary>Runs the work, and says what is kept where it is stopped.</summary>
    /// <param name="work">The work.</param>
    /// <param name="kept">What is kept by now, in words.</param>
    public T Run<T>(Func<T> work, Func<string> kept)
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException e)
        {
            throw new InterruptedException($"cancelled; what was finished ({kept()}) is kept in {Path}, and the same command goes on from there.", e);
        }
    }

    /// <summary>Closes the file; one in which nothing was written is taken away.</summary>
    public void Dispose()
    {
        bool isEmpty = _stream.Length == 0;
        _stream.Dispose();
        if (isEmpty)
        {
            File.Delete(Path);
        }
    }
}
