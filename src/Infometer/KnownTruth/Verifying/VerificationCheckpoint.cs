using System.Text.Json;

namespace Infometer;

/// <summary>
/// Keeps the finished cells of a verification, so that one that was stopped goes on where it was: one line of JSON per cell after a
/// header that says which first seed and options they belong to. Further distributions, estimators, sizes and numbers of samples may be added to a file. Thread-safe.
/// </summary>
/// <remarks>Each line is written and flushed at once; a last line that is cut short is overwritten by the next run.</remarks>
public sealed class VerificationCheckpoint
{
    private const string Start = """{"format":"infometer-verification-2",""";
    private readonly CheckpointLines _lines;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string, string, int, int), VerificationCell> _cells = [];

    /// <summary>A checkpoint on a stream, which stays the caller's. Nothing is read or written before a verification is run with it.</summary>
    /// <param name="stream">Empty, or what earlier runs wrote; it must be readable, writable and seekable.</param>
    /// <param name="name">What messages call it: the file's path.</param>
    public VerificationCheckpoint(Stream stream, string name = "the checkpoint") => _lines = new CheckpointLines(stream, name, "verification");

    /// <summary>Cells that are kept.</summary>
    public int KeptCells
    {
        get
        {
            lock (_lock)
            {
                return _cells.Count;
            }
        }
    }

    /// <summary>Reads what is kept, or writes the header where nothing is.</summary>
    /// <exception cref="InvalidInputException">The stream holds something else, or cells of other settings.</exception>
    internal void Open(VerificationOptions options, ulong seed)
    {
        lock (_lock)
        {
            _cells.Clear();
            string header = Header(options, seed);
            _lines.Open(
                Start,
                header,
                kept => JsonElement.DeepEquals(kept, JsonElement.Parse(header))
                    ? null
                    : "cells of another version or of another first seed, permutations, bins or scales; name a new file, which is then created.",
                line =>
                {
                    VerificationCell cell = VerificationOutput.ReadCell(line);
                    _cells[(cell.Task, cell.Estimator, cell.Count, cell.Runs)] = cell;
                });
        }
    }

    /// <summary>The cell as it is kept; null where it is not, or was made with another truth.</summary>
    internal VerificationCell? Find(KnownDistribution task, string estimator, int n, int seeds)
    {
        lock (_lock)
        {
            return _cells.GetValueOrDefault((task.Id, estimator, n, seeds)) is { } cell && cell.Truth == task.Truth ? cell : null;
        }
    }

    /// <summary>Keeps a finished cell.</summary>
    internal void Keep(VerificationCell cell)
    {
        lock (_lock)
        {
            _cells[(cell.Task, cell.Estimator, cell.Count, cell.Runs)] = cell;
            _lines.Append(json => VerificationOutput.WriteCell(cell, 1, json));
        }
    }

    private static string Header(VerificationOptions options, ulong seed)
    {
        string settings = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{options.Scale?.Word() ?? "published"}; {options.Estimate.Missing}; {options.Estimate.Discretizer}; {options.Estimate.Permutations}");
        return Start + FormattableString.Invariant(
            $"\"version\":\"{Estimate.Version}\",\"seed\":{seed},\"settings\":\"{JsonEncodedText.Encode(settings)}\"}}");
    }
}
