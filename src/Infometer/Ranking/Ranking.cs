using System.Collections.Immutable;

namespace Infometer;

/// <summary>Every column of a table by the information it carries about a target column. Immutable.</summary>
public sealed class Ranking
{
    private Ranking(Table table, Column target, RankOptions options, RunContext context)
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
        Notes = whole.Notes;
        Columns = columns;
    }

    /// <summary>The table that was ranked.</summary>
    public Table Table { get; }

    /// <summary>The target column.</summary>
    public Column Target { get; }

    /// <summary>H(target) in nats, of its codes.</summary>
    public double TargetEntropy { get; private init; }

    /// <summary>Number of codes the target was counted with.</summary>
    public int TargetLevels { get; private init; }

    /// <summary>Rows in which the target is known; all columns are ranked on them.</summary>
    public int RowCount { get; private init; }

    /// <summary>How the ranking was made.</summary>
    public RankOptions Options { get; }

    /// <summary>The seed of every random draw.</summary>
    public ulong Seed { get; }

    /// <summary>The columns by chance-corrected information, flagged ones last.</summary>
    public ImmutableArray<RankedColumn> Columns { get; private init; } = [];

    /// <summary>What the reader has to know of the whole ranking.</summary>
    public ImmutableArray<Note> Notes { get; private init; } = [];

    /// <summary>
    /// Ranks every column of <paramref name="table"/> but the target. Numeric columns are cut into bins that depend on the
    /// value alone, so that what they tell is a lower bound. O(rows × columns), in parallel over columns; the result does
    /// not depend on the number of threads.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The name of the target column, or its 0-based index as <c>:3</c>.</param>
    /// <param name="options">Exclusions, bins, permutations.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    /// <exception cref="InvalidInputException">There is no such column, the target tells nothing, or no column is left.</exception>
    public static Ranking Of(Table table, string target, RankOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= RankOptions.Default;
        context ??= RunContext.Default;
        EstimateOptions estimateOptions = new() { Permutations = options.Permutations };
        estimateOptions.Check();
        Column targetColumn = table.Column(target);
        HashSet<Column> excluded = [targetColumn, .. options.Exclude.Select(name => table.Column(name))];
        Column[] columns = [.. table.Columns.Where(c => !excluded.Contains(c))];
        if (columns.Length == 0)
        {
            throw new InvalidInputException($"{table.Name} has no column to rank besides '{targetColumn.Name}'; a ranking needs at least one.");
        }

        List<Note> notes = [];
        CodedTarget y = CodedTarget.Of(targetColumn, new CodingRules(options.Missing, options.Discretizer), table.Name, notes);
        ColumnScreen screen = new(y.Screen);
        ScreenedColumn[] screened = new ScreenedColumn[columns.Length];
        ScreenTest?[] tests = new ScreenTest?[columns.Length];
        context.ForEach(columns.Length, i =>
        {
            screened[i] = ScreenedColumn.Of(columns[i], y.Rows, new CodingRules(options.Missing, options.Discretizer));
            tests[i] = screen.TestOf(screened[i].Screen, screened[i].KnownRows());
        });
        NullPValue?[] pValues = ColumnScreen.PValues(tests, estimateOptions, context);
        RankedColumn[] ranked = new RankedColumn[columns.Length];
        int done = 0;
        context.ForEach(columns.Length, i =>
        {
            RunContext alone = context with { Progress = null, MaxDegreeOfParallelism = 1 };
            ranked[i] = RankOne(columns[i], screened[i], y, pValues[i], estimateOptions, alone);
            context.Progress?.Report(new RunProgress("ranking columns", Interlocked.Increment(ref done), columns.Length));
        });
        return new Ranking(table, targetColumn, options, context)
        {
            TargetEntropy = y.Entropy,
            TargetLevels = y.Levels,
            RowCount = y.Codes.Count,
            Columns = Order(WithQValues(ranked)),
            Notes = [.. notes],
        };
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

    private static RankedColumn RankOne(
        Column column, ScreenedColumn x, CodedTarget y, NullPValue? p, EstimateOptions estimateOptions, RunContext context)
    {
        int[]? known = x.KnownRows();
        Codes xCodes = known is null ? x.Codes : x.Codes.Select(known);
        Codes yCodes = known is null ? y.Codes : y.Codes.Select(known);
        Variable[] pair = [Variable.Discrete(xCodes, null, column.Name), Variable.Discrete(yCodes, null, y.Name)];
        Estimate basis = new()
        {
            Measure = Measure.MutualInformation,
            Estimator = new Plugin(),
            Value = null,
            Raw = double.NaN,
            Count = xCodes.Count,
            TotalCount = y.Codes.Count,
            Names = [column.Name, y.Name],
            Kinds = [column.Kind, y.Kind],
            Dimensions = [1, 1],
            Bins = x.Bins.SetItems(y.Bins),
            Verdict = Verdict.Unreliable,
            Notes = [.. x.Notes(column, y, xCodes.Count)],
            Seed = context.Seed,
        };
        Question question = new(Sample.Of(pair, y.Codes.Count, context), 2, new Plugin(), estimateOptions, context) { Decisive = p };
        Estimate estimate = Estimation.Answer(question, basis);
        return new RankedColumn
        {
            Rank = 0,
            Column = column,
            Estimate = estimate,
            Levels = OccurringLevels(xCodes),
            Share = ShareOf(estimate.Value, y.Kind, yCodes),
            QValue = null,
            Flags = x.Flags,
        };
    }

    private static int OccurringLevels(Codes codes) => codes.CountLevels().Count(count => count > 0);

    // Over the rows that the estimate used, so that no share exceeds 1.
    private static double? ShareOf(double? nats, VariableKind targetKind, Codes target)
    {
        if (nats is not { } value)
        {
            return null;
        }

        if (targetKind != VariableKind.Discrete)
        {
            return 1 - Math.Exp(-2 * value);
        }

        double entropy = new Plugin().Entropy([.. target.CountLevels().Where(count => count > 0)], 0);
        return entropy > 0 ? value / entropy : null;
    }

    // One family of tests: the columns that stand for themselves.
    private static RankedColumn[] WithQValues(RankedColumn[] columns)
    {
        int[] family = [.. Enumerable.Range(0, columns.Length).Where(i => columns[i].Flags.IsEmpty && columns[i].Estimate.PValue is not null)];
        double[] q = FalseDiscovery.BenjaminiHochberg([.. family.Select(i => columns[i].Estimate.PValue!.Value)]);
        for (int i = 0; i < family.Length; i++)
        {
            columns[family[i]] = columns[family[i]] with { QValue = q[i] };
        }

        return columns;
    }

    private static ImmutableArray<RankedColumn> Order(RankedColumn[] columns) =>
    [
        .. columns
            .OrderBy(c => c.Flags.Contains(ColumnTrait.Identifier) ? 2 : c.Flags.IsEmpty ? 0 : 1)
            .ThenByDescending(c => c.Estimate.Value ?? double.NegativeInfinity)
            .Select((column, i) => column with { Rank = i + 1 }),
    ];
}
