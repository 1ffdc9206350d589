using System.Globalization;

namespace Infometer;

/// <summary>How much work the trees of one fold may be, and how they grow.</summary>
internal sealed record BoostingSettings
{
    // Estimated nanoseconds of one thread for all folds.
    private const double Budget = 1.3e9;
    private const int FewRows = 1_500;
    private const int FewestColumns = 16;
    private const int FewestRounds = 15;

    // Coding the training rows of a fold costs about as many nanoseconds, and as many bytes.
    private const int MostTrainCells = 1 << 25;
    private const int FewestTrainRows = 1_000;

    /// <summary>Splits in a row.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>What a tree's numbers are multiplied with.</summary>
    public float Rate { get; init; } = 0.1f;

    /// <summary>Trees of each member, at most.</summary>
    public int MaxRounds { get; init; } = 300;

    /// <summary>Rounds without <see cref="Progress"/> on the rows held out after which boosting stops.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>What counts as progress: so many nats per row.</summary>
    public double Progress { get; init; } = 0.001;

    /// <summary>
    /// Boosted sequences per fold, at least two, each with another part of the training rows held out; their scores are averaged.
    /// </summary>
    public int Members { get; init; } = 4;

    /// <summary>Rows that one tree sees, as a share of those it may see.</summary>
    public double RowShare { get; init; } = 0.7;

    /// <summary>Rows that one tree sees, at most.</summary>
    public int MostRowsPerTree { get; init; } = 32_768;

    /// <summary>Columns that a member keeps by what they show on its own rows, at most.</summary>
    public int MostColumns { get; init; } = 512;

    /// <summary>Training rows per fold, at most.</summary>
    public int MostTrainRows { get; init; } = 65_536;

    /// <summary>Rows of a leaf, at least.</summary>
    public int LeafRows { get; init; } = 5;

    /// <summary>Added to the curvature of a leaf: pulls its numbers to 0.</summary>
    public float Ridge { get; init; } = 1;

    /// <summary>
    /// The best settings that the budget allows: more members and smaller steps first where work is cheap, then larger
    /// steps, fewer members, fewer columns and fewer rows per tree.
    /// </summary>
    public static BoostingSettings For(JointTarget target, int columns, int folds)
    {
        int channels = target.Scores is null ? target.ClassCount : 1;
        int train = (int)((long)target.RowCount * (folds - 1) / folds);
        int mostTrain = Math.Max(FewestTrainRows, MostTrainCells / columns);
        BoostingSettings settings = new()
        {
            MostTrainRows = Math.Min(65_536, mostTrain),
            RowShare = train < FewRows ? 0.7 : 1,
            LeafRows = train < FewRows ? 5 : 20,
        };
        BoostingSettings[] ladder =
        [
            settings with { Members = 4, Rate = 0.1f },
            settings with { Members = 4, Rate = 0.2f },
            settings with { Members = 3, Rate = 0.2f },
            settings with { Members = 2, Rate = 0.2f },
            settings with { Members = 2, Rate = 0.3f, MostTrainRows = Math.Min(40_000, mostTrain), MostRowsPerTree = 8_192 },
        ];
        foreach (BoostingSettings rung in ladder)
        {
            int kept = Math.Min(columns, rung.MostColumns);
            if (rung.RoundWork(train, kept, channels, folds) * rung.ExpectedRounds(train, kept) <= Budget)
            {
                return rung.Within(train, kept, channels, folds);
            }
        }

        // The last rung with as many columns as it can bear.
        BoostingSettings last = ladder[^1];
        double fixedWork = last.RoundWork(train, 0, channels, folds);
        double perColumn = last.RoundWork(train, 1, channels, folds) - fixedWork;
        double free = (Budget / last.ExpectedRounds(train, 1)) - fixedWork;
        int bearable = Math.Min(columns, (int)Math.Clamp(free / perColumn, FewestColumns, last.MostColumns));
        return last.Within(train, bearable, channels, folds) with { MostColumns = bearable };
    }

    // No more rounds than twice the budget pays for.
    private BoostingSettings Within(int train, int columns, int channels, int folds) => this with
    {
        MaxRounds = (int)Math.Clamp(2 * Budget / RoundWork(train, columns, channels, folds), FewestRounds, 30 / Rate),
    };

    // How many rounds boosting takes, more or less, before progress ends: sooner where columns are many for the rows.
    private double ExpectedRounds(int train, int columns) => 14 / Rate * Math.Min(1, train / (10.0 * columns));

    // Estimated nanoseconds of one thread for one round in all folds: the rows' histograms, the search for splits, the scores.
    private double RoundWork(int train, int columns, int channels, int folds)
    {
        double used = Math.Min(train, MostTrainRows);
        double seen = Math.Min(used * (1 - (1.0 / Members)) * RowShare, MostRowsPerTree);
        double stride = BoostingLoss.StrideOf(channels);
        double perTree = (seen * columns * stride * 2.2) + (columns * 48.0 * 15 * stride) + (used * channels * 20);
        return perTree * Members * folds;
    }

    /// <summary>In short.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"boosted trees (depth {Depth}, rate {Rate:0.##}, at most {MaxRounds} rounds, {Members} per fold, up to {MostRowsPerTree} rows per tree)");
}
