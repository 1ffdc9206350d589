using System.Text.Json;
using Xunit;

namespace Infometer.Tests;

/// <summary>The entropy by neighbours, its weighted form, and the entropies of Rényi and Tsallis.</summary>
public class KozachenkoLeonenkoTests
{
    private static readonly EntropyTerm s_first = new(VariableSet.Of(0));

    // (6/11) · the mean over the rows whose distance is above 0: five of the eleven numbers are equal, so that their fourth neighbour is at
    // distance 0. The source leaves out their logarithms and still divides by 11, which is the entropy of nothing. Here they are NaN.
    private static readonly string[] s_zeroDistances = ["IM-H-renyi-166", "IM-H-tsallis-170"];

    // Tsallis's entropy is (1 − S)/(q − 1), no logarithm: the source gives that number whatever the base, so these rows are not in bits.
    private static readonly string[] s_withoutUnit = ["IM-H-tsallis-171", "IM-H-tsallis-173"];

    public static TheoryData<string> ReferenceIds =>
    [
        .. new[] { 132, 134, 135, 136, 137, 138, 139 }.Select(i => $"IM-H-kozachenko_leonenko-{i}"),
        .. new[] { 166, 167, 168, 169 }.Select(i => $"IM-H-renyi-{i}"),
        .. new[] { 170, 171, 172, 173 }.Select(i => $"IM-H-tsallis-{i}"),
    ];

    [Theory]
    [MemberData(nameof(ReferenceIds))]
    public void ReferenceRow_Evaluated_Matches(string id)
    {
        IReadOnlyDictionary<string, string> row = ReferenceFiles.ReadCsv(Repository.ReferenceFile("classical-expected.csv"))
            .Single(r => r["id"] == id);
        JsonElement parameters = JsonSerializer.Deserialize<JsonElement>(row["params"]);
        JsonElement[] data = [.. JsonSerializer.Deserialize<JsonElement>(row["data_file_or_inline"]).GetProperty("x").EnumerateArray()];
        int d = data[0].ValueKind == JsonValueKind.Array ? data[0].GetArrayLength() : 1;
        double[] values =
        [
            .. data.SelectMany(r => r.ValueKind == JsonValueKind.Array ? r.EnumerateArray().AsEnumerable() : [r])
                .Select(v => v.GetDouble()),
        ];
        bool isEuclidean = !parameters.TryGetProperty("minkowski_p", out JsonElement p) || p.ValueKind == JsonValueKind.Number;
        KozachenkoLeonenko estimator = new()
        {
            Neighbors = parameters.GetProperty("k").GetInt32(),
            Norm = isEuclidean ? NeighborNorm.Euclidean : NeighborNorm.Chebyshev,
        };
        TermEstimate estimate = row["estimator"] switch
        {
            "kozachenko-leonenko" => estimator.Evaluate(s_first, Numeric(values, d)),
            "renyi-knn" => Power(Measure.RenyiEntropy(parameters.GetProperty("alpha").GetDouble()), estimator, Numeric(values, d)),
            _ => Power(Measure.TsallisEntropy(parameters.GetProperty("q").GetDouble()), estimator, Numeric(values, d)),
        };
        if (s_zeroDistances.Contains(id))
        {
            Assert.True(double.IsNaN(estimate.Nats));
            Assert.Equal(5, estimate.Neighbors!.TiedRows);
            return;
        }

        double expected = double.Parse(row["expected"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, estimate.Nats / (s_withoutUnit.Contains(id) ? 1 : Math.Log(2)), 1e-9);
    }

    [Theory]
    [InlineData(1, NeighborNorm.Chebyshev, 4)]
    [InlineData(3, NeighborNorm.Chebyshev, 1)]
    [InlineData(3, NeighborNorm.Euclidean, 7)]
    public void Evaluate_OnNumbers_IsTheFormula(int d, NeighborNorm norm, int k)
    {
        const int n = 60;
        Variable x = Numeric(NeighborData.Normals(n, d, 3), d);
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double[] distances =
            [
                .. Enumerable.Range(0, n).Where(j => j != i)
                    .Select(j => NeighborData.Distance([x], VariableSet.Of(0), i, j, norm == NeighborNorm.Euclidean)).Order(),
            ];
            sum += Math.Log(distances[k - 1]);
        }

        double volume = norm == NeighborNorm.Chebyshev ? Math.Pow(2, d) : 4 * Math.PI / 3;
        double expected = SpecialFunctions.Digamma(n) - SpecialFunctions.Digamma(k) + Math.Log(volume) + (d * sum / n);
        TermEstimate estimate = new KozachenkoLeonenko { Neighbors = k, Norm = norm }.Evaluate(s_first, x);
        Assert.Equal(expected, estimate.Nats, 1e-12);
        Assert.Equal(expected, estimate.Locals.ToArray().Average(), 1e-12);
        Assert.Equal(n, estimate.Locals.Length);
        Assert.Equal((k, 0, d), (estimate.Neighbors!.Neighbors, estimate.Neighbors.TiedRows, estimate.Neighbors.Dimension));
    }

