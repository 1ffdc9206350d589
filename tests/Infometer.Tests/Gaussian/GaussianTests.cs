using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class GaussianTests
{
    private static readonly Gaussian s_bare = new();
    private static readonly Gaussian s_exact = new() { Correction = BiasCorrection.Exact };

    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    [InlineData(-0.95)]
    [InlineData(0.999999)]
    public void Information_OfTwoColumns_IsThatOfTheSampleCorrelation(double rho)
    {
        double[][] columns = NormalData.WithCovariance(50, new[,] { { 4, 2 * rho * 3 }, { 2 * rho * 3, 9 } }, 1);
        double nats = Evaluate(s_bare, NormalData.Pair, [columns[0]], [columns[1]]).Nats;
        Assert.Equal(-0.5 * Math.Log(1 - (rho * rho)), nats, 1e-9);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(40, 5)]
    [InlineData(70, 1_300)]
    public void CrossProducts_OfAllPairs_AreTheDotProducts(int size, int count)
    {
        double[][] columns = NormalData.Columns(count, size, 1);
        double[] matrix = CrossProducts.Matrix(columns, RunContext.Default);
        for (int j = 0; j < size; j++)
        {
            for (int k = 0; k < size; k++)
            {
                Assert.Equal(CrossProducts.Dot(columns[j], columns[k]), matrix[(j * size) + k]);
            }
        }
    }

    [Fact]
    public void Information_GivenAConstant_IsTheUnconditional()
    {
        // JIDT's test of a conditional of zero variance: −½ ln(1 − 0.36/0.8).
        double[][] columns = NormalData.WithCovariance(30, new[,] { { 1, 0.6, 0 }, { 0.6, 0.8, 0 }, { 0, 0, 0 } }, 2);
        Assert.All(columns[2], v => Assert.Equal(0, v));
        TermEstimate estimate = Evaluate(s_bare, NormalData.Conditional, [columns[0]], [columns[1]], [columns[2]]);
        Assert.Equal(0.2989185003778102, estimate.Nats, 1e-10);
        Assert.Equal(Evaluate(s_bare, NormalData.Pair, [columns[0]], [columns[1]]).Null!.LogP, estimate.Null!.LogP, 1e-12);
    }

    [Fact]
    public void Entropy_OfKnownCovariance_IsTheFormula()
    {
        double[][] columns = NormalData.WithCovariance(40, new double[,] { { 2, 1, 0 }, { 1, 3, 1 }, { 0, 1, 5 } }, 3);
        double expected = 0.5 * ((3 * Math.Log(2 * Math.PI * Math.E)) + Math.Log(23));
        TermEstimate estimate = s_bare.Evaluate(new EntropyTerm(VariableSet.Of(0)), Sample(columns), RunContext.Default);
        Assert.Equal(expected, estimate.Nats, 1e-12);
        Assert.Equal(expected, Mean(estimate.Locals), 1e-12);
        Assert.Equal(0, s_bare.Evaluate(new EntropyTerm(VariableSet.Empty), Sample(columns), RunContext.Default).Nats);
    }

    [Fact]
    public void Information_ByTheChainRule_AddsUp()
    {
        double[][] c = Mixed(60, 7, 4);
        Sample sample = Sample([c[0], c[1]], [c[2]], [c[3], c[4]], [c[5], c[6]]);
        VariableSet[] v = [.. Enumerable.Range(0, 4).Select(VariableSet.Of)];
        double whole = Nats(sample, new InformationTerm([.. v]));
        double chain = Nats(sample, new InformationTerm([v[0], v[1]]))
            + Nats(sample, new InformationTerm([v[2], v[0] | v[1]]))
            + Nats(sample, new InformationTerm([v[3], v[0] | v[1] | v[2]]));
        Assert.Equal(whole, chain, 1e-12);
        Assert.Equal(
            Nats(sample, new InformationTerm([v[0], v[1] | v[3]])),
            Nats(sample, new InformationTerm([v[0], v[3]])) + Nats(sample, new InformationTerm([v[0], v[1]], v[3])),
            1e-12);
        double entropies = v.Sum(s => Nats(sample, new EntropyTerm(s))) - Nats(sample, new EntropyTerm(VariableSet.Range(0, 4)));
        Assert.Equal(whole, entropies, 1e-12);
    }

    [Fact]
    public void Information_UnderAffineMaps_IsTheSame()
    {
        double[][] c = Mixed(80, 6, 5);
        TermEstimate plain = Evaluate(s_bare, NormalData.Conditional, [c[0], c[1]], [c[2], c[3]], [c[4], c[5]]);
        TermEstimate mapped = Evaluate(
            s_bare,
            NormalData.Conditional,
            [NormalData.Combine((1e-8, c[0]), (3e-8, c[1])), NormalData.Combine((2, c[0]), (-1, c[1]), (1000, One(80)))],
            [NormalData.Combine((1e150, c[3])), NormalData.Combine((1, c[2]), (7, c[3]))],
            [NormalData.Combine((1, c[4]), (1, c[5])), c[5]]);
        Assert.Equal(plain.Nats, mapped.Nats, 1e-10);
        Assert.Equal(plain.Null!.LogP, mapped.Null!.LogP, 1e-8);
        Assert.Equal(plain.Limits!(0.025).High, mapped.Limits!(0.025).High, 1e-8);
    }

    [Fact]
    public void Information_WithDependentColumnsInside_IsThatWithoutThem()
    {
        double[][] c = Mixed(50, 5, 6);
        TermEstimate plain = Evaluate(s_bare, NormalData.Conditional, [c[0], c[1]], [c[2]], [c[3], c[4]]);
        TermEstimate more = Evaluate(
            s_bare,
            NormalData.Conditional,
            [c[0], c[0], c[1], NormalData.Combine((2, c[0]), (3, c[1]), (1, c[3])), One(50)],
            [NormalData.Combine((-3, c[2])), c[2]],
            [c[3], c[4], NormalData.Combine((1, c[3]), (1, c[4]))]);
        Assert.Equal(plain.Nats, more.Nats, 1e-11);
        Assert.Equal(plain.Chance!.Value, more.Chance!.Value, 1e-12);
        Assert.Equal(plain.Null!.LogP, more.Null!.LogP, 1e-9);
        Assert.Equal(plain.Limits!(0.025).Low, more.Limits!(0.025).Low, 1e-9);
    }

    [Fact]
    public void Information_OfALinearRelation_IsInfinite()
    {
        double[][] c = Mixed(50, 3, 7);
        TermEstimate estimate = Evaluate(s_bare, NormalData.Pair, [c[0], c[1]], [NormalData.Combine((2, c[0]), (-5, c[1])), c[2]]);
        Assert.Equal(double.PositiveInfinity, estimate.Nats);
        Assert.Equal(double.NegativeInfinity, estimate.Null!.LogP);
        Assert.True(estimate.Locals.IsEmpty);
        TermEstimate entropy = s_bare.Evaluate(new EntropyTerm(VariableSet.Of(0)), Sample([c[0], c[0]]), RunContext.Default);
        Assert.Equal(double.NegativeInfinity, entropy.Nats);
    }

    [Fact]
    public void Information_OfAConstant_IsZero()
    {
        TermEstimate estimate = Evaluate(s_bare, NormalData.Pair, [One(20)], Mixed(20, 2, 8));
        Assert.Equal(0, estimate.Nats);
        Assert.Equal(0, estimate.Chance);
        Assert.Equal(0, estimate.Null!.LogP);
        Assert.Equal((0, 0), estimate.Limits!(0.025));
    }

    [Fact]
    public void Evaluate_NotMoreRowsThanColumns_IsRefused()
    {
        double[][] c = Mixed(6, 6, 9);
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => Evaluate(s_bare, NormalData.Pair, c[..3], c[3..]));
        Assert.Equal(
            "'gaussian' needs more rows than 6 for 6 columns: a covariance of so few is singular whatever the data; "
            + "get more rows or take fewer columns.",
            e.Message);
        Assert.Throws<InvalidInputException>(() => s_bare.Evaluate(new EntropyTerm(VariableSet.Of(0)), Sample(c), RunContext.Default));
        Assert.True(double.IsFinite(Evaluate(s_bare, NormalData.Pair, c[..3], c[3..5]).Nats));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LocalsAndDeletions_OfAnyTerm_AreWhatTheySay(bool isExact)
    {
        Gaussian estimator = isExact ? s_exact : s_bare;
        double[][] c = Mixed(25, 6, 10);
        Term[] terms =
        [
            NormalData.Pair,
            NormalData.Conditional,
            new InformationTerm([VariableSet.Of(0), VariableSet.Of(1), VariableSet.Of(2)], VariableSet.Of(3)),
            new EntropyTerm(VariableSet.Range(0, 3)),
        ];
        foreach (Term term in terms)
        {
            double[][][] variables = [[c[0], c[1]], [c[2]], [c[3], c[4]], [c[5]]];
            TermEstimate estimate = estimator.Evaluate(term, Sample(variables), RunContext.Default);
            Assert.Equal(25, estimate.Locals.Length);
            Assert.Equal(estimate.Nats, Mean(estimate.Locals), 1e-12);
            for (int row = 0; row < 25; row++)
            {
                Sample without = Sample([.. variables.Select(v => v.Select(column => Without(column, row)).ToArray())]);
                double change = estimator.Evaluate(term, without, RunContext.Default).Nats - estimate.Nats;
                Assert.Equal(change, estimate.DeletionChanges.Span[row], 1e-10);
            }
        }
    }

    [Fact]
    public void Reorder_OfAnyVariables_IsTheWholeEvaluation()
    {
        double[][] c = Mixed(70, 6, 11);
        Sample sample = Sample([c[0], c[1]], [c[2], c[3]], [c[4], c[5]]);
        int[] order = [.. Enumerable.Range(0, 70)];
        int[] other = [.. Enumerable.Range(0, 70)];
        Rng rng = Rng.For(1, "order");
        rng.Shuffle<int>(order);
        rng.Shuffle<int>(other);
        foreach (Estimator estimator in (Estimator[])[s_bare, s_exact, new GaussianCopula()])
        {
            TermReorderer reorderer = estimator.Reorder(NormalData.Conditional, sample, RunContext.Default);
            foreach (int[]?[] orders in (int[]?[][])[[null, null, null], [order, null, null], [order, other, null], [order, null, order]])
            {
                double whole = estimator.Evaluate(NormalData.Conditional, sample.Reordered(orders), RunContext.Default).Nats;
                Assert.Equal(whole, reorderer.Evaluate(orders), 1e-12);
            }
        }
    }

    [Fact]
    public void Evaluate_OnAnyNumberOfThreads_GivesTheSameBits()
    {
        Sample sample = NormalData.Pairs(20_000, 8, 0.4, 12);
        TermEstimate one = s_bare.Evaluate(NormalData.Pair, sample, new RunContext { MaxDegreeOfParallelism = 1 });
        TermEstimate four = s_bare.Evaluate(NormalData.Pair, sample, new RunContext { MaxDegreeOfParallelism = 4 });
        Assert.Equal(one.Nats, four.Nats);
        Assert.Equal(one.Locals.ToArray(), four.Locals.ToArray());
    }

    [Fact]
    public void Supports_DiscreteVariables_No()
    {
        VariableShape[] shapes = [new(VariableKind.Continuous, 2), new(VariableKind.Discrete, 1)];
        Assert.False(s_bare.Supports(NormalData.Pair, shapes));
        Assert.True(s_bare.Supports(new EntropyTerm(VariableSet.Of(0)), shapes));
        Assert.False(new GaussianCopula().Supports(new EntropyTerm(VariableSet.Of(0)), shapes));
    }

    [Fact]
    public void Options_ReadAndWritten_RoundTrip()
    {
        Estimator estimator = Estimators.Get("gaussian").CreateWith([new("correction", "exact")]);
        Assert.Equal(s_exact, estimator);
        Assert.Equal("exact", Gaussian.Describe.Options[0].Get(estimator));
        Assert.Equal("none", Gaussian.Describe.Options[0].Get(s_bare));
        Assert.Throws<InvalidInputException>(() => Estimators.Get("gaussian").CreateWith([new("correction", "some")]));
    }

    private static TermEstimate Evaluate(Estimator estimator, Term term, params double[][][] variables) =>
        estimator.Evaluate(term, Sample(variables), RunContext.Default);

    private static double Nats(Sample sample, Term term) => s_bare.Evaluate(term, sample, RunContext.Default).Nats;

    private static Sample Sample(params double[][][] variables) => Infometer.Sample.Align([.. variables.Select(NormalData.Variable)]);

    // Columns that all depend on each other.
    private static double[][] Mixed(int count, int dimension, ulong seed)
    {
        double[][] columns = NormalData.Columns(count, dimension + 1, seed);
        return [.. columns[1..].Select((c, j) => NormalData.Combine((1, c), (0.3 + (0.2 * j), columns[0])))];
    }

    private static double[] One(int count) => [.. Enumerable.Repeat(1.0, count)];

    private static double[] Without(double[] column, int row) => [.. column.Where((_, i) => i != row)];

    private static double Mean(ReadOnlyMemory<double> values) => values.ToArray().Average();
}
