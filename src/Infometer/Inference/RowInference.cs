using System.Globalization;

namespace Infometer;

/// <summary>
/// Interval, p-value and verdict for measures of numeric variables. Intervals hold the scatter of the value and, for estimators by
/// neighbours, how much it moves with their number, which is what their bias moves with.
/// </summary>
internal static class RowInference
{
    private const double NotDetectedAbove = 0.05;

    // Rows with k others at distance 0: there is no density to speak of.
    private const double TooManyTied = 0.01;

    private const double TooManyLonely = 0.1;

    // Levels of so few rows have no near neighbours among their own.
    private const int FewRows = 25;
    private const double TooManyRare = 0.1;

    // Neighbours are near enough in this many dimensions for the interval to hold the bias.
    private const int LowDimension = 3;

    // An estimate from n rows cannot be far above ln n.
    private const double RoomBelowCeiling = 2;

    /// <summary>Evaluates a measure and draws the conclusion.</summary>
    /// <param name="question">What was asked, with aligned variables.</param>
    /// <param name="basis">How it came about.</param>
    public static Estimate Answer(Question question, Estimate basis)
    {
        Measure measure = basis.Measure;
        RowSum sum = measure.EvaluateWhole(question) is { } whole
            ? RowSum.OfWhole(whole, question.Estimator)
            : RowSum.Of(Compatibility.Way(measure, question), question.Sample, question.Context);
        sum = measure is SeriesMeasure ? sum.Unexamined() : question.Rows is { } noticed ? sum.InRows(noticed) : sum;
        List<Note> notes = [.. basis.Notes];
        if (question.Estimator.Descriptor.Caveat is { } caveat)
        {
            notes.Add(new Note("assumes", caveat));
        }

        notes.AddRange(sum.Remarks);
        if (Refusal(measure, sum, question, notes))
        {
            return basis with { Raw = sum.Value, Verdict = Verdict.Unreliable, Notes = [.. notes] };
        }

        if (ObstacleIn(question, sum) is { } rows)
        {
            return basis with { Raw = sum.Value, Verdict = Verdict.Unreliable, Notes = [.. notes, rows, .. OwnObjection(sum)] };
        }

        SeriesMeasure? series = measure as SeriesMeasure;
        SerialSpread? spread = series?.SpreadOf(question.Sample, sum.Locals, sum.Null, notes);
        sum = spread is { } serial ? sum.InSeries(serial.OfLocals) : sum;
        (double? p, string? method, RowNull? drawn) = Test(measure, sum, question);
        sum = series is { IsEffective: true } && drawn is not null ? sum with { Value = sum.Value - drawn.Mean, Bias = null } : sum;
        // Equal values are counted, and counts show something by chance, which is known from the draws.
        sum = question.Estimator.Descriptor.CountsTies && series is null && drawn is not null ? sum with { Bias = drawn.Mean } : sum;
        if (series is { IsOfExchangeableRows: false } && spread?.Obstacle(question.Sample.Count) is { } obstacle)
        {
            return basis with { Raw = sum.Value, PValue = p, PMethod = method, Verdict = Verdict.Unreliable, Notes = [.. notes, obstacle] };
        }

        Reservation? scales = measure.VanishesUnderIndependence ? ColumnScales.Objection(question, sum) : null;
        Verdict verdict = Judge(measure, sum, question, p, scales, notes);
        if (verdict == Verdict.Unreliable)
        {
            return basis with { Raw = sum.Value, PValue = p, PMethod = method, Verdict = verdict, Notes = [.. notes] };
        }

        // What was learnt from dependent pairs says of others how little they fit, not what would be found where nothing is shared; and what it misses
        // has no limit.
        bool isFrozen = sum.OwnNull is not null;
        double? ceiling = CeilingOf(measure, question);
        double level = question.Level;
        double tail = verdict == Verdict.Value ? (1 - level) / 2 : 1 - level;
        (double low, double high) = Limits(measure, sum, tail, ceiling);
        if (verdict == Verdict.LowerBound && measure.VanishesUnderIndependence)
        {
            // What is found where nothing is shared is no part of what is shared at least.
            low = Math.Max(0, low - Math.Max(0, (drawn?.Mean ?? 0) - (sum.Bias ?? 0)));
        }

        if (verdict == Verdict.Value && !measure.IsNonNegative && !measure.VanishesUnderIndependence && measure.IsZeroForConstants && low <= 0 && high >= 0)
        {
            verdict = Verdict.NotDetected;
            notes.Add(new Note("contains-zero", "The interval contains 0, so not even the sign is known; more rows would narrow it."));
        }
        else if (verdict == Verdict.NotDetected)
        {
            notes.Add(NotDetected(isFrozen ? null : drawn));
            (low, high) = (0, Math.Max(0, high));
        }

        return basis with
        {
            Value = sum.Point,
            Raw = sum.Value,
            StandardError = sum.StandardError,
            Interval = new Interval(low, verdict == Verdict.LowerBound || (verdict == Verdict.NotDetected && isFrozen) ? null : high, level),
            PValue = p,
            PMethod = method,
            Ceiling = ceiling,
            Chance = (isFrozen ? null : drawn?.Mean) ?? (measure.VanishesUnderIndependence ? sum.Bias : null),
            Verdict = verdict,
            Notes = [.. notes],
            Null = question.Options.KeepNull || question.Options.Permutations is not null ? drawn?.Draws ?? [] : [],
        };
    }

