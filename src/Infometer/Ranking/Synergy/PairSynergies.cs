using System.Collections.Immutable;

namespace Infometer;

/// <summary>Pairs of columns that tell more about a target together than the sum of what each tells alone. Immutable.</summary>
public sealed class PairSynergies
{
    internal PairSynergies(Column target, SynergyOptions options)
    {
        Target = target;
        Options = options;
    }

    /// <summary>The target column.</summary>
    public Column Target { get; }

    /// <summary>How the pairs were searched.</summary>
    public SynergyOptions Options { get; }

    /// <summary>
    /// The pairs with an interaction at the false-discovery level (<see cref="SynergyOptions.Level"/>) and a value above zero, largest
    /// value first.
    /// </summary>
    public ImmutableArray<SynergyPair> Pairs { get; internal init; } = [];

    /// <summary>Pairs with an interaction at the false-discovery level but no value above zero: what they share outweighs it.</summary>
    public int RedundantPairs { get; internal init; }

    /// <summary>Pairs tested, the family of the q-values.</summary>
    public long PairsTested { get; internal init; }

    /// <summary>Pairs that were looked at but have too few rows per combination of levels for any test.</summary>
    public long PairsUntestable { get; internal init; }

    /// <summary>Columns of which all pairs were looked at.</summary>
    public int ColumnsSearched { get; internal init; }

    /// <summary>Rows in which the target is known.</summary>
    public int RowCount { get; internal init; }

    /// <summary>What the reader has to know of the search.</summary>
    public ImmutableArray<Note> Notes { get; internal init; } = [];

    /// <summary>
    /// Searches the pairs of columns of <paramref name="table"/>. Every column becomes at most
    /// <see cref="SynergyOptions.MaxLevels"/> levels: numbers are cut into equal-frequency bins, rare levels are pooled, missing
    /// cells are a level of their own. A pair is tested for a three-way interaction (G² of [X₁X₂][X₁Y][X₂Y]); only pairs
    /// whose upper bound of G² would pass the false-discovery procedure are fitted, which changes no q-value up to the level.
    /// Identifiers and constant columns take no part. O(pairs · (rows · levels² / 512 + cells)), in parallel; the result does
    /// not depend on the number of threads.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The name of the target column, or its 0-based index as <c>:3</c>.</param>
    /// <param name="options">Which columns, bins, the false-discovery level.</param>
    /// <param name="context">Threads, cancellation, progress; nothing is drawn at random.</param>
    /// <exception cref="InvalidInputException">There is no such column, the target tells nothing, or an option is out of range.</exception>
    public static PairSynergies Of(Table table, string target, SynergyOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= SynergyOptions.Default;
        context ??= RunContext.Default;
        options.Check();
        Column targetColumn = table.Column(target);
        HashSet<Column> excluded = [targetColumn, .. options.Exclude.Select(name => table.Column(name))];
        Column[] columns = [.. table.Columns.Where(c => !excluded.Contains(c) && ScreenedColumn.TraitsOf(c).IsEmpty)];
        Variable known = Variable.Of(targetColumn);
        int[] rows = [.. Enumerable.Range(0, known.Count).Where(row => !known.IsMissing(row))];
        if (rows.Length < 2)
        {
            throw new InvalidInputException(
                $"{table.Name}: the target '{targetColumn.Name}' is known in {rows.Length} rows; at least two are needed.");
        }

        SynergyColumns coded = SynergyColumns.Of(columns, targetColumn, rows, options, context);
        if (coded.Target.Levels < 2)
        {
            throw new InvalidInputException(
                $"{table.Name}: the target '{targetColumn.Name}' has one and the same value in every row, so no pair can tell anything about it; choose another target.");
        }

        return Search(coded.Best(options.ColumnsAmong(coded.Sets.Length)), coded.Sets.Length, targetColumn, options, context);
    }

    /// <summary>Searches among columns that are already in the order of what they tell about the target.</summary>
    /// <param name="columns">The columns, the most telling first; those that are constant over the rows take no part.</param>
    /// <param name="target">The target, with at least two values in the rows.</param>
    /// <param name="rows">The rows in which the target is known; null for all.</param>
    /// <param name="options">Which columns, bins, the false-discovery level.</param>
    /// <param name="context">Threads, cancellation, progress.</param>
    internal static PairSynergies Of(
        IReadOnlyList<Column> columns, Column target, int[]? rows, SynergyOptions options, RunContext context)
    {
        options.Check();
        Column[] first = [.. columns.Take(options.ColumnsAmong(columns.Count))];
        rows ??= [.. Enumerable.Range(0, target.Count)];
        SynergyColumns coded = SynergyColumns.Of(first, target, rows, options, context);
        return Search(coded, coded.Sets.Length + columns.Count - first.Length, target, options, context);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Pairs.Length} synergies about '{Target.Name}' among {PairsTested:N0} pairs of {ColumnsSearched:N0} columns");

