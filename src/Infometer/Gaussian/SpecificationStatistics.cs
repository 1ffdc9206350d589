using System.Collections.Immutable;

namespace Infometer;

/// <summary>
/// How far rows are from a normal law, in several respects, whatever its mean and covariance: each argument is whitened beyond those before it by the rows'
/// own covariance. The statistics grow with the misfit:
/// <list type="bullet">
/// <item>the energy distance of all columns from the standard normal law (<see cref="NormalEnergy"/>), and the sum of those of the canonical pairs;</item>
/// <item>the scatter of the squared radius, above and below that of the normal law (Mardia's kurtosis): a common scale of all columns, as in a Student law;</item>
/// <item>correlations between the squared radii of the arguments: a scale shared by them;</item>
/// <item>means of products of canonical coordinates of both sides times a squared radius: a dependence that turns or fades with the distance from the centre.</item>
/// </list>
/// </summary>
internal sealed class SpecificationStatistics
{
    // Pairs of rows times columns for one energy distance.
    private const double EnergyWork = 2e6;

    private readonly int[] _widths;
    private readonly int _given;
    private readonly int _size;
    private readonly int _count;
    private readonly double[][] _first;
    private readonly double[][] _others;
    private readonly NormalScores? _scores;
    private readonly NormalEnergy _energy;
    private readonly NormalEnergy _pairEnergy = new(2);

    /// <summary>Statistics of samples of one shape.</summary>
    /// <param name="widths">The columns of each argument, the condition first where there is one.</param>
    /// <param name="isGiven">Whether there is a condition.</param>
    /// <param name="pairs">Directions in the first argument and in all others together.</param>
    /// <param name="count">Rows.</param>
    /// <param name="isRanked">Whether columns are replaced by their normal scores first.</param>
    public SpecificationStatistics(int[] widths, bool isGiven, (double[][] First, double[][] Others) pairs, int count, bool isRanked)
    {
        _widths = widths;
        _given = isGiven ? widths[0] : 0;
        _size = widths.Sum();
        _count = count;
        (_first, _others) = pairs;
        _scores = isRanked ? new NormalScores(count) : null;
        _energy = new NormalEnergy(_size);
        bool hasPairs = _first.Length > 0;
        Aspects =
        [
            .. Enum.GetValues<SpecificationAspect>().Where(aspect => aspect switch
            {
                SpecificationAspect.Pairs => hasPairs && _size > 2,
                SpecificationAspect.SharedScale => widths.Length > 1,
                SpecificationAspect.Turning => hasPairs,
                _ => true,
            }),
        ];
    }

    /// <summary>What each statistic looks at.</summary>
    public ImmutableArray<SpecificationAspect> Aspects { get; }

    /// <summary>What a misfit in a respect looks like, in words.</summary>
    public static string Describe(SpecificationAspect aspect) => aspect switch
    {
        SpecificationAspect.AllColumns => "the shape of all columns together",
        SpecificationAspect.Pairs => "the shape of the canonical pairs",
        SpecificationAspect.UnevenRadii => "rows too far from the centre, or too near",
        SpecificationAspect.EvenRadii => "rows too evenly far from the centre",
        SpecificationAspect.SharedScale => "a scale that the variables share",
        _ => "a dependence that changes with the distance from the centre",
    };

    /// <summary>The statistics of a sample, whose columns are overwritten; null where its covariance is singular.</summary>
    public double[]? Of(double[][] columns)
    {
        foreach (double[] column in columns)
        {
            _scores?.Replace(column);
            NumericColumns.Standardize(column);
        }

        double[][] pairs = PairsOf(columns);
        if (!TryWhiten(columns) || !TryWhiten(pairs))
        {
            return null;
        }

        pairs = pairs[_given..];
        double[][] radii = RadiiOf(columns);
        double[] radius = new double[_count];
        foreach (double[] part in radii)
        {
            CrossProducts.AddScaled(radius, 1, part);
        }

        double kurtosis = CrossProducts.Dot(radius, radius) / _count;
        return
        [
            .. Aspects.Select(aspect => aspect switch
            {
                SpecificationAspect.AllColumns => _energy.Of(columns, RowsFor(_size)),
                SpecificationAspect.Pairs => PairEnergy(pairs),
                SpecificationAspect.UnevenRadii => kurtosis,
                SpecificationAspect.EvenRadii => -kurtosis,
                SpecificationAspect.SharedScale => SharedScale(radii),
                _ => Turning(pairs, radii),
            }),
        ];
    }

