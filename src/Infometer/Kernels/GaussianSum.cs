namespace Infometer;

/// <summary>
/// Normal kernels whose covariance is that of the columns times a square. Columns brought to unit covariance make them round.
/// </summary>
internal sealed class GaussianSum : KernelSum
{
    private readonly double[][] _points;

    /// <summary>The kernels.</summary>
    /// <param name="columns">All columns.</param>
    /// <param name="covariance">Their covariance.</param>
    /// <param name="chosen">The columns that kernels are taken of, linearly independent.</param>
    /// <param name="factor">The kernel's width in units of the columns' own.</param>
    public GaussianSum(double[][] columns, double[] covariance, int[] chosen, double factor)
    {
        PivotedCholesky root = PivotedCholesky.Of(covariance, columns.Length, [], chosen);
        _points = root.Whiten(columns, 0, columns[0].Length);
        foreach (double[] point in _points)
        {
            CrossProducts.Scale(point, 1 / factor);
        }

        LogScale = -((_points.Length * Math.Log(2 * Math.PI * factor * factor)) + root.LogDeterminant) / 2;
    }

    /// <inheritdoc/>
    public override double LogScale { get; }

    /// <inheritdoc/>
    public override double Log(int row, int start, int end) => KernelSums.LogGaussian(_points, row, start, end);

    /// <inheritdoc/>
    public override double LogAdmitted(int row, Func<int, int, bool> admits) =>
        KernelSums.LogGaussianScalar(_points, row, 0, _points[0].Length, admits);
}
