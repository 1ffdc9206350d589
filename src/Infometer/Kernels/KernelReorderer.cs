namespace Infometer;

/// <summary>
/// Kernel densities under reorderings: columns whose rows move together keep their densities, row by row, and so their mean, which is taken
/// once.
/// </summary>
/// <param name="columns">The columns of the term.</param>
/// <param name="problemOf">The term about other columns.</param>
/// <param name="context">Runs on one thread.</param>
internal sealed class KernelReorderer(NumericColumns columns, Func<NumericColumns, KernelProblem> problemOf, RunContext context)
    : TermReorderer
{
    private readonly int[] _owners = columns.Owners();
    private readonly Dictionary<string, double> _means = [];
    private readonly RunContext _context = context with { MaxDegreeOfParallelism = 1 };

    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyList<int[]?> orders)
    {
        KernelProblem problem = problemOf(columns.Reordered(orders));
        return problem.IsDeterministic
            ? double.PositiveInfinity
            : problem.Densities.Where(d => d.Columns.Length > 0).Sum(d => d.Coefficient * Mean(problem, d.Columns, orders));
    }

    private double Mean(KernelProblem problem, int[] chosen, IReadOnlyList<int[]?> orders)
    {
        // Windows of time are about rows as they stand.
        int[]? order = orders[_owners[chosen[0]]];
        bool isKept = problem.Window.Width == 0 && Array.TrueForAll(chosen, c => ReferenceEquals(orders[_owners[c]], order));
        if (!isKept)
        {
            return problem.LogDensities(chosen, _context).Average();
        }

        string key = string.Join(',', chosen);
        if (!_means.TryGetValue(key, out double mean))
        {
            mean = problem.LogDensities(chosen, _context).Average();
            _means.Add(key, mean);
        }

        return mean;
    }
}