    // What was noticed about the rows, where nothing can be concluded: what was learnt from rows that go together with those held out has no null either.
    private static Note? ObstacleIn(Question question, RowSum sum)
    {
        if (question.Rows is not { } rows)
        {
            return null;
        }

        return (rows.Obstacle ?? rows.ObstacleToNumbers) is { } obstacle ? obstacle
            : rows.Shuffler is null || sum.OwnNull is null ? null : new Note("rows-held-out",
            $"'{question.Estimator.Descriptor.Id}' learns from some rows and is measured on others, which takes them for independent, and these are not; "
            + "use ksg1, or say --rows exchangeable if they are.");
    }

    private static Note[] OwnObjection(RowSum sum) => sum.ReservedUnseen is { AtMost: Verdict.Unreliable } reservation ? [reservation.Reason] : [];

    // Whether there is no number to give, and why.
    private static bool Refusal(Measure measure, RowSum sum, Question question, List<Note> notes) =>
        HasNoDensity(sum, question, notes)
        || IsUndefined(measure, sum, question, notes)
        || HasManyLonely(sum, question, notes)
        || HasTies(sum, question, notes)
        || HasUnfitParts(measure, sum, question, notes)
        || HasNoError(sum, question, notes);

    private static bool HasNoDensity(RowSum sum, Question question, List<Note> notes)
    {
        int n = question.Sample.Count;
        if (sum.Neighbors is not { } met || question.Estimator.Descriptor.CountsTies || !(met.TiedRows > TooManyTied * n))
        {
            return false;
        }

        notes.Add(new Note("ties", string.Create(CultureInfo.InvariantCulture,
            $"{100.0 * met.TiedRows / n:0.#} % of the rows have {met.Neighbors} others in the very same place, so there is no density for ")
            + $"'{question.Estimator.Descriptor.Id}' to measure; "
            + (sum.HasEntropies || sum.Terms.IsEmpty ? "make it discrete: --kind NAME=discrete." : "use gao-mixture, which counts ties, or --kind NAME=discrete.")));
        return true;
    }

    private static bool IsUndefined(Measure measure, RowSum sum, Question question, List<Note> notes)
    {
        if (double.IsFinite(sum.Value))
        {
            return false;
        }

        string estimator = question.Estimator.Descriptor.Id;
        notes.Add(new Note("undefined", measure.VanishesUnderIndependence && double.IsPositiveInfinity(sum.Value)
            ? $"'{estimator}' finds that one variable determines the other: the information is infinite, or limited only by rounding."
            : sum.HasEntropies || double.IsNegativeInfinity(sum.Value)
                ? $"'{estimator}' finds columns that are constant or follow from others: they have no density, and the entropy is −∞; leave such columns out."
                : $"'{estimator}' is not defined on these data."));
        return true;
    }

