using System.Globalization;

namespace Infometer;

/// <summary>
/// Interval, p-value and verdict for measures of counted data. Sparse counts are recognised by s, the chance level as a
/// share of the entropy that bounds the measure: up to 0.1 the interval covers, up to 0.3 it does with a warning, above
/// only its low end can be trusted, and near 1 nothing can.
/// </summary>
internal static class CountInference
{
    private const double NotDetectedAbove = 0.05;
    private const double WarnAbove = 0.1;
    private const double LowerBoundAbove = 0.3;
    private const double UnreliableAbove = 0.9;
    private const double RareBelow = 5;

    // Draws of which none reaches the value still give p > 0.05.
    private const int TooFewDraws = 19;

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
        NullPValue? p = question.Decisive is { } decisive ? decisive
            : evaluation.P is { } found ? found
            : evaluation.Test is null ? null
            : NullPValue.Of(evaluation.Test, question.Sample.Count, question.Options, question.Context);
        Verdict verdict = Judge(evaluation, p?.P, isBinned, question.Rows is { IsBoundOnly: true }, notes);
        Interval? interval = verdict == Verdict.Unreliable ? null : IntervalFor(verdict, measure, evaluation, question, isBinned);
        if (verdict == Verdict.Value && !measure.IsNonNegative && evaluation.Test is null && interval!.Value.Contains(0))
        {
            verdict = Verdict.NotDetected;
            notes.Add(new Note("contains-zero", "The interval contains 0, so not even the sign is known; more rows would narrow it."));
        }
        else if (verdict == Verdict.NotDetected && evaluation.Test is { } test)
        {
            int? draws = test is SeriesTest ? test.MostDraws : question.Options.Permutations;
            notes.Add(WhatCouldBeSeen(test, draws, isBinned, evaluation.Ceiling));
        }

        if (verdict != Verdict.Unreliable)
        {
            AddRemarks(evaluation, question, interval!.Value, notes);
        }

