namespace Infometer;

/// <summary>
/// The sums of <see cref="PairSums"/> for distances |xᵢ − xⱼ| and |yᵢ − yⱼ| of numbers, in O(n log n): row sums and weighted row sums are
/// prefix sums in the order of the numbers, and Σⱼ |xᵢ − xⱼ||yᵢ − yⱼ| comes from sums over the rows below i in both, which a merge sort by
/// y of the rows in order of x collects on its way (Huo and Székely 2016; Chaudhuri and Hu 2019). Numbers should have mean near 0.
/// </summary>
internal sealed class LineDistances
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly int[] _orderX;
    private readonly int[] _orderY;

    /// <summary>Sorts both variables.</summary>
    public LineDistances(double[] x, double[] y)
    {
        (_x, _y) = (x, y);
        _orderX = RankOrder.Ascending(x);
        _orderY = RankOrder.Ascending(y);
    }

    /// <summary>All sums.</summary>
    public PairSums Sums()
    {
        PairSums.Margin marginX = MarginOf(_x, _orderX);
        PairSums.Margin marginY = MarginOf(_y, _orderY);
        return new PairSums(
            marginX,
            marginY,
            Products(),
            Weighted(_x, _orderX, marginY.Rows),
            Weighted(_y, _orderY, marginX.Rows),
            0,
            0);
    }

    /// <summary>Σᵢⱼ |xᵢ − xⱼ||y_o(i) − y_o(j)| for an order o of y, with scratch space of the caller's.</summary>
    public double ProductOf(ReadOnlySpan<int> order, Item[] items, Item[] scratch)
    {
        double sumX = 0;
        double sumY = 0;
        double sumXY = 0;
        for (int k = 0; k < items.Length; k++)
        {
            double x = _x[_orderX[k]];
            double y = _y[order[_orderX[k]]];
            items[k] = new Item(x, y, k);
            sumX += x;
            sumY += y;
            sumXY += x * y;
        }

        double concordant = 0;
        foreach (Item item in SortByY(items, scratch))
        {
            concordant += item.Below;
        }

        return 2 * ((2 * concordant) - ((_x.Length * sumXY) - (sumX * sumY)));
    }

    private static PairSums.Margin MarginOf(double[] values, int[] order)
    {
        int n = values.Length;
        PairSums.Margin margin = new(n);
        double total = PairKernels.Sum(values);
        double squares = PairKernels.Dot(values, values);
        double below = 0;
        for (int k = 0; k < n; k++)
        {
            double value = values[order[k]];
            margin.Rows[order[k]] = (((2.0 * k) - n) * value) + total - (2 * below);
            margin.Squares[order[k]] = (n * value * value) - (2 * value * total) + squares;
            below += value;
        }

        Weighted(values, order, margin.Rows).CopyTo(margin.Weighted, 0);
        return margin;
    }

    // Σⱼ wⱼ |vᵢ − vⱼ|
    private static double[] Weighted(double[] values, int[] order, double[] weights)
    {
        double total = PairKernels.Sum(weights);
        double moment = PairKernels.Dot(weights, values);
        double[] sums = new double[values.Length];
        double weightBelow = 0;
        double momentBelow = 0;
        foreach (int row in order)
        {
            double value = values[row];
            sums[row] = (value * ((2 * weightBelow) - total)) + moment - (2 * momentBelow);
            weightBelow += weights[row];
            momentBelow += weights[row] * value;
        }

        return sums;
    }

    // |Δx||Δy| is ΔxΔy for rows on the same side in both, −ΔxΔy else: all − 2 (below in x) − 2 (below in y) + 4 (below in both).
    private double[] Products()
    {
        int n = _x.Length;
        Item[] items = new Item[n];
        for (int k = 0; k < n; k++)
        {
            int row = _orderX[k];
            items[k] = new Item(_x[row], _y[row], row);
        }

        double[] sums = new double[n];
        Moments all = default;
        foreach (Item item in SortByY(items, new Item[n]))
        {
            sums[item.Row] = 4 * item.Below;
        }

        foreach (int[] order in new[] { _orderX, _orderY })
        {
            Moments below = default;
            foreach (int row in order)
            {
                sums[row] -= 2 * below.ProductsFrom(_x[row], _y[row]);
                below.Add(_x[row], _y[row]);
            }

            all = below;
        }

        for (int i = 0; i < n; i++)
        {
            sums[i] += all.ProductsFrom(_x[i], _y[i]);
        }

        return sums;
    }

    // Bottom-up merge sort. Whenever a row of the right run is taken, the rows of the left run already taken are those below it in both.
    private static Item[] SortByY(Item[] from, Item[] to)
    {
        int n = from.Length;
        for (int width = 1; width < n; width *= 2)
        {
            for (int start = 0; start < n; start += 2 * width)
            {
                int middle = Math.Min(start + width, n);
                Merge(from.AsSpan(start, middle - start), from.AsSpan(middle, Math.Min(width, n - middle)), to.AsSpan(start));
            }

            (from, to) = (to, from);
        }

        return from;
    }

    private static void Merge(Span<Item> left, Span<Item> right, Span<Item> to)
    {
        Moments below = default;
        int l = 0;
        int r = 0;
        while (l < left.Length && r < right.Length)
        {
            if (left[l].Y < right[r].Y)
            {
                below.Add(left[l].X, left[l].Y);
                to[l + r] = left[l];
                l++;
            }
            else
            {
                to[l + r] = right[r];
                to[l + r].Below += below.ProductsFrom(right[r].X, right[r].Y);
                r++;
            }
        }

        left[l..].CopyTo(to[(l + r)..]);
        for (; r < right.Length; r++)
        {
            to[left.Length + r] = right[r];
            to[left.Length + r].Below += below.ProductsFrom(right[r].X, right[r].Y);
        }
    }

    /// <summary>A row on its way through the sort.</summary>
    internal struct Item(double x, double y, int row)
    {
        public double X = x;
        public double Y = y;
        public double Below;
        public int Row = row;
    }

    // Σ (x − xⱼ)(y − yⱼ) over a growing set of rows.
    private struct Moments
    {
        private double _count;
        private double _x;
        private double _y;
        private double _xy;

        public void Add(double x, double y)
        {
            _count++;
            _x += x;
            _y += y;
            _xy += x * y;
        }

        public readonly double ProductsFrom(double x, double y) => (x * ((y * _count) - _y)) - (y * _x) + _xy;
    }
}
