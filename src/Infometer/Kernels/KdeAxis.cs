using System.Numerics;

namespace Infometer;

/// <summary>
/// One column on an even grid: each row shares its weight between the two nearest points. The grid reaches five bandwidths beyond the
/// data on either side, so that no mass is lost, and its step is at most a third of the narrowest bandwidth.
/// </summary>
internal sealed class KdeAxis
{
    private const int FewestPoints = 64;
    private const double Reach = 5;
    private const double PointsPerBandwidth = 3;

    private KdeAxis(int size, double step, int[] cells, double[] shares)
    {
        Size = size;
        Step = step;
        Cells = cells;
        Shares = shares;
    }

    /// <summary>Number of points, a power of two.</summary>
    public int Size { get; }

    /// <summary>Distance of neighbouring points.</summary>
    public double Step { get; }

    /// <summary>Of each row the grid point at or below it.</summary>
    public int[] Cells { get; }

    /// <summary>Of each row the weight of the next grid point.</summary>
    public double[] Shares { get; }

    /// <summary>The grid of a column.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="narrowest">The smallest bandwidth that will be used.</param>
    /// <param name="widest">The largest.</param>
    /// <param name="mostPoints">The largest grid.</param>
    /// <param name="name">The variable, for the message.</param>
    /// <exception cref="InvalidInputException">The range is too many bandwidths wide.</exception>
    public static KdeAxis Of(double[] values, double narrowest, double widest, int mostPoints, string name)
    {
        double low = values.Min();
        double range = values.Max() - low + (2 * Reach * widest);
        if (!(range * PointsPerBandwidth <= mostPoints * narrowest))
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"'{name}' spans {range / narrowest:N0} bandwidths of {narrowest:G3}, ")
                + FormattableString.Invariant($"more than a grid of {mostPoints:N0} points resolves; ")
                + "set a larger bandwidth, or standardize=rank-gaussian.");
        }

        int size = Math.Max(FewestPoints, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(range / narrowest * PointsPerBandwidth)));
        double step = range / size;
        int[] cells = new int[values.Length];
        double[] shares = new double[values.Length];
        double start = low - (Reach * widest);
        double perStep = 1 / step;
        for (int i = 0; i < values.Length; i++)
        {
            double position = (values[i] - start) * perStep;
            cells[i] = (int)position;
            shares[i] = position - cells[i];
        }

        return new KdeAxis(size, step, cells, shares);
    }

    /// <summary>
    /// What a normal kernel multiplies each frequency by, over N for the inverse transform. Sharing weights between points is
    /// itself a kernel of variance step²/6, which is taken off.
    /// </summary>
    public double[] Response(double bandwidth)
    {
        double[] response = new double[Size];
        double variance = (bandwidth * bandwidth) - (Step * Step / 6);
        for (int k = 0; k < Size; k++)
        {
            double frequency = 2 * Math.PI * Math.Min(k, Size - k) / (Size * Step);
            response[k] = Math.Exp(-0.5 * frequency * frequency * variance) / Size;
        }

        return response;
    }
}
