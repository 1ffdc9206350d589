namespace Infometer.Tests;

/// <summary>Whether slow tests run, and how they are found.</summary>
internal static class SlowTests
{
    public static string? SkipReason { get; } =
        Environment.GetEnvironmentVariable("INFOMETER_SLOW") == "1" ? null : "slow; set INFOMETER_SLOW=1 to run it";

    public static IReadOnlyCollection<KeyValuePair<string, string>> Traits { get; } = [new("Category", "Slow")];
}
