namespace Infometer;

/// <summary>
/// Terms of normal variables under reorderings: rows of one variable moved together keep its covariance, so only cross-products are
/// taken anew.
/// </summary>
internal sealed class GaussianReorderer : TermReorderer
{
    private readonly InformationTerm _term;
    private readonly NumericColumns _columns;
    private readonly BiasCorrection _correction;
    private readonly string _estimator;
    private readonly double[] _covariance;
    private readonly double[] _current;
    private readonly int[] _owners;
    private readonly double[][] _moved;

    public GaussianReorderer(InformationTerm term, NumericColumns columns, BiasCorrection correction, string estimator, RunContext context)
    {
        _term = term;
        _columns = columns;
        _correction = correction;
        _estimator = estimator;
        _covariance = columns.Covariance(columns.Count, context with { MaxDegreeOfParallelism = 1 });
        _current = new double[_covariance.Length];
        _owners = columns.Owners();
        _moved = [.. columns.Columns.Select(c => new double[c.Length])];
    }

    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyList<int[]?> orders)
    {
        int size = _owners.Length;
        double[][] columns = new double[size][];
        for (int c = 0; c < size; c++)
        {
            columns[c] = orders[_owners[c]] is { } order ? Move(_columns.Columns[c], order, _moved[c]) : _columns.Columns[c];
        }

        for (int j = 0; j < size; j++)
        {
            for (int k = 0; k <= j; k++)
            {
                bool isKept = ReferenceEquals(orders[_owners[j]], orders[_owners[k]]);
                double value = isKept ? _covariance[(j * size) + k] : CrossProducts.Dot(columns[j], columns[k]) / _columns.Count;
                _current[(j * size) + k] = value;
                _current[(k * size) + j] = value;
            }
        }

        InformationFactors factors = InformationFactors.Of(_term, _columns, _current, _estimator);
        return factors.Nats - (_correction == BiasCorrection.Exact ? factors.Bias : 0);
    }

    private static double[] Move(double[] column, int[] order, double[] target)
    {
        for (int i = 0; i < order.Length; i++)
        {
            target[i] = column[order[i]];
        }

        return target;
    }
}
