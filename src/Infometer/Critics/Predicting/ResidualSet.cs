namespace Infometer;

/// <summary>What a law left of the targets of the rows held out, and the leading coordinates of what it was predicted from.</summary>
/// <param name="Residuals">
/// One array per coordinate of the target; standard normal and independent of the inputs where the law is right.
/// </param>
/// <param name="Inputs">One array per coordinate of the inputs; none where there are no inputs.</param>
internal sealed record ResidualSet(double[][] Residuals, double[][] Inputs);
