namespace Infometer;

/// <summary>
/// A normal pair of correlation ρ, of which X, or both, are rounded to multiples of a step: the information between the
/// rounded numbers, by exact sums over the probabilities of rectangles (or strips).
/// </summary>
internal sealed class RoundedGaussianLaw : JointLaw
{
    private const double Reach = 10;
    private readonly double _correlation;
    private readonly double _residual;
    private readonly double _step;
    private readonly bool _isYRounded;
    private readonly Lazy<double[,]> _cells;

    public RoundedGaussianLaw(double correlation, double step, bool isYRounded) : base(LawPart.Continuous(1), LawPart.Continuous(1))
    {
        _correlation = correlation;
        _residual = Math.Sqrt((1 - correlation) * (1 + correlation));
        _step = step;
        _isYRounded = isYRounded;
        _cells = new Lazy<double[,]>(Cells);
    }

    private int Most => (int)Math.Ceiling(Reach / _step);

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        double x = rng.NextNormal();
        double y = (_correlation * x) + (_residual * rng.NextNormal());
        row[0] = Place(x) * _step;
        row[1] = _isYRounded ? Place(y) * _step : y;
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        int i = Place(row[0]);
        if (!_isYRounded)
        {
            return Math.Log(Strip(i, row[1]) / Share(i, 0, 1));
        }

        int j = Place(row[1]);
        return Math.Log(_cells.Value[i + Most, j + Most] / (Share(i, 0, 1) * Share(j, 0, 1)));
    }

    /// <summary>I(X;Y): a sum over rectangles, or over strips an integral over y by the trapezoidal rule.</summary>
    public double Information()
    {
        double sum = 0;
        for (int i = -Most; i <= Most; i++)
        {
            double p = Share(i, 0, 1);
            for (int j = -Most; _isYRounded && j <= Most; j++)
            {
                double cell = _cells.Value[i + Most, j + Most];
                sum += cell > 0 ? cell * Math.Log(cell / (p * Share(j, 0, 1))) : 0;
            }

            const double Step = 1.0 / 64;
            for (double y = -Reach; !_isYRounded && y <= Reach; y += Step)
            {
                double strip = Strip(i, y);
                sum += strip > 0 && p > 0 ? Step * NormalDensity(y) * strip * Math.Log(strip / p) : 0;
            }
        }

        return sum;
    }

    private static double NormalDensity(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    private int Place(double x) => (int)Math.Round(x / _step, MidpointRounding.ToEven);

    // P(X rounds to i | Y = y).
    private double Strip(int i, double y) => Share(i, _correlation * y, _residual);

    // The share of a normal law within the cell of i; in the tail where the difference is exact.
    private double Share(int i, double mean, double deviation)
    {
        double low = (((i - 0.5) * _step) - mean) / deviation;
        double high = (((i + 0.5) * _step) - mean) / deviation;
        return low > 0
            ? SpecialFunctions.NormalCdf(-low) - SpecialFunctions.NormalCdf(-high)
            : SpecialFunctions.NormalCdf(high) - SpecialFunctions.NormalCdf(low);
    }

    // P(X rounds to i, Y rounds to j) = ∫ over the cell of j of φ(y) P(i | y) dy, by Gauss and Legendre's rule of 8 points on pieces.
    private double[,] Cells()
    {
        ReadOnlySpan<double> nodes = [0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363];
        ReadOnlySpan<double> weights = [0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];
        int pieces = (int)Math.Ceiling(_step / 0.25);
        double half = _step / pieces / 2;
        double[,] cells = new double[(2 * Most) + 1, (2 * Most) + 1];
        for (int j = -Most; j <= Most; j++)
        {
            for (int piece = 0; piece < pieces; piece++)
            {
                double middle = ((j - 0.5) * _step) + (((2 * piece) + 1) * half);
                for (int node = 0; node < 2 * nodes.Length; node++)
                {
                    double y = middle + (half * (node % 2 == 0 ? nodes[node / 2] : -nodes[node / 2]));
                    double weight = half * weights[node / 2] * NormalDensity(y);
                    for (int i = -Most; i <= Most; i++)
                    {
                        cells[i + Most, j + Most] += weight * Strip(i, y);
                    }
                }
            }
        }

        return cells;
    }
}
