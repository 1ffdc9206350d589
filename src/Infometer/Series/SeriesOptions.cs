using System.Runtime.CompilerServices;

namespace Infometer;

/// <summary>
/// Which times of the series a measure looks at. The target is taken at time t, its past at t − 1, t − 1 − τ, …, the past of a condition likewise, and the
/// source at t − u, t − u − τ, …: u is the delay from source to target. A measure reads the options that its formula has.
/// </summary>
public sealed record SeriesOptions
{
    /// <summary>Length of the target's past, k. Default 1.</summary>
    public int History { get; init => field = AtLeast(1, value); } = 1;

    /// <summary>Length of the source's past, l. Default 1.</summary>
    public int SourceHistory { get; init => field = AtLeast(1, value); } = 1;

    /// <summary>Length of the condition's past. Default 1.</summary>
    public int ConditionHistory { get; init => field = AtLeast(1, value); } = 1;

    /// <summary>Delay from source to target, u. Default 1; 0 is for lagged mutual information only.</summary>
    public int Lag { get; init => field = AtLeast(0, value); } = 1;

    /// <summary>Steps from one element of a past to the one before it, τ. Default 1.</summary>
    public int HistoryDelay { get; init => field = AtLeast(1, value); } = 1;

    /// <summary>
    /// Rows at most this many steps apart in time are no neighbours of each other (Theiler 1986); for estimators by neighbours only. Default 0: only the
    /// row itself is left out.
    /// </summary>
    public int Theiler { get; init => field = AtLeast(0, value); }

    /// <summary>
    /// The null that the value is compared with. Default null: the measure's own, a circular shift of the source's past, and for storage a permutation of
    /// the past.
    /// </summary>
    public SeriesNull? Null { get; init; }

    private static int AtLeast(int least, int value, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        return value;
    }
}
