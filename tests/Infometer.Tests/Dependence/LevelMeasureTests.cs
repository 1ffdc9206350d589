using Xunit;

namespace Infometer.Tests;

/// <summary>Cramér's V, Theil's U and the correlation ratio.</summary>
public sealed class LevelMeasureTests
{
    // 30 10 / 15 45: χ² = 100·(30·45 − 10·15)²/(40·60·45·55).
    private const double ChiSquare = 100.0 * 1200 * 1200 / (40.0 * 60 * 45 * 55);

    [Fact]
    public void CramersV_OfAHandExample_IsTheFormula()
    {
        (Variable x, Variable y) = Table(30, 10, 15, 45);
        DependenceEstimate plain = new CramersV { Form = DependenceForm.Biased }.Estimate(x, y);
        Assert.Equal(Math.Sqrt(ChiSquare / 100), plain.Value!.Value, 1e-14);
        Assert.Equal(ChiSquare, plain.Details["chi-square"], 1e-11);
        double levels = 2 - (1.0 / 99);
        Assert.Equal(
            Math.Sqrt(((ChiSquare / 100) - (1.0 / 99)) / (levels - 1)), new CramersV().Estimate(x, y).Value!.Value, 1e-14);
        Assert.Equal(SpecialFunctions.ChiSquareSurvival(ChiSquare * 0.99, 1), plain.PValue!.Value, 1e-16);
    }

