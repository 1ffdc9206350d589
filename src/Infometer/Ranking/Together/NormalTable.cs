namespace Infometer;

/// <summary>
/// Φ by linear interpolation in a table, within 2e-7: monotone from exactly 0 to exactly 1, so that the probabilities of
/// adjoining intervals are never negative and sum to 1.
/// </summary>
internal sealed class NormalTable
{
    private const int PerUnit = 512;
    private const int Range = 8;
    private readonly double[] _values = new double[(2 * Range * PerUnit) + 1];

    public NormalTable()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = SpecialFunctions.NormalCdf(((double)i / PerUnit) - Range);
        }

        _values[0] = 0;
        _values[^1] = 1;
    }

    /// <summary>Φ(x).</summary>
    public double Cdf(double x)
    {
        double at = (x + Range) * PerUnit;
        if (!(at > 0))
        {
            return 0;
        }

        if (at >= _values.Length - 1)
        {
            return 1;
        }

        int below = (int)at;
        return _values[below] + ((at - below) * (_values[below + 1] - _values[below]));
    }
}
