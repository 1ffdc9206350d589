namespace Infometer;

/// <summary>Sums of one head over queries, for both ways to count the tokens that a query may attend to.</summary>
internal sealed class HeadSums
{
    private readonly RelativeSums _full = new();
    private readonly RelativeSums _causal = new();
    private readonly List<(double Entropy, long Rows)> _sequences = [];
    private double _entropy;
    private long _rows;
    private double _entropyOfSequence;
    private long _rowsOfSequence;

    /// <summary>Adds a query.</summary>
    /// <param name="entropy">Its entropy.</param>
    /// <param name="tokens">Real tokens of the sequence.</param>
    /// <param name="earlier">Real tokens up to the query.</param>
    public void Add(double entropy, int tokens, int earlier)
    {
        _entropy += entropy;
        _rows++;
        _entropyOfSequence += entropy;
        _rowsOfSequence++;
        _full.Add(entropy, tokens);
        _causal.Add(entropy, earlier);
    }

    /// <summary>Ends a sequence.</summary>
    public void EndSequence()
    {
        if (_rowsOfSequence > 0)
        {
            _sequences.Add((_entropyOfSequence, _rowsOfSequence));
            (_entropyOfSequence, _rowsOfSequence) = (0, 0);
        }
    }

    /// <summary>The head.</summary>
    public AttentionHead ToHead(int layer, int head, bool isCausal, AttentionOptions options)
    {
        RelativeSums sums = isCausal ? _causal : _full;
        double relative = sums.Relative;
        return new AttentionHead(layer, head)
        {
            Entropy = _entropy / _rows,
            StandardError = StandardError(),
            Maximum = sums.Maximum / _rows,
            Relative = relative,
            Flag = relative <= options.CollapseBelow ? AttentionFinding.Collapse
                : relative >= options.OverloadAbove ? AttentionFinding.Overload
                : AttentionFinding.None,
        };
    }

    // Of the ratio of two sums over sequences, because sequences with more queries weigh more: residuals e_b − mean·q_b.
    private double? StandardError()
    {
        int count = _sequences.Count;
        double mean = _entropy / _rows;
        double squares = _sequences.Sum(s => Math.Pow(s.Entropy - (mean * s.Rows), 2));
        return count < 2 ? null : Math.Sqrt(squares * count / (count - 1)) / _rows;
    }

    private sealed class RelativeSums
    {
        private double _relative;
        private long _count;

        public double Maximum { get; private set; }

        public double Relative => _count == 0 ? double.NaN : _relative / _count;

        // With one token to attend to the entropy is 0 of at most 0, which says nothing.
        public void Add(double entropy, int tokens)
        {
            if (tokens > 1)
            {
                double most = Math.Log(tokens);
                Maximum += most;
                _relative += entropy / most;
                _count++;
            }
        }
    }
}
