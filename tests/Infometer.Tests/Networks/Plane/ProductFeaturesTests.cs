using Xunit;

namespace Infometer.Tests;

public class ProductFeaturesTests
{
    [Theory]
    [InlineData(30, 495, 495)] // all squares and products of 30 components: 30·33/2
    [InlineData(30, 494, 464)] // of 29
    [InlineData(2, 44, 44)] // up to degree 8
    [InlineData(2, 1_000, 44)]
    [InlineData(2, 43, 35)] // up to degree 7
    [InlineData(5, 1, 1)]
    [InlineData(1, 3, 3)]
    public void Of_ComponentsAndRoom_HasAsManyFeatures(int components, int most, int expected) =>
        Assert.Equal(expected, ProductFeatures.Of(NormalData.Columns(10, components, 1), most).Length);

    // Mean products of 200,000 rows scatter by a few thousandths.
    [Fact]
    public void Of_NormalComponents_AreOrthonormal()
    {
        const int Rows = 200_000;
        double[][] features = ProductFeatures.Of(NormalData.Columns(Rows, 3, 2), 19);
        Assert.Equal(19, features.Length);
        for (int i = 0; i < features.Length; i++)
        {
            Assert.Equal(0, features[i].Average(), 0.02);
            for (int j = 0; j <= i; j++)
            {
                Assert.Equal(i == j ? 1 : 0, CrossProducts.Dot(features[i], features[j]) / Rows, 0.05);
            }
        }
    }

    [Fact]
    public void Of_OneComponent_AreLegendrePolynomials()
    {
        double z = 0.4;
        double t = (2 * SpecialFunctions.NormalCdf(z)) - 1;
        double[][] features = ProductFeatures.Of([[z]], 3);
        Assert.Equal(Math.Sqrt(3) * t, features[0][0], 1e-14);
        Assert.Equal(Math.Sqrt(5) * ((3 * t * t) - 1) / 2, features[1][0], 1e-14);
        Assert.Equal(Math.Sqrt(7) * ((5 * t * t * t) - (3 * t)) / 2, features[2][0], 1e-14);
    }
}
