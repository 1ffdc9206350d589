namespace Infometer;

/// <summary>A variable made ready for functions of pairs of rows: centred, and scaled so that no square overflows.</summary>
internal sealed class PairVariable
{
    private readonly int[]? _codes;
    private readonly PointSet? _points;

    /// <param name="variable">The variable, of any kind.</param>
    /// <param name="standardization">The scale of its columns.</param>
    public PairVariable(Variable variable, Standardization standardization)
    {
        if (variable.Codes is { } codes)
        {
            _codes = codes.ToArray();
            return;
        }

        double[][] columns = ColumnPreparation.Columns(variable, standardization, 0, 0);
        foreach (double[] column in columns)
        {
            double mean = ColumnPreparation.Moments(column).Mean;
            for (int i = 0; i < column.Length; i++)
            {
                column[i] -= mean;
                Scale = Math.Max(Scale, Math.Abs(column[i]));
            }
        }

        foreach (double[] column in columns)
        {
            for (int i = 0; i < column.Length; i++)
            {
                column[i] /= Scale;
            }
        }

        _points = new PointSet(columns);
    }

    /// <summary>What the numbers were divided by.</summary>
    public double Scale { get; }

    /// <summary>Whether the variable has levels, which are equal or not, instead of numbers.</summary>
    public bool IsDiscrete => _codes is not null;

    /// <summary>One number per row whose differences are the distances; null where there is none. Two levels are 0 and 1.</summary>
    public double[]? Line()
    {
        if (_points is not null)
        {
            return _points.Dimension == 1 ? _points.Column(0).ToArray() : null;
        }

        int first = _codes![0];
        int second = Array.Find(_codes, code => code != first);
        return Array.TrueForAll(_codes, code => code == first || code == second)
            ? Array.ConvertAll(_codes, code => code == first ? 0.0 : 1.0)
            : null;
    }

    /// <summary>Euclidean distance, or 0 and 1 for equal and different levels.</summary>
    public PairFunction Distance() =>
        _codes is not null ? new PairFunction.Levels(_codes, isKernel: false) : new PairFunction.Distance(_points!);

    /// <summary>The Gaussian kernel of a width in the units of the data, or 1 and 0 for equal and different levels.</summary>
    public PairFunction Kernel(double width) =>
        _codes is not null ? new PairFunction.Levels(_codes, isKernel: true) : new PairFunction.Gaussian(_points!, width / Scale);

    /// <summary>The median of the distances between different rows among some rows, in the units of the data.</summary>
    public double MedianDistance(ReadOnlySpan<int> rows)
    {
        PairFunction distance = new PairFunction.Distance(_points!.Select(rows));
        double[] all = new double[rows.Length * (rows.Length - 1) / 2];
        int filled = 0;
        for (int i = 1; i < rows.Length; i++)
        {
            distance.Fill(i, all.AsSpan(filled, i));
            filled += i;
        }

        Array.Sort(all);
        return Scale * (0.5 * (all[(all.Length - 1) / 2] + all[all.Length / 2]));
    }
}
