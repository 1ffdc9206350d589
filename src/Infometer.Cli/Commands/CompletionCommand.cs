using System.CommandLine;

namespace Infometer.Cli.Commands;

/// <summary><c>infometer completion SHELL</c>: prints the script that makes a shell complete verbs and options.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _infometer() {
            local line="${COMP_LINE:0:$COMP_POINT}"
            COMPREPLY=($(compgen -W "$(infometer "[suggest:${#line}]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            [ ${#COMPREPLY[@]} -eq 0 ] && COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -F _infometer infometer
        """;

    private const string Zsh = """
        _infometer() {
            local -a suggestions
            suggestions=("${(@f)$(infometer "[suggest:${#BUFFER}]" "$BUFFER" 2>/dev/null)}")
            compadd -a suggestions
            _files
        }
        compdef _infometer infometer
        """;

    private const string Fish = """
        complete -c infometer -a '(infometer "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName infometer -ScriptBlock {
            param($word, $ast, $cursor)
            infometer "[suggest:$cursor]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    public static Command Build()
    {
        Argument<string> shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." }.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        Command command = new("completion", "Print the script that makes a shell complete infometer's verbs and options.\n\nExample: source <(infometer completion bash)") { shell };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(shell) switch
            {
                "zsh" => Zsh,
                "fish" => Fish,
                "pwsh" => PowerShell,
                _ => Bash,
            });
            return ExitCode.Done;
        });
        return command;
    }
}
