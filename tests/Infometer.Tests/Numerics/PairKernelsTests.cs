using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public sealed class PairKernelsTests
{
    public static TheoryData<int, int, int> Shapes => new() { { 1, 1, 0 }, { 7, 3, 2 }, { 8, 1, 0 }, { 31, 2, 5 }, { 32, 5, 1 }, { 75, 9, 3 }, { 160, 2, 0 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Terms_OfEveryLength_AreTheSumsOverColumns(int length, int width, int first)
    {
        (double[][] columns, double[] point) = Draw(length + first, width);
        Check<SquareTerm>((value, own) => (value - own) * (value - own));
        Check<AbsoluteTerm>((value, own) => Math.Abs(value - own));
        Check<ProductTerm>((value, own) => value * own);

        void Check<TTerm>(Func<double, double, double> term)
            where TTerm : struct, IPairTerm
        {
            double[] sums = [.. Enumerable.Repeat(double.NaN, length)];
            PairKernels.Terms<TTerm>(columns, point, first, sums);
            for (int i = 0; i < length; i++)
            {
                Assert.Equal(Enumerable.Range(0, width).Sum(j => term(columns[j][first + i], point[j])), sums[i], 1e-13);
            }
        }
    }

    // A Gram matrix is symmetric to the last bit, and its entries do not change with the part of a row that is asked for.
    [Fact]
    public void Terms_OfARow_AreTheSameFromEveryStart()
    {
        (double[][] columns, _) = Draw(90, 4);
        double[] point = [.. columns.Select(column => column[11])];
        double[] whole = new double[90];
        PairKernels.Terms<SquareTerm>(columns, point, 0, whole);
        for (int first = 1; first < 90; first += 13)
        {
            double[] rest = new double[90 - first];
            PairKernels.Terms<SquareTerm>(columns, point, first, rest);
            Assert.Equal(whole[first..], rest);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(21)]
    public void Gaussian_OfEveryLength_IsTheExponential(int length)
    {
        double[] squares = [.. Enumerable.Range(0, length).Select(i => i * i * 0.7)];
        double[] kernels = [.. squares];
        PairKernels.Gaussian(kernels, 0.3);
        Assert.All(kernels.Zip(squares), pair => Assert.Equal(1, pair.First / Math.Exp(-0.3 * pair.Second), 1e-13));
    }

    private static (double[][] Columns, double[] Point) Draw(int count, int width)
    {
        Rng rng = Rng.For(5, "pair kernels", count);
        double[][] columns = new double[width][];
        for (int j = 0; j < width; j++)
        {
            columns[j] = new double[count];
            for (int i = 0; i < count; i++)
            {
                columns[j][i] = rng.NextNormal();
            }
        }

        return (columns, [.. Enumerable.Range(0, width).Select(_ => rng.NextNormal())]);
    }
}
