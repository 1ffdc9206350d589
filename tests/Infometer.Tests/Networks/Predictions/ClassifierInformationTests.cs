using Xunit;

namespace Infometer.Tests;

public sealed class ClassifierInformationTests : IDisposable
{
    private readonly ArrayFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cmi", "classifier_CMI")]
    [InlineData("gamma", "classifier_Gamma_crossentropy_all_pairs")]
    [InlineData("ncmi", "classifier_NCMI")]
    [InlineData("mean-gap", "logit_gap_top1_top2_mean")]
    [InlineData("prediction-entropy", "softmax_entropy_mean")]
    public void Of_Fixture_GivesTheGoldenValue(string id, string golden)
    {
        double[][] columns = [NetworkData.Fixture("logit0"), NetworkData.Fixture("logit1"), NetworkData.Fixture("logit2")];
        double[] logits = [.. Enumerable.Range(0, columns[0].Length).SelectMany(row => columns.Select(c => c[row]))];
        ClassifierInformation result = Of(logits, NetworkData.Fixture("label"), 3);
        Assert.Equal(NetworkData.Golden(golden), result[id].Value, 1e-8);
    }

    [Fact]
    public void Of_SeveralBlocksAndThreads_AgreesWithSumsOverAllPairs_AndItself()
    {
        (double[] logits, double[] labels) = Draw(400, 5, 3);
        NaiveClassifier naive = new(logits, labels, 5);
        ClassifierInformation one = Of(logits, labels, 5, context: new RunContext { MaxDegreeOfParallelism = 1 });
        ClassifierInformation four = Of(logits, labels, 5, context: new RunContext { MaxDegreeOfParallelism = 4 });
        Assert.Equal(naive.Information, one["cmi"].Value, 1e-12);
        Assert.Equal(naive.Separation, one["gamma"].Value, 1e-12);
        Assert.Equal(one.ToJson(), four.ToJson());
    }

    [Fact]
    public void StandardErrors_AreThoseOfTheJackknife()
    {
        const int N = 240;
        (double[] logits, double[] labels) = Draw(N, 3, 5);
        ClassifierInformation whole = Of(logits, labels, 3);
        foreach (string id in new[] { "cmi", "gamma", "ncmi" })
        {
            double[] without = [.. Enumerable.Range(0, N).Select(i => Of(
                [.. logits[..(3 * i)], .. logits[((3 * i) + 3)..]], [.. labels[..i], .. labels[(i + 1)..]], 3)[id].Value)];
            double mean = without.Average();
            double jackknife = Math.Sqrt(without.Sum(v => (v - mean) * (v - mean)) * (N - 1) / N);
            Assert.InRange(whole[id].StandardError!.Value / jackknife, 0.95, 1.05);
        }
    }

    [Fact]
    public void CentroidBias_SmallSamples_IsWhatTheyLack()
    {
        double truth = Of(Draw(20_000, 3, 1), 3)["cmi"].Value;
        ClassifierInformation[] small = [.. Enumerable.Range(0, 400).Select(seed => Of(Draw(60, 3, 100 + seed), 3))];
        double corrected = small.Average(r => r["cmi"].Value + r.Classes.Sum(c => c.CentroidBias * c.Count / r.Count));
        double bare = small.Average(r => r["cmi"].Value);
        Assert.True(Math.Abs(corrected - truth) < 0.3 * Math.Abs(bare - truth), $"truth {truth}, bare {bare}, corrected {corrected}");
    }

    [Fact]
    public void Of_HugeLogits_NeverTakesTheLogarithmOfZero()
    {
        ClassifierInformation result = Of([900, 0, -900, 0, 1200, 0, 0, 0, 800], [0, 1, 2], 3);
        Assert.All(result.Quantities.Where(q => q.Id != "gap-exponent"), q => Assert.True(double.IsFinite(q.Value), q.Id));
        Assert.Equal((900 + 1800 + 1200 + 1200 + 800 + 800) / 9.0, result["gamma"].Value, 1e-9);
    }

    [Fact]
    public void Of_ProbabilitiesWithZeros_SaysThatGammaIsInfinite_ButNotWhereNothingMeetsThem()
    {
        ClassifierOptions options = new() { AreProbabilities = true };
        ClassifierInformation infinite = Of([0.5, 0.5, 0, 1], [0, 1], 2, options);
        Assert.True(double.IsPositiveInfinity(infinite["gamma"].Value));
        Assert.True(double.IsNaN(infinite["ncmi"].Value));
        Assert.Null(infinite["gamma"].StandardError);
        Assert.Contains(infinite.Notes, n => n.Code == "zero-probabilities");
        ClassifierInformation finite = Of([0.5, 0.5, 0, 0.25, 0.75, 0], [0, 1], 3, options);
        Assert.Equal(-0.25 * (Math.Log(0.25) + Math.Log(0.75) + (2 * Math.Log(0.5))) / 2, finite["gamma"].Value, 1e-12);
    }

