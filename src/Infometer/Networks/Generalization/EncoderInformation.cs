using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// I(X;Z) and I(X;Z|Y) of a representation with noise: a stochastic encoder, or a deterministic one to whose units normal noise is added.
/// Immutable.
/// </summary>
/// <remarks>
/// <para>With Z given row i normal, p(z|x_i) over all d dimensions, and X uniform over the n rows: <c>mc</c> is the mean over rows and
/// draws z of ln p(z|x_i) − ln (1/n) Σ_j p(z|x_j), exact up to its draws for these rows, so never above ln n, and below I of the population
/// where that is near ln n. <c>jensen</c> puts the mean of logarithms in place of the logarithm of the mean: the mean KL(p(z|x_i)‖p(z|x_j))
/// over all pairs, an upper bound and often a loose one, here without any draw. Given Y both are taken within each class, weighted by its
/// rows (Kawaguchi and others 2023, How does information bottleneck help deep learning?, ICML).</para>
/// <para>Both densities have all d dimensions and noise is really drawn, so that values of layers of any width compare at one noise. In a
/// deterministic net the value is a property of the noise as much as of the layer. Cost O(n²·d) with n ≤ <see cref="EncoderOptions.MaxRows"/>.</para>
/// </remarks>
public sealed record EncoderInformation
{
    // Of the ceiling: above this the value says how many rows there are.
    private const double NearCeiling = 0.9;

    private EncoderInformation()
    {
    }

    /// <summary>What the representation is called.</summary>
    public required string Name { get; init; }

    /// <summary>Rows used, n.</summary>
    public required int Count { get; init; }

    /// <summary>Dimensions of Z, d.</summary>
    public required int Dimension { get; init; }

    /// <summary><c>mi-xz</c> and <c>mi-xz-jensen</c>, and with labels <c>cmi-xz-y</c> and <c>cmi-xz-y-jensen</c>.</summary>
    public required ImmutableArray<Quantity> Quantities { get; init; }

    /// <summary>What has to be known to read the numbers.</summary>
    public required ImmutableArray<Note> Notes { get; init; }

    /// <summary>The quantity of this name.</summary>
    public Quantity this[string id] => Quantities.First(q => q.Id == id);

    /// <summary>A stochastic encoder.</summary>
    /// <param name="means">N × d means of Z.</param>
    /// <param name="deviations">N × d standard deviations.</param>
    /// <param name="labels">N labels; null where nothing is given.</param>
    /// <param name="options">How much work it may be; null for the defaults.</param>
    /// <param name="context">Seed, threads and cancellation; null for the defaults.</param>
    /// <exception cref="InvalidInputException">Shapes differ, a number is not finite, or a deviation is not above 0.</exception>
    public static EncoderInformation Of(
        NumericArray means, NumericArray deviations, NumericArray? labels = null, EncoderOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(deviations);
        return Of(RowSource.Of(means), RowSource.Of(deviations), double.NaN, labels is null ? null : RowSource.Of(labels), options, context);
    }

    /// <summary>A deterministic layer, to every unit of which normal noise is added.</summary>
    /// <param name="activations">N × d activations.</param>
    /// <param name="noise">The standard deviation of the noise, in units of the activations.</param>
    /// <param name="labels">N labels; null where nothing is given.</param>
    /// <param name="options">How much work it may be; null for the defaults.</param>
    /// <param name="context">Seed, threads and cancellation; null for the defaults.</param>
    /// <exception cref="InvalidInputException">Rows differ, a number is not finite, or the noise is not above 0.</exception>
    public static EncoderInformation OfNoisy(
        NumericArray activations, double noise, NumericArray? labels = null, EncoderOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(activations);
        return Of(RowSource.Of(activations), null, noise, labels is null ? null : RowSource.Of(labels), options, context);
    }

