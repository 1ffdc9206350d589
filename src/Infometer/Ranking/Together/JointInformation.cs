using System.Collections.Immutable;
using System.Globalization;

namespace Infometer;

/// <summary>
/// What all columns of a table together tell about its target, bounded from below:
/// I(X₁,…,Xₚ; Y) ≥ mean of ln q(yᵢ|xᵢ) − ln p(yᵢ), q a predictor that was not fitted to row i. Immutable.
/// </summary>
/// <remarks>
/// <para>The bound is the variational one of Barber and Agakov (2003), I(X;Y) ≥ H(Y) + E ln q(Y|X), which holds for every q and is
/// tight where q is the true conditional distribution. Rows are dealt into folds; each fold is predicted by boosted trees
/// (Friedman 2001) that saw the other folds only. Everything that is chosen (how columns are coded and which of them are
/// kept, when boosting stops, how far the probabilities are shrunk towards the class shares) is chosen inside the other
/// folds.</para>
/// <para><b>Why the mean of the gains does not exceed I on average.</b> p(y) is the class shares of the test fold itself, so that the
/// gains of fold k sum to n_k·(H(p̂_k) + mean ln q_k), H(p̂_k) the plug-in entropy of the fold. Let the rows be independent and
/// fix the targets of all of them. The folds (dealt within each class) and the classes (levels, pooled levels, or bins cut
/// by all rows' ranks) are functions of the targets, hence fixed too, and the columns of a test row of target y are a fresh draw from p(x|y),
/// independent of the training folds and of q_k. By Gibbs' inequality the expected mean of ln q_k(class|x) is at most
/// −H(class|X) under the joint distribution p̂_k(y)p(x|y), so that the expected mean gain of fold k is at most the mutual information
/// of X and class under it, which is at most that of X and Y by data processing. For a fixed p(x|y) mutual information is concave in p(y):
/// the mean over folds is at most I under the mean of p̂_k, the empirical distribution of all targets, and its mean over
/// all samples is at most I(X;Y). No step is approximate, and none needs q to be any good.</para>
/// <para>With groups, folds are dealt without a look at the targets and p(y) is the shares of all rows: test groups are then independent of q, the
/// expected ln q is at most −H(Y|X) directly, and the plug-in entropy is at most H(Y) on average (it is concave). That a numeric
/// target's bins are cut by all rows' ranks is the one thing that this argument passes over.</para>
/// <para>The interval is one-sided at 95 %; see docs/together.md for how it was checked against known truths. Cost: bounded by a budget of
/// work, about a second on two cores for tables of any size; beyond it the predictor learns from fewer columns and
/// rows, and every row is still predicted. A note says so.</para>
/// </remarks>
public sealed record JointInformation
{
    // Fewer rows than these, and what is left to learn from tells nothing.
    private const int FewestRows = 20;

    /// <summary>The bound's estimate in nats, the mean over all rows; never clipped. Null where the verdict is <see cref="Verdict.Unreliable"/>.</summary>
    public required double? Value { get; init; }

    /// <summary>Its standard error: of the mean over rows, or over groups where they were given.</summary>
    public double? StandardError { get; init; }

    /// <summary>The one-sided 95 % limit as its low end, without a high end.</summary>
    public Interval? Interval { get; init; }

    /// <summary>H(target) in nats: of its levels, or of the bins of a numeric target.</summary>
    public required double TargetEntropy { get; init; }

    /// <summary>Value / H(target) for a discrete target; 1 − e^(−2·value) for a numeric one.</summary>
    public double? Share { get; init; }

    /// <summary>
    /// <see cref="Verdict.LowerBound"/>, <see cref="Verdict.NotDetected"/> where the limit is not above 0, or
    /// <see cref="Verdict.Unreliable"/> where there are too few rows.
    /// </summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>Rows in which the target is known.</summary>
    public required int RowCount { get; init; }

    /// <summary>Columns that took part.</summary>
    public required int ColumnCount { get; init; }