    [Theory]
    [InlineData(1, NeighborNorm.Chebyshev, 0.02)]
    [InlineData(2, NeighborNorm.Chebyshev, 0.03)]
    [InlineData(2, NeighborNorm.Euclidean, 0.03)]
    public void Evaluate_OfNormals_IsTheirEntropy(int d, NeighborNorm norm, double tolerance)
    {
        KozachenkoLeonenko estimator = new() { Norm = norm };
        double mean = NeighborData.MeanOver(12, seed => estimator.Evaluate(s_first, Numeric(NeighborData.Normals(500, d, seed), d)).Nats);
        Assert.Equal(NormalEntropy(d), mean, tolerance);
    }

    [Fact]
    public void Evaluate_InFiveDimensions_IsNearTheEntropy()
    {
        // Normal variables at n = 400 read about 0.1 too low, with weights or without.
        KozachenkoLeonenko plain = new() { Norm = NeighborNorm.Euclidean };
        WeightedKozachenkoLeonenko weighted = new() { Norm = NeighborNorm.Euclidean, Neighbors = 5 };
        Assert.Equal(NormalEntropy(5), MeanOf(plain), 0.16);
        Assert.Equal(NormalEntropy(5), MeanOf(weighted), 0.16);

        double MeanOf(Estimator estimator) => NeighborData.MeanOver(8, seed =>
            estimator.Evaluate(s_first, Numeric(NeighborData.Normals(400, 5, seed), 5)).Nats);
    }

    [Fact]
    public void Weighted_OfNumbers_IsTheWeightedSumOfTheUnweighted()
    {
        Variable x = Numeric(NeighborData.Normals(70, 5, 4), 5);
        double[] weights = WeightedKozachenkoLeonenko.Weights(7, 5);
        double expected = Enumerable.Range(1, 7)
            .Sum(k => weights[k - 1] * new KozachenkoLeonenko { Neighbors = k }.Evaluate(s_first, x).Nats);
        TermEstimate estimate = new WeightedKozachenkoLeonenko { Neighbors = 7 }.Evaluate(s_first, x);
        Assert.Equal(expected, estimate.Nats, 1e-11);
        Assert.Equal(expected, estimate.Locals.ToArray().Average(), 1e-11);
    }

    [Theory]
    [InlineData(4, 20)]
    [InlineData(5, 10)]
    [InlineData(8, 20)]
    [InlineData(8, 100)]
    [InlineData(12, 24)]
    [InlineData(20, 60)]
    [InlineData(100, 100)]
    public void Weights_InManyDimensions_MeetTheirConditions(int d, int k)
    {
        double[] weights = WeightedKozachenkoLeonenko.Weights(k, d);
        int[] support = [.. Enumerable.Range(1, d).Select(i => i * k / d)];
        Assert.Equal(1, weights.Sum(), 1e-9);
        for (int j = 1; j <= k; j++)
        {
            Assert.True(support.Contains(j) || weights[j - 1] == 0);
        }

        Assert.True(weights.Sum(w => w * w) <= 400);
        for (int l = 1; l <= (d <= 8 ? d / 4 : 1); l++)
        {
            double moment = 0;
            double size = 0;
            for (int j = 1; j <= k; j++)
            {
                double ratio = Math.Exp(SpecialFunctions.LogGamma(j + (2.0 * l / d)) - SpecialFunctions.LogGamma(j));
                moment += weights[j - 1] * ratio;
                size += Math.Abs(weights[j - 1]) * ratio;
            }

            Assert.True(Math.Abs(moment) < 1e-8 * size, $"condition {l} is {moment}");
        }
    }

