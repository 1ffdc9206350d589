using Xunit;

namespace Infometer.Tests;

public class SerialRowsTests
{
    private static readonly SerialRows s_check = new();

    [Theory]
    [InlineData("normal")]
    [InlineData("cauchy")]
    [InlineData("mostly zero")]
    [InlineData("rare label")]
    [InlineData("many levels")]
    [InlineData("many columns")]
    public void IndependentRows_AreNoSeries(string kind)
    {
        int fired = 0;
        for (int sample = 0; sample < 100; sample++)
        {
            foreach (int n in (ReadOnlySpan<int>)[100, 1_000])
            {
                Rng rng = Rng.For(11, kind, sample);
                Variable x = Independent(kind, n, ref rng);
                fired += RowData.Look(s_check, x, sample % 2 == 0 ? x : Independent(kind, n, ref rng)) is null ? 0 : 1;
            }
        }

        Assert.Equal(0, fired);
    }

    [SlowTheory]
    [InlineData("normal")]
    [InlineData("cauchy")]
    [InlineData("mostly zero")]
    [InlineData("rare label")]
    [InlineData("many levels")]
    [InlineData("many columns")]
    public void IndependentRows_OfManySamples_AreAlmostNeverASeries(string kind)
    {
        foreach ((int n, int samples) in (ReadOnlySpan<(int, int)>)[(100, 2_000), (1_000, 1_000), (10_000, 300)])
        {
            int fired = 0;
            for (int sample = 0; sample < samples; sample++)
            {
                Rng rng = Rng.For(12, kind, sample);
                Variable x = Independent(kind, n, ref rng);
                fired += RowData.Look(s_check, x, x) is null ? 0 : 1;
            }

            Assert.InRange(fired, 0, (int)(0.005 * samples));
        }
    }

    [Theory]
    [InlineData(0.5, 0, 200)]
    [InlineData(0.9, 0, 200)]
    [InlineData(0.9, 3, 200)]
    [InlineData(0.9, 10, 500)]
    [InlineData(1.0, 0, 200)]
    [InlineData(-0.7, 0, 200)]
    public void Series_AreNoticed(double memory, int levels, int n)
    {
        int fired = 0;
        for (int sample = 0; sample < 40; sample++)
        {
            Rng rng = Rng.For(13, "series", sample);
            (double[] x, double[] y) = RowData.Pair(n, memory, 0, ref rng);
            fired += RowData.Look(s_check, Of(x, levels, "x"), Of(y, levels, "y")) is null ? 0 : 1;
        }

        Assert.InRange(fired, 38, 40);
    }

    [Fact]
    public void OneSeriesAndIndependentRows_AreNoSeries()
    {
        Rng rng = Rng.For(14, "one");
        double[] x = RowData.Series(RowData.Normal(500, ref rng), 1);
        Assert.Null(RowData.Look(s_check, RowData.Numbers(x, "x"), RowData.Numbers(RowData.Normal(500, ref rng), "y")));
    }

    [Theory]
    [InlineData("ascending")]
    [InlineData("descending")]
    [InlineData("with ties")]
    [InlineData("in pieces")]
    [InlineData("by a label")]
    [InlineData("by a coarser label")]
    public void RowsSortedByAVariableOfTheQuestion_AreNoSeries(string how)
    {
        Rng rng = Rng.For(15, how);
        double[] first = RowData.Normal(600, ref rng);
        double[] second = RowData.Normal(600, ref rng);
        double[] x = [.. first.Select(v => how == "with ties" ? Math.Round(v, 1) : v)];
        double[] y = [.. x.Zip(second, static (a, b) => a + (0.3 * b))];
        int[] order = [.. Enumerable.Range(0, 600).OrderBy(i => (how == "in pieces" ? 10 * (i / 200) : 0) + x[i])];
        if (how == "descending")
        {
            Array.Reverse(order);
        }

        Variable sorted = how.StartsWith("by", StringComparison.Ordinal) ? RowData.Levels(x, how == "by a label" ? 3 : 2, "x") : RowData.Numbers(x, "x");
        int[] byLabel = sorted.Codes is { } codes ? [.. Enumerable.Range(0, 600).OrderBy(i => codes[i])] : order;
        Assert.Null(RowData.Look(s_check, sorted.Select(byLabel), RowData.Numbers(y, "y").Select(byLabel)));
        Assert.Null(RowData.Look(s_check, RowData.Numbers(y, "y").Select(byLabel), sorted.Select(byLabel)));
    }

