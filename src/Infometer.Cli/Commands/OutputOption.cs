using System.CommandLine;

namespace Infometer.Cli.Commands;

/// <summary>An option that names a file which the command writes; <see cref="WrittenFiles"/> looks at all of them before any verb runs.</summary>
internal sealed class OutputOption : Option<string?>
{
    /// <param name="name">The option as it is typed.</param>
    public OutputOption(string name)
        : base(name)
    {
        HelpName = "FILE";
    }
}
