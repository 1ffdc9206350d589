namespace Infometer;

/// <summary>
/// The rows that have a neighbour at all, with what is needed of them. A row whose combination of levels occurs once has no other row at a
/// finite distance; it is left out here, together with its place in every count.
/// </summary>
internal sealed class MixedRows
{
    private readonly PointSet?[] _points;
    private readonly Codes?[] _codes;
    private readonly NeighborNorm _norm;
    private readonly TheilerWindow _window;

    private MixedRows(int total, int[] kept, PointSet?[] points, Codes?[] codes, NeighborNorm norm, TheilerWindow window)
    {
        (Total, Kept, _points, _codes, _norm, _window) = (total, kept, points, codes, norm, window);
    }

    /// <summary>Rows given.</summary>
    public int Total { get; }

    /// <summary>The rows that were kept, ascending.</summary>
    public int[] Kept { get; }

    /// <summary>Rows that were left out.</summary>
    public int LonelyRows => Total - Kept.Length;

    /// <summary>Keeps the rows of a sample that have a neighbour in the space of <paramref name="all"/>.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="points">The points of each numeric variable of <paramref name="all"/>; null elsewhere.</param>
    /// <param name="all">The variables of the joint space.</param>
    /// <param name="norm">The distance within one numeric variable.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static MixedRows Of(Sample sample, PointSet?[] points, VariableSet all, NeighborNorm norm, RunContext context)
    {
        Codes?[] codes = [.. sample.Variables.Select(v => v.Codes)];
        int[] everyRow = [.. Enumerable.Range(0, sample.Count)];
        return Connected(new MixedRows(sample.Count, everyRow, points, codes, norm, TheilerWindow.Of(sample)), all, context);
    }

    /// <summary>The same for points, which become variable 0, and labels, which become variables 1, 2, ….</summary>
    public static MixedRows Of(PointSet points, IReadOnlyList<Codes> labels, NeighborNorm norm, TheilerWindow window, RunContext context)
    {
        PointSet?[] places = new PointSet?[labels.Count + 1];
        places[0] = points;
        MixedRows rows = new(points.Count, [.. Enumerable.Range(0, points.Count)], places, [null, .. labels], norm, window);
        return Connected(rows, VariableSet.Range(0, labels.Count + 1), context);
    }

    private static MixedRows Connected(MixedRows rows, VariableSet all, RunContext context)
    {
        while (rows.Space(all) is { IsNumeric: true } space && rows.Kept.Length > 0)
        {
            int[] others = space.Others(context);
            int[] connected = [.. Enumerable.Range(0, others.Length).Where(i => others[i] > 0)];
            if (connected.Length == others.Length)
            {
                break;
            }

            // With a window a row can lose its last neighbour when another row goes.
            rows = rows.Select(connected);
        }

        return rows;
    }

    /// <summary>The space of some of the variables over the rows kept.</summary>
    public MixedSpace Space(VariableSet set)
    {
        PointSet[] points = [.. set.Indices().Select(i => _points[i]).OfType<PointSet>()];
        Codes[] codes = [.. set.Indices().Select(i => _codes[i]).OfType<Codes>()];
        return new MixedSpace(Kept.Length, points.Length == 0 ? null : PointSet.Join(points), codes, _norm, _window);
    }

    /// <summary>
    /// An estimate from the local values of the rows kept; those left out stand at the mean, so that they do not move it.
    /// </summary>
    public TermEstimate Estimate(double[] locals, MixedNeighbors nearest, int neighbors, int dimension)
    {
        double value = locals.Length == 0 ? double.NaN : locals.Average();
        double[] all = new double[Total];
        Array.Fill(all, value);
        for (int i = 0; i < Kept.Length; i++)
        {
            all[Kept[i]] = locals[i];
        }

        return new TermEstimate(value)
        {
            Locals = all,
            Neighbors = new NeighborDiagnostics(neighbors, nearest.TiedRows, dimension)
            {
                LonelyRows = LonelyRows,
                SparseRows = nearest.SparseRows,
            },
        };
    }

    private MixedRows Select(int[] rows) => new(
        Total,
        Array.ConvertAll(rows, row => Kept[row]),
        Array.ConvertAll(_points, p => p?.Select(rows)),
        Array.ConvertAll(_codes, c => c?.Select(rows)),
        _norm,
        _window.Width == 0 ? _window : _window with { Times = Array.ConvertAll(rows, row => _window.Times?[row] ?? row) });
}
