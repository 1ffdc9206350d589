namespace Infometer;

/// <summary>What a number of the information plane is with respect to the shared information it is drawn as.</summary>
public enum PlaneTag
{
    /// <summary>Aims at the information of the stated variables; may lie on either side.</summary>
    Estimate,

    /// <summary>Lies on one side of it, which the estimator's name says, when the average over inputs is exact.</summary>
    Bound,

    /// <summary>The information of a code that the estimator makes of the activations; a property of that code as much as of the
    /// network.</summary>
    Index,
}
