using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infometer;

/// <summary>
/// Grows one tree after the other on histograms of gradients: per node and column one cell per code, filled by the smaller
/// child of each pair and got by subtraction for the larger. A split is the one with the largest Σ G²/(H + ridge) of both
/// sides, summed over channels; it is taken even where it gains nothing, since XOR shows itself only one level further down.
/// </summary>
/// <remarks>
/// Levels without an order are sorted in each node by their smoothed gradient of the channel that they tell most about, and
/// split like numbers; that is the best split into two sets (Fisher 1958). Missing numbers are tried on either side.
/// Cost: rows × columns × (depth + 1)/2 cells. An instance serves one thread.
/// </remarks>
internal sealed class TreeGrower
{
    // Rows' worth of curvature that the gradient of a level is shrunk with before levels are sorted by it.
    private const float LevelSmoothing = 10;

    // More ridge, in rows' worth of curvature, where levels are sorted by what they show: such splits fit noise more easily.
    private const float LevelRidge = 5;

    private readonly FoldCodes _codes;
    private readonly BoostingLoss _loss;
    private readonly BoostingSettings _settings;
    private readonly int _stride;
    private readonly Vector128<float>[][] _histograms;
    private readonly Vector128<float>[] _total;
    private readonly Vector128<float>[] _left;
    private readonly float[] _levelKeys = new float[ColumnCoder.MostCodes];
    private readonly int[] _levelOrder = new int[ColumnCoder.MostCodes];
    private Vector128<float>[] _gathered = [];
    private int[] _rows = [];
    private int[] _buffer = [];
    private int[] _columns = [];
    private int[] _offsets = [];
    private Vector128<float>[] _gradients = [];

    public TreeGrower(FoldCodes codes, BoostingLoss loss, BoostingSettings settings)
    {
        _codes = codes;
        _loss = loss;
        _settings = settings;
        _stride = loss.Stride;
        _histograms = new Vector128<float>[settings.Depth + 1][];
        _total = new Vector128<float>[_stride];
        _left = new Vector128<float>[_stride];
    }

    /// <summary>Grows a tree.</summary>
    /// <param name="rows">The training rows that it sees.</param>
    /// <param name="columns">The columns that it may split.</param>
    /// <param name="gradients">The gradient cells by training row.</param>
    public BoostedTree Grow(ReadOnlySpan<int> rows, int[] columns, Vector128<float>[] gradients)
    {
        Prepare(rows, columns, gradients);
        BoostedTree tree = new(_settings.Depth, _loss.Channels);
        Vector128<float>[] root = _histograms[0];
        Fill(root, 0, rows.Length);
        Grow(tree, 1, 0, 0, rows.Length, root);
        return tree;
    }

    /// <summary>
    /// How much each column shows at the root: Σ G²/H over its codes and channels, a χ² under independence, less its
    /// degrees of freedom and in units of its standard deviation, so that columns of any number of codes compare.
    /// </summary>
    public double[] Relevance(ReadOnlySpan<int> rows, Vector128<float>[] gradients)
    {
        const int AtOnce = 512;
        double[] relevance = new double[_codes.ColumnCount];
        for (int first = 0; first < relevance.Length; first += AtOnce)
        {
            int[] columns = [.. Enumerable.Range(first, Math.Min(AtOnce, relevance.Length - first))];
            Prepare(rows, columns, gradients);
            Vector128<float>[] root = _histograms[0];
            Fill(root, 0, rows.Length);
            for (int c = 0; c < columns.Length; c++)
            {
                relevance[first + c] = Relevance(root.AsSpan(_offsets[c] * _stride, (_offsets[c + 1] - _offsets[c]) * _stride), rows.Length);
            }
        }

        return relevance;
    }

    private double Relevance(ReadOnlySpan<Vector128<float>> cells, int rows)
    {
        Vector128<float> total = Vector128<float>.Zero;
        int occurring = 0;
        for (int at = 0; at < cells.Length; at += _stride)
        {
            total += cells[at];
            occurring += cells[at][0] > 0 ? 1 : 0;
        }

        double perRow = total[1] / rows;
        double square = 0;
        for (int at = 0; at < cells.Length; at += _stride)
        {
            if (cells[at][0] > 0)
            {
                square += SquaredGradient(cells.Slice(at, _stride)) / (cells[at][0] * perRow);
            }
        }

        double degrees = Math.Max(1, (occurring - 1) * Math.Max(1, _loss.Channels - 1));
        return (square - degrees) / Math.Sqrt(2 * degrees);
    }

