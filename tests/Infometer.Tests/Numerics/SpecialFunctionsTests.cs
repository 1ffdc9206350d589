using Xunit;

namespace Infometer.Tests;

/// <summary>Truths with 20 digits were computed by series and continued fractions in 60-digit decimal arithmetic.</summary>
[Trait("Kernels", "Vector")]
public class SpecialFunctionsTests
{
    [Theory]
    [InlineData(0.1, 2.2527126517342059599, -10.423754940411076795, 101.43329915079275882)]
    [InlineData(0.5, 0.57236494292470008707, -1.9635100260214234794, 4.9348022005446793094)]
    [InlineData(1.5, -0.12078223763524522235, 0.036489973978576520559, 0.93480220054467930942)]
    [InlineData(3.7, 1.4280723266653879219, 1.1671535393615113859, 0.31003785767003831910)]
    [InlineData(25.25, 55.585686044869429708, 3.2088934898690552952, 0.040398546953104015941)]
    [InlineData(1e5, 1051287.7089736568949, 11.512920464961895087, 1.0000050000166666667e-5)]
    [InlineData(1e9, 19723265827.503716771, 20.723265836446411156, 1.0000000005000000002e-9)]
    public void GammaFamily_KnownValues_Agree(double x, double logGamma, double digamma, double trigamma)
    {
        AssertClose(logGamma, SpecialFunctions.LogGamma(x), 1e-14, 1e-14);
        AssertClose(digamma, SpecialFunctions.Digamma(x), 1e-14, 1e-14);
        AssertClose(trigamma, SpecialFunctions.Trigamma(x), 1e-14, 0);
    }

