using Xunit;

namespace Infometer.Tests;

public class MeasureTests
{
    private static readonly Variable s_a = Bits("a", row => row & 1);
    private static readonly Variable s_b = Bits("b", row => (row >> 1) & 1);
    private static readonly Variable s_xor = Bits("c", row => (row ^ (row >> 1)) & 1);

    public static TheoryData<string, double> XorTruths => new()
    {
        { "tc", 1 }, { "dtc", 2 }, { "o-information", -1 }, { "s-information", 3 }, { "co-information", -1 },
    };

    [Theory]
    [MemberData(nameof(XorTruths))]
    public void Raw_OfExclusiveOr_IsTheClosedForm(string id, double bits)
    {
        Estimate estimate = Measure.Get(id).Estimate([s_a, s_b, s_xor]);
        Assert.Equal(bits, estimate.Raw / Math.Log(2), 1e-9);
    }

    [Fact]
    public void ConditionalInformation_OfExclusiveOr_IsOneBit()
    {
        Estimate estimate = MutualInformation.EstimateConditional(s_a, s_b, s_xor);
        Assert.Equal(Math.Log(2), estimate.Raw, 1e-12);
        Assert.Equal(Verdict.Value, estimate.Verdict);
        Assert.True(estimate.Interval!.Value.Contains(Math.Log(2)));
        Assert.True(estimate.PValue < 1e-5);
    }

    [Theory]
    [InlineData("mi", 2)]
    [InlineData("nmi", 2)]
    [InlineData("vi", 2)]
    [InlineData("rajski", 2)]
    [InlineData("ari", 2)]
    [InlineData("tc", 3)]
    [InlineData("dtc", 3)]
    [InlineData("s-information", 3)]
    [InlineData("o-information", 3)]
    public void Raw_ArgumentsInAnyOrder_IsTheSame(string id, int arguments)
    {
        Variable[] variables = [.. RandomVariables(400, 5, arguments)];
        double forward = Measure.Get(id).Estimate(variables).Raw;
        double backward = Measure.Get(id).Estimate([.. variables.Reverse()]).Raw;
        Assert.Equal(forward, backward, 1e-12);
    }

    [Fact]
    public void TotalCorrelation_OfTwo_IsMutualInformation()
    {
        Variable[] pair = [.. RandomVariables(300, 4, 2)];
        Estimate mi = Measure.MutualInformation.Estimate(pair);
        foreach (string id in new[] { "tc", "dtc" })
        {
            Estimate other = Measure.Get(id).Estimate(pair);
            Assert.Equal(mi.Raw, other.Raw, 1e-12);
            Assert.Equal(mi.Value!.Value, other.Value!.Value, 1e-12);
            Assert.Equal(1, mi.PValue!.Value / other.PValue!.Value, 1e-9);
        }
    }

    [Fact]
    public void ChainRule_InformationOfAPair_SplitsIntoInformationAndConditionalInformation()
    {
        Variable[] v = [.. RandomVariables(500, 4, 3)];
        Column[] columns = [.. v.Take(2).Select(x => Column.Categorical(x.Name, [.. x.Codes!.ToArray().Select(c => $"{c}")]))];
        double together = MutualInformation.Estimate(Variable.Of(columns), v[2]).Raw;
        double first = MutualInformation.Estimate(v[0], v[2]).Raw;
        double second = MutualInformation.EstimateConditional(v[1], v[2], v[0]).Raw;
        Assert.Equal(together, first + second, 1e-12);
    }

    [Fact]
    public void VariationOfInformation_IsWhatRajskiDividesByTheJointEntropy()
    {
        Variable[] v = [.. RandomVariables(500, 4, 2)];
        double vi = Measure.VariationOfInformation.Estimate(v).Raw;
        double joint = Measure.Entropy.Estimate(v).Raw;
        Assert.Equal(vi / joint, Measure.RajskiDistance.Estimate(v).Raw, 1e-12);
    }

    [Fact]
    public void Jeffreys_IsTheSumOfBothDivergences_AndJensenShannonIsSymmetric()
    {
        Variable[] v = [.. RandomVariables(600, 4, 2)];
        double forward = Measure.KullbackLeibler.Estimate(v).Raw;
        double backward = Measure.KullbackLeibler.Estimate([v[1], v[0]]).Raw;
        Assert.Equal(forward + backward, Measure.Jeffreys.Estimate(v).Raw, 1e-12);
        Assert.Equal(Measure.JensenShannon.Estimate(v).Raw, Measure.JensenShannon.Estimate([v[1], v[0]]).Raw, 1e-12);
        double cross = Measure.CrossEntropy.Estimate(v).Raw;
        Assert.Equal(forward + Measure.Entropy.Estimate([v[0]]).Raw, cross, 1e-12);
    }

