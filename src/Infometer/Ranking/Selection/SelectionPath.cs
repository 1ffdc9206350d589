using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// Columns in the order in which a criterion chooses them: at each step the candidate with the highest score given the columns
/// chosen before (greedy forward selection). Where <see cref="Ranking"/> judges every column alone, a selection knows that a
/// copy adds nothing and that some columns tell only together. Immutable.
/// </summary>
/// <remarks>
/// <para>Numbers are cut, and missing cells coded, as in a ranking. Every term is a plug-in value over the same rows. Scores
/// within 1e-12 of each other are a tie, which goes to the column that stands first in the table.</para>
/// <para>Chance correction (the default) takes from each information term what independence alone would give it: from I(X;Y)
/// the exact mean over tables with the same margins, as a ranking does, so that the relevance is the ranking's value; from I(X;X_j)
/// (r−1)(c−1)/2n, with r and c the levels that occur; from I(X;X_j|Y) Σ_y (r_y−1)(c_y−1)/2n with the levels that occur where
/// Y = y. Where a table (or stratum) has fewer than ten rows per cell that formula falls short, and the exact mean of this
/// table (stratum) takes its place. I(X;Y|X_j) and I(X,X_j;Y) are composed of the corrected terms by the chain rule. Entropies,
/// in <see cref="SelectionCriterion.Disr"/>, are not corrected.</para>
/// <para>Cost: O(k·p·(n + cells)) for k steps, p candidates and n rows, because a step counts only the column chosen last against
/// each candidate; memory, beyond the codes of the columns, a few sums per candidate and the counts of its levels for each
/// level of the target. A score has no interval: the maximum over candidates is high by selection. Judge the chosen columns on
/// rows that did not choose them.</para>
/// </remarks>
public sealed class SelectionPath
{
    private const double Tie = 1e-12;

    private SelectionPath(Table table, Column target, SelectionOptions options, RunContext context)
    {
        Table = table;
        Target = target;
        Options = options;
        Seed = context.Seed;
    }

    /// <summary>The table from which was chosen.</summary>
    public Table Table { get; }

    /// <summary>The target column.</summary>
    public Column Target { get; }

    /// <summary>H(target) in nats, of its codes.</summary>
    public double TargetEntropy { get; private init; }

    /// <summary>Number of codes the target was counted with.</summary>
    public int TargetLevels { get; private init; }

    /// <summary>Rows in use: those in which the target is known, and the candidates too under <see cref="MissingPolicy.Drop"/>.</summary>
    public int RowCount { get; private init; }

    /// <summary>Columns that could be chosen.</summary>
    public int CandidateCount { get; private init; }

    /// <summary>How it was made.</summary>
    public SelectionOptions Options { get; }

    /// <summary>The seed of the run. Nothing is drawn here.</summary>
    public ulong Seed { get; }

    /// <summary>The chosen columns, the first first.</summary>
    public ImmutableArray<SelectionStep> Steps { get; private init; }

    /// <summary>What was done with rows and columns, and what the scores do not say.</summary>
    public ImmutableArray<Note> Notes { get; private init; }

    /// <summary>Selects columns of a table. Seconds for 500 columns of 10,000 rows or less; see the remarks for the cost.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The target's name, or its 0-based position as <c>:3</c>.</param>
    /// <param name="options">Criterion, number of columns, bins, missing values.</param>
    /// <param name="context">Threads, cancellation, progress; the result does not depend on them.</param>
    /// <exception cref="InvalidInputException">There is no such column, the target tells nothing, or there is no candidate.</exception>
    public static SelectionPath Of(Table table, string target, SelectionOptions? options = null, RunContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= SelectionOptions.Default;
        context ??= RunContext.Default;
        Column targetColumn = table.Column(target);
        List<Note> notes = [];
        Column[] columns = Candidates(table, targetColumn, options, context, notes);
        CodingRules rules = new(options.Missing, options.Discretizer);
        CodedTarget y = CodedTarget.Of(targetColumn, rules, table.Name, notes, options.Missing == MissingPolicy.Drop ? columns : null);
        SelectionCandidate[] candidates = new SelectionCandidate[columns.Length];
        context.ForEach(columns.Length, i =>
            candidates[i] = SelectionCandidate.Of(columns[i], ScreenedColumn.Of(columns[i], y.Rows, rules).Codes, y, options.ChanceCorrected));
        SelectionStep[] steps = Select(candidates, y, options, context);
        AddRemarks(steps, options, notes);
        return new SelectionPath(table, targetColumn, options, context)
        {
            TargetEntropy = y.Entropy,
            TargetLevels = y.Levels,
            RowCount = y.Codes.Count,
            CandidateCount = candidates.Length,
            Steps = [.. steps],
            Notes = [.. notes],
        };
    }

    /// <summary>The path as JSON, with the members that <c>docs/schema/selection.schema.json</c> lists.</summary>
    public string ToJson(Unit unit = Unit.Bits) => JsonWriting.ToText(json => SelectionOutput.WriteJson(this, unit, json));

