using Infometer.Cli;

namespace Infometer.Tests;

/// <summary>One run of the command in this process: what it returned and what it wrote.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await InfometerCommand.RunAsync(args, output, error);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
