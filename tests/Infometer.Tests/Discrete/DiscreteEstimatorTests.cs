using Xunit;

namespace Infometer.Tests;

/// <summary>What holds of every discrete estimator.</summary>
[Trait("Kernels", "Vector")]
public class DiscreteEstimatorTests
{
    private static readonly EstimatorDescriptor[] s_discrete = [.. Estimators.All.Where(d => d.Create() is DiscreteEstimator)];

    public static TheoryData<string> Ids => [.. s_discrete.Select(d => d.Id)];

    // Ansb is meant for the other end: it would read the coincidences of a small alphabet as a large one.
    public static TheoryData<string> ConsistentIds => [.. s_discrete.Select(d => d.Id).Where(id => id != "ansb")];

    [Fact]
    public void Estimators_All_HaveTheDiscreteIds()
    {
        string[] expected =
        [
            "plugin", "miller-madow", "grassberger-1988", "grassberger-2003", "chao-shen", "chao-wang-jost", "james-stein",
            "bayes", "nsb", "ansb", "zhang", "bonachela",
        ];
        Assert.Equal(expected, s_discrete.Select(d => d.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_Defaults_AreThoseOfTheEstimator(string id)
    {
        EstimatorDescriptor descriptor = Estimators.Get(id);
        Estimator estimator = descriptor.Create();
        Assert.Same(descriptor, estimator.Descriptor);
        Assert.Equal([VariableKind.Discrete], descriptor.Kinds);
        Assert.All(descriptor.Options, option =>
        {
            Assert.Equal(option.Default, option.Get(estimator));
            Assert.Equal(estimator, option.Set(estimator, option.Default));
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Entropy_CountsReordered_IsTheSame(string id)
    {
        DiscreteEstimator estimator = Create(id);
        long[] counts = [900, 1, 2, 1, 17, 1, 300, 5, 2];
        long[] reordered = [.. counts.Order()];
        Assert.Equal(estimator.Entropy(counts, 9), estimator.Entropy(reordered, 9), 1e-12);
    }

    [Theory]
    [MemberData(nameof(ConsistentIds))]
    public void Entropy_ManyRows_ApproachesTruth(string id)
    {
        double[] p = [0.5, 0.2, 0.1, 0.1, 0.06, 0.04];
        double truth = p.Sum(q => -q * Math.Log(q));
        long[] counts = Draw(p, 200_000, new Random(5));
        Assert.Equal(truth, Create(id).Entropy(counts, counts.Length), 0.01);
    }

    [Theory]
    [InlineData("miller-madow", 0.6)]
    [InlineData("grassberger-1988", 0.35)]
    [InlineData("grassberger-2003", 0.2)]
    [InlineData("chao-shen", 0.2)]
    [InlineData("chao-wang-jost", 0.2)]
    [InlineData("zhang", 0.55)]
    [InlineData("nsb", 0.35)]
    public void Entropy_FewRowsPerLevel_HasLessBiasThanPlugin(string id, double share)
    {
        const int Draws = 400;
        double[] p = [.. Enumerable.Range(1, 30).Select(i => 1.0 / i)];
        double total = p.Sum();
        p = [.. p.Select(q => q / total)];
        double truth = p.Sum(q => -q * Math.Log(q));
        DiscreteEstimator estimator = Create(id);
        double bias = 0;
        double pluginBias = 0;
        Random random = new(11);
        for (int i = 0; i < Draws; i++)
        {
            long[] counts = Draw(p, 40, random);
            bias += (estimator.Entropy(counts, p.Length) - truth) / Draws;
            pluginBias += (new Plugin().Entropy(counts, 0) - truth) / Draws;
        }

        Assert.InRange(Math.Abs(bias), 0, share * -pluginBias);
    }

    [Theory]
    [InlineData("james-stein")]
    [InlineData("bayes")]
    [InlineData("nsb")]
    public void Levels_JointOfTwoVariables_AreSquared(string id)
    {
        Sample sample = Sample.Align([Variable.Discrete<int>([0, 1, 1, 2, 0], "a"), Variable.Discrete<int>([1, 1, 0, 0, 0], "b")]);
        DiscreteEstimator estimator = (DiscreteEstimator)Estimators.Get(id).CreateWith([new("levels", "4")]);
        Assert.Equal(estimator.Entropy([2, 2, 1], 4), Evaluate(estimator, sample, 1), 1e-15);
        Assert.Equal(estimator.Entropy([1, 1, 1, 1, 1], 16), Evaluate(estimator, sample, 2), 1e-15);
    }

    [Fact]
    public void Levels_FewerThanOccur_SaysSo()
    {
        Sample sample = Sample.Align([Variable.Discrete<int>([0, 1, 2], "color")]);
        Exception error = Assert.Throws<InvalidInputException>(() => Evaluate(new Nsb { Levels = 2 }, sample, 1));
        Assert.Equal(
            "With levels=2 there are 2 combinations of 'color', but 3 occur; "
            + "give the number of levels that one variable can take, or leave it out.",
            error.Message);
    }

    [Fact]
    public void Levels_AbsurdlyMany_SaysSo()
    {
        Variable[] variables = [.. Enumerable.Range(0, 12).Select(i => Variable.Discrete<int>([0, 1], $"v{i}"))];
        Exception error = Assert.Throws<InvalidInputException>(
            () => Evaluate(new Bayes { Levels = long.MaxValue }, Sample.Align(variables), 12));
        Assert.StartsWith("With levels=9223372036854775807 there are more than 1E+200 combinations of 'v0'", error.Message);
    }

    [Theory]
    [InlineData("levels", "0")]
    [InlineData("levels", "-3")]
    [InlineData("levels", "2.5")]
    [InlineData("levels", "many")]
    [InlineData("alpha", "0")]
    [InlineData("alpha", "NaN")]
    [InlineData("alpha", "uniform")]
    [InlineData("alpha", "0,5")]
    public void CreateWith_BadValue_NamesOptionAndType(string option, string value)
    {
        Exception error = Assert.Throws<InvalidInputException>(() => Bayes.Describe.CreateWith([new(option, value)]));
        Assert.StartsWith($"Option '{option}' of estimator 'bayes' cannot be '{value}'; expected", error.Message);
    }

    [Fact]
    public void CreateWith_UnknownOption_ListsTheKnownOnes()
    {
        Exception error = Assert.Throws<InvalidInputException>(() => Bayes.Describe.CreateWith([new("beta", "1")]));
        Assert.Equal("Estimator 'bayes' has no option 'beta'; its options are alpha, levels.", error.Message);
    }

    [Fact]
    public void CreateWith_Options_PrintsThem()
    {
        Estimator estimator = Bayes.Describe.CreateWith([new("alpha", "min-max"), new("levels", "12")]);
        Assert.Equal(new Bayes { Alpha = DirichletPrior.MinMax, Levels = 12 }, estimator);
        Assert.Equal(["min-max", "12"], Bayes.Describe.Options.Select(option => option.Get(estimator)));
    }

    [Fact]
    public void DirichletPrior_Text_IsReadBack()
    {
        DirichletPrior[] priors = [DirichletPrior.Laplace, DirichletPrior.Jeffreys, DirichletPrior.SchurmannGrassberger, DirichletPrior.MinMax, 0.1];
        Assert.All(priors, prior => Assert.Equal(prior, DirichletPrior.Parse(prior.ToString())));
    }

    private static DiscreteEstimator Create(string id) => (DiscreteEstimator)Estimators.Get(id).Create();

    private static double Evaluate(DiscreteEstimator estimator, Sample sample, int variables) =>
        estimator.Evaluate(new EntropyTerm(VariableSet.Range(0, variables)), sample, RunContext.Default).Nats;

    // Counts of the levels that occur.
    private static long[] Draw(double[] p, int n, Random random)
    {
        long[] counts = new long[p.Length];
        for (int i = 0; i < n; i++)
        {
            double u = random.NextDouble();
            int level = 0;
            while (level < p.Length - 1 && u >= p[level])
            {
                u -= p[level++];
            }

            counts[level]++;
        }

        return [.. counts.Where(c => c > 0)];
    }
}