    private int RowsFor(int columns) => Math.Min(_count, (int)Math.Sqrt(2 * EnergyWork / columns));

    // The condition's columns, then the coordinates of the first argument and of the others.
    private double[][] PairsOf(double[][] columns)
    {
        int start = _given;
        int middle = start + (_first.Length > 0 ? _first[0].Length : 0);
        return
        [
            .. columns.Take(_first.Length > 0 ? _given : 0).Select(c => (double[])c.Clone()),
            .. _first.Select(direction => Along(direction, columns[start..middle])),
            .. _others.Select(direction => Along(direction, columns[middle..])),
        ];
    }

    private double[] Along(double[] direction, double[][] columns)
    {
        double[] coordinate = new double[_count];
        for (int j = 0; j < direction.Length; j++)
        {
            CrossProducts.AddScaled(coordinate, direction[j], columns[j]);
        }

        return coordinate;
    }

    private bool TryWhiten(double[][] columns)
    {
        if (columns.Length == 0)
        {
            return true;
        }

        double[] covariance = CrossProducts.Matrix(columns, new RunContext { MaxDegreeOfParallelism = 1 });
        CrossProducts.Scale(covariance, 1.0 / _count);
        if (Cholesky.Of(covariance, columns.Length) is not { } factor)
        {
            return false;
        }

        factor.Whiten(columns);
        return true;
    }

    // Squared lengths of the rows in each argument, less their mean.
    private double[][] RadiiOf(double[][] white)
    {
        double[][] radii = new double[_widths.Length][];
        int start = 0;
        for (int b = 0; b < radii.Length; b++)
        {
            radii[b] = new double[_count];
            foreach (double[] column in white.AsSpan(start, _widths[b]))
            {
                CrossProducts.AddSquares(radii[b], column);
            }

            CrossProducts.Shift(radii[b], -_widths[b]);
            start += _widths[b];
        }

        return radii;
    }

    private double PairEnergy(double[][] pairs)
    {
        int count = pairs.Length / 2;
        double sum = 0;
        for (int k = 0; k < count; k++)
        {
            sum += _pairEnergy.Of([pairs[k], pairs[count + k]], RowsFor(2 * count));
        }

        return sum;
    }

    private static double SharedScale(double[][] radii)
    {
        double sum = 0;
        for (int b = 1; b < radii.Length; b++)
        {
            for (int c = 0; c < b; c++)
            {
                double product = CrossProducts.Dot(radii[b], radii[c]);
                sum += product * product / (CrossProducts.Dot(radii[b], radii[b]) * CrossProducts.Dot(radii[c], radii[c]));
            }
        }

        return sum;
    }

    private double Turning(double[][] pairs, double[][] radii)
    {
        int count = pairs.Length / 2;
        double[] product = new double[_count];
        double sum = 0;
        foreach (double[] radius in radii)
        {
            double scale = CrossProducts.Dot(radius, radius) / _count;
            for (int i = 0; i < count; i++)
            {
                for (int row = 0; row < _count; row++)
                {
                    product[row] = pairs[i][row] * radius[row];
                }

                for (int j = count; j < pairs.Length; j++)
                {
                    double mean = CrossProducts.Dot(product, pairs[j]) / _count;
                    sum += mean * mean / scale;
                }
            }
        }

        return sum;
    }
}
