namespace Infometer;

/// <summary>
/// Limits of I of normal variables. Weak dependence: 2mÎ follows a noncentral χ² law with as many degrees of freedom as
/// independence sets correlations to 0 and noncentrality 2mI, m being Bartlett's factor, here from the exact mean under
/// independence. Strong dependence, where that law is too wide: Fisher's z for two single columns, else the normal law of the
/// bias-free value with variance Σρ²/m plus the variance under independence. What counts as strong was found by simulation: half of
/// the largest possible sum Σρ² of squared canonical correlations.
/// </summary>
/// <remarks>
/// Scores of ranks show less of a strong dependence than the normal numbers would, because the ranks of the two sides err apart: by simulation some
/// ln(n)/2n (1/√(1 − ρ²) − 1) nats for each canonical correlation (n = 50 to 10,000, ρ to 0.999). The high end reaches beyond that, and a third of it counts
/// as scatter.
/// </remarks>
internal sealed class GaussianLimits
{
    private readonly double _nats;
    private readonly double _degrees;
    private readonly double _parameters;
    private readonly double _bias;
    private readonly double _variance;
    private readonly double _lost;
    private readonly Method _method;

    /// <summary>The limits of an estimate.</summary>
    /// <param name="factors">The fit; finite.</param>
    /// <param name="isRanked">Whether the columns are normal scores of ranks.</param>
    /// <param name="count">Number of rows.</param>
    public GaussianLimits(InformationFactors factors, bool isRanked, int count)
    {
        _nats = factors.Nats;
        _degrees = factors.Degrees;
        _parameters = factors.Law.Parameters;
        _bias = factors.Bias;
        if (_parameters == 0)
        {
            _method = Method.Constant;
            return;
        }

        // Σρ² less what independence would show, on the scale where its largest value stays the largest.
        int[] widths = factors.Widths;
        double largest = widths.Sum() - widths.Max();
        double expected = _parameters / _degrees;
        double squares = Math.Max(0, (factors.SquaredCorrelations() - expected) / (1 - (expected / largest)));
        _lost = isRanked ? LostInRanks(factors, count) : 0;
        _variance = (squares * 2 * _bias / _parameters) + (factors.Law.Variance / 4) + (_lost * _lost / 9);
        _method = !(squares >= largest / 2) ? Method.NoncentralChiSquare
            : _parameters == 1 && _degrees > 2 ? Method.FisherZ
            : Method.Normal;
    }

    private enum Method
    {
        Constant,
        NoncentralChiSquare,
        FisherZ,
        Normal,
    }

    /// <summary>The limits that each leave this probability outside.</summary>
    public (double Low, double High) At(double probability)
    {
        (double low, double high) = OfScores(probability);
        return (low, high + _lost);
    }

    private static double LostInRanks(InformationFactors factors, int count) =>
        0.5 * Math.Log(count) / count * factors.Correlations().Sum(rho => (1 / Math.Sqrt(Math.Max(1e-12, 1 - (rho * rho)))) - 1);

    private (double Low, double High) OfScores(double probability)
    {
        switch (_method)
        {
            case Method.Constant:
                return (0, 0);
            case Method.NoncentralChiSquare:
                // 2m times the mean under independence is the mean of the central law.
                double scale = _parameters / _bias;
                double statistic = scale * _nats;
                return (
                    SpecialFunctions.NoncentralChiSquareNoncentrality(statistic, _parameters, 1 - probability) / scale,
                    SpecialFunctions.NoncentralChiSquareNoncentrality(statistic, _parameters, probability) / scale);
            case Method.FisherZ:
                double reach = -SpecialFunctions.NormalQuantile(probability) * Math.Sqrt((1 / (_degrees - 2)) + (_lost * _lost / 9));
                double z = _nats + Math.Log(1 + Math.Sqrt(1 - Math.Exp(-2 * _nats)));
                return (LogCosh(Math.Max(0, z - reach)), LogCosh(z + reach));
            default:
                double halfWidth = -SpecialFunctions.NormalQuantile(probability) * Math.Sqrt(_variance);
                return (Math.Max(0, _nats - _bias - halfWidth), Math.Max(0, _nats - _bias + halfWidth));
        }
    }

    // I = −½ ln(1 − tanh² z)
    private static double LogCosh(double z) => z + Math.Log((1 + Math.Exp(-2 * z)) / 2);
}
