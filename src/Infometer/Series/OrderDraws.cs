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
        OrderSequence orders, int start, int count, Sample sample, int moved, Func<TermReorderer> newReorderer, RunContext context) =>
        Of(orders, start, count, sample.Count, sample.Variables.Count, moved, newReorderer, context);

    /// <summary>The same for <paramref name="rows"/> rows of <paramref name="variables"/> variables.</summary>
    public static double[] Of(
        OrderSequence orders, int start, int count, int rows, int variables, int moved, Func<TermReorderer> newReorderer, RunContext context)
    {
        double[] values = new double[count];
        Parallel.For(
            0,
            (count + BlockSize - 1) / BlockSize,
            context.ParallelOptions,
            () => (Reorderer: newReorderer(), Orders: Orders(rows, variables, moved)),
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

    private static int[]?[] Orders(int rows, int variables, int moved)
    {
        int[]?[] orders = new int[]?[variables];
        orders[moved] = new int[rows];
        return orders;
    }
}
