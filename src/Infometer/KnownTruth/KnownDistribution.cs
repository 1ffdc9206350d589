namespace Infometer;

/// <summary>
/// A distribution whose information is known, that can be drawn from: what estimators, intervals and verdicts are checked against. All are
/// in <see cref="KnownTruths"/>. Immutable.
/// </summary>
public sealed class KnownDistribution
{
    private const int BlockRows = 1_024;
    private readonly PointMap? _mapX;
    private readonly PointMap? _mapY;

    internal KnownDistribution(
        string id,
        string group,
        string family,
        string description,
        JointLaw law,
        KnownValue truth,
        PointMap? mapX = null,
        PointMap? mapY = null,
        Standardization scale = Standardization.None)
    {
        Id = id;
        Group = group;
        Family = family;
        Description = description;
        Law = law;
        Truth = truth.Nats;
        StandardError = truth.StandardError;
        Origin = truth.Origin;
        _mapX = mapX;
        _mapY = mapY;
        Scale = scale;
    }

    /// <summary>The id in kebab-case.</summary>
    public string Id { get; }

    /// <summary>The group that it is listed in; see <see cref="KnownTruths.Groups"/>.</summary>
    public string Group { get; }

    /// <summary>The family of laws: <c>normal</c>, <c>student</c>, <c>copula</c>, …</summary>
    public string Family { get; }

    /// <summary>The definition, short but complete.</summary>
    public string Description { get; }

    /// <summary>
    /// The measure whose truth is known: <c>mi</c> for I(X;Y), <c>cmi</c> for I(X;Y|Z), <c>te</c> for the transfer entropy
    /// I(X_(t−1…t−ℓ); Y_t | Y_(t−1…t−k)) with k = <see cref="History"/> and ℓ = <see cref="SourceHistory"/>.
    /// </summary>
    public string MeasureId => Law is SeriesLaw ? "te" : Law.Z is null ? "mi" : "cmi";

    /// <summary>The true value in nats.</summary>
    public double Truth { get; }

    /// <summary>The standard error of <see cref="Truth"/>: that of a Monte-Carlo mean, or 0 where the value was computed.</summary>
    public double StandardError { get; }

    /// <summary>How the truth is known: <c>closed form</c>, <c>quadrature</c>, or <c>Monte Carlo</c> with the number of draws.</summary>
    public string Origin { get; }

    /// <summary>Kind and number of columns of X.</summary>
    public VariableShape X => Shape(Law.X, _mapX);

    /// <summary>Kind and number of columns of Y.</summary>
    public VariableShape Y => Shape(Law.Y, _mapY);

    /// <summary>Kind and number of columns of the condition; null where there is none.</summary>
    public VariableShape? Z => Law.Z is { } z ? Shape(z, null) : null;

    /// <summary>What is done to the columns of a sample unless told otherwise: z-scores where the field publishes results on z-scores.</summary>
    public Standardization Scale { get; }

    /// <summary>k, how many values of the target's own past are given; 0 where this is no series.</summary>
    public int History => (Law as SeriesLaw)?.History ?? 0;

    /// <summary>ℓ, how many values of the source's past are asked about; 0 where this is no series.</summary>
    public int SourceHistory => (Law as SeriesLaw)?.SourceHistory ?? 0;

    internal JointLaw Law { get; }

    /// <summary>
    /// Draws rows. The stream is keyed by the seed and the id, and a longer sample starts with the rows of a shorter one (before columns
    /// are rescaled).
    /// </summary>
    /// <param name="n">Rows, at least 1; for a series the number of points in time.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="scale">What is done to each numeric column; null for <see cref="Scale"/>.</param>
    public KnownSample Sample(int n, ulong seed, Standardization? scale = null)
    {
        PartColumns x = new(Law.X, _mapX, n);
        PartColumns y = new(Law.Y, _mapY, n);
        PartColumns? z = Law.Z is { } part ? new PartColumns(part, null, n) : null;
        int startY = Law.X.Dimension;
        int startZ = startY + Law.Y.Dimension;
        DrawRows(n, seed, (i, row) =>
        {
            x.Set(i, row[..startY]);
            y.Set(i, row[startY..startZ]);
            z?.Set(i, row[startZ..]);
        });
        Standardization chosen = scale ?? Scale;
        return new KnownSample(x.ToVariable("x", chosen), y.ToVariable("y", chosen), z?.ToVariable("z", chosen));
    }

