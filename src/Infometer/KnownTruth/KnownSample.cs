namespace Infometer;

/// <summary>Rows drawn from a known distribution.</summary>
/// <param name="X">The first variable; the source of a transfer entropy.</param>
/// <param name="Y">The second variable; the target of a transfer entropy.</param>
/// <param name="Z">The condition of a conditional mutual information; null elsewhere.</param>
public sealed record KnownSample(Variable X, Variable Y, Variable? Z = null);
