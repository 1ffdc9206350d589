namespace Infometer;

/// <summary>In what respect rows are far from a normal law.</summary>
internal enum SpecificationAspect
{
    /// <summary>The energy distance in all columns.</summary>
    AllColumns,

    /// <summary>The energy distances in the canonical pairs.</summary>
    Pairs,

    /// <summary>Squared radii that scatter too much.</summary>
    UnevenRadii,

    /// <summary>Squared radii that scatter too little.</summary>
    EvenRadii,

    /// <summary>Correlations between the radii of the arguments.</summary>
    SharedScale,

    /// <summary>Products of canonical coordinates and radii.</summary>
    Turning,
}
