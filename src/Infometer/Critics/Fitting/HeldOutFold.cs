namespace Infometer;

/// <summary>
/// A frozen critic on rows that it was neither trained nor stopped on, in blocks within which every row is compared with others. Knows the
/// value, a local value per row, and the value for any other pairing of the rows within their blocks.
/// </summary>
internal sealed class HeldOutFold
{
    private const int RowsAtOnce = 256;

    private readonly ContrastiveEstimator _estimator;
    private readonly Critic _critic;
    private readonly EmbeddedPairs[] _blocks;
    private readonly int[] _starts;

    // ln Σ e^f over all candidates of a row, the joint pair's among them: for x against all y, and for y against all x where that counts,
    // too.
    private readonly double[][] _totals;

    // The L_i of the pairs as they came, for partners that are not among a row's candidates.
    private readonly double[][] _others;

    /// <summary>Scores held-out rows.</summary>
    public HeldOutFold(ContrastiveEstimator estimator, Critic critic, CriticInputs inputs, int[] rows, CancellationToken cancellation)
    {
        _estimator = estimator;
        _critic = critic;
        Rows = rows;

        // A block of one row would have nothing to compare it with.
        int blocks = Math.Clamp((rows.Length + estimator.MostCandidates - 1) / estimator.MostCandidates, 1, Math.Max(1, rows.Length / 2));
        _starts = [.. Enumerable.Range(0, blocks + 1).Select(b => (int)((long)b * rows.Length / blocks))];
        _blocks = new EmbeddedPairs[blocks];
        for (int b = 0; b < blocks; b++)
        {
            _blocks[b] = critic.Embed(CriticInputs.Empty().Gather(inputs, rows.AsSpan(_starts[b].._starts[b + 1]))).Copy();
        }

        int directions = estimator.IsOfRows && critic.ScoresAllPairs ? 2 : 1;
        _totals = new double[directions][];
        _others = new double[directions][];
        Locals = new double[rows.Length];
        for (int d = 0; d < directions; d++)
        {
            Value += Evaluate(d, directions, cancellation) / directions;
        }
    }

    /// <summary>The rows held out.</summary>
    public int[] Rows { get; }

    /// <summary>The value in nats.</summary>
    public double Value { get; }

    /// <summary>
    /// One local value per row, in the order of <see cref="Rows"/>, whose mean is near the value and whose scatter is the value's.
    /// </summary>
    public double[] Locals { get; }

    /// <summary>Alternatives per row in the smallest block.</summary>
    public int Alternatives => AlternativesOf(_blocks.MinBy(b => b.Count)!);

    /// <summary>Draws a pairing within each block and gives its value, with a critic that this thread alone uses.</summary>
    public double Draw(Critic critic, ref Rng rng)
    {
        int n = Rows.Length;
        float[] first = new float[n];
        float[] second = new float[n];
        int[] partners = new int[n];
        for (int b = 0; b < _blocks.Length; b++)
        {
            Span<int> block = partners.AsSpan(_starts[b].._starts[b + 1]);
            for (int i = 0; i < block.Length; i++)
            {
                block[i] = i;
            }

            rng.Shuffle(block);
            critic.ScorePairs(_blocks[b], block, first.AsSpan(_starts[b].._starts[b + 1]), second.AsSpan(_starts[b].._starts[b + 1]));
        }

        return ValueOf(partners, first, second);
    }

    /// <summary>The value where every row has another y, against the candidates that the rows were compared with before.</summary>
    /// <param name="critic">The critic, for this thread alone.</param>
    /// <param name="rows">All rows of the fold, in the order of <see cref="Rows"/>.</param>
    public double ValueWith(Critic critic, CriticInputs rows)
    {
        int n = Rows.Length;
        float[] first = new float[n];
        float[] second = new float[n];
        int[] itself = [.. Enumerable.Range(0, n)];
        critic.ScorePairs(critic.Embed(rows), itself, first, second);
        ContrastBuffer buffer = new(n, _estimator.Heads > 1);
        double value = 0;
        foreach (double[] others in _others)
        {
            others.CopyTo(buffer.Others);
            for (int i = 0; i < n; i++)
            {
                buffer.Joint[i] = first[i];
                if (buffer.Second.Length > 0)
                {
                    buffer.Second[i] = second[i];
                }
            }

            ContrastTerms answer = buffer.Answer;
            _estimator.Measure(buffer.Question(Alternatives), answer);
            value += answer.Mean / _others.Length;
        }

        return value;
    }

    /// <summary>The critic, for another thread.</summary>
    public Critic Share() => _critic.Share();

