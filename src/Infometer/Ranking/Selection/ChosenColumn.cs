namespace Infometer;

/// <summary>
/// The column X_j chosen last, joined with the target into one variable (X_j,Y) of the combinations that occur, ready to be
/// counted against every candidate: one table of X and (X_j,Y) has the pair and the triple. Immutable.
/// </summary>
internal sealed class ChosenColumn
{
    // With at least so many rows per cell (r−1)(c−1)/2n is the chance level to 2 %.
    private const int RowsPerCell = 10;

    private readonly SelectionCandidate _chosen;
    private readonly CodedTarget _target;
    private readonly Codes _joint;
    private readonly int[] _chosenLevels; // the level of X_j of each joint level, ascending
    private readonly bool _isCorrected;

    /// <summary>Joins a column and the target. O(n).</summary>
    public ChosenColumn(SelectionCandidate chosen, CodedTarget target, bool isCorrected)
    {
        _chosen = chosen;
        _target = target;
        _isCorrected = isCorrected;
        int[] groups = CountingGroups.Of([chosen.Codes, target.Codes], out int count);
        _chosenLevels = Array.ConvertAll(CountingGroups.FirstRows(groups, count), row => chosen.Codes[row]);
        _joint = Codes.Create(groups, count);
    }

    /// <summary>The terms of a candidate and this column. O(n + cells).</summary>
    public PairTerms TermsWith(SelectionCandidate candidate)
    {
        (double pair, double triple) = JointEntropies(candidate.Codes);
        (double chance, double conditionalChance) = _isCorrected ? ChanceLevels(candidate) : default;
        return new PairTerms(
            _chosen.Relevance,
            candidate.Entropy + _chosen.Entropy - pair - chance,
            chance,
            candidate.EntropyWithTarget + _chosen.EntropyWithTarget - triple - _target.Entropy - conditionalChance,
            triple);
    }

    // H(X,X_j) and H(X,X_j,Y)
    private (double Pair, double Triple) JointEntropies(Codes candidate)
    {
        RunContext alone = new() { MaxDegreeOfParallelism = 1 }; // the candidates are what runs in parallel
        Codes[] variables = [candidate, _joint];
        int cells = CountingTable.CellsOf(variables);
        (double pair, double triple) = cells < 0
            ? SumSparse(ContingencyTable.Count(candidate, _joint, alone))
            : SumDense(CountingTable.Count(variables, cells, alone));
        double n = candidate.Count;
        return (Math.Log(n) - (pair / n), Math.Log(n) - (triple / n));
    }

    // Σ k ln k over the cells of (X,X_j) and of (X,X_j,Y). Cells of one level of X and of X_j are neighbours.
    private (double Pair, double Triple) SumDense(ReadOnlySpan<uint> counts)
    {
        double pair = 0;
        double triple = 0;
        for (int start = 0; start < counts.Length; start += _chosenLevels.Length)
        {
            ReadOnlySpan<uint> row = counts.Slice(start, _chosenLevels.Length);
            long total = 0;
            for (int j = 0; j < row.Length; j++)
            {
                triple += CountTables.XLogX(row[j]);
                total += row[j];
                if (j == row.Length - 1 || _chosenLevels[j + 1] != _chosenLevels[j])
                {
                    pair += CountTables.XLogX(total);
                    total = 0;
                }
            }
        }

        return (pair, triple);
    }

    private (double Pair, double Triple) SumSparse(ContingencyTable table)
    {
        double pair = 0;
        double triple = 0;
        long total = 0;
        for (int cell = 0; cell < table.CellCount; cell++)
        {
            triple += CountTables.XLogX(table.CellCounts[cell]);
            total += table.CellCounts[cell];
            if (cell == table.CellCount - 1
                || table.CellRows[cell + 1] != table.CellRows[cell]
                || _chosenLevels[table.CellColumns[cell + 1]] != _chosenLevels[table.CellColumns[cell]])
            {
                pair += CountTables.XLogX(total);
                total = 0;
            }
        }

        return (pair, triple);
    }

    // The chance levels of I(X;X_j) and I(X;X_j|Y)
    private (double Pair, double Conditional) ChanceLevels(SelectionCandidate candidate)
    {
        double n = candidate.Codes.Count;
        double conditional = 0;
        for (int stratum = 0; stratum < candidate.Strata.Length; stratum++)
        {
            FixedMarginGroups rows = candidate.Strata[stratum];
            conditional += rows.Sum / n * ChanceLevel(rows, _chosen.Strata[stratum]);
        }

        return (ChanceLevel(candidate.Margin, _chosen.Margin), conditional);
    }

    private static double ChanceLevel(FixedMarginGroups rows, FixedMarginGroups columns) =>
        RowsPerCell * (double)rows.LevelCount * columns.LevelCount <= rows.Sum
            ? (rows.LevelCount - 1.0) * (columns.LevelCount - 1.0) / (2 * rows.Sum)
            : FixedMarginMoments.Mean(rows, columns);
}
