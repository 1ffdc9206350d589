using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// Prequential epiplexity of a training run: how many nats of structure a network took up from its data, read from the loss curve.
/// Immutable.
/// </summary>
/// <remarks>
/// <para>|P| ≈ Σ_t (L_t − L_final)·tokens_t, the area of the loss curve above its end: with each token coded by the network as it was
/// before seeing it, the whole stream costs Σ L_t·tokens_t, of which L_final·tokens would have been paid by the network of the end; the
/// rest is the price of the network (Finzi and others 2026, From entropy to epiplexity, arXiv 2601.03220). H = L_final·tokens is the
/// time-bounded entropy. Between logged points the loss is taken as a straight line.</para>
/// <para>It is an upper bound on the description length of what was learnt, by one code; it depends on the optimiser and its schedule; and
/// the value of one run is no point of the frontier over model sizes and lengths of training by which epiplexity at a compute budget is
/// defined. Every token must be new when it is coded: one epoch.</para>
/// </remarks>
public sealed record Epiplexity
{
    private static readonly ImmutableArray<double> s_tails = [0, 0.02, 0.05, 0.1, 0.2];

    // What a fall of the tail, or the coarse log, may change of |P| before it is worth a word.
    private const double NotableShare = 0.1;

    // Where the fall of the curve at its end is looked at.
    private const double FallTail = 0.1;

    private Epiplexity()
    {
    }

    /// <summary>The curve.</summary>
    public required LossCurve Curve { get; init; }

    /// <summary>How the final loss was chosen: <c>last</c>, <c>tail 0.05</c>, <c>given</c>.</summary>
    public required string Final { get; init; }

    /// <summary>Epiplexity, time-bounded entropy, code length and final loss.</summary>
    public required ImmutableArray<Quantity> Quantities { get; init; }

    /// <summary>The same by other choices of the final loss.</summary>
    public required ImmutableArray<FinalLossChoice> Choices { get; init; }

    /// <summary>The least and the largest area by the loss at the end and at the beginning of each logged interval instead of its mean, in
    /// nats.</summary>
    public required (double Low, double High) StepRule { get; init; }

    /// <summary>What has to be known to read the numbers.</summary>
    public required ImmutableArray<Note> Notes { get; init; }

    /// <summary>Tokens between the first and the last logged point.</summary>
    public double TokenCount => Curve.Tokens[^1] - Curve.Tokens[0];

    /// <summary>The quantity of this name.</summary>
    public Quantity this[string id] => Quantities.First(q => q.Id == id);

    /// <summary>Measures a curve.</summary>
    /// <param name="curve">The loss against the tokens seen.</param>
    /// <param name="options">How the final loss is chosen; null for the defaults.</param>
    public static Epiplexity Of(LossCurve curve, EpiplexityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        options ??= EpiplexityOptions.Default;
        options.Check();
        CurveTail tail = CurveTail.Of(curve, options.Tail);
        double final = options.FinalLoss ?? tail.Mean;
        double tokens = curve.Tokens[^1] - curve.Tokens[0];
        (double beginning, double end) = Sums(curve);
        double area = (beginning + end) / 2;
        double paid = final * tokens;
        string name = options.FinalLoss is null ? NameOf(options.Tail) : "given";
        double? error = options.FinalLoss is null ? tail.StandardError : null;
        ImmutableArray<FinalLossChoice> choices =
        [
            .. s_tails.Select(share => (Name: NameOf(share), Loss: CurveTail.Of(curve, share).Mean)).Append((Name: name, Loss: final)).DistinctBy(c => c.Name)
                .Select(c => new FinalLossChoice(c.Name, c.Loss, area - (c.Loss * tokens))),
        ];
        (double, double) rule = (Math.Min(beginning, end) - paid, Math.Max(beginning, end) - paid);
        return new Epiplexity
        {
            Curve = curve,
            Final = name,
            Quantities = QuantitiesOf(area, final, tokens, error, name),
            Choices = choices,
            StepRule = rule,
            Notes = [.. curve.Notes, .. NotesOf(curve, area - paid, final, rule, options)],
        };
    }

