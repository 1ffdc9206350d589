using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public sealed class PairSumsTests
{
    public static TheoryData<int, double> Lines => new() { { 6, 0 }, { 7, 0 }, { 64, 0 }, { 201, 0 }, { 60, 0.5 }, { 33, 2 } };

    [Theory]
    [MemberData(nameof(Lines))]
    public void LineDistances_GiveTheSumsOfWholeMatrices(int n, double step)
    {
        (double[] x, double[] y) = DependenceData.Pair(n, 0.4, 3);
        if (step > 0)
        {
            (x, y) = (DependenceData.Rounded(x, step), DependenceData.Rounded(y, step / 2));
        }

        double[,] a = NaivePairs.Distances(x, 1);
        double[,] b = NaivePairs.Distances(y, 1);
        Check(new LineDistances(x, y).Sums(), a, b);
    }

    [Theory]
    [InlineData(6, 1, 2)]
    [InlineData(65, 3, 1)]
    [InlineData(130, 5, 4)]
    public void Of_Distances_GivesTheSumsOfWholeMatrices(int n, int dimensionX, int dimensionY)
    {
        double[] x = DependenceData.Normal(n * dimensionX, 5);
        double[] y = [.. DependenceData.Normal(n * dimensionY, 6).Select((v, i) => v + x[i / dimensionY * dimensionX])];
        PairSums sums = PairSums.Of(
            new PairFunction.Distance(Points(x, dimensionX)), new PairFunction.Distance(Points(y, dimensionY)), RunContext.Default);
        Check(sums, NaivePairs.Distances(x, dimensionX), NaivePairs.Distances(y, dimensionY));
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(131, 3)]
    public void Of_Kernels_GivesTheSumsOfWholeMatrices(int n, int dimension)
    {
        double[] x = DependenceData.Normal(n * dimension, 7);
        double[] y = DependenceData.Map(x, v => v * v);
        PairSums sums = PairSums.Of(
            new PairFunction.Gaussian(Points(x, dimension), 0.7), new PairFunction.Gaussian(Points(y, dimension), 1.3), RunContext.Default);
        Check(
            sums,
            NaivePairs.Map(NaivePairs.Distances(x, dimension), d => Math.Exp(-d * d / (2 * 0.7 * 0.7))),
            NaivePairs.Map(NaivePairs.Distances(y, dimension), d => Math.Exp(-d * d / (2 * 1.3 * 1.3))));
    }

    [Fact]
    public void PermutationMoments_AreThoseOfAllOrders()
    {
        const int N = 6;
        double[] x = DependenceData.Normal(N, 8);
        double[] y = DependenceData.Normal(N, 9);
        double[,] a = NaivePairs.Map(NaivePairs.Distances(x, 1), d => Math.Exp(-d * d));
        double[,] b = NaivePairs.Map(NaivePairs.Distances(y, 1), d => Math.Exp(-d * d));
        double[] all = [.. Permutations.Of(N).Select(order => NaivePairs.Biased(a, NaivePairs.Select(b, order)))];
        double width = Math.Sqrt(0.5);
        PairSums sums = PairSums.Of(
            new PairFunction.Gaussian(Points(x, 1), width), new PairFunction.Gaussian(Points(y, 1), width), RunContext.Default);
        (double mean, double variance) = sums.PermutationMoments();
        Assert.Equal(all.Average(), mean, 1e-12);
        Assert.Equal(Variance(all), variance, 1e-12);

        PairSums line = new LineDistances(x, y).Sums();
        (double[,] distanceX, double[,] distanceY) = (NaivePairs.Distances(x, 1), NaivePairs.Distances(y, 1));
        double[] distances = [.. Permutations.Of(N).Select(order => NaivePairs.Biased(distanceX, NaivePairs.Select(distanceY, order)))];
        Assert.Equal(distances.Average(), line.PermutationMoments().Mean, 1e-12);
        Assert.Equal(Variance(distances), line.PermutationMoments().Variance, 1e-12);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PermutedStatistic_IsThatOfReorderedRows(bool isLine)
    {
        const int N = 40;
        (double[] x, double[] y) = DependenceData.Pair(N, 0.5, 11);
        int[] order = [.. Enumerable.Range(0, N).Select(i => (7 * i + 3) % N)];
        double expected = NaivePairs.Correlation(
            NaivePairs.Distances(x, 1), NaivePairs.Select(NaivePairs.Distances(y, 1), order), isBiased: false);
        LineDistances line = new(x, y);
        double products = isLine ? line.ProductOf(order, new LineDistances.Item[N], new LineDistances.Item[N]) : Products(x, y, order);
        Assert.Equal(expected, line.Sums().PermutedCorrelation(DependenceForm.BiasCorrected, products, order), 1e-12);
    }

    private static double Variance(double[] values) => values.Average(v => (v - values.Average()) * (v - values.Average()));

    private static double Products(double[] x, double[] y, int[] order)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                sum += Math.Abs(x[i] - x[j]) * Math.Abs(y[order[i]] - y[order[j]]);
            }
        }

        return sum;
    }

    private static void Check(PairSums sums, double[,] a, double[,] b)
    {
        int n = a.GetLength(0);
        Assert.Equal(NaivePairs.Biased(a, b), sums.Covariances(DependenceForm.Biased).Joint, 1e-12);
        Assert.Equal(NaivePairs.Biased(a, a), sums.Covariances(DependenceForm.Biased).X, 1e-12);
        Assert.Equal(NaivePairs.Unbiased(a, b), sums.Covariances(DependenceForm.BiasCorrected).Joint, 1e-12);
        Assert.Equal(NaivePairs.Unbiased(b, b), sums.Covariances(DependenceForm.BiasCorrected).Y, 1e-12);
        foreach (DependenceForm form in Enum.GetValues<DependenceForm>())
        {
            bool isBiased = form == DependenceForm.Biased;
            double[] without = [.. Enumerable.Range(0, n).Select(i =>
            {
                int[] others = [.. Enumerable.Range(0, n).Where(j => j != i)];
                return NaivePairs.Correlation(NaivePairs.Select(a, others), NaivePairs.Select(b, others), isBiased);
            })];
            double expected = Math.Sqrt(without.Sum(v => (v - without.Average()) * (v - without.Average())) * (n - 1) / n);
            Assert.Equal(1, sums.JackknifeError(form, static r => r) / expected, 1e-9);
        }
    }

    private static PointSet Points(double[] values, int dimension) => new(
        [.. Enumerable.Range(0, dimension).Select(d => values.Where((_, i) => i % dimension == d).ToArray())]);
}
