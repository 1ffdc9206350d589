using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// The mutual information of all pairs of columns of a table, with a clustering of the columns and the groups of those that
/// carry the same information. Immutable.
/// </summary>
/// <remarks>
/// <para>Numbers are cut, and missing cells coded, as in a <see cref="Ranking"/>; all pairs are about the same rows. The value of
/// a pair is the plug-in less its exact mean over tables with the same margins, as in a ranking; that of a column with itself is its
/// entropy, plug-in.</para>
/// <para>Standard errors are those of a ranking: the delta method plus the variance under independence (that of the limit law
/// where the exact ones would take too long, and a note says so). p-values are exact for 2×2 tables; else those
/// of a gamma tail matched to the exact mean and variance of the null where every expected count is at least 5. Where levels are
/// rarer no fitted tail holds and draws for every pair would take too long: then the levels with fewer than √(5n) rows
/// are pooled and the pooled table is tested, which margins alone decide, so that the p-value holds; or the bound by the method of
/// types is taken; p is twice the smaller of the two. q-values are Benjamini–Hochberg over all pairs. Pairs share columns; the
/// control of false discoveries is proven for independent and positively dependent tests.</para>
/// <para>Clusters come from average linkage on the chance-corrected Rajski distance 1 − (I − E)/(H(X,Y) − E), groups from complete
/// linkage on the same.</para>
/// <para>Cost: O(rows × pairs) at worst, less for columns of few levels; clustering O(p²), ordering the leaves O(p³) for up to
/// 600 columns. Memory: 5 numbers per pair, 2 where there are more than <see cref="MostTested"/> columns.</para>
/// </remarks>
public sealed class InformationMatrix
{
    /// <summary>The most columns for which standard errors, p- and q-values are kept: two million pairs.</summary>
    public const int MostTested = 2_000;

    /// <summary>
    /// The default of <see cref="MatrixOptions.GroupDistance"/>: columns of a group share at least half of what two of them hold
    /// together. Noisy copies and numbers computed from each other lie between 0 and 0.45 in real tables; columns that
    /// are only related, above 0.6.
    /// </summary>
    public const double DefaultGroupDistance = 0.5;

    private const int NamesInNote = 10;

    // 200 million pairs, 5 GB.
    private const int MostColumns = 20_000;

    private readonly Codes[] _codes;
    private readonly ImmutableSortedDictionary<string, int>[] _bins;
    private readonly double[] _raw;
    private readonly double[] _value;
    private readonly double[] _standardError;
    private readonly double[] _p;
    private readonly double[] _q;

    private InformationMatrix(
        Table table, MatrixOptions options, RunContext context, Column[] columns, ScreenedColumn[] screened, List<Note> notes)
    {
        Table = table;
        Options = options;
        Seed = context.Seed;
        _codes = Array.ConvertAll(screened, s => s.Codes);
        _bins = Array.ConvertAll(screened, s => s.Bins);
        RowCount = _codes[0].Count;
        bool isTested = columns.Length <= MostTested;
        PairwiseInformation pairs = PairwiseInformation.Of(_codes, options.GroupDistance, isTested, context);
        (_raw, _value, _standardError, _p) = (pairs.Raw, pairs.Value, pairs.StandardError, pairs.P);
        _q = FalseDiscovery.BenjaminiHochberg(_p);
        Columns = [.. columns.Zip(pairs.Margins, (c, m) => new MatrixColumn(c, m.Levels, m.Entropy))];
        AddNotes(pairs, notes);
        Notes = [.. notes];

        // One copy of the distances at a time: a wide matrix takes a good part of the memory.
        context.Progress?.Report(new RunProgress("clustering columns", 0, 3));
        double[] distances = pairs.GroupDistances();
        Groups = ColumnGroups.Cut(distances, columns.Length, options.GroupDistance, context.Cancellation);
        context.Progress?.Report(new RunProgress("clustering columns", 1, 3));
        distances = pairs.Distances();
        ImmutableArray<ColumnMerge> merges = HierarchicalClustering.Average(distances, columns.Length, context.Cancellation);
        context.Progress?.Report(new RunProgress("clustering columns", 2, 3));
        distances = pairs.Distances();
        Dendrogram = new Dendrogram(
            merges, LeafOrdering.Order(merges, distances, context.Cancellation), columns.Length <= LeafOrdering.MostOptimal);
        context.Progress?.Report(new RunProgress("clustering columns", 3, 3));
    }

    /// <summary>The table.</summary>
    public Table Table { get; }

    /// <summary>How the matrix was made.</summary>
    public MatrixOptions Options { get; }

    /// <summary>The seed of the run. Only <see cref="Estimate"/> draws.</summary>
    public ulong Seed { get; }

    /// <summary>Rows that all pairs are counted on.</summary>
    public int RowCount { get; }

