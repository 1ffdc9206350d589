using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>What all estimators by nearest neighbours share: how many, at what distance, on what scale.</summary>
public abstract record NeighborEstimator : Estimator
{
    /// <summary>The most neighbours that may be asked for.</summary>
    public const int MostNeighbors = 100;

    /// <summary>Number of neighbours k, 1 to 100. Default 4: little bias; more neighbours give less variance and more bias.</summary>
    public int Neighbors
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Neighbors));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostNeighbors, nameof(Neighbors));
            field = value;
        }
    } = 4;

    /// <summary>The distance within one variable of several columns. Default <see cref="NeighborNorm.Chebyshev"/>.</summary>
    public NeighborNorm Norm { get; init; } = NeighborNorm.Chebyshev;

    /// <summary>The scale to which each column is brought first. Default <see cref="Standardization.None"/>.</summary>
    public Standardization Standardize { get; init; } = Standardization.None;

    /// <summary>
    /// Standard deviation of normal noise added to every column to break ties, as a share of the column's own. Default 0: none. The noise
    /// is seeded.
    /// </summary>
    public double Noise
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Noise));
            if (!double.IsFinite(value))
            {
                throw new ArgumentOutOfRangeException(nameof(Noise), value, "The noise must be finite.");
            }

            field = value;
        }
    }

    /// <inheritdoc/>
    internal override (Standardization Scale, double Noise) Preparation => (Standardize, Noise);

    /// <inheritdoc/>
    internal override Estimator ForPrepared => this with { Standardize = Standardization.None, Noise = 0 };

    private protected static ImmutableArray<OptionDescriptor> SharedOptions { get; } =
    [
        new OptionDescriptor(
            "neighbors",
            "integer from 1 to 100",
            "4",
            "Number of neighbours k.",
            static e => ((NeighborEstimator)e).Neighbors.ToString(CultureInfo.InvariantCulture),
            static (e, text) => (NeighborEstimator)e with { Neighbors = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) }),
        new OptionDescriptor(
            "norm",
            "chebyshev|euclidean",
            "chebyshev",
            "The distance within one variable of several columns.",
            static e => ((NeighborEstimator)e).Norm == NeighborNorm.Chebyshev ? "chebyshev" : "euclidean",
            static (e, text) => (NeighborEstimator)e with
            {
                Norm = text switch
                {
                    "chebyshev" => NeighborNorm.Chebyshev,
                    "euclidean" => NeighborNorm.Euclidean,
                    _ => throw new FormatException(),
                },
            }),
        new OptionDescriptor(
            "standardize",
            "none|z-score|rank-gaussian",
            "none",
            "The scale to which each column is brought first.",
            static e => ((NeighborEstimator)e).Standardize.Word(),
            static (e, text) => (NeighborEstimator)e with { Standardize = Words.ParseStandardization(text) }),
        new OptionDescriptor(
            "noise",
            "number ≥ 0",
            "0",
            "Normal noise that breaks ties, as a share of each column's standard deviation; seeded.",
            static e => ((NeighborEstimator)e).Noise.ToString(CultureInfo.InvariantCulture),
            static (e, text) => (NeighborEstimator)e with { Noise = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) }),
    ];

    /// <summary>The shared options where the default number of neighbours is another one.</summary>
    private protected static ImmutableArray<OptionDescriptor> SharedOptionsWith(int neighbors) => SharedOptions.SetItem(
        0, SharedOptions[0] with { Default = neighbors.ToString(CultureInfo.InvariantCulture) });

    /// <summary>A numeric variable of the sample as points on the scale asked for.</summary>
    internal PointSet PointsOf(Sample sample, int variable, RunContext context)
    {
        PointSet points = Noise > 0
            ? new PointSet(ColumnPreparation.Columns(sample.Variables[variable], Standardize, Noise, context.Seed))
            : new PointSet(sample.Variables[variable].Prepared(Standardize));
        RequireSquares(points, sample.Variables[variable].Name);
        return points;
    }

    /// <summary>Refuses numbers whose squares overflow or vanish where distances are Euclidean.</summary>
    private protected void RequireSquares(PointSet points, string name)
    {
        if (Norm != NeighborNorm.Euclidean || points.Dimension == 1)
        {
            return;
        }

        for (int j = 0; j < points.Dimension; j++)
        {
            double largest = 0;
            foreach (double value in points.Column(j))
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            if (largest is > 1e150 or (> 0 and < 1e-140))
            {
                throw new InvalidInputException(FormattableString.Invariant(
                    $"'{Descriptor.Id}' with norm=euclidean squares differences, and numbers of '{name}' as large as {largest:G3} have no square; ")
                    + "set norm=chebyshev or standardize=z-score, or use other units.");
            }
        }
    }

    /// <summary>Several numeric variables side by side, one block each.</summary>
    internal PointSet PointsOf(Sample sample, VariableSet set, RunContext context) =>
        PointSet.Join([.. set.Indices().Select(i => PointsOf(sample, i, context))]);

    /// <summary>Refuses samples in which a row has fewer than k others.</summary>
    private protected void RequireRows(Sample sample, int needed)
    {
        if (sample.Count < needed)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{Descriptor.Id}' with neighbors={Neighbors} needs at least {needed} rows, and there are {sample.Count}; ")
                + "get more rows, or set fewer neighbors.");
        }
    }

    /// <summary>
    /// How many rows each row may have as neighbours: n − 1, less where rows close in time are left out. Refuses samples in which a row
    /// has fewer than <paramref name="needed"/>.
    /// </summary>
    internal int[] AdmittedRows(Sample sample, int needed, RunContext context)
    {
        RequireRows(sample, needed + 1);
        int[] others = new MixedSpace(sample.Count, null, [], Norm, TheilerWindow.Of(sample)).Others(context);
        if (others.Min() < needed)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{Descriptor.Id}' with neighbors={Neighbors} needs {needed} neighbours for every row, and the Theiler window of ")
                + FormattableString.Invariant($"{sample.TheilerWindow} leaves a row {others.Min()}; ")
                + "use a smaller window, or fewer neighbors.");
        }

        return others;
    }
}