    /// <summary>Parts that the rows were dealt into.</summary>
    public required int Folds { get; init; }

    /// <summary>The predictor and its settings.</summary>
    public required string Predictor { get; init; }

    /// <summary>What the reader has to know.</summary>
    public required ImmutableArray<Note> Notes { get; init; }

    /// <summary>The seed of every random draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>Bounds what the columns of <paramref name="table"/> together tell about its target.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The name of the target column, or its 0-based index as <c>:3</c>.</param>
    /// <param name="options">Exclusions, folds, groups.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    /// <exception cref="InvalidInputException">There is no such column, the target has one value, no column is left, or an
    /// option makes no sense.</exception>
    public static JointInformation Of(Table table, string target, JointInformationOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= JointInformationOptions.Default;
        context ??= RunContext.Default;
        options.Check(table);
        Column targetColumn = table.Column(target);
        HashSet<Column> excluded = [targetColumn, .. options.Exclude.Select(name => table.Column(name))];
        Column[] asked = [.. table.Columns.Where(c => !excluded.Contains(c))];
        Column[] columns = [.. asked.Where(c => ScreenedColumn.TraitsOf(c).IsEmpty)];
        if (columns.Length == 0)
        {
            throw new InvalidInputException(
                $"{table.Name} has no column that could tell anything about '{targetColumn.Name}': besides it there is none that is neither excluded, constant nor an identifier.");
        }

        List<Note> notes = [];
        CodedTarget y = CodedTarget.Of(targetColumn, new CodingRules(MissingPolicy.Level, null), table.Name, notes);
        notes.RemoveAll(note => note.Code == "target-binned");
        if (columns.Length < asked.Length)
        {
            notes.Add(new Note("columns-left-out", $"Identifiers and constant columns take no part: {Names(asked.Except(columns))}."));
        }

        JointInformation joint = Of(columns, targetColumn, y, options, context);
        return joint with { Notes = [.. notes, .. joint.Notes] };
    }

    /// <summary>The same for columns that the caller chose, on the rows that it kept.</summary>
    /// <param name="columns">
    /// The columns, over all rows of the table; at least one, and none chosen by what it shows about the target: a choice by
    /// all rows would leak into every fold.
    /// </param>
    /// <param name="target">The target column.</param>
    /// <param name="coded">The target's codes over the kept rows, with these rows.</param>
    /// <param name="options">Folds and groups; exclusions are the caller's.</param>
    /// <param name="context">Seed, threads, cancellation, progress.</param>
    internal static JointInformation Of(
        IReadOnlyList<Column> columns, Column target, CodedTarget coded, JointInformationOptions options, RunContext context)
    {
        bool isNumeric = target.Codes is null;
        JointTarget y = isNumeric ? JointTarget.Numeric(Known(target, coded.Rows)) : JointTarget.Discrete(coded.Codes);
        int[] groups = GroupsOf(options.Groups, coded.Rows);
        int groupCount = groups.Length == 0 ? y.RowCount : groups.Distinct().Count();
        int folds = Math.Min(options.Folds, groupCount);
        BoostingSettings settings = BoostingSettings.For(y, columns.Count, folds);
        JointInformation basis = new()
        {
            Value = null,
            TargetEntropy = isNumeric ? new Plugin().Entropy([.. y.Counts.Select(count => (long)count)], 0) : coded.Entropy,
            Verdict = Verdict.Unreliable,
            Target = target.Name,
            RowCount = y.RowCount,
            ColumnCount = columns.Count,
            Folds = folds,
            Predictor = settings.ToString(),
            Notes = [],
            Seed = context.Seed,
        };
        if (y.RowCount < FewestRows || groupCount < 2)
        {
            return basis with { Notes = [TooFew(y.RowCount)] };
        }

        CrossFit fit = CrossFit.Of(columns, coded.Rows, y, groups, folds, settings, context);
        return Conclude(basis, fit, y, groups, isNumeric, NotesOf(y, settings, fit, columns.Count, folds, isNumeric));
    }

