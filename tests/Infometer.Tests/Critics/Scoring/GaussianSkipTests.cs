using Xunit;

namespace Infometer.Tests;

/// <summary>What correlations say of a pair, known before anything is learnt.</summary>
public class GaussianSkipTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void Fit_NormalRows_IsTheLogRatioOfDensities(double constant)
    {
        const double Correlation = 0.8;
        const int Rows = 4_000;
        CriticInputs inputs = CriticData.Normal(Rows, 1, Correlation, 1);
        CriticInputs best = CriticData.WithBestScore(Rows, Correlation, constant, 1);

        // The gain 1 is the best of all: worth more the larger the sum of squares.
        CriticInputs skip = Fitted(
            inputs, constant, [.. Enumerable.Range(0, Rows)], i => i.SkipX.Columns == 0 ? 0 : FloatMath.SumOfSquares(i.SkipX.Row(0)[..1]), RunContext.Default);
        double worst = 0;
        for (int i = 0; i < 100; i++)
        {
            int j = (i * 7) % 100;
            double expected = FloatMath.Dot(best.SkipX.Row(i), best.SkipY.Row(j));
            worst = Math.Max(worst, Math.Abs(expected - FloatMath.Dot(skip.SkipX.Row(i), skip.SkipY.Row(j))) / (1 + Math.Abs(expected)));
        }

        Assert.InRange(worst, 0, 0.15);
    }

    [Fact]
    public void Fit_NothingHelps_IsTheConstant()
    {
        CriticInputs inputs = CriticData.Normal(60, 2, 0.5, 2);
        CriticInputs skip = Fitted(inputs, 1, [.. Enumerable.Range(0, 60)], i => -i.SkipX.Columns, RunContext.Default);
        Assert.Equal(1, FloatMath.Dot(skip.SkipX.Row(3), skip.SkipY.Row(5)));
    }

    [Fact]
    public void Apply_NothingKnown_HasNoNumbersToMultiply()
    {
        CriticInputs inputs = GaussianSkip.Constant(0).Apply(CriticData.Normal(10, 2, 0.5, 2), RunContext.Default);
        Assert.Equal(0, inputs.SkipX.Columns);
        Assert.Equal(0, inputs.SkipY.Columns);
    }

    [Fact]
    public void Fit_RowsOfNobody_ChangeNothingForTheOthers()
    {
        CriticInputs inputs = CriticData.Normal(60, 2, 0.5, 3);
        int[] fitted = [.. Enumerable.Range(0, 40)];
        CriticInputs before = Fitted(inputs, 0, fitted, i => i.SkipX.Columns, RunContext.Default);
        inputs.Y.Row(50).Fill(30);
        CriticInputs after = Fitted(inputs, 0, fitted, i => i.SkipX.Columns, RunContext.Default);
        Assert.Equal(before.SkipX.Values.ToArray(), after.SkipX.Values.ToArray());
        Assert.Equal(before.SkipY.Row(49).ToArray(), after.SkipY.Row(49).ToArray());
        Assert.NotEqual(before.SkipY.Row(50).ToArray(), after.SkipY.Row(50).ToArray());
    }

    [Fact]
    public void Fit_ConstantColumns_AreLeftOut()
    {
        CriticInputs inputs = CriticInputs.Of(new FloatMatrix(50, 1), CriticData.Matrix(50, 2, 4));
        CriticInputs skip = Fitted(inputs, 0, [.. Enumerable.Range(0, 50)], i => i.SkipX.Columns, RunContext.Default);
        Assert.Equal(0, FloatMath.Dot(skip.SkipX.Row(1), skip.SkipY.Row(2)), 1e-6);
    }

    private static CriticInputs Fitted(CriticInputs inputs, double constant, int[] rows, Func<CriticInputs, double> worthOf, RunContext context) =>
        GaussianSkip.Fit(inputs, constant, rows, worthOf, context).Apply(inputs, context);
}