    /// <summary>The path as CSV: one line per step, a header first.</summary>
    public string ToCsv(Unit unit = Unit.Bits) => SelectionOutput.ToCsv(this, unit);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{string.Join(", ", Steps.Select(s => s.Column.Name))}: chosen by {Options.Criterion} for '{Target.Name}', n={RowCount:N0}";

    private static Column[] Candidates(Table table, Column target, SelectionOptions options, RunContext context, List<Note> notes)
    {
        HashSet<Column> excluded = [target, .. options.Exclude.Select(name => table.Column(name))];
        Column[] columns = [.. table.Columns.Where(c => !excluded.Contains(c))];
        if (columns.Length == 0)
        {
            throw new InvalidInputException($"{table.Name} has no column to select besides '{target.Name}'; a selection needs at least one.");
        }

        if (options.IncludeFlagged)
        {
            return columns;
        }

        ImmutableArray<ColumnTrait>[] traits = new ImmutableArray<ColumnTrait>[columns.Length];
        context.ForEach(columns.Length, i => traits[i] = ScreenedColumn.TraitsOf(columns[i]));
        string[] flagged = [.. columns.Zip(traits).Where(c => !c.Second.IsEmpty).Select(c => $"'{c.First.Name}' ({c.Second[0].Word()})")];
        if (flagged.Length == columns.Length)
        {
            throw new InvalidInputException(
                $"{table.Name} has nothing to select from: {string.Join(", ", flagged.Take(5))}{(flagged.Length > 5 ? ", …" : "")} cannot tell about new rows.");
        }

        if (flagged.Length > 0)
        {
            notes.Add(new Note(
                "no-candidates",
                $"No candidates, because they cannot tell about new rows: {string.Join(", ", flagged.Take(10))}{(flagged.Length > 10 ? $" and {flagged.Length - 10:N0} more" : "")}."));
        }

        return [.. columns.Where((_, i) => traits[i].IsEmpty)];
    }

    /// <summary>Chooses candidates one after the other.</summary>
    internal static SelectionStep[] Select(SelectionCandidate[] candidates, CodedTarget y, SelectionOptions options, RunContext context)
    {
        SelectionTerms[] terms = [.. candidates.Select(c => new SelectionTerms(c.Relevance))];
        List<int> left = [.. Enumerable.Range(0, candidates.Length)];
        SelectionStep[] steps = new SelectionStep[Math.Min(options.Count, candidates.Length)];
        int chosen = -1;
        for (int step = 0; step < steps.Length; step++)
        {
            if (step > 0)
            {
                ChosenColumn last = new(candidates[chosen], y, options.ChanceCorrected);
                context.ForEach(left.Count, i => terms[left[i]] = terms[left[i]].With(last.TermsWith(candidates[left[i]])));
            }

            chosen = left[Best([.. left.Select(i => options.Criterion.Score(terms[i]))])];
            steps[step] = StepOf(step + 1, candidates[chosen].Column, terms[chosen], options.Criterion);
            left.Remove(chosen);
            context.Progress?.Report(new RunProgress("selecting columns", step + 1, steps.Length));
        }

        return steps;
    }

    // The first of those that differ from the highest score by rounding only.
    private static int Best(double[] scores)
    {
        double highest = scores.Max();
        return Array.FindIndex(scores, score => score >= highest - (Tie * Math.Max(1, Math.Abs(highest))));
    }

    private static SelectionStep StepOf(int step, Column column, SelectionTerms terms, SelectionCriterion criterion) => new()
    {
        Step = step,
        Column = column,
        Score = criterion.Score(terms),
        Relevance = terms.Relevance,
        Redundancy = terms.Redundancy / Math.Max(1, terms.Count),
        ConditionalRedundancy = terms.ConditionalRedundancy / Math.Max(1, terms.Count),
        Adds = terms.Adds,
    };

    private static void AddRemarks(SelectionStep[] steps, SelectionOptions options, List<Note> notes)
    {
        if (steps.Length < options.Count)
        {
            notes.Add(new Note("all-chosen", $"There are {steps.Length:N0} candidates; all of them were chosen."));
        }

        if (Array.Find(steps, s => s.Score <= Tie) is { } first)
        {
            notes.Add(new Note(
                "score-not-positive",
                $"From step {first.Step} on the score is not above 0: by this criterion these columns add nothing to those chosen before."));
        }

        string[] told = [.. steps.Where(s => s.Adds <= Tie).Select(s => $"'{s.Column.Name}'")];
        if (told.Length > 0)
        {
            notes.Add(new Note(
                "already-told",
                $"Beyond some single column chosen before, nothing more about the target was seen in {string.Join(", ", told.Take(10))}{(told.Length > 10 ? $" and {told.Length - 10:N0} more" : "")}."));
        }
    }
}
