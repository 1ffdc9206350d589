namespace Infometer;

/// <summary>What is done about the small-sample bias of log-determinants.</summary>
public enum BiasCorrection
{
    /// <summary>Nothing: the bare maximum-likelihood value, its exact bias beside it.</summary>
    None,

    /// <summary>The exact bias for normal variables is taken away.</summary>
    Exact,
}
