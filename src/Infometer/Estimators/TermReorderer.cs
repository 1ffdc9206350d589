namespace Infometer;

/// <summary>
/// Evaluates one term again and again with the rows of some variables in other orders: what nulls by permutation, shift and local
/// permutation are made of. Holds scratch space, so it serves one thread at a time.
/// </summary>
internal abstract class TermReorderer
{
    /// <summary>The value in nats with variable v's row i taken from row <paramref name="orders"/>[v][i]; null keeps a variable as it is.</summary>
    public abstract double Evaluate(IReadOnlyList<int[]?> orders);

    /// <summary>A reorderer for estimators that know no short cut: the sample is made anew and evaluated as a whole.</summary>
    /// <param name="sample">The rows as they are.</param>
    /// <param name="evaluate">The value in nats of a sample.</param>
    public static TermReorderer Whole(Sample sample, Func<Sample, double> evaluate) => new WholeReorderer(sample, evaluate);

    private sealed class WholeReorderer(Sample sample, Func<Sample, double> evaluate) : TermReorderer
    {
        public override double Evaluate(IReadOnlyList<int[]?> orders) => evaluate(sample.Reordered(orders));
    }
}