    private static PairSynergies Search(SynergyColumns columns, int available, Column target, SynergyOptions options, RunContext context)
    {
        SynergyScan scan = SynergyScan.Of(columns, options.Level, context);
        double factor = options.FalseDiscovery == FalseDiscoveryMethod.BenjaminiYekutieli ? Harmonic(scan.Tested) : 1;

        // A step-up procedure rejects no fewer for smaller p-values: what it keeps at the bounds is all that it can keep.
        double[] bounds = QValues([.. scan.Candidates.Select(candidate => candidate.LeastPValue)], scan.Tested, factor);
        SynergyScan.Candidate[] hopeful = [.. scan.Candidates.Where((_, i) => bounds[i] <= options.Level)];
        SynergyPair[] pairs = new SynergyPair[hopeful.Length];
        context.ForEach(pairs.Length, i => pairs[i] = Test(columns, hopeful[i]));
        double[] q = QValues([.. pairs.Select(pair => pair.PValue)], scan.Tested, factor);
        SynergyPair[] found = [.. pairs.Select((pair, i) => pair with { QValue = q[i] }).Where(pair => pair.QValue <= options.Level)];
        return new PairSynergies(target, options)
        {
            Pairs = [.. found.Where(pair => pair.Value > 0).OrderByDescending(pair => pair.Value)],
            RedundantPairs = found.Count(pair => !(pair.Value > 0)),
            PairsTested = scan.Tested,
            PairsUntestable = scan.Untestable,
            ColumnsSearched = columns.Sets.Length,
            RowCount = columns.Target.Rows,
            Notes = [.. NotesOf(columns, available, scan.Untestable, target, options)],
        };
    }

    private static SynergyPair Test(SynergyColumns columns, SynergyScan.Candidate candidate)
    {
        LevelBitsets a = columns.Sets[candidate.First];
        LevelBitsets b = columns.Sets[candidate.Second];
        int[] cells = SynergyCells.Of(a, b, columns.Target);
        InteractionTest test = InteractionTest.Of(a, b, columns.Target, cells);
        SynergyValue value = SynergyValue.Of(a, b, columns.Target, cells);
        return new SynergyPair
        {
            First = columns.Columns[candidate.First],
            Second = columns.Columns[candidate.Second],
            Value = value.Corrected,
            StandardError = value.StandardError,
            Interval = value.Interval,
            PValue = test.PValue,
            PMethod = test.Method,
            QValue = 1,
            Statistic = test.Statistic,
            DegreesOfFreedom = test.DegreesOfFreedom,
        };
    }

    // Step-up q-values of the smallest p-values of a family of m: all others count as 1.
    private static double[] QValues(double[] p, long m, double factor)
    {
        int[] order = [.. Enumerable.Range(0, p.Length)];
        double[] sorted = [.. p];
        Array.Sort(sorted, order);
        double[] q = new double[p.Length];
        double least = 1;
        for (int i = p.Length - 1; i >= 0; i--)
        {
            least = Math.Min(least, sorted[i] * m * factor / (i + 1));
            q[order[i]] = least;
        }

        return q;
    }

    private static double Harmonic(long m)
    {
        double sum = 0;
        for (long i = m; i >= 1; i--)
        {
            sum += 1.0 / i;
        }

        return Math.Max(1, sum);
    }

    private static IEnumerable<Note> NotesOf(SynergyColumns columns, int available, long untestable, Column target, SynergyOptions options)
    {
        if (target.Codes is null || columns.Columns.Any(column => column.Codes is null))
        {
            yield return new Note("synergy-binned", FormattableString.Invariant(
                $"Numbers were cut into at most {options.Bins} equal-frequency bins for the search of pairs; an interaction within bins is not seen."));
        }

        int pooled = columns.Sets.Count(set => set.IsPooled);
        if (pooled > 0 || columns.IsTargetPooled)
        {
            string several = FormattableString.Invariant($"{pooled:N0} column{(pooled == 1 ? "" : "s")}");
            string what = !columns.IsTargetPooled ? several : pooled == 0 ? "the target" : $"the target and {several}";
            yield return new Note("synergy-pooled", $"Rare levels of {what} were pooled into one level 'other' for the search of pairs.");
        }

        if (columns.Sets.Length < available && options.Columns is null)
        {
            yield return new Note("synergy-not-searched", FormattableString.Invariant(
                $"Pairs were searched among the {columns.Sets.Length:N0} of {available:N0} columns that tell most alone; synergy of columns that tell nothing alone was not looked for outside them. Name a larger number of columns to search more."));
        }

        if (untestable > 0)
        {
            yield return new Note("synergy-untestable", FormattableString.Invariant(
                $"{untestable:N0} pairs have too few rows per combination of levels to be tested, and are not in the family of q-values."));
        }
    }
}
