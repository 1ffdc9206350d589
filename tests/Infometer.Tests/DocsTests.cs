using System.Buffers;
using Xunit;

namespace Infometer.Tests;

/// <summary>What the pages under docs/ show of the command is what it prints: every shown line, in blocks that may be shortened by … lines.</summary>
public class DocsTests
{
    private static readonly SearchValues<char> s_shellSyntax = SearchValues.Create("|<>;&'\"\\");

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task ConsoleBlocks_ShowWhatTheCommandPrints(string page)
    {
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, page), TestContext.Current.CancellationToken);
        for (int i = 0; i < lines.Length; i++)
        {
            // One command on the committed samples, without shell syntax, can be run here.
            if (!lines[i].StartsWith("$ infometer ", StringComparison.Ordinal)
                || !lines[i].Contains("samples/", StringComparison.Ordinal)
                || lines[i].AsSpan().ContainsAny(s_shellSyntax))
            {
                continue;
            }

            string[] args = lines[i]["$ infometer ".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            CommandRun run = await CommandRun.OfAsync(
                [.. args.Select(a => a.StartsWith("samples/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, a) : a)]);
            HashSet<string> printed =
            [
                .. (run.Output + run.Error).ReplaceLineEndings("\n")
                    .Replace(Repository.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
                    .Split('\n')
                    .Select(l => l.Trim()),
            ];
            for (int j = i + 1; !lines[j].StartsWith("```", StringComparison.Ordinal) && !lines[j].StartsWith("$ ", StringComparison.Ordinal); j++)
            {
                string shown = lines[j].Trim();
                bool isShortened = shown.Contains('…', StringComparison.Ordinal) || shown.Contains("...", StringComparison.Ordinal);
                Assert.True(isShortened || printed.Contains(shown), $"{page}:{j + 1} shows '{shown}', which '{lines[i]}' does not print.");
            }
        }
    }
}
