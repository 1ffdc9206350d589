using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// Cuts chosen by how well they part the levels of a discrete target, as many as pay for themselves (minimum description
/// length). The cut that leaves the least entropy of the target is kept iff
/// Gain &gt; [log₂(N − 1) + log₂(3^k − 2) − (k·H(S) − k₁·H(S₁) − k₂·H(S₂))]/N, and both sides are cut again.
/// </summary>
/// <remarks>
/// <para>N, k and H(S) are the rows, the levels present and the entropy in bits of the target in the interval S. Only
/// boundaries between distinct values that are not both of one and the same level are tried: the best cut is among them.
/// The rule is tested before a cut is made, so that a column of noise stays in one bin.</para>
/// <para>The bins have seen the target: a plug-in estimate from them on the same rows is too high. Cross-fit, or let a
/// permutation null include the binning. Cost: the sort, then O(n) per depth of the tree.</para>
/// <para>Fayyad and Irani (1993), Multi-interval discretization of continuous-valued attributes for classification
/// learning, IJCAI.</para>
/// </remarks>
public sealed record Mdlp : Discretizer
{
    internal override bool IsSupervised => true;

    private protected override double[] FindCuts(ReadOnlySpan<double> values, ReadOnlySpan<int> target)
    {
        Blocks blocks = Blocks.Of(values, target);
        List<double> cuts = [];
        Stack<(int First, int End)> open = new([(0, blocks.Count)]);
        while (open.TryPop(out (int First, int End) interval))
        {
            if (blocks.BestCut(interval.First, interval.End) is { } cut)
            {
                cuts.Add(blocks.FirstValue(cut));
                open.Push((interval.First, cut));
                open.Push((cut, interval.End));
            }
        }

        cuts.Sort();
        return [.. cuts];
    }

    // The sorted rows in blocks between which a cut may lie: neighbouring values of one and the same level share a block.
    // A block holds how often each level present occurs in it.
    private sealed class Blocks
    {
        private readonly List<double> _firstValues = [];
        private readonly List<int> _starts = [];
        private readonly List<(int Level, int Count)> _entries = [];
        private readonly LevelCounts _left;
        private readonly LevelCounts _right;

        private Blocks(int levels)
        {
            _left = new LevelCounts(levels);
            _right = new LevelCounts(levels);
        }

        public int Count => _firstValues.Count;

        public static Blocks Of(ReadOnlySpan<double> values, ReadOnlySpan<int> target)
        {
            int levels = 0;
            foreach (int level in target)
            {
                levels = Math.Max(levels, level + 1);
            }

            Blocks blocks = new(levels);
            for (int start = 0; start < values.Length;)
            {
                int end = start + 1;
                while (end < values.Length && values[end] == values[start])
                {
                    end++;
                }

                blocks.Add(values[start], target[start..end]);
                start = end;
            }

            blocks._starts.Add(blocks._entries.Count);
            return blocks;
        }

        public double FirstValue(int block) => _firstValues[block];

        /// <summary>The block at which the interval is best cut in two, or null where no cut pays.</summary>
        public int? BestCut(int first, int end)
        {
            _left.Clear();
            _right.Clear();
            for (int block = first; block < end; block++)
            {
                Move(block, null, _right);
            }

            double whole = _right.EntropySum;
            int levels = _right.Present;
            double rows = _right.Rows;
            int best = -1;
            double least = double.PositiveInfinity;
            double price = 0;
            for (int block = first; block < end - 1; block++)
            {
                Move(block, _right, _left);
                double parted = _left.EntropySum + _right.EntropySum;
                if (parted < least)
                {
                    least = parted;
                    best = block + 1;
                    price = (_left.Present * _left.EntropySum / _left.Rows) + (_right.Present * _right.EntropySum / _right.Rows);
                }
            }

            // The criterion times N, in nats.
            bool pays = best >= 0
                && whole - least > Math.Log(rows - 1) + LogPower3Minus2(levels) - (levels * whole / rows) + price;
            return pays ? best : null;
        }

        private static double LogPower3Minus2(int k) => (k * Math.Log(3)) + Math.Log(1 - (2 * Math.Pow(3, -k)));

        private void Add(double value, ReadOnlySpan<int> levels)
        {
            bool pure = levels.IndexOfAnyExcept(levels[0]) < 0;
            bool previousIsPure = Count > 0 && _entries.Count - _starts[^1] == 1;
            if (pure && previousIsPure && _entries[^1].Level == levels[0])
            {
                _entries[^1] = (levels[0], _entries[^1].Count + levels.Length);
                return;
            }

            _firstValues.Add(value);
            _starts.Add(_entries.Count);
            if (pure)
            {
                _entries.Add((levels[0], levels.Length));
                return;
            }

            foreach (int level in levels)
            {
                _left.Add(level, 1);
            }

            foreach (int level in levels)
            {
                int count = _left.Take(level);
                if (count > 0)
                {
                    _entries.Add((level, count));
                }
            }

            // By level, so that the order of tied rows changes nothing, not even the rounding of a sum.
            CollectionsMarshal.AsSpan(_entries)[_starts[^1]..].Sort();
        }

        private void Move(int block, LevelCounts? from, LevelCounts to)
        {
            foreach ((int level, int count) in CollectionsMarshal.AsSpan(_entries)[_starts[block].._starts[block + 1]])
            {
                from?.Add(level, -count);
                to.Add(level, count);
            }
        }
    }

    // How often each level of the target occurs on one side of a cut, with N·H in nats kept up to date.
    private sealed class LevelCounts(int levels)
    {
        private readonly int[] _counts = new int[levels];
        private double _sum;

        public int Rows { get; private set; }

        public int Present { get; private set; }

        /// <summary>N·H = N ln N − Σ c ln c.</summary>
        public double EntropySum => XLogX(Rows) - _sum;

        public void Clear()
        {
            Array.Clear(_counts);
            Rows = 0;
            Present = 0;
            _sum = 0;
        }

        public void Add(int level, int count)
        {
            int before = _counts[level];
            int after = before + count;
            _counts[level] = after;
            _sum += XLogX(after) - XLogX(before);
            Present += (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
            Rows += count;
        }

        /// <summary>The count of a level, which is set to zero.</summary>
        public int Take(int level)
        {
            int count = _counts[level];
            if (count > 0)
            {
                Add(level, -count);
            }

            return count;
        }

        private static double XLogX(int count) => count <= 1 ? 0 : count * Math.Log(count);
    }

    /// <inheritdoc/>
    public override string ToString() => "MDLP bins";
}
