namespace Infometer;

/// <summary>What a critic's value says of the information.</summary>
internal enum CriticReach
{
    /// <summary>On rows it has not seen, at most the information on average, whatever the critic.</summary>
    LowerBound,

    /// <summary>Neither a lower nor an upper bound.</summary>
    Neither,
}