    /// <summary>Everything as JSON, with the members that <c>docs/schema/epiplexity.schema.json</c> lists.</summary>
    public string ToJson(Unit unit = Unit.Bits) => JsonWriting.ToText(json =>
    {
        double factor = unit.PerNat();
        json.WriteStartObject();
        json.WriteString("curve", Curve.Name);
        json.WriteNumber("points", Curve.Losses.Length);
        json.WriteFinite("firstStep", Curve.Steps[0]);
        json.WriteFinite("lastStep", Curve.Steps[^1]);
        json.WriteFinite("tokens", TokenCount);
        json.WriteString("final", Final);
        json.WriteQuantities(Quantities, unit);
        json.WriteStartObject("sensitivity");
        json.WriteString("unit", unit.Symbol());
        json.WriteFinite("low", Choices.Min(c => c.Nats) * factor);
        json.WriteFinite("high", Choices.Max(c => c.Nats) * factor);
        json.WriteStartArray("choices");
        foreach (FinalLossChoice choice in Choices)
        {
            json.WriteStartObject();
            json.WriteString("final", choice.Name);
            json.WriteFinite("loss", choice.Loss * factor);
            json.WriteFinite("epiplexity", choice.Nats * factor);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("stepRule");
        json.WriteString("unit", unit.Symbol());
        json.WriteFinite("low", StepRule.Low * factor);
        json.WriteFinite("high", StepRule.High * factor);
        json.WriteEndObject();
        json.WriteNotes(Notes);
        json.WriteString("version", Estimate.Version);
        json.WriteEndObject();
    });

    private static string NameOf(double tail) => tail == 0 ? "last" : FormattableString.Invariant($"tail {tail}");

    // Σ L·tokens with the loss at the beginning and at the end of each interval.
    private static (double Beginning, double End) Sums(LossCurve curve)
    {
        double beginning = 0;
        double end = 0;
        for (int i = 1; i < curve.Losses.Length; i++)
        {
            double tokens = curve.Tokens[i] - curve.Tokens[i - 1];
            beginning += curve.Losses[i - 1] * tokens;
            end += curve.Losses[i] * tokens;
        }

        return (beginning, end);
    }

    private static ImmutableArray<Quantity> QuantitiesOf(double area, double final, double tokens, double? error, string name) =>
    [
        new()
        {
            Id = "epiplexity", Tag = QuantityTag.Bound, Value = area - (final * tokens), StandardError = error * tokens, Low = 0,
            Definition = $"Σ (L_t − L_final)·tokens, trapezoids between logged points, L_final: {name}; an upper bound of the description length of what was learnt; s.e. of L_final alone",
        },
        new()
        {
            Id = "time-bounded-entropy", Tag = QuantityTag.Estimate, Value = final * tokens, StandardError = error * tokens, Low = 0,
            Definition = $"L_final·tokens, L_final: {name}",
        },
        new()
        {
            Id = "code-length", Tag = QuantityTag.Bound, Value = area, Low = 0,
            Definition = "Σ L_t·tokens: what coding the tokens in their order costs, network included",
        },
        new()
        {
            Id = "final-loss", Tag = QuantityTag.Estimate, Value = final, StandardError = error, Low = 0,
            Definition = $"L_final per token: {name}",
        },
    ];

    private static IEnumerable<Note> NotesOf(LossCurve curve, double value, double final, (double Low, double High) rule, EpiplexityOptions options)
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        double tokens = curve.Tokens[^1] - curve.Tokens[0];
        yield return new Note("one-run", "One run with one optimiser and schedule, every token seen once: an upper bound for this run, and no point of the frontier over model sizes and lengths of training.");
        if (value <= 0)
        {
            yield return new Note("negative", "The final loss lies above the curve, so that the area is negative; a description has no negative length: choose another final loss.");
        }

        CurveTail tail = CurveTail.Of(curve, FallTail);
        if (tail.Fall > 2 * tail.FallError && tail.Fall * tokens > NotableShare * value)
        {
            yield return new Note("still-falling", string.Create(
                c, $"Over its last {100 * FallTail:0} % of tokens the loss still falls by {tail.Fall:0.####} nats per token; a longer run has another end, and more epiplexity."));
        }

        if (rule.High - rule.Low > NotableShare * Math.Abs(value))
        {
            yield return new Note("coarse-log", "The loss at the beginning and at the end of logged intervals give areas more than a tenth apart; log more often, above all in the beginning.");
        }

        if (curve.Tokens[0] > 0)
        {
            yield return new Note("late-start", string.Create(
                c, $"The first {curve.Tokens[0]:0.####E+0} tokens lie before the first logged point and are not counted, where the loss is largest; log step 0."));
        }

        double below = Enumerable.Range(1, curve.Losses.Length - 1)
            .Sum(i => Math.Max(0, final - ((curve.Losses[i] + curve.Losses[i - 1]) / 2)) * (curve.Tokens[i] - curve.Tokens[i - 1]));
        if (value > 0 && below > NotableShare * value)
        {
            yield return new Note("below-final", "Much of the curve lies below the final loss: it rose again, or the final loss is that of other data; the area mixes both.");
        }
    }
}
