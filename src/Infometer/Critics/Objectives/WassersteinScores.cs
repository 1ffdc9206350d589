namespace Infometer;

/// <summary>
/// The scores of a frozen critic for all pairs of held-out rows, within blocks of rows in random order: the value, a local value per row,
/// and the value for any other pairing.
/// </summary>
internal sealed class WassersteinScores
{
    private const int MostRowsOfABlock = 256;
    private const int RowsAtOnce = 16;

    private readonly float[][] _blocks;
    private readonly int[] _sizes;
    private readonly double[] _sums;
    private readonly int _count;
    private readonly double _scale;

    /// <summary>Scores held-out rows.</summary>
    /// <param name="network">The critic.</param>
    /// <param name="inputs">All rows.</param>
    /// <param name="rows">Those held out.</param>
    /// <param name="scale">By what all scores are multiplied.</param>
    /// <param name="cancellation">Stops it.</param>
    public WassersteinScores(LipschitzNetwork network, ObjectiveInputs inputs, int[] rows, double scale, CancellationToken cancellation)
    {
        _count = rows.Length;
        _scale = scale;
        int blocks = (rows.Length + MostRowsOfABlock - 1) / MostRowsOfABlock;
        int[] starts = [.. Enumerable.Range(0, blocks + 1).Select(b => (int)((long)b * rows.Length / blocks))];
        _sizes = [.. Enumerable.Range(0, blocks).Select(b => starts[b + 1] - starts[b])];
        _blocks = new float[blocks][];
        _sums = new double[blocks];
        Locals = new double[rows.Length];
        for (int b = 0; b < blocks; b++)
        {
            Range block = starts[b]..starts[b + 1];
            _blocks[b] = ScoresOf(network, inputs, rows.AsSpan(block), cancellation);
            AddLocals(b, Locals.AsSpan(block));
        }

        Value = ValueOf(static (_, i) => i);
    }

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <summary>
    /// f_ii less the means of f over row i and over column i, plus the mean of all: how far each row moves the value; their mean is the
    /// value.
    /// </summary>
    public double[] Locals { get; }

    /// <summary>Draws the value with pairings drawn anew within blocks.</summary>
    public INullSampler NewSampler() => new Sampler(this);

    private static float[] ScoresOf(
        LipschitzNetwork network, ObjectiveInputs inputs, ReadOnlySpan<int> rows, CancellationToken cancellation)
    {
        int n = rows.Length;
        int widthX = inputs.X.Columns;
        float[] scores = new float[n * n];
        FloatMatrix pairs = new(0, 0);
        for (int start = 0; start < n; start += RowsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(RowsAtOnce, n - start);
            pairs.Reshape(count * n, widthX + inputs.Y.Columns);
            for (int pair = 0; pair < pairs.Rows; pair++)
            {
                inputs.X.Row(rows[start + (pair / n)]).CopyTo(pairs.Row(pair));
                inputs.Y.Row(rows[pair % n]).CopyTo(pairs.Row(pair)[widthX..]);
            }

            network.Forward(pairs).CopyTo(scores.AsSpan(start * n));
        }

        return scores;
    }

    // Of a block, from the sum of its joint scores.
    private double Difference(int block, double joint)
    {
        double n = _sizes[block];
        return _scale * ((joint / n) - ((_sums[block] - joint) / (n * (n - 1))));
    }

    private double ValueOf(Func<int, int, int> partnerOf)
    {
        double value = 0;
        for (int b = 0; b < _blocks.Length; b++)
        {
            int n = _sizes[b];
            double joint = 0;
            for (int i = 0; i < n; i++)
            {
                joint += _blocks[b][(i * n) + partnerOf(b, i)];
            }

            value += Difference(b, joint) * n / _count;
        }

        return value;
    }

    private void AddLocals(int block, Span<double> locals)
    {
        int n = _sizes[block];
        double[] byRow = new double[n];
        double[] byColumn = new double[n];
        double apart = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double score = _blocks[block][(i * n) + j];
                _sums[block] += score;
                if (i != j)
                {
                    byRow[i] += score / (n - 1);
                    byColumn[j] += score / (n - 1);
                    apart += score / n / (n - 1);
                }
            }
        }

        for (int i = 0; i < n; i++)
        {
            locals[i] = _scale * (_blocks[block][(i * n) + i] - byRow[i] - byColumn[i] + apart);
        }
    }

    private sealed class Sampler(WassersteinScores scores) : INullSampler
    {
        private readonly int[][] _partners = Array.ConvertAll(scores._sizes, n => Enumerable.Range(0, n).ToArray());

        public void Reset()
        {
            foreach (int[] partners in _partners)
            {
                for (int i = 0; i < partners.Length; i++)
                {
                    partners[i] = i;
                }
            }
        }

        public double Next(ref Rng rng)
        {
            foreach (int[] partners in _partners)
            {
                rng.Shuffle(partners.AsSpan());
            }

            return scores.ValueOf((b, i) => _partners[b][i]);
        }
    }
}
