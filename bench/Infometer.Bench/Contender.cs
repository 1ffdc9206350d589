using System.Diagnostics;
using System.Text.Json;

namespace Infometer.Bench;

/// <summary>A child process that has loaded the data of a job and does it once whenever it is asked to.</summary>
internal sealed class Contender : IDisposable
{
    private readonly Process? _process;
    private readonly List<double> _seconds = [];

    private Contender(string tool, Process? process, string? absence)
    {
        Tool = tool;
        _process = process;
        Absence = absence;
    }

    /// <summary>Name and version.</summary>
    internal string Tool { get; }

    /// <summary>Why it does not take part, or null.</summary>
    internal string? Absence { get; private set; }

    /// <summary>The rival's aim, if it has one.</summary>
    internal double? FactorAim { get; init; }

    /// <summary>The number that every contender must agree on.</summary>
    internal double Check { get; private set; } = double.NaN;

    /// <summary>Resident memory once the data were loaded.</summary>
    internal long StartBytes { get; private init; }

    /// <summary>Peak resident memory.</summary>
    internal long PeakBytes { get; private set; }

    /// <summary>Median of all timed runs.</summary>
    internal double Median => _seconds.Count == 0 ? double.NaN : _seconds.Order().ElementAt(_seconds.Count / 2);

    internal static Contender Start(string[] command, string folder, double? factorAim)
    {
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        string name = command.FirstOrDefault(c => Path.GetExtension(c) is ".py" or ".mjs") ?? command[0];
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new InvalidOperationException();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new Contender(name, null, $"'{command[0]}' is not installed");
        }

        Task<string> errors = process.StandardError.ReadToEndAsync();
        string? line = process.StandardOutput.ReadLine();
        if (line is null)
        {
            string reason = errors.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .LastOrDefault(l => l.Contains("Error", StringComparison.Ordinal)) ?? "it gave no answer";
            return new Contender(name, null, reason.Trim());
        }

        JsonElement ready = JsonDocument.Parse(line).RootElement;
        return new Contender($"{ready.GetProperty("tool").GetString()} {ready.GetProperty("version").GetString()}", process, null)
        {
            FactorAim = factorAim,
            StartBytes = ready.GetProperty("bytes").GetInt64(),
        };
    }

    /// <summary>One turn: runs until a twentieth of a second is spent, five times at most.</summary>
    internal void Run(bool timed)
    {
        double spent = 0;
        for (int run = 0; run < 5 && spent < 0.05 && Absence is null; run++)
        {
            JsonElement? answer = Ask("run");
            if (answer is null)
            {
                Absence = "it stopped while it ran";
                return;
            }

            double seconds = answer.Value.GetProperty("seconds").GetDouble();
            Check = answer.Value.GetProperty("check").GetDouble();
            spent += seconds;
            if (timed)
            {
                _seconds.Add(seconds);
            }
        }
    }

    /// <summary>Ends the process and hears its peak memory.</summary>
    internal void Finish()
    {
        if (_process is not null && Absence is null && Ask("quit") is JsonElement last)
        {
            PeakBytes = last.GetProperty("peakBytes").GetInt64();
            _process.WaitForExit();
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
        }

        _process?.Dispose();
    }

    private JsonElement? Ask(string question)
    {
        _process!.StandardInput.WriteLine(question);
        _process.StandardInput.Flush();
        string? line = _process.StandardOutput.ReadLine();
        return line is null ? null : JsonDocument.Parse(line).RootElement;
    }
}
