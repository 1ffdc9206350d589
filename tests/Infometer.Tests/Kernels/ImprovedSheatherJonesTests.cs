using Xunit;

namespace Infometer.Tests;

/// <summary>Properties of the bandwidth of Botev, Grotowski and Kroese that hold whatever the implementation.</summary>
public class ImprovedSheatherJonesTests
{
    [Theory]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public void Bandwidth_OfNormalData_IsNearlyTheBest(int count)
    {
        // The best for normal data, 1.06 n^(−1/5), is what the fixed point tends to.
        double best = 1.06 * Math.Pow(count, -0.2);
        double[] ratios = [.. Enumerable.Range(0, 8).Select(i => Bandwidth(NormalData.Columns(count, 1, 1, i)[0]) / best)];
        Assert.Equal(1, ratios.Average(), 0.1);
        Assert.All(ratios, r => Assert.InRange(r, 0.7, 1.3));
    }

    [Fact]
    public void Bandwidth_OfModesFarApart_IsThatOfTheModes()
    {
        const int Rows = 10_000;
        double[] x = [.. NormalData.Columns(Rows, 1, 2)[0].Select((v, i) => v + (60 * (i % 2)))];
        double oneMode = 1.06 * Math.Pow(Rows / 2.0, -0.2);

        // ‖f″‖² of two modes is half that of one, so that h is as with half the rows.
        Assert.Equal(1, Bandwidth(x) / oneMode, 0.12);
    }

    [Fact]
    public void Bandwidth_OfScaledData_ScalesAlong()
    {
        double[] x = NormalData.Columns(500, 1, 3)[0];
        Assert.Equal(1, Bandwidth([.. x.Select(v => (1e5 * v) + 7)]) / (1e5 * Bandwidth(x)), 1e-6);
    }

    [Fact]
    public void Bandwidth_OfRougherData_IsSmaller()
    {
        double[] x = NormalData.Columns(5_000, 1, 4)[0];
        double[] claw = [.. x.Select((v, i) => i % 2 == 0 ? v : (0.1 * v) + (i / 2 % 5 * 0.5) - 1)];
        Assert.True(Bandwidth(claw) < 0.5 * Bandwidth(x));
    }

    private static double Bandwidth(double[] values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return ImprovedSheatherJones.Bandwidth(sorted);
    }
}
