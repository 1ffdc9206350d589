namespace Infometer;

/// <summary>
/// X ~ U(0, 1), Y = one of some heights, on stretches of X of equal length, plus Laplace noise of scale b: I = h(Y) − 1 − ln 2b.
/// </summary>
internal sealed class StepsLaw(double[] heights, double scale) : JointLaw(LawPart.Continuous(1), LawPart.Continuous(1))
{
    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        row[0] = rng.NextOpenDouble();
        double noise = scale * rng.NextExponential();
        row[1] = Height(row[0]) + (rng.NextDouble() < 0.5 ? noise : -noise);
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        LogSum sum = LogSum.Empty;
        foreach (double height in heights)
        {
            sum.Add(-Math.Abs(row[1] - height) / scale);
        }

        return Math.Log(heights.Length) - (Math.Abs(row[1] - Height(row[0])) / scale) - sum.Value;
    }

    private double Height(double x) => heights[(int)(heights.Length * x)];
}
