namespace Infometer;

/// <summary>All that is measured of factors and latents, from which the scores follow. Matrices are factors × latents.</summary>
internal sealed class FactorMatrices
{
    private const int Iterations = 100;

    /// <summary>Of a factor's entropy: whoever tells less tells no more than chance might, however many rows there are.</summary>
    public const double Faint = 0.02;

    public FactorMatrices(LatentColumn[] factors, LatentColumn[] latents, FactorOptions options, RunContext context)
    {
        (Factors, Latents) = (factors, latents);
        Levels = Array.ConvertAll(factors, f => f.Levels());
        Entropies = [.. factors.Select((f, i) => f.Distinct.Length < 2 ? 0 : PlainEntropy.Of(Levels[i].CountLevels()))];
        double widest = latents.Where(l => !l.IsDiscrete).Select(l => l.Range).DefaultIfEmpty(0).Max();
        IsActive = Array.ConvertAll(latents, l => l.IsDiscrete ? l.Distinct.Length > 1 : l.Range > widest / options.ActiveRatio);
        Normalized = FactorScores.Transposed(Each(context, "factors: shared information", latents.Length, j => Informations(latents[j], options, context)));
        Binned = Each(context, "factors: bins", factors.Length, i => Array.ConvertAll(latents, l => PlainEntropy.Information(l.LevelsOrBins(options.Bins), Levels[i])));
        double[][] columns = Columns();
        Informativeness = Each(context, "factors: linear classifiers", factors.Length, i => Linear(columns, Levels[i], options.IsBalanced, context));
        Trees = options.HasTrees ? Each(context, "factors: trees", factors.Length, i => TreeImportance.Of(latents, Levels[i], i, context)) : null;
    }

    public LatentColumn[] Factors { get; }

    public LatentColumn[] Latents { get; }

    /// <summary>The levels of each factor.</summary>
    public Codes[] Levels { get; }

    /// <summary>H(s_i).</summary>
    public double[] Entropies { get; }

    /// <summary>Whether each latent moves.</summary>
    public bool[] IsActive { get; }

    /// <summary>I(s_i;z_j)/H(s_i) as estimated, negative values included; NaN for a constant factor.</summary>
    public double[][] Normalized { get; }

    /// <summary>I(s_i;z_j) by bins, in nats.</summary>
    public double[][] Binned { get; }

    /// <summary>The share of H(s_i) that a linear classifier takes away.</summary>
    public double[] Informativeness { get; }

    /// <summary>Boosted trees per factor; null where they were not asked for.</summary>
    public TreeImportance[]? Trees { get; }

    /// <summary>An amount of information over H(s_i); NaN for a constant factor.</summary>
    public double Share(double nats, int factor) => Entropies[factor] > 0 ? nats / Entropies[factor] : double.NaN;

    /// <summary>
    /// Whether a factor varies and no latent tells more of it than chance might: 2 % of its entropy, or 1/√N nats if that is more. Of
    /// latents that know nothing, the estimate of Ross scatters by 0.3/√N to 0.45/√N nats, and the largest of some dozens is looked at.
    /// </summary>
    public bool IsUntold(int factor)
    {
        double chance = Math.Max(Faint, Share(1 / Math.Sqrt(Levels[factor].Count), factor));
        return Entropies[factor] > 0 && !(Normalized[factor].Where((_, j) => IsActive[j]).DefaultIfEmpty(0).Max() >= chance);
    }

    private static T[] Each<T>(RunContext context, string stage, int count, Func<int, T> measure)
    {
        T[] results = new T[count];
        int done = 0;
        context.ForEach(count, i =>
        {
            results[i] = measure(i);
            context.Progress?.Report(new RunProgress(stage, Interlocked.Increment(ref done), count));
        });
        return results;
    }

    // One latent with all factors: the index over a continuous one is built once.
    private double[] Informations(LatentColumn latent, FactorOptions options, RunContext context)
    {
        if (latent.IsDiscrete)
        {
            Codes codes = latent.Levels();
            return [.. Levels.Select((levels, i) => Share(PlainEntropy.Information(codes, levels), i))];
        }

        // A number that never changes has no neighbours, and tells nothing.
        if (latent.Distinct.Length < 2)
        {
            return [.. Levels.Select((_, i) => Share(0, i))];
        }

        RunContext single = context with { MaxDegreeOfParallelism = 1, Progress = null };
        RossInformation information = new(new PointSet([latent.Standardized()]), new Ross { Neighbors = options.Neighbors }, TheilerWindow.None, single);
        return [.. Levels.Select((levels, i) => Share(information.Evaluate([levels]).Nats, i))];
    }

    // Active latents: numbers standardised, levels one by one.
    private double[][] Columns()
    {
        List<double[]> columns = [];
        foreach (LatentColumn latent in Latents.Where((_, j) => IsActive[j]))
        {
            if (latent.IsDiscrete)
            {
                columns.AddRange(latent.Distinct.Select(level => Array.ConvertAll(latent.Values, v => v == level ? 1.0 : 0)));
            }
            else
            {
                columns.Add(latent.Standardized());
            }
        }

        return [.. columns];
    }

    private static double Linear(double[][] columns, Codes levels, bool isBalanced, RunContext context)
    {
        long[] counts = levels.CountLevels();
        if (columns.Length == 0 || counts.Length < 2)
        {
            return double.NaN;
        }

        // Without inputs the best guess is the weighted share of each level: with balanced weights H is ln of the levels, not H(s).
        double[] weights = Array.ConvertAll(counts, count => isBalanced ? (double)levels.Count / count : 1);
        double none = isBalanced ? Math.Log(counts.Length) : PlainEntropy.Of(counts);
        double loss = new LogisticRegression(columns, levels.ToArray(), counts.Length, weights).Fit(Iterations, context.Cancellation);
        return (none - loss) / none;
    }
}
