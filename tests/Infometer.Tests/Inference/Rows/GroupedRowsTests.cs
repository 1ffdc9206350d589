using Xunit;

namespace Infometer.Tests;

public class GroupedRowsTests
{
    private static readonly GroupedRows s_check = new();

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public void NumbersOfSubjects_AreNoticedAndPermutedAsWholes(int columns, bool uneven)
    {
        Rng rng = Rng.For(31, "subjects", columns);
        (Variable x, Variable y) = RowData.Subjects(50, 10, columns, 0, uneven, ref rng);
        foreach (Estimate estimate in (Estimate[])[MutualInformation.Estimate(x, y), MutualInformation.Estimate(y, x)])
        {
            Assert.Contains(estimate.Notes, static n => n.Code == "grouped-rows");
            Assert.Contains("50 groups of rows permuted as wholes", estimate.PMethod, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void DependenceOfSubjects_IsFoundAndBoundedFromBelow()
    {
        Rng rng = Rng.For(32, "found");
        (Variable x, Variable y) = RowData.Subjects(60, 10, 1, 0.95, false, ref rng);
        Estimate estimate = MutualInformation.Estimate(x, y);
        Assert.Equal(Verdict.LowerBound, estimate.Verdict);
        Assert.InRange(estimate.Interval!.Value.Low, 0, -0.5 * Math.Log(1 - (0.95 * 0.95 / 2)));
    }

    [Fact]
    public void SubjectsInFileOrder_AreGroupsBeforeTheyAreASeries()
    {
        Rng rng = Rng.For(33, "order");
        double[] own = RowData.Normal(40, ref rng);
        double[] effects = RowData.Normal(40, ref rng);
        double[] noise = RowData.Normal(600, ref rng);
        Variable x = RowData.Numbers([.. Enumerable.Range(0, 600).Select(i => own[i / 15])], "x");
        Variable y = RowData.Numbers([.. Enumerable.Range(0, 600).Select(i => effects[i / 15] + noise[i])], "y");
        Assert.Contains(MutualInformation.Estimate(x, y).Notes, static n => n.Code == "grouped-rows");
        Assert.NotNull(RowData.Look(new SerialRows(), x, y));
    }

    [Fact]
    public void CoarseColumnsThatRepeatTogether_AreGroups()
    {
        Rng rng = Rng.For(34, "coarse");
        double[] age = RowData.Normal(50, ref rng);
        double[] weight = RowData.Normal(50, ref rng);
        double[] noise = RowData.Normal(1_000, ref rng);
        double[] both = [.. Enumerable.Range(0, 1_000).SelectMany(i => (double[])[Math.Round(50 + (12 * age[i % 50])), Math.Round(70 + (9 * weight[i % 50]), 1)])];
        Assert.NotNull(RowData.Look(s_check, Variable.Continuous(both, 2, "x"), RowData.Numbers(noise, "y")));
    }

    [Fact]
    public void CriticsThatLearnFromTheSubjectsTheyAreMeasuredOn_GiveNoNumber()
    {
        Rng rng = Rng.For(36, "critic");
        (Variable x, Variable y) = RowData.Subjects(50, 10, 2, 0.9, false, ref rng);
        InfoNce critic = new() { Steps = 20, Width = 16 };
        Estimate estimate = MutualInformation.Estimate(x, y, critic);
        Assert.Equal((Verdict.Unreliable, (double?)null, (double?)null), (estimate.Verdict, estimate.Value, estimate.PValue));
        Assert.Contains(estimate.Notes, static n => n.Code == "rows-held-out" && n.Text.Contains("--rows exchangeable", StringComparison.Ordinal));
        Estimate overruled = MutualInformation.Estimate(x, y, critic, new EstimateOptions { Rows = RowAssumption.Exchangeable });
        Assert.DoesNotContain(overruled.Notes, static n => n.Code is "rows-held-out" or "grouped-rows");
    }

    [Fact]
    public void WhereNothingAllowsForGroups_NoNumberIsGiven()
    {
        Rng rng = Rng.For(35, "given");
        (Variable x, Variable y) = RowData.Subjects(50, 10, 1, 0, false, ref rng);
        Variable z = RowData.Numbers(RowData.Normal(500, ref rng), "z");
        Estimate given = Measure.ConditionalMutualInformation.Estimate([x, y], z);
        Estimate label = MutualInformation.Estimate(x, RowData.Levels(y.Values.ToArray(), 3, "y"));
        Assert.All((Estimate[])[given, label], static e =>
        {
            Assert.Equal(Verdict.Unreliable, e.Verdict);
            Assert.Null(e.PValue);
            Assert.Contains(e.Notes, static n => n.Code == "grouped-rows");
        });
    }

    [Theory]
    [InlineData("ages")]
    [InlineData("logarithms of counts")]
    [InlineData("two coarse columns")]
    [InlineData("one-hot")]
    [InlineData("points of mass")]
    [InlineData("distinct")]
    public void ValuesThatRepeatForOtherReasons_AreNoGroups(string kind)
    {
        for (int sample = 0; sample < 20; sample++)
        {
            Rng rng = Rng.For(36, kind, sample);
            double[] a = RowData.Normal(2_000, ref rng);
            double[] b = RowData.Normal(2_000, ref rng);
            double[] atoms = RowData.Normal(30, ref rng);
            Variable x = kind switch
            {
                "ages" => RowData.Numbers(Array.ConvertAll(a, static v => Math.Round(40 + (12 * v))), "x"),
                "logarithms of counts" => RowData.Numbers(Array.ConvertAll(a, static v => Math.Log(1 + Math.Floor(30 * Math.Exp(v)))), "x"),
                "two coarse columns" => Variable.Continuous((double[])[.. a.Zip(b).SelectMany(static p => (double[])[Math.Round(2 * p.First), Math.Round(2 * (p.First + p.Second))])], 2, "x"),
                "one-hot" => Variable.Continuous((double[])[.. a.SelectMany(static v => Enumerable.Range(-20, 41).Select(k => Math.Clamp(Math.Floor(8 * v), -20, 20) == k ? 1.0 : 0))], 41, "x"),
                "points of mass" => RowData.Numbers(Array.ConvertAll(a, v => v > 1.6 ? v : atoms[(int)(30 * Math.Pow(SpecialFunctions.NormalCdf(v), 4))]), "x"),
                _ => RowData.Numbers(a, "x"),
            };
            Assert.Null(RowData.Look(s_check, x, RowData.Numbers(RowData.Normal(2_000, ref rng), "y")));
        }
    }
}
