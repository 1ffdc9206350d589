namespace Infometer;

/// <summary>
/// A symmetric function of two rows of a variable: a distance or a kernel. One row of its n × n matrix is made at a time, so memory is
/// O(n). Immutable.
/// </summary>
internal abstract class PairFunction
{
    /// <summary>Number of rows, n.</summary>
    public abstract int Count { get; }

    /// <summary>What the function gives for a row and itself; <see cref="Fill"/> leaves 0 there.</summary>
    public abstract double Diagonal { get; }

    /// <summary>About how many nanoseconds one value takes.</summary>
    public abstract double Cost { get; }

    /// <summary>Writes the function of <paramref name="row"/> and of the rows 0, 1, …, with 0 for the row itself.</summary>
    public void Fill(int row, Span<double> values)
    {
        Compute(row, values);
        if (row < values.Length)
        {
            values[row] = 0;
        }
    }

    /// <summary>The same function of the rows in another order.</summary>
    public abstract PairFunction Select(ReadOnlySpan<int> order);

    /// <summary>Writes the function of <paramref name="row"/> and of the rows 0, 1, …</summary>
    protected abstract void Compute(int row, Span<double> values);

    /// <summary>Euclidean distance.</summary>
    public sealed class Distance(PointSet points) : PairFunction
    {
        public override int Count => points.Count;

        public override double Diagonal => 0;

        public override double Cost => 1.5 + (0.4 * points.Dimension);

        public override PairFunction Select(ReadOnlySpan<int> order) => new Distance(points.Select(order));

        protected override void Compute(int row, Span<double> values)
        {
            Squares(points, row, values);
            PairKernels.Root(values);
        }
    }

    /// <summary>The Gaussian kernel exp(−d²/2σ²) of the Euclidean distance d.</summary>
    public sealed class Gaussian(PointSet points, double width) : PairFunction
    {
        public override int Count => points.Count;

        public override double Diagonal => 1;

        public override double Cost => 3 + (0.4 * points.Dimension);

        public override PairFunction Select(ReadOnlySpan<int> order) => new Gaussian(points.Select(order), width);

        protected override void Compute(int row, Span<double> values)
        {
            Squares(points, row, values);
            PairKernels.Gaussian(values, 0.5 / (width * width));
        }
    }

    /// <summary>Levels are equal or not: as a distance 0 and 1, as a kernel 1 and 0.</summary>
    public sealed class Levels(int[] codes, bool isKernel) : PairFunction
    {
        public override int Count => codes.Length;

        public override double Diagonal => isKernel ? 1 : 0;

        public override double Cost => 1;

        public override PairFunction Select(ReadOnlySpan<int> order)
        {
            int[] selected = new int[order.Length];
            for (int i = 0; i < order.Length; i++)
            {
                selected[i] = codes[order[i]];
            }

            return new Levels(selected, isKernel);
        }

        protected override void Compute(int row, Span<double> values)
        {
            double same = isKernel ? 1 : 0;
            for (int j = 0; j < values.Length; j++)
            {
                values[j] = codes[j] == codes[row] ? same : 1 - same;
            }
        }
    }

    private static void Squares(PointSet points, int row, Span<double> values)
    {
        Span<double> point = points.Dimension <= PairKernels.FewColumns ? stackalloc double[points.Dimension] : new double[points.Dimension];
        PairKernels.Point(points.Columns, row, point);
        PairKernels.Terms<SquareTerm>(points.Columns, point, 0, values);
    }
}
