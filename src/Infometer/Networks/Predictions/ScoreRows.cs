using System.Globalization;

namespace Infometer;

/// <summary>Rows of logits or probabilities as P and ln P, in their order, a block of them in memory.</summary>
internal sealed class ScoreRows
{
    private const int RowsPerPart = 256;

    // How far the sum of a row of probabilities may be from 1: what half precision rounds to.
    private const double SumTolerance = 0.005;

    private readonly RowSource _source;
    private readonly bool _areProbabilities;
    private readonly RunContext _context;
    private readonly double[] _logs;
    private readonly double[] _probabilities;

    public ScoreRows(RowSource source, bool areProbabilities, RunContext context)
    {
        (_source, _areProbabilities, _context) = (source, areProbabilities, context);
        _logs = new double[source.BlockRows * source.Columns];
        _probabilities = new double[_logs.Length];
    }

    /// <summary>Takes a row: its number, P and ln P. A probability of 0 has the logarithm −∞.</summary>
    public delegate void TakeRow(int row, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> logs);

    /// <summary>Whether every row seen so far could be probabilities as it stands.</summary>
    public bool LookLikeProbabilities { get; private set; } = true;

    /// <summary>Hands over every row.</summary>
    public void ForEach(string stage, TakeRow take)
    {
        int classes = _source.Columns;
        for (int first = 0; first < _source.Rows; first += _source.BlockRows)
        {
            int count = Math.Min(_source.BlockRows, _source.Rows - first);
            _source.Read(first, count, _logs);
            Prepare(first, count);
            for (int i = 0; i < count; i++)
            {
                take(first + i, _probabilities.AsSpan(i * classes, classes), _logs.AsSpan(i * classes, classes));
            }

            _context.Progress?.Report(new RunProgress(stage, first + count, _source.Rows));
        }
    }

    private void Prepare(int first, int count)
    {
        int parts = (count + RowsPerPart - 1) / RowsPerPart;
        bool[] areLike = new bool[parts];
        _context.ForEach(parts, part =>
        {
            areLike[part] = true;
            for (int i = part * RowsPerPart; i < Math.Min(count, (part + 1) * RowsPerPart); i++)
            {
                areLike[part] &= PrepareRow(first + i, _logs.AsSpan(i * _source.Columns, _source.Columns), _probabilities.AsSpan(i * _source.Columns, _source.Columns));
            }
        });
        LookLikeProbabilities &= !Array.Exists(areLike, static isLike => !isLike);
    }

    private bool PrepareRow(int row, Span<double> values, Span<double> probabilities)
    {
        _source.RequireFinite(values, row);
        (double sum, double least) = SumAndLeast(values);
        bool isLike = least >= 0 && Math.Abs(sum - 1) <= SumTolerance;
        if (!_areProbabilities)
        {
            LogSoftmax(values, probabilities);
            return isLike;
        }

        if (!isLike)
        {
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"Row {row} of '{_source.Name}' (shape {_source.ShapeText}) is no row of probabilities: {(least < 0 ? $"it holds {least:0.####}" : $"it sums to {sum:0.####}")}; leave --probabilities out if these are logits."));
        }

        for (int c = 0; c < values.Length; c++)
        {
            probabilities[c] = values[c] / sum;
            values[c] = Math.Log(probabilities[c]);
        }

        return true;
    }

    private static (double Sum, double Least) SumAndLeast(ReadOnlySpan<double> values)
    {
        double sum = 0;
        double least = values[0];
        foreach (double value in values)
        {
            sum += value;
            least = Math.Min(least, value);
        }

        return (sum, least);
    }

    // z_c − max − ln Σ e^(z − max): never the logarithm of a probability that was rounded to 0.
    private static void LogSoftmax(Span<double> values, Span<double> probabilities)
    {
        double max = values[0];
        foreach (double value in values)
        {
            max = Math.Max(max, value);
        }

        double sum = 0;
        for (int c = 0; c < values.Length; c++)
        {
            values[c] -= max;
            probabilities[c] = Math.Exp(values[c]);
            sum += probabilities[c];
        }

        double log = Math.Log(sum);
        for (int c = 0; c < values.Length; c++)
        {
            values[c] -= log;
            probabilities[c] /= sum;
        }
    }
}