        return new Conclusion(verdict, interval, p?.P, p?.Method, p?.Draws ?? [], [.. notes, .. evaluation.Remarks]);
    }

    private static Verdict Judge(Evaluation evaluation, double? p, bool isBinned, bool isBoundOnly, List<Note> notes)
    {
        if (evaluation.Obstacle is { } obstacle)
        {
            notes.Add(obstacle);
            return Verdict.Unreliable;
        }

        double sparsity = evaluation.Sparsity;
        string share = FormattableString.Invariant($"{100 * sparsity:0} %");
        if (sparsity > UnreliableAbove || (sparsity > LowerBoundAbove && !evaluation.IsInformation && !evaluation.IsEntropy))
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

        string sparse = evaluation.IsEntropy
            ? $"{share} of the rows hold a combination of levels seen only once"
            : $"The table is sparse (chance level {share} of the most possible)";
        bool isLowerBound = sparsity > (evaluation.IsEntropy ? WarnAbove : LowerBoundAbove);
        if (isLowerBound)
        {
            notes.Add(new Note("sparse-lower-bound", $"{sparse}, so only the low end can be trusted; merge levels or get more rows."));
        }
        else if (sparsity > WarnAbove)
        {
            notes.Add(new Note("sparse", $"{sparse}; the interval allows for it by being wide."));
        }

        return isLowerBound || isBinned || isBoundOnly ? Verdict.LowerBound : Verdict.Value;
    }

    private static Interval IntervalFor(Verdict verdict, Measure measure, Evaluation evaluation, Question question, bool isBinned)
    {
        double level = question.Level;
        double tail = verdict == Verdict.Value ? (1 - level) / 2 : 1 - level;
        double low;
        double high;
        if (evaluation is { IsInformation: true, Test: { } test })
        {
            InformationInterval limits = new(test, evaluation.StandardError * (question.Grouped?.Widening(tail) ?? 1), evaluation.Ceiling ?? double.PositiveInfinity);
            bool isNearZero = verdict == Verdict.NotDetected && evaluation.Sparsity <= WarnAbove && test.LeastExpected >= RareBelow;
            (low, high) = (limits.Low(tail), isNearZero ? limits.HighNearZero(tail) : limits.High(tail));
        }
        else
        {
            double reach = SpecialFunctions.NormalQuantile(1 - tail) * evaluation.StandardError;
            double floor = measure.IsNonNegative ? 0 : double.NegativeInfinity;
            double ceiling = evaluation.Ceiling ?? double.PositiveInfinity;
            low = Math.Clamp(evaluation.Centres.Min() - reach, floor, ceiling);
            high = Math.Clamp(evaluation.Centres.Max() + reach, floor, ceiling);
            if (evaluation is { IsEntropy: true, PluginValue: 0 })
            {
                // One level only: others may hold up to 1 − 0.05^(1/n) of the mass.
                double unseen = 1 - Math.Pow(1 - level, 1.0 / question.Sample.Count);
                (low, high) = (0, -(unseen * Math.Log(unseen)) - ((1 - unseen) * SpecialFunctions.LogOnePlus(-unseen)));
            }
        }

        return verdict switch
        {
            Verdict.NotDetected => new Interval(0, isBinned ? null : Math.Max(0, high), level),
            Verdict.LowerBound => new Interval(low, null, level),
            _ => new Interval(low, high, level),
        };
    }

    private static void AddRemarks(Evaluation evaluation, Question question, Interval interval, List<Note> notes)
    {
        if (evaluation is { IsInformation: true, Test: { EntropyCap: < 1e-9 } })
        {
            notes.Add(new Note("nothing-left", "Given the condition a variable has one value only, so there is nothing left to share."));
        }
        else if (evaluation is { IsInformation: true, Test: { LeastExpected: > 0 and < RareBelow } test })
        {
            notes.Add(new Note(
                "rare-levels",
                FormattableString.Invariant($"In the rarest cell only {test.LeastExpected:0.##} {(question.Grouped is null ? "" : "independent ")}rows are expected; ")
                + "what rests on such levels makes the high end too low in up to a quarter of cases. Merge rare levels for firmer limits."));
        }

        if (question.Estimator is not Plugin)
        {
            if (!interval.Contains(evaluation.Value))
            {
                notes.Add(new Note(
                    "outside-interval",
                    $"The point of '{question.Estimator.Descriptor.Id}' lies outside what the counts allow: it does not suit these data; use plugin."));
            }

            notes.Add(new Note(
                "interval-from-counts",
                $"Interval, p-value and verdict come from the counts themselves, not from '{question.Estimator.Descriptor.Id}', which gives the point only."));
        }
    }

    // The true value that would have given p ≤ 0.05 four times out of five.
    private static Note WhatCouldBeSeen(INullTest test, int? draws, bool isBinned, double? ceiling)
    {
        const double Power = 0.8;
        if (draws < TooFewDraws)
        {
            return new Note("not-detected", FormattableString.Invariant(
                $"{draws} draws cannot give a p-value of 0.05 or less, whatever the data; ask for 999 or more."));
        }

        if (!(test.Mean > 0) || !(test.Variance > 0))
        {
            return new Note("not-detected", "Nothing was detected (p > 0.05).");
        }

        double scale = test.Variance / (2 * test.Mean);
        double freedom = 2 * test.Mean * test.Mean / test.Variance;
        double critical = SpecialFunctions.GammaUpperQuantile(NotDetectedAbove, freedom / 2, 2);
        double seen = scale * SpecialFunctions.NoncentralChiSquareNoncentrality(critical, freedom, 1 - Power);
        string where = isBinned ? " in these bins" : "";
        double bits = seen / Math.Log(2);
        string amount = bits.ToString(bits < 0.001 ? "0.0e-0" : "0.####", CultureInfo.InvariantCulture);
        return new Note("not-detected", seen > ceiling
            ? $"Nothing was detected{where} (p > 0.05), but these rows are too few to detect even the strongest dependence four times out of five."
            : $"Nothing was detected{where} (p > 0.05); about {amount} bits{where} would have been, four times out of five.");
    }

    private static Note UndefinedNote(Measure measure, double raw, Question question) => double.IsInfinity(raw) || measure is DivergenceMeasure
        ? new Note("infinite", $"'{measure.Id}' is infinite: a level of one variable never occurs in the other; merge levels, or ask for 'js', which stays finite.")
        : question.Estimator is Plugin
            ? new Note("undefined", $"'{measure.Id}' is 0/0 on these counts: a variable is constant, or every row is a level of its own.")
            : new Note("undefined", $"Estimator '{question.Estimator.Descriptor.Id}' is not defined on these counts; use another one, e.g. plugin.");
}
