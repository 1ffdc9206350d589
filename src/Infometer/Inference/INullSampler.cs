namespace Infometer;

/// <summary>Draws a statistic under a null. Holds scratch space, so it serves one thread at a time.</summary>
internal interface INullSampler
{
    /// <summary>Forgets the draws so far: what follows depends on the random stream alone.</summary>
    void Reset();

    /// <summary>Draws the statistic once.</summary>
    double Next(ref Rng rng);
}
