using System.Collections.Immutable;

namespace Infometer;

/// <summary>Makes a ranking, step by step: code, test, estimate, control discoveries, order, flag, compare.</summary>
internal sealed class RankingBuilder
{
    private readonly Table _table;
    private readonly Column _target;
    private readonly RankOptions _options;
    private readonly EstimateOptions _estimateOptions;
    private readonly RunContext _context;
    private readonly RunContext _alone;
    private readonly List<Note> _notes = [];
    private readonly Column[] _columns;
    private readonly CodedTarget _y;
    private readonly ReusableHoldout? _holdout;
    private readonly RankingCheckpoint? _checkpoint;
    private readonly RowGroups? _groups;
    private readonly GroupedNull? _groupedNull;

    /// <summary>Checks the question and codes the target.</summary>
    public RankingBuilder(
        Table table,
        string target,
        RankOptions options,
        RunContext context,
        ReusableHoldout? holdout = null,
        RankingCheckpoint? checkpoint = null)
    {
        options.Check();
        options.Together?.Check(table);
        _table = table;
        _options = options;
        _estimateOptions = new EstimateOptions { Permutations = options.Permutations };
        _context = context;
        _alone = context with { Progress = null, MaxDegreeOfParallelism = 1 };
        _target = table.Column(target);
        HashSet<Column> excluded = [_target, .. GroupColumn(), .. options.Exclude.Select(name => table.Column(name))];
        _columns = [.. table.Columns.Where(c => !excluded.Contains(c))];
        if (_columns.Length == 0)
        {
            throw new InvalidInputException($"{table.Name} has no column to rank besides '{_target.Name}'; a ranking needs at least one.");
        }

        _holdout = holdout;
        _holdout?.CheckFits(table, _target);
        if (_holdout is not null && (options.Groups is not null || options.Blocks is not null))
        {
            throw new InvalidInputException(
                "A holdout takes rows one by one, and rows that belong together would stand on both sides of it; leave out either the holdout or the groups.");
        }

        _y = CodedTarget.Of(_target, Rules, table.Name, _notes, training: _holdout?.Training);
        _checkpoint = checkpoint;
        _checkpoint?.Open(new CheckpointHeader(table, _target, options, context.Seed, holdout));
        _groups = RowGroups.Of(table, options, _y.Rows);
        if (_groups is not null)
        {
            int draws = options.Permutations ?? GroupedNull.DefaultDraws(_columns.Length, _y.Codes.Count);
            ReadOnlyMemory<double> numbers = _y.Bins.IsEmpty ? default : Variable.Of(_target).Select(_y.Rows ?? [.. Enumerable.Range(0, _y.Codes.Count)]).Values;
            _groupedNull = new GroupedNull(_groups, _y, numbers, Rules, draws, context);
            _notes.AddRange(_groupedNull.Notes(_columns.Length, options.Level));
        }
    }

    private CodingRules Rules => new(_options.Missing, _options.Discretizer);

    /// <summary>Makes the ranking.</summary>
    public Ranking Build()
    {
        ScreenedColumn[] screened = new ScreenedColumn[_columns.Length];
        ScreenTest?[] tests = new ScreenTest?[_columns.Length];
        ColumnScreen screen = new(_y.Screen);
        _context.ForEach(_columns.Length, i =>
        {
            screened[i] = ScreenedColumn.Of(_columns[i], _y.Rows, Rules);
            tests[i] = _groupedNull is null ? screen.TestOf(screened[i].Screen, screened[i].KnownRows()) : null;
        });
        NullPValue?[] pValues = _groupedNull is null ? ColumnScreen.PValues(tests, _estimateOptions, _context, _checkpoint) : TestInGroups(screened);
        RankedColumn[] ranked = new RankedColumn[_columns.Length];
        int done = 0;
        _context.ForEach(_columns.Length, i =>
        {
            ranked[i] = Rank(_columns[i], screened[i], pValues[i], level: 0.95);
            if (ranked[i].Estimate is { PValue: { } p, PMethod: { } method })
            {
                _checkpoint?.Keep(i, new NullPValue(p, method, []));
            }

            _context.Progress?.Report(new RunProgress("ranking columns", Interlocked.Increment(ref done), _columns.Length));
        });

        (int tested, int survivors) = ControlDiscoveries(ranked);
        AdjustIntervals(ranked, screened, tested, survivors);
        Dictionary<Column, ScreenedColumn> codes = _columns.Zip(screened).ToDictionary(c => c.First, c => c.Second);
        RankedColumn[] ordered = Flag(Order(MeasuredByNeighbors(Order(ranked))), codes);
        RankingComparisons comparisons = new(_table, _target, _y, _options, _groups, _checkpoint, _notes, _context);
        Compared compared = comparisons.Of(ordered, codes);
        DataQuality? quality = _options.Quality ? DataQuality.Of(_table, _context) : null;
        (RankedColumn[] columns, HoldoutSummary? asked) = AskHoldout(compared.Columns);
        return new Ranking(_table, _target, _options, _context)
        {
            TargetEntropy = _y.Entropy,
            TargetLevels = _y.Levels,
            RowCount = _y.Codes.Count,
            TestedCount = tested,
            SurvivorCount = survivors,
            Columns = [.. columns],
            Path = compared.Path,
            Groups = compared.Groups,
            Synergies = compared.Synergies,
            Together = compared.Together,
            Shadows = compared.Shadows,
            Quality = quality,
            Holdout = asked,
            Notes = [.. _notes],
        };
    }