    [Fact]
    public void Weights_WithOneCondition_AreTheShortest()
    {
        // d = 4, k = 4: w = (1 − c a)/(4 − c Σa), with a_j = Γ(j + ½)/Γ(j) and c = Σa/Σa².
        double[] a = [.. Enumerable.Range(1, 4).Select(j => Math.Exp(SpecialFunctions.LogGamma(j + 0.5) - SpecialFunctions.LogGamma(j)))];
        double c = a.Sum() / a.Sum(x => x * x);
        double[] expected = [.. a.Select(x => (1 - (c * x)) / (4 - (c * a.Sum())))];
        double[] actual = WeightedKozachenkoLeonenko.Weights(4, 4);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Fact]
    public void Weighted_InThreeDimensions_IsTheUnweighted()
    {
        Variable x = Numeric(NeighborData.Normals(80, 3, 1), 3);
        Assert.Equal(
            new KozachenkoLeonenko { Neighbors = 6 }.Evaluate(s_first, x).Nats,
            new WeightedKozachenkoLeonenko { Neighbors = 6 }.Evaluate(s_first, x).Nats);
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => WeightedKozachenkoLeonenko.Weights(5, 8));
        Assert.Contains("needs as many neighbours as there are columns, and neighbors=5 for 8 columns", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_ScaledOrReordered_FollowsTheRules()
    {
        double[] values = NeighborData.Normals(200, 2, 5);
        KozachenkoLeonenko estimator = new();
        double entropy = estimator.Evaluate(s_first, Numeric(values, 2)).Nats;
        double scaled = estimator.Evaluate(s_first, Numeric([.. values.Select(v => (8 * v) + 3)], 2)).Nats;
        Assert.Equal(entropy + (2 * Math.Log(8)), scaled, 1e-9);
        Assert.Equal(entropy, estimator.Evaluate(s_first, NeighborData.Shuffled(1, Numeric(values, 2))).Nats, 1e-12);

        // z-scores undo the scale, and the entropy is in the units of the data all the same.
        KozachenkoLeonenko standardizing = new() { Standardize = Standardization.ZScore };
        double standardized = standardizing.Evaluate(s_first, Numeric(values, 2)).Nats;
        Assert.Equal(entropy, standardized, 0.02);
        Assert.Equal(
            standardized + (2 * Math.Log(1000)),
            standardizing.Evaluate(s_first, Numeric([.. values.Select(v => 1000 * v)], 2)).Nats,
            1e-9);
    }

    [Fact]
    public void Evaluate_OfSeveralVariables_IsTheirJoint()
    {
        double[] values = NeighborData.Normals(150, 2, 9);
        Variable x = Numeric([.. values.Where((_, i) => i % 2 == 0)]);
        Variable y = Numeric([.. values.Where((_, i) => i % 2 == 1)]);
        KozachenkoLeonenko estimator = new();
        Assert.Equal(
            estimator.Evaluate(s_first, Numeric(values, 2)).Nats,
            estimator.Evaluate(new EntropyTerm(VariableSet.Range(0, 2)), x, y).Nats, 1e-12);
    }

    [Fact]
    public void InEntropies_OfCorrelatedNormals_GivesTheirInformation()
    {
        double mean = NeighborData.MeanOver(12, seed =>
        {
            (double[] x, double[] y) = NeighborData.Pairs(500, 0.8, seed);
            return NeighborData.InEntropies(new KozachenkoLeonenko(), NeighborData.Pair, Numeric(x), Numeric(y));
        });

        // The errors of three entropies do not cancel: 0.06 too high at n = 500.
        Assert.Equal(-0.5 * Math.Log(0.36), mean, 0.08);
    }

    [Fact]
    public void Evaluate_WithZeroDistances_IsUndefinedAndCountsThem()
    {
        double[] values = [.. NeighborData.Normals(100, 1, 1).Select((v, i) => i < 10 ? 0 : v)];
        TermEstimate estimate = new KozachenkoLeonenko().Evaluate(s_first, Numeric(values));
        Assert.True(double.IsNaN(estimate.Nats));
        Assert.Equal(10, estimate.Neighbors!.TiedRows);
        Assert.True(double.IsNaN(new KozachenkoLeonenko().Evaluate(s_first, Numeric(new double[30])).Nats));
        KozachenkoLeonenko standardizing = new() { Standardize = Standardization.ZScore };
        Assert.True(double.IsNaN(standardizing.Evaluate(s_first, Numeric(new double[30])).Nats));
        Assert.True(double.IsFinite(new KozachenkoLeonenko { Noise = 1e-6 }.Evaluate(s_first, Numeric(values)).Nats));
    }

    [Fact]
    public void Evaluate_WithTooFewRows_SaysSo()
    {
        KozachenkoLeonenko estimator = new();
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => estimator.Evaluate(s_first, Numeric([1, 2, 3, 4])));
        Assert.Equal(
            "'kozachenko-leonenko' with neighbors=4 needs at least 5 rows, and there are 4; get more rows, or set fewer neighbors.",
            e.Message);
        Assert.True(double.IsFinite(new KozachenkoLeonenko().Evaluate(s_first, Numeric([1, 2, 3, 4, 5.5])).Nats));
    }

