namespace Infometer;

/// <summary>How a computation runs: its seed, its threads, and how it is stopped and watched. Results depend on the seed alone.</summary>
public sealed record RunContext
{
    /// <summary>Seed 0, all cores, never cancelled, no progress.</summary>
    public static RunContext Default { get; } = new();

    /// <summary>Seed of every random stream. Streams are keyed by (seed, purpose, index), never shared. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many threads may work at once; the result is the same for every value. Default: all cores.</summary>
    public int MaxDegreeOfParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Stops the computation with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Hears how far long work has come; may be called from any thread.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    internal ParallelOptions ParallelOptions => new()
    {
        MaxDegreeOfParallelism = Math.Max(1, MaxDegreeOfParallelism),
        CancellationToken = Cancellation,
    };
}
