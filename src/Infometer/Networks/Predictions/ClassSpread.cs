namespace Infometer;

/// <summary>
/// What each row adds to CMI and Γ, once centroids are known: d = KL(P_x‖Q_y), whose mean is CMI, and g, the mean cross entropy with rows
/// of other classes in either direction, whose mean is 2Γ. Both are influence functions up to a constant (Q_y makes Σ −ln Q·P least, so
/// that its own error does not count to first order), so standard errors follow from their scatter.
/// </summary>
internal sealed class ClassSpread
{
    private readonly ClassSums _sums;
    private readonly double[][] _logCentroids;
    private readonly double[] _divergence;
    private readonly double[] _divergenceSquare;
    private double _count;
    private double _meanD;
    private double _meanG;
    private double _squareD;
    private double _squareG;
    private double _product;

    public ClassSpread(ClassSums sums)
    {
        _sums = sums;
        _logCentroids = Array.ConvertAll(sums.Centroids, static q => Array.ConvertAll(q, Math.Log));
        _divergence = new double[sums.Counts.Length];
        _divergenceSquare = new double[sums.Counts.Length];
    }

    /// <summary>CMI: the mean of d.</summary>
    public double Information => _meanD;

    /// <summary>The standard error of CMI over independent rows.</summary>
    public double? InformationStandardError => _count < 2 ? null : Math.Sqrt(_squareD / (_count - 1) / _count);

    /// <summary>The standard error of Γ, a mean over pairs: the scatter of g.</summary>
    public double? SeparationStandardError => _count < 2 ? null : Math.Sqrt(_squareG / (_count - 1) / _count);

    /// <summary>The standard error of CMI/Γ: the scatter of (d − NCMI·g)/Γ.</summary>
    public double? RatioStandardError
    {
        get
        {
            double ratio = Information / _sums.Separation;
            double square = _squareD - (2 * ratio * _product) + (ratio * ratio * _squareG);
            return _count < 2 ? null : Math.Sqrt(Math.Max(0, square) / (_count - 1) / _count) / _sums.Separation;
        }
    }

    /// <summary>I(X;Ŷ|Y=y) and its standard error.</summary>
    public (double Mean, double? StandardError) OfClass(int label)
    {
        int count = _sums.Counts[label];
        if (count < 2)
        {
            return (double.NaN, null);
        }

        double mean = _divergence[label] / count;
        double variance = Math.Max(0, (_divergenceSquare[label] / count) - (mean * mean));
        return (mean, Math.Sqrt(variance / (count - 1)));
    }

    /// <summary>Adds a row.</summary>
    public void Add(int label, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> logs)
    {
        double[] logCentroid = _logCentroids[label];
        double[] otherLogs = _sums.OtherLogs[label];
        double[] otherCentroids = _sums.OtherCentroids[label];
        double d = 0;
        double g = 0;
        for (int c = 0; c < probabilities.Length; c++)
        {
            double p = probabilities[c];
            d += p > 0 ? p * (logs[c] - logCentroid[c]) : 0;
            g -= (p > 0 ? p * otherLogs[c] : 0) + (otherCentroids[c] > 0 ? otherCentroids[c] * logs[c] : 0);
        }

        _divergence[label] += d;
        _divergenceSquare[label] += d * d;
        AddToMoments(d, g);
    }

    // Welford's updates.
    private void AddToMoments(double d, double g)
    {
        _count++;
        double fromD = d - _meanD;
        double fromG = g - _meanG;
        _meanD += fromD / _count;
        _meanG += fromG / _count;
        _squareD += fromD * (d - _meanD);
        _squareG += fromG * (g - _meanG);
        _product += fromD * (g - _meanG);
    }
}
