namespace Infometer;

/// <summary>The latest files of a run, kept open, so that neither every array opens its file anew nor every file stays open.</summary>
internal sealed class OpenArrayFiles : IDisposable
{
    private const int MostOpen = 32;
    private readonly LinkedList<ArrayFile> _files = new();

    /// <summary>The file, opened where it is not.</summary>
    public ArrayFile Open(string path)
    {
        LinkedListNode<ArrayFile>? node = _files.First;
        while (node is not null && node.Value.Path != path)
        {
            node = node.Next;
        }

        if (node is null)
        {
            node = new LinkedListNode<ArrayFile>(ArrayFile.Open(path));
        }
        else
        {
            _files.Remove(node);
        }

        _files.AddFirst(node);
        if (_files.Count > MostOpen)
        {
            _files.Last!.Value.Dispose();
            _files.RemoveLast();
        }

        return node.Value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ArrayFile file in _files)
        {
            file.Dispose();
        }

        _files.Clear();
    }
}
