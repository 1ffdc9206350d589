namespace Infometer.Cli.Commands;

/// <summary>The file in which a ranking keeps its finished work. Open for one run at a time.</summary>
internal sealed class ResumeFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;

    private ResumeFile(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
        Checkpoint = new RankingCheckpoint(stream, path);
    }

    /// <summary>The finished work.</summary>
    public RankingCheckpoint Checkpoint { get; }

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
    public T Run<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException e)
        {
            throw new InterruptedException(FormattableString.Invariant(
                $"cancelled; what was finished ({Checkpoint.KeptColumns:N0} columns tested) is kept in {_path}, and the same command goes on from there."), e);
        }
    }

    /// <summary>Closes the file; one in which nothing was written is taken away.</summary>
    public void Dispose()
    {
        bool isEmpty = _stream.Length == 0;
        _stream.Dispose();
        if (isEmpty)
        {
            File.Delete(_path);
        }
    }
}