    private double ValueOf(int[] partners, float[] first, float[] second)
    {
        ContrastBuffer buffer = new(Rows.Length, _estimator.Heads > 1);
        double value = 0;
        for (int d = 0; d < _totals.Length; d++)
        {
            for (int b = 0; b < _blocks.Length; b++)
            {
                double alternatives = Math.Log(AlternativesOf(_blocks[b]));
                for (int i = _starts[b]; i < _starts[b + 1]; i++)
                {
                    // Seen from y, the pair stands in the row of its partner.
                    int row = d == 0 ? i : _starts[b] + partners[i];
                    buffer.Joint[row] = first[i];
                    buffer.Others[row] = IsCandidate(i - _starts[b], partners[i], _blocks[b])
                        ? Without(_totals[d][row], Clipped(first[i])) - alternatives
                        : _others[d][row];
                    if (buffer.Second.Length > 0)
                    {
                        buffer.Second[row] = second[i];
                    }
                }
            }

            ContrastTerms answer = buffer.Answer;
            _estimator.Measure(buffer.Question(Alternatives), answer);
            value += answer.Mean / _totals.Length;
        }

        return value;
    }

    private double Clipped(double score) => Math.Clamp(score, -_estimator.Clip, _estimator.Clip);

    /// <summary>ln(e^total − e^one); what rounding leaves of almost nothing is almost nothing.</summary>
    internal static double Without(double total, double one)
    {
        double rest = -double.ExpM1(Math.Min(one - total, 0));
        return total + Math.Log(Math.Max(rest, 1e-7));
    }

    // Whether the score of a row with another of its block is in the row's total.
    private bool IsCandidate(int row, int partner, EmbeddedPairs block) =>
        (partner - row + block.Count) % block.Count <= AlternativesOf(block) || _critic.ScoresAllPairs;

    private int AlternativesOf(EmbeddedPairs block) =>
        _critic.ScoresAllPairs ? block.Count - 1 : Math.Min(_estimator.HeldOutAlternatives, block.Count - 1);

    private double Evaluate(int direction, int directions, CancellationToken cancellation)
    {
        ContrastBuffer buffer = new(Rows.Length, _estimator.Heads > 1);
        double[] totals = new double[Rows.Length];
        _totals[direction] = totals;
        Scores scores = new();
        ForStrips(direction, scores, (start, count) =>
        {
            Contrast.ReadJoint(scores, buffer.Joint.Slice(start, count), buffer.Second.IsEmpty ? [] : buffer.Second.Slice(start, count));
            Contrast.LogMeanExp(scores, _estimator.Clip, buffer.Others.Slice(start, count));
            for (int i = start; i < start + count; i++)
            {
                totals[i] = LogAddExp(buffer.Others[i] + Math.Log(scores.Alternatives), Clipped(buffer.Joint[i]));
            }
        }, cancellation);

        _others[direction] = buffer.Others.ToArray();
        ContrastTerms answer = buffer.Answer;
        _estimator.Measure(buffer.Question(Alternatives), answer);
        for (int i = 0; i < Locals.Length; i++)
        {
            Locals[i] += answer.Terms[i] / directions;
        }

        AddCandidateRoles(direction, directions, buffer, scores, cancellation);
        return answer.Mean;
    }

    // A row counts as a candidate of the others, too: its share of each L_k above the mean share, times what the value owes to L_k.
    private void AddCandidateRoles(int direction, int directions, ContrastBuffer buffer, Scores scores, CancellationToken cancellation)
    {
        double[] roles = new double[Rows.Length];
        ForStrips(direction, scores, (start, count) =>
        {
            int block = Array.FindLastIndex(_starts, s => s <= start);
            int length = _blocks[block].Count;
            double[] others = new double[count];
            Contrast.LogMeanExp(scores, _estimator.Clip, others);
            double mean = 1.0 / scores.Alternatives;
            for (int i = 0; i < count; i++)
            {
                double slope = Rows.Length * buffer.Answer.ByOthers[start + i];
                ReadOnlySpan<float> shares = scores.First.Row(i);
                int joint = scores.JointOf(i);
                for (int c = 0; c < shares.Length; c++)
                {
                    if (c != joint)
                    {
                        int candidate = scores.IsOfAllPairs ? c : (start - _starts[block] + i + c) % length;
                        roles[_starts[block] + candidate] += slope * (shares[c] - mean);
                    }
                }
            }
        }, cancellation);
        for (int i = 0; i < roles.Length; i++)
        {
            Locals[i] += roles[i] / directions;
        }
    }

    private void ForStrips(int direction, Scores scores, Action<int, int> body, CancellationToken cancellation)
    {
        for (int b = 0; b < _blocks.Length; b++)
        {
            EmbeddedPairs block = direction == 0 ? _blocks[b] : _blocks[b].Swapped;
            for (int start = 0; start < block.Count; start += RowsAtOnce)
            {
                cancellation.ThrowIfCancellationRequested();
                int count = Math.Min(RowsAtOnce, block.Count - start);
                _critic.Score(block, start, count, _estimator.HeldOutAlternatives, scores);
                body(_starts[b] + start, count);
            }
        }
    }

    private static double LogAddExp(double a, double b)
    {
        double larger = Math.Max(a, b);
        return double.IsInfinity(larger) ? larger : larger + Math.Log(Math.Exp(a - larger) + Math.Exp(b - larger));
    }
}
