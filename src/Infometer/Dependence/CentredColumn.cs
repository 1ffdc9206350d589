namespace Infometer;

/// <summary>A column of numbers with mean 0 and mean square 1, and its correlation with others.</summary>
internal readonly struct CentredColumn
{
    private readonly double[] _values;

    /// <summary>Standardises numbers that are not all equal.</summary>
    public CentredColumn(ReadOnlySpan<double> values)
    {
        _values = values.ToArray();
        ColumnPreparation.Standardize(_values, Standardization.ZScore);
        double factor = Math.Sqrt(_values.Length / PairKernels.Dot(_values, _values));
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] *= factor;
        }
    }

    /// <summary>The largest share that one row has in the variance.</summary>
    public double LargestShare
    {
        get
        {
            double largest = 0;
            foreach (double value in _values)
            {
                largest = Math.Max(largest, value * value);
            }

            return largest / _values.Length;
        }
    }

    /// <summary>The correlation with another column.</summary>
    public double Correlation(CentredColumn other) => Math.Clamp(PairKernels.Dot(_values, other._values) / _values.Length, -1, 1);

    /// <summary>The correlation with another column's rows in another order.</summary>
    public double Correlation(CentredColumn other, ReadOnlySpan<int> order)
    {
        double sum = 0;
        for (int i = 0; i < order.Length; i++)
        {
            sum += _values[i] * other._values[order[i]];
        }

        return sum / order.Length;
    }

    /// <summary>
    /// The standard error of the correlation r without any law of the variables: the scatter of xy − r(x² + y²)/2 over the rows. For normal
    /// variables it tends to (1 − r²)/√n.
    /// </summary>
    public double ErrorOfCorrelation(CentredColumn other)
    {
        double r = Correlation(other);
        double sum = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            double x = _values[i];
            double y = other._values[i];
            double influence = (x * y) - (0.5 * r * ((x * x) + (y * y)));
            sum += influence * influence;
        }

        return Math.Sqrt(sum) / _values.Length;
    }

    /// <summary>Two-sided p of a correlation under permutations: r√(n − 2)/√(1 − r²) against Student's t.</summary>
    public static double PValue(double r, int n)
    {
        double room = 1 - (r * r);
        double t = room > 0 ? Math.Abs(r) * Math.Sqrt((n - 2) / room) : double.PositiveInfinity;
        return 2 * TailProbabilities.Student(t, n - 2);
    }
}
