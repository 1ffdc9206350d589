namespace Infometer;

/// <summary>
/// A Householder QR decomposition whose product of reflections is I − V T Vᵀ (Schreiber and Van Loan 1989). Matrices of m rows and b columns are
/// kept column by column, each column in one piece.
/// </summary>
internal sealed class HouseholderPanel
{
    private readonly double[] _scales;

    /// <param name="width">The number of columns, b.</param>
    /// <param name="length">The most rows, m.</param>
    /// <param name="stride">How far apart columns start; at least m.</param>
    public HouseholderPanel(int width, int length, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, length);
        Width = width;
        Stride = stride;
        Columns = new double[width * stride];
        Vectors = new double[width * stride];
        Triangle = new double[width * width];
        _scales = new double[width];
    }

    /// <summary>The number of columns, b.</summary>
    public int Width { get; }

    /// <summary>How far apart columns start.</summary>
    public int Stride { get; }

    /// <summary>The matrix; after <see cref="Factor"/> R, with zeros below its diagonal.</summary>
    public double[] Columns { get; }

    /// <summary>V: column k is 0 above row k and 1 there.</summary>
    public double[] Vectors { get; }

    /// <summary>T, b × b row by row, upper triangular.</summary>
    public double[] Triangle { get; }

    /// <summary>The numbers of one column of the matrix.</summary>
    public Span<double> Column(int column, int length) => Columns.AsSpan(column * Stride, length);

    /// <summary>The numbers of one column of V.</summary>
    public Span<double> Vector(int column, int length) => Vectors.AsSpan(column * Stride, length);

    /// <summary>Decomposes the matrix of the first <paramref name="length"/> rows. 2 m b² multiplications.</summary>
    public void Factor(int length)
    {
        Vectors.AsSpan().Clear();
        Triangle.AsSpan().Clear();
        for (int k = 0; k < Width; k++)
        {
            _scales[k] = 0;
            if (k >= length)
            {
                continue;
            }

            Span<double> v = Vector(k, length)[k..];
            Column(k, length)[k..].CopyTo(v);
            (Columns[(k * Stride) + k], _scales[k]) = Householder.Reflect(v);
            Column(k, length)[(k + 1)..].Clear();
            for (int j = k + 1; j < Width; j++)
            {
                Span<double> column = Column(j, length)[k..];
                CrossProducts.AddScaled(column, -_scales[k] * CrossProducts.Dot(column, v), v);
            }

            ExtendTriangle(k, length);
        }
    }

    // T of one more reflection: its column is −τ T Vᵀv above the diagonal and τ on it.
    private void ExtendTriangle(int k, int length)
    {
        Span<double> inner = stackalloc double[k];
        for (int i = 0; i < k; i++)
        {
            inner[i] = CrossProducts.Dot(Vector(i, length)[k..], Vector(k, length)[k..]);
        }

        for (int i = 0; i < k; i++)
        {
            double sum = 0;
            for (int j = i; j < k; j++)
            {
                sum += Triangle[(i * Width) + j] * inner[j];
            }

            Triangle[(i * Width) + k] = -_scales[k] * sum;
        }

        Triangle[(k * Width) + k] = _scales[k];
    }
}