    /// <summary>One line: the bound, its unit, its interval, the target's entropy.</summary>
    public override string ToString()
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        double bits = Unit.Bits.PerNat();
        if (Value is not { } value || Interval is not { } interval)
        {
            return string.Create(c, $"no value  {Verdict.Word()}  all columns together, n={RowCount:N0}");
        }

        return string.Create(
            c, $"at least {interval.Low * bits:0.000} of {TargetEntropy * bits:0.000} bits (95 %; estimate {value * bits:0.000})  {Verdict.Word()}  n={RowCount:N0}");
    }

    private static JointInformation Conclude(
        JointInformation basis, CrossFit fit, JointTarget y, int[] groups, bool isNumeric, IEnumerable<Note> notes)
    {
        BoundLimit limit = BoundLimit.Of(fit.Gains, fit.Worst, groups);
        return basis with
        {
            Value = limit.Mean,
            StandardError = limit.StandardError,
            Interval = new Interval(Math.Max(0, limit.Low), null),
            Predictor = string.Create(
                CultureInfo.InvariantCulture, $"{basis.Predictor}, {fit.Rounds.Min()} to {fit.Rounds.Max()} rounds used"),
            Share = isNumeric ? 1 - Math.Exp(-2 * limit.Mean) : limit.Mean / basis.TargetEntropy,
            Verdict = limit.Low > 0 ? Verdict.LowerBound : Verdict.NotDetected,
            Notes = [.. notes],
        };
    }

    private static Note TooFew(int rows) => new(
        "too-few-rows",
        FormattableString.Invariant($"{rows:N0} rows are too few to learn from some of them what the others say; at least {FewestRows} are needed."));

    private static IEnumerable<Note> NotesOf(
        JointTarget y, BoostingSettings settings, CrossFit fit, int columns, int folds, bool isNumeric)
    {
        if (isNumeric)
        {
            yield return new Note("target-binned", FormattableString.Invariant(
                $"The numeric target is predicted in {y.ClassCount} bins; what is told about the bins bounds from below what is told about the number."));
        }

        if (y.ClassCount < y.Levels)
        {
            yield return new Note("levels-pooled", FormattableString.Invariant(
                $"The target's {y.Levels:N0} levels were pooled into {y.ClassCount} classes of nearly equal size; what is told about them bounds the truth from below."));
        }

        if (settings.MostColumns < columns)
        {
            yield return new Note("columns-kept", FormattableString.Invariant(
                $"Of {columns:N0} columns each predictor used the {settings.MostColumns:N0} that told most in its own training rows."));
        }

        long train = (long)y.RowCount * (folds - 1) / folds;
        if (train > settings.MostTrainRows)
        {
            yield return new Note("rows-thinned", FormattableString.Invariant(
                $"Each predictor learnt from {settings.MostTrainRows:N0} of about {train:N0} rows; all rows were predicted."));
        }

        if (Array.Exists(fit.Rounds, rounds => rounds == settings.MaxRounds))
        {
            yield return new Note("rounds-limited", FormattableString.Invariant(
                $"Boosting still made progress after {settings.MaxRounds} rounds, where its budget ends: more could be told."));
        }
    }

    private static double[] Known(Column target, int[]? rows)
    {
        ReadOnlySpan<double> values = target.Values.Span;
        if (rows is null)
        {
            return values.ToArray();
        }

        double[] known = new double[rows.Length];
        for (int i = 0; i < known.Length; i++)
        {
            known[i] = values[rows[i]];
        }

        return known;
    }

    private static int[] GroupsOf(IReadOnlyList<int>? groups, int[]? rows) =>
        groups is null ? [] : rows is null ? [.. groups] : [.. rows.Select(row => groups[row])];

    private static string Names(IEnumerable<Column> columns)
    {
        string[] names = [.. columns.Select(c => $"'{c.Name}'")];
        return names.Length <= 5 ? string.Join(", ", names) : FormattableString.Invariant($"{string.Join(", ", names.Take(5))} and {names.Length - 5:N0} more");
    }
}