    [Fact]
    public void LevelsTakenInTurn_AreNoSeries()
    {
        Variable design = Variable.Discrete<int>([.. Enumerable.Range(0, 600).Select(static i => i % 3)], "treatment");
        Assert.Null(RowData.Look(s_check, design, design.Named("same")));
    }

    [Fact]
    public void LevelsThatHardlyEverChange_AreASeries()
    {
        Variable x = Variable.Discrete<int>([.. Enumerable.Range(0, 600).Select(static i => i is < 100 or >= 350 and < 480 ? 0 : 1)], "x");
        Variable y = Variable.Discrete<int>([.. Enumerable.Range(0, 600).Select(static i => i is < 180 or >= 300 and < 550 ? 0 : 1)], "y");
        Assert.NotNull(RowData.Look(s_check, x, y)?.Obstacle);
    }

    [Fact]
    public void RowsSortedBySomethingElse_LookLikeASeriesAndCanBeOverruled()
    {
        Rng rng = Rng.For(16, "hidden");
        double[] hidden = [.. RowData.Normal(600, ref rng).Order()];
        double[] a = RowData.Normal(600, ref rng);
        double[] b = RowData.Normal(600, ref rng);
        Variable x = RowData.Numbers([.. hidden.Zip(a, static (h, e) => h + e)], "x");
        Variable y = RowData.Numbers([.. hidden.Zip(b, static (h, e) => h + e)], "y");
        Estimate looked = MutualInformation.Estimate(x, y);
        Assert.Contains(looked.Notes, static n => n.Code is "serial" or "few-independent-rows" && n.Text.Contains("--rows exchangeable", StringComparison.Ordinal));
        Estimate overruled = MutualInformation.Estimate(x, y, options: new EstimateOptions { Rows = RowAssumption.Exchangeable });
        Assert.Equal(Verdict.Value, overruled.Verdict);
        Assert.DoesNotContain(overruled.Notes, static n => n.Code is "serial" or "few-independent-rows");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ksg1")]
    [InlineData("gaussian")]
    [InlineData("gaussian-copula")]
    public void ATestOfSeries_ShiftsThem(string? estimator)
    {
        Rng rng = Rng.For(17, "shifts");
        (double[] x, double[] y) = RowData.Pair(400, 0.8, 0.6, ref rng);
        Estimator? chosen = estimator is null ? null : Estimators.All.First(e => e.Id == estimator).Create();
        Variable[] pair = [RowData.Numbers(x, "x"), RowData.Numbers(y, "y")];
        Estimate looked = Measure.MutualInformation.Estimate(pair, null, chosen);
        Estimate independent = Measure.MutualInformation.Estimate(pair, null, chosen, new EstimateOptions { Rows = RowAssumption.Exchangeable });
        Assert.Contains("shifted in a circle", looked.PMethod, StringComparison.Ordinal);
        Assert.DoesNotContain("shifted", independent.PMethod, StringComparison.Ordinal);
        Assert.True(looked.StandardError > independent.StandardError);
        Assert.Equal(independent.Raw, looked.Raw);
    }

    [Fact]
    public void CountsOfSeries_AreTestedByShiftsWhateverTheMeasure()
    {
        Rng rng = Rng.For(18, "counts");
        (double[] x, double[] y) = RowData.Pair(400, 0.8, 0.6, ref rng);
        Variable z = RowData.Levels(RowData.Series(RowData.Normal(400, ref rng), 0.8), 2, "z");
        Variable[] pair = [RowData.Levels(x, 3, "x"), RowData.Levels(y, 3, "y")];
        Estimate[] estimates =
        [
            Measure.MutualInformation.Estimate(pair), Measure.ConditionalMutualInformation.Estimate(pair, z),
            Measure.TotalCorrelation.Estimate([.. pair, z]), Measure.NormalizedMutualInformation().Estimate(pair),
        ];
        Assert.All(estimates, e =>
        {
            Assert.Contains(e.Notes, static n => n.Code == "serial");
            Assert.Contains("shifted", e.PMethod, StringComparison.Ordinal);
            Assert.InRange(e.PValue!.Value, 0, 0.05);
            Assert.NotEqual(Verdict.Unreliable, e.Verdict);
        });
        Assert.Contains(Measure.Entropy.Estimate([pair[0]]).Notes, static n => n.Code == "serial");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void RandomWalks_HaveTooFewIndependentRowsForANumber(int levels)
    {
        int unreliable = 0;
        for (int sample = 0; sample < 20; sample++)
        {
            Rng rng = Rng.For(19, "walks", sample);
            double[] x = RowData.Series(RowData.Normal(500, ref rng), 1);
            double[] y = RowData.Series(RowData.Normal(500, ref rng), 1);
            Estimate estimate = MutualInformation.Estimate(Of(x, levels, "x"), Of(y, levels, "y"));
            if (estimate.Verdict == Verdict.Unreliable)
            {
                unreliable++;
                Assert.Null(estimate.PValue);
                Assert.Contains(estimate.Notes, static n => n.Code == "few-independent-rows");
            }
        }

        Assert.InRange(unreliable, 15, 20);
    }

    [Fact]
    public void RowsSaidToBeSerial_AreShiftedWhateverTheyLookLike()
    {
        Rng rng = Rng.For(20, "said");
        (double[] x, double[] y) = RowData.Pair(400, 0, 0.6, ref rng);
        Estimate estimate = MutualInformation.Estimate(
            RowData.Numbers(x, "x"), RowData.Numbers(y, "y"), options: new EstimateOptions { Rows = RowAssumption.Serial });
        Assert.Contains("shifted", estimate.PMethod, StringComparison.Ordinal);
        Assert.Equal(Verdict.Value, estimate.Verdict);
    }

    [Fact]
    public void MeasuresOfSeries_KnowTheirRows()
    {
        Rng rng = Rng.For(21, "te");
        (double[] x, double[] y) = RowData.Pair(100, 0.5, 0.6, ref rng);
        Assert.Throws<InvalidInputException>(() => Measure.TransferEntropy().Estimate(
            [RowData.Numbers(x, "x"), RowData.Numbers(y, "y")], options: new EstimateOptions { Rows = RowAssumption.Serial }));
    }

    [Fact]
    public void MoreRowsThanAreSearched_AreShiftedByWholeSteps()
    {
        CircularShift shift = new(1_200, 100, 8);
        int[] order = new int[1_200];
        for (int index = 0; index < shift.Count; index++)
        {
            shift.Take(index, order);
            Assert.Equal(0, order[0] % 8);
            Assert.InRange(order[0], 100, 1_100);
        }
    }

    private static Variable Of(double[] values, int levels, string name) =>
        levels == 0 ? RowData.Numbers(values, name) : RowData.Levels(values, levels, name);

    private static Variable Independent(string kind, int n, ref Rng rng)
    {
        int columns = kind == "many columns" ? 20 : 1;
        double[] values = RowData.Normal(n * columns, ref rng);
        switch (kind)
        {
            case "cauchy":
                double[] below = RowData.Normal(n, ref rng);
                return RowData.Numbers([.. values.Zip(below, static (a, b) => a / b)], "x");
            case "mostly zero":
                return RowData.Numbers(Array.ConvertAll(values, static v => v < 1.9 ? 0 : v), "x");
            case "rare label":
                return Variable.Discrete<int>(Array.ConvertAll(values, static v => v < 2.5 ? 0 : 1), "x");
            case "many levels":
                return Variable.Discrete<int>(Array.ConvertAll(values, static v => (int)(20 * v)), "x");
            default:
                return Variable.Continuous(values, columns, "x");
        }
    }
}
