using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class NormalEnergyTests
{
    [Theory]
    [InlineData(1, 0.79788456080286536)] // √(2/π)
    [InlineData(2, 1.2533141373155003)] // √(π/2)
    [InlineData(3, 1.5957691216057308)] // 2√(2/π)
    public void MeanLength_OfNormalVectors_IsKnown(int dimension, double expected) =>
        Assert.Equal(expected, NormalEnergy.MeanLength(dimension, 0), 1e-12);

    [Theory]
    [InlineData(0.1)]
    [InlineData(2)]
    [InlineData(40)]
    public void MeanLength_AboutAPointOfTheLine_IsKnown(double distance)
    {
        double expected = (distance * ((2 * SpecialFunctions.NormalCdf(distance)) - 1)) + (Math.Sqrt(2 / Math.PI) * Math.Exp(-distance * distance / 2));
        Assert.Equal(expected, NormalEnergy.MeanLength(1, distance), 1e-10);
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 33)]
    [InlineData(7, 61)]
    public void Energy_IsThatOfTheFormula(int dimension, int count)
    {
        double[][] columns = NormalData.Columns(count, dimension, 1);
        columns[0][0] = 100;
        double toNormal = 0;
        double between = 0;
        for (int i = 0; i < count; i++)
        {
            toNormal += 2.0 / count * NormalEnergy.MeanLength(dimension, Length(columns, i, -1));
            for (int j = 0; j < count; j++)
            {
                between += Length(columns, i, j) / ((double)count * count);
            }
        }

        double expected = count * (toNormal - (Math.Sqrt(2) * NormalEnergy.MeanLength(dimension, 0)) - between);
        Assert.Equal(expected, new NormalEnergy(dimension).Of(columns, count), 0.02);
    }

    [Fact]
    public void Energy_OfRowsThatAreNotNormal_IsLarge()
    {
        double[][] normal = NormalData.Columns(500, 2, 2);
        double[][] shifted = [normal[0], [.. normal[1].Select(v => v + 0.5)]];
        NormalEnergy energy = new(2);
        Assert.InRange(energy.Of(normal, 500), 0, 3);
        Assert.True(energy.Of(shifted, 500) > 20);
    }

    private static double Length(double[][] columns, int i, int j) => Math.Sqrt(columns.Sum(c => Math.Pow(c[i] - (j < 0 ? 0 : c[j]), 2)));
}