    [Fact]
    public void GammaFamily_OutsideDomain_IsNaN()
    {
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.LogGamma(0));
        Assert.True(double.IsNaN(SpecialFunctions.LogGamma(-0.5)));
        Assert.True(double.IsNaN(SpecialFunctions.Digamma(0)));
        Assert.True(double.IsNaN(SpecialFunctions.Trigamma(double.NaN)));
        Assert.True(double.IsNaN(SpecialFunctions.GammaP(0, 1)));
        Assert.True(double.IsNaN(SpecialFunctions.GammaQ(1, double.NaN)));
    }

    [Theory]
    [InlineData(0.5, 1e-3, 0.035670591729679885046, 0.96432940827032011495)]
    [InlineData(0.5, 3, 0.98569412156457036047, 0.014305878435429639526)]
    [InlineData(0.05, 0.2, 0.93920908869922103648, 0.060790911300778963517)]
    [InlineData(2.5, 10, 0.99875026943696862459, 1.2497305630313754119e-3)]
    [InlineData(10, 3, 1.1024881301154797421e-3, 0.99889751186988452026)]
    [InlineData(50, 60, 0.91559331890630817038, 0.084406681093691829623)]
    [InlineData(1234.5, 1300, 0.96723855949392161639, 0.032761440506078383606)]
    [InlineData(5e4, 5.1e4, 1, 4.4119392551203061853e-6)]
    [InlineData(100, 1000, 1, 6.0358275296312782307e-294)]
    [InlineData(0.5, 690, 1, 4.6611584556739128813e-302)]
    public void IncompleteGamma_KnownValues_Agree(double a, double x, double lower, double upper)
    {
        AssertClose(lower, SpecialFunctions.GammaP(a, x), a > 0.1 ? 1e-13 : 1e-14, lower == 1 ? 1e-5 : 0);
        AssertClose(upper, SpecialFunctions.GammaQ(a, x), a > 1e4 ? 1e-12 : 2e-13, 0);
        AssertClose(Math.Log(lower), SpecialFunctions.LogGammaP(a, x), 1e-12, lower == 1 ? 1e-5 : 1e-13);
        AssertClose(Math.Log(upper), SpecialFunctions.LogGammaQ(a, x), 1e-12, 1e-13);
    }

    [Fact]
    public void LogGammaQ_BelowSmallestDouble_Agrees()
    {
        AssertClose(-4983.6583607977381339, SpecialFunctions.LogGammaQ(3, 5000), 1e-14, 0);
        AssertClose(-4983.6583607977381339, SpecialFunctions.LogGammaSurvival(2500, 3, 0.5), 1e-14, 0);
        AssertClose(-4983.6583607977381339, SpecialFunctions.LogChiSquareSurvival(10000, 6), 1e-14, 0);
        Assert.Equal(double.NegativeInfinity, SpecialFunctions.LogGammaQ(3, double.PositiveInfinity));
    }

    [Fact]
    public void IncompleteGamma_AgainstMathNet_Agrees()
    {
        foreach (double a in (double[])[0.3, 1, 4.5, 33, 250])
        {
            foreach (double ratio in (double[])[0.2, 0.9, 1, 1.1, 2])
            {
                double x = a * ratio;
                AssertClose(MathNet.Numerics.SpecialFunctions.GammaLowerRegularized(a, x), SpecialFunctions.GammaP(a, x), 1e-11, 1e-13);
                Assert.Equal(1, SpecialFunctions.GammaP(a, x) + SpecialFunctions.GammaQ(a, x), 14);
            }
        }
    }

    [Fact]
    public void ChiSquare_TwoDegrees_IsExponential()
    {
        AssertClose(Math.Exp(-35), SpecialFunctions.ChiSquareSurvival(70, 2), 1e-13, 0);
        AssertClose(1 - Math.Exp(-0.5), SpecialFunctions.ChiSquareCdf(1, 2), 1e-14, 0);
        Assert.Equal(1, SpecialFunctions.ChiSquareSurvival(-1, 2));
    }

    [Theory]
    [InlineData(0.05, 0.3, 2)]
    [InlineData(1e-12, 4, 0.1)]
    [InlineData(0.975, 50, 1)]
    [InlineData(0.5, 1e6, 3)]
    public void GammaUpperQuantile_OfProbability_IsExceededWithIt(double probability, double shape, double scale)
    {
        double x = SpecialFunctions.GammaUpperQuantile(probability, shape, scale);
        AssertClose(probability, SpecialFunctions.GammaSurvival(x, shape, scale), 1e-9, 0);
    }

    [Theory]
    [InlineData(3, 2.5, 1.5, 0.47952915730758816312, 0.52047084269241183688)]
    [InlineData(0.01, 3, 50, 3.8699377771051336689e-15, 1)]
    [InlineData(200, 1, 20, 1, 2.0218969442099693451e-22)]
    [InlineData(50, 4, 50, 0.41572606278337750409, 0.58427393721662249591)]
    [InlineData(1000, 0.7, 1200, 1.2903787607172500254e-3, 0.99870962123928274997)]
    [InlineData(900, 20, 1500, 1.0507489431177911892e-19, 1)]
    [InlineData(5000, 12.5, 3000, 1, 7.4580795264938570049e-57)]
    [InlineData(9.9e5, 30, 1e6, 2.4897719181581236669e-7, 0.99999975102280818419)]
    [InlineData(1.01e6, 30, 1e6, 0.99999967054360519972, 3.2945639480027969035e-7)]
    public void NoncentralChiSquare_KnownValues_Agree(double x, double degrees, double noncentrality, double lower, double upper)
    {
        double tolerance = noncentrality > 1e5 ? 1e-10 : 1e-12;
        AssertClose(lower, SpecialFunctions.NoncentralChiSquareCdf(x, degrees, noncentrality), tolerance, 0);
        AssertClose(upper, SpecialFunctions.NoncentralChiSquareSurvival(x, degrees, noncentrality), tolerance, 0);
    }

    [Fact]
    public void NoncentralChiSquare_NoNoncentrality_IsCentral()
    {
        foreach (double x in (double[])[0.1, 3, 20])
        {
            AssertClose(SpecialFunctions.ChiSquareCdf(x, 3), SpecialFunctions.NoncentralChiSquareCdf(x, 3, 0), 0, 0);
            AssertClose(SpecialFunctions.ChiSquareCdf(x, 3), SpecialFunctions.NoncentralChiSquareCdf(x, 3, 1e-12), 1e-11, 0);
        }
    }

    [Fact]
    public void NoncentralChiSquare_OneDegree_IsSquaredShiftedNormal()
    {
        foreach (double shift in (double[])[0.5, 4, 30])
        {
            foreach (double root in (double[])[0.2, 3, 29, 35])
            {
                double expected = SpecialFunctions.NormalCdf(root - shift) - SpecialFunctions.NormalCdf(-root - shift);
                double actual = SpecialFunctions.NoncentralChiSquareCdf(root * root, 1, shift * shift);
                AssertClose(expected, actual, 1e-11, 1e-14);
            }
        }
    }

    [Theory]
    [InlineData(30, 4, 0.025)]
    [InlineData(30, 4, 0.975)]
    [InlineData(1e6, 81, 0.025)]
    [InlineData(1e6, 81, 0.975)]
    [InlineData(3, 2.5, 0.5)]
    [InlineData(40, 0.3, 1e-6)]
    public void NoncentralChiSquareNoncentrality_OfProbability_InvertsTheCdf(double x, double degrees, double probability)
    {
        double noncentrality = SpecialFunctions.NoncentralChiSquareNoncentrality(x, degrees, probability);
        Assert.True(noncentrality > 0);
        AssertClose(probability, SpecialFunctions.NoncentralChiSquareCdf(x, degrees, noncentrality), 1e-8, 0);
    }

    [Fact]
    public void NoncentralChiSquareNoncentrality_CentralAlreadyBelow_IsZero() =>
        Assert.Equal(0, SpecialFunctions.NoncentralChiSquareNoncentrality(3, 4, 0.975));

    [Theory]
    [InlineData(1, 0.15865525393145705141)]
    [InlineData(2.5, 6.2096653257761351670e-3)]
    [InlineData(8, 6.2209605742717841235e-16)]
    [InlineData(37, 5.7255712225245768227e-300)]
    public void Normal_KnownTails_Agree(double z, double tail)
    {
        AssertClose(tail, SpecialFunctions.NormalCdf(-z), 2e-13, 0);
        AssertClose(1 - tail, SpecialFunctions.NormalCdf(z), 1e-15, 0);
        AssertClose(-z, SpecialFunctions.NormalQuantile(tail), 1e-13, 0);
    }

    [Fact]
    public void NormalQuantile_WholeRange_InvertsTheCdf()
    {
        Assert.Equal(0, SpecialFunctions.NormalQuantile(0.5), 15);
        AssertClose(1.959963984540054, SpecialFunctions.NormalQuantile(0.975), 1e-14, 0);
        Assert.Equal(double.NegativeInfinity, SpecialFunctions.NormalQuantile(0));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.NormalQuantile(1));
        for (double p = 0.001; p < 1; p += 0.0137)
        {
            AssertClose(p, SpecialFunctions.NormalCdf(SpecialFunctions.NormalQuantile(p)), 1e-14, 0);
        }
    }

    [Fact]
    public void QuickNormalQuantile_WholeRange_IsTheQuantile()
    {
        for (double z = -37.4; z < 8; z += 0.0173)
        {
            double p = SpecialFunctions.NormalCdf(z);
            AssertClose(SpecialFunctions.NormalQuantile(p), SpecialFunctions.QuickNormalQuantile(p), 2e-13, 1e-15);
        }

        Assert.Equal(0, SpecialFunctions.QuickNormalQuantile(0.5));
        Assert.Equal(double.NegativeInfinity, SpecialFunctions.QuickNormalQuantile(0));
        Assert.True(double.IsNaN(SpecialFunctions.QuickNormalQuantile(double.NaN)));
    }

    [Theory]
    [InlineData(2, 3, 0.3, 0.3483)]
    [InlineData(0.5, 0.5, 0.7, 0.63098988043445461724)]
    [InlineData(100, 200, 0.2, 3.5460073665672375188e-8)]
    [InlineData(5000, 3000, 0.63, 0.82212099763034717624)]
    [InlineData(1.5, 80, 0.001, 0.016312721663717189394)]
    public void BetaRegularized_KnownValues_Agree(double a, double b, double x, double expected)
    {
        AssertClose(expected, SpecialFunctions.BetaRegularized(a, b, x), 1e-12, 0);
        AssertClose(1 - expected, SpecialFunctions.BetaRegularized(b, a, 1 - x), 1e-12, 0);
    }

    [Theory]
    [InlineData(2, 3, 0.3)]
    [InlineData(0.5, 0.5, 0.7)]
    [InlineData(5000, 3000, 0.63)]
    [InlineData(1.5, 80, 0.9)]
    public void LogBetaRegularized_WhereNothingUnderflows_IsTheLogarithm(double a, double b, double x) =>
        AssertClose(Math.Log(SpecialFunctions.BetaRegularized(a, b, x)), SpecialFunctions.LogBetaRegularized(a, b, x), 1e-12, 1e-14);

    [Fact]
    public void LogBetaRegularized_FarTail_Agrees()
    {
        // I_x(a, 1) = xᵃ
        AssertClose(3000 * Math.Log(0.1), SpecialFunctions.LogBetaRegularized(3000, 1, 0.1), 1e-13, 0);
        Assert.Equal(double.NegativeInfinity, SpecialFunctions.LogBetaRegularized(3, 1, 0));
        Assert.Equal(0, SpecialFunctions.LogBetaRegularized(3, 1, 1));
        Assert.True(double.IsNaN(SpecialFunctions.LogBetaRegularized(0, 1, 0.5)));
    }

    [Theory]
    [InlineData(1, 0.15865525393145705141)]
    [InlineData(37, 5.7255712225245768227e-300)]
    public void LogNormalSurvival_KnownTails_Agree(double z, double tail)
    {
        AssertClose(Math.Log(tail), SpecialFunctions.LogNormalSurvival(z), 1e-13, 0);
        AssertClose(-tail - (tail * tail / 2), SpecialFunctions.LogNormalSurvival(-z), tail < 1e-9 ? 1e-9 : 0.02, tail < 1e-9 ? 1e-16 : 0);
    }

    [Fact]
    public void Deviance_NearItsMean_KeepsItsDigits()
    {
        // x ln(x/m) − x + m = m (δ²/2 − δ³/6 + …) with δ = (x − m)/m
        AssertClose(1e12 * ((1e-12 / 2) - (1e-18 / 6) + (1e-24 / 12)), SpecialFunctions.Deviance(1e12 + 1e6, 1e12), 1e-14, 0);
        AssertClose((3 * Math.Log(3.0 / 7)) + 4, SpecialFunctions.Deviance(3, 7), 1e-15, 0);
        Assert.Equal(7, SpecialFunctions.Deviance(0, 7));
        Assert.Equal(0, SpecialFunctions.Deviance(7, 7));
    }

    [Fact]
    public void CountTables_AcrossTheTableEnd_AgreeWithTheFormulas()
    {
        foreach (long k in (long[])[0, 1, 2, 9, 65535, 65536, 1_000_000_007])
        {
            AssertClose(SpecialFunctions.LogGamma(k + 1.0), CountTables.LogFactorial(k), 2e-15, 1e-14);
            AssertClose(k == 0 ? 0 : k * Math.Log(k), CountTables.XLogX(k), 1e-15, 0);
        }
    }

    private static void AssertClose(double expected, double actual, double relative, double absolute) =>
        Assert.True(
            Math.Abs(expected - actual) <= Math.Max(absolute, relative * Math.Abs(expected)),
            $"expected {expected:R}, got {actual:R}, relative difference {(actual - expected) / expected:g3}");
}
