namespace Infometer;

/// <summary>
/// Whether the two sides share anything: the largest of up to eight statistics, each as a standard normal number of its own null, compared
/// with what it is after the rows of one side were permuted. That is one exact test, whatever the laws of the statistics and however they
/// go together; the constants that make them comparable only divide its attention.
/// </summary>
/// <remarks>
/// <para>The statistics: all correlations (Wilks' Λ); moments of ranks up to the fourth degree, where that makes few enough pairs; KSG
/// with 5 neighbours; KSG of the distances from the centres; directions by what <see cref="SideShape.Twisted"/> and <see
/// cref="SideShape.Bent"/> say, both ways. All but KSG are made of features of each side alone, which a permutation only moves.</para>
/// <para>Cost of a draw: O(n p q), with up to 16 times the pairs for moments, and one search in at most so many rows that it stays below
/// some 10 ms; where there are more, permutations keep these rows among themselves, which are a group as good as all.</para>
/// </remarks>
internal sealed class SurrogateTest
{
    // KSG with 5 neighbours of independent normal sides scatters by 0.54/√n in two columns to 0.64/√n in twenty, as measured.
    private const double KsgDeviation = 0.58;
    private const double RadialDeviation = 0.54;
    private const int MostMomentPairs = 1_600;
    private const double SearchWork = 4e6;
    private const int LeastSearched = 1_000;

    private static readonly InformationTerm s_pair = new([VariableSet.Of(0), VariableSet.Of(1)]);

    private readonly Features _moved;
    private readonly Features _fixed;
    private readonly Sample _radii;
    private readonly Sample _searched;
    private readonly int[] _searchedRows;
    private readonly WithinGroups _shuffler;
    private readonly CircularShift? _shift;
    private readonly bool _hasMoments;
    private readonly bool _hasRadii;

    /// <summary>Prepares the sides.</summary>
    /// <param name="margins">The sides.</param>
    /// <param name="leastShift">For rows in serial order: the rows are shifted by as many or more, in place of being permuted.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    public SurrogateTest(SurrogateMargins margins, int? leastShift, RunContext context)
    {
        double[][] moved = NonConstant(margins.First);
        double[][] kept = NonConstant(margins.Second);
        int n = moved[0].Length;
        int searched = SearchedRows(n, moved.Length + kept.Length);
        if (leastShift is { } least)
        {
            // Every step-th row is searched, and shifts by whole steps take these rows to each other; up to a step of the last rows is left out for that.
            int step = (n + searched - 1) / searched;
            n -= n % step;
            moved = Array.ConvertAll(moved, column => column[..n]);
            kept = Array.ConvertAll(kept, column => column[..n]);
            _searchedRows = [.. Enumerable.Range(0, n / step).Select(i => i * step)];
            _shift = new CircularShift(n, least, step);
        }
        else
        {
            _searchedRows = RandomRows(n, searched, context);
        }

        _hasMoments = 16L * moved.Length * kept.Length <= MostMomentPairs;
        _moved = Features.Of(moved, _hasMoments, context);
        _fixed = Features.Of(kept, _hasMoments, context);
        double[] OneOf(double[][] side) => SideShape.Distance(SideShape.White(side, context));
        _radii = AsSample([OneOf(moved)], [OneOf(kept)], null);
        _hasRadii = moved.Length + kept.Length > 2;
        _searched = AsSample(moved, kept, _searchedRows);
        int[] groups = new int[n];
        foreach (int row in _searchedRows)
        {
            groups[row] = 1;
        }

        _shuffler = new WithinGroups(groups, 2);
    }

    /// <summary>The null, and the statistic of the data.</summary>
    public OwnTest ToOwnTest() => new(
        new Sampler(this).Of(null),
        new WholeNull("rows permuted, the largest of several statistics", () => new Sampler(this)) { IsCheap = true })
    {
        Shifted = _shift is null ? null : (_shift, () => new Sampler(this)),
    };

    /// <summary>Rows that KSG searches in a draw: as many as keep it cheap.</summary>
    internal static int SearchedRows(int count, int dimension)
    {
        double perRow = 32 * Math.Pow(2, Math.Min(30, dimension));
        double width = Math.Max(1, dimension / 10.0);
        double rows = Math.Max(SearchWork / width / perRow, Math.Sqrt(SearchWork / width));
        return (int)Math.Min(count, Math.Max(LeastSearched, rows));
    }

