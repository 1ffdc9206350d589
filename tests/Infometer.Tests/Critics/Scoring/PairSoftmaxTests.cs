using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class PairSoftmaxTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(37)]
    [InlineData(64)]
    public void LogMeanExp_AllPairs_IsThatOfTheRowsAndOfTheTransposedRows(int n)
    {
        Scores rows = CriticData.RandomScores(n, 1, 3);
        Scores columns = Transposed(CriticData.RandomScores(n, 1, 3));
        (double[] ofRows, double[] ofColumns) = (new double[n], new double[n]);
        Contrast.LogMeanExp(rows, float.PositiveInfinity, ofRows);
        Contrast.LogMeanExp(columns, float.PositiveInfinity, ofColumns);

        (double[] foundOfRows, double[] foundOfColumns) = (new double[n], new double[n]);
        new PairSoftmax().LogMeanExp(CriticData.RandomScores(n, 1, 3), foundOfRows, foundOfColumns);
        Assert.Equal(ofRows, foundOfRows);
        Assert.Equal(ofColumns, foundOfColumns, (a, b) => Math.Abs(a - b) < 1e-12); // summed in another order
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(37)]
    public void Backward_AllPairs_IsTheSumOfBothDirections(int n)
    {
        Rng rng = Rng.For(5, "slopes");
        ContrastTerms forRows = Slopes(n, ref rng);
        ContrastTerms forColumns = Slopes(n, ref rng);
        Scores rows = CriticData.RandomScores(n, 1, 3);
        Scores columns = Transposed(CriticData.RandomScores(n, 1, 3));
        Contrast.LogMeanExp(rows, float.PositiveInfinity, new double[n]);
        Contrast.LogMeanExp(columns, float.PositiveInfinity, new double[n]);
        Contrast.Backward(rows, forRows);
        Contrast.Backward(columns, forColumns);
        Scores turned = Transposed(columns);

        Scores scores = CriticData.RandomScores(n, 1, 3);
        PairSoftmax softmax = new();
        softmax.LogMeanExp(scores, new double[n], new double[n]);
        softmax.Backward(scores, forRows, forColumns);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                Assert.Equal(rows.First.Row(i)[j] + turned.First.Row(i)[j], scores.First.Row(i)[j], 1e-6);
            }
        }
    }

    [Fact]
    public void LogMeanExp_NaN_IsOfItsRowAndColumnAlone()
    {
        Scores scores = CriticData.RandomScores(20, 1, 3);
        scores.First.Row(3)[7] = float.NaN;
        (double[] ofRows, double[] ofColumns) = (new double[20], new double[20]);
        new PairSoftmax().LogMeanExp(scores, ofRows, ofColumns);
        Assert.Equal([3], Enumerable.Range(0, 20).Where(i => double.IsNaN(ofRows[i])));
        Assert.Equal([7], Enumerable.Range(0, 20).Where(j => double.IsNaN(ofColumns[j])));
    }

    private static ContrastTerms Slopes(int n, ref Rng rng)
    {
        ContrastTerms terms = new(new double[n], new double[n], new double[n], []);
        for (int i = 0; i < n; i++)
        {
            terms.ByJoint[i] = rng.NextNormal();
            terms.ByOthers[i] = rng.NextNormal();
        }

        return terms;
    }

    private static Scores Transposed(Scores scores)
    {
        int n = scores.Rows;
        Scores transposed = new();
        transposed.Reshape(n, n, isOfAllPairs: true, 0);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                transposed.First.Row(j)[i] = scores.First.Row(i)[j];
            }
        }

        return transposed;
    }
}
