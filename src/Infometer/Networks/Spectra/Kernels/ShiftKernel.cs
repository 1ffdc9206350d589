namespace Infometer;

/// <summary>A kernel of the distance between rows.</summary>
internal sealed class ShiftKernel(double[][] columns, KernelShape shape, double width) : PairKernel
{
    /// <inheritdoc/>
    public override int Count => columns[0].Length;

    /// <summary>The rows, column by column.</summary>
    public double[][] Columns => columns;

    /// <summary>Numbers per row, d.</summary>
    public int Dimension => columns.Length;

    /// <inheritdoc/>
    public override void Fill(int row, int first, Span<double> values) => FillCross(this, row, first, values);

    /// <summary>Writes k(point of another set with the same columns, own row first), …</summary>
    public void FillCross(ShiftKernel other, int row, int first, Span<double> values)
    {
        Raw(other, row, first, values);
        if (shape == KernelShape.Exponential)
        {
            PairKernels.Root(values);
        }

        PairKernels.Gaussian(values, shape == KernelShape.Gaussian ? 0.5 / (width * width) : 1 / width);
    }

    /// <summary>Writes the distances themselves.</summary>
    public void Distances(int row, int first, Span<double> values)
    {
        Raw(this, row, first, values);
        if (shape != KernelShape.Laplacian)
        {
            PairKernels.Root(values);
        }
    }

    /// <summary>
    /// Draws the direction of one random feature: with w drawn so, k(a, b) = E cos wᵀ(a − b) (Bochner; Rahimi and Recht 2007). Normal for the
    /// Gaussian kernel, Cauchy for the others: independent for Manhattan distance, spherical for Euclidean.
    /// </summary>
    public double[] Direction(ref Rng rng)
    {
        double[] direction = new double[columns.Length];
        for (int j = 0; j < direction.Length; j++)
        {
            double normal = rng.NextNormal();
            direction[j] = shape == KernelShape.Laplacian ? normal / rng.NextNormal() / width : normal / width;
        }

        if (shape == KernelShape.Exponential)
        {
            CrossProducts.Scale(direction, 1 / Math.Abs(rng.NextNormal()));
        }

        return direction;
    }

    /// <summary>Adds wᵀx of the rows from one on to some sums.</summary>
    public void AddProjections(ReadOnlySpan<double> direction, int first, Span<double> sums)
    {
        for (int j = 0; j < columns.Length; j++)
        {
            CrossProducts.AddScaled(sums, direction[j], columns[j].AsSpan(first, sums.Length));
        }
    }

    /// <inheritdoc/>
    public override PairKernel Select(int[] rows) =>
        new ShiftKernel(Array.ConvertAll(columns, column => Array.ConvertAll(rows, row => column[row])), shape, width);

    // Sums of squares, or of absolute values.
    private void Raw(ShiftKernel other, int row, int first, Span<double> values)
    {
        Span<double> point = columns.Length <= PairKernels.FewColumns ? stackalloc double[columns.Length] : new double[columns.Length];
        PairKernels.Point(other.Columns, row, point);
        if (shape == KernelShape.Laplacian)
        {
            PairKernels.Terms<AbsoluteTerm>(columns, point, first, values);
        }
        else
        {
            PairKernels.Terms<SquareTerm>(columns, point, first, values);
        }
    }
}
