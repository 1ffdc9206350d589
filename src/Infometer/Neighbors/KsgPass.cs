namespace Infometer;

/// <summary>
/// One search of the neighbours of every row, and the local values for several numbers of neighbours that follow from it. Margins of one
/// column are counted on the way, while the rows are in the cache; others once all limits are known.
/// </summary>
internal sealed class KsgPass
{
    private readonly KsgTerm _term;
    private readonly IReadOnlyList<int> _ladder;
    private readonly int _searched;
    private readonly bool _withRows;
    private readonly double[][] _locals;
    private readonly double[] _constants;
    private readonly KsgMargin[] _margins;

    // Per number of neighbours and part, the largest distance of a row that still counts; only for margins that are counted later.
    private readonly double[][][] _limits;
    private int[]? _scratch;
    private int _tiedRows;

    /// <summary>Makes room for the results.</summary>
    /// <param name="term">The spaces.</param>
    /// <param name="ladder">The numbers of neighbours, ascending.</param>
    /// <param name="neighbors">The number whose ties and deletions are asked for; one of the ladder.</param>
    /// <param name="withDeletion">Whether to keep what the deletion of rows needs.</param>
    public KsgPass(KsgTerm term, IReadOnlyList<int> ladder, int neighbors, bool withDeletion)
    {
        _term = term;
        _ladder = ladder;
        Neighbors = neighbors;
        _searched = Math.Max(ladder[^1], withDeletion ? neighbors + 1 : 0);
        _withRows = withDeletion || term.Algorithm == KsgAlgorithm.Two;
        _locals = NewArrays(ladder.Count);
        _constants = [.. ladder.Select(k => term.Constant(0, k))];
        _margins = [.. term.Margins];
        bool isCountedLater = withDeletion || term.Margins.Any(m => m.Sorted is null);
        _limits = [.. ladder.Select(_ => isCountedLater ? NewArrays(term.PartCount) : [])];
        if (withDeletion)
        {
            Kept = new int[term.Count * (neighbors + 1)];
            Counts = [.. term.Margins.Select(_ => new int[term.Count])];
        }
    }

    /// <summary>The number of neighbours asked for.</summary>
    public int Neighbors { get; }

    /// <summary>Rows whose k-th neighbour is at distance 0.</summary>
    public int TiedRows => _tiedRows;

    /// <summary>The k + 1 nearest rows of each row; empty where deletions are not asked for.</summary>
    public int[] Kept { get; } = [];

    /// <summary>The counts of each margin with k neighbours; empty where deletions are not asked for.</summary>
    public int[][] Counts { get; } = [];

    /// <summary>The limits of each part with k neighbours; empty where nothing is counted after the search.</summary>
    public double[][] Limits => LimitsAt(Step);

    /// <summary>The limits of each part at a step of the ladder; empty where nothing is counted after the search.</summary>
    public double[][] LimitsAt(int step) => _limits[step];

    private int Step => Enumerable.Range(0, _ladder.Count).First(i => _ladder[i] == Neighbors);

    /// <summary>The local values of every row, for each number of neighbours; the next run writes over them.</summary>
    public double[][] Run(RunContext context)
    {
        int own = Step;
        _tiedRows = 0;
        _term.Joint.VisitNearest(_searched, _withRows, _term.Window, context, (_, rows, distances, neighbors) =>
        {
            Span<double> limits = stackalloc double[_term.PartCount];
            int tied = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                ReadOnlySpan<double> near = distances.Slice(i * _searched, _searched);
                ReadOnlySpan<int> found = _withRows ? neighbors.Slice(i * _searched, _searched) : default;
                for (int step = 0; step < _ladder.Count; step++)
                {
                    SetLimits(rows[i], near, found, _ladder[step], limits);
                    CountColumns(rows[i], step, step == own, limits);
                }

                tied += near[Neighbors - 1] == 0 ? 1 : 0;
                if (Kept.Length > 0)
                {
                    found[..(Neighbors + 1)].CopyTo(Kept.AsSpan(rows[i] * (Neighbors + 1)));
                }
            }

            Interlocked.Add(ref _tiedRows, tied);
        });
        for (int step = 0; step < _ladder.Count; step++)
        {
            CountSpaces(step, step == own, context);
        }

        return _locals;
    }

    // Strictly inside the cube; or inside the box, its sides included.
    private void SetLimits(int row, ReadOnlySpan<double> distances, ReadOnlySpan<int> found, int neighbors, Span<double> limits)
    {
        if (_term.Algorithm == KsgAlgorithm.One)
        {
            limits.Fill(NumberBelow(distances[neighbors - 1]));
            return;
        }

        for (int part = 0; part < limits.Length; part++)
        {
            limits[part] = _term.WidthOf(part, row, found[..neighbors]);
        }
    }

    // As Math.BitDecrement, for numbers ≥ 0.
    private static double NumberBelow(double distance) =>
        distance > 0 ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(distance) - 1) : -double.Epsilon;

    private void CountColumns(int row, int step, bool isOwn, ReadOnlySpan<double> limits)
    {
        double local = _term.HasWindow ? _term.Constant(row, _ladder[step]) : _constants[step];
        for (int m = 0; m < _margins.Length; m++)
        {
            KsgMargin margin = _margins[m];
            if (margin.Sorted is not null)
            {
                int count = _term.CountInColumn(margin, row, limits[margin.Part]);
                local += _term.Contribution(margin, count);
                if (isOwn && Counts.Length > 0)
                {
                    Counts[m][row] = count;
                }
            }
        }

        _locals[step][row] = local;
        for (int part = 0; part < _limits[step].Length; part++)
        {
            _limits[step][part][row] = limits[part];
        }
    }

    private void CountSpaces(int step, bool isOwn, RunContext context)
    {
        for (int m = 0; m < _margins.Length; m++)
        {
            KsgMargin margin = _margins[m];
            if (margin.Sorted is not null)
            {
                continue;
            }

            int[] counts = isOwn && Counts.Length > 0 ? Counts[m] : (_scratch ??= new int[_term.Count]);
            margin.Index.CountWithin(margin.LimitsOf(_term, _limits[step]), true, _term.Window, counts, context);
            double[] locals = _locals[step];
            for (int row = 0; row < counts.Length; row++)
            {
                locals[row] += _term.Contribution(margin, counts[row]);
            }
        }
    }

    private double[][] NewArrays(int count)
    {
        double[][] arrays = new double[count][];
        foreach (ref double[] array in arrays.AsSpan())
        {
            array = new double[_term.Count];
        }

        return arrays;
    }
}
