using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Entropy of attention weights per head and layer, with heads that collapsed (almost all weight on one token) and heads that are
/// overloaded (almost equal weights). Immutable.
/// </summary>
/// <remarks>
/// <para>E_(l,h) = mean over sequences and queries i of −Σ_j A_ij ln A_ij (Jha and Reagen 2025, Entropy-guided attention for private LLMs).
/// Each query is compared with its own maximum, ln of the tokens that it may attend to: i + 1 in causal attention, so that the first rows
/// of a causal head do not make it look collapsed. The thresholds of the flags are conventions of this program, not of the
/// literature.</para>
/// <para>One pass over the file, a block of rows in memory; O(elements).</para>
/// </remarks>
public sealed record AttentionEntropy
{
    private AttentionEntropy()
    {
    }

    /// <summary>The layers, by their numbers.</summary>
    public required ImmutableArray<AttentionLayer> Layers { get; init; }

    /// <summary>How it was read and judged.</summary>
    public required AttentionOptions Options { get; init; }

    /// <summary>What has to be known to read the numbers.</summary>
    public required ImmutableArray<Note> Notes { get; init; }

    /// <summary>All heads, layer by layer.</summary>
    public IEnumerable<AttentionHead> Heads => Layers.SelectMany(static layer => layer.Heads);

    /// <summary>The share of all heads in each quarter of [0, maximum].</summary>
    public ImmutableArray<double> Quarters =>
        [.. Enumerable.Range(1, 4).Select(quarter => (double)Heads.Count(h => h.Quarter == quarter) / Heads.Count())];

    /// <summary>Measures layers in files.</summary>
    /// <param name="layers">One array per layer: batch × heads × queries × keys, or heads × queries × keys. They have the
    /// numbers that their names say (<c>layer10</c>) where every one has its own, else those of their positions.</param>
    /// <param name="mask">Batch × tokens, 1 for real tokens and 0 for padding; null where all are real.</param>
    /// <param name="options">How it is read and judged; null for the defaults.</param>
    /// <param name="context">Threads, cancellation and progress; null for the defaults.</param>
    /// <exception cref="InvalidInputException">A shape is none of attention, or a row is no row of weights; the message names file, array,
    /// shape and row.</exception>
    public static AttentionEntropy Of(
        IReadOnlyList<NumericArray> layers, NumericArray? mask = null, AttentionOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return Of([.. layers.Select(AttentionArray.Of)], mask is null ? null : RowSource.Of(mask), options, context);
    }

    /// <summary>Measures one layer in memory.</summary>
    /// <param name="weights">Batch × heads × queries × keys numbers, the last axis fastest.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="queries">Queries per head.</param>
    /// <param name="keys">Keys per query.</param>
    /// <param name="options">How it is read and judged; null for the defaults.</param>
    /// <param name="context">Threads, cancellation and progress; null for the defaults.</param>
    /// <exception cref="InvalidInputException">A row is no row of weights.</exception>
    public static AttentionEntropy Of(
        ReadOnlyMemory<float> weights, int heads, int queries, int keys, AttentionOptions? options = null, RunContext? context = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(queries, 1);
        RowSource rows = RowSource.Of(weights, keys, "attention");
        int batch = Math.DivRem(rows.Rows, heads * queries, out int rest);
        return rest == 0
            ? Of([new AttentionArray(rows, $"{batch}×{heads}×{queries}×{keys}", batch, heads, queries, IsHalf: false)], null, options, context)
            : throw new ArgumentException($"{rows.Rows} rows are no whole number of sequences of {heads} heads × {queries} queries.", nameof(weights));
    }

    internal static AttentionEntropy Of(ImmutableArray<AttentionArray> layers, RowSource? mask, AttentionOptions? options, RunContext? context)
    {
        options ??= AttentionOptions.Default;
        options.Check();
        if (layers.IsEmpty)
        {
            throw new InvalidInputException("There is no layer of attention; name arrays of batch × heads × queries × keys.");
        }

        List<Note> notes = [];
        int[] numbers = LayerNumbers.Of([.. layers.Select(layer => layer.Rows.Name)]);
        ImmutableArray<AttentionLayer> measured =
        [
            .. layers.Zip(numbers).OrderBy(pair => pair.Second)
                .Select(pair => new AttentionScan(pair.First, AttentionMask.Of(mask, pair.First), options).Run(pair.Second, context ?? RunContext.Default, notes)),
        ];
        return new AttentionEntropy { Layers = measured, Options = options, Notes = [.. notes, .. NotesOf(measured, options), .. NotesOfAxes(layers, mask)] };
    }

    /// <summary>Everything as JSON, with the members that <c>docs/schema/attention.schema.json</c> lists.</summary>
    public string ToJson(Unit unit = Unit.Bits) => AttentionJson.Of(this, unit);

    private static IEnumerable<Note> NotesOfAxes(ImmutableArray<AttentionArray> layers, RowSource? mask)
    {
        // With one along the first axis it does not matter what it counts.
        AttentionArray[] unclear = [.. layers.Where(static l => l.HasThreeAxes && l.Heads > 1)];
        if (unclear.Length > 0)
        {
            yield return new Note(
                "three-axes",
                $"The first axis of '{unclear[0].Rows.Name}' (shape {unclear[0].ShapeText}){(unclear.Length > 1 ? $" and of {unclear.Length - 1} more of three axes" : "")} is taken for heads of one sequence; if it counts sequences, heads were averaged: save them apart (need_weights=True, average_attn_weights=False in torch's MultiheadAttention).");
        }

        // Where there are several arrays, these are the layers, and a mask that fits has a row per sequence.
        if (mask is null && layers is [{ HasFourAxes: true, Batch: > 1 } only])
        {
            yield return new Note(
                "four-axes",
                $"'{only.Rows.Name}' (shape {only.ShapeText}) is read as {only.Batch} sequences of one layer, and heads are averaged over them; if the first axis counts layers, save one array per layer: {AttentionArray.SplitLayers}.");
        }
    }

    private static IEnumerable<Note> NotesOf(ImmutableArray<AttentionLayer> layers, AttentionOptions options)
    {
        int causal = layers.Count(l => l.IsCausal);
        if (options.IsCausal is null && causal > 0)
        {
            yield return new Note("causal", $"No row of {(causal == layers.Length ? "any layer" : $"{causal} of {layers.Length} layers")} attends to a later token, so that row i is compared with ln(i + 1), and row 0 with nothing; --causal full compares all rows with ln T.");
        }

        if (layers.Any(l => l.Heads.Any(h => double.IsNaN(h.Relative))))
        {
            yield return new Note("no-choice", "Some heads have no query that may attend to two tokens; they have no relative entropy and no flag.");
        }
    }
}
