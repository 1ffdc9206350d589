namespace Infometer;

/// <summary>The number of rows in a box around each row.</summary>
internal sealed class BoxSum(double[][] columns, double[] halfWidths) : KernelSum
{
    /// <inheritdoc/>
    public override double Log(int row, int start, int end) => Math.Log(KernelSums.Box(columns, halfWidths, row, start, end));

    /// <inheritdoc/>
    public override double LogAdmitted(int row, Func<int, int, bool> admits) =>
        Math.Log(KernelSums.BoxScalar(columns, halfWidths, row, 0, columns[0].Length, admits));
}
