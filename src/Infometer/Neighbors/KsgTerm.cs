namespace Infometer;

/// <summary>The spaces in which an information term is searched and counted: the joint one, and one per margin.</summary>
internal sealed class KsgTerm
{
    private readonly PointSet[] _parts;
    private readonly TimeNeighbors? _near;

    /// <summary>Lays out a term, with the searches it needs.</summary>
    public KsgTerm(
        KsgAlgorithm algorithm,
        NeighborNorm norm,
        int neighbors,
        PointSet[] arguments,
        PointSet? condition,
        TheilerWindow window,
        RunContext context)
        : this(
            algorithm,
            arguments,
            condition,
            window,
            NeighborIndex.Build(PointSet.Join([.. PartsOf(arguments, condition)]), norm, neighbors, context),
            parts => NeighborIndex.Build(PointSet.Join(parts), norm, 0, context))
    {
    }

    /// <summary>Lays out a term over searches that the caller has.</summary>
    public KsgTerm(
        KsgAlgorithm algorithm,
        PointSet[] arguments,
        PointSet? condition,
        TheilerWindow window,
        NeighborIndex joint,
        Func<PointSet[], NeighborIndex> indexOf)
    {
        Algorithm = algorithm;
        ArgumentCount = arguments.Length;
        IsConditional = condition is not null;
        Window = window;
        Joint = joint;
        _parts = [.. PartsOf(arguments, condition)];
        _near = window.IsEmpty ? null : new TimeNeighbors(window, joint.Points.Count);
        List<KsgMargin> margins = [];
        for (int j = 0; j < arguments.Length; j++)
        {
            int[] parts = condition is null ? [j] : [j, arguments.Length];
            margins.Add(new KsgMargin(indexOf([.. parts.Select(p => _parts[p])]), parts, -1, withWidths: condition is not null));
        }

        if (condition is not null)
        {
            margins.Add(new KsgMargin(indexOf([condition]), [arguments.Length], arguments.Length - 1, withWidths: false));
        }

        Margins = margins;
        FewestOthers = Enumerable.Range(0, _near is null ? 1 : Count).Min(OthersOf);
    }

    /// <summary>Which of the two estimators.</summary>
    public KsgAlgorithm Algorithm { get; }

    /// <summary>Number of arguments, m.</summary>
    public int ArgumentCount { get; }

    /// <summary>Whether something is given.</summary>
    public bool IsConditional { get; }

    /// <summary>Which rows are too close in time to be neighbours.</summary>
    public TheilerWindow Window { get; }

    /// <summary>The search in all arguments and the condition.</summary>
    public NeighborIndex Joint { get; }

    /// <summary>The spaces in which rows are counted.</summary>
    public IReadOnlyList<KsgMargin> Margins { get; }

    /// <summary>Number of rows, n.</summary>
    public int Count => Joint.Points.Count;

    /// <summary>Number of arguments, and one for the condition.</summary>
    public int PartCount => _parts.Length;

    /// <summary>The least number of rows that can be neighbours of a row.</summary>
    public int FewestOthers { get; }

    /// <summary>The points of an argument, or of the condition, which comes last.</summary>
    public PointSet Part(int part) => _parts[part];

    /// <summary>Whether some rows are too close in time to be neighbours.</summary>
    public bool HasWindow => _near is not null;

    /// <summary>What every local value of a row has in common, whatever is counted; the same for all rows without a window.</summary>
    public double Constant(int row, int neighbors)
    {
        int m = ArgumentCount;
        double constant = DigammaTable.At(neighbors) + (IsConditional ? 0 : (m - 1) * DigammaTable.At(OthersOf(row) + 1));
        return Algorithm == KsgAlgorithm.One ? constant : constant - ((double)(IsConditional ? m : m - 1) / neighbors);
    }

    /// <summary>What a count adds to a local value.</summary>
    public double Contribution(KsgMargin margin, int count)
    {
        if (Algorithm == KsgAlgorithm.One)
        {
            return margin.Sign * DigammaTable.At(count + 1);
        }

        return margin.Sign * (margin.WithWidths ? DigammaTable.At(count) - (1.0 / count) : DigammaTable.At(count));
    }

    /// <summary>How far the farthest of some rows is from a row within a part.</summary>
    public double WidthOf(int part, int row, ReadOnlySpan<int> others)
    {
        double width = 0;
        foreach (int other in others)
        {
            width = Math.Max(width, _parts[part].Distance(Joint.Norm, row, other));
        }

        return width;
    }

    /// <summary>Whether a row lies within the limits around another in a margin.</summary>
    public bool IsWithin(KsgMargin margin, int row, int other, double[][] limits)
    {
        foreach (int part in margin.Parts)
        {
            if (!(_parts[part].Distance(Joint.Norm, row, other) <= limits[part][row]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// How many rows in a margin of one column lie no farther from a row than the limit, without the row and those too close in time.
    /// </summary>
    public int CountInColumn(KsgMargin margin, int row, double limit)
    {
        double[] values = margin.Values!;
        double value = values[row];
        int count = margin.Sorted!.Count(value, limit);
        if (_near is null)
        {
            return limit >= 0 ? count - 1 : count;
        }

        (int start, int end) = _near.Of(row);
        for (int position = start; position < end; position++)
        {
            count -= Math.Abs(values[_near.RowAt(position)] - value) <= limit ? 1 : 0;
        }

        return count;
    }

    private static IEnumerable<PointSet> PartsOf(PointSet[] arguments, PointSet? condition) =>
        condition is null ? arguments : arguments.Append(condition);

    private int OthersOf(int row)
    {
        if (_near is null)
        {
            return Count - 1;
        }

        (int start, int end) = _near.Of(row);
        return Count - (end - start);
    }
}