    internal static EncoderInformation Of(
        RowSource means, RowSource? deviations, double noise, RowSource? labels, EncoderOptions? options, RunContext? context)
    {
        options ??= EncoderOptions.Default;
        options.Check();
        context ??= RunContext.Default;
        if (deviations is null && !(noise > 0 && double.IsFinite(noise)))
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"Noise of the standard deviation {noise} is none; without noise a deterministic layer has no finite I(X;Z), so name one above 0."));
        }

        EncoderRows encoder = EncoderRows.Read(means, deviations, noise, options, context);
        string kind = deviations is null ? string.Create(CultureInfo.InvariantCulture, $"noise {noise} in each of {encoder.Dimension} units") : $"normal encoder of {encoder.Dimension} dimensions";
        int[][] classes = labels is null ? [] : ClassesOf(labels, encoder, means);
        int[] all = [.. Enumerable.Range(0, encoder.Count)];
        List<Quantity> quantities = [.. Pair("mi-xz", "I(X;Z)", [all], kind, encoder, options, context)];
        if (classes.Length > 0)
        {
            quantities.AddRange(Pair("cmi-xz-y", "I(X;Z|Y), within classes by their rows,", classes, kind, encoder, options, context));
        }

        return new EncoderInformation
        {
            Name = means.Name,
            Count = encoder.Count,
            Dimension = encoder.Dimension,
            Quantities = [.. quantities],
            Notes = [.. NotesOf(quantities, classes, means, encoder, options)],
        };
    }

    private static int[][] ClassesOf(RowSource labels, EncoderRows encoder, RowSource means)
    {
        if (labels.Columns != 1 || labels.Rows != means.Rows)
        {
            throw new InvalidInputException($"The labels '{labels.Name}' have the shape {labels.ShapeText} and '{means.Name}' {means.ShapeText}; one label is needed for each row.");
        }

        double[] values = LatentColumn.Read(labels, VariableKind.Discrete)[0].Values;
        return [.. Enumerable.Range(0, encoder.Count).GroupBy(i => values[encoder.Rows[i]]).OrderBy(g => g.Key).Select(g => g.ToArray())];
    }

    // The estimate and the bound over groups of rows, weighted by their sizes.
    private static Quantity[] Pair(
        string id, string what, int[][] groups, string kind, EncoderRows encoder, EncoderOptions options, RunContext context)
    {
        double value = 0;
        double bound = 0;
        List<double> influences = [];
        foreach (int[] members in groups)
        {
            EncoderGroup group = new(encoder, members);
            group.Measure(options.Draws, context);
            value += group.Locals.Sum() / encoder.Count;
            bound += group.JensenBound() * members.Length / encoder.Count;
            influences.AddRange(group.Influences);
        }

        double mean = influences.Average();
        double variance = influences.Sum(v => (v - mean) * (v - mean)) / (influences.Count - 1);
        return
        [
            new()
            {
                Id = id, Tag = QuantityTag.Estimate, Value = value, StandardError = Math.Sqrt(variance / influences.Count),
                Low = 0, High = groups.Sum(g => g.Length * Math.Log(g.Length)) / encoder.Count,
                Definition = $"mc: mean ln p(z|x)/p̄(z), {what} X uniform over {encoder.Count} rows, {kind}, draws per row: {options.Draws}",
            },
            new()
            {
                Id = $"{id}-jensen", Tag = QuantityTag.Bound, Value = bound, Low = 0,
                Definition = $"jensen: mean KL(p(z|x)‖p(z|x')) over pairs of rows, an upper bound of {what} {kind}",
            },
        ];
    }

    private static IEnumerable<Note> NotesOf(List<Quantity> quantities, int[][] classes, RowSource means, EncoderRows encoder, EncoderOptions options)
    {
        if (encoder.Count < means.Rows)
        {
            yield return new Note("part-of-rows", string.Create(CultureInfo.InvariantCulture, $"{encoder.Count:N0} of {means.Rows:N0} rows were used, drawn by the seed."));
        }

        foreach (Quantity quantity in quantities.Where(q => q.High is { } most && q.Value > NearCeiling * most))
        {
            yield return new Note("ceiling", string.Create(
                CultureInfo.InvariantCulture, $"{quantity.Id} lies within a tenth of its ceiling, {quantity.High:0.###} nats for these rows: the rows are all told apart, and what Z knows of the population may be any amount above; use more rows or more noise."));
        }

        int tiny = classes.Count(c => c.Length < options.TinyClass);
        if (tiny > 0)
        {
            yield return new Note("tiny-classes", $"{tiny} of {classes.Length} classes have fewer than {options.TinyClass} rows; what is measured within them is at most ln of their rows.");
        }
    }
}
