using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Where the information between X and Y comes from: the contribution of each level or bin of X, and for a binary Y the
/// weights of evidence and the information value with their standard errors. Immutable.
/// </summary>
/// <remarks>
/// Source of the standard errors: delta method over two independent multinomials, with
/// ∂IV/∂e = ln(e/o) + 1 − o/e and ∂IV/∂o = −ln(e/o) + 1 − e/o.
/// </remarks>
public sealed class Explanation
{
    // The usual rule for χ²: no cell expected in fewer rows.
    private const double LeastExpectedForChiSquare = 5;

    private Explanation(Estimate estimate, ImmutableArray<LevelContribution> levels)
    {
        Estimate = estimate;
        Levels = levels;
    }

    /// <summary>I(X;Y) with interval and verdict.</summary>
    public Estimate Estimate { get; }

    /// <summary>The levels or bins of X in their own order: numbers ascending, text ordinal, missing last.</summary>
    public ImmutableArray<LevelContribution> Levels { get; }

    /// <summary>The level of a binary Y that counts as the event; null where there is no information value.</summary>
    public string? Event { get; private init; }

    /// <summary>The information value for a binary Y; null otherwise, and where the verdict on I(X;Y) is unreliable.</summary>
    public InformationValue? InformationValue { get; private init; }

    /// <summary>Explains I(X;Y). Numeric variables are cut by <see cref="EstimateOptions.Discretizer"/>. O(n + cells).</summary>
    /// <param name="x">The variable whose levels are listed.</param>
    /// <param name="y">The variable that is told about.</param>
    /// <param name="eventLevel">For a binary Y the level that counts as the event. Default: its last level.</param>
    /// <param name="options">Missing values, bins, permutations.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    /// <exception cref="InvalidInputException">The variables cannot be used together, or Y has no such level.</exception>
    public static Explanation Of(
        Variable x, Variable y, string? eventLevel = null, EstimateOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        options ??= EstimateOptions.Default;
        context ??= RunContext.Default;
        Sample sample = Sample.Align([x, y], options.Missing, context);
        Estimate estimate = MutualInformation.Estimate(x, y, null, options, context);
        List<Note> notes = [];
        (Sample discrete, _) = Binning.Apply(Measure.MutualInformation, sample, 2, new Plugin(), options, notes, context);
        Variable levelsX = discrete.Variables[0];
        Variable levelsY = discrete.Variables[1];
        ContingencyTable table = ContingencyTable.Count(levelsX.Codes!, levelsY.Codes!, context);
        int[] occurring = [.. Enumerable.Range(0, table.ColumnLevels).Where(j => table.ColumnTotals[j] > 0)];
        bool isBinary = occurring.Length == 2;
        int eventCode = isBinary ? EventCode(levelsY, occurring, eventLevel) : -1;
        if (!isBinary && eventLevel is not null)
        {
            throw new InvalidInputException(
                $"'{y.Name}' has {occurring.Length} levels, so no single event can be named; an event needs a binary variable.");
        }

        ImmutableArray<LevelContribution> contributions = Contributions(table, levelsX, levelsY);

        // Where nearly every row is a level of its own, a weight of evidence would be as plausible as it is meaningless.
        return isBinary && estimate.Verdict != Verdict.Unreliable
            ? WithEvidence(estimate, contributions, table, eventCode, occurring, LevelName(levelsY, eventCode))
            : new Explanation(estimate, contributions);
    }

