namespace Infometer;

/// <summary>Values of a term with one variable's rows in the orders of a null.</summary>
internal static class OrderDraws
{
    private const int BlockSize = 32;

    /// <summary>The values under <paramref name="count"/> orders; the same whatever the number of threads.</summary>
    /// <param name="orders">The orders.</param>
    /// <param name="start">The number of the first.</param>
    /// <param name="count">How many, at most as many as there are.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="moved">The variable whose rows are reordered.</param>
    /// <param name="newReorderer">What evaluates the term; one per thread.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static double[] Of(
        OrderSequence orders, int start, int count, Sample sample, int moved, Func<TermReorderer> newReorderer, RunContext context)
    {
        double[] values = new double[count];
        Parallel.For(
            0,
            (count + BlockSize - 1) / BlockSize,
            context.ParallelOptions,
            () => (Reorderer: newReorderer(), Orders: Orders(sample, moved)),
            (block, _, local) =>
            {
                for (int number = block * BlockSize; number < Math.Min(count, (block + 1) * BlockSize); number++)
                {
                    orders.Take(start + number, local.Orders[moved]);
                    values[number] = local.Reorderer.Evaluate(local.Orders);
                }

                return local;
            },
            static _ => { });
        return values;
    }

    private static int[]?[] Orders(Sample sample, int moved)
    {
        int[]?[] orders = new int[]?[sample.Variables.Count];
        orders[moved] = new int[sample.Count];
        return orders;
    }
}
