using Xunit;
using static Infometer.Tests.SpectraData;

namespace Infometer.Tests;

/// <summary>What released code of the papers gets wrong, each kept from coming back; the forms that are offered for comparison are named.</summary>
public sealed class PublishedDefectTests
{
    [Fact]
    public void DseNormalisation_OfThePaper_TakesTheDensityOut()
    {
        // Two clusters, one with nine times the rows: with α = 1 the stationary weight of the large one falls.
        double[][] rows = [.. Rows(100, 2, 1).Select((r, i) => new[] { (0.3 * r[0]) + (i < 90 ? 0 : 1.5), 0.3 * r[1] })];
        RepresentationData data = new(ToVariable(rows));
        DiffusionSpectralEntropy paper = new() { Width = new GivenWidth(0.4) };
        double released = Value(paper with { Form = PublishedForm.Released }, data);
        Assert.True(Math.Abs(Value(paper, data) - released) > 0.02);

        // The form by its definition: D⁻¹GD⁻¹, rows normalised, eigenvalues of the matrix that is not symmetric.
        double[,] operatorMatrix = Operator(rows, 0.4);
        double[] eigenvalues = [.. MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(operatorMatrix).Evd().EigenValues.Select(v => Math.Abs(v.Real))];
        double sum = eigenvalues.Sum();
        Assert.Equal(SpectralEntropy.Renyi([.. eigenvalues.Select(v => v / sum)], 1), Value(paper, data), 1e-9);
    }

    [Fact]
    public void DseEigenvalues_AreNeverHeldInHalfPrecision()
    {
        RepresentationResult result = new DiffusionSpectralEntropy { Width = new GivenWidth(0.9) }.Evaluate(new RepresentationData(ToVariable(Rows(1_500, 4, 2))));
        double[] halves = [.. result.Spectrum!.Values.Select(v => (double)(Half)v)];
        double sum = halves.Sum();
        double cached = SpectralEntropy.Renyi([.. halves.Select(v => v / sum)], 1);
        double own = result.Spectrum.Values.Sum(v => v > 0 ? -v * Math.Log(v) : 0);
        Assert.Equal(own, result.Value!.Value, 1e-12);
        Assert.True(Math.Abs(cached - own) > 1e-6, "Half precision would be seen.");
        Assert.Contains(result.Spectrum.Values, v => v is > 0 and < 1e-8);
    }

    [Fact]
    public void CsConditional_DenominatorIsTheSquareOfTheSum()
    {
        double[][] x = Rows(40, 2, 3);
        double[][] y = Rows(40, 1, 4);
        double[][] predicted = [.. y.Select(r => new[] { 0.8 * r[0] })];
        double K(double[] a, double[] b) => Math.Exp(-a.Zip(b, (u, v) => (u - v) * (u - v)).Sum() / 2);
        double Term(double[][] a, double[][] b, bool isPaper) => Math.Log(Enumerable.Range(0, 40).Sum(j =>
        {
            double[] k = [.. x.Select(r => K(r, x[j]))];
            return Enumerable.Range(0, 40).Sum(i => k[i] * K(a[j], b[i])) / (isPaper ? k.Sum() * k.Sum() : k.Sum(v => v * v));
        }));
        RepresentationData data = new(ToVariable(x)) { Target = ToVariable(y), Other = ToVariable(predicted) };
        CauchySchwarzConditional measure = new() { Kernel = new GaussianKernel(new GivenWidth(1)) };
        foreach (bool isPaper in (bool[])[true, false])
        {
            double expected = Term(y, y, isPaper) + Term(predicted, predicted, isPaper) - (2 * Term(predicted, y, isPaper));
            Assert.Equal(expected, Value(measure with { Form = isPaper ? PublishedForm.Paper : PublishedForm.Released }, data), 1e-12);
        }
    }

    [Fact]
    public void VendiOrder_IsUsed_WhicheverFormIsAsked()
    {
        double[][] rows = Rows(50, 4, 5);
        RepresentationData data = new(ToVariable(rows));
        double[] gram = [.. rows.SelectMany(a => rows.Select(b => CrossProducts.Dot(a, b) / Math.Sqrt(CrossProducts.Dot(a, a) * CrossProducts.Dot(b, b))))];
        double last = double.PositiveInfinity;
        foreach (double order in (double[])[0.5, 1, 2, 5, double.PositiveInfinity])
        {
            VendiScore score = new() { Order = order };
            Assert.True(Value(score, data) < last - 0.01, "The score falls as the order grows.");
            Assert.Equal(Value(score, data), score.Of(gram), 1e-10);
            last = Value(score, data);
        }
    }

    // The paper says that entropy keeps modes: a collapsed latent space has little of it, so that a loss which is minimised must subtract it.
    [Fact]
    public void KoopmanSign_CollapseLowersTheVonNeumannEntropy()
    {
        double[][] rows = Rows(200, 4, 6);
        double[][] collapsed = [.. rows.Select(r => new[] { r[0], 1e-3 * r[1], 1e-3 * r[2], 1e-3 * r[3] })];
        Assert.True(Value(new VonNeumannEntropy(), new RepresentationData(ToVariable(collapsed))) < 0.01);
        Assert.True(Value(new VonNeumannEntropy(), new RepresentationData(ToVariable(rows))) > 0.5);
        Assert.Contains("against the paper", VonNeumannEntropy.Describe.Criticism, StringComparison.Ordinal);
    }

    private static double[,] Operator(double[][] rows, double width)
    {
        int n = rows.Length;
        double[,] g = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                g[i, j] = Math.Exp(-rows[i].Zip(rows[j], (u, v) => (u - v) * (u - v)).Sum() / (2 * width * width));
            }
        }

        double[] degrees = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => g[i, j]))];
        for (int i = 0; i < n; i++)
        {
            double sum = Enumerable.Range(0, n).Sum(j => g[i, j] / degrees[j]);
            for (int j = 0; j < n; j++)
            {
                g[i, j] /= degrees[j] * sum;
            }
        }

        return g;
    }
}
