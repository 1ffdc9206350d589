using Xunit;

namespace Infometer.Tests;

/// <summary>The estimator of Gao et al. for mixtures, and its conditional form.</summary>
public class GaoMixtureTests
{
    // Which of three variables are discrete, and the grid that numeric ones are rounded to.
    public static TheoryData<string, double> Kinds
    {
        get
        {
            TheoryData<string, double> data = [];
            foreach (string kinds in new[] { "ccc", "dcc", "cdc", "ccd", "ddc", "dcd", "cdd", "ddd", "mcc", "mdc", "cmm" })
            {
                data.Add(kinds, 1e-9);
                data.Add(kinds, 0.5);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Evaluate_OfAnyKinds_IsTheFormula(string kinds, double grid)
    {
        Variable[] variables = Three(kinds, grid, 70, 2);
        foreach (InformationTerm term in new[] { NeighborData.PairGiven, NeighborData.Correlation(3), NeighborData.Pair })
        {
            TermEstimate estimate = new GaoMixture { Neighbors = 3 }.Evaluate(term, variables);
            double[] expected = Twin(term, variables, 3);
            Assert.Equal(expected.Average(), estimate.Nats, 1e-11);
            Assert.All(expected.Zip(estimate.Locals.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
        }
    }

    [Fact]
    public void Evaluate_OfDiscreteVariables_IsZhangs()
    {
        Variable[] variables = Three("ddd", 1, 200, 4);
        foreach (InformationTerm term in new[] { NeighborData.Pair, NeighborData.PairGiven, NeighborData.Correlation(3) })
        {
            double zhang = NeighborData.InEntropies(new Zhang(), term, variables);
            Assert.Equal(zhang, new GaoMixture().Evaluate(term, variables).Nats, 1e-10);
        }
    }

    [Fact]
    public void Evaluate_OfDiscreteNumbers_IsZhangsWhereCellsAreFull()
    {
        // The same levels as numbers: every cell has more than k rows, so that every distance is 0.
        int[] x = [.. Enumerable.Range(0, 120).Select(i => i % 2)];
        int[] y = [.. Enumerable.Range(0, 120).Select(i => i % 6 / 2 == 0 ? i % 2 : 1 - (i % 2))];
        Variable numbers = NeighborData.Numeric([.. x.Select(v => (double)v)]);
        TermEstimate estimate = new GaoMixture().Evaluate(NeighborData.Pair, numbers, NeighborData.Labels(y));
        double zhang = NeighborData.InEntropies(new Zhang(), NeighborData.Pair, NeighborData.Labels(x), NeighborData.Labels(y));
        Assert.Equal(zhang, estimate.Nats, 1e-12);
        Assert.Equal(120, estimate.Neighbors!.TiedRows);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Evaluate_OfGaosUniforms_IsTheirInformation(int m)
    {
        // X uniform on 0…m − 1, Y uniform on [X, X + 2]: ln m − (m − 1)/m ln 2. X as numbers and as labels.
        double truth = Math.Log(m) - ((m - 1) * Math.Log(2) / m);
        double[] means = new double[2];
        for (ulong seed = 1; seed <= 10; seed++)
        {
            Rng rng = Rng.For(seed, "gao");
            int[] x = new int[500];
            double[] y = new double[500];
            for (int i = 0; i < 500; i++)
            {
                x[i] = rng.NextInt(m);
                y[i] = x[i] + (2 * rng.NextDouble());
            }

            Variable numbers = NeighborData.Numeric([.. x.Select(v => (double)v)]);
            means[0] += new GaoMixture().Evaluate(NeighborData.Pair, numbers, NeighborData.Numeric(y)).Nats / 10;
            means[1] += new GaoMixture().Evaluate(NeighborData.Pair, NeighborData.Labels(x), NeighborData.Numeric(y)).Nats / 10;
        }

        Assert.Equal(truth, means[0], 0.03);
        Assert.Equal(truth, means[1], 0.03);
    }

    [Theory]
    [InlineData(0, 0.301244)]
    [InlineData(0.3, 0.175677)]
    public void Evaluate_OfZeroInflatedCounts_IsTheQuadrature(double share, double expected)
    {
        // X exponential, Y = 0 with probability `share`, else Poisson(X). For share 0: 2 ln 2 − γ − Σ ln j/2^j; the paper forgets
        // Euler's γ, and that a zero does not say where it came from.
        double truth = CountInformation(share);
        Assert.Equal(expected, truth, 1e-5);
        double mean = NeighborData.MeanOver(10, seed =>
        {
            Rng rng = Rng.For(seed, "counts");
            double[] x = new double[800];
            double[] y = new double[800];
            for (int i = 0; i < 800; i++)
            {
                x[i] = rng.NextExponential();
                y[i] = rng.NextDouble() < share ? 0 : Poisson(x[i], ref rng);
            }

            return new GaoMixture().Evaluate(NeighborData.Pair, NeighborData.Numeric(x), NeighborData.Numeric(y)).Nats;
        });
        Assert.Equal(truth, mean, 0.02);
    }

    [Fact]
    public void Evaluate_OfAMixtureOfNormalsAndCoins_IsItsInformation()
    {
        // As in the authors' program half of the rows are normal with correlation 0.9, half two coins that agree with probability 0.9; the
        // coins show ±10 instead of ±1, away from the normal numbers.
        double truth = (-0.25 * Math.Log(0.19)) + (0.5 * (Math.Log(2) + (0.9 * Math.Log(0.9)) + (0.1 * Math.Log(0.1)))) + Math.Log(2);
        double mean = NeighborData.MeanOver(10, seed =>
        {
            (double[] x, double[] y) = NeighborData.Pairs(800, 0.9, seed);
            Rng rng = Rng.For(seed, "coins");
            for (int i = 0; i < 400; i++)
            {
                x[i] = rng.NextDouble() < 0.5 ? 10 : -10;
                y[i] = rng.NextDouble() < 0.9 ? x[i] : -x[i];
            }

            return new GaoMixture().Evaluate(NeighborData.Pair, NeighborData.Numeric(x), NeighborData.Numeric(y)).Nats;
        });
        Assert.Equal(truth, mean, 0.03);
    }

    [Fact]
    public void Evaluate_OfRoundedNormals_IsNotFooledByTies()
    {
        // Rounded to 0.1 hardly any information is lost: the truth is 0.2227 for correlation 0.6 (0.2231 unrounded).
        double mean = NeighborData.MeanOver(10, seed =>
        {
            (double[] x, double[] y) = NeighborData.Pairs(500, 0.6, seed);
            return new GaoMixture().Evaluate(NeighborData.Pair, Rounded(x), Rounded(y)).Nats;
        });
        Assert.Equal(0.2227, mean, 0.03);

        static Variable Rounded(double[] values) => NeighborData.Numeric([.. values.Select(v => Math.Round(v * 10))]);
    }

    [Theory]
    [InlineData("c")]
    [InlineData("d")]
    public void Evaluate_GivenWhatMakesThemDepend_IsZero(string kind)
    {
        // X and Y depend through Z alone.
        double[] values = new double[2];
        for (ulong seed = 1; seed <= 10; seed++)
        {
            double[] noise = NeighborData.Normals(500, 3, seed);
            double[] z = [.. noise[..500].Select(v => kind == "d" ? Math.Sign(v) : v)];
            Variable x = NeighborData.Numeric([.. z.Select((v, i) => v + noise[500 + i])]);
            Variable y = NeighborData.Numeric([.. z.Select((v, i) => v + noise[1000 + i])]);
            Variable given = kind == "d" ? NeighborData.Labels(z.Select(v => (int)v)) : NeighborData.Numeric(z);
            values[0] += new GaoMixture().Evaluate(NeighborData.PairGiven, x, y, given).Nats / 10;
            values[1] += new GaoMixture().Evaluate(NeighborData.Pair, x, y, given).Nats / 10;
        }

        Assert.Equal(0, values[0], 0.025);
        Assert.True(values[1] > 0.09);
    }

    [Fact]
    public void Evaluate_OfANumberGivenALabel_IsByClosedForm()
    {
        // Given the label, (X, Y) is normal with correlation 0 or 0.9: I = −¼ ln 0.19.
        double mean = NeighborData.MeanOver(10, seed =>
        {
            (double[] x, double[] y) = NeighborData.Pairs(600, 0.9, seed);
            double[] other = NeighborData.Normals(600, 1, seed + 1000);
            int[] z = [.. Enumerable.Range(0, 600).Select(i => i % 2)];
            double[] mixed = [.. y.Select((v, i) => z[i] == 0 ? v : 10 * other[i])];
            return new GaoMixture().Evaluate(
                NeighborData.PairGiven, NeighborData.Numeric(x), NeighborData.Numeric(mixed), NeighborData.Labels(z)).Nats;
        });
        Assert.Equal(-0.25 * Math.Log(0.19), mean, 0.03);
    }

    [Fact]
    public void Evaluate_SwappedRelabelledReorderedOrDuplicated_IsTheSame()
    {
        Variable[] v = Three("cdm", 0.5, 100, 8);
        GaoMixture gao = new();
        double value = gao.Evaluate(NeighborData.PairGiven, v).Nats;
        Assert.Equal(value, gao.Evaluate(NeighborData.PairGiven, v[1], v[0], v[2]).Nats, 1e-12);
        Assert.Equal(value, gao.Evaluate(NeighborData.PairGiven, NeighborData.Shuffled(3, v)).Nats, 1e-12);
        Variable relabelled = NeighborData.Labels(v[1].Codes!.ToArray().Select(c => 5 - c));
        Assert.Equal(value, gao.Evaluate(NeighborData.PairGiven, v[0], relabelled, v[2]).Nats, 1e-12);
        Variable twice = NeighborData.Numeric([.. v[0].Values.ToArray().SelectMany(x => new[] { x, x })], 2);
        Assert.Equal(value, gao.Evaluate(NeighborData.PairGiven, twice, v[1], v[2]).Nats, 1e-12);
    }

    [Fact]
    public void Evaluate_OfConstants_IsZero()
    {
        Variable constant = NeighborData.Numeric(new double[50]);
        Variable x = NeighborData.Numeric(NeighborData.Normals(50, 1, 1));
        Variable y = NeighborData.Labels(Enumerable.Range(0, 50).Select(i => i % 3));
        Assert.Equal(0, new GaoMixture().Evaluate(NeighborData.Pair, constant, constant).Nats, 1e-14);
        Assert.Equal(0, new GaoMixture().Evaluate(NeighborData.Pair, constant, y).Nats, 1e-14);
        Assert.Equal(0, new GaoMixture().Evaluate(NeighborData.PairGiven, x, constant, y).Nats, 1e-14);

        // All rows are within the constant's reach, the border counting one of them.
        Assert.Equal(0, new GaoMixture().Evaluate(NeighborData.Pair, x, constant).Nats, 1e-14);
    }

    [Fact]
    public void Evaluate_WithRareCombinations_CountsThem()
    {
        Variable x = NeighborData.Numeric(NeighborData.Normals(26, 1, 1));
        Variable y = NeighborData.Labels([.. Enumerable.Repeat(0, 20), 1, 1, 1, 2, 2, 3]);
        TermEstimate estimate = new GaoMixture().Evaluate(NeighborData.Pair, x, y);
        Assert.Equal((5, 1), (estimate.Neighbors!.SparseRows, estimate.Neighbors.LonelyRows));
        TermEstimate identifier = new GaoMixture().Evaluate(NeighborData.Pair, x, NeighborData.Labels(Enumerable.Range(0, 26)));
        Assert.True(double.IsNaN(identifier.Nats));
        Assert.Equal(26, identifier.Neighbors!.LonelyRows);
        Assert.Throws<InvalidInputException>(() => new GaoMixture().Evaluate(
            NeighborData.Pair, NeighborData.Numeric([1, 2, 3, 4, 5]), NeighborData.Labels([0, 0, 0, 1, 1])));
    }

    [Fact]
    public void Evaluate_WithAWindow_LeavesOutNearRows()
    {
        Variable[] v = Three("cdc", 1e-9, 90, 3);
        Sample sample = Sample.Align(v).InSeries(4, null);
        double value = new GaoMixture { Neighbors = 2 }.Evaluate(NeighborData.PairGiven, sample, RunContext.Default).Nats;
        Assert.Equal(Twin(NeighborData.PairGiven, v, 2, 4).Average(), value, 1e-12);
        int[] times = [.. Enumerable.Range(0, 90)];
        Assert.Equal(value, new GaoMixture { Neighbors = 2 }.Evaluate(
            NeighborData.PairGiven, Sample.Align(v).InSeries(4, times), RunContext.Default).Nats);
    }

    // Written from the definition.
    private static double[] Twin(InformationTerm term, Variable[] variables, int neighbors, int window = 0)
    {
        int n = variables[0].Count;
        double[] locals = new double[n];
        for (int i = 0; i < n; i++)
        {
            int[] others = [.. Enumerable.Range(0, n).Where(j => Math.Abs(i - j) > window)];
            double[] DistancesIn(VariableSet set) => [.. others.Select(j => NeighborData.Distance(variables, set, i, j))];
            double[] joint = [.. DistancesIn(term.Variables).Where(double.IsFinite).Order()];
            bool isDiscrete = term.Variables.Indices().All(v => variables[v].Codes is not null);

            // The group of rows that agree in every discrete variable uses as many neighbours as its worst row has.
            int group = Enumerable.Range(0, n)
                .Where(r => double.IsFinite(NeighborData.Distance(variables, term.Variables, i, r)))
                .Min(r => Enumerable.Range(0, n).Count(
                    j => Math.Abs(r - j) > window && double.IsFinite(NeighborData.Distance(variables, term.Variables, r, j))));
            double radius = isDiscrete ? 0 : joint[Math.Min(neighbors, group) - 1];
            double Psi(VariableSet set)
            {
                double[] distances = DistancesIn(set);
                int within = distances.Count(d => d <= radius);
                int below = distances.Count(d => d < radius);
                return SpecialFunctions.Digamma(radius == 0 ? within + 1 : within > below ? within : within + 1);
            }

            locals[i] = Psi(term.Variables) + ((term.Arguments.Length - 1) * Psi(term.Condition))
                - term.Arguments.Sum(a => Psi(a | term.Condition));
        }

        return locals;
    }

    // c: normal; d: label; m: a number that is 0 in half of the rows. They depend on each other.
    private static Variable[] Three(string kinds, double grid, int n, ulong seed)
    {
        double[] common = NeighborData.Normals(n, 1, seed);
        return
        [
            .. kinds.Select((kind, v) =>
            {
                double[] own = NeighborData.Normals(n, 1, (10 * seed) + (ulong)v);
                double[] values = [.. common.Zip(own, (c, e) => Math.Round((c + e) / grid) * grid)];
                return kind switch
                {
                    'd' => NeighborData.Labels(values.Select(x => x > 0.5 ? 1 : 0)),
                    'm' => NeighborData.Numeric([.. values.Select(x => Math.Max(0, x))]),
                    _ => NeighborData.Numeric(values),
                };
            }),
        ];
    }

    // Σ_y ∫ e^(−x) P(y|x) ln[P(y|x)/P(y)] dx, P(y|x) = share·[y = 0] + (1 − share) e^(−x) x^y/y!, P(y) the same with 2^(−y−1).
    private static double CountInformation(double share)
    {
        double sum = 0;
        const double Step = 1e-3;
        for (int y = 0; y < 60; y++)
        {
            double margin = (y == 0 ? share : 0) + ((1 - share) * Math.Pow(2, -y - 1));
            for (double x = Step / 2; x < 40; x += Step)
            {
                double p = (y == 0 ? share : 0) + ((1 - share) * Math.Exp((y * Math.Log(x)) - x - SpecialFunctions.LogGamma(y + 1)));
                sum += p > 0 ? Step * Math.Exp(-x) * p * Math.Log(p / margin) : 0;
            }
        }

        return sum;
    }

    private static int Poisson(double mean, ref Rng rng)
    {
        int count = 0;
        for (double time = rng.NextExponential(); time < mean; time += rng.NextExponential())
        {
            count++;
        }

        return count;
    }
}
