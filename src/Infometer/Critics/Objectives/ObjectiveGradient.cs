namespace Infometer;

/// <summary>The value of an objective on a batch, and its gradients: the directions in which it grows.</summary>
/// <param name="Value">The value.</param>
/// <param name="X">∂value/∂x, row by row as x was given.</param>
/// <param name="Y">∂value/∂y, row by row as y was given.</param>
public sealed record ObjectiveGradient(double Value, ReadOnlyMemory<float> X, ReadOnlyMemory<float> Y);
