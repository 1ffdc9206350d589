namespace Infometer;

/// <summary>
/// Takes a standard normal number to the number of the same rank in w N(a, 1) + (1 − w) N(b, 1): F⁻¹(Φ(z)). Bisection at the nodes
/// of a grid, between them the cubic that has the right values and slopes; it is within 1e-7 of exact and increases strictly.
/// </summary>
internal sealed class BimodalQuantile
{
    private const double Reach = 8.2; // P(|Z| > 8.2) = 2e-16
    private const int Steps = 4_096;
    private const double Step = 2 * Reach / Steps;

    private readonly double[] _values = new double[Steps + 1];
    private readonly double[] _slopes = new double[Steps + 1];
    private readonly double _weight;
    private readonly double _first;
    private readonly double _second;

    public BimodalQuantile(double weight, double first, double second)
    {
        _weight = weight;
        _first = first;
        _second = second;
        for (int i = 0; i <= Steps; i++)
        {
            double z = (i * Step) - Reach;
            _values[i] = Solve(z);
            _slopes[i] = Density(z) / ((weight * Density(_values[i] - first)) + ((1 - weight) * Density(_values[i] - second)));
        }
    }

    /// <summary>F⁻¹(Φ(z)).</summary>
    public double At(double z)
    {
        double place = Math.Clamp((z + Reach) / Step, 0, Steps);
        int i = Math.Min((int)place, Steps - 1);
        double t = place - i;
        double u = 1 - t;
        return (_values[i] * (1 + (2 * t)) * u * u) + (_values[i + 1] * (1 + (2 * u)) * t * t)
            + (Step * t * u * ((_slopes[i] * u) - (_slopes[i + 1] * t)));
    }

    private static double Density(double x) => Math.Exp(-0.5 * x * x);

    // In the upper half by upper tails, where distribution functions would round to 1.
    private double Solve(double z)
    {
        double low = Math.Min(_first, _second) + z;
        double high = Math.Max(_first, _second) + z;
        double side = z > 0 ? -1 : 1;
        double wanted = SpecialFunctions.NormalCdf(side * z);
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            double tail = (_weight * SpecialFunctions.NormalCdf(side * (middle - _first)))
                + ((1 - _weight) * SpecialFunctions.NormalCdf(side * (middle - _second)));
            if (side * (tail - wanted) < 0)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }
}
