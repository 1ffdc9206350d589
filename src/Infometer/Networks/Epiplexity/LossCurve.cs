using System.Collections.Immutable;

namespace Infometer;

/// <summary>The training loss per token against the tokens seen. Immutable.</summary>
public sealed record LossCurve
{
    /// <summary>Fewer points are no curve.</summary>
    private const int FewestPoints = 3;

    private LossCurve()
    {
    }

    /// <summary>The log's name.</summary>
    public required string Name { get; init; }

    /// <summary>The steps, ascending.</summary>
    public required ImmutableArray<double> Steps { get; init; }

    /// <summary>Tokens seen at each step.</summary>
    public required ImmutableArray<double> Tokens { get; init; }

    /// <summary>The loss at each step, in nats per token.</summary>
    public required ImmutableArray<double> Losses { get; init; }

    /// <summary>What reading it has to say.</summary>
    public required ImmutableArray<Note> Notes { get; init; }

    /// <summary>Reads a log: CSV (<c>.gz</c> too), JSON lines (<c>.jsonl</c>, <c>.ndjson</c>) or an event file of TensorBoard
    /// (<c>tfevents</c> in its name).</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Names and units.</param>
    /// <param name="context">Cancellation; null for the defaults.</param>
    /// <exception cref="InvalidInputException">No such file or column, a damaged file, steps that do not ascend, or a loss that is
    /// none.</exception>
    public static LossCurve Read(string path, LossCurveOptions options, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        string name = Path.GetFileName(path);
        return name.Contains("tfevents", StringComparison.Ordinal) ? Of(path, EventCurve.Read(path, options, context ?? RunContext.Default), options)
            : Path.GetExtension(name).Equals(".json", StringComparison.OrdinalIgnoreCase)
                ? throw new InvalidInputException($"'{path}' is named as one JSON value, and a log has an object on each line; if it is so, name it .jsonl; of a trainer_state.json write the entries of 'log_history' a line each (jq -c '.log_history[]').")
            : Path.GetExtension(name).ToUpperInvariant() is ".JSONL" or ".NDJSON" ? Of(path, JsonLinesCurve.Read(path, options), options)
            : Of(path, TableCurve.Read(path, options, context ?? RunContext.Default), options);
    }

    /// <summary>A curve of numbers in memory.</summary>
    /// <param name="tokens">Tokens seen, ascending.</param>
    /// <param name="losses">Losses in nats per token.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="InvalidInputException">Fewer than three points, tokens that do not ascend, or a loss that is none.</exception>
    public static LossCurve Of(ReadOnlySpan<double> tokens, ReadOnlySpan<double> losses, string name = "loss")
    {
        if (tokens.Length != losses.Length)
        {
            throw new ArgumentException($"{tokens.Length} counts of tokens and {losses.Length} losses do not belong together.", nameof(losses));
        }

        List<LossPoint> points = [];
        for (int i = 0; i < tokens.Length; i++)
        {
            points.Add(new LossPoint(i, losses[i], tokens[i], $"point {i}"));
        }

        return Of(name, points, new LossCurveOptions { Tokens = "tokens" });
    }

    private static LossCurve Of(string name, List<LossPoint> logged, LossCurveOptions options)
    {
        List<LossPoint> known =
        [
            .. logged.Select(p => options.TokensPerStep is { } perStep ? p with { Tokens = p.Step * perStep } : p)
                .Where(p => !double.IsNaN(p.Loss) && !double.IsNaN(p.Step) && !double.IsNaN(p.Tokens)),
        ];

        // A step that overflowed is left out; a run that never came back is not cut off in silence.
        int lastFinite = known.FindLastIndex(p => double.IsFinite(p.Loss));
        List<LossPoint> points = [.. known.Where((p, i) => i > lastFinite || double.IsFinite(p.Loss))];
        if (points.Count < FewestPoints)
        {
            throw new InvalidInputException($"{name} has {points.Count} points with '{options.Loss}' and a step; a loss curve needs at least {FewestPoints}.");
        }

        for (int i = 0; i < points.Count; i++)
        {
            Check(name, points[i], i == 0 ? null : points[i - 1], options);
        }

        double nats = options.IsInBits ? Math.Log(2) : 1;
        return new LossCurve
        {
            Name = name,
            Steps = [.. points.Select(p => p.Step)],
            Tokens = [.. points.Select(p => p.Tokens)],
            Losses = [.. points.Select(p => p.Loss * nats)],
            Notes = NotesOf(name, logged, known, points, options),
        };
    }

    private static ImmutableArray<Note> NotesOf(string name, List<LossPoint> logged, List<LossPoint> known, List<LossPoint> points, LossCurveOptions options)
    {
        List<Note> notes = [];
        int missing = logged.Count - known.Count;
        int behind = logged.Count - 1 - logged.FindLastIndex(p => p.Place == points[^1].Place);
        if (missing > 0)
        {
            string end = behind == 0 ? "" : FormattableString.Invariant($" The last {behind} are among them: the curve ends at step {points[^1].Step}; if the run diverged there, cut the log.");
            notes.Add(new Note("missing", $"{missing} of {logged.Count} entries of {name} have no '{options.Loss}' or no step, and were left out.{end}"));
        }

        if (known.Count > points.Count)
        {
            notes.Add(new Note("not-finite", $"{known.Count - points.Count} of {logged.Count} losses of {name} are not finite, and were left out."));
        }

        return [.. notes];
    }

    private static void Check(string name, LossPoint point, LossPoint? before, LossCurveOptions options)
    {
        if (!(point.Loss >= 0 && double.IsFinite(point.Loss) && double.IsFinite(point.Step)))
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{name}, {point.Place}: '{options.Loss}' is {(double.IsFinite(point.Loss) ? point.Loss : "not finite")} at step {point.Step}; a cross entropy per token is a finite number from 0 on: cut the log before the run diverged."));
        }

        if (!(point.Tokens >= 0 && double.IsFinite(point.Tokens)))
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{name}, {point.Place}: {point.Tokens} tokens were seen at step {point.Step}; they are a finite number from 0 on."));
        }

        if (before is { } previous && (point.Step <= previous.Step || point.Tokens <= previous.Tokens))
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{name}, {point.Place}: step {point.Step} follows step {previous.Step}{(point.Step > previous.Step ? $" with {point.Tokens} tokens after {previous.Tokens}" : "")}; steps and tokens must ascend: of a run that was resumed keep one part for each step."));
        }
    }
}
