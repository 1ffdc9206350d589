using Xunit;

namespace Infometer.Tests;

/// <summary>The estimators of Kraskov, Stögbauer and Grassberger against their formulas, real deletion and known truth.</summary>
[Trait("Kernels", "Vector")]
public class KsgTests
{
    private static readonly RunContext s_alone = RunContext.Default with { MaxDegreeOfParallelism = 1 };

    // Widths of the variables, how many are given, and what the rows are like.
    public static TheoryData<int[], int, string> Shapes => new()
    {
        { [1, 1], 0, "normal" },
        { [1, 1], 0, "quantised" },
        { [2, 1], 0, "normal" },
        { [2, 3], 0, "clustered" },
        { [1, 1, 1], 0, "normal" },
        { [1, 1, 1, 2], 0, "heavy" },
        { [1, 1, 1], 1, "normal" },
        { [1, 2, 2], 1, "normal" },
        { [1, 1, 1, 1], 1, "half-constant" },
        { [1, 1, 1, 2], 2, "quantised" },
        { [8, 9], 0, "normal" },
        { [8, 7, 2], 1, "normal" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Evaluate_AnyShape_IsTheFormulaOverAllPairs(int[] widths, int given, string kind)
    {
        foreach ((int count, int neighbors, int window) in new[] { (5, 4, 0), (60, 1, 0), (60, 3, 0), (90, 4, 6), (120, 11, 0) })
        {
            (Sample sample, InformationTerm term) = Question(kind, count, widths, given);
            sample = sample.InSeries(window, null);
            foreach (Ksg estimator in Both(neighbors))
            {
                TermEstimate estimate = estimator.Evaluate(term, sample, RunContext.Default);
                double[] expected = KsgTwin.Locals(estimator, term, sample);
                Assert.Equal(expected.Length, estimate.Locals.Length);
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.Equal(expected[i], estimate.Locals.Span[i], 1e-12);
                }

                Assert.Equal(expected.Average(), estimate.Nats, 1e-12);
                Assert.Equal(estimate.Nats, estimator.Point(term, sample, s_alone));
                foreach ((int k, double nats) in estimate.Neighbors!.Ladder)
                {
                    Assert.Equal(KsgTwin.Locals(estimator with { Neighbors = k }, term, sample).Average(), nats, 1e-12);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void DeletionChanges_AnyShape_AreThoseOfRealDeletion(int[] widths, int given, string kind)
    {
        (Sample sample, InformationTerm term) = Question(kind, 50, widths, given);
        foreach (int neighbors in new[] { 1, 3 })
        {
            foreach (Ksg estimator in Both(neighbors))
            {
                TermEstimate estimate = estimator.Evaluate(term, sample, s_alone);
                Assert.Equal(50, estimate.DeletionChanges.Length);
                for (int i = 0; i < 50; i++)
                {
                    int[] others = [.. Enumerable.Range(0, 50).Where(j => j != i)];
                    Sample left = Sample.Align([.. sample.Variables.Select(v => v.Select(others))]);
                    double without = estimator.Point(term, left, s_alone);
                    Assert.Equal(without - estimate.Nats, estimate.DeletionChanges.Span[i], 1e-12);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Reorder_AnyOrders_IsTheSampleMadeAnew(int[] widths, int given, string kind)
    {
        foreach (int window in new[] { 0, 3 })
        {
            (Sample sample, InformationTerm term) = Question(kind, 80, widths, given);
            sample = sample.InSeries(window, null);
            foreach (Ksg estimator in Both(3))
            {
                TermReorderer reorderer = estimator.Reorder(term, sample, RunContext.Default);
                for (int draw = 0; draw < 6; draw++)
                {
                    int[]?[] orders = new int[]?[widths.Length];
                    Rng rng = Rng.For(3, "orders", draw);
                    for (int v = 0; v < orders.Length; v++)
                    {
                        int[] order = [.. Enumerable.Range(0, 80).OrderBy(_ => rng.NextULong())];
                        orders[v] = (draw + v) % 3 == 0 ? null : order;
                    }

                    if (draw == 5)
                    {
                        orders[0] = [.. Enumerable.Range(0, 80).Select(i => i / 2)]; // rows that repeat
                    }

                    Assert.Equal(estimator.Point(term, sample.Reordered(orders), s_alone), reorderer.Evaluate(orders), 1e-13);
                }
            }
        }
    }

    [Theory]
    [InlineData(KsgAlgorithm.One)]
    [InlineData(KsgAlgorithm.Two)]
    public void Evaluate_OneThreadOrMany_SameBits(KsgAlgorithm algorithm)
    {
        (Sample sample, InformationTerm term) = Question("normal", 3_000, [1, 2], 0);
        Ksg estimator = new() { Algorithm = algorithm };
        TermEstimate alone = estimator.Evaluate(term, sample, s_alone);
        TermEstimate together = estimator.Evaluate(term, sample, RunContext.Default with { MaxDegreeOfParallelism = 3 });
        Assert.Equal(alone.Nats, together.Nats);
        Assert.Equal(alone.Locals.ToArray(), together.Locals.ToArray());
        Assert.Equal(alone.DeletionChanges.ToArray(), together.DeletionChanges.ToArray());
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void Evaluate_NormalPair_IsNearTheTruth(double correlation)
    {
        double[] x = new double[5_000];
        double[] y = new double[x.Length];
        Rng rng = Rng.For(8, "pair", 0);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = rng.NextNormal();
            y[i] = (correlation * x[i]) + (Math.Sqrt(1 - (correlation * correlation)) * rng.NextNormal());
        }

        Sample sample = Sample.Align([Variable.Continuous(x), Variable.Continuous(y)]);
        InformationTerm term = new([VariableSet.Of(0), VariableSet.Of(1)]);
        double truth = -0.5 * Math.Log(1 - (correlation * correlation));
        Assert.All(Both(4), e => Assert.Equal(truth, e.Evaluate(term, sample, RunContext.Default).Nats, 0.04)); // 4 SD
    }

    [Fact]
    public void Evaluate_OneConstant_IsZero()
    {
        double[] squares = [.. Enumerable.Range(0, 50).Select(i => (double)(i * i))];
        Sample sample = Sample.Align([Variable.Continuous(new double[50]), Variable.Continuous(squares)]);
        Assert.Equal(0, new Ksg().Evaluate(new InformationTerm([VariableSet.Of(0), VariableSet.Of(1)]), sample, s_alone).Nats, 0.3);
    }

    [Fact]
    public void Evaluate_EveryRowTied_IsNaN()
    {
        double[] x = [.. Enumerable.Range(0, 60).Select(i => (double)(i % 4))];
        Sample sample = Sample.Align([Variable.Continuous(x), Variable.Continuous(x)]);
        InformationTerm term = new([VariableSet.Of(0), VariableSet.Of(1)]);
        TermEstimate estimate = new Ksg().Evaluate(term, sample, s_alone);
        Assert.Equal(double.NaN, estimate.Nats);
        Assert.Equal(60, estimate.Neighbors!.TiedRows);
        Assert.True(double.IsFinite(new Ksg { Noise = 1e-6 }.Point(term, sample, s_alone)));
    }

    [Fact]
    public void Evaluate_TooFewRows_SaysHowMany()
    {
        InformationTerm term = new([VariableSet.Of(0), VariableSet.Of(1)]);
        Variable four = Variable.Continuous(new double[] { 1, 2, 3, 4 });
        Sample few = Sample.Align([four, four]);
        InvalidInputException rows = Assert.Throws<InvalidInputException>(() => new Ksg().Evaluate(term, few, s_alone));
        Assert.Equal(
            "'ksg1' with neighbors=4 needs at least 5 rows, and there are 4; get more rows, or set fewer neighbors.", rows.Message);

        double[] values = [.. Enumerable.Range(0, 10).Select(i => (double)i)];
        Sample narrow = Sample.Align([Variable.Continuous(values), Variable.Continuous(values)]).InSeries(4, null);
        InvalidInputException near = Assert.Throws<InvalidInputException>(() => new Ksg().Evaluate(term, narrow, s_alone));
        Assert.Equal(
            "'ksg1' with neighbors=4 finds only 1 rows that are far enough in time from some row; "
            + "get more rows, set fewer neighbors or a smaller window.",
            near.Message);
    }

    [Fact]
    public void Supports_DiscreteOrEntropy_No()
    {
        VariableShape number = new(VariableKind.Continuous, 1);
        VariableShape mixed = new(VariableKind.Mixed, 2);
        VariableShape level = new(VariableKind.Discrete, 1);
        InformationTerm term = new([VariableSet.Of(0), VariableSet.Of(1)]);
        Assert.True(new Ksg().Supports(term, [number, mixed]));
        Assert.False(new Ksg().Supports(term, [number, level]));
        Assert.False(new Ksg().Supports(new EntropyTerm(VariableSet.Of(0)), [number, number]));
        Assert.True(new Ksg().Supports(term, [number, number, level])); // of a variable that the term does not speak of
    }

    private static Ksg[] Both(int neighbors) =>
        [new Ksg { Neighbors = neighbors }, new Ksg { Neighbors = neighbors, Algorithm = KsgAlgorithm.Two, Norm = NeighborNorm.Euclidean }];

    // Variables of these widths, of which the last are given; one argument per variable.
    private static (Sample Sample, InformationTerm Term) Question(string kind, int count, int[] widths, int given)
    {
        Variable[] variables = new Variable[widths.Length];
        for (int v = 0; v < widths.Length; v++)
        {
            PointSet points = PointData.Create(kind, count, [widths[v]], (ulong)(v + 20));
            double[] values = new double[count * widths[v]];
            for (int i = 0; i < count; i++)
            {
                points.CopyRow(i, values.AsSpan(i * widths[v], widths[v]));
            }

            variables[v] = Variable.Continuous(values, widths[v], $"v{v}");
        }

        int arguments = widths.Length - given;
        return (
            Sample.Align(variables),
            new InformationTerm([.. Enumerable.Range(0, arguments).Select(VariableSet.Of)], VariableSet.Range(arguments, given)));
    }
}
