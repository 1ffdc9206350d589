using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Boosted trees fitted to the training rows of one fold. Members are boosted side by side, each with another part of the
/// training rows held out; all stop at the round at which the rows held out, taken together, are told best.
/// </summary>
internal sealed class FoldFit
{
    private readonly Member[] _members;
    private readonly BoostingLoss _loss;
    private readonly FoldCodes _codes;

    private FoldFit(FoldCodes codes, BoostingLoss loss, Member[] members)
    {
        _codes = codes;
        _loss = loss;
        _members = members;
        HeldOut = [.. members.SelectMany(m => m.HeldOut)];
        HeldOutScores = new float[HeldOut.Length * loss.Channels];
    }

    /// <summary>Trees of each member that are used.</summary>
    public int Rounds { get; private set; }

    /// <summary>The training rows that some member held out.</summary>
    public int[] HeldOut { get; }

    /// <summary>The scores of the held-out rows by the member that did not see them, in the order of <see cref="HeldOut"/>.</summary>
    public float[] HeldOutScores { get; }

    /// <summary>Fits.</summary>
    /// <param name="codes">The columns of the fold.</param>
    /// <param name="loss">What is made small, over the training rows.</param>
    /// <param name="parts">The part of each training row; member j holds out part j.</param>
    /// <param name="settings">How much work it may be.</param>
    /// <param name="rng">The fold's random stream.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FoldFit Of(
        FoldCodes codes, BoostingLoss loss, int[] parts, BoostingSettings settings, ref Rng rng, CancellationToken cancellation)
    {
        TreeGrower grower = new(codes, loss, settings);
        Member[] members = new Member[settings.Members];
        for (int j = 0; j < members.Length; j++)
        {
            members[j] = new Member(codes, loss, settings, parts, j, grower);
        }

        FoldFit fit = new(codes, loss, members);
        fit.Boost(settings, grower, ref rng, cancellation);
        return fit;
    }

    /// <summary>The scores of other rows, the mean over the members.</summary>
    /// <param name="rows">The rows, as rows of the table.</param>
    public float[] Scores(ReadOnlySpan<int> rows)
    {
        int channels = _loss.Channels;
        BoostedTree[] trees = [.. _members.SelectMany(member => member.Trees.Take(Rounds))];
        bool[] isUsed = new bool[_codes.ColumnCount];
        foreach (BoostedTree tree in trees)
        {
            tree.MarkUsed(isUsed);
        }

        // A node without a split reads the first column, whatever is there: its mask is empty.
        FoldCodes codes = _codes.Like(rows, isUsed);
        float[] scores = new float[rows.Length * channels];
        foreach (BoostedTree tree in trees)
        {
            tree.AddTo(codes, scores);
        }

        ReadOnlySpan<float> start = _loss.Start;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = (scores[i] / _members.Length) + start[i % channels];
        }

        return scores;
    }

    /// <summary>What the splits of all trees in use gain, per column.</summary>
    public double[] Gains()
    {
        double[] gains = new double[_codes.ColumnCount];
        foreach (BoostedTree tree in _members.SelectMany(member => member.Trees.Take(Rounds)))
        {
            tree.AddGains(gains);
        }

        return gains;
    }

    private void Boost(BoostingSettings settings, TreeGrower grower, ref Rng rng, CancellationToken cancellation)
    {
        double best = HeldOutLoss();
        double mark = best;
        int marked = 0;
        Keep(0);
        double step = settings.Progress * HeldOut.Length;
        for (int round = 1; round <= settings.MaxRounds && round - marked <= settings.Patience; round++)
        {
            foreach (Member member in _members)
            {
                cancellation.ThrowIfCancellationRequested();
                member.Boost(grower, ref rng);
            }

            double loss = HeldOutLoss();
            if (loss < best)
            {
                best = loss;
                Keep(round);
            }

            if (loss < mark - step)
            {
                mark = loss;
                marked = round;
            }
        }
    }

    private double HeldOutLoss()
    {
        double sum = 0;
        foreach (Member member in _members)
        {
            sum += member.HeldOutLoss();
        }

        return _loss.ToNats(sum, HeldOut.Length);
    }

    private void Keep(int round)
    {
        Rounds = round;
        int at = 0;
        foreach (Member member in _members)
        {
            foreach (int row in member.HeldOut)
            {
                member.Scores.AsSpan(row * _loss.Channels, _loss.Channels).CopyTo(HeldOutScores.AsSpan(at));
                at += _loss.Channels;
            }
        }
    }

    private sealed class Member
    {
        // Columns are compared on no more cells than these, but on some rows whatever their number.
        private const int CellsForRelevance = 8_000_000;
        private const int FewestRowsForRelevance = 500;

        private readonly FoldCodes _codes;
        private readonly BoostingLoss _loss;
        private readonly BoostingSettings _settings;
        private readonly int[] _seen;
        private readonly int[] _sample;
        private readonly int[] _columns;
        private readonly Vector128<float>[] _gradients;

        public Member(FoldCodes codes, BoostingLoss loss, BoostingSettings settings, int[] parts, int part, TreeGrower grower)
        {
            _codes = codes;
            _loss = loss;
            _settings = settings;
            int[] rows = [.. Enumerable.Range(0, codes.RowCount)];
            HeldOut = [.. rows.Where(row => parts[row] == part)];
            _seen = [.. rows.Where(row => parts[row] != part)];
            _sample = new int[_seen.Length];
            _gradients = new Vector128<float>[codes.RowCount * loss.Stride];
            Scores = new float[codes.RowCount * loss.Channels];
            for (int i = 0; i < Scores.Length; i += loss.Channels)
            {
                loss.Start.CopyTo(Scores.AsSpan(i));
            }

            _columns = KeepColumns(grower);
        }

        public int[] HeldOut { get; }

        public float[] Scores { get; }

        public List<BoostedTree> Trees { get; } = [];

        public double HeldOutLoss()
        {
            double sum = 0;
            foreach (int row in HeldOut)
            {
                sum += _loss.Loss(row, Scores.AsSpan(row * _loss.Channels, _loss.Channels));
            }

            return sum;
        }

        public void Boost(TreeGrower grower, ref Rng rng)
        {
            int sampled = Sample(ref rng);
            SetGradients(_sample.AsSpan(0, sampled));
            BoostedTree tree = grower.Grow(_sample.AsSpan(0, sampled), _columns, _gradients);
            tree.AddTo(_codes, Scores);
            Trees.Add(tree);
        }

        // Every row with the same probability: their number varies a little, their order stays.
        private int Sample(ref Rng rng)
        {
            double share = Math.Min(_settings.RowShare, (double)_settings.MostRowsPerTree / _seen.Length);
            ulong threshold = share >= 1 ? ulong.MaxValue : (ulong)(share * 18446744073709551616.0);
            int count = 0;
            foreach (int row in _seen)
            {
                _sample[count] = row;
                count += rng.NextULong() < threshold ? 1 : 0;
            }

            return count;
        }

        private void SetGradients(ReadOnlySpan<int> rows)
        {
            foreach (int row in rows)
            {
                _loss.Gradient(
                    row,
                    Scores.AsSpan(row * _loss.Channels, _loss.Channels),
                    _gradients.AsSpan(row * _loss.Stride, _loss.Stride));
            }
        }

        // Chosen by the rows that this member sees: columns chosen by the others too would look better on those than they are.
        private int[] KeepColumns(TreeGrower grower)
        {
            int[] all = [.. Enumerable.Range(0, _codes.ColumnCount)];
            if (all.Length <= _settings.MostColumns)
            {
                return all;
            }

            int count = Math.Min(_seen.Length, Math.Max(FewestRowsForRelevance, CellsForRelevance / all.Length));
            int[] some = [.. Enumerable.Range(0, count).Select(i => _seen[(int)((long)i * _seen.Length / count)])];
            SetGradients(some);
            double[] relevance = grower.Relevance(some, _gradients);
            return [.. all.OrderByDescending(c => relevance[c]).ThenBy(c => c).Take(_settings.MostColumns).Order()];
        }
    }
}
