namespace Infometer;

/// <summary>A one-to-one map of the columns of one side, which leaves the information as it is.</summary>
/// <param name="Dimension">Columns after the map.</param>
/// <param name="Apply">Writes the image of a point.</param>
internal sealed record PointMap(int Dimension, PointMap.Mapping Apply)
{
    public delegate void Mapping(ReadOnlySpan<double> from, Span<double> to);

    /// <summary>x√|x| of every column: longer tails.</summary>
    public static PointMap HalfCube(int dimension) => Columnwise(dimension, static x => x * Math.Sqrt(Math.Abs(x)));

    /// <summary>asinh x of every column: shorter tails.</summary>
    public static PointMap Asinh(int dimension) => Columnwise(dimension, static x => Math.Asinh(x));

    /// <summary>Φ(x) of every column: uniform where it was standard normal.</summary>
    public static PointMap NormalCdf(int dimension) => Columnwise(dimension, SpecialFunctions.NormalCdf);

    /// <summary>ln x.</summary>
    public static PointMap Log { get; } = Columnwise(1, static x => Math.Log(x));

    /// <summary>The quantile function of the standard normal law.</summary>
    public static PointMap NormalScore { get; } = Columnwise(1, SpecialFunctions.NormalQuantile);

    /// <summary>The quantile function of Student's t with 2 degrees of freedom.</summary>
    public static PointMap StudentTwoQuantile { get; } = Columnwise(1, static u => ((2 * u) - 1) / Math.Sqrt(2 * u * (1 - u)));

    /// <summary>−ln(1 − u): exponential where it was uniform.</summary>
    public static PointMap ExponentialQuantile { get; } = Columnwise(1, static u => -SpecialFunctions.LogOnePlus(-u));

    /// <summary>The distribution function of Student's t with 2 degrees of freedom, without cancellation in the lower tail.</summary>
    public static PointMap StudentTwoCdf { get; } = Columnwise(1, static t =>
    {
        double root = Math.Sqrt(2 + (t * t));
        double tail = 1 / (root * (root + Math.Abs(t)));
        return t < 0 ? tail : 1 - tail;
    });

    /// <summary>An angle as a point of the unit circle.</summary>
    public static PointMap OnCircle { get; } = new(2, static (from, to) => (to[1], to[0]) = Math.SinCos(from[0]));

    /// <summary>x + 0.4 sin x + 0.2 sin(1.7x + 1) + 0.03 sin(3.3x − 2.5).</summary>
    public static PointMap WigglyX { get; } = Columnwise(
        1, static x => x + (0.4 * Math.Sin(x)) + (0.2 * Math.Sin((1.7 * x) + 1)) + (0.03 * Math.Sin((3.3 * x) - 2.5)));

    /// <summary>y − 0.4 sin 0.4y + 0.17 sin(1.3y + 3.5) + 0.02 sin(4.3y − 2.5).</summary>
    public static PointMap WigglyY { get; } = Columnwise(
        1, static y => y - (0.4 * Math.Sin(0.4 * y)) + (0.17 * Math.Sin((1.3 * y) + 3.5)) + (0.02 * Math.Sin((4.3 * y) - 2.5)));

    /// <summary>A number of (0, 1) rolled up in the plane: t = 1.5π(1 + 2x), (t cos t, t sin t)/21.</summary>
    public static PointMap SwissRoll { get; } = new(2, static (from, to) =>
    {
        double t = 1.5 * Math.PI * (1 + (2 * from[0]));
        to[0] = t * Math.Cos(t) / 21;
        to[1] = t * Math.Sin(t) / 21;
    });

    /// <summary>Turns the plane of columns <paramref name="first"/> and <paramref name="first"/> + 1 by the angle speed·|x|².</summary>
    public static PointMap Spiral(int dimension, double speed, int first) => new(dimension, (from, to) =>
    {
        double square = 0;
        foreach (double x in from)
        {
            square += x * x;
        }

        (double sin, double cos) = Math.SinCos(speed * square);
        from.CopyTo(to);
        to[first] = (cos * from[first]) - (sin * from[first + 1]);
        to[first + 1] = (sin * from[first]) + (cos * from[first + 1]);
    });

    /// <summary>An angle as the levels e^(3 cos(t − c) − 3) of sensors that are spaced evenly around the circle, at c.</summary>
    public static PointMap Sensors(int count) => new(count, (from, to) =>
    {
        for (int i = 0; i < count; i++)
        {
            to[i] = Math.Exp(3 * (Math.Cos(from[0] - (Math.Tau * i / count)) - 1));
        }
    });

    /// <summary>Every column becomes the sum of all less twice itself; it can be undone unless there are two columns.</summary>
    public static PointMap Blend(int dimension) => new(dimension, (from, to) =>
    {
        double sum = 0;
        foreach (double x in from)
        {
            sum += x;
        }

        for (int i = 0; i < dimension; i++)
        {
            to[i] = sum - (2 * from[i]);
        }
    });

    /// <summary>Functions that take turns from column to column.</summary>
    public static PointMap Cyclic(int dimension, params Func<double, double>[] functions) => new(dimension, (from, to) =>
    {
        for (int i = 0; i < dimension; i++)
        {
            to[i] = functions[i % functions.Length](from[i]);
        }
    });

    /// <summary>One map after another.</summary>
    public PointMap Then(PointMap next) => new(next.Dimension, (from, to) =>
    {
        Span<double> between = stackalloc double[Dimension];
        Apply(from, between);
        next.Apply(between, to);
    });

    /// <summary>One function for every column.</summary>
    public static PointMap Columnwise(int dimension, Func<double, double> function) => new(dimension, (from, to) =>
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = function(from[i]);
        }
    });
}
