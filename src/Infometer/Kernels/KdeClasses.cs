namespace Infometer;

/// <summary>The normal-kernel densities of one column within classes, times the shares of the classes, on a common grid.</summary>
internal sealed class KdeClasses
{
    private readonly KdeAxis _axis;
    private readonly int[] _classes;
    private readonly int _classCount;

    // [point][class], and their sums over classes
    private readonly double[] _masses;
    private readonly double[] _totals;
    private readonly double[] _shares;

    /// <summary>The densities.</summary>
    /// <param name="axis">The column on its grid.</param>
    /// <param name="classes">The class of each row, 0 … <paramref name="bandwidths"/>.Length − 1.</param>
    /// <param name="bandwidths">The bandwidth within each class; each class occurs.</param>
    public KdeClasses(KdeAxis axis, int[] classes, double[] bandwidths)
    {
        _axis = axis;
        _classes = classes;
        _classCount = bandwidths.Length;
        _masses = new double[axis.Size * _classCount];
        _totals = new double[axis.Size];
        _shares = new double[_classCount];
        Bin();
        Smooth(bandwidths);
        Normalize();
    }

    /// <summary>I between the column and its class.</summary>
    public double Information => SumOfLogs(_masses) - SumOfLogs(_totals) - SumOfLogs(_shares);

    /// <summary>H of the column whatever its class.</summary>
    public double Entropy => Math.Log(_axis.Step) - SumOfLogs(_totals);

    /// <summary>ln p(x|class)/p(x) at each row, between the grid's points.</summary>
    public double[] InformationLocals() =>
        At((point, c) => Log(_masses[(point * _classCount) + c]) - Log(_totals[point]) - Log(_shares[c]));

    /// <summary>−ln p(x) at each row, between the grid's points.</summary>
    public double[] EntropyLocals() => At((point, _) => Math.Log(_axis.Step) - Log(_totals[point]));

    private void Bin()
    {
        double each = 1.0 / _classes.Length;
        for (int i = 0; i < _classes.Length; i++)
        {
            int place = (_axis.Cells[i] * _classCount) + _classes[i];
            _masses[place] += each * (1 - _axis.Shares[i]);
            _masses[place + _classCount] += each * _axis.Shares[i];
            _shares[_classes[i]] += each;
        }
    }

    private void Smooth(double[] bandwidths)
    {
        double[] imaginary = new double[_masses.Length];
        Fft fft = new(_axis.Size);
        fft.Transform(_masses, imaginary, _classCount);
        for (int c = 0; c < _classCount; c++)
        {
            double[] response = _axis.Response(bandwidths[c]);
            for (int k = 0; k < response.Length; k++)
            {
                _masses[(k * _classCount) + c] *= response[k];
                imaginary[(k * _classCount) + c] *= response[k];
            }
        }

        fft.Transform(imaginary, _masses, _classCount);
    }

    // Rounding below 0 counts as 0; every class keeps its share.
    private void Normalize()
    {
        double[] sums = new double[_classCount];
        for (int i = 0; i < _masses.Length; i++)
        {
            _masses[i] = Math.Max(0, _masses[i]);
            sums[i % _classCount] += _masses[i];
        }

        for (int i = 0; i < _masses.Length; i++)
        {
            _masses[i] *= _shares[i % _classCount] / sums[i % _classCount];
            _totals[i / _classCount] += _masses[i];
        }
    }

    private double[] At(Func<int, int, double> value)
    {
        double[] locals = new double[_classes.Length];
        for (int i = 0; i < locals.Length; i++)
        {
            int point = _axis.Cells[i];
            locals[i] = ((1 - _axis.Shares[i]) * value(point, _classes[i])) + (_axis.Shares[i] * value(point + 1, _classes[i]));
        }

        return locals;
    }

    private static double SumOfLogs(double[] masses)
    {
        double sum = 0;
        foreach (double mass in masses)
        {
            sum += mass > 0 ? mass * Math.Log(mass) : 0;
        }

        return sum;
    }

    private static double Log(double mass) => Math.Log(Math.Max(mass, 1e-300));
}