    private static bool HasManyLonely(RowSum sum, Question question, List<Note> notes)
    {
        int n = question.Sample.Count;
        if (sum.Neighbors is not { LonelyRows: > 0 } lonely)
        {
            return false;
        }

        notes.Add(new Note("lonely-rows", string.Create(CultureInfo.InvariantCulture,
            $"{lonely.LonelyRows:N0} of {n:N0} rows are alone with their levels and have no neighbours to be compared with; they were left out. ")
            + "Merge rare levels."));
        return lonely.LonelyRows > TooManyLonely * n;
    }

    private static bool HasTies(RowSum sum, Question question, List<Note> notes)
    {
        // Order patterns are levels, and their entropy is one of levels.
        bool takesDensities = sum.Neighbors is not null || (sum.HasEntropies && question.Estimator is not Ordinal);
        if (!takesDensities || TiedColumn(question) is not { } tied)
        {
            return false;
        }

        notes.Add(new Note("ties", string.Create(CultureInfo.InvariantCulture,
            $"On average {Ties.MeanOthers(tied):0.#} other rows have the very value of '{tied.Name}' that a row has, one value is in {Ties.MostRows(tied):N0} rows, and '{question.Estimator.Descriptor.Id}' ")
            + (sum.HasEntropies
                ? $"takes the entropy of a density, which there is none of; count the values instead: --kind {tied.Name}=discrete."
                : "takes values for distinct; use gao-mixture, which counts ties, or add noise on purpose: --set noise=1e-8.")));
        return true;
    }

    // Information that is only known to be too small bounds itself, but neither an entropy nor a difference.
    private static bool HasUnfitParts(Measure measure, RowSum sum, Question question, List<Note> notes)
    {
        if (measure.VanishesUnderIndependence)
        {
            return false;
        }

        if (question.Estimator.ObjectionTo(question.Sample) is { } objection)
        {
            notes.Add(objection);
            return true;
        }

        if (sum.Reserved.Value is { AtMost: Verdict.Unreliable } reservation)
        {
            notes.Add(reservation.Reason);
            return true;
        }

        if (sum.HasEntropies || sum.Terms.IsEmpty)
        {
            return false;
        }

        double ceiling = Math.Log(question.Sample.Count);
        if (sum.Neighbors is not null && (sum.LargestInformation > ceiling - RoomBelowCeiling || IsLinked(sum, question)))
        {
            notes.Add(new Note("near-ceiling", string.Create(CultureInfo.InvariantCulture,
                $"{question.Sample.Count:N0} rows cannot show much more than ln n = {ceiling / Math.Log(2):0.#} bits, and a part of the sum is near that or infinite: ")
                + "the truth of the part may be higher, and that of the sum anywhere."));
            return true;
        }

        if (question.Estimator.Descriptor.FallsShort is { } reason)
        {
            notes.Add(new Note("falls-short", $"{reason} What is left of a sum of unlike signs may then be too little or too much."));
            return true;
        }

        return false;
    }

    private static bool HasNoError(RowSum sum, Question question, List<Note> notes)
    {
        if (double.IsFinite(sum.StandardError))
        {
            return false;
        }

        notes.Add(new Note("no-error", $"'{question.Estimator.Descriptor.Id}' cannot say how far its number scatters on these data; get more rows, or use other units."));
        return true;
    }

    private static Variable? TiedColumn(Question question) =>
        question.Estimator is NeighborEstimator { Noise: > 0 } or { Descriptor.CountsTies: true }
            ? null
            : question.Sample.Variables.FirstOrDefault(Ties.AreMany);

