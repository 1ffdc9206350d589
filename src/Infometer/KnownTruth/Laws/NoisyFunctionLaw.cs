namespace Infometer;

/// <summary>
/// Y = f(X) + σE with normal noise, X the first of d independent columns: I = h(Y) − h(σE). The density of Y is a mean of normal densities
/// over X, which a trapezoidal rule gives to rounding, because the integrand is smooth and periodic or dies out.
/// </summary>
internal sealed class NoisyFunctionLaw : JointLaw
{
    private readonly Func<double, double> _function;
    private readonly bool _isUniform;
    private readonly double _noise;
    private readonly double[] _weights;
    private readonly double[] _values;

    private NoisyFunctionLaw(Func<double, double> function, bool isUniform, double noise, int dimensionX, (double Weight, double X)[] nodes)
        : base(LawPart.Continuous(dimensionX), LawPart.Continuous(1))
    {
        _function = function;
        _isUniform = isUniform;
        _noise = noise;
        _weights = [.. nodes.Select(n => n.Weight)];
        _values = [.. nodes.Select(n => function(n.X))];
    }

    /// <summary>X uniform on (0, 1) and f of period 1.</summary>
    public static NoisyFunctionLaw Periodic(Func<double, double> function, double noise, int nodes = 256) => new(
        function, true, noise, 1, [.. Enumerable.Range(0, nodes).Select(i => (1.0 / nodes, (double)i / nodes))]);

    /// <summary>X standard normal.</summary>
    public static NoisyFunctionLaw OfNormal(Func<double, double> function, double noise, int dimensionX = 1)
    {
        const int Steps = 400;
        const double Reach = 8;
        double step = Reach / Steps;
        return new NoisyFunctionLaw(function, false, noise, dimensionX,
        [
            .. Enumerable.Range(-Steps, (2 * Steps) + 1)
                .Select(i => (step * Math.Exp(-0.5 * i * step * i * step) / Math.Sqrt(2 * Math.PI), i * step)),
        ]);
    }

    /// <summary>The density of Y.</summary>
    public double DensityOfY(double y)
    {
        double sum = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            double z = (y - _values[i]) / _noise;
            sum += _weights[i] * Math.Exp(-0.5 * z * z);
        }

        return sum / (_noise * Math.Sqrt(2 * Math.PI));
    }

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        for (int i = 0; i < X.Dimension; i++)
        {
            row[i] = _isUniform ? rng.NextOpenDouble() : rng.NextNormal();
        }

        row[^1] = _function(row[0]) + (_noise * rng.NextNormal());
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        double z = (row[^1] - _function(row[0])) / _noise;
        return (-0.5 * z * z) - Math.Log(_noise * Math.Sqrt(2 * Math.PI)) - Math.Log(DensityOfY(row[^1]));
    }
}
