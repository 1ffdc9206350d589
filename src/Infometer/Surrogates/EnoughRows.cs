namespace Infometer;

/// <summary>
/// Whether there are rows enough for the checks to see what they look for: 1,000 where the sides have three columns or more. With 500
/// rows the rule was found to call waves and wide spirals a value.
/// </summary>
internal static class EnoughRows
{
    /// <summary>Rows needed in three columns and more.</summary>
    public const int Beyond = 1_000;

    /// <summary>Whether there are.</summary>
    public static bool Hold(SurrogateEvidence evidence) => evidence.Dimension <= 2 || evidence.Count >= Beyond;
}