    /// <summary>The columns that take part, in the order of the table. Positions below are those in this list.</summary>
    public ImmutableArray<MatrixColumn> Columns { get; }

    /// <summary>Number of columns, p.</summary>
    public int Count => Columns.Length;

    /// <summary>Number of pairs, p(p − 1)/2.</summary>
    public int PairCount => _raw.Length;

    /// <summary>Whether there are standard errors, p- and q-values; not for more than <see cref="MostTested"/> columns.</summary>
    public bool IsTested => _p.Length > 0;

    /// <summary>The clustering of the columns, by average linkage on <see cref="Distance"/>.</summary>
    public Dendrogram Dendrogram { get; }

    /// <summary>
    /// Groups of columns of which every two lie within <see cref="MatrixOptions.GroupDistance"/>, by their first members; columns
    /// that are alone are not listed.
    /// </summary>
    public ImmutableArray<ColumnGroup> Groups { get; }

    /// <summary>What was done with rows and columns, and what the reader has to know of the p-values.</summary>
    public ImmutableArray<Note> Notes { get; }

    /// <summary>I(X;Y) less its chance level, in nats; H(X) on the diagonal.</summary>
    public double this[int first, int second] => first == second ? Columns[first].Entropy : _value[At(first, second)];

    /// <summary>Measures all pairs of columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="options">Columns, bins, missing values, groups.</param>
    /// <param name="context">Threads, cancellation, progress; the result does not depend on them.</param>
    /// <exception cref="InvalidInputException">
    /// There are fewer than two columns or complete rows, more than 20,000 columns, or no such column to leave out.
    /// </exception>
    public static InformationMatrix Of(Table table, MatrixOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= MatrixOptions.Default;
        context ??= RunContext.Default;
        List<Note> notes = [];
        Column[] columns = Take(table, options, context, notes);
        int[]? rows = options.Missing == MissingPolicy.Drop ? CompleteRows(table, columns, notes) : null;
        CodingRules rules = new(options.Missing, options.Discretizer);
        int n = rows?.Length ?? table.RowCount;
        if (n < 2)
        {
            string complete = rows is null ? "" : " in which every column is known";
            throw new InvalidInputException($"{table.Name} has {n} row{(n == 1 ? "" : "s")}{complete}; at least two are needed.");
        }

        ScreenedColumn[] screened = new ScreenedColumn[columns.Length];
        context.ForEach(columns.Length, i => screened[i] = ScreenedColumn.Of(columns[i], rows, rules));
        return new InformationMatrix(table, options, context, columns, screened, notes);
    }

    /// <summary>The plug-in I(X;Y) in nats; H(X) on the diagonal.</summary>
    public double Raw(int first, int second) => first == second ? Columns[first].Entropy : _raw[At(first, second)];

    /// <summary>The standard error of the value in nats; null on the diagonal and where none was kept.</summary>
    public double? StandardError(int first, int second) => Of(_standardError, first, second);

    /// <summary>The p-value against independence with fixed margins; null on the diagonal and where none was kept.</summary>
    public double? PValue(int first, int second) => Of(_p, first, second);

    /// <summary>The Benjamini–Hochberg q-value over all pairs; null on the diagonal and where none was kept.</summary>
    public double? QValue(int first, int second) => Of(_q, first, second);

    /// <summary>
    /// The chance-corrected Rajski distance 1 − (I − E)/(H(X,Y) − E): 0 exactly where each column determines the other, 1 on average
    /// for independent ones, and so slightly above it for some. NaN where chance alone fills the joint entropy, as for two
    /// identifiers; 0 on the diagonal.
    /// </summary>
    public double Distance(int first, int second) => Normalized(first, second, Normalization.Rajski);

    /// <summary>
    /// The value compared with a reference; see <see cref="Infometer.Normalization"/>. In nats for
    /// <see cref="Normalization.None"/>, a ratio else. NaN where chance alone fills the reference.
    /// </summary>
    public double Normalized(int first, int second, Normalization normalization)
    {
        if (normalization == Normalization.None)
        {
            return this[first, second];
        }

        if (first == second)
        {
            return normalization == Normalization.Rajski ? 0 : 1;
        }

        double x = Columns[first].Entropy;
        double y = Columns[second].Entropy;
        int at = At(first, second);
        double raw = _raw[at];
        return normalization switch
        {
            Normalization.Rajski => PairwiseInformation.Distance(raw, _value[at], x, y),
            Normalization.Joint => PairwiseInformation.Ratio(raw, _value[at], x + y - raw),
            Normalization.Min => PairwiseInformation.Ratio(raw, _value[at], Math.Min(x, y)),
            _ => PairwiseInformation.Ratio(raw, _value[at], (x + y) / 2),
        };
    }