    [Fact]
    public void CramersV_StandardError_IsThatOfTheCorrelationOfTwoByTwoTables()
    {
        // For 2×2 tables V is |r| of the 0/1 codes.
        (Variable x, Variable y) = Table(300, 100, 150, 450);
        (Variable a, Variable b) = (Codes(x), Codes(y));
        DependenceEstimate v = new CramersV { Form = DependenceForm.Biased }.Estimate(x, y);
        DependenceEstimate r = new PearsonCorrelation().Estimate(a, b);
        Assert.Equal(Math.Abs(r.Value!.Value), v.Value!.Value, 1e-12);
        Assert.Equal(r.StandardError!.Value, v.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void CramersV_PermutedStatistic_IsThatOfTheReorderedTable()
    {
        Rng rng = Rng.For(1, "v");
        int[] x = new int[200];
        int[] y = new int[200];
        for (int i = 0; i < 200; i++)
        {
            (x[i], y[i]) = (rng.NextInt(5), rng.NextInt(7));
        }

        Infometer.Codes codesX = Infometer.Codes.Create(x, 6); // a level that never occurs
        int[] order = [.. Enumerable.Range(0, 200).Select(i => ((7 * i) + 1) % 200)];
        ChiSquareStatistic table = new(codesX, Infometer.Codes.Create(y, 7), RunContext.Default);
        ChiSquareStatistic reordered = new(codesX, Infometer.Codes.Create([.. order.Select(i => y[i])], 7), RunContext.Default);
        PermutationTest.PermutedStatistic permuted = table.NewPermuted();
        Assert.Equal(reordered.MeanSquare, permuted(order), 1e-13);
        Assert.Equal(table.MeanSquare, permuted([.. Enumerable.Range(0, 200)]), 1e-13);
    }

    [Fact]
    public void CramersV_BelowChance_IsZeroAndSaysSo()
    {
        (Variable x, Variable y) = Table(25, 25, 25, 25);
        DependenceEstimate estimate = new CramersV().Estimate(x, y);
        Assert.Equal(0, estimate.Value);
        Assert.Null(estimate.StandardError);
        Assert.Contains(estimate.Notes, n => n.Code == "at-zero");
        Assert.Equal(Verdict.NotDetected, estimate.Verdict);
    }

    [Fact]
    public void CramersV_OfRareLevels_DrawsItsPValue()
    {
        (Variable x, Variable y) = Table(60, 2, 1, 2);
        DependenceEstimate estimate = new CramersV().Estimate(x, y);
        Assert.Contains("draws", estimate.PMethod, StringComparison.Ordinal);
        Assert.Contains(estimate.Notes, n => n.Code == "rare-levels");

        // Of 65 rows 4 are of the second column; as far from independence are tables in which 2 or 3 of the 3 rows of the second level are.
        double exact = ((4 * 3 / 2.0 * 61) + (4 * 3 * 2 / 6.0)) / (65 * 64 * 63 / 6.0);
        Assert.Equal(exact, estimate.PValue!.Value, 0.006);
    }

    [Fact]
    public void TheilsU_IsInformationPerEntropy_LessItsBias()
    {
        (Variable x, Variable y) = Table(300, 100, 150, 450);
        DependenceEstimate estimate = new TheilsU().Estimate(x, y);
        double H(params double[] p) => -p.Sum(v => v * Math.Log(v));
        double information = H(0.4, 0.6) + H(0.45, 0.55) - H(0.3, 0.1, 0.15, 0.45);
        Assert.Equal(information / H(0.45, 0.55), estimate.Details["plugin"], 1e-12);
        Assert.Equal(information / H(0.45, 0.55), estimate.Value!.Value, 0.002);
        Assert.Equal(information / H(0.4, 0.6), estimate.Details["x-given-y"], 0.002);
        DependenceEstimate back = new TheilsU { Direction = TheilsUDirection.XGivenY }.Estimate(x, y);
        Assert.Equal(estimate.Details["x-given-y"], back.Value!.Value, 1e-12);
        Estimate nmi = Measure.NormalizedMutualInformation().Estimate([x, y]);
        DependenceEstimate symmetric = new TheilsU { Direction = TheilsUDirection.Symmetric }.Estimate(x, y);
        Assert.Equal(nmi.Value!.Value, symmetric.Value!.Value, 1e-12);
        Assert.Equal(nmi.StandardError!.Value, symmetric.StandardError!.Value, 1e-12);
        Assert.Equal(nmi.PValue, symmetric.PValue);
    }

    [Fact]
    public void TheilsU_OfAFunction_IsOneInThatDirectionOnly()
    {
        Variable x = Variable.Discrete<int>([.. Enumerable.Range(0, 400).Select(i => i % 4)], "x");
        Variable y = Variable.Discrete<int>([.. Enumerable.Range(0, 400).Select(i => i % 2)], "y");
        DependenceEstimate estimate = new TheilsU().Estimate(x, y);
        Assert.Equal(1, estimate.Value!.Value, 1e-9);
        Assert.Equal(0.5, estimate.Details["x-given-y"], 0.005);
    }

    [Fact]
    public void CorrelationRatio_OfTwoLevels_IsTheSquaredCorrelation()
    {
        (Variable levels, _) = Table(60, 40, 30, 70);
        double[] y = [.. DependenceData.Normal(200, 51).Select((v, i) => v + levels.Codes![i])];
        Variable numbers = DependenceData.Numbers(y, "y");
        DependenceEstimate eta = new CorrelationRatio { Form = DependenceForm.Biased }.Estimate(levels, numbers);
        DependenceEstimate r = new PearsonCorrelation().Estimate(Codes(levels), numbers);
        Assert.Equal(r.Value!.Value * r.Value.Value, eta.Value!.Value, 1e-12);
        Assert.Equal(1, r.PValue!.Value / eta.PValue!.Value, 1e-9);
        Assert.Equal(1 - ((1 - eta.Value.Value) * 199 / 198), eta.Details["epsilon-squared"], 1e-12);
        DependenceEstimate turned = new CorrelationRatio { Form = DependenceForm.Biased }.Estimate(numbers, levels);
        Assert.Equal(eta.Value, turned.Value);
    }

    private static (Variable X, Variable Y) Table(params int[] counts)
    {
        List<int> x = [];
        List<int> y = [];
        for (int cell = 0; cell < counts.Length; cell++)
        {
            x.AddRange(Enumerable.Repeat(cell / 2, counts[cell]));
            y.AddRange(Enumerable.Repeat(cell % 2, counts[cell]));
        }

        return (Variable.Discrete<int>([.. x], "x"), Variable.Discrete<int>([.. y], "y"));
    }

    private static Variable Codes(Variable levels) =>
        DependenceData.Numbers([.. levels.Codes!.ToArray().Select(c => (double)c)], levels.Name);
}