    private static (double? P, string? Method, RowNull? Drawn) Test(Measure measure, RowSum sum, Question question)
    {
        if (question.Decisive is { } known)
        {
            return (known.P, known.Method, null);
        }

        if (!measure.VanishesUnderIndependence)
        {
            return (null, null, null);
        }

        if (sum.Null is { } law && question.Options.Permutations is null && !question.Options.KeepNull)
        {
            return (Math.Clamp(Math.Exp(law.LogP), double.Epsilon, 1), law.Law, null);
        }

        if (sum.OwnTest is { } own && question.Rows is not { Shuffler: not null, LeastShift: null })
        {
            // Its draws are no values of the measure.
            OwnTest test = own(question.Rows?.LeastShift);
            if (test.Shifted is { } shifted)
            {
                RowNull shifts = RowNull.Of(test, shifted.Shift, shifted.NewReorderer, question);
                return (shifts.P, shifts.Method, null);
            }

            RowNull decided = RowNull.Of(test.Statistic, question, test.Null);
            return (decided.P, decided.Method, null);
        }

        if (question.Rows is { Shuffler: { } shuffler } rows)
        {
            RowNull moved = Moved(measure, sum, question, rows, shuffler);
            return (moved.P, moved.Method, moved);
        }

        RowNull drawn = measure.NullOfWhole(question) is { } swaps
            ? RowNull.Of(sum.Value, question, swaps)
            : sum.OwnNull is { } heldOut
                ? RowNull.Of(question, heldOut)
                : RowNull.Of(sum, question, RowShufflers.For(measure, question));
        return (drawn.P, measure is SeriesMeasure ? $"{question.Sample.Variables[1].Name}: {drawn.Method}" : drawn.Method, drawn);
    }

    // Where something is given, rows may not be exchangeable in two ways, and no null here allows for both: the larger p counts.
    private static RowNull Moved(Measure measure, RowSum sum, Question question, RowFinding rows, IRowShuffler shuffler)
    {
        RowNull moved = question.ArgumentCount == 2 ? RowNull.Of(sum, question, shuffler, rows.Moved) : RowNull.Of(sum, question, shuffler);
        if (question.Condition.IsEmpty)
        {
            return moved;
        }

        RowNull near = RowNull.Of(sum, question, RowShufflers.For(measure, question));
        return near.P > moved.P ? near : moved;
    }

    private static Verdict Judge(Measure measure, RowSum sum, Question question, double? p, Reservation? scales, List<Note> notes)
    {
        if (scales is not null)
        {
            notes.Add(scales.Reason);
        }

        if (p > NotDetectedAbove)
        {
            // What is missed among unlike scales has no upper limit.
            return scales is null ? Verdict.NotDetected : Verdict.Unreliable;
        }

        if (measure.VanishesUnderIndependence && question.Estimator.ObjectionTo(question.Sample) is { } objection)
        {
            notes.Add(objection);
            return Verdict.Unreliable;
        }

        if (sum.Reserved.Value is { } reservation)
        {
            notes.Add(reservation.Reason);
            if (reservation.AtMost != Verdict.Value)
            {
                return Reservation.Worst([reservation, scales])!.AtMost;
            }
        }

        if (scales is not null)
        {
            return scales.AtMost;
        }

        if (!measure.VanishesUnderIndependence)
        {
            return Verdict.Value;
        }

        if (question.Estimator.Descriptor.FallsShort is { } reason)
        {
            notes.Add(new Note("falls-short", reason));
            return Verdict.LowerBound;
        }

        Verdict verdict = sum.Neighbors is { } met ? JudgeNeighbors(sum, met, question, notes) : Verdict.Value;
        return question.Rows is { IsBoundOnly: true } ? Verdict.LowerBound : verdict;
    }