    /// <summary>The explanation as JSON, with the members that <c>docs/schema/explanation.schema.json</c> lists.</summary>
    public string ToJson(Unit unit = Unit.Bits) => JsonWriting.ToText(json =>
    {
        double factor = unit.PerNat();
        json.WriteStartObject();
        json.WriteString("version", Estimate.Version);
        json.WriteString("x", Estimate.Names[0]);
        json.WriteString("y", Estimate.Names[1]);
        json.WriteString("unit", unit.Symbol());
        json.WritePropertyName("information");
        json.WriteRawValue(Estimate.ToJson(unit));
        json.WriteStartArray("levels");
        foreach (LevelContribution level in Levels)
        {
            json.WriteStartObject();
            json.WriteString("level", level.Level);
            json.WriteNumber("n", level.Count);
            json.WriteFinite("share", level.Share);
            json.WriteFinite("contribution", level.Contribution * factor);
            json.WriteFinite("standardError", level.StandardError * factor);
            json.WriteFinite("chance", level.Chance * factor);
            json.WriteString("typicalLevel", level.TypicalLevel);
            json.WriteFinite("typicalShare", level.TypicalShare);
            json.WriteFinite("lift", level.Lift);
            json.WriteFinite("woe", level.WeightOfEvidence);
            json.WriteFinite("woeStandardError", level.WeightOfEvidenceError);
            json.WriteFinite("iv", level.InformationValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("event", Event);
        if (InformationValue is { } iv)
        {
            json.WriteStartObject("informationValue");
            json.WriteFinite("value", iv.Value);
            json.WriteString("unit", Unit.Nats.Symbol());
            json.WriteFinite("standardError", iv.StandardError);
            json.WriteFinite("chance", iv.Chance);
            json.WriteInterval(iv.Interval);
            json.WriteFinite("pValue", iv.PValue);
            json.WriteString("pMethod", iv.PMethod);
            json.WriteString("verdict", iv.Verdict.Word());
            json.WriteBoolean("smoothed", iv.IsSmoothed);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("informationValue");
        }

        json.WriteEndObject();
    });

    /// <inheritdoc/>
    public override string ToString() => $"{Levels.Length} levels of '{Estimate.Names[0]}' on '{Estimate.Names[1]}': {Estimate}";

    private static int EventCode(Variable y, int[] occurring, string? eventLevel)
    {
        if (eventLevel is null)
        {
            return occurring[^1];
        }

        int at = Array.FindIndex(occurring, j => LevelName(y, j) == eventLevel);
        return at >= 0
            ? occurring[at]
            : throw new InvalidInputException(
                $"'{y.Name}' has no level '{eventLevel}'; its levels are {string.Join(" and ", occurring.Select(j => $"'{LevelName(y, j)}'"))}.");
    }

    private static string LevelName(Variable variable, int code) => variable.Levels?[code] ?? FormattableString.Invariant($"{code}");

    private static ImmutableArray<LevelContribution> Contributions(ContingencyTable table, Variable x, Variable y)
    {
        double n = table.Total;
        int levelsOfY = 0;
        foreach (long total in table.ColumnTotals)
        {
            levelsOfY += total > 0 ? 1 : 0;
        }

        ImmutableArray<LevelContribution>.Builder result = ImmutableArray.CreateBuilder<LevelContribution>();
        for (int first = 0, next; first < table.CellCount; first = next)
        {
            int row = table.CellRows[first];
            next = first;
            while (next < table.CellCount && table.CellRows[next] == row)
            {
                next++;
            }

            result.Add(Contribution(table, first, next, n, levelsOfY, LevelName(x, row), y));
        }

        return result.ToImmutable();
    }

    // The influence of a row (a, b) on the contribution of level i is 1[a = i] ln(p_ib/p_i q_b) − p_ib/q_b.
    private static LevelContribution Contribution(ContingencyTable table, int first, int next, double n, int levelsOfY, string name, Variable y)
    {
        double total = table.RowTotals[table.CellRows[first]];
        double contribution = 0;
        double mean = 0;
        double square = 0;
        double best = double.NegativeInfinity;
        int typical = table.CellColumns[first];
        double typicalShare = 0;
        double lift = 0;
        for (int cell = first; cell < next; cell++)
        {
            int column = table.CellColumns[cell];
            double p = table.CellCounts[cell] / n;
            double q = table.ColumnTotals[column] / n;
            double local = Math.Log(p / (total / n * q));
            contribution += p * local;
            double inside = local - (p / q);
            double outside = -p / q;
            mean += (p * inside) + ((q - p) * outside);
            square += (p * inside * inside) + ((q - p) * outside * outside);
            if (p * local > best)
            {
                (best, typical, typicalShare, lift) = (p * local, column, p * n / total, p * n / total / q);
            }
        }

        return new LevelContribution
        {
            Level = name,
            Count = (long)total,
            Share = total / n,
            Contribution = contribution,
            StandardError = Math.Sqrt(Math.Max(0, square - (mean * mean)) / n),
            Chance = (1 - (total / n)) * (levelsOfY - 1) / (2 * n),
            TypicalLevel = LevelName(y, typical),
            TypicalShare = typicalShare,
            Lift = lift,
        };
    }

    private static Explanation WithEvidence(
        Estimate estimate, ImmutableArray<LevelContribution> levels, ContingencyTable table, int eventCode, int[] occurring, string eventName)
    {
        int otherCode = occurring[0] == eventCode ? occurring[1] : occurring[0];
        int[] rows = [.. Enumerable.Range(0, table.RowLevels).Where(i => table.RowTotals[i] > 0)];
        double[] events = [.. rows.Select(i => (double)table[i, eventCode])];
        double[] others = [.. rows.Select(i => (double)table[i, otherCode])];
        bool isSmoothed = events.Contains(0) || others.Contains(0);
        if (isSmoothed)
        {
            events = [.. events.Select(e => e + 0.5)];
            others = [.. others.Select(o => o + 0.5)];
        }

        double allEvents = events.Sum();
        double allOthers = others.Sum();
        double value = 0;
        (double Mean, double Square) byEvent = default;
        (double Mean, double Square) byOther = default;
        LevelContribution[] weighed = [.. levels];
        for (int i = 0; i < rows.Length; i++)
        {
            double e = events[i] / allEvents;
            double o = others[i] / allOthers;
            double woe = Math.Log(e / o);
            double u = woe + 1 - (o / e);
            double v = -woe + 1 - (e / o);
            byEvent = (byEvent.Mean + (e * u), byEvent.Square + (e * u * u));
            byOther = (byOther.Mean + (o * v), byOther.Square + (o * v * v));
            value += (e - o) * woe;
            weighed[i] = levels[i] with
            {
                WeightOfEvidence = woe,
                WeightOfEvidenceError = Math.Sqrt((1 / events[i]) - (1 / allEvents) + (1 / others[i]) - (1 / allOthers)),
                InformationValue = (e - o) * woe,
            };
        }

        double variance = ((byEvent.Square - (byEvent.Mean * byEvent.Mean)) / allEvents) + ((byOther.Square - (byOther.Mean * byOther.Mean)) / allOthers);
        double perFreedom = (1 / allEvents) + (1 / allOthers);
        double freedom = rows.Length - 1;
        double chance = freedom * perFreedom;
        double reach = SpecialFunctions.NormalQuantile(0.975) * Math.Sqrt(Math.Max(0, variance) + (2 * freedom * perFreedom * perFreedom));
        double leastExpected = rows.Min(i => table.RowTotals[i]) * Math.Min(allEvents, allOthers) / (allEvents + allOthers);
        bool isThin = isSmoothed || leastExpected < LeastExpectedForChiSquare;
        double p = freedom < 1 ? 1 : isThin ? estimate.PValue ?? 1 : SpecialFunctions.ChiSquareSurvival(value / perFreedom, freedom);
        return new Explanation(estimate, [.. weighed])
        {
            Event = eventName,
            InformationValue = new InformationValue(value, Math.Sqrt(Math.Max(0, variance)), chance, Math.Max(p, double.Epsilon), isSmoothed)
            {
                Interval = new Interval(Math.Max(0, value - chance - reach), value - chance + reach < 0 ? 0 : value - chance + reach),
                PMethod = isThin ? "that of the mutual information, because levels are too rare for χ²" : "χ² with K − 1 degrees of freedom",
                Verdict = estimate.Verdict,
            },
        };
    }
}
