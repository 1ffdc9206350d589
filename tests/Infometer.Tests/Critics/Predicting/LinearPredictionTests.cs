using Xunit;

namespace Infometer.Tests;

public class LinearPredictionTests
{
    private const int Rows = 300;

    private static int[] All { get; } = [.. Enumerable.Range(0, Rows)];

    [Fact]
    public void Known_OfNormalColumns_IsTheDensityOfYItself()
    {
        // Y = X + noise of deviation 0.2, in units of 10: correlations and the volume of the map have to make up for both.
        double[][] c = NormalData.Columns(Rows, 2, 1);
        double[] y = NormalData.Combine((10, c[0]), (2, c[1]));
        LinearPrediction linear = Fit([c[0]], [y]);
        double slope = Covariance(c[0], y) / Covariance(c[0], c[0]);
        double[] rest = NormalData.Combine((1, y), (-slope, c[0]));
        double variance = Covariance(rest, rest) * Rows / (Rows - 1);
        double centre = rest.Average();
        PredictedRows known = linear.Rows(1).Known(All);
        PredictedRows without = linear.WithoutInputs().Known(All);
        double all = Covariance(y, y) * Rows / (Rows - 1);
        for (int i = 0; i < Rows; i++)
        {
            Assert.Equal(LogNormal(rest[i] - centre, variance), known.LogDensity(i, i), 1e-4);
            Assert.Equal(LogNormal(y[i] - y.Average(), all), without.LogDensity(0, i), 1e-4);
        }
    }

    [Fact]
    public void Known_OfColumnsMixed_IsTheSameUpToTheVolumeOfTheMixture()
    {
        double[][] c = NormalData.Columns(Rows, 6, 2);
        double[][] x = c[..3];
        double[][] y = [NormalData.Combine((1, c[0]), (1, c[3])), NormalData.Combine((1, c[1]), (2, c[4])), c[5]];
        double[][] mixed =
        [
            NormalData.Combine((1, y[0]), (2, y[1])), NormalData.Combine((1, y[1]), (-1, y[2])), NormalData.Combine((3, y[2])),
        ];
        PredictedRows one = Fit(x, y).Rows(0.5).Known(All);
        PredictedRows other = Fit([x[2], x[0], NormalData.Combine((1, x[1]), (4, x[0]))], mixed).Rows(0.5).Known(All);
        for (int i = 0; i < Rows; i++)
        {
            Assert.Equal(one.LogDensity(i, 7) - Math.Log(3), other.LogDensity(i, 7), 1e-3);
        }
    }

    [Fact]
    public void Fit_WithoutInputs_Whitens()
    {
        double[][] c = NormalData.Columns(Rows, 2, 3);
        LinearPrediction linear = Fit([], [c[0], NormalData.Combine((5, c[0]), (1, c[1]))]);
        Assert.Equal(0, linear.InputRank);
        double[][] residuals = linear.Rows(1).Known(All).Residuals();
        Assert.Equal(2, residuals.Length);
        Assert.Equal(0, Covariance(residuals[0], residuals[1]), 1e-5);
    }

    [Fact]
    public void NormalLoss_OfTwoColumns_IsTheMeanOverDraws()
    {
        // KL(N(0, I) ‖ N(m, S)) of fits to 12 rows.
        const int N = 12;
        const int Draws = 20_000;
        double sum = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            double[][] c = NormalData.Columns(N, 2, 4, draw);
            (double ma, double mb) = (c[0].Average(), c[1].Average());
            const double Scale = N / (N - 1.0);
            (double aa, double bb, double ab) = (Scale * Covariance(c[0], c[0]), Scale * Covariance(c[1], c[1]), Scale * Covariance(c[0], c[1]));
            double determinant = (aa * bb) - (ab * ab);
            double trace = (aa + bb) / determinant;
            double distance = ((bb * ma * ma) + (aa * mb * mb) - (2 * ab * ma * mb)) / determinant;
            sum += (trace + distance + Math.Log(determinant) - 2) / 2;
        }

        Assert.Equal(sum / Draws, NormalLoss.Of(0, 2, N), 0.01);
        Assert.Equal(NormalLoss.Of(0, 2, N), NormalLoss.Of(0, 1, N) + NormalLoss.Of(1, 1, N), 1e-12);
        Assert.Equal(5 * 3 / 2e6, NormalLoss.Of(5, 3, 1_000_000) - NormalLoss.Of(0, 3, 1_000_000), 1e-9);
    }

    private static LinearPrediction Fit(double[][] x, double[][] y) =>
        new(new GaussianResponse(), Matrix(x), PredictionTarget.OfNumbers(Matrix(y)), All, shrink: false, RunContext.Default);

    private static FloatMatrix Matrix(double[][] columns)
    {
        FloatMatrix matrix = new(Rows, columns.Length);
        for (int row = 0; row < Rows; row++)
        {
            for (int j = 0; j < columns.Length; j++)
            {
                matrix.Row(row)[j] = (float)columns[j][row];
            }
        }

        return matrix;
    }

    private static double LogNormal(double value, double variance) => -(Math.Log(2 * Math.PI * variance) + (value * value / variance)) / 2;

    private static double Covariance(double[] a, double[] b)
    {
        (double meanA, double meanB) = (a.Average(), b.Average());
        return a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Average();
    }
}
