using System.Runtime.ExceptionServices;

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

    /// <summary>
    /// Runs <paramref name="body"/> for 0…<paramref name="count"/> − 1 on the allowed threads. What a body throws comes out
    /// as it is; of several the one of the lowest index.
    /// </summary>
    internal void ForEach(int count, Action<int> body)
    {
        if (MaxDegreeOfParallelism <= 1 || count == 1)
        {
            for (int i = 0; i < count; i++)
            {
                Cancellation.ThrowIfCancellationRequested();
                body(i);
            }

            return;
        }

        Exception?[] failures = new Exception?[count];
        Parallel.For(0, count, ParallelOptions, (i, state) =>
        {
            try
            {
                body(i);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failures[i] = e;
                state.Break();
            }
        });
        if (Array.Find(failures, static failure => failure is not null) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }

    internal ParallelOptions ParallelOptions => new()
    {
        MaxDegreeOfParallelism = Math.Max(1, MaxDegreeOfParallelism),
        CancellationToken = Cancellation,
    };
}
