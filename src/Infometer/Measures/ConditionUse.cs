namespace Infometer;

/// <summary>Whether a measure takes a variable that is given (Z).</summary>
public enum ConditionUse
{
    /// <summary>No condition.</summary>
    None,

    /// <summary>With or without a condition.</summary>
    Optional,

    /// <summary>Only with a condition.</summary>
    Required,
}
