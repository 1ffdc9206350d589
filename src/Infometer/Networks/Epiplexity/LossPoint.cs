namespace Infometer;

/// <summary>A logged point as it stands in the log; NaN where a cell is missing.</summary>
/// <param name="Step">The step.</param>
/// <param name="Loss">The loss as logged.</param>
/// <param name="Tokens">The tokens seen so far, where a column says it.</param>
/// <param name="Place">Where it stands, for messages: <c>line 12</c>.</param>
internal readonly record struct LossPoint(double Step, double Loss, double Tokens, string Place);