    [Fact]
    public void Of_Probabilities_GiveWhatTheirLogitsGive()
    {
        (double[] logits, double[] labels) = Draw(100, 4, 8);
        double[] probabilities = [.. logits.Chunk(4).SelectMany(row => NetworkData.Softmax(row))];
        ClassifierInformation ofLogits = Of(logits, labels, 4);
        ClassifierInformation result = Of(probabilities, labels, 4, new ClassifierOptions { AreProbabilities = true });
        Assert.All(ofLogits.Quantities, q => Assert.Equal(q.Value, result[q.Id].Value, 1e-10));
        Assert.Contains(Of(probabilities, labels, 4).Notes, n => n.Code == "looks-like-probabilities");
    }

    [Fact]
    public void Of_OneRowOrOneClass_GivesNoNumberThatLooksRight()
    {
        ClassifierInformation result = Of([1, 0, 0, 2, 0.5, 0.7], [0, 0, 1], 2);
        Assert.True(double.IsNaN(result.Classes[1].Information));
        Assert.Null(result.Classes[1].InformationStandardError);
        Assert.Contains(result.Notes, n => n.Code == "tiny-classes");
        ClassifierInformation one = Of([1, 0, 0, 2], [0, 0], 2);
        Assert.True(double.IsNaN(one["ncmi"].Value));
        Assert.Contains(one.Notes, n => n.Code == "one-class");
        Assert.Contains(one.Notes, n => n.Code == "absent-classes");
    }

    [Fact]
    public void Gaps_UniformDensityAtZero_ExponentOne_AndSquareDensity_Two()
    {
        Rng rng = Rng.For(1, "gaps");
        foreach (double exponent in new[] { 1.0, 2.0 })
        {
            double[] logits = new double[2 * 20_000];
            for (int i = 0; i < logits.Length; i += 2)
            {
                logits[i] = Math.Pow(rng.NextOpenDouble(), 1 / exponent);
            }

            GapPowerLaw law = Of(logits, new double[20_000], 2).Gaps.PowerLaw!;
            Assert.InRange(law.Exponent, exponent - (4 * law.StandardError), exponent + (4 * law.StandardError));
            Assert.Equal(law.Exponent / Math.Sqrt(2_000), law.StandardError, 1e-12);
        }
    }

    // A head that starts at zero, and rows whose gaps are all alike: no law of small gaps, and no failure.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Gaps_ThatAreAllAlike_HaveNoPowerLaw(double gap)
    {
        ClassifierInformation result = Of([.. Enumerable.Repeat(new[] { 0, gap }, 400).SelectMany(row => row)], [.. Enumerable.Range(0, 400).Select(i => i % 2.0)], 2);
        Assert.Null(result.Gaps.PowerLaw);
        Assert.Equal(0, result["cmi"].Value, 1e-12);
    }

    [Fact]
    public void Gaps_KnownRows_QuantilesSharesHistogramTiesAndMargins()
    {
        ClassifierInformation result = Of([0, 0, 0, 1, 3, 0, 4, 1], [0, 0, 1, 0], 2, new ClassifierOptions { HistogramBins = 3, GapThresholds = [1, 2] });
        Assert.Equal(7 / 4.0, result.Gaps.Mean, 1e-12);
        Assert.Equal(1, result.Gaps.Ties);
        Assert.Equal(2, result.Gaps.Quantiles.Single(q => q.Level == 0.5).Gap, 1e-12);
        Assert.Equal([0.25, 0.5], result.Gaps.Below.Select(b => b.Share));
        Assert.Equal(4, result.Gaps.Histogram.Sum());
        Assert.Equal((0 - 1 + 3) / 3.0, result.Classes[0].MeanMargin, 1e-12);
        Assert.Equal(-3, result.Classes[1].MeanMargin, 1e-12);
        Assert.Null(result.Gaps.PowerLaw);
        Assert.Contains(result.Notes, n => n.Code == "few-gaps");
    }