    private void Prepare(ReadOnlySpan<int> rows, int[] columns, Vector128<float>[] gradients)
    {
        if (_rows.Length < rows.Length)
        {
            _rows = new int[rows.Length];
            _buffer = new int[rows.Length];
            _gathered = new Vector128<float>[rows.Length * _stride];
        }

        rows.CopyTo(_rows);
        _gradients = gradients;
        _columns = columns;
        _offsets = new int[columns.Length + 1];
        for (int c = 0; c < columns.Length; c++)
        {
            _offsets[c + 1] = _offsets[c] + _codes.CodeCount(columns[c]);
        }

        int cells = _offsets[^1] * _stride;
        for (int depth = 0; depth < _histograms.Length; depth++)
        {
            if (_histograms[depth] is null || _histograms[depth].Length < cells)
            {
                _histograms[depth] = new Vector128<float>[cells];
            }
        }
    }

    // The histogram of a node is the caller's to overwrite once the node is done; deeper buffers are free.
    private void Grow(BoostedTree tree, int node, int depth, int begin, int end, Vector128<float>[] histogram)
    {
        Split best = depth < _settings.Depth && end - begin >= 2 * _settings.LeafRows ? FindSplit(histogram) : default;
        if (best.Mask == 0)
        {
            SetLeaf(tree, tree.LeafBelow(node, depth), begin, end);
            return;
        }

        tree.Split(node, best.Column, best.Mask, Math.Max(0, best.Gain - Unsplit()));
        int middle = Partition(best, begin, end);
        if (depth + 1 == _settings.Depth)
        {
            SetLeaf(tree, tree.LeafBelow(2 * node, depth + 1), begin, middle);
            SetLeaf(tree, tree.LeafBelow((2 * node) + 1, depth + 1), middle, end);
            return;
        }

        bool isLeftSmaller = middle - begin <= end - middle;
        Vector128<float>[] smaller = _histograms[depth + 1];
        Fill(smaller, isLeftSmaller ? begin : middle, isLeftSmaller ? middle : end);
        Subtract(histogram, smaller);

        // The smaller child first: its buffer is needed again below the larger one.
        if (isLeftSmaller)
        {
            Grow(tree, 2 * node, depth + 1, begin, middle, smaller);
            Grow(tree, (2 * node) + 1, depth + 1, middle, end, histogram);
        }
        else
        {
            Grow(tree, (2 * node) + 1, depth + 1, middle, end, smaller);
            Grow(tree, 2 * node, depth + 1, begin, middle, histogram);
        }
    }

    private void SetLeaf(BoostedTree tree, int leaf, int begin, int end)
    {
        Span<float> values = tree.Leaves.AsSpan(leaf * tree.Channels, tree.Channels);
        _loss.Leaf(Gather(begin, end), _settings.Ridge, values);
        foreach (ref float value in values)
        {
            value *= _settings.Rate;
        }
    }

    private ReadOnlySpan<Vector128<float>> Gather(int begin, int end)
    {
        if (_stride == 1)
        {
            for (int i = begin; i < end; i++)
            {
                _gathered[i - begin] = _gradients[_rows[i]];
            }
        }
        else
        {
            for (int i = begin; i < end; i++)
            {
                _gradients.AsSpan(_rows[i] * _stride, _stride).CopyTo(_gathered.AsSpan((i - begin) * _stride));
            }
        }

        return _gathered.AsSpan(0, (end - begin) * _stride);
    }

    private void Fill(Vector128<float>[] histogram, int begin, int end)
    {
        ReadOnlySpan<Vector128<float>> gathered = Gather(begin, end);
        ReadOnlySpan<int> rows = _rows.AsSpan(begin, end - begin);
        histogram.AsSpan(0, _offsets[^1] * _stride).Clear();
        int c = 0;
        if (_stride == 1)
        {
            for (; c + 1 < _columns.Length; c += 2)
            {
                AddTwo(
                    histogram.AsSpan(_offsets[c], _offsets[c + 1] - _offsets[c]),
                    histogram.AsSpan(_offsets[c + 1], _offsets[c + 2] - _offsets[c + 1]),
                    _codes.Column(_columns[c]),
                    _codes.Column(_columns[c + 1]),
                    rows,
                    gathered);
            }
        }

        for (; c < _columns.Length; c++)
        {
            Span<Vector128<float>> cells = histogram.AsSpan(_offsets[c] * _stride, (_offsets[c + 1] - _offsets[c]) * _stride);
            AddWide(cells, _codes.Column(_columns[c]), rows, gathered, _stride);
        }
    }

