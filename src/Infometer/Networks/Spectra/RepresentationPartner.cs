namespace Infometer;

/// <summary>What a measure of two variables sets the representation against.</summary>
public enum RepresentationPartner
{
    /// <summary>The target where there is one, else the other rows.</summary>
    Auto,

    /// <summary><see cref="RepresentationData.Target"/>.</summary>
    Target,

    /// <summary><see cref="RepresentationData.Other"/>.</summary>
    Other,
}
