using Xunit;

namespace Infometer.Tests;

/// <summary>Ross's estimator and its other form.</summary>
public class RossTests
{
    [Theory]
    [InlineData(1, NeighborNorm.Chebyshev, 1e-9)]
    [InlineData(3, NeighborNorm.Euclidean, 1e-9)]
    [InlineData(1, NeighborNorm.Chebyshev, 0.5)]
    public void Evaluate_OnRows_IsTheFormula(int d, NeighborNorm norm, double grid)
    {
        (Variable x, Variable y) = Mixture(90, d, grid, 5, 7);
        TermEstimate ross = new Ross { Norm = norm }.Evaluate(NeighborData.Pair, x, y);
        double[] expected = Twin(x, y, 3, norm == NeighborNorm.Euclidean);
        Assert.Equal(expected.Average(), ross.Nats, 1e-12);
        Assert.All(expected.Zip(ross.Locals.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Equal((3, d), (ross.Neighbors!.Neighbors, ross.Neighbors.Dimension));

        // ψ(n) − ψ(n − 1) = 1/(n − 1).
        TermEstimate jidt = new RossJidt { Norm = norm }.Evaluate(NeighborData.Pair, x, y);
        long[] sizes = y.Codes!.CountLevels();
        double excess = Enumerable.Range(0, 90).Average(i => 1.0 / (sizes[y.Codes[i]] - 1));
        Assert.Equal(ross.Nats + excess, jidt.Nats, 1e-12);
    }

    [Fact]
    public void Evaluate_OnSeparatedLabels_IsByHand()
    {
        // Labels of 4 and 6 rows far apart, k = 3: m_i = 3, so ψ(10) + ψ(3) − ψ(3) − (4 ψ(4) + 6 ψ(6))/10.
        Variable x = NeighborData.Numeric([0, 1, 2.5, 4.1, 100, 101, 102.5, 104.1, 106.2, 108.4]);
        Variable y = NeighborData.Labels([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
        double expected = Psi(10) - (((4 * Psi(4)) + (6 * Psi(6))) / 10);
        Assert.Equal(expected, new Ross().Evaluate(NeighborData.Pair, x, y).Nats, 1e-12);
        Assert.Equal(
            Psi(10) - (((4 * Psi(3)) + (6 * Psi(5))) / 10), new RossJidt().Evaluate(NeighborData.Pair, x, y).Nats, 1e-12);
    }

    [Theory]
    [InlineData(0.5, 2, 1)]
    [InlineData(0.3, 1, 1)]
    [InlineData(0.5, 0, 3)]
    public void Evaluate_OfTwoNormals_IsTheQuadrature(double share, double shift, double scale)
    {
        // I = h(X) − Σ p h(X|y), the first by quadrature.
        double truth = MixtureEntropy(share, shift, scale) - (0.5 * Math.Log(2 * Math.PI * Math.E)) - ((1 - share) * Math.Log(scale));
        double mean = NeighborData.MeanOver(20, seed =>
        {
            double[] noise = NeighborData.Normals(600, 1, seed);
            int[] labels = [.. Enumerable.Range(0, 600).Select(i => i < 600 * share ? 0 : 1)];
            double[] x = [.. noise.Select((e, i) => labels[i] == 0 ? e : shift + (scale * e))];
            return new Ross().Evaluate(NeighborData.Pair, NeighborData.Numeric(x), NeighborData.Labels(labels)).Nats;
        });
        Assert.Equal(truth, mean, 0.02);
    }

    [Fact]
    public void Evaluate_OfOverlappingUniforms_IsTheirInformation()
    {
        // X uniform on [y, y + 2], y = 0, 1, 2: the same as Gao's example with m = 3, ln 3 − (2/3) ln 2.
        double mean = NeighborData.MeanOver(20, seed =>
        {
            Rng rng = Rng.For(seed, "uniforms");
            int[] labels = [.. Enumerable.Range(0, 600).Select(i => i % 3)];
            double[] x = new double[600];
            for (int i = 0; i < 600; i++)
            {
                x[i] = labels[i] + (2 * rng.NextDouble());
            }

            return new Ross().Evaluate(NeighborData.Pair, NeighborData.Numeric(x), NeighborData.Labels(labels)).Nats;
        });
        Assert.Equal(Math.Log(3) - (2 * Math.Log(2) / 3), mean, 0.025);
    }

    [Fact]
    public void Evaluate_OfIndependentVariables_IsZeroOnAverage_AndTheOtherFormIsNot()
    {
        double Mean(Estimator estimator) => NeighborData.MeanOver(60, seed => estimator.Evaluate(
            NeighborData.Pair,
            NeighborData.Numeric(NeighborData.Normals(200, 1, seed)),
            NeighborData.Labels(Enumerable.Range(0, 200).Select(i => i % 4))).Nats);
        Assert.Equal(0, Mean(new Ross()), 0.012);
        Assert.Equal(Mean(new Ross()) + (1.0 / 49), Mean(new RossJidt()), 1e-9);
    }

    [Fact]
    public void Evaluate_InTheOtherOrder_Relabelled_OrReordered_IsTheSame()
    {
        (Variable x, Variable y) = Mixture(120, 2, 1e-9, 4, 3);
        double value = new Ross().Evaluate(NeighborData.Pair, x, y).Nats;
        Assert.Equal(value, new Ross().Evaluate(NeighborData.Pair, y, x).Nats);
        Variable relabelled = NeighborData.Labels(y.Codes!.ToArray().Select(c => 9 - (2 * c)));
        Assert.Equal(value, new Ross().Evaluate(NeighborData.Pair, x, relabelled).Nats, 1e-12);
        Assert.Equal(value, new Ross().Evaluate(NeighborData.Pair, NeighborData.Shuffled(2, x, y)).Nats, 1e-12);
        double[] twice = [.. Enumerable.Range(0, 120).SelectMany(i => x.Values.Slice(2 * i, 2).ToArray().Append(x.Values.Span[2 * i]))];
        Assert.Equal(value, new Ross().Evaluate(NeighborData.Pair, NeighborData.Numeric(twice, 3), y).Nats, 1e-12);
    }

    [Fact]
    public void Evaluate_OfSetsOfVariables_IsThatOfTheirJoint()
    {
        (Variable x, Variable y) = Mixture(120, 2, 1e-9, 4, 3);
        int[] codes = y.Codes!.ToArray();
        Variable first = NeighborData.Numeric([.. Enumerable.Range(0, 120).Select(i => x.Values.Span[2 * i])]);
        Variable second = NeighborData.Numeric([.. Enumerable.Range(0, 120).Select(i => x.Values.Span[(2 * i) + 1])]);
        Variable low = NeighborData.Labels(codes.Select(c => c % 2));
        Variable high = NeighborData.Labels(codes.Select(c => c / 2));
        InformationTerm term = new([VariableSet.Range(0, 2), VariableSet.Range(2, 2)]);
        Assert.Equal(
            new Ross().Evaluate(NeighborData.Pair, x, y).Nats, new Ross().Evaluate(term, first, second, low, high).Nats, 1e-12);
    }

    [Fact]
    public void Evaluate_OfConstants_IsZero()
    {
        Variable constant = NeighborData.Numeric([.. Enumerable.Repeat(2.5, 40)]);
        Variable y = NeighborData.Labels(Enumerable.Range(0, 40).Select(i => i % 3));
        TermEstimate estimate = new Ross().Evaluate(NeighborData.Pair, constant, y);
        Assert.Equal(0, estimate.Nats, 1e-14);
        Assert.Equal(40, estimate.Neighbors!.TiedRows);
        Variable x = NeighborData.Numeric(NeighborData.Normals(40, 1, 1));
        Assert.Equal(0, new Ross().Evaluate(NeighborData.Pair, x, NeighborData.Labels(new int[40])).Nats, 1e-14);
    }

    [Fact]
    public void Evaluate_WithSmallLevels_UsesFewerNeighboursAndSaysSo()
    {
        // Levels of 20, 3, 2, 1 and 1 rows.
        int[] labels = [.. Enumerable.Repeat(0, 20), 1, 1, 1, 2, 2, 3, 4];
        double[] x = NeighborData.Normals(27, 1, 6);
        TermEstimate estimate = new Ross().Evaluate(NeighborData.Pair, NeighborData.Numeric(x), NeighborData.Labels(labels));
        Assert.Equal((5, 2), (estimate.Neighbors!.SparseRows, estimate.Neighbors.LonelyRows));
        double[] expected = Twin(NeighborData.Numeric(x[..25]), NeighborData.Labels(labels[..25]), 3);
        Assert.Equal(expected.Average(), estimate.Nats, 1e-12);
        Assert.Equal(estimate.Nats, estimate.Locals.ToArray().Average(), 1e-12);
        Assert.Equal(27, estimate.Locals.Length);
    }

    [Fact]
    public void Evaluate_OfAnIdentifier_IsUndefined()
    {
        Variable x = NeighborData.Numeric(NeighborData.Normals(20, 1, 1));
        TermEstimate estimate = new Ross().Evaluate(NeighborData.Pair, x, NeighborData.Labels(Enumerable.Range(0, 20)));
        Assert.True(double.IsNaN(estimate.Nats));
        Assert.Equal(20, estimate.Neighbors!.LonelyRows);
    }

    [Fact]
    public void Evaluate_WithTooFewRows_SaysSo()
    {
        InvalidInputException e = Assert.Throws<InvalidInputException>(
            () => new Ross().Evaluate(NeighborData.Pair, NeighborData.Numeric([1, 2, 3]), NeighborData.Labels([0, 0, 1])));
        Assert.Equal("'ross' with neighbors=3 needs at least 4 rows, and there are 3; get more rows, or set fewer neighbors.", e.Message);
    }

    [Fact]
    public void Supports_OtherTerms_Not()
    {
        VariableShape number = new(VariableKind.Continuous, 1);
        VariableShape mixed = new(VariableKind.Mixed, 1);
        VariableShape label = new(VariableKind.Discrete, 1);
        Ross ross = new();
        Assert.True(ross.Supports(NeighborData.Pair, [number, label]));
        Assert.True(ross.Supports(NeighborData.Pair, [label, mixed]));
        Assert.False(ross.Supports(NeighborData.Pair, [number, number]));
        Assert.False(ross.Supports(NeighborData.Pair, [label, label]));
        Assert.False(ross.Supports(NeighborData.PairGiven, [number, label, label]));
        Assert.False(ross.Supports(NeighborData.Correlation(3), [number, label, label]));
        Assert.False(ross.Supports(new InformationTerm([VariableSet.Range(0, 2), VariableSet.Of(2)]), [number, label, label]));
        Assert.False(ross.Supports(new EntropyTerm(VariableSet.Of(0)), [number]));
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(0.5)]
    public void Evaluate_AgainstTheMixtureEstimator_IsItsSpecialCase(double grid)
    {
        (Variable x, Variable y) = Mixture(150, 2, grid, 6, 11);
        Assert.Equal(
            new GaoMixture { Neighbors = 3 }.Evaluate(NeighborData.Pair, y, x).Nats,
            new Ross().Evaluate(NeighborData.Pair, x, y).Nats,
            1e-12);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    public void Reorder_OfLabelsOrNumbers_IsTheWholeEvaluation(int levels)
    {
        (Variable x, Variable y) = Mixture(100, 1, 1e-9, levels, 5);
        Sample sample = Sample.Align([x, y]);
        foreach (RossEstimator estimator in new RossEstimator[] { new Ross(), new RossJidt() })
        {
            TermReorderer fast = estimator.Reorder(NeighborData.Pair, sample, RunContext.Default);
            TermReorderer whole = TermReorderer.Whole(sample, s => estimator.Evaluate(NeighborData.Pair, s, RunContext.Default).Nats);
            for (ulong seed = 0; seed < 5; seed++)
            {
                int[] order = [.. Enumerable.Range(0, 100)];
                Rng rng = Rng.For(seed, "reorder");
                rng.Shuffle<int>(order);
                foreach (int[]?[] orders in new int[]?[][] { [null, order], [order, null], [order, order], [null, null] })
                {
                    Assert.Equal(whole.Evaluate(orders), fast.Evaluate(orders), 1e-12);
                }
            }
        }
    }

    [Fact]
    public void Evaluate_WithAWindow_LeavesOutNearRows()
    {
        (Variable x, Variable y) = Mixture(80, 1, 1e-9, 2, 3);
        Sample sample = Sample.Align([x, y]).InSeries(3, null);
        double sum = 0;
        for (int i = 0; i < 80; i++)
        {
            int[] admitted = [.. Enumerable.Range(0, 80).Where(j => Math.Abs(i - j) > 3)];
            int[] same = [.. admitted.Where(j => y.Codes![j] == y.Codes[i])];
            double radius = same.Select(j => Math.Abs(x.Values.Span[i] - x.Values.Span[j])).Order().ElementAt(2);
            int within = admitted.Count(j => Math.Abs(x.Values.Span[i] - x.Values.Span[j]) <= radius);
            sum += Psi(admitted.Length + 1) + Psi(3) - Psi(within) - Psi(same.Length + 1);
        }

        Assert.Equal(sum / 80, new Ross().Evaluate(NeighborData.Pair, sample, RunContext.Default).Nats, 1e-12);
    }

    // Written from the definition; levels with few rows use n_y − 1 neighbours, equal distances are counted.
    private static double[] Twin(Variable x, Variable y, int k, bool isEuclidean = false)
    {
        int n = x.Count;
        int[] labels = y.Codes!.ToArray();
        double[] locals = new double[n];
        for (int i = 0; i < n; i++)
        {
            double[] all =
            [
                .. Enumerable.Range(0, n).Select(j => NeighborData.Distance([x], VariableSet.Of(0), i, j, isEuclidean)),
            ];
            double[] same = [.. Enumerable.Range(0, n).Where(j => j != i && labels[j] == labels[i]).Select(j => all[j]).Order()];
            double radius = same[Math.Min(k, same.Length) - 1];
            int self = radius == 0 ? 1 : 0;
            int m = all.Where((d, j) => j != i && d <= radius).Count();
            locals[i] = Psi(n) + Psi(same.Count(d => d <= radius) + self) - Psi(m + self) - Psi(same.Length + 1);
        }

        return locals;
    }

    private static (Variable X, Variable Y) Mixture(int n, int d, double grid, int levels, ulong seed)
    {
        double[] noise = NeighborData.Normals(n, d, seed);
        Rng rng = Rng.For(seed, "labels");
        int[] labels = new int[n];
        for (int i = 0; i < n; i++)
        {
            labels[i] = rng.NextInt(levels);
        }

        double[] values = [.. noise.Select((e, i) => Math.Round((e + (0.7 * labels[i / d])) / grid) * grid)];
        return (NeighborData.Numeric(values, d), NeighborData.Labels(labels));
    }

    private static double MixtureEntropy(double share, double shift, double scale)
    {
        double entropy = 0;
        const double Step = 1e-3;
        for (double x = -20; x < 20; x += Step)
        {
            double z = (x - shift) / scale;
            double density = ((share * Math.Exp(-x * x / 2)) + ((1 - share) * Math.Exp(-z * z / 2) / scale)) / Math.Sqrt(2 * Math.PI);
            entropy -= density > 0 ? density * Math.Log(density) * Step : 0;
        }

        return entropy;
    }

    private static double Psi(double x) => SpecialFunctions.Digamma(x);
}
