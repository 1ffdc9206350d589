using System.Collections.Immutable;

namespace Infometer;

/// <summary>What all columns of a screen share: the target's codes, the statistic of a column without ties, and its null.</summary>
internal sealed class ScreeningRun
{
    // Above this by the common null, nobody needs a column's own.
    private const double BoundaryFrom = 0.2;
    private const int MostDraws = 99_999;
    private const int FewDraws = 4_999;
    private const int ManyColumns = 2_000;

    private readonly Variable _variable;
    private readonly ScreenCodes _target;
    private readonly ScreenAxis _targetAxis;
    private readonly ScreenStatistic _even;
    private readonly SharedNull _null;
    private readonly int _valueBins;

    private ScreeningRun(Variable variable, ScreenCodes target, ScreenAxis axis, ScreenStatistic even, SharedNull common)
    {
        _variable = variable;
        _target = target;
        _targetAxis = axis;
        _even = even;
        _null = common;
        _valueBins = Discretizer.DefaultBins(variable.Count) is var bins && bins < 6 ? 4 : bins < 12 ? 8 : 16;
    }

    /// <summary>Draws of the common null.</summary>
    public int SharedDraws => _null.Count;

    /// <summary>Codes the target and draws the common null.</summary>
    public static ScreeningRun Of(Variable target, int columns, RunContext context)
    {
        ScreenCodes codes = target.Codes is { } levels
            ? new ScreenCodes(levels, -1, false, false)
            : ScreenCodes.Of(new EqualFrequency(ScreenAxis.FineBins).Fit(target.Values.Span));
        ScreenAxis axis = codes.Axis();
        if (axis.OccurringLevels < 2)
        {
            throw new InvalidInputException(
                $"The target '{target.Name}' has one and the same value in every row, so no column can tell anything about it; choose another target.");
        }

        if ((long)axis.Totals.Length * (ScreenAxis.FineBins + 1) > ScreenStatistic.MaxCells)
        {
            throw new InvalidInputException(
                $"The target '{target.Name}' has {axis.Totals.Length} levels, too many for a screen; merge levels or pass numbers.");
        }

        double[] ranks = new double[target.Count];
        for (int row = 0; row < ranks.Length; row++)
        {
            ranks[row] = row;
        }

        ScreenStatistic statistic = new(ScreenCodes.Of(new EqualFrequency(ScreenAxis.FineBins).Fit(ranks)).Axis(), axis);
        FixedMarginSampler tables = new(statistic.RowTotals, statistic.ColumnTotals);
        SharedNull common = SharedNull.Draw(
            () => new ScreenSampler(statistic, tables.Fork(), []), statistic.StreamKey, columns >= ManyColumns ? MostDraws : FewDraws, context);
        return new ScreeningRun(target, codes, axis, statistic, common);
    }

    /// <summary>Scratch space and the work of one thread.</summary>
    public Worker NewWorker(RunContext context) => new(this, context);

    /// <summary>The estimate of one column.</summary>
    public Estimate Estimate(float[] values, int column, double p, double level, RunContext context)
    {
        string name = $":{column}";
        double[] numbers = Array.ConvertAll(values, value => (double)value);
        Discretization cut = new EqualFrequency(Discretizer.DefaultBins(numbers.Length)).Fit(numbers);
        ImmutableSortedDictionary<string, int> cuts = ImmutableSortedDictionary<string, int>.Empty.Add(name, cut.BinCount);
        Codes? y = _variable.Codes;
        if (y is null)
        {
            Discretization target = new EqualFrequency(Discretizer.DefaultBins(numbers.Length)).Fit(_variable.Values.Span);
            y = target.Codes;
            cuts = cuts.SetItem(_variable.Name, target.BinCount);
        }

        Estimate basis = new()
        {
            Measure = Measure.MutualInformation,
            Estimator = new Plugin(),
            Value = null,
            Raw = double.NaN,
            Count = numbers.Length,
            TotalCount = numbers.Length,
            Names = [name, _variable.Name],
            Kinds = [VariableKind.Continuous, _variable.Kind],
            Dimensions = [1, 1],
            Bins = cuts,
            Verdict = Verdict.Unreliable,
            Notes = [new Note("binned", FormattableString.Invariant($"The numbers were cut into {cut.BinCount} bins: what they show bounds the truth from below."))],
            Seed = context.Seed,
        };
        Variable[] pair = [Variable.Discrete(cut.Codes, null, name), Variable.Discrete(y, null, _variable.Name)];
        return Estimation.Answer(
            new Question(Sample.Of(pair, numbers.Length, context), 2, new Plugin(), EstimateOptions.Default, context)
            {
                Decisive = new NullPValue(p, "screen: least p over bins and rank scores, both margins fixed", []),
                Level = level,
            },
            basis);
    }