    [Fact]
    public void KullbackLeibler_WhereALevelIsMissingInY_IsUnreliableAndSaysSo()
    {
        Variable x = Variable.Discrete<int>([0, 1, 2, 0, 1, 2]);
        Variable y = Variable.Discrete<int>([0, 1, 0, 1, 0, 1]);
        Estimate estimate = Measure.KullbackLeibler.Estimate([x, y]);
        Assert.Equal(Verdict.Unreliable, estimate.Verdict);
        Assert.Null(estimate.Value);
        Assert.Contains(estimate.Notes, n => n.Code == "infinite");
    }

    [Theory]
    [InlineData("mi")]
    [InlineData("nmi")]
    [InlineData("ami")]
    [InlineData("ari")]
    public void Constant_IsZeroWithItsNote(string id)
    {
        Variable x = Variable.Discrete<int>([1, 1, 1, 1, 1], "same");
        Variable y = Variable.Discrete<int>([0, 1, 0, 1, 0]);
        Estimate estimate = Measure.Get(id).Estimate([x, y]);
        Assert.Equal(0, estimate.Value);
        Assert.Equal(new Interval(0, 0), estimate.Interval);
        Assert.Equal(Verdict.NotDetected, estimate.Verdict);
        Assert.Contains(estimate.Notes, n => n.Code == "constant" && n.Text.Contains("'same'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mi", 2)]
    [InlineData("entropy", 3)]
    [InlineData("tc", 3)]
    [InlineData("dtc", 3)]
    [InlineData("co-information", 3)]
    [InlineData("o-information", 3)]
    public void LocalValues_AverageToThePlugin(string id, int arguments)
    {
        Variable[] v = [.. RandomVariables(700, 5, arguments)];
        double[] locals = Measure.Get(id).LocalValues(v);
        Assert.Equal(700, locals.Length);
        Assert.Equal(Measure.Get(id).Estimate(v).Raw, locals.Average(), 1e-12);
    }

    [Fact]
    public void LocalValues_OfMutualInformation_AreLogRatiosOfTheRowsOwnCell()
    {
        Variable x = Variable.Discrete<string>(["a", "a", "b", "b", "b"]);
        Variable y = Variable.Discrete<string>(["u", "v", "v", "v", "u"]);
        double[] locals = Measure.MutualInformation.LocalValues([x, y]);
        double[] expected = [Math.Log(5.0 / 4), Math.Log(5.0 / 6), Math.Log(10.0 / 9), Math.Log(10.0 / 9), Math.Log(5.0 / 6)];
        Assert.All(locals.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => Measure.RajskiDistance.LocalValues([x, y]));
        Assert.Contains("has no local values", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AllMeasures_HaveDistinctIdsAndAFormula()
    {
        Assert.Equal(Measure.All.Length, Measure.All.Select(m => m.Id).Distinct().Count());
        Assert.All(Measure.All, m => Assert.Same(m, Measure.Get(m.Id)));
        Assert.All(Measure.All, m => Assert.NotEmpty(m.Formula));
    }

    [Theory]
    [InlineData("mi", 1, false, "'mi' takes 2 variables, not 1")]
    [InlineData("mi", 3, false, "'mi' takes 2 variables, not 3")]
    [InlineData("mi", 2, true, "ask for 'cmi'")]
    [InlineData("cmi", 2, false, "needs a condition")]
    [InlineData("entropy", 1, true, "takes no condition")]
    [InlineData("o-information", 2, false, "takes 3 to 64 variables")]
    [InlineData("s-information", 2, false, "takes 3 to 64 variables")]
    public void Roles_ThatDoNotFit_AreRefusedWithTheRemedy(string id, int arguments, bool hasCondition, string expected)
    {
        Variable[] v = [.. RandomVariables(50, 3, 4)];
        InvalidInputException e = Assert.Throws<InvalidInputException>(
            () => Measure.Get(id).Estimate(v[..arguments], hasCondition ? v[3] : null));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    private static Variable Bits(string name, Func<int, int> bit) =>
        Variable.Discrete<int>([.. Enumerable.Range(0, 400).Select(bit)], name);

    // Dependent on each other: each is the first one, replaced at random half of the time.
    private static List<Variable> RandomVariables(int n, int levels, int count)
    {
        Rng rng = Rng.For(7, "measure tests");
        int[] first = new int[n];
        for (int i = 0; i < n; i++)
        {
            first[i] = rng.NextInt(levels);
        }

        List<Variable> variables = [];
        for (int j = 0; j < count; j++)
        {
            int[] codes = new int[n];
            for (int i = 0; i < n; i++)
            {
                codes[i] = rng.NextInt(2) == 0 ? first[i] : rng.NextInt(levels);
            }

            variables.Add(Variable.Discrete<int>(codes, $"v{j}"));
        }

        return variables;
    }
}
