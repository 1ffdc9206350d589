namespace Infometer;

/// <summary>One layer at one epoch as a <see cref="PlaneFigure"/> has it: NaN where there is no number.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Estimator">The estimator's output.</param>
/// <param name="AboutInputs">I(X;T).</param>
/// <param name="InputError">Its standard error.</param>
/// <param name="AboutLabels">I(T;Y).</param>
/// <param name="LabelError">Its standard error.</param>
internal readonly record struct PlaneMark(
    long Epoch, string Layer, string Estimator, double AboutInputs, double? InputError, double AboutLabels, double? LabelError);