    /// <summary>
    /// The true pointwise information of the rows that <see cref="Sample"/> draws, in nats: ln[p(x,y)/(p(x)p(y))], or its conditional form.
    /// The mean tends to <see cref="Truth"/>, and its standard deviation over √n is the scatter that even an estimator with the exact densities has.
    /// For a series one value per point in time that has a complete past.
    /// </summary>
    /// <param name="n">Rows, at least 1.</param>
    /// <param name="seed">The seed.</param>
    public double[] PointwiseInformation(int n, ulong seed)
    {
        if (Law is SeriesLaw series)
        {
            return SeriesPointwise(series, n, seed);
        }

        double[] values = new double[n];
        DrawRows(n, seed, (i, row) => values[i] = Law.Pointwise(row));
        return values;
    }

    /// <summary>Draws rows and estimates from them what <see cref="Truth"/> is the true value of.</summary>
    /// <param name="n">Rows.</param>
    /// <param name="seed">The seed of the rows; that of the estimate is the context's.</param>
    /// <param name="estimator">The estimator; null lets the policy choose.</param>
    /// <param name="options">Bins, permutations.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    /// <param name="scale">What is done to each numeric column; null for <see cref="Scale"/>.</param>
    /// <exception cref="InvalidInputException">The estimator cannot evaluate the measure on variables of these kinds.</exception>
    public Estimate Estimate(
        int n,
        ulong seed,
        Estimator? estimator = null,
        EstimateOptions? options = null,
        RunContext? context = null,
        Standardization? scale = null)
    {
        return Estimate(Sample(n, seed, scale), estimator, options, context);
    }

    /// <summary>Estimates from a sample of this distribution what <see cref="Truth"/> is the true value of.</summary>
    internal Estimate Estimate(KnownSample sample, Estimator? estimator, EstimateOptions? options, RunContext? context)
    {
        // A transfer entropy is the conditional mutual information of lagged columns.
        KnownSample asked = Law is SeriesLaw series ? LaggedColumns.Of(sample, series.History, series.SourceHistory) : sample;
        if (Law is SeriesLaw && (options ?? EstimateOptions.Default) is { Rows: RowAssumption.Auto } usual)
        {
            // Given its own past, the present of these chains knows nothing of the rows before: rows are independent in what is asked.
            options = usual with { Rows = RowAssumption.Exchangeable };
        }

        Measure measure = asked.Z is null ? Measure.MutualInformation : Measure.ConditionalMutualInformation;
        return measure.Estimate([asked.X, asked.Y], asked.Z, estimator, options, context);
    }

    /// <inheritdoc/>
    public override string ToString() => Id;

    private static VariableShape Shape(LawPart part, PointMap? map) => new(part.Kind, map?.Dimension ?? part.Dimension);

    private void DrawRows(int n, ulong seed, RowUse use)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        Rng rng = Rng.For(seed, "known " + Id);
        int width = Law.Width;
        int blockRows = Law is SeriesLaw ? n : Math.Min(n, BlockRows);
        double[] block = new double[blockRows * width];
        for (int start = 0; start < n; start += blockRows)
        {
            int rows = Math.Min(blockRows, n - start);
            Law.Draw(ref rng, block.AsSpan(0, rows * width));
            for (int i = 0; i < rows; i++)
            {
                use(start + i, block.AsSpan(i * width, width));
            }
        }
    }

    private double[] SeriesPointwise(SeriesLaw law, int n, ulong seed)
    {
        double[] source = new double[n];
        double[] target = new double[n];
        DrawRows(n, seed, (i, row) => (source[i], target[i]) = (row[0], row[1]));
        double[] values = new double[Math.Max(0, n - law.Start)];
        Span<double> asked = stackalloc double[law.Asked.Width];
        for (int t = law.Start; t < n; t++)
        {
            for (int lag = 1; lag <= law.SourceHistory; lag++)
            {
                asked[lag - 1] = source[t - lag];
            }

            for (int lag = 0; lag <= law.History; lag++)
            {
                asked[law.SourceHistory + lag] = target[t - lag];
            }

            values[t - law.Start] = law.Asked.Pointwise(asked);
        }

        return values;
    }

    private delegate void RowUse(int index, ReadOnlySpan<double> row);
}