    /// <summary>
    /// The pairs that share most, by <see cref="MatrixOptions.Normalization"/> (the nearest first for
    /// <see cref="Normalization.Rajski"/>), those with q ≤ 0.05 before all others; of equals the one that stands first. O(pairs).
    /// </summary>
    /// <param name="count">How many at most.</param>
    public ImmutableArray<ColumnPair> Strongest(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        double sign = Options.Normalization == Normalization.Rajski ? -1 : 1;
        PriorityQueue<ColumnPair, (bool IsDetected, double Strength, int Order)> queue = new();
        for (int i = 0, at = 0; i < Count; i++)
        {
            for (int j = i + 1; j < Count; j++, at++)
            {
                double strength = sign * Normalized(i, j, Options.Normalization);
                if (double.IsNaN(strength))
                {
                    continue;
                }

                (bool, double, int) priority = (!IsTested || _q[at] <= 0.05, strength, -at);
                if (queue.Count < count)
                {
                    queue.Enqueue(new ColumnPair(i, j), priority);
                }
                else if (queue.TryPeek(out _, out (bool, double, int) least) && priority.CompareTo(least) > 0)
                {
                    queue.EnqueueDequeue(new ColumnPair(i, j), priority);
                }
            }
        }

        ColumnPair[] strongest = new ColumnPair[queue.Count];
        for (int i = strongest.Length - 1; i >= 0; i--)
        {
            strongest[i] = queue.Dequeue();
        }

        return [.. strongest];
    }