    private Column[] GroupColumn()
    {
        if (_options.Groups is not { } name)
        {
            return [];
        }

        Column groups = _table.Column(name);
        return groups != _target
            ? [groups]
            : throw new InvalidInputException($"'{groups.Name}' is the target, so it cannot say as well what rows belong together; name another column for the groups.");
    }

    // What the draws gave goes with the columns, for every interval that is made of them.
    private NullPValue[] TestInGroups(ScreenedColumn[] screened)
    {
        GroupedMoments[] moments = _groupedNull!.Test(screened);
        for (int i = 0; i < screened.Length; i++)
        {
            screened[i] = screened[i] with { Grouped = moments[i] };
        }

        return [.. moments.Select(m => m.P)];
    }

    private RankedColumn Rank(Column column, ScreenedColumn x, NullPValue? p, double level)
    {
        int[]? known = x.KnownRows();
        Codes xCodes = known is null ? x.Codes : x.Codes.Select(known);
        Codes yCodes = known is null ? _y.Codes : _y.Codes.Select(known);
        Variable[] pair = [Variable.Discrete(xCodes, null, column.Name), Variable.Discrete(yCodes, null, _y.Name)];
        Estimate basis = new()
        {
            Measure = Measure.MutualInformation,
            Estimator = new Plugin(),
            Value = null,
            Raw = double.NaN,
            Count = xCodes.Count,
            TotalCount = _y.Codes.Count,
            Names = [column.Name, _y.Name],
            Kinds = [column.Kind, _y.Kind],
            Dimensions = [1, 1],
            Bins = x.Bins.SetItems(_y.Bins),
            Verdict = Verdict.Unreliable,
            Notes = [.. x.Notes(column, _y, xCodes.Count)],
            Seed = _context.Seed,
        };
        Question question = new(Sample.Of(pair, _y.Codes.Count, _alone), 2, new Plugin(), _estimateOptions, _alone)
        {
            Decisive = p,
            Grouped = x.Grouped,
            Level = level,
        };
        Estimate estimate = known is { Length: < 2 } ? TooFewRows(basis) : Estimation.Answer(question, basis);
        double entropy = new Plugin().Entropy([.. yCodes.CountLevels().Where(count => count > 0)], 0);
        return new RankedColumn
        {
            Rank = 0,
            Column = column,
            Estimate = estimate,
            Levels = xCodes.CountLevels().Count(count => count > 0),
            Share = _y.ShareOf(estimate.Value, entropy),
            TargetEntropy = entropy,
            QValue = null,
            Flags = x.Flags,
        };
    }

    private static Estimate TooFewRows(Estimate basis) => basis with
    {
        Notes = [.. basis.Notes, new Note("too-few-rows", $"'{basis.Names[0]}' is known in {basis.Count} rows; at least two are needed. --missing level counts missing cells as a level.")],
    };

    // One family of tests: the columns that stand for themselves.
    private (int Tested, int Survivors) ControlDiscoveries(RankedColumn[] columns)
    {
        int[] family = [.. Enumerable.Range(0, columns.Length).Where(i => !columns[i].IsSetAside && columns[i].Estimate.PValue is not null)];
        double[] q = Infometer.FalseDiscovery.QValues([.. family.Select(i => columns[i].Estimate.PValue!.Value)], _options.FalseDiscovery);
        for (int i = 0; i < family.Length; i++)
        {
            columns[family[i]] = columns[family[i]] with { QValue = q[i] };
        }

        return (family.Length, q.Count(value => value <= _options.Level));
    }

    // Whoever looks at the survivors alone looks at a selection: their intervals are widened for it (Benjamini and Yekutieli 2005).
    private void AdjustIntervals(RankedColumn[] columns, ScreenedColumn[] screened, int tested, int survivors)
    {
        if (survivors == 0)
        {
            return;
        }

        double level = Infometer.FalseDiscovery.IntervalLevel(survivors, tested, _options.FalseDiscovery);
        if (level == 0.95)
        {
            return;
        }

        _context.ForEach(columns.Length, i =>
        {
            if (columns[i].QValue is { } q && q <= _options.Level && columns[i].Estimate is { PValue: { } p, PMethod: { } method })
            {
                columns[i] = Rank(columns[i].Column, screened[i], new NullPValue(p, method, []), level) with { QValue = q };
            }
        });
    }

