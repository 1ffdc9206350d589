namespace Infometer;

/// <summary>
/// Keeps the largest singular value of a layer's weights W at 1, so that no two images are farther apart than their originals: after a
/// training step W is divided by it, as power iterations that go on from step to step find it (Miyato and others 2018), and after the
/// last step by what it is to the last digits.
/// </summary>
internal sealed class SpectralBound
{
    // What rounding to single precision may add to a norm of 1.
    private const double Rounding = 1e-6;

    private readonly float[] _weights;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly float[] _left;
    private readonly float[] _right;
    private readonly GemmScratch _scratch = new();
    private readonly FloatMatrix _gram = new(0, 0);
    private readonly FloatMatrix _product = new(0, 0);

    /// <summary>
    /// A bound on the weights of a layer, which are replaced by random orthonormal ones: no direction starts weaker than another.
    /// </summary>
    public SpectralBound(float[] weights, int inputs, int outputs, ref Rng rng)
    {
        _weights = weights;
        _inputs = inputs;
        _outputs = outputs;
        _left = new float[inputs];
        _right = new float[outputs];
        FillOrthonormal(ref rng);
        FillNormal(_left, ref rng);
    }

    private bool IsWide => _inputs <= _outputs;

    private MatrixView Weights => new(_weights, _inputs, _outputs);

    /// <summary>
    /// After a step. With W ← (3 W − W Wᵀ W)/2, by which each singular value s becomes (3 s − s³)/2 (Björck and Bowie 1971), those below
    /// 1 grow: gradients stay as long on their way as the bound allows, without which such networks stay far below the supremum.
    /// </summary>
    public void Restore()
    {
        Divide(Math.Max(1, LargestByPower()));
        int size = Math.Min(_inputs, _outputs);
        MatrixView w = Weights;
        _gram.Reshape(size, size);
        Gemm.Multiply(IsWide ? w : w.Transposed, IsWide ? w.Transposed : w, _gram.Values, size, accumulate: false, _scratch);
        _product.Reshape(_inputs, _outputs);
        Gemm.Multiply(IsWide ? _gram.View : w, IsWide ? w : _gram.View, _product.Values, _outputs, accumulate: false, _scratch);
        for (int i = 0; i < _weights.Length; i++)
        {
            _weights[i] = (1.5f * _weights[i]) - (0.5f * _product.Values[i]);
        }
    }

    /// <summary>After the last step.</summary>
    public void RestoreExactly()
    {
        int size = Math.Min(_inputs, _outputs);
        double[] gram = new double[size * size];
        for (int a = 0; a < size; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                gram[(a * size) + b] = gram[(b * size) + a] = Product(a, b);
            }
        }

        Divide(Math.Sqrt(SymmetricEigen.Of(gram, size).Values[0]) * (1 + Rounding));
    }

    // One step of the power iteration; never above the largest singular value.
    private double LargestByPower()
    {
        _right.AsSpan().Clear();
        for (int row = 0; row < _inputs; row++)
        {
            FloatMath.AddScaled(_right, _left[row], RowOf(row));
        }

        ToUnit(_right);
        for (int row = 0; row < _inputs; row++)
        {
            _left[row] = (float)FloatMath.Dot(RowOf(row), _right);
        }

        return ToUnit(_left);
    }

    // The product of two rows or two columns, of whichever there are fewer.
    private double Product(int a, int b)
    {
        (int stepA, int stepB, int along) = IsWide ? (a * _outputs, b * _outputs, 1) : (a, b, _outputs);
        double sum = 0;
        for (int i = 0; i < Math.Max(_inputs, _outputs); i++)
        {
            sum += (double)_weights[stepA + (i * along)] * _weights[stepB + (i * along)];
        }

        return sum;
    }

    // Gram and Schmidt on the shorter side.
    private void FillOrthonormal(ref Rng rng)
    {
        float[][] vectors = new float[Math.Min(_inputs, _outputs)][];
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = new float[Math.Max(_inputs, _outputs)];
            FillNormal(vectors[i], ref rng);
            ToUnit(vectors[i]);
            for (int j = 0; j < i; j++)
            {
                FloatMath.AddScaled(vectors[i], (float)-FloatMath.Dot(vectors[j], vectors[i]), vectors[j]);
            }

            ToUnit(vectors[i]);
        }

        for (int i = 0; i < _weights.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, _outputs);
            _weights[i] = IsWide ? vectors[row][column] : vectors[column][row];
        }
    }

    private Span<float> RowOf(int row) => _weights.AsSpan(row * _outputs, _outputs);

    private void Divide(double norm)
    {
        float inverse = (float)(1 / norm);
        foreach (ref float weight in _weights.AsSpan())
        {
            weight *= inverse;
        }
    }

    private static void FillNormal(Span<float> vector, ref Rng rng)
    {
        foreach (ref float v in vector)
        {
            v = (float)rng.NextNormal();
        }
    }

    private static double ToUnit(Span<float> vector)
    {
        double length = Math.Max(Math.Sqrt(FloatMath.SumOfSquares(vector)), 1e-20);
        float inverse = (float)(1 / length);
        foreach (ref float v in vector)
        {
            v *= inverse;
        }

        return length;
    }
}
