using System.Diagnostics;

namespace Infometer;

/// <summary>One sample's estimate, and how a cell sums up many.</summary>
internal sealed record VerificationRun(Estimate? Estimate, string? Refusal, double Seconds)
{
    // Ends of intervals at a ceiling, and true values, each carry rounding errors of their own.
    private const double Slack = 1e-9;

    // Nats outside an interval.
    private const double FarOff = 0.1;

    /// <summary>Draws one sample and estimates from it, on one thread.</summary>
    public static VerificationRun Of(KnownDistribution task, Estimator? estimator, int n, VerificationOptions options, RunContext context)
    {
        long start = 0;
        try
        {
            KnownSample sample = task.Sample(n, context.Seed, options.Scale);
            start = Stopwatch.GetTimestamp();
            Estimate estimate = task.Estimate(sample, estimator, options.Estimate, context);
            return new VerificationRun(estimate, null, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        catch (InvalidInputException e)
        {
            return new VerificationRun(null, e.Message, 0);
        }
    }

    /// <summary>Sums up the runs of a cell, in their order.</summary>
    public static VerificationCell Sum(KnownDistribution task, string estimator, int n, VerificationRun[] runs, double? oracleWidth)
    {
        VerificationRun[] answered = [.. runs.Where(r => r.Estimate is not null)];
        Estimate[] estimates = [.. answered.Select(r => r.Estimate!)];
        double truth = task.Truth;
        double[] errors = [.. estimates.Where(e => e.Value is not null).Select(e => e.Value!.Value - truth)];
        double[] rawErrors = [.. estimates.Where(e => double.IsFinite(e.Raw)).Select(e => e.Raw - truth)];
        double[] widths = [.. estimates.Where(e => e.Interval?.High is not null).Select(e => e.Interval!.Value.High!.Value - e.Interval.Value.Low)];
        double[] rejected = [.. estimates.Where(e => e.PValue is not null).Select(e => e.PValue <= 0.05 ? 1.0 : 0)];
        return new VerificationCell
        {
            Task = task.Id,
            Estimator = estimator,
            Count = n,
            Truth = truth,
            Runs = runs.Length,
            Refused = runs.Length - answered.Length,
            Reason = Array.Find(runs, r => r.Refusal is not null)?.Refusal,
            Values = errors.Length,
            Bias = Mean(errors),
            Deviation = Deviation(errors),
            RootMeanSquareError = Mean([.. errors.Select(e => e * e)]) is { } square ? Math.Sqrt(square) : null,
            RawBias = Mean(rawErrors),
            MeanAbsoluteError = Mean([.. estimates.Select(e => e.Value is { } value ? Math.Abs(value - truth) : Math.Abs(truth))]),
            Verdicts = [.. Enum.GetValues<Verdict>().Select(v => Coverage(v, estimates, truth))],
            Intervals = estimates.Count(e => e.Interval is not null),
            MeanWidth = Mean(widths),
            OracleWidth = oracleWidth,
            Rejections = Mean(rejected),
            MeanSeconds = Mean([.. answered.Select(r => r.Seconds)]),
        };
    }

    private static VerdictCoverage Coverage(Verdict verdict, Estimate[] estimates, double truth)
    {
        Estimate[] those = [.. estimates.Where(e => e.Verdict == verdict)];
        Interval[] intervals = [.. those.Where(e => e.Interval is not null).Select(e => e.Interval!.Value)];
        return new VerdictCoverage(
            verdict,
            those.Length,
            intervals.Count(i => Holds(i, truth)),
            intervals.Count(i => truth < i.Low - FarOff || truth > i.High + FarOff),
            Mean([.. intervals.Select(i => i.Low)]));
    }

    private static bool Holds(Interval interval, double truth) =>
        truth >= interval.Low - Slack && (interval.High is not { } high || truth <= high + Slack);

    private static double? Mean(double[] values) => values.Length == 0 ? null : values.Average();

    private static double? Deviation(double[] values)
    {
        if (values.Length < 2)
        {
            return null;
        }

        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}