    private static Verdict JudgeNeighbors(RowSum sum, NeighborDiagnostics met, Question question, List<Note> notes)
    {
        if (met.TiedRows > TooManyTied * question.Sample.Count)
        {
            notes.Add(new Note("atoms", string.Create(CultureInfo.InvariantCulture,
                $"{100.0 * met.TiedRows / question.Sample.Count:0.#} % of the rows are one of many in the very same place. Rows near such a place count all of them ")
                + "among their neighbours, which hides what they share: only the low end can be trusted."));
            return Verdict.LowerBound;
        }

        if (RareLevels(question) is { } rare)
        {
            notes.Add(new Note("rare-levels", string.Create(CultureInfo.InvariantCulture,
                $"More than a tenth of the rows have levels of '{rare.Name}' with fewer than {FewRows} rows, too few for near neighbours among them: ")
                + "only the low end can be trusted. Merge rare levels."));
            return Verdict.LowerBound;
        }

        if (IsLinked(sum, question))
        {
            notes.Add(new Note("determined", "A column is a copy, a multiple or a sum of columns of other variables, so that the information is infinite."));
            return Verdict.LowerBound;
        }

        double ceiling = Math.Log(question.Sample.Count);
        if (sum.Point - met.Beside > ceiling - RoomBelowCeiling)
        {
            notes.Add(new Note("near-ceiling", string.Create(CultureInfo.InvariantCulture,
                $"{question.Sample.Count:N0} rows cannot show much more than ln n = {ceiling / Math.Log(2):0.#} bits, and the value is near that: ")
                + "the truth may be higher."));
            return Verdict.LowerBound;
        }

        if (met.Dimension > LowDimension)
        {
            notes.Add(new Note("dimension", string.Create(CultureInfo.InvariantCulture,
                $"In {met.Dimension} dimensions the nearest of {question.Sample.Count:N0} rows are far away, and neighbours show too little of a dependence: ")
                + "only the low end can be trusted."));
            return Verdict.LowerBound;
        }

        return Verdict.Value;
    }

    // A label most of whose levels have few rows.
    private static Variable? RareLevels(Question question) => question.Sample.Variables.FirstOrDefault(v =>
        v.Codes is { } codes && codes.CountLevels().Where(rows => rows < FewRows).Sum() > TooManyRare * question.Sample.Count);

    // Neighbours show a copy, or a line, as no more than ln n less a constant. Equal values are levels, which share a finite amount.
    private static bool IsLinked(RowSum sum, Question question) =>
        question.Estimator is not NeighborEstimator { Noise: > 0 }
        && !question.Sample.Variables.Any(Ties.AreMany)
        && sum.Terms.Any(t => t.Term is InformationTerm term && LinearDependence.Links(term, question.Sample, question.Context));

    private static (double Low, double High) Limits(Measure measure, RowSum sum, double tail, double? ceiling)
    {
        (double low, double high) = sum.Limits?.Invoke(tail) ?? ByScatter(sum, tail);
        double floor = measure.IsNonNegative && measure.VanishesUnderIndependence ? 0 : double.NegativeInfinity;
        double top = ceiling ?? double.PositiveInfinity;
        return (Math.Clamp(low, floor, top), Math.Clamp(high, floor, top));
    }

    private static (double Low, double High) ByScatter(RowSum sum, double tail)
    {
        double reach = SpecialFunctions.NormalQuantile(1 - tail) * sum.StandardError;
        double drift = 0;
        if (sum.Neighbors is { Ladder: { IsEmpty: false } ladder })
        {
            // Fewer neighbours have less bias: the interval reaches beyond where fewer would lead, as far as more lead the other way.
            drift = 1.2 * (ladder.MinBy(l => l.Neighbors).Nats - ladder.MaxBy(l => l.Neighbors).Nats);
        }

        return (sum.Point - reach + Math.Min(0, drift), sum.Point + reach + Math.Max(0, drift));
    }

    // Levels limit what can be shared; numbers do not.
    private static double? CeilingOf(Measure measure, Question question)
    {
        if (!measure.VanishesUnderIndependence || question.ArgumentCount != 2)
        {
            return null;
        }

        double[] levels =
        [
            .. question.Sample.Variables.Take(2).Where(v => v.Kind == VariableKind.Discrete)
                .Select(v => Math.Log(v.Codes!.ToArray().Distinct().Count())),
        ];
        return levels.Length == 0 ? null : levels.Min();
    }

    private static Note NotDetected(RowNull? drawn)
    {
        if (drawn is null || !(drawn.Deviation > 0))
        {
            return new Note("not-detected", "Nothing was detected (p > 0.05).");
        }

        // Detected four times out of five: 1.645 + 0.842 deviations above the mean.
        double seen = 2.487 * drawn.Deviation / Math.Log(2);
        string amount = seen.ToString(seen < 0.001 ? "0.0e-0" : "0.####", CultureInfo.InvariantCulture);
        return new Note("not-detected", $"Nothing was detected (p > 0.05); about {amount} bits would have been, four times out of five.");
    }
}