    [Fact]
    public void Evaluate_WithAWindow_LeavesOutNearRows()
    {
        // A slow walk: without a window the neighbours are the rows next in time.
        double[] walk = NeighborData.Normals(300, 1, 4);
        for (int i = 1; i < walk.Length; i++)
        {
            walk[i] = walk[i - 1] + (0.1 * walk[i]);
        }

        Sample sample = Sample.Align([Numeric(walk)]);
        KozachenkoLeonenko estimator = new();
        double without = estimator.Evaluate(s_first, sample, RunContext.Default).Nats;
        double with = estimator.Evaluate(s_first, sample.InSeries(20, null), RunContext.Default).Nats;
        Assert.True(with > without);
        InvalidInputException e = Assert.Throws<InvalidInputException>(
            () => estimator.Evaluate(s_first, sample.InSeries(297, null), RunContext.Default));
        Assert.Contains("Theiler window of 297", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void PowerEntropies_OfNormals_AreTheirs(double order)
    {
        // ∫ f^a = (2πσ²)^((1−a)/2) / √a
        double power = Math.Pow(2 * Math.PI, (1 - order) / 2) / Math.Sqrt(order);
        double renyi = order == 1 ? NormalEntropy(1) : Math.Log(power) / (1 - order);
        double tsallis = order == 1 ? NormalEntropy(1) : (1 - power) / (order - 1);
        KozachenkoLeonenko estimator = new();

        // Small orders live in the tails, which samples do not show.
        double tolerance = order < 1 ? 0.15 : 0.03;
        Assert.Equal(renyi, MeanOf(Measure.RenyiEntropy(order)), tolerance);
        Assert.Equal(tsallis, MeanOf(Measure.TsallisEntropy(order)), tolerance);

        double MeanOf(Measure measure) =>
            NeighborData.MeanOver(12, seed => Power(measure, estimator, Numeric(NeighborData.Normals(500, 1, seed))).Nats);
    }

    [Fact]
    public void PowerEntropies_OfNumbers_HaveLocalsThatAverageToThem()
    {
        Variable x = Numeric(NeighborData.Normals(100, 2, 2), 2);
        Measure[] measures = [Measure.RenyiEntropy(1.5), Measure.TsallisEntropy(1.5), Measure.RenyiEntropy(1), Measure.TsallisEntropy(0.7)];
        foreach (Measure measure in measures)
        {
            TermEstimate estimate = Power(measure, new KozachenkoLeonenko(), x);
            Assert.Equal(estimate.Nats, estimate.Locals.ToArray().Average(), 1e-10);
        }

        InvalidInputException e = Assert.Throws<InvalidInputException>(
            () => Power(Measure.RenyiEntropy(5), new KozachenkoLeonenko(), x));
        Assert.Contains("above 0 and below 5", e.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidInputException>(() => Measure.TsallisEntropy(0));
    }

    [Fact]
    public void PowerEntropies_OfCounts_AreTheirFormulas()
    {
        // Counts 5, 3, 2.
        Variable x = NeighborData.Labels([0, 0, 0, 0, 0, 1, 1, 1, 2, 2]);
        Assert.Equal(-Math.Log(0.38), Measure.RenyiEntropy().Estimate([x]).Raw, 1e-12);
        Assert.Equal(0.62, Measure.TsallisEntropy().Estimate([x]).Raw, 1e-12);
        Assert.Equal(Measure.Entropy.Estimate([x], estimator: new Plugin()).Raw, Measure.RenyiEntropy(1).Estimate([x]).Raw, 1e-12);
        Assert.Equal(Measure.Entropy.Estimate([x], estimator: new Plugin()).Raw, Measure.TsallisEntropy(1).Estimate([x]).Raw, 1e-12);
        Assert.Equal("renyi-entropy", Measure.RenyiEntropy().Id);
    }

    [Fact]
    public void PowerEntropies_OfCounts_AreUnbiasedOnAverage()
    {
        double[] p = [0.5, 0.25, 0.15, 0.1];
        double renyi = NeighborData.MeanOver(300, seed => Measure.RenyiEntropy(2).Estimate([Draw(seed)]).Value!.Value);
        double tsallis = NeighborData.MeanOver(300, seed => Measure.TsallisEntropy(3).Estimate([Draw(seed)]).Value!.Value);
        Assert.Equal(-Math.Log(p.Sum(x => x * x)), renyi, 0.012);
        Assert.Equal((1 - p.Sum(x => x * x * x)) / 2, tsallis, 0.004);

        Variable Draw(ulong seed)
        {
            Rng rng = Rng.For(seed, "power entropies");
            int[] labels = new int[60];
            for (int i = 0; i < labels.Length; i++)
            {
                double u = rng.NextDouble();
                labels[i] = u < 0.5 ? 0 : u < 0.75 ? 1 : u < 0.9 ? 2 : 3;
            }

            return NeighborData.Labels(labels);
        }
    }

    private static Variable Numeric(double[] values, int d = 1) => NeighborData.Numeric(values, d);

    private static double NormalEntropy(int d) => 0.5 * d * Math.Log(2 * Math.PI * Math.E);

    private static TermEstimate Power(Measure measure, KozachenkoLeonenko estimator, Variable x) =>
        ((PowerEntropyMeasure)measure).EvaluateNumeric(Sample.Align([x]), estimator, RunContext.Default);
}
