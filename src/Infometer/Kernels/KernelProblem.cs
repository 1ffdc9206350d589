namespace Infometer;

/// <summary>
/// A term by kernel densities: which columns it is about, and the kernels of any of them. The densities of a term share one
/// bandwidth, so that each is a marginal of the joint one.
/// </summary>
internal sealed class KernelProblem
{
    private const int RowsPerChunk = 64;

    /// <summary>The columns of Z.</summary>
    public required int[] Given { get; init; }

    /// <summary>The columns of each argument; of an entropy those of S alone.</summary>
    public required int[][] Parts { get; init; }

    /// <summary>Makes the kernels of some columns, at least one.</summary>
    public required Func<int[], KernelSum> KernelOf { get; init; }

    /// <summary>Whether a column is a function of columns of another argument, so that the information is infinite.</summary>
    public bool IsDeterministic { get; init; }

    /// <summary>Number of rows, n.</summary>
    public required int Count { get; init; }

    /// <summary>Rows too close in time to count.</summary>
    public required TheilerWindow Window { get; init; }

    /// <summary>Whether the kernel of a row itself is left out.</summary>
    public required bool IsLeaveOneOut { get; init; }

    /// <summary>The densities that a local value is made of: local = Σ coefficient · ln p̂.</summary>
    public IEnumerable<(double Coefficient, int[] Columns)> Densities => Parts.Length == 1
        ? [(-1, Parts[0])]
        :
        [
            (1, [.. Given, .. Parts.SelectMany(p => p)]),
            (Parts.Length - 1, Given),
            .. Parts.Select(p => (-1.0, (int[])[.. Given, .. p])),
        ];

    /// <summary>
    /// The value and its locals; <paramref name="constant"/> is added to both. Locals are empty where the value is not finite.
    /// </summary>
    public TermEstimate Evaluate(double constant, RunContext context)
    {
        if (IsDeterministic)
        {
            return new TermEstimate(double.PositiveInfinity);
        }

        double[] locals = new double[Count];
        locals.AsSpan().Fill(constant);
        foreach ((double coefficient, int[] columns) in Densities.Where(d => d.Columns.Length > 0))
        {
            CrossProducts.AddScaled(locals, coefficient, LogDensities(columns, context));
        }

        double nats = locals.Average();
        return new TermEstimate(nats) { Locals = double.IsFinite(nats) ? locals : default };
    }

    /// <summary>ln p̂ of some columns at each row. O(n² d).</summary>
    public double[] LogDensities(int[] columns, RunContext context)
    {
        double[] result = new double[Count];
        KernelSum kernels = KernelOf(columns);
        context.ForEach((Count + RowsPerChunk - 1) / RowsPerChunk, chunk =>
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int end = Math.Min(Count, (chunk + 1) * RowsPerChunk);
            for (int row = chunk * RowsPerChunk; row < end; row++)
            {
                result[row] = kernels.LogScale + LogMean(kernels, row);
            }
        });
        return result;
    }

    private double LogMean(KernelSum kernels, int row)
    {
        if (Window.Width > 0)
        {
            bool Admits(int i, int j) => i == j ? !IsLeaveOneOut : Window.Admits(i, j);
            int admitted = 0;
            for (int j = 0; j < Count; j++)
            {
                admitted += Admits(row, j) ? 1 : 0;
            }

            return kernels.LogAdmitted(row, Admits) - Math.Log(admitted);
        }

        return IsLeaveOneOut
            ? LogAdd(kernels.Log(row, 0, row), kernels.Log(row, row + 1, Count)) - Math.Log(Count - 1)
            : kernels.Log(row, 0, Count) - Math.Log(Count);
    }

    // ln(eᵃ + eᵇ)
    private static double LogAdd(double a, double b)
    {
        double larger = Math.Max(a, b);
        return double.IsNegativeInfinity(larger) ? larger : larger + SpecialFunctions.LogOnePlus(Math.Exp(Math.Min(a, b) - larger));
    }
}
