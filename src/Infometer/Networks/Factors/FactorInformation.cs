using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// How latents of a network hold the factors that made its data: InfoMEC (modularity, explicitness, compactness), the mutual information
/// gap, and DCI. Immutable.
/// </summary>
/// <remarks>
/// <para>With NMI_ij = I(s_i;z_j)/H(s_i), for continuous z_j by Ross (2014) with k = 10, for discrete ones by frequencies, over the active
/// latents (Hsu and others 2023, Disentanglement via latent quantization, NeurIPS): InfoM = (mean_j max_i NMI/Σ_i NMI − 1/n_s)/(1 − 1/n_s);
/// InfoC the same of rows with n_z active latents; InfoE = mean_i (H_null − H_linear)/H_null, by multinomial logistic regression without
/// penalty. MIG = mean_i (I of the best − I of the second latent)/H(s_i), by bins (Chen and others 2018). DCI (Eastwood and Williams 2018):
/// D and C are weighted means of 1 − H over rows and columns of the importances of boosted trees, I their accuracy on held-out rows.</para>
/// <para>Negative estimates of information count as 0 in ratios. What is 0/0 has no value and is said. Cost O(n_s n_z N log N), and the
/// trees.</para>
/// </remarks>
public sealed record FactorInformation
{
    private const int MostLevels = 1_000;

    private FactorInformation()
    {
    }

    /// <summary>Rows, N.</summary>
    public required int Count { get; init; }

    /// <summary>The factors.</summary>
    public required ImmutableArray<FactorResult> Factors { get; init; }

    /// <summary>The latents.</summary>
    public required ImmutableArray<LatentResult> Latents { get; init; }

    /// <summary>InfoM, InfoE, InfoC, MIG, and D, C and I of DCI.</summary>
    public required ImmutableArray<Quantity> Quantities { get; init; }

    /// <summary>NMI_ij = I(s_i;z_j)/H(s_i), factors × latents, as estimated: a little below 0 by chance; NaN for a constant
    /// factor.</summary>
    public required ImmutableArray<ImmutableArray<double>> NormalizedInformation { get; init; }

    /// <summary>The share of each latent in what trees gain for a factor, factors × latents; empty where trees were not asked
    /// for.</summary>
    public required ImmutableArray<ImmutableArray<double>> Importance { get; init; }

    /// <summary>What has to be known to read the numbers.</summary>
    public required ImmutableArray<Note> Notes { get; init; }

    /// <summary>The seed of held-out rows.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The quantity of this name.</summary>
    public Quantity this[string id] => Quantities.First(q => q.Id == id);

    /// <summary>Measures arrays of files.</summary>
    /// <param name="factors">N × n_s levels of factors.</param>
    /// <param name="latents">N × n_z latents.</param>
    /// <param name="options">How it is measured; null for the defaults.</param>
    /// <param name="context">Seed, threads, cancellation and progress; null for the defaults.</param>
    /// <exception cref="InvalidInputException">Rows differ, a number is not finite, or a factor is continuous.</exception>
    public static FactorInformation Of(NumericArray factors, NumericArray latents, FactorOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(latents);
        return Of(RowSource.Of(factors), RowSource.Of(latents), options, context);
    }

    /// <summary>Measures arrays in memory.</summary>
    /// <param name="factors">N × n_s levels of factors, row by row.</param>
    /// <param name="factorCount">n_s.</param>
    /// <param name="latents">N × n_z latents, row by row.</param>
    /// <param name="latentCount">n_z.</param>
    /// <param name="options">How it is measured; null for the defaults.</param>
    /// <param name="context">Seed, threads, cancellation and progress; null for the defaults.</param>
    /// <exception cref="InvalidInputException">As for files.</exception>
    public static FactorInformation Of(
        ReadOnlyMemory<int> factors, int factorCount, ReadOnlyMemory<float> latents, int latentCount, FactorOptions? options = null, RunContext? context = null) =>
        Of(RowSource.Of(factors, factorCount, "factors"), RowSource.Of(latents, latentCount, "latents"), options, context);

    internal static FactorInformation Of(RowSource factors, RowSource latents, FactorOptions? options, RunContext? context)
    {
        options ??= FactorOptions.Default;
        options.Check();
        context ??= RunContext.Default;
        if (factors.Rows != latents.Rows)
        {
            throw new InvalidInputException(
                $"The factors '{factors.Name}' have the shape {factors.ShapeText} and the latents '{latents.Name}' {latents.ShapeText}; they need the same rows.");
        }

        LatentColumn[] sources = LatentColumn.Read(factors, VariableKind.Discrete);
        LatentColumn[] codes = LatentColumn.Read(latents, options.LatentKind);
        Array.ForEach(sources, source => RequireLevels(source, factors));
        RequireRows(factors, options);
        FactorMatrices matrices = new(sources, codes, options, context);
        return new FactorInformation
        {
            Count = factors.Rows,
            Factors = [.. sources.Select((source, i) => FactorOf(source, i, matrices))],
            Latents = [.. codes.Select((code, j) => LatentOf(code, j, matrices))],
            Quantities = FactorQuantities.Of(matrices, options),
            NormalizedInformation = [.. matrices.Normalized.Select(row => row.ToImmutableArray())],
            Importance = matrices.Trees is { } trees ? [.. trees.Select(t => t.Shares.ToImmutableArray())] : [],
            Notes = [.. FactorNotes.Of(matrices, options)],
            Seed = context.Seed,
        };
    }

    /// <summary>Everything as JSON, with the members that <c>docs/schema/factors.schema.json</c> lists.</summary>
    public string ToJson(Unit unit = Unit.Bits) => FactorJson.Of(this, unit);

    private static void RequireLevels(LatentColumn factor, RowSource source)
    {
        int most = Math.Min(MostLevels, source.Rows / 2);
        if (factor.Distinct.Length > most)
        {
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{factor.Name}' (shape {source.ShapeText}) has {factor.Distinct.Length:N0} distinct values in {source.Rows:N0} rows, and a factor has at most {most:N0} levels; cut it into levels first, or swap the arrays if these are the latents."));
        }
    }

    private static void RequireRows(RowSource source, FactorOptions options)
    {
        if (source.Rows < 4 * options.Neighbors)
        {
            throw new InvalidInputException($"'{source.Name}' (shape {source.ShapeText}) has {source.Rows} rows, fewer than 4 times the {options.Neighbors} neighbours; measure more rows.");
        }
    }

    private static FactorResult FactorOf(LatentColumn factor, int index, FactorMatrices matrices) => new(factor.Name, factor.Distinct.Length, matrices.Entropies[index])
    {
        Informativeness = matrices.Informativeness[index],
        Accuracy = matrices.Trees?[index].Accuracy ?? double.NaN,
        Gap = matrices.Share(FactorScores.TopGap(matrices.Binned[index]), index),
    };

    private static LatentResult LatentOf(LatentColumn latent, int index, FactorMatrices matrices) =>
        new(latent.Name, latent.IsDiscrete ? VariableKind.Discrete : VariableKind.Continuous, matrices.IsActive[index])
        {
            Modularity = matrices.IsActive[index] ? FactorScores.LargestShare(FactorQuantities.Varying(matrices.Normalized, matrices, index)) : double.NaN,
            Disentanglement = matrices.Trees is { } trees ? FactorScores.Purity(Array.ConvertAll(trees, t => t.Shares[index])) : double.NaN,
        };
}
