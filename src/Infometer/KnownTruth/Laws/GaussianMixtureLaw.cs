namespace Infometer;

/// <summary>A mixture of normal laws of (X, Y). No closed form for I, but an exact density everywhere.</summary>
internal sealed class GaussianMixtureLaw : JointLaw
{
    private readonly Component[] _components;
    private readonly double[] _cumulative;

    public GaussianMixtureLaw(int dimensionX, int dimensionY, params (double Weight, double[] Mean, double[,] Covariance)[] components)
        : base(LawPart.Continuous(dimensionX), LawPart.Continuous(dimensionY))
    {
        int[] x = [.. Enumerable.Range(0, dimensionX)];
        int[] y = [.. Enumerable.Range(dimensionX, dimensionY)];
        _components =
        [
            .. components.Select(c => new Component(
                Math.Log(c.Weight),
                c.Mean,
                SamplerCholesky.Of(c.Covariance),
                SamplerCholesky.Of(Covariances.Of(c.Covariance, x)),
                SamplerCholesky.Of(Covariances.Of(c.Covariance, y)))),
        ];
        _cumulative = RandomDraws.Cumulate([.. components.Select(c => c.Weight)]);
    }

    public override void DrawRow(ref Rng rng, Span<double> row)
    {
        Component component = _components[RandomDraws.Place(ref rng, _cumulative)];
        foreach (ref double value in row)
        {
            value = rng.NextNormal();
        }

        component.Joint.Multiply(row);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] += component.Mean[i];
        }
    }

    public override double Pointwise(ReadOnlySpan<double> row)
    {
        Span<double> shifted = stackalloc double[row.Length];
        LogSum joint = LogSum.Empty;
        LogSum x = LogSum.Empty;
        LogSum y = LogSum.Empty;
        foreach (Component c in _components)
        {
            for (int i = 0; i < row.Length; i++)
            {
                shifted[i] = row[i] - c.Mean[i];
            }

            // Powers of 2π cancel between the joint density and the product of the margins.
            joint.Add(c.LogWeight + LogKernel(c.Joint, shifted));
            x.Add(c.LogWeight + LogKernel(c.X, PartX(shifted)));
            y.Add(c.LogWeight + LogKernel(c.Y, PartY(shifted)));
        }

        return joint.Value - x.Value - y.Value;
    }

    private static double LogKernel(SamplerCholesky covariance, ReadOnlySpan<double> x) =>
        -0.5 * (covariance.LogDeterminant + covariance.SquaredNorm(x));

    private sealed record Component(double LogWeight, double[] Mean, SamplerCholesky Joint, SamplerCholesky X, SamplerCholesky Y);
}