    // Neighbours know nothing of rows that belong together.
    private RankedColumn[] MeasuredByNeighbors(RankedColumn[] ordered)
    {
        if (_options.NeighborColumns == 0 || _groups is not null || _options.Discretizer is not null)
        {
            return ordered;
        }

        Estimate?[] measured = new NeighborBits(_target, _y, _options, _context).Of(ordered);
        return
        [
            .. ordered.Zip(measured, (column, estimate) => estimate is null
                ? column
                : column with { Estimate = estimate, Share = _y.ShareOf(estimate.Value, column.TargetEntropy) }),
        ];
    }

    // Values that differ by rounding only are a tie, which goes to the column that stands first in the table.
    private static RankedColumn[] Order(RankedColumn[] columns) =>
    [
        .. columns
            .OrderBy(c => c.Flags.Contains(ColumnTrait.Identifier) ? 2 : c.IsSetAside ? 1 : 0)
            .ThenByDescending(c => Math.Round(c.Estimate.Value ?? double.NegativeInfinity, 12))
            .Select((column, i) => column with { Rank = i + 1 }),
    ];

    private RankedColumn[] Flag(RankedColumn[] ordered, Dictionary<Column, ScreenedColumn> codes)
    {
        Func<ScreenCodes, bool> isSerial = _groups is null ? variable => RowOrder.Of(variable).IsSerial : _groups.IsSerial;
        HashSet<Column> serially = isSerial(_y.Screen) ? [.. ordered.Select(c => c.Column).Where(c => isSerial(codes[c].Screen))] : [];
        Dictionary<Column, double>? missing = _groupedNull?.TestMissing(ordered.Where(c => !c.IsSetAside).Select(c => c.Column));
        RankedColumn[] flagged = ColumnFlags.Of(ordered, _y, _options.Level, serially, missing, _context);
        int serial = flagged.Count(c => c.Flags.Contains(ColumnTrait.Serial));
        if (serial > 0 && _groups is not null)
        {
            _notes.Add(new Note("serial", FormattableString.Invariant(
                $"Neighbouring blocks still resemble each other in the target and in {serial:N0} of {flagged.Length:N0} columns (flag serial): p-values and intervals are too sure here; use longer blocks.")));
        }
        else if (serial > 0)
        {
            _notes.Add(new Note("serial", FormattableString.Invariant(
                $"Neighbouring rows resemble each other in the target and in {serial:N0} of {flagged.Length:N0} columns (flag serial): p-values and intervals take rows as exchangeable and are too sure, unless the rows were merely sorted by something.")));
        }

        return flagged;
    }

    // Last of all, so that nothing is spent on a ranking that fails or is cancelled. The first columns go first: they matter most where the
    // budget ends.
    private (RankedColumn[] Columns, HoldoutSummary? Summary) AskHoldout(RankedColumn[] ordered)
    {
        if (_holdout is null)
        {
            return (ordered, null);
        }

        RankedColumn[] asking = [.. ordered.Where(c => !c.IsSetAside && c.DuplicateOf is null)];
        HoldoutQuery[] queries = HoldoutQuery.Of([.. asking.Select(c => c.Column)], _target, _holdout, Rules, _context);
        Dictionary<string, HoldoutAnswer?> answers = new(StringComparer.Ordinal);
        for (int i = 0; i < queries.Length; i++)
        {
            // A constant query tells nothing that the training rows do not tell.
            answers[asking[i].Column.Name] = queries[i].Width > 0
                ? _holdout.Answer(queries[i].Training, queries[i].Holdout, queries[i].Width)
                : new HoldoutAnswer(queries[i].Training, false, 0, 0);
        }

        int unanswered = answers.Values.Count(answer => answer is null);
        HoldoutSummary summary = new(
            _holdout.TrainingRowCount,
            _holdout.HoldoutRowCount,
            answers.Count - unanswered,
            answers.Values.Count(answer => answer is { IsFromHoldout: true }),
            unanswered,
            _holdout.Budget,
            _holdout.Budget - _holdout.Used);
        if (unanswered > 0)
        {
            _notes.Add(new Note("holdout-used-up", FormattableString.Invariant(
                $"The holdout's budget of {summary.Budget:N0} is used up: {unanswered:N0} columns got no answer, and none is given any more; only new rows can say more.")));
        }

        return ([.. ordered.Select(With)], summary);

        RankedColumn With(RankedColumn c) => c with { Holdout = answers.GetValueOrDefault(c.DuplicateOf ?? c.Column.Name) };
    }
}