    private static int[] RandomRows(int count, int chosen, RunContext context)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        Rng rng = Rng.For(context.Seed, "surrogate test rows");
        rng.Shuffle<int>(rows);
        int[] kept = rows[..chosen];
        Array.Sort(kept);
        return kept;
    }

    private static double[][] NonConstant(double[][] columns) => Array.FindAll(columns, static c => c.AsSpan().IndexOfAnyExcept(c[0]) >= 0);

    private static Sample AsSample(double[][] first, double[][] second, int[]? rows) =>
        Sample.Align([AsVariable(first, rows, "first"), AsVariable(second, rows, "second")]);

    private static Variable AsVariable(double[][] columns, int[]? rows, string name)
    {
        int n = rows?.Length ?? columns[0].Length;
        double[] values = new double[n * columns.Length];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < columns.Length; j++)
            {
                values[(i * columns.Length) + j] = columns[j][rows?[i] ?? i];
            }
        }

        return Variable.Continuous(values, columns.Length, name);
    }

    /// <summary>White features of one side alone.</summary>
    private sealed record Features(double[][] Columns, double[][] Moments, double[][] Directions, double[][] Twisted, double[][] Bent)
    {
        public static Features Of(double[][] columns, bool withMoments, RunContext context)
        {
            double[][] white = SideShape.White(columns, context);
            return new Features(
                white,
                withMoments ? SideShape.White(LegendreMoments.Of(columns), context) : [],
                SideShape.White(SideShape.Directions(white), context),
                SideShape.Twisted(white, SideShape.RadiusScores(white), context),
                SideShape.Bent(white, 0, context));
        }

        public Features Copy() => new(Copy(Columns), Copy(Moments), Copy(Directions), Copy(Twisted), Copy(Bent));

        public void Take(Features source, int[] order)
        {
            Take(Columns, source.Columns, order);
            Take(Moments, source.Moments, order);
            Take(Directions, source.Directions, order);
            Take(Twisted, source.Twisted, order);
            Take(Bent, source.Bent, order);
        }

        private static double[][] Copy(double[][] columns) => Array.ConvertAll(columns, static c => (double[])c.Clone());

        private static void Take(double[][] target, double[][] source, int[] order)
        {
            for (int j = 0; j < target.Length; j++)
            {
                for (int i = 0; i < order.Length; i++)
                {
                    target[j][i] = source[j][order[i]];
                }
            }
        }
    }

    private sealed class Sampler : TermReorderer, INullSampler
    {
        private readonly SurrogateTest _test;
        private readonly Features _moved;
        private readonly TermReorderer _ksg;
        private readonly TermReorderer _radial;
        private readonly int[] _order;
        private readonly int[] _searchedOrder;
        private readonly int[] _placeOf;

        public Sampler(SurrogateTest test)
        {
            _test = test;
            _moved = test._moved.Copy();
            RunContext alone = new() { MaxDegreeOfParallelism = 1 };
            Ksg ksg = new() { Neighbors = NeighborLadder.Neighbors };
            _ksg = ksg.Reorder(s_pair, test._searched, alone);
            _radial = ksg.Reorder(s_pair, test._radii, alone);
            _order = new int[test._radii.Count];
            _searchedOrder = new int[test._searchedRows.Length];
            _placeOf = new int[_order.Length];
            for (int place = 0; place < _searchedOrder.Length; place++)
            {
                _placeOf[test._searchedRows[place]] = place;
            }
        }

        public void Reset()
        {
        }

        public double Next(ref Rng rng)
        {
            _test._shuffler.Draw(ref rng, _order);
            return Of(_order);
        }

        /// <inheritdoc/>
        public override double Evaluate(IReadOnlyList<int[]?> orders) => Of(orders[1]);

        /// <summary>The statistic with the rows of one side in another order; null for the data themselves.</summary>
        public double Of(int[]? order)
        {
            int[]? searched = null;
            if (order is not null)
            {
                _moved.Take(_test._moved, order);
                searched = _searchedOrder;
                for (int place = 0; place < searched.Length; place++)
                {
                    searched[place] = _placeOf[order[_test._searchedRows[place]]];
                }
            }

            Features kept = _test._fixed;
            double largest = Math.Sqrt(_searchedOrder.Length) / KsgDeviation * _ksg.Evaluate([searched, null]);
            if (_test._hasRadii)
            {
                largest = Math.Max(largest, Math.Sqrt(_order.Length) / RadialDeviation * _radial.Evaluate([order, null]));
            }

            largest = Math.Max(largest, Wilks(_moved.Columns, kept.Columns));
            largest = Math.Max(largest, RadiusModulation.Normal(_moved.Moments, kept.Moments));
            largest = Math.Max(largest, RadiusModulation.Normal(_moved.Twisted, kept.Directions));
            largest = Math.Max(largest, RadiusModulation.Normal(_moved.Bent, kept.Directions));
            largest = Math.Max(largest, RadiusModulation.Normal(_moved.Directions, kept.Twisted));
            return Math.Max(largest, RadiusModulation.Normal(_moved.Directions, kept.Bent));
        }

        // Bartlett: −(n − 1 − (p + q + 1)/2) ln|I − CCᵀ|, C the correlations of the white columns, is about χ² with pq degrees of freedom.
        private static double Wilks(double[][] a, double[][] b)
        {
            int n = a[0].Length;
            int p = a.Length;
            double scale = n - 1 - ((p + b.Length + 1) / 2.0);
            double[][] coupling = Array.ConvertAll(a, left => Array.ConvertAll(b, right => CrossProducts.Dot(left, right) / n));
            double[] left = new double[p * p];
            for (int i = 0; i < p; i++)
            {
                for (int j = 0; j < p; j++)
                {
                    left[(i * p) + j] = (i == j ? 1 : 0) - CrossProducts.Dot(coupling[i], coupling[j]);
                }
            }

            return Cholesky.Of(left, p) is { } factor
                ? RadiusModulation.Normal(-Math.Max(1, scale) * factor.LogDeterminant, p * (double)b.Length)
                : double.PositiveInfinity;
        }
    }
}
