namespace Infometer;

/// <summary>
/// Interval, p-value and verdict for measures of counted data. Sparse counts are recognised by s, the chance level as a
/// share of the entropy that bounds the measure: up to 0.1 the interval covers, up to 0.3 it does with a warning, above
/// only its low end can be trusted, and near 1 nothing can.
/// </summary>
internal static class CountInference
{
    private const double Level = 0.95;
    private const double NotDetectedAbove = 0.05;
    private const double WarnAbove = 0.1;
    private const double LowerBoundAbove = 0.3;
    private const double UnreliableAbove = 0.9;

    /// <summary>Draws the conclusion.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="evaluation">What it found.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="isBinned">Whether a numeric variable was cut into bins.</param>
    public static Conclusion Conclude(Measure measure, Evaluation evaluation, Question question, bool isBinned)
    {
        if (!double.IsFinite(evaluation.Raw) || !double.IsFinite(evaluation.PluginValue))
        {
            return new Conclusion(Verdict.Unreliable, null, null, null, [], [UndefinedNote(measure, evaluation.Raw, question)]);
        }

        List<Note> notes = [];
        NullPValue? p = evaluation.Test is null ? null : NullPValue.Of(evaluation.Test, question.Options, question.Context);
        Verdict verdict = Judge(measure, evaluation, p?.P, isBinned, notes);
        Interval? interval = verdict == Verdict.Unreliable ? null : IntervalFor(verdict, measure, evaluation);
        if (verdict == Verdict.NotDetected && evaluation.Test is not null)
        {
            notes.Add(WhatCouldBeSeen(evaluation.Test));
        }

        if (verdict != Verdict.NotDetected && interval is { } signed && !measure.IsNonNegative && evaluation.Test is null && signed.Contains(0))
        {
            verdict = Verdict.NotDetected;
            notes.Add(new Note("contains-zero", "The interval contains 0, so not even the sign is known; more rows would narrow it."));
        }

        if (question.Estimator is not Plugin && verdict != Verdict.Unreliable)
        {
            notes.Add(new Note(
                "interval-from-counts",
                $"Interval, p-value and verdict come from the counts themselves, not from '{question.Estimator.Descriptor.Id}', which gives the point only."));
        }

        return new Conclusion(verdict, interval, p?.P, p?.Method, p?.Draws ?? [], [.. notes]);
    }

    private static Verdict Judge(Measure measure, Evaluation evaluation, double? p, bool isBinned, List<Note> notes)
    {
        double sparsity = evaluation.Sparsity;
        string share = FormattableString.Invariant($"{sparsity:P0}").Replace(" ", "", StringComparison.Ordinal);
        bool isAmount = evaluation.IsInformation || evaluation.IsEntropy;
        if (sparsity > UnreliableAbove || (sparsity > LowerBoundAbove && !isAmount))
        {
            notes.Add(new Note(
                "too-sparse",
                evaluation.IsEntropy
                    ? $"{share} of the rows hold a combination of levels seen only once, so the counts say too little; merge levels or get more rows."
                    : $"With these margins independent variables would show {share} of the most that could be shown: nearly every level is its own row. "
                        + "Merge levels, drop identifiers or get more rows."));
            return Verdict.Unreliable;
        }

        if (p > NotDetectedAbove)
        {
            return Verdict.NotDetected;
        }

        if (sparsity > LowerBoundAbove)
        {
            notes.Add(new Note(
                "sparse-lower-bound",
                $"The table is sparse (chance level {share} of the most possible), so only the low end can be trusted; merge levels or get more rows."));
            return Verdict.LowerBound;
        }

        if (sparsity > WarnAbove)
        {
            notes.Add(new Note(
                "sparse",
                $"The table is rather sparse (chance level {share} of the most possible); the interval allows for it by being wide."));
        }

        return isBinned ? Verdict.LowerBound : Verdict.Value;
    }

    private static Interval IntervalFor(Verdict verdict, Measure measure, Evaluation evaluation)
    {
        double tail = verdict == Verdict.Value ? (1 - Level) / 2 : 1 - Level;
        double low;
        double high;
        if (evaluation is { IsInformation: true, Test: { } test })
        {
            InformationInterval limits = new(test, evaluation.StandardError, evaluation.Ceiling ?? double.PositiveInfinity);
            bool isNearZero = verdict == Verdict.NotDetected && evaluation.Sparsity <= WarnAbove;
            (low, high) = (limits.Low(tail), isNearZero ? limits.HighNearZero(tail) : limits.High(tail));
        }
        else
        {
            double reach = SpecialFunctions.NormalQuantile(1 - tail) * evaluation.StandardError;
            low = Math.Min(evaluation.ChanceCorrected, evaluation.Jackknifed) - reach;
            high = Math.Max(evaluation.ChanceCorrected, evaluation.Jackknifed) + reach;
            double floor = measure.IsNonNegative ? 0 : double.NegativeInfinity;
            double ceiling = evaluation.Ceiling ?? double.PositiveInfinity;
            (low, high) = (Math.Clamp(low, floor, ceiling), Math.Clamp(high, floor, ceiling));
        }

        return verdict switch
        {
            Verdict.NotDetected => new Interval(0, Math.Max(0, high), Level),
            Verdict.LowerBound => new Interval(low, null, Level),
            _ => new Interval(low, high, Level),
        };
    }

    // The true value that would have given p ≤ 0.05 four times out of five.
    private static Note WhatCouldBeSeen(INullTest test)
    {
        const double Power = 0.8;
        string text = "Nothing was detected (p > 0.05).";
        if (test.Mean > 0 && test.Variance > 0)
        {
            double scale = test.Variance / (2 * test.Mean);
            double freedom = 2 * test.Mean * test.Mean / test.Variance;
            double critical = SpecialFunctions.GammaUpperQuantile(NotDetectedAbove, freedom / 2, 2);
            double seen = scale * SpecialFunctions.NoncentralChiSquareNoncentrality(critical, freedom, 1 - Power) / Math.Log(2);
            text = FormattableString.Invariant(
                $"Nothing was detected (p > 0.05); about {seen:0.####} bits would have been, four times out of five.");
        }

        return new Note("not-detected", text);
    }

    private static Note UndefinedNote(Measure measure, double raw, Question question) => double.IsInfinity(raw) || measure is DivergenceMeasure
        ? new Note("infinite", $"'{measure.Id}' is infinite: a level of one variable never occurs in the other; merge levels, or ask for 'js', which stays finite.")
        : new Note("undefined", $"Estimator '{question.Estimator.Descriptor.Id}' is not defined on these counts; use another one, e.g. plugin.");
}
