using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

/// <summary>What every coefficient does alike.</summary>
public sealed class DependenceMeasureTests
{
    public static TheoryData<string> Ids => [.. DependenceMeasures.All.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Estimate_HasAllThatANumberNeeds_AndFollowsTheSchema(string id)
    {
        DependenceEstimate estimate = Measure(id).Estimate(X(id), Y(id), null, new RunContext { Seed = 7 });
        Assert.Equal(Verdict.Value, estimate.Verdict);
        Assert.True(estimate.StandardError > 0);
        Assert.InRange(estimate.PValue!.Value, double.Epsilon, 0.05);
        Assert.False(string.IsNullOrWhiteSpace(estimate.PMethod));
        Assert.True(estimate.Interval!.Value.Contains(estimate.Value!.Value));
        Assert.InRange(estimate.Interval.Value.Low, -1, 1);
        Assert.Equal(["x", "y"], estimate.Names);
        Assert.Equal(120, estimate.Count);
        Assert.Empty(JsonSchemaCheck.Violations("dependence.schema.json", estimate.ToJson()));
        using JsonDocument json = JsonDocument.Parse(estimate.ToJson());
        Assert.Equal(estimate.Value.Value, json.RootElement.GetProperty("value").GetDouble());
        Assert.Equal("1", json.RootElement.GetProperty("unit").GetString());
        Assert.Equal(7UL, json.RootElement.GetProperty("seed").GetUInt64());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Constant_HasNoValueAndSaysWhy(string id)
    {
        Variable constant = X(id).Kind == VariableKind.Discrete
            ? Variable.Discrete<int>(new int[120], "c")
            : DependenceData.Numbers(new double[120], "c");
        DependenceEstimate estimate = Measure(id).Estimate(constant, Y(id));
        Assert.Null(estimate.Value);
        Assert.Null(estimate.PValue);
        Assert.Null(estimate.Interval);
        Assert.Equal(Verdict.Unreliable, estimate.Verdict);
        Assert.Contains("'c' has one and the same value", Assert.Single(estimate.Notes).Text, StringComparison.Ordinal);
        Assert.Empty(JsonSchemaCheck.Violations("dependence.schema.json", estimate.ToJson()));
    }

    [Theory]
    [InlineData("distance-correlation")]
    [InlineData("hsic")]
    [InlineData("xi")]
    [InlineData("pearson")]
    [InlineData("spearman")]
    [InlineData("kendall")]
    public void TooFewRows_HaveNoValue(string id)
    {
        DependenceEstimate estimate = Measure(id).Estimate(DependenceData.Numbers([1, 2, 4]), DependenceData.Numbers([1, 3, 2], "y"));
        Assert.Null(estimate.Value);
        Assert.Equal("too-few-rows", Assert.Single(estimate.Notes).Code);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Permutations_GiveTheExactTest_WhateverTheThreads(string id)
    {
        EstimateOptions options = new() { Permutations = 300, KeepNull = true };
        DependenceEstimate[] results =
        [
            .. new[] { 1, 3 }.Select(threads =>
                Measure(id).Estimate(X(id), Y(id), options, new RunContext { MaxDegreeOfParallelism = threads })),
        ];
        Assert.Equal(results[0].ToJson(), results[1].ToJson());
        Assert.Equal(results[0].Null, results[1].Null);
        Assert.Equal(300, results[0].Null.Length);
        Assert.Equal(1.0 / 301, results[0].PValue!.Value, 0.01);
        Assert.Contains("300 draws", results[0].PMethod, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void FewRows_AreTestedByDraws_NeverByALimitLaw(string id)
    {
        int[] some = [.. Enumerable.Range(0, 30)];
        DependenceEstimate estimate = Measure(id).Estimate(X(id).Select(some), Y(id).Select(some));
        Assert.True(id == "theils-u" || estimate.PMethod!.Contains("draws", StringComparison.Ordinal), estimate.PMethod);
    }

    [Fact]
    public void MissingNumbers_AreDroppedCountedAndSaid()
    {
        Table table = Table.Read(Repository.Sample("titanic.csv"));
        DependenceEstimate estimate = new DistanceCorrelation().Estimate(table["Age"], table["Fare"]);
        Assert.Equal(891, estimate.TotalCount);
        Assert.Equal(177, estimate.Dropped);
        Assert.Contains(estimate.Notes, n => n.Code == "dropped");
    }

    [Fact]
    public void Kinds_ThatDoNotFit_AreRefusedWithARemedy()
    {
        Variable levels = Variable.Discrete<int>([0, 1, 0, 1, 1], "l");
        Variable numbers = DependenceData.Numbers([1, 2, 3, 4, 5], "n");
        Variable wide = DependenceData.Numbers([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "w", 2);
        Refused("--kind l=continuous", new ChatterjeeXi(), levels, numbers);
        Refused("'w' has 2 columns", new KendallTau(), numbers, wide);
        Refused("--kind n=discrete", new CramersV(), levels, numbers);
        Refused("--kind n=discrete", new TheilsU(), numbers, levels);
        Refused("both discrete", new CorrelationRatio(), levels, levels);
        Refused("both numeric", new CorrelationRatio(), numbers, numbers);
        Refused("'w' has 2 columns", new CorrelationRatio(), levels, wide);
        Refused("5 rows and 'y' 2", new PearsonCorrelation(), numbers, DependenceData.Numbers([1, 2], "y"));
        InvalidInputException bins = Assert.Throws<InvalidInputException>(
            () => new PearsonCorrelation().Estimate(numbers, numbers, new EstimateOptions { Discretizer = new EqualFrequency(4) }));
        Assert.Contains("bins", bins.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Options_RoundTrip_AndUnknownOnesAreNamed(string id)
    {
        DependenceDescriptor descriptor = DependenceMeasures.Get(id);
        foreach (DependenceOption option in descriptor.Options)
        {
            Assert.Equal(option.Default, option.Get(descriptor.Create()));
            foreach (string word in option.Type.Split('|').Where(w => !w.Contains(' ', StringComparison.Ordinal)))
            {
                Assert.Equal(word, option.Get(descriptor.CreateWith([new(option.Name, word)])));
            }

            InvalidInputException wrong = Assert.Throws<InvalidInputException>(() => descriptor.CreateWith([new(option.Name, "?")]));
            Assert.Contains(option.Type, wrong.Message, StringComparison.Ordinal);
        }

        Assert.Contains(
            $"Measure '{id}' has no option 'neighbors'",
            Assert.Throws<InvalidInputException>(() => descriptor.CreateWith([new("neighbors", "3")])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Get_OfAnUnknownId_ListsThoseThatExist() =>
        Assert.Contains(
            "kendall", Assert.Throws<InvalidInputException>(() => DependenceMeasures.Get("mic")).Message, StringComparison.Ordinal);

    private static void Refused(string expected, DependenceMeasure measure, Variable x, Variable y) =>
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => measure.Estimate(x, y)).Message, StringComparison.Ordinal);

    private static DependenceMeasure Measure(string id) => DependenceMeasures.Get(id).Create();

    // Dependent variables of 120 rows, of the kinds that the coefficient takes.
    private static Variable X(string id) => id is "cramers-v" or "theils-u" or "correlation-ratio" ? Levels("x") : Numbers("x");

    private static Variable Y(string id) => id is "cramers-v" or "theils-u" ? Levels("y") : Numbers("y");

    private static Variable Numbers(string name)
    {
        (double[] x, double[] y) = DependenceData.Pair(120, 0.8, 71);
        return DependenceData.Numbers(name == "x" ? x : y, name);
    }

    private static Variable Levels(string name) =>
        Variable.Discrete<int>([.. Numbers(name).Values.ToArray().Select(v => v < -0.5 ? 0 : v < 0.5 ? 1 : 2)], name);
}
