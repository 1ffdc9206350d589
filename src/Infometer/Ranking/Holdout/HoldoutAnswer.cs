namespace Infometer;

/// <summary>What a <see cref="ReusableHoldout"/> answered to one query, in the query's unit.</summary>
/// <param name="Value">The answer: the mean over the training rows, or the mean over the holdout with noise.</param>
/// <param name="IsFromHoldout">
/// Whether training rows and holdout were further apart than a noisy threshold, so that the value is the holdout's.
/// </param>
/// <param name="Threshold">The threshold times the query's range: how far an answer from the training rows may be off.</param>
/// <param name="Noise">The noise times the query's range: the scale of the Laplace noise in an answer from the holdout.</param>
public readonly record struct HoldoutAnswer(double Value, bool IsFromHoldout, double Threshold, double Noise);
