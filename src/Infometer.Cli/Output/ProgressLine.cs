using System.Diagnostics;

namespace Infometer.Cli.Output;

/// <summary>One line on the terminal that says how far long work has come; short work shows nothing.</summary>
internal sealed class ProgressLine(TextWriter terminal) : IProgress<RunProgress>
{
    private const long SilentMilliseconds = 500;
    private const long IntervalMilliseconds = 100;
    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _lastShown;

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        lock (_lock)
        {
            long now = _clock.ElapsedMilliseconds;
            bool isLast = value.Done >= value.Total;
            if (now < SilentMilliseconds || (now - _lastShown < IntervalMilliseconds && !(isLast && _lastShown > 0)))
            {
                return;
            }

            _lastShown = now;
            string text = FormattableString.Invariant($"{value.Stage}: {value.Done:N0} of {value.Total:N0}");

            // Carriage return and erase-to-end keep it to one line, which is taken away at the end.
            terminal.Write(isLast ? "\r\u001b[K" : $"\r{text}\u001b[K");
        }
    }
}
