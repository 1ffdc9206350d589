using System.Collections.Immutable;

namespace Infometer;

/// <summary>What an estimator says of one term, before any inference.</summary>
/// <param name="Nats">The bare value in nats; may be negative; NaN where the estimator is undefined on these data.</param>
public sealed record TermEstimate(double Nats)
{
    /// <summary>
    /// One local (pointwise) value per unit of the sample (a row, or a distinct cell of counted data, see
    /// <see cref="Sample.UnitWeights"/>), whose weighted mean is the value; empty where the estimator has none.
    /// </summary>
    public ReadOnlyMemory<double> Locals { get; init; }

    /// <summary>
    /// For I(A;B|Z): the mean of the value where A and B are independent given Z, with the margins held fixed (the
    /// chance level). Null for H(S), which has no such level, and where the estimator corrects itself.
    /// </summary>
    public double? Chance { get; init; }

    /// <summary>How far the value lies above the truth by the delete-one jackknife; 0 where the estimator corrects itself.</summary>
    public double JackknifeBias { get; init; }

    /// <summary>
    /// The variance that remains when the first-order variance of the locals vanishes (independence, uniform levels):
    /// for I(A;B|Z) the null variance, for H(S) the second-order term (K − 1)/2n².
    /// </summary>
    public double SecondOrderVariance { get; init; }

    /// <summary>
    /// What leaving row i out changes: (value without row i) − value, one per row; empty where the estimator cannot say. Sums of terms add
    /// these up, and their scatter is the delete-one jackknife.
    /// </summary>
    public ReadOnlyMemory<double> DeletionChanges { get; init; }

    /// <summary>The estimator's own standard error, for estimators without local values; null elsewhere.</summary>
    public double? StandardError { get; init; }

    /// <summary>The law of the value under independence where it is known in closed form; null elsewhere.</summary>
    public AnalyticNull? Null { get; init; }

    /// <summary>
    /// The limits of the true value that each leave the given probability outside on one side, where the estimator knows the law of its value; null
    /// elsewhere.
    /// </summary>
    public Func<double, (double Low, double High)>? Limits { get; init; }

    /// <summary>What an estimator by nearest neighbours met on its way; null elsewhere.</summary>
    public NeighborDiagnostics? Neighbors { get; init; }

    /// <summary>The most that this number may be called, and why; null where the estimator knows of nothing against a value.</summary>
    internal Reservation? Reservation { get; init; }

    /// <summary>
    /// A look at the data that is too costly for every evaluation and made only where a verdict depends on it: what it returns takes the place of
    /// <see cref="Reservation"/>. For exchangeable rows only; null where there is nothing to look at.
    /// </summary>
    internal Func<Reservation?>? Examine { get; init; }

    /// <summary>
    /// A test of independence that decides in place of one on the value, for estimators whose value is made of several statistics; made only where asked
    /// for. It is told the least shift where rows are in serial order, and null where they are exchangeable. Null elsewhere.
    /// </summary>
    internal Func<int?, OwnTest>? OwnTest { get; init; }

    /// <summary>What the reader of the number should know of how it was found.</summary>
    internal ImmutableArray<Note> Remarks { get; init; } = [];

    /// <summary>The estimator's own null, for estimators that would have to learn again for every reordering of the rows; null elsewhere.</summary>
    internal HeldOutNull? OwnNull { get; init; }
}