    [Fact]
    public void Of_Files_StreamsAndNamesFileArrayAndShape()
    {
        double[] logits = [1, 0, 0, 2, 0.5, 0.7];
        string scores = _folder.Write("scores.npy", ArrayBytes.Npy<double>("<f8", "(3, 2)", logits));
        string labels = _folder.Write("y.npy", ArrayBytes.Npy<byte>("|u1", "(3,)", [0, 1, 1]));
        Assert.Equal(Of(logits, [0, 1, 1], 2)["cmi"].Value, OfFiles(scores, labels)["cmi"].Value);

        void Refuses(string wrong, string right, params string[] parts)
        {
            string message = _folder.MessageOf(() => OfFiles(wrong, right));
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }

        Refuses(scores, _folder.Write("short.npy", ArrayBytes.Npy<byte>("|u1", "(2,)", [0, 1])), "'short.npy' have the shape 2", "'scores.npy' 3×2");
        Refuses(scores, _folder.Write("hot.npy", ArrayBytes.Npy<double>("<f8", "(3, 2)", [1, 0, 0, 1, 0, 1])), "y.argmax(1)");
        Refuses(scores, _folder.Write("one.npy", ArrayBytes.Npy<byte>("|u1", "(3,)", [1, 2, 2])), "'one.npy' (shape 3) holds the label 2 in row 1", "subtract 1");
        Refuses(scores, _folder.Write("half.npy", ArrayBytes.Npy<double>("<f8", "(3,)", [0, 0.5, 1])), "the label 0.5 in row 1", "counted from 0");
        Refuses(_folder.Write("nan.npy", ArrayBytes.Npy<double>("<f8", "(3, 2)", [1, 0, 0, double.NaN, 0, 0])), labels, "'nan.npy' (shape 3×2) holds NaN in row 1, column 1");
        Refuses(_folder.Write("column.npy", ArrayBytes.Npy<double>("<f8", "(3, 1)", [1, 0, 0])), labels, "'column.npy' has the shape 3×1", "np.column_stack");
        Refuses(_folder.Write("deep.npy", ArrayBytes.Npy<double>("<f8", "(3, 2, 1)", logits)), labels, "has the shape 3×2×1", "reshape");
        string message = _folder.MessageOf(() => OfFiles(scores, labels, new ClassifierOptions { AreProbabilities = true }));
        Assert.Contains("Row 1 of 'scores.npy' (shape 3×2) is no row of probabilities: it sums to 2", message, StringComparison.Ordinal);
    }

    private static ClassifierInformation OfFiles(string scores, string labels, ClassifierOptions? options = null)
    {
        using ArrayFile s = ArrayFile.Open(scores);
        using ArrayFile y = ArrayFile.Open(labels);
        return ClassifierInformation.Of(s.Read(), y.Read(), options);
    }

    private static ClassifierInformation Of((double[] Logits, double[] Labels) data, int classes) => Of(data.Logits, data.Labels, classes);

    private static ClassifierInformation Of(double[] logits, double[] labels, int classes, ClassifierOptions? options = null, RunContext? context = null) =>
        ClassifierInformation.Of(NetworkData.Rows(logits, classes), NetworkData.Rows(labels, 1, "labels"), options, context);

    private static (double[] Logits, double[] Labels) Draw(int n, int classes, int seed)
    {
        Rng rng = Rng.For((ulong)seed, "classifier");
        double[] labels = new double[n];
        double[] logits = new double[n * classes];
        for (int i = 0; i < n; i++)
        {
            labels[i] = i % classes;
            for (int c = 0; c < classes; c++)
            {
                logits[(i * classes) + c] = rng.NextNormal() + (c == i % classes ? 1.5 : 0);
            }
        }

        return (logits, labels);
    }

    /// <summary>The definitions, over all pairs of rows.</summary>
    private sealed class NaiveClassifier
    {
        public NaiveClassifier(double[] logits, double[] labels, int classes)
        {
            double[][] p = [.. logits.Chunk(classes).Select(row => NetworkData.Softmax(row))];
            for (int i = 0; i < p.Length; i++)
            {
                double[][] own = [.. p.Where((_, j) => labels[j] == labels[i])];
                double[] centroid = [.. Enumerable.Range(0, classes).Select(c => own.Average(row => row[c]))];
                Information += p[i].Select((v, c) => v * Math.Log(v / centroid[c])).Sum() / p.Length;
                for (int j = 0; j < p.Length; j++)
                {
                    Separation += labels[i] == labels[j] ? 0 : -p[i].Select((v, c) => v * Math.Log(p[j][c])).Sum() / p.Length / p.Length;
                }
            }
        }

        public double Information { get; }

        public double Separation { get; }
    }
}
