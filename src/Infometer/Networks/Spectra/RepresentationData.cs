using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// A representation and what it is measured with: the rows of a layer or an embedding, and where a measure needs them labels or numbers about the
/// same rows, a second set of rows, views, weights. Spectra that several measures share are found once. Immutable, usable from several threads.
/// </summary>
public sealed class RepresentationData
{
    private readonly ConcurrentDictionary<string, Lazy<object?>> _found = new(StringComparer.Ordinal);

    /// <summary>Rows alone.</summary>
    /// <param name="rows">n × d numbers.</param>
    /// <exception cref="InvalidInputException">They are levels, not numbers, or there are fewer than two rows.</exception>
    public RepresentationData(Variable rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Rows = rows;
        Set = rows.Codes is null
            ? RowSet.Of(rows)
            : throw new InvalidInputException($"'{rows.Name}' is discrete, and a representation is rows of numbers; read it as such (--kind continuous), or save it as floats.");
        if (Set.Count < 2)
        {
            throw new InvalidInputException($"'{rows.Name}' has one row, and a representation is measured over many; if it is meant as a column, save it transposed (a.T).");
        }
    }

    /// <summary>The representation: n × d numbers.</summary>
    public Variable Rows { get; }

    /// <summary>Labels or numbers about the same rows: levels, one column, or several columns. Null for none.</summary>
    /// <exception cref="InvalidInputException">It has other rows.</exception>
    public Variable? Target { get; init => (field, TargetSet) = (value, SetOf(value, canBeSample: false)); }

    /// <summary>
    /// A second set of rows: another layer, the input or predictions of the same rows, or another sample with the same columns. Null for none.
    /// </summary>
    /// <exception cref="InvalidInputException">It has neither the same rows nor the same columns.</exception>
    public Variable? Other { get; init => (field, OtherSet) = (value, SetOf(value, canBeSample: true)); }

    /// <summary>How many successive rows are views of one item; null where rows are items.</summary>
    public int? Views { get; init => field = value is null or >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(Views), value, "An item has at least two views."); }

    /// <summary>The probability of each row, from 0 on, adding up to 1; empty for 1/n.</summary>
    public ImmutableArray<double> Weights { get; init => field = RequireWeights(value); } = [];

    /// <summary>From which size on spectra are approximated.</summary>
    public SpectrumOptions Spectrum { get; init; } = SpectrumOptions.Default;

    /// <summary>Number of rows, n.</summary>
    public int Count => Set.Count;

    /// <summary>Numbers per row, d.</summary>
    public int Dimension => Set.Dimension;

    internal RowSet Set { get; }

    internal RowSet? TargetSet { get; private init; }

    internal RowSet? OtherSet { get; private init; }

    /// <summary>
    /// Some of the rows, drawn without replacement by the seed of <paramref name="context"/> and kept in their order; whole items where there are views.
    /// The same rows of target and other; all of them where there are no more than <paramref name="count"/>.
    /// </summary>
    /// <param name="count">How many rows, at least 2; rounded down to whole items.</param>
    /// <param name="context">The seed.</param>
    public RepresentationData Sample(int count, RunContext? context = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        int views = Views ?? 1;
        int items = Count / views;
        if (count >= Count || Count % views != 0)
        {
            return this;
        }

        int[] order = [.. Enumerable.Range(0, items)];
        Rng rng = Rng.For((context ?? RunContext.Default).Seed, "rows of a representation");
        rng.Shuffle<int>(order);
        int[] rows = [.. order.Take(Math.Max(1, count / views)).Order().SelectMany(item => Enumerable.Range(item * views, views))];
        Variable? Same(Variable? variable) => variable?.Count == Count ? variable.Select(rows) : variable;
        return new RepresentationData(Rows.Select(rows))
        {
            Target = Same(Target),
            Other = Same(Other),
            Views = Views,
            Weights = Weights.IsEmpty ? [] : Renormalized([.. rows.Select(row => Weights[row])]),
            Spectrum = Spectrum,
        };
    }

    /// <summary>What is found once under a key, whoever asks first. A failure is not kept, and the cancellation of one caller is none of another's.</summary>
    internal T? Once<T>(string key, Func<T?> find, CancellationToken cancellation)
        where T : class
    {
        while (true)
        {
            Lazy<object?> made = _found.GetOrAdd(key, _ => new Lazy<object?>(find));
            try
            {
                return (T?)made.Value;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                _found.TryRemove(KeyValuePair.Create(key, made));
            }
            catch
            {
                _found.TryRemove(KeyValuePair.Create(key, made));
                throw;
            }
        }
    }

    private RowSet? SetOf(Variable? variable, bool canBeSample)
    {
        if (variable is null)
        {
            return null;
        }

        return variable.Count == Count || (canBeSample && variable.Codes is null && variable.Dimension == Dimension)
            ? RowSet.Of(variable)
            : throw new InvalidInputException(FormattableString.Invariant(
                $"'{Rows.Name}' has {Count:N0} rows (shape {Count}×{Dimension}) and '{variable.Name}' {variable.Count:N0} (shape {variable.Count}×{variable.Dimension}); both must be about the same rows{(canBeSample ? ", or have the same columns" : "")}."));
    }

    private static ImmutableArray<double> Renormalized(double[] weights)
    {
        double sum = weights.Sum();
        return sum > 0
            ? [.. weights.Select(w => w / sum)]
            : throw new InvalidInputException("All rows that were drawn have the weight 0; draw more rows.");
    }

    private ImmutableArray<double> RequireWeights(ImmutableArray<double> weights)
    {
        if (weights.IsDefaultOrEmpty)
        {
            return [];
        }

        if (weights.Length != Count)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"There are {weights.Length:N0} weights, and '{Rows.Name}' has {Count:N0} rows; give one weight per row."));
        }

        return weights.All(static w => w >= 0 && double.IsFinite(w)) && Math.Abs(weights.Sum() - 1) < 1e-9
            ? weights
            : throw new InvalidInputException("Weights of rows must be from 0 on and add up to 1; divide them by their sum.");
    }
}
