using Xunit;

namespace Infometer.Tests;

public class SerialDependenceTests
{
    [Theory]
    [InlineData(0.9, 19)]
    [InlineData(0.5, 3)]
    [InlineData(0, 1)]
    public void Time_OfAnAutoregression_IsTheClosedForm(double memory, double time)
    {
        // 1 + 2 Σ φ^h = (1 + φ)/(1 − φ).
        Assert.Equal(time, SerialDependence.Time(Series(200_000, memory, 1)), 0.06 * time);
    }

    [Fact]
    public void JointTime_OfTwoAutoregressions_IsThatOfTheProduct()
    {
        Variable x = Variable.Continuous(Series(200_000, 0.9, 1));
        Variable y = Variable.Continuous(Series(200_000, 0.8, 2));
        Assert.Equal(1.72 / 0.28, SerialDependence.JointTime(x, y), 0.4);
    }

    [Fact]
    public void JointTime_OfChainsOfLevels_IsTheClosedForm()
    {
        // Indicators of a chain of two levels with memory m have the autocorrelation m^h.
        Rng rng = Rng.For(3, "chains");
        Variable[] chains = CopyingChains.Draw(200_000, 0, 0.8, ref rng);
        Assert.Equal(1.64 / 0.36, SerialDependence.JointTime(chains[0], chains[0]), 0.25);
        Assert.Equal(1, SerialDependence.JointTime(chains[0], chains[1]), 0.05);
    }

    [Fact]
    public void JointTime_OfTwoWanderers_IsALargeShareOfTheRows()
    {
        Variable x = Variable.Continuous(Enumerable.Range(0, 1000).Select(t => (double)t).ToArray());
        Assert.InRange(SerialDependence.JointTime(x, x), 100, 1000);
    }

    [Fact]
    public void Time_OfAConstant_IsOne()
    {
        Assert.Equal(1, SerialDependence.Time(new double[50]));
        Assert.Equal(1, SerialDependence.JointTime(Variable.Discrete<int>(new int[50]), Variable.Discrete<int>(new int[50])));
    }

    private static double[] Series(int n, double memory, int seed)
    {
        Rng rng = Rng.For((ulong)seed, "series");
        double[] series = new double[n];
        series[0] = rng.NextNormal();
        for (int t = 1; t < n; t++)
        {
            series[t] = (memory * series[t - 1]) + (Math.Sqrt(1 - (memory * memory)) * rng.NextNormal());
        }

        return series;
    }
}
