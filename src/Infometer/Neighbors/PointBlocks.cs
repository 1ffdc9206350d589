namespace Infometer;

/// <summary>
/// Points laid out for vector lanes: in double precision in groups of eight, and in single precision in blocks of two groups, centred and
/// scaled by a power of two. Single precision preselects: <see cref="Widen"/> says what a distance may look like in it.
/// </summary>
internal sealed class PointBlocks
{
    private const double Rounding = 1.0 / (1 << 22);
    private const double Smallest = 1e-37;

    private readonly double[] _centers;
    private readonly double _scale;

    /// <summary>Makes room for <paramref name="points"/>, and finds the scale of their numbers.</summary>
    public PointBlocks(PointSet points)
    {
        Count = points.Count;
        Dimension = points.Dimension;
        BlockCount = (Count + SingleKernels.Lanes - 1) / SingleKernels.Lanes;
        Doubles = new double[BlockCount * SingleKernels.Lanes * Dimension];
        Doubles.AsSpan().Fill(double.NaN);
        Singles = new float[Doubles.Length];
        Singles.AsSpan().Fill(float.PositiveInfinity);
        _centers = new double[Dimension];
        double reach = 0;
        for (int j = 0; j < Dimension; j++)
        {
            (double low, double high) = Extremes(points.Column(j));
            _centers[j] = (low / 2) + (high / 2);
            reach = Math.Max(reach, Math.Max(high - _centers[j], _centers[j] - low));
        }

        // The farthest number becomes 1 to 2; at the ends of the range of doubles a few hundred powers of two more or less.
        _scale = Math.ScaleB(1, reach > 0 ? -Math.Clamp(Math.ILogB(reach), -1000, 1000) : 0);
    }

    /// <summary>Places the points: those for which room was made, in any order of the rows.</summary>
    public void Fill(PointSet points)
    {
        for (int j = 0; j < Dimension; j++)
        {
            ReadOnlySpan<double> column = points.Column(j);
            for (int i = 0; i < column.Length; i++)
            {
                Doubles[GroupOffset(i / PointKernels.Lanes, j) + (i % PointKernels.Lanes)] = column[i];
                Singles[BlockOffset(i / SingleKernels.Lanes, j) + (i % SingleKernels.Lanes)] = Single(column[i], j);
            }
        }
    }

    /// <summary>Number of points, n.</summary>
    public int Count { get; }

    /// <summary>Numbers per point, d.</summary>
    public int Dimension { get; }

    /// <summary>Number of blocks of sixteen.</summary>
    public int BlockCount { get; }

    /// <summary>The numbers, group by group, in a group dimension by dimension; NaN at places without a point.</summary>
    public double[] Doubles { get; }

    /// <summary>The same in single precision, block by block; ∞ at places without a point.</summary>
    public float[] Singles { get; }

    /// <summary>Where a dimension of a group starts in <see cref="Doubles"/>.</summary>
    public int GroupOffset(int group, int dimension) => ((group * Dimension) + dimension) * PointKernels.Lanes;

    /// <summary>Where a dimension of a block starts in <see cref="Singles"/>.</summary>
    public int BlockOffset(int block, int dimension) => ((block * Dimension) + dimension) * SingleKernels.Lanes;

    /// <summary>A number of a dimension in single precision.</summary>
    public float Single(double value, int dimension) => (float)((value - _centers[dimension]) * _scale);

    /// <summary>
    /// What a distance of at most <paramref name="limit"/> can be at most in single precision, and below what a distance in single
    /// precision is surely at most the limit.
    /// </summary>
    /// <param name="limit">A distance, in double precision; negative: none.</param>
    /// <param name="reach">The largest of the query's numbers in single precision, without sign.</param>
    /// <remarks>
    /// A coordinate is rounded to within 2⁻²⁴ of itself, and a point at a distance D from the query has coordinates up to reach + D. So
    /// its distance is off by at most 2⁻²⁴(2 reach + 2D), and by what lies below the smallest single; both are doubled here, which covers
    /// the rounding of the limits too.
    /// </remarks>
    public (float AtMost, float Surely) Widen(double limit, float reach)
    {
        double scaled = limit * _scale;
        double slack = (Rounding * (reach + Math.Abs(scaled))) + Smallest;
        return limit < 0
            ? (-1, -1)
            : ((float)(scaled + slack), Math.Min((float)(scaled - slack), float.MaxValue)); // ∞ is no point's distance
    }

    private static (double Low, double High) Extremes(ReadOnlySpan<double> column)
    {
        double low = column[0];
        double high = column[0];
        foreach (double value in column)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return (low, high);
    }
}
