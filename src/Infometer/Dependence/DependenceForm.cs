namespace Infometer;

/// <summary>Which of two versions of a coefficient is its value.</summary>
public enum DependenceForm
{
    /// <summary>
    /// The version without the bias that chance gives: 0 on average for independent variables, and so negative about half of the time.
    /// </summary>
    BiasCorrected,

    /// <summary>The plain version, never below 0: in small samples above 0 also where there is nothing to find.</summary>
    Biased,
}
