using System.Collections.Immutable;

namespace Infometer;

/// <summary>What one estimator did over many samples of one known distribution at one n. Amounts are in nats.</summary>
public sealed record VerificationCell
{
    /// <summary>The id of the distribution.</summary>
    public required string Task { get; init; }

    /// <summary>The estimator as asked for: its id with the options that are not the default ones, or <c>auto</c>.</summary>
    public required string Estimator { get; init; }

    /// <summary>Rows of each sample, n.</summary>
    public required int Count { get; init; }

    /// <summary>The true value.</summary>
    public required double Truth { get; init; }

    /// <summary>Samples drawn.</summary>
    public required int Runs { get; init; }

    /// <summary>Runs that the estimator refused, with <see cref="Reason"/>; they count nowhere else.</summary>
    public int Refused { get; init; }

    /// <summary>Why: the message of the first refusal. Null where there was none.</summary>
    public string? Reason { get; init; }

    /// <summary>Runs with a value; runs that ended <c>unreliable</c> have none.</summary>
    public int Values { get; init; }

    /// <summary>Mean of the value less the truth; null without values.</summary>
    public double? Bias { get; init; }

    /// <summary>Standard deviation of the value over samples (of one less than their number); null for fewer than two.</summary>
    public double? Deviation { get; init; }

    /// <summary>Root of the mean squared error of the value.</summary>
    public double? RootMeanSquareError { get; init; }

    /// <summary>
    /// Mean distance of what is printed from the truth, over all runs that were not refused; a run without a value is off by the whole truth.
    /// </summary>
    public double? MeanAbsoluteError { get; init; }

    /// <summary>Mean of the bare output less the truth, over all runs in which it is finite, whatever the verdict.</summary>
    public double? RawBias { get; init; }

    /// <summary>Every verdict with its runs, in the order of <see cref="Verdict"/>.</summary>
    public ImmutableArray<VerdictCoverage> Verdicts { get; init; } = [];

    /// <summary>The runs that ended with a verdict.</summary>
    public VerdictCoverage this[Verdict verdict] => Verdicts.FirstOrDefault(v => v.Verdict == verdict);

    /// <summary>Runs with an interval.</summary>
    public int Intervals { get; init; }

    /// <summary>Share of the intervals that hold the truth; an interval open above holds all above its low end. Null without intervals.</summary>
    public double? Coverage => Intervals == 0 ? null : Verdicts.Sum(v => v.Covered) / (double)Intervals;

    /// <summary>Mean width of the intervals that have two ends; null without such.</summary>
    public double? MeanWidth { get; init; }

    /// <summary>
    /// Width of the 95 % interval of one who knows the law and needs only to average the true pointwise information of a sample; null for series.
    /// </summary>
    public double? OracleWidth { get; init; }

    /// <summary>Share of p ≤ 0.05 among runs with a p-value: power, or under independence the rate of false alarms.</summary>
    public double? Rejections { get; init; }

    /// <summary>Mean seconds of one estimate on one thread, inference included, drawing excluded; the one number that differs between runs.</summary>
    public double? MeanSeconds { get; init; }
}
