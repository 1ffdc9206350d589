namespace Infometer;

/// <summary>
/// Rows that are set aside once and asked many times, for people who rank, change something and rank again. Whoever looks at the same
/// held-out
/// rows again and again soon fits them as well; this holdout answers through the algorithm Thresholdout (Dwork, Feldman, Hardt, Pitassi,
/// Reingold and Roth, Science 2015), so that its answers stay near the truth although the questions depend on earlier answers.
/// Thread-safe; the order of
/// questions matters.
/// </summary>
/// <remarks>
/// <para>A query is the mean over rows of a function with a known range. While the training rows' mean is near the holdout's, the
/// answer is the
/// training rows' and nothing is learnt about the holdout; where they differ by more than a noisy threshold, the answer is the
/// holdout's mean
/// with noise and one of the <see cref="Budget"/> is spent. When it is used up, nothing is answered.</para>
/// <para>The guarantee is about what is learnt through the answers. It is void for whoever looks at the holdout's rows in another way,
/// and so a
/// ranking with a holdout is made from the training rows alone. What a table's reader and the flags of columns say of the columns by
/// themselves (kinds, missing cells, constant, duplicate) is of all rows; none of it is about columns and target together.</para>
/// </remarks>
public sealed class ReusableHoldout
{
    private const int FewestRows = 10;

    private readonly Lock _lock = new();
    private readonly string _targetHash;
    private readonly int _rowCount;
    private Thresholdout _algorithm;

    private ReusableHoldout(HoldoutOptions options, Column target, string targetHash, long asked, int used)
    {
        Options = options;
        _rowCount = target.Count;
        _targetHash = targetHash;
        Target = target.Name;
        (Training, HoldoutRows) = Split(target, options);
        Threshold = options.Threshold ?? 4 / Math.Sqrt(HoldoutRows.Length);
        Noise = options.Noise ?? 1 / Math.Sqrt(HoldoutRows.Length);
        _algorithm = new Thresholdout(
            Threshold, Noise, options.Budget, (purpose, index) => Thresholdout.Laplace(options.Seed, purpose, index))
        {
            Asked = asked,
            Used = used,
        };
    }

    /// <summary>How it was made.</summary>
    public HoldoutOptions Options { get; }

    /// <summary>The name of the target column; rows in which it is missing are on neither side.</summary>
    public string Target { get; }

    /// <summary>Rows of the table that may be looked at in any way.</summary>
    public int TrainingRowCount => Training.Length;

    /// <summary>Rows of the table that only answer.</summary>
    public int HoldoutRowCount => HoldoutRows.Length;

    /// <summary>The threshold as a share of the range of a query.</summary>
    public double Threshold { get; }

    /// <summary>The scale of the noise as a share of the range of a query.</summary>
    public double Noise { get; }

    /// <summary>How many answers may come from the holdout.</summary>
    public int Budget => Options.Budget;

    /// <summary>How many answers came from the holdout so far.</summary>
    public int Used => Volatile.Read(ref _algorithm).Used;

    /// <summary>How many queries were answered so far.</summary>
    public long Asked => Volatile.Read(ref _algorithm).Asked;

    /// <summary>The rows that may be looked at in any way, as 0-based numbers in the table, ascending.</summary>
    public IReadOnlyList<int> TrainingRows => Array.AsReadOnly(Training);

    /// <summary>The training rows in ascending order.</summary>
    internal int[] Training { get; }

    /// <summary>The held-out rows in ascending order.</summary>
    internal int[] HoldoutRows { get; }

    /// <summary>Splits the rows of a table in which the target is known.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The name of the target column, or its 0-based index as <c>:3</c>.</param>
    /// <param name="options">Share, threshold, noise, budget, seed.</param>
    /// <exception cref="InvalidInputException">There is no such column, there are too few rows, or an option is out of range.</exception>
    public static ReusableHoldout Create(Table table, string target, HoldoutOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= HoldoutOptions.Default;
        options.Check();
        Column column = table.Column(target);
        return new ReusableHoldout(options, column, DataFingerprint.OfValues(column), 0, 0);
    }

