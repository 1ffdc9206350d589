namespace Infometer;

/// <summary>
/// The probabilities of a numeric target's bins: a mixture of normal distributions around the score, of widths about the
/// residual standard deviation, integrated over the bins' normal scores, and of the bins' shares. The weights maximise
/// the likelihood of the rows held out plus one row that only the shares explain.
/// </summary>
internal sealed class NumberPredictive : Predictive
{
    private const int Iterations = 40;

    // The weights of nine components need no more rows than these.
    private const int RowsForWeights = 8_192;

    private static readonly double[] s_widths = [0.25, 0.4, 0.6, 0.85, 1.2, 1.7, 2.4, 3.6];

    private readonly double[] _edges;
    private readonly double[] _shares;
    private readonly double[] _logShares;
    private readonly double[] _inverseWidths;
    private readonly double[] _weights;
    private readonly NormalTable _normal;

    private NumberPredictive(double[] edges, double[] shares, double residual, NormalTable normal)
    {
        _edges = edges;
        _shares = shares;
        _logShares = [.. shares.Select(share => Math.Log(share))];
        _normal = normal;
        _inverseWidths = [.. s_widths.Select(width => 1 / (width * residual))];
        _weights = new double[s_widths.Length + 1];
        _weights.AsSpan().Fill(1.0 / _weights.Length);
    }

    /// <summary>Fits the weights to rows that the scores were not fitted to.</summary>
    /// <param name="scores">The score of each row.</param>
    /// <param name="targets">Its normal score.</param>
    /// <param name="classes">Its bin.</param>
    /// <param name="edges">The ends of the bins.</param>
    /// <param name="shares">The bins' shares in training; none is 0.</param>
    /// <param name="normal">Φ.</param>
    public static NumberPredictive Fit(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, ReadOnlySpan<int> classes, double[] edges, double[] shares, NormalTable normal)
    {
        double square = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double error = scores[i] - targets[i];
            square += error * error;
        }

        double residual = Math.Max(1e-3, Math.Sqrt(square / Math.Max(1, scores.Length)));
        NumberPredictive predictive = new(edges, shares, residual, normal);
        predictive.FitWeights(scores, classes);
        return predictive;
    }

    /// <inheritdoc/>
    public override void LogProbabilities(ReadOnlySpan<float> scores, Span<double> logs)
    {
        double score = scores[0];
        logs.Clear();
        for (int s = 0; s < _inverseWidths.Length; s++)
        {
            double weight = _weights[s];
            double below = 0;
            for (int b = 0; b < logs.Length; b++)
            {
                double upTo = _normal.Cdf((_edges[b + 1] - score) * _inverseWidths[s]);
                logs[b] += weight * (upTo - below);
                below = upTo;
            }
        }

        for (int b = 0; b < logs.Length; b++)
        {
            logs[b] = Math.Log(logs[b] + (_weights[^1] * _shares[b]));
        }
    }

    /// <summary>The gain without the other bins' probabilities: the widths' bins sum to 1, and the shares alone bound the worst.</summary>
    public override (double Gain, double Worst) Gain(
        ReadOnlySpan<float> scores, int observed, ReadOnlySpan<double> logShares, Span<double> logs)
    {
        double told = _weights[^1] * _shares[observed];
        for (int s = 0; s < _inverseWidths.Length; s++)
        {
            double low = _normal.Cdf((_edges[observed] - scores[0]) * _inverseWidths[s]);
            double high = _normal.Cdf((_edges[observed + 1] - scores[0]) * _inverseWidths[s]);
            told += _weights[s] * (high - low);
        }

        double ratio = double.PositiveInfinity;
        for (int b = 0; b < logShares.Length; b++)
        {
            ratio = Math.Min(ratio, _logShares[b] - logShares[b]);
        }

        return (Math.Log(told) - logShares[observed], Math.Log(_weights[^1]) + ratio);
    }

    private void FitWeights(ReadOnlySpan<float> scores, ReadOnlySpan<int> classes)
    {
        int rows = Math.Min(scores.Length, RowsForWeights);
        int width = _weights.Length;
        double[] told = new double[rows * width];
        for (int i = 0; i < rows; i++)
        {
            int row = (int)((long)i * scores.Length / rows);
            int bin = classes[row];
            for (int s = 0; s < width - 1; s++)
            {
                double low = _normal.Cdf((_edges[bin] - scores[row]) * _inverseWidths[s]);
                double high = _normal.Cdf((_edges[bin + 1] - scores[row]) * _inverseWidths[s]);
                told[(i * width) + s] = high - low;
            }

            told[(i * width) + width - 1] = _shares[bin];
        }

        double[] sums = new double[width];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            Array.Clear(sums);
            sums[^1] = 1;
            for (int at = 0; at < told.Length; at += width)
            {
                double total = 0;
                for (int s = 0; s < width; s++)
                {
                    total += _weights[s] * told[at + s];
                }

                for (int s = 0; s < width; s++)
                {
                    sums[s] += _weights[s] * told[at + s] / total;
                }
            }

            for (int s = 0; s < width; s++)
            {
                _weights[s] = sums[s] / (rows + 1);
            }
        }
    }
}