    // Two columns at once: where most rows share a code every addition waits for the one before, and the other column fills the gap.
    private static void AddTwo(
        Span<Vector128<float>> first,
        Span<Vector128<float>> second,
        ReadOnlySpan<byte> firstCodes,
        ReadOnlySpan<byte> secondCodes,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<Vector128<float>> gathered)
    {
        for (int i = 0; i < rows.Length && i < gathered.Length; i++)
        {
            int row = rows[i];
            Vector128<float> gradient = gathered[i];
            first[firstCodes[row]] += gradient;
            second[secondCodes[row]] += gradient;
        }
    }

    private static void AddWide(
        Span<Vector128<float>> cells, ReadOnlySpan<byte> codes, ReadOnlySpan<int> rows, ReadOnlySpan<Vector128<float>> gathered, int stride)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Span<Vector128<float>> cell = cells.Slice(codes[rows[i]] * stride, stride);
            ReadOnlySpan<Vector128<float>> row = gathered.Slice(i * stride, stride);
            for (int s = 0; s < row.Length; s++)
            {
                cell[s] += row[s];
            }
        }
    }

    private void Subtract(Vector128<float>[] histogram, Vector128<float>[] part)
    {
        int cells = _offsets[^1] * _stride;
        Span<Vector128<float>> whole = histogram.AsSpan(0, cells);
        ReadOnlySpan<Vector128<float>> taken = part.AsSpan(0, cells);
        for (int i = 0; i < whole.Length; i++)
        {
            whole[i] -= taken[i];
        }
    }

    private int Partition(Split split, int begin, int end)
    {
        ReadOnlySpan<byte> codes = _codes.Column(split.Column);
        int left = begin;
        int right = 0;
        for (int i = begin; i < end; i++)
        {
            int row = _rows[i];
            if (((split.Mask >> codes[row]) & 1) == 0)
            {
                _rows[left++] = row;
            }
            else
            {
                _buffer[right++] = row;
            }
        }

        _buffer.AsSpan(0, right).CopyTo(_rows.AsSpan(left));
        return left;
    }

    private Split FindSplit(Vector128<float>[] histogram)
    {
        Split best = default;
        for (int c = 0; c < _columns.Length; c++)
        {
            int column = _columns[c];
            ReadOnlySpan<Vector128<float>> cells = histogram.AsSpan(_offsets[c] * _stride, (_offsets[c + 1] - _offsets[c]) * _stride);
            if (cells.Length == _stride)
            {
                continue;
            }

            Total(cells);
            if (!_codes.IsOrdered(column))
            {
                ScanLevels(cells, column, ref best);
                continue;
            }

            int codes = cells.Length / _stride;
            if (!_codes.HasMissing(column) || cells[^_stride][0] < 0.5f)
            {
                ScanNumbers(cells, column, codes, isMissingLeft: false, ref best);
            }
            else
            {
                ScanNumbers(cells, column, codes, isMissingLeft: false, ref best);
                ScanNumbers(cells, column, codes, isMissingLeft: true, ref best);
            }
        }

        return best;
    }

    private void Total(ReadOnlySpan<Vector128<float>> cells)
    {
        Array.Clear(_total);
        if (_stride == 1)
        {
            Vector128<float> sum = Vector128<float>.Zero;
            foreach (Vector128<float> cell in cells)
            {
                sum += cell;
            }

            _total[0] = sum;
            return;
        }

        for (int i = 0; i < cells.Length; i++)
        {
            _total[i % _stride] += cells[i];
        }
    }

    private void ScanNumbers(ReadOnlySpan<Vector128<float>> cells, int column, int codes, bool isMissingLeft, ref Split best)
    {
        ulong missing = isMissingLeft ? 1UL << (codes - 1) : 0;
        if (isMissingLeft)
        {
            cells[^_stride..].CopyTo(_left);
        }
        else
        {
            Array.Clear(_left);
        }

        int last = isMissingLeft ? codes - 2 : codes - 1;
        for (int code = 0; code < last; code++)
        {
            AddLeft(cells.Slice(code * _stride, _stride));
            Consider(column, (ulong.MaxValue << (code + 1)) & ~missing, _settings.Ridge, ref best);
        }
    }

    private void ScanLevels(ReadOnlySpan<Vector128<float>> cells, int column, ref Split best)
    {
        int levels = SortLevels(cells);
        float ridge = _settings.Ridge + (LevelRidge * _total[0][1] / Math.Max(1, _total[0][0]));
        ulong right = ulong.MaxValue;
        Array.Clear(_left);
        for (int i = 0; i < levels - 1; i++)
        {
            int level = _levelOrder[i];
            AddLeft(cells.Slice(level * _stride, _stride));
            right &= ~(1UL << level);
            Consider(column, right, ridge, ref best);
        }
    }

    // The levels that occur in the node, in the order of their smoothed gradient.
    private int SortLevels(ReadOnlySpan<Vector128<float>> cells)
    {
        int codes = cells.Length / _stride;
        float perRow = _total[0][1] / Math.Max(1, _total[0][0]);
        float smoothing = LevelSmoothing * perRow;
        int channel = LeadingChannel(cells, smoothing);
        int levels = 0;
        for (int level = 0; level < codes; level++)
        {
            Vector128<float> first = cells[level * _stride];
            if (first[0] > 0.5f)
            {
                _levelKeys[levels] = Gradient(cells.Slice(level * _stride, _stride), channel) / (first[1] + smoothing);
                _levelOrder[levels++] = level;
            }
        }

        // By insertion: there are few, equal keys keep their order, and so does every machine.
        for (int i = 1; i < levels; i++)
        {
            (float key, int level) = (_levelKeys[i], _levelOrder[i]);
            int at = i;
            for (; at > 0 && _levelKeys[at - 1] > key; at--)
            {
                _levelKeys[at] = _levelKeys[at - 1];
                _levelOrder[at] = _levelOrder[at - 1];
            }

            _levelKeys[at] = key;
            _levelOrder[at] = level;
        }

        return levels;
    }

    private int LeadingChannel(ReadOnlySpan<Vector128<float>> cells, float smoothing)
    {
        int leading = 0;
        float most = -1;
        for (int k = 0; _loss.Channels > 2 && k < _loss.Channels; k++)
        {
            float sum = 0;
            for (int at = 0; at < cells.Length; at += _stride)
            {
                float g = Gradient(cells.Slice(at, _stride), k);
                sum += g * g / (Math.Max(0, cells[at][1]) + smoothing);
            }

            if (sum > most)
            {
                most = sum;
                leading = k;
            }
        }

        return leading;
    }

    private static float Gradient(ReadOnlySpan<Vector128<float>> cell, int channel) =>
        MemoryMarshal.Cast<Vector128<float>, float>(cell)[2 + channel];

    private void AddLeft(ReadOnlySpan<Vector128<float>> cell)
    {
        for (int s = 0; s < cell.Length; s++)
        {
            _left[s] += cell[s];
        }
    }

    // Keeps the split if it beats the best so far and leaves rows enough on both sides.
    private void Consider(int column, ulong mask, float ridge, ref Split best)
    {
        Vector128<float> left = _left[0];
        Vector128<float> right = _total[0] - left;
        if (left[0] < _settings.LeafRows - 0.5f || right[0] < _settings.LeafRows - 0.5f)
        {
            return;
        }

        Vector128<float> leftSquare = left * left;
        Vector128<float> rightSquare = right * right;
        float sumLeft = leftSquare[2] + leftSquare[3];
        float sumRight = rightSquare[2] + rightSquare[3];
        for (int s = 1; s < _stride; s++)
        {
            Vector128<float> l = _left[s];
            Vector128<float> r = _total[s] - l;
            l *= l;
            r *= r;
            sumLeft += l[0] + l[1] + (l[2] + l[3]);
            sumRight += r[0] + r[1] + (r[2] + r[3]);
        }

        float gain = (sumLeft / (Math.Max(0, left[1]) + ridge)) + (sumRight / (Math.Max(0, right[1]) + ridge));
        if (best.Mask == 0 || gain > best.Gain)
        {
            best = new Split(column, mask, gain);
        }
    }

    // What the node that was searched last is worth as it stands, on the scale of the gain of a split.
    private float Unsplit() => SquaredGradient(_total) / (Math.Max(0, _total[0][1]) + _settings.Ridge);

    private static float SquaredGradient(ReadOnlySpan<Vector128<float>> cell)
    {
        float sum = (cell[0][2] * cell[0][2]) + (cell[0][3] * cell[0][3]);
        for (int s = 1; s < cell.Length; s++)
        {
            Vector128<float> square = cell[s] * cell[s];
            sum += square[0] + square[1] + (square[2] + square[3]);
        }

        return sum;
    }

    private readonly record struct Split(int Column, ulong Mask, float Gain);
}
