using Xunit;

namespace Infometer.Tests;

/// <summary>Which estimator is taken where none is named.</summary>
public class PolicyTests
{
    [Theory]
    [InlineData(200, 1, 1, "sc-ksg")]
    [InlineData(200, 5, 3, "sc-ksg")]
    [InlineData(11, 1, 1, "ksg1")]
    [InlineData(30, 5, 5, "ksg1")] // a third of the rows would be columns
    public void Auto_TwoSidesOfNumbers_AreCorrectedWhereRowsAreEnough(int rows, int p, int q, string expected) =>
        Assert.Equal(expected, Chosen("mi", Numbers(rows, p, 1), Numbers(rows, q, 2)));

    [Fact]
    public void Auto_MoreSidesOrEqualValues_AreForOthers()
    {
        Variable x = Numbers(200, 1, 1);
        Variable rounded = Variable.Continuous(x.Values.ToArray().Select(static v => Math.Round(2 * v)).ToArray(), 1, "rounded");
        Variable label = Variable.Discrete(x.Values.ToArray().Select(static v => v > 0 ? 1 : 0).ToArray());
        Assert.Equal("ksg1", Chosen("tc", x, Numbers(200, 1, 2), Numbers(200, 1, 3)));
        Assert.Equal("gao-mixture", Chosen("mi", rounded, Numbers(200, 1, 2)));
        Assert.Equal("ross", Chosen("mi", label, Numbers(200, 1, 2)));
    }

    [Theory]
    [InlineData("mi", true)]
    [InlineData("tc", false)]
    [InlineData("lagged-mi", false)]
    public void Auto_ColumnsOfUnlikeScales_ShowWhatLikeOnesDo(string measure, bool isRounded)
    {
        double[] x = Numbers(400, 1, 1).Values.ToArray();
        double[] noise = Numbers(400, 1, 2).Values.ToArray();
        double[] ratio = Array.ConvertAll(x, v => isRounded ? Math.Round(10 * v) : v);
        double[] amount = [.. x.Zip(noise, static (v, e) => v + (0.5 * e))];
        double Value(double a, double b)
        {
            List<Variable> variables =
            [
                Variable.Continuous(Array.ConvertAll(ratio, v => a * v), 1, "ratio"),
                Variable.Continuous(Array.ConvertAll(amount, v => b * v), 1, "amount"),
            ];
            variables.AddRange(measure == "tc" ? [Numbers(400, 1, 3)] : []);
            SeriesOptions together = new() { Lag = 0 };
            return Estimation.Run(measure == "lagged-mi" ? Measure.LaggedMutualInformation(together) : Measure.Get(measure), variables).Raw;
        }

        double like = Value(1, 1);
        Assert.InRange(like, 0.4, 1.2);
        Assert.Equal(like, Value(1e-3, 1e3), 1e-12);
    }

    [Fact]
    public void Auto_Series_AreNotForWhatPermutesRows() =>
        Assert.Equal("ksg1", Chosen("lagged-mi", Numbers(300, 1, 1), Numbers(300, 1, 2)));

    private static string Chosen(string measure, params Variable[] variables)
    {
        Estimate estimate = Estimation.Run(Measure.Get(measure), variables);
        Note note = Assert.Single(estimate.Notes, static n => n.Code == "auto");
        return note.Text.Split(' ')[0];
    }

    private static Variable Numbers(int rows, int columns, int index)
    {
        Rng rng = Rng.For(1, "policy", index);
        double[] values = new double[rows * columns];
        foreach (ref double value in values.AsSpan())
        {
            value = rng.NextNormal();
        }

        return Variable.Continuous(values, columns, $"v{index}");
    }
}
