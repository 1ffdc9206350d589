using Xunit;

namespace Infometer.Tests;

public sealed class HsicTests
{
    [Fact]
    public void Value_OfNormalVariables_TendsToTheClosedForm()
    {
        // E exp(−(u² + v²)/2) of normal differences u, v of variance 2 and covariance 2ρ is 1/√(9 − 4ρ²); with one row in common it is
        // 1/√(9 − ρ²).
        static double Population(double r) => (1 / Math.Sqrt(9 - (4 * r * r))) + (1.0 / 3) - (2 / Math.Sqrt(9 - (r * r)));
        (double[] x, double[] y) = DependenceData.Pair(4_000, 0.6, 31);
        Hsic measure = new() { BandwidthX = 1, BandwidthY = 1 };
        DependenceEstimate estimate = measure.Estimate(DependenceData.Numbers(x), DependenceData.Numbers(y, "y"));
        Assert.Equal(Population(0.6) / Population(1), estimate.Value!.Value, 4 * estimate.StandardError!.Value);
        Assert.InRange(estimate.StandardError.Value, 0.005, 0.02);
        Assert.Equal(Population(0.6), estimate.Details["hsic-unbiased"], 0.005);
    }

    [Theory]
    [InlineData(DependenceForm.Biased)]
    [InlineData(DependenceForm.BiasCorrected)]
    public void Value_IsThatOfWholeMatrices(DependenceForm form)
    {
        (double[] x, double[] y) = DependenceData.Pair(80, 0.3, 32);
        Hsic measure = new() { Form = form, BandwidthX = 0.5, BandwidthY = 2 };
        double[,] k = NaivePairs.Map(NaivePairs.Distances(x, 1), d => Math.Exp(-d * d / 0.5));
        double[,] l = NaivePairs.Map(NaivePairs.Distances(y, 1), d => Math.Exp(-d * d / 8));
        DependenceEstimate estimate = measure.Estimate(DependenceData.Numbers(x), DependenceData.Numbers(y, "y"));
        Assert.Equal(NaivePairs.Correlation(k, l, form == DependenceForm.Biased), estimate.Value!.Value, 1e-12);
        Assert.Equal(NaivePairs.Biased(k, l), estimate.Details["hsic-biased"], 1e-13);
        Assert.Equal(NaivePairs.Unbiased(k, l), estimate.Details["hsic-unbiased"], 1e-13);
    }

    [Fact]
    public void Bandwidth_IsTheMedianDistance_AndMovesWithTheScale()
    {
        (double[] x, double[] y) = DependenceData.Pair(41, 0.3, 33);
        double[] distances =
        [
            .. Enumerable.Range(0, 41).SelectMany(i => Enumerable.Range(0, i).Select(j => Math.Abs(x[i] - x[j]))).Order(),
        ];
        DependenceEstimate estimate = new Hsic().Estimate(DependenceData.Numbers(x), DependenceData.Numbers(y, "y"));
        Assert.Equal((distances[409] + distances[410]) / 2, estimate.Details["bandwidth-x"], 1e-12);
        Variable large = DependenceData.Numbers(DependenceData.Map(x, v => 1e8 * v));
        DependenceEstimate scaled = new Hsic().Estimate(large, DependenceData.Numbers(y, "y"));
        Assert.Equal(estimate.Value!.Value, scaled.Value!.Value, 1e-10);
        Assert.Equal(1e8 * estimate.Details["bandwidth-x"], scaled.Details["bandwidth-x"], 1e-2);
    }

    [Fact]
    public void Bandwidth_OfManyRows_IsDrawnFromSomeAndSaysSo()
    {
        (double[] x, double[] y) = DependenceData.Pair(1_500, 0.3, 34);
        DependenceEstimate estimate = new Hsic().Estimate(DependenceData.Numbers(x), DependenceData.Numbers(y, "y"));
        Assert.Contains(estimate.Notes, n => n.Code == "bandwidth-sampled");
        Assert.Equal(0.954, estimate.Details["bandwidth-x"], 0.05); // √2 · 0.6745 for normal numbers
    }

    [Fact]
    public void MostlyOneValue_HasNoMedianWidth_AndSaysWhatToDo()
    {
        double[] x = [.. DependenceData.Normal(100, 35).Select((v, i) => i < 80 ? 0 : v)];
        InvalidInputException e = Assert.Throws<InvalidInputException>(
            () => new Hsic().Estimate(DependenceData.Numbers(x), DependenceData.Numbers(DependenceData.Normal(100, 36), "y")));
        Assert.Contains("set bandwidth-x", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Width_ThatIsNone_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Hsic { BandwidthX = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Hsic { BandwidthY = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Hsic { Law = PairLaw.HighDimension });
    }
}
