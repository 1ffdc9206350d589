namespace Infometer;

/// <summary>What an estimator needs to know of a variable to say whether it can work with it.</summary>
/// <param name="Kind">Discrete, continuous or mixed.</param>
/// <param name="Dimension">Number of columns, d.</param>
public readonly record struct VariableShape(VariableKind Kind, int Dimension);
