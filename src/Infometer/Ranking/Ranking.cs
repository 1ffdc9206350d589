using System.Collections.Immutable;

namespace Infometer;

/// <summary>Every column of a table by the information it carries about a target column. Immutable.</summary>
public sealed class Ranking
{
    internal Ranking(Table table, Column target, RankOptions options, RunContext context)
    {
        Table = table;
        Target = target;
        Options = options;
        Seed = context.Seed;
    }

    private Ranking(Ranking whole, ImmutableArray<RankedColumn> columns)
        : this(whole.Table, whole.Target, whole.Options, new RunContext { Seed = whole.Seed })
    {
        TargetEntropy = whole.TargetEntropy;
        TargetLevels = whole.TargetLevels;
        RowCount = whole.RowCount;
        TestedCount = whole.TestedCount;
        SurvivorCount = whole.SurvivorCount;
        Path = whole.Path;
        Groups = whole.Groups;
        Synergies = whole.Synergies;
        Together = whole.Together;
        Shadows = whole.Shadows;
        Quality = whole.Quality;
        Holdout = whole.Holdout;
        Notes = whole.Notes;
        Columns = columns;
    }

    /// <summary>The table that was ranked.</summary>
    public Table Table { get; }

    /// <summary>The target column.</summary>
    public Column Target { get; }

    /// <summary>H(target) in nats, of its codes.</summary>
    public double TargetEntropy { get; internal init; }

    /// <summary>Number of codes the target was counted with.</summary>
    public int TargetLevels { get; internal init; }

    /// <summary>Rows in which the target is known; all columns are ranked on them.</summary>
    public int RowCount { get; internal init; }

    /// <summary>Columns that were tested: all that are not set aside.</summary>
    public int TestedCount { get; internal init; }

    /// <summary>Columns whose q-value is at most <see cref="RankOptions.Level"/>.</summary>
    public int SurvivorCount { get; internal init; }

    /// <summary>How the ranking was made.</summary>
    public RankOptions Options { get; }

    /// <summary>The seed of every random draw.</summary>
    public ulong Seed { get; }

    /// <summary>The columns by chance-corrected information, those set aside last.</summary>
    public ImmutableArray<RankedColumn> Columns { get; internal init; } = [];

    /// <summary>The columns in the order in which joint mutual information (JMI) chooses them; empty unless asked for.</summary>
    public ImmutableArray<SelectionStep> Path { get; internal init; } = [];

    /// <summary>Columns that carry the same information; empty unless asked for.</summary>
    public ImmutableArray<RankedGroup> Groups { get; internal init; } = [];

    /// <summary>Pairs of columns that tell more together than the sum of what each tells; null unless asked for.</summary>
    public PairSynergies? Synergies { get; internal init; }

    /// <summary>A lower bound of what all columns together tell; null unless asked for.</summary>
    public JointInformation? Together { get; internal init; }

    /// <summary>What permuted copies of the columns show by chance; null unless asked for.</summary>
    public ShadowColumns? Shadows { get; internal init; }

    /// <summary>What the table holds; null unless asked for.</summary>
    public DataQuality? Quality { get; internal init; }

    /// <summary>What was asked of the holdout; null where there was none.</summary>
    public HoldoutSummary? Holdout { get; internal init; }

    /// <summary>What the reader has to know of the whole ranking.</summary>
    public ImmutableArray<Note> Notes { get; internal init; } = [];

    /// <summary>
    /// Ranks every column of <paramref name="table"/> but the target. Numeric columns are cut into bins that depend on the
    /// value alone, so that what they tell is a lower bound. p-values of numbers and ordered levels come from several resolutions
    /// and rank scores at once, see <see cref="Screening"/>. O(rows × columns), in parallel over columns; the result does not depend
    /// on the number of threads.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The name of the target column, or its 0-based index as <c>:3</c>.</param>
    /// <param name="options">Exclusions, bins, permutations.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    /// <exception cref="InvalidInputException">There is no such column, the target tells nothing, or no column is left.</exception>
    public static Ranking Of(Table table, string target, RankOptions? options = null, RunContext? context = null) =>
        Of(table, target, options, context, holdout: null);

    /// <summary>
    /// The same, made from the training rows of a holdout alone, with the holdout's answer for every column
    /// (<see cref="RankedColumn.Holdout"/>), which spends some of its budget; and with a checkpoint, in which finished work is kept and
    /// from which a ranking that was stopped goes on.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The name of the target column, or its 0-based index as <c>:3</c>.</param>
    /// <param name="options">Exclusions, bins, permutations.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    /// <param name="holdout">Made for these rows and this target; asked only once all else is done. Null: the ranking has all rows.</param>
    /// <param name="checkpoint">Where finished work is kept; null: nowhere.</param>
    /// <exception cref="InvalidInputException">As above, or the holdout or the checkpoint was made for something else.</exception>
    public static Ranking Of(
        Table table, string target, RankOptions? options, RunContext? context, ReusableHoldout? holdout, RankingCheckpoint? checkpoint = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new RankingBuilder(table, target, options ?? RankOptions.Default, context ?? RunContext.Default, holdout, checkpoint).Build();
    }

    /// <summary>
    /// Ranks the columns of an array that has too many of them for a table: all are tested by <see cref="Screening"/>, which reads the array in
    /// strips, and the columns with the smallest p-values are measured and put in order. What a column adds, groups, pairs and all columns
    /// together are not looked at. Memory: some hundred megabytes and what the columns that are listed take.
    /// </summary>
    /// <param name="columns">The array; columns are called <c>:0</c>, <c>:1</c>, …</param>
    /// <param name="target">The target, over the same rows.</param>
    /// <param name="most">How many columns are listed at most.</param>
    /// <param name="options">Only level and method of false discoveries count here; null for the defaults.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    /// <exception cref="InvalidInputException">The rows differ, the target tells nothing, or a value is NaN or infinite.</exception>
    public static Ranking Of(NumericArray columns, Column target, int most = 1_000, RankOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return ScreenedRanking.Of(columns, target, most, options ?? RankOptions.Default, context ?? RunContext.Default);
    }

    /// <summary>The same ranking with the first columns only; ranks and q-values stay what they are among all.</summary>
    public Ranking Top(int count) => count >= Columns.Length ? this : new Ranking(this, Columns[..Math.Max(0, count)]);

    /// <summary>The ranking as JSON, with the members that <c>docs/schema/ranking.schema.json</c> lists.</summary>
    public string ToJson(Unit unit = Unit.Bits) => JsonWriting.ToText(json => RankingOutput.WriteJson(this, unit, json));

    /// <summary>The ranking as CSV: one line per column, a header first.</summary>
    public string ToCsv(Unit unit = Unit.Bits) => RankingOutput.ToCsv(this, unit);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Columns.Length} columns by what they tell about '{Target.Name}', n={RowCount:N0}");
}