    /// <summary>
    /// One pair in full: interval, verdict, and a p-value from draws where draws decide, exactly as a ranking would give it. The value
    /// is that of the matrix.
    /// </summary>
    /// <param name="first">A column's position.</param>
    /// <param name="second">Another's.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    public Estimate Estimate(int first, int second, RunContext? context = null)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(first, second);
        context ??= RunContext.Default with { Seed = Seed };
        Column[] pair = [Columns[first].Column, Columns[second].Column];
        Variable[] variables =
            [Variable.Discrete(_codes[first], null, pair[0].Name), Variable.Discrete(_codes[second], null, pair[1].Name)];
        ImmutableSortedDictionary<string, int> bins = _bins[first].SetItems(_bins[second]);
        ImmutableArray<Note> notes = bins.IsEmpty
            ? []
            : [new Note("binned", "Numbers were cut into bins: bins can only lose information, so what they show bounds the truth from below.")];
        Estimate basis = new()
        {
            Measure = Measure.MutualInformation,
            Estimator = new Plugin(),
            Value = null,
            Raw = double.NaN,
            Count = RowCount,
            TotalCount = Table.RowCount,
            Names = [pair[0].Name, pair[1].Name],
            Kinds = [pair[0].Kind, pair[1].Kind],
            Dimensions = [1, 1],
            Bins = bins,
            Verdict = Verdict.Unreliable,
            Notes = notes,
            Seed = context.Seed,
        };
        Sample sample = Sample.Of(variables, Table.RowCount, context);
        return Estimation.Answer(new Question(sample, 2, new Plugin(), EstimateOptions.Default, context), basis);
    }

    /// <summary>
    /// One pair in full, measured by nearest neighbours instead of in bins where at least one of its columns is numeric, none has missing cells and values
    /// repeat little (<see cref="Ksg"/>, <see cref="Ross"/>); else as <see cref="Estimate"/>. The p-value is that of the counts.
    /// </summary>
    /// <param name="first">A column's position.</param>
    /// <param name="second">Another's.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    public Estimate EstimateWithoutBins(int first, int second, RunContext? context = null)
    {
        context ??= RunContext.Default with { Seed = Seed };
        Estimate binned = Estimate(first, second, context);
        Column[] pair = [Columns[first].Column, Columns[second].Column];
        return binned.Verdict is Verdict.Value or Verdict.LowerBound
            && Array.TrueForAll(pair, c => c.MissingCount == 0 && c.Count == RowCount)
            && NeighborBits.Of(Variable.Of(pair[0]), Variable.Of(pair[1]), binned, context) is { } measured
                ? measured
                : binned;
    }

    /// <summary>The matrix as JSON, with the members that <c>docs/schema/matrix.schema.json</c> lists.</summary>
    public string ToJson(Unit unit = Unit.Bits)
    {
        using StringWriter text = new();
        WriteJson(text, unit);
        return text.ToString();
    }

    /// <summary>The same to a writer, row by row: a matrix of 5,000 columns has hundreds of megabytes of text.</summary>
    public void WriteJson(TextWriter output, Unit unit = Unit.Bits)
    {
        ArgumentNullException.ThrowIfNull(output);
        JsonWriting.Write(output, (json, flush) => MatrixOutput.WriteJson(this, unit, json, flush));
    }

    /// <summary>
    /// The square matrix as CSV, with the names of the columns in the first line and before every row: the values by
    /// <see cref="MatrixOptions.Normalization"/>, empty where undefined.
    /// </summary>
    /// <param name="unit">The unit of amounts of information.</param>
    /// <param name="order">The columns in the order wanted; by default that of the dendrogram's leaves.</param>
    public string ToCsv(Unit unit = Unit.Bits, ImmutableArray<int> order = default)
    {
        using StringWriter text = new();
        WriteCsv(text, unit, order);
        return text.ToString();
    }

    /// <inheritdoc cref="ToCsv"/>
    /// <param name="output">Where it is written to, row by row.</param>
    /// <param name="unit">The unit of amounts of information.</param>
    /// <param name="order">The columns in the order wanted; by default that of the dendrogram's leaves.</param>
    public void WriteCsv(TextWriter output, Unit unit = Unit.Bits, ImmutableArray<int> order = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        MatrixOutput.WriteCsv(this, unit, order.IsDefault ? Dendrogram.Leaves : order, output);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Count:N0} columns, {PairCount:N0} pairs, n={RowCount:N0}");

    private int At(int first, int second) => PairTriangle.Index(first, second, Count);

    private double? Of(double[] numbers, int first, int second) =>
        first == second || numbers.Length == 0 ? null : numbers[At(first, second)];

    private static Column[] Take(Table table, MatrixOptions options, RunContext context, List<Note> notes)
    {
        HashSet<Column> excluded = [.. options.Exclude.Select(name => table.Column(name))];
        Column[] columns = [.. table.Columns.Where(c => !excluded.Contains(c))];
        string[] flagged = [];
        if (!options.IncludeFlagged)
        {
            ImmutableArray<ColumnTrait>[] traits = new ImmutableArray<ColumnTrait>[columns.Length];
            context.ForEach(columns.Length, i => traits[i] = ScreenedColumn.TraitsOf(columns[i]));
            flagged = [.. columns.Zip(traits).Where(c => !c.Second.IsEmpty).Select(c => $"'{c.First.Name}' ({c.Second[0].Word()})")];
            columns = [.. columns.Where((_, i) => traits[i].IsEmpty)];
        }

        string names = string.Join(", ", flagged.Take(NamesInNote))
            + (flagged.Length > NamesInNote ? FormattableString.Invariant($" and {flagged.Length - NamesInNote:N0} more") : "");
        if (columns.Length < 2)
        {
            string left = columns.Length == 0 ? "no column" : $"only the column '{columns[0].Name}'";
            throw new InvalidInputException(
                $"{table.Name} has {left} to compare{(flagged.Length > 0 ? $" besides {names}" : "")}; a matrix needs at least two.");
        }

        if (columns.Length > MostColumns)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{table.Name} has {columns.Length:N0} columns to compare, and a matrix holds up to {MostColumns:N0}; leave some out."));
        }

        if (flagged.Length > 0)
        {
            notes.Add(new Note("columns-left-out", $"Left out, because what they share says nothing about other rows: {names}."));
        }

        return columns;
    }

    private static int[]? CompleteRows(Table table, Column[] columns, List<Note> notes)
    {
        Variable[] incomplete = [.. columns.Where(c => c.MissingCount > 0).Select(c => Variable.Of(c))];
        if (incomplete.Length == 0)
        {
            return null;
        }

        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !Array.Exists(incomplete, v => v.IsMissing(row)))];
        notes.Add(new Note("rows-dropped", FormattableString.Invariant(
            $"{table.RowCount - rows.Length:N0} of {table.RowCount:N0} rows miss a cell in one column or another and were left out; --missing level keeps them.")));
        return rows;
    }

    private void AddNotes(PairwiseInformation pairs, List<Note> notes)
    {
        Column[] binned = [.. Columns.Select(c => c.Column).Where(c => c.Codes is null)];
        if (binned.Length > 0)
        {
            notes.Add(new Note("binned", FormattableString.Invariant(
                $"The numbers of {binned.Length:N0} of the columns were cut into bins: what bins share bounds from below what the numbers share.")));
        }

        if (IsTested && pairs.RarePairs > 0)
        {
            notes.Add(new Note("rare-levels", FormattableString.Invariant(
                $"{pairs.RarePairs:N0} of the pairs have rare levels, fewer than 5 rows expected in a cell: their p comes from tables with such levels pooled, or is an upper limit.")));
        }

        if (IsTested && !pairs.IsVarianceExact)
        {
            notes.Add(new Note("null-variance-approximate",
                "The part of the standard errors that chance would have alone follows the limit law: the exact variances of so many sparse tables would take too long."));
        }

        if (!IsTested)
        {
            notes.Add(new Note("not-tested", FormattableString.Invariant(
                $"Standard errors, p and q are given for up to {MostTested:N0} columns; leave columns out with --exclude to have them.")));
        }
    }
}
