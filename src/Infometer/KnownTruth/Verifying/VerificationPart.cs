namespace Infometer;

/// <summary>Estimators on distributions: every estimator on samples of every distribution at every n.</summary>
/// <param name="Tasks">The distributions; see <see cref="KnownTruths"/>. Those named twice count once.</param>
/// <param name="Estimators">The estimators; null among them is the policy's choice (<c>auto</c>).</param>
/// <param name="Sizes">Rows per sample, each at least 2.</param>
/// <param name="Seeds">Samples per cell, at least 1. Coverage of 0.95 has a standard error of 0.05 with 20, 0.007 with 1,000.</param>
public sealed record VerificationPart(
    IReadOnlyList<KnownDistribution> Tasks, IReadOnlyList<Estimator?> Estimators, IReadOnlyList<int> Sizes, int Seeds)
{
    /// <summary>How many cells the part has.</summary>
    internal int CellCount => Cells().Count();

    /// <summary>The cells in their order: distribution by distribution, n by n, estimator by estimator.</summary>
    internal IEnumerable<(KnownDistribution Task, int Count, Estimator? Estimator)> Cells() =>
        from task in Tasks.Distinct() from n in Sizes.Distinct() from estimator in Estimators.Distinct() select (task, n, estimator);

    /// <summary>Refuses sizes and seeds that mean nothing.</summary>
    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Tasks);
        ArgumentNullException.ThrowIfNull(Estimators);
        ArgumentNullException.ThrowIfNull(Sizes);
        ArgumentOutOfRangeException.ThrowIfLessThan(Seeds, 1);
        foreach (int n in Sizes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(n, 2, nameof(Sizes));
        }
    }
}
