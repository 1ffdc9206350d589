using System.Buffers;
using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// Brings a symmetric matrix to a band by orthogonal similarity, a block of columns at a time (Bischof, Lang and Sun 2000): with the QR decomposition
/// I − V T Vᵀ of what lies below the band, Y = A V and W = Y T − ½ V TᵀVᵀY T, the rest becomes A − V Wᵀ − W Vᵀ. All of
/// the 4/3 n³ multiplications are products of matrices. Only the lower triangle is read; the whole matrix is destroyed.
/// </summary>
internal sealed class BandReduction<TTile>
    where TTile : struct, IDoubleTile
{
    // Terms of a sum whose panel stays in the first cache.
    private const int StepBlock = 192;

    // Rows or columns that one thread works on at a time; a multiple of the columns and rows of every tile.
    private const int Share = 96;

    // Columns of V or W whose parts stay in the first cache.
    private const int Strip = 512;

    private readonly double[] _matrix;
    private readonly int _size;
    private readonly int _width;
    private readonly int _stride;
    private readonly RunContext _context;
    private readonly HouseholderPanel _panel;
    private readonly double[] _images;
    private readonly double[] _strips;
    private readonly double[] _left;
    private readonly double[] _right;

    /// <param name="matrix">The matrix, row by row.</param>
    /// <param name="size">Its rows, n.</param>
    /// <param name="width">The width of the band to make: the number of diagonals below the main one.</param>
    /// <param name="context">Threads and cancellation.</param>
    public BandReduction(double[] matrix, int size, int width, RunContext context)
    {
        _matrix = matrix;
        _size = size;
        _width = width;
        _stride = (size + Share - 1) / Share * Share;
        _context = context;
        _panel = new HouseholderPanel(width, size, _stride);
        _images = new double[width * _stride];
        _strips = new double[RoundUp(width, TTile.Rows) * _stride];
        _left = new double[2 * width * _stride];
        _right = new double[2 * width * _stride];
    }

    /// <summary>Reduces the matrix and hands the band over.</summary>
    public SymmetricBand Reduce()
    {
        SymmetricBand band = new(_size, _width);
        int start = 0;
        for (; start + _width < _size; start += _width)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            ReducePanel(start, band);
        }

        for (int i = start; i < _size; i++)
        {
            _matrix.AsSpan((i * _size) + start, i - start + 1).CopyTo(band.Row(i, start, i - start + 1));
        }

        return band;
    }

    private void ReducePanel(int start, SymmetricBand band)
    {
        int first = start + _width;
        int length = _size - first;
        for (int i = start; i < first; i++)
        {
            _matrix.AsSpan((i * _size) + start, i - start + 1).CopyTo(band.Row(i, start, i - start + 1));
        }

        for (int i = 0; i < length; i++)
        {
            for (int k = 0; k < _width; k++)
            {
                _panel.Columns[(k * _stride) + i] = _matrix[((first + i) * _size) + start + k];
            }
        }

        _panel.Factor(length);
        for (int i = 0; i < Math.Min(length, _width); i++)
        {
            for (int k = i; k < _width; k++)
            {
                band[first + i, start + k] = _panel.Columns[(k * _stride) + i];
            }
        }

        MultiplyVectors(first, length);
        TurnImages(length);
        PackUpdate(length);
        _context.ForEach((length + Share - 1) / Share, share => Update(first, length, share * Share));
    }

    // Y = A V, kept as _panel.Vectors are: Yᵀ = VᵀA, whose columns are shared out.
    private void MultiplyVectors(int first, int length)
    {
        PackStrips(length);
        _images.AsSpan().Clear();
        _context.ForEach((length + Share - 1) / Share, share =>
        {
            double[] panel = ArrayPool<double>.Shared.Rent(StepBlock * Share);
            int column = share * Share;
            int columns = Math.Min(Share, length - column);
            for (int step = 0; step < length; step += StepBlock)
            {
                int steps = Math.Min(StepBlock, length - step);
                PackRows(first, step, steps, column, columns, panel);
                Accumulate(step, steps, column, columns, panel);
            }

            ArrayPool<double>.Shared.Return(panel);
        });
    }

    private void Accumulate(int step, int steps, int column, int columns, double[] panel)
    {
        for (int j = 0; j < columns; j += TTile.Columns)
        {
            ref readonly double right = ref panel[j * steps];
            for (int k = 0; k < _width; k += TTile.Rows)
            {
                ref readonly double left = ref _strips[(k * _stride) + (step * TTile.Rows)];
                AddTile(in left, in right, steps, _images.AsSpan((k * _stride) + column + j), _stride, Math.Min(TTile.Rows, _width - k), TTile.Columns);
            }
        }
    }

    // V in strips of TTile.Rows columns, step by step; what is beyond the last column is 0.
    private void PackStrips(int length)
    {
        for (int k = 0; k < _width; k++)
        {
            int strip = k / TTile.Rows * TTile.Rows;
            Span<double> target = _strips.AsSpan((strip * _stride) + (k - strip));
            ReadOnlySpan<double> vector = _panel.Vector(k, length);
            for (int i = 0; i < length; i++)
            {
                target[i * TTile.Rows] = vector[i];
            }
        }
    }

    // A block of rows of A in panels of TTile.Columns columns. Above the diagonal the transpose is read. What the last panel holds beyond the last column goes
    // into places of Y that nobody reads.
    private void PackRows(int first, int row, int rows, int column, int columns, double[] panel)
    {
        for (int j = 0; j < columns; j++)
        {
            int at = column + j;
            Span<double> target = panel.AsSpan((j / TTile.Columns * TTile.Columns * rows) + (j % TTile.Columns));
            int above = Math.Clamp(at - row, 0, rows);
            ReadOnlySpan<double> transposed = _matrix.AsSpan(((first + at) * _size) + first + row, above);
            for (int i = 0; i < above; i++)
            {
                target[i * TTile.Columns] = transposed[i];
            }
        }

        for (int i = Math.Max(0, column - row); i < rows; i++)
        {
            int count = Math.Min(columns, row + i - column + 1);
            ReadOnlySpan<double> source = _matrix.AsSpan(((first + row + i) * _size) + first + column, count);
            for (int j = 0; j < count; j += TTile.Columns)
            {
                int part = Math.Min(TTile.Columns, count - j);
                source.Slice(j, part).CopyTo(panel.AsSpan((j * rows) + (i * TTile.Columns), part));
            }
        }
    }

    // Y becomes W.
    private void TurnImages(int length)
    {
        double[] triangle = _panel.Triangle;
        double[] middle = InnerProducts(length);
        Sandwich(triangle, middle);
        _context.ForEach((length + Strip - 1) / Strip, part =>
        {
            int start = part * Strip;
            int count = Math.Min(Strip, length - start);
            for (int k = _width - 1; k >= 0; k--)
            {
                Span<double> image = _images.AsSpan((k * _stride) + start, count);
                CrossProducts.Scale(image, triangle[(k * _width) + k]);
                for (int i = 0; i < k; i++)
                {
                    CrossProducts.AddScaled(image, triangle[(i * _width) + k], _images.AsSpan((i * _stride) + start, count));
                }

                for (int i = 0; i < _width; i++)
                {
                    CrossProducts.AddScaled(image, -0.5 * middle[(i * _width) + k], _panel.Vectors.AsSpan((i * _stride) + start, count));
                }
            }
        });
    }

    // VᵀY, symmetric.
    private double[] InnerProducts(int length)
    {
        double[] products = new double[_width * _width];
        _context.ForEach(_width, i =>
        {
            for (int j = 0; j <= i; j++)
            {
                products[(i * _width) + j] = CrossProducts.Dot(_panel.Vector(i, length), _images.AsSpan(j * _stride, length));
            }
        });
        for (int i = 0; i < _width; i++)
        {
            for (int j = 0; j < i; j++)
            {
                products[(j * _width) + i] = products[(i * _width) + j];
            }
        }

        return products;
    }

    // M becomes TᵀM T.
    private void Sandwich(double[] triangle, double[] middle)
    {
        double[] half = new double[middle.Length];
        for (int i = 0; i < _width; i++)
        {
            for (int k = 0; k < _width; k++)
            {
                for (int j = 0; j <= k; j++)
                {
                    half[(i * _width) + k] += middle[(i * _width) + j] * triangle[(j * _width) + k];
                }
            }
        }

        middle.AsSpan().Clear();
        for (int i = 0; i < _width; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                CrossProducts.AddScaled(middle.AsSpan(i * _width, _width), triangle[(j * _width) + i], half.AsSpan(j * _width, _width));
            }
        }
    }

    // Left factor [V W] in strips of rows, right factor −[W V] in panels of rows; both step by step.
    private void PackUpdate(int length)
    {
        Pack(_panel.Vectors, _left, TTile.Rows, 0, 1, length);
        Pack(_images, _left, TTile.Rows, _width, 1, length);
        Pack(_images, _right, TTile.Columns, 0, -1, length);
        Pack(_panel.Vectors, _right, TTile.Columns, _width, -1, length);
    }

    private void Pack(double[] columns, double[] packed, int wide, int step, double sign, int length) => _context.ForEach((length + Share - 1) / Share, share =>
    {
        int end = Math.Min((share + 1) * Share, _stride);
        for (int row = share * Share; row < end; row += wide)
        {
            int count = Math.Clamp(length - row, 0, wide);
            for (int k = 0; k < _width; k++)
            {
                Span<double> target = packed.AsSpan((row * 2 * _width) + ((step + k) * wide), wide);
                ReadOnlySpan<double> source = columns.AsSpan((k * _stride) + row, count);
                for (int i = 0; i < count; i++)
                {
                    target[i] = sign * source[i];
                }

                target[count..].Clear();
            }
        }
    });

    // The rows from a share on, as far as the diagonal.
    private void Update(int first, int length, int share)
    {
        int end = Math.Min(share + Share, length);
        int steps = 2 * _width;
        for (int column = 0; column < end; column += TTile.Columns)
        {
            ref readonly double right = ref _right[column * steps];
            int row = Math.Max(share, column / TTile.Rows * TTile.Rows);
            for (; row < end; row += TTile.Rows)
            {
                Span<double> target = _matrix.AsSpan(((first + row) * _size) + first + column);
                AddTile(
                    in _left[row * steps], in right, steps, target, _size, Math.Min(TTile.Rows, length - row), Math.Min(TTile.Columns, length - column));
            }
        }
    }

    // What sticks out of the matrix goes over a tile beside it.
    private static void AddTile(
        ref readonly double left, ref readonly double right, int steps, Span<double> target, int stride, int rows, int columns)
    {
        if (rows == TTile.Rows && columns == TTile.Columns)
        {
            TTile.Add(in left, in right, steps, ref MemoryMarshal.GetReference(target), stride);
            return;
        }

        Span<double> tile = stackalloc double[TTile.Rows * TTile.Columns];
        tile.Clear();
        TTile.Add(in left, in right, steps, ref MemoryMarshal.GetReference(tile), TTile.Columns);
        for (int i = 0; i < rows; i++)
        {
            CrossProducts.AddScaled(target.Slice(i * stride, columns), 1, tile.Slice(i * TTile.Columns, columns));
        }
    }

    private static int RoundUp(int number, int multiple) => (number + multiple - 1) / multiple * multiple;
}
