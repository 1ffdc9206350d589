namespace Infometer.Cli;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int BadInput = 1;
    public const int Internal = 2;
    public const int CheckFailed = 3;
    public const int Cancelled = 130;
}