    /// <summary>Scores columns one after the other.</summary>
    public sealed class Worker
    {
        private readonly ScreeningRun _run;
        private readonly RunContext _context;
        private readonly FloatCoder _coder;
        private readonly byte[] _codes;
        private readonly Codes[][] _pairs; // by number of levels of the column: the codes above, seen as so many
        private readonly CountingTable _counting;
        private readonly ScreenScratch _scratch;
        private readonly long[] _table;

        public Worker(ScreeningRun run, RunContext context)
        {
            _run = run;
            _context = context;
            int rows = run._variable.Count;
            _coder = new FloatCoder(rows);
            _codes = new byte[rows];
            _pairs = [.. Enumerable.Range(0, ScreenAxis.FineBins + 2).Select(levels => new[] { Codes.Wrap(_codes, levels), run._target.Codes })];
            _counting = new CountingTable((ScreenAxis.FineBins + 1) * run._targetAxis.Totals.Length);
            _scratch = run._even.NewScratch();
            _table = new long[(ScreenAxis.FineBins + 1) * run._targetAxis.Totals.Length];
        }

        /// <summary>Scores a column.</summary>
        public ScreeningScore Score(ReadOnlySpan<float> values, int column)
        {
            (int known, bool isEven) = _coder.Encode(values, _codes, column);
            int levels = isEven ? _run._even.RowTotals.Length : ScreenAxis.FineBins + 1;
            ReadOnlySpan<long> table = Count(levels);
            return isEven ? ScoreEven(table, known) : ScoreOwn(table, levels, known);
        }

        private ReadOnlySpan<long> Count(int levels)
        {
            int cells = levels * _run._targetAxis.Totals.Length;
            _counting.Reset(cells);
            _counting.CountRows(_pairs[levels], 0, _codes.Length);
            Span<uint> counts = _counting.Sum();
            for (int i = 0; i < cells; i++)
            {
                _table[i] = counts[i];
            }

            return _table.AsSpan(0, cells);
        }

        private ScreeningScore ScoreEven(ReadOnlySpan<long> table, int known)
        {
            ScreenStatistic statistic = _run._even;
            double score = statistic.Evaluate(table, _scratch);
            double value = statistic.CorrectedInformation(_scratch, _run._valueBins);
            int reached = _run._null.CountFrom(score - NullPValue.Slack(score, statistic.Total));
            double p = reached >= NullPValue.TrustedExceedances
                ? (reached + 1.0) / (_run._null.Count + 1)
                : NullPValue.Of(ScreenTest.Of(statistic, table), known, _run._null).P;
            return new ScreeningScore(score, p, double.NaN, value, known);
        }

        // A column with ties or missing values has a null of its own.
        private ScreeningScore ScoreOwn(ReadOnlySpan<long> table, int levels, int known)
        {
            int width = _run._targetAxis.Totals.Length;
            long[] totals = new long[levels];
            for (int i = 0; i < table.Length; i++)
            {
                totals[i / width] += table[i];
            }

            bool isMissing = totals[FloatCoder.Missing] > 0;
            ScreenAxis axis = ScreenAxis.Ordered(totals, isMissing ? FloatCoder.Missing : -1, isNested: true);
            if (axis.OccurringLevels < 2)
            {
                return new ScreeningScore(0, 1, double.NaN, 0, known);
            }

            ScreenStatistic statistic = new(axis, _run._targetAxis);
            ScreenScratch scratch = statistic.NewScratch();
            statistic.Evaluate(table, scratch);
            double value = statistic.CorrectedInformation(scratch, _run._valueBins);
            ScreenTest test = ScreenTest.Of(statistic, table);
            double common = (_run._null.CountFrom(test.Statistic) + 1.0) / (_run._null.Count + 1);
            double p = common > BoundaryFrom ? common : NullPValue.Of(test, test.Count, EstimateOptions.Default, _context).P;
            return new ScreeningScore(test.Statistic, p, double.NaN, value, known);
        }
    }
}
