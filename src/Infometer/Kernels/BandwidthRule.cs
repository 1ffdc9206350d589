namespace Infometer;

/// <summary>Where a bandwidth comes from. The first one is what <c>default</c> means.</summary>
internal enum BandwidthRule
{
    /// <summary>Best for normal data.</summary>
    Silverman,

    /// <summary>The same but for a constant.</summary>
    Scott,

    /// <summary>By Botev's diffusion fixed point.</summary>
    ImprovedSheatherJones,

    /// <summary>A number.</summary>
    Fixed,
}