    /// <summary>A holdout as <see cref="ToJson"/> wrote it, with all that was spent of it.</summary>
    /// <param name="json">The state.</param>
    /// <param name="table">The table that it was made for; other columns than the target may have changed.</param>
    /// <param name="target">The target that it was made for.</param>
    /// <param name="name">What messages call the state: the file's path.</param>
    /// <exception cref="InvalidInputException">The text is no such state, or it belongs to other rows or another target.</exception>
    public static ReusableHoldout FromJson(string json, Table table, string target, string name = "the holdout's state")
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(table);
        HoldoutState state = HoldoutState.Parse(json, name);
        Column column = table.Column(target);
        if (state.Rows != column.Count || state.Target != column.Name || state.TargetHash != DataFingerprint.OfValues(column))
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{name} is the holdout of the target '{state.Target}' in a table of {state.Rows:N0} rows, not of '{column.Name}' in {table.Name} ({table.RowCount:N0} rows) as it is now; use it with the rows and the target that it was made for, or name a new file."));
        }

        return new ReusableHoldout(state.Options, column, state.TargetHash, state.Asked, state.Used);
    }

    /// <summary>The state as JSON, for <see cref="FromJson"/>: no data but a hash of the target's values.</summary>
    public string ToJson()
    {
        Thresholdout algorithm = Volatile.Read(ref _algorithm);
        HoldoutOptions options = Options with { Threshold = Threshold, Noise = Noise };
        return new HoldoutState(options, _rowCount, Target, _targetHash, algorithm.Asked, algorithm.Used).ToJson();
    }

    /// <summary>Answers a query: the mean over rows of a function with a known range. Null where the budget is used up.</summary>
    /// <param name="query">The function of a row's 0-based number in the table. It is called for every training and held-out row, and
    /// must not
    /// pass on what it sees of the latter.</param>
    /// <param name="low">The least value it can have, known without a look at the held-out rows.</param>
    /// <param name="high">The greatest value it can have.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty, or a value lies outside it.</exception>
    public HoldoutAnswer? Ask(Func<int, double> query, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        return Answer(Mean(Training), Mean(HoldoutRows), high - low);

        double Mean(int[] rows)
        {
            double sum = 0;
            foreach (int row in rows)
            {
                double value = query(row);
                sum += value >= low && value <= high
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(query), FormattableString.Invariant($"The query is {value} in row {row}, outside [{low}, {high}]."));
            }

            return sum / rows.Length;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"holdout of {HoldoutRowCount:N0} rows about '{Target}': {Asked:N0} queries, {Budget - Used:N0} of {Budget:N0} answers left");

    /// <summary>Answers a query from its two means, which are in a unit in which its range is <paramref name="width"/> wide.</summary>
    internal HoldoutAnswer? Answer(double training, double holdout, double width)
    {
        lock (_lock)
        {
            // Means of the query brought to [0, 1]; that its least value is not taken away cancels in the comparison and in the answer.
            if (_algorithm.Answer(training / width, holdout / width) is not { } answer)
            {
                return null;
            }

            Volatile.Write(ref _algorithm, answer.Next);
            double value = answer.IsFromHoldout ? answer.Value * width : training;
            return new HoldoutAnswer(value, answer.IsFromHoldout, Threshold * width, Noise * width);
        }
    }

    /// <summary>Throws where the holdout was made for other rows or another target.</summary>
    internal void CheckFits(Table table, Column target)
    {
        if (target.Count != _rowCount || target.Name != Target || DataFingerprint.OfValues(target) != _targetHash)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"The holdout was made for the target '{Target}' in a table of {_rowCount:N0} rows, not for '{target.Name}' in {table.Name} ({table.RowCount:N0} rows) as it is now; use it with the rows and the target that it was made for, or make a new one."));
        }
    }

    private static (int[] Training, int[] Holdout) Split(Column target, HoldoutOptions options)
    {
        Variable variable = Variable.Of(target);
        int[] rows = [.. Enumerable.Range(0, target.Count).Where(row => !variable.IsMissing(row))];
        int held = (int)Math.Round(options.Share * rows.Length);
        if (Math.Min(held, rows.Length - held) < FewestRows)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"The target '{target.Name}' is known in {rows.Length:N0} rows, of which {held:N0} would be held out; a holdout needs at least {FewestRows} rows on either side."));
        }

        Rng rng = Rng.For(options.Seed, "holdout split");
        rng.Shuffle<int>(rows);
        return ([.. rows.Skip(held).Order()], [.. rows.Take(held).Order()]);
    }
}
