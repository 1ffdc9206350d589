namespace Infometer;

/// <summary>
/// A symmetric band matrix of n rows with b diagonals below the main one, of which the lower half is kept, with room for the b − 1 further diagonals
/// that its reduction fills; and that reduction to tridiagonal form (Schwarz 1968; Lang 1993). Rows of any block lie in one piece.
/// </summary>
internal sealed class SymmetricBand
{
    private readonly int _size;
    private readonly int _width;
    private readonly int _stride;
    private readonly double[] _values;

    /// <param name="size">Rows, n.</param>
    /// <param name="width">Diagonals below the main one, b ≥ 1.</param>
    public SymmetricBand(int size, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _size = size;
        _width = width;

        // Entry (i, j), i − 2b ≤ j ≤ i, lies at 2b(i + 1) + j: the columns of a block are one apart, its rows 2b.
        _stride = 2 * width;
        _values = new double[(_stride * size) + size + _stride];
    }

    /// <summary>An entry of the lower half.</summary>
    public double this[int row, int column]
    {
        get => _values[At(row, column)];
        set => _values[At(row, column)] = value;
    }

    /// <summary>Some entries of a row of the lower half.</summary>
    public Span<double> Row(int row, int column, int count) => _values.AsSpan(At(row, column), count);

    /// <summary>
    /// The tridiagonal matrix with the same eigenvalues: column by column, a reflection clears what is below the first subdiagonal, and
    /// what it fills further down is chased out of the matrix by more of them. 6 n² b multiplications; the band is destroyed.
    /// </summary>
    /// <returns>The diagonal, and what stands between i and i + 1, the last one 0.</returns>
    public (double[] Diagonal, double[] Beside) Tridiagonalize(CancellationToken cancellation)
    {
        Workspace space = new(_width);
        for (int column = 0; column < _size - 2 && _width > 1; column++)
        {
            cancellation.ThrowIfCancellationRequested();
            Clear(column, space);
        }

        double[] diagonal = new double[_size];
        double[] beside = new double[_size];
        for (int i = 0; i < _size; i++)
        {
            diagonal[i] = this[i, i];
            beside[i] = i < _size - 1 ? this[i + 1, i] : 0;
        }

        return (diagonal, beside);
    }

    // Clears one column and chases the bulge.
    private void Clear(int column, Workspace space)
    {
        int first = column + 1;
        int count = Math.Min(_width, _size - first);
        double scale = Annihilate(column, first, count, space.Vector);
        while (true)
        {
            ReflectDiagonal(first, space.Vector.AsSpan(0, count), scale, space.Image);
            int below = first + count;
            int rows = Math.Min(_width, _size - below);
            if (rows <= 0)
            {
                return;
            }

            ReflectRight(below, rows, first, space.Vector.AsSpan(0, count), scale);
            scale = Annihilate(first, below, rows, space.Next);
            ReflectLeft(below, first + 1, count - 1, space.Next.AsSpan(0, rows), scale, space.Image);
            (first, count) = (below, rows);
            (space.Vector, space.Next) = (space.Next, space.Vector);
        }
    }

    // The reflection that clears a column below its first row here; returns τ.
    private double Annihilate(int column, int first, int count, double[] vector)
    {
        for (int i = 0; i < count; i++)
        {
            vector[i] = this[first + i, column];
            this[first + i, column] = 0;
        }

        (this[first, column], double scale) = Householder.Reflect(vector.AsSpan(0, count));
        return scale;
    }

    // D becomes H D H = D − v wᵀ − w vᵀ with p = τDv and w = p − ½τ(pᵀv)v.
    private void ReflectDiagonal(int first, ReadOnlySpan<double> v, double scale, double[] image)
    {
        if (scale == 0)
        {
            return;
        }

        Span<double> w = image.AsSpan(0, v.Length);
        w.Clear();
        for (int i = 0; i < v.Length; i++)
        {
            ReadOnlySpan<double> row = Row(first + i, first, i + 1);
            w[i] += CrossProducts.Dot(row, v[..(i + 1)]);
            CrossProducts.AddScaled(w[..i], v[i], row[..i]);
        }

        CrossProducts.Scale(w, scale);
        CrossProducts.AddScaled(w, -scale / 2 * CrossProducts.Dot(w, v), v);
        for (int i = 0; i < v.Length; i++)
        {
            Span<double> row = Row(first + i, first, i + 1);
            CrossProducts.AddScaled(row, -v[i], w[..(i + 1)]);
            CrossProducts.AddScaled(row, -w[i], v[..(i + 1)]);
        }
    }

    // B becomes B H.
    private void ReflectRight(int row, int rows, int column, ReadOnlySpan<double> v, double scale)
    {
        for (int i = 0; i < rows && scale != 0; i++)
        {
            Span<double> target = Row(row + i, column, v.Length);
            CrossProducts.AddScaled(target, -scale * CrossProducts.Dot(target, v), v);
        }
    }

    // B becomes H B.
    private void ReflectLeft(int row, int column, int columns, ReadOnlySpan<double> v, double scale, double[] image)
    {
        if (scale == 0)
        {
            return;
        }

        Span<double> sums = image.AsSpan(0, columns);
        sums.Clear();
        for (int i = 0; i < v.Length; i++)
        {
            CrossProducts.AddScaled(sums, v[i], Row(row + i, column, columns));
        }

        for (int i = 0; i < v.Length; i++)
        {
            CrossProducts.AddScaled(Row(row + i, column, columns), -scale * v[i], sums);
        }
    }

    private int At(int row, int column) => (_stride * (row + 1)) + column;

    private sealed class Workspace(int width)
    {
        public double[] Vector { get; set; } = new double[width];

        public double[] Next { get; set; } = new double[width];

        public double[] Image { get; } = new double[width];
    }
}
