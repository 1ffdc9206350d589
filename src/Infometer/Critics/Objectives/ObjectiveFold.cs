namespace Infometer;

/// <summary>A frozen critic on the rows that it has not seen.</summary>
/// <param name="Rows">The rows held out.</param>
/// <param name="Value">The value.</param>
/// <param name="Locals">One local value per row, in the order of the rows, whose scatter is the value's.</param>
/// <param name="NewSampler">Draws the value where the rows' pairing is drawn anew.</param>
internal sealed record ObjectiveFold(int[] Rows, double Value, double[] Locals, Func<INullSampler> NewSampler);
