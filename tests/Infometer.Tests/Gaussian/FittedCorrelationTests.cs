using Xunit;

namespace Infometer.Tests;

public class FittedCorrelationTests
{
    [Theory]
    [InlineData(100, 100, 1_000)]
    [InlineData(9, 300, 1_000)]
    [InlineData(1, 1, 50)]
    [InlineData(2_000, 2_000, 5_000)]
    public void Unexplained_OfTheLawOfBao_IsItsInverse(int p, int q, int rows)
    {
        FittedCorrelation fitted = new(p, q, rows);
        (double a, double b) = ((double)p / rows, (double)q / rows);
        double least = Math.Sqrt(a * b / ((1 - a) * (1 - b)));
        for (double share = 0.01; share < 1; share += 0.07)
        {
            double square = least + (share * (1 - least));
            double sample = ((square * (1 - a)) + a) * ((square * (1 - b)) + b) / square;
            Assert.Equal(1 - square, fitted.Unexplained(sample), 1e-9);
            Assert.Equal(Math.Log((1 - square) / (1 - sample)) / 2, fitted.ExcessNats(sample), 1e-6);
        }

        Assert.Equal(-Math.Log(1 - a - b) / 2, fitted.ExcessNats(1), 1e-12);
        Assert.Equal(0, fitted.Unexplained(1));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.95)]
    public void Unexplained_OfManyNormalColumns_IsTheTruth(double square)
    {
        const int Rows = 1_200;
        const int Columns = 100;
        double[][] columns = NormalData.Columns(Rows, 2 * Columns, 5, (long)(square * 100));
        columns[Columns] = NormalData.Combine((Math.Sqrt(square), columns[0]), (Math.Sqrt(1 - square), columns[Columns]));
        double largest = Fit(columns[..Columns], columns[Columns..]);
        Assert.True(largest > square + (0.1 * (1 - square)), $"{largest}");

        // Of 1,200 rows a squared correlation scatters by 2ρ(1 − ρ²)/√n.
        Assert.Equal(square, 1 - new FittedCorrelation(Columns, Columns, Rows).Unexplained(largest), 3 * 2 * Math.Sqrt(square) * (1 - square) / Math.Sqrt(Rows));
    }

    // Simulated: 0.99 quantiles of 2,000, 500 and 60 samples of independent normal columns; the law is that of many columns, and careful with few.
    [Theory]
    [InlineData(2, 5, 1_000, 0.0186, 0.0035)]
    [InlineData(9, 9, 1_000, 0.0439, 0.003)]
    [InlineData(90, 90, 1_000, 0.336, 0.01)]
    public void Chance_OfIndependentColumns_IsSeldomExceeded(int p, int q, int rows, double simulated, double tolerance)
    {
        Assert.Equal(simulated, new FittedCorrelation(p, q, rows).Chance, tolerance);
        Assert.Equal(new FittedCorrelation(p, q, rows).Chance, new FittedCorrelation(q, p, rows).Chance, 1e-15);
    }

    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(1, 1, 2)]
    [InlineData(3, 4, 8)]
    public void Chance_WithoutMoreRowsThanColumns_IsOne(int p, int q, int rows) => Assert.Equal(1, new FittedCorrelation(p, q, rows).Chance);

    private static double Fit(double[][] x, double[][] y)
    {
        double rho = CanonicalCorrelations.Fit(x, y, null, shrink: false, RunContext.Default).Correlations[0];
        return rho * rho;
    }
}
