using Xunit;
using static Infometer.Tests.SpectraData;

namespace Infometer.Tests;

public sealed class RepresentationMeasureTests
{
    public static TheoryData<string> Ids => [.. RepresentationMeasures.All.Select(d => d.Id)];

    public static TheoryData<string> OfDistancesOrMoments => ["dse", "matrix-renyi", "von-neumann", "vendi", "effective-rank", "participation-ratio", "mmcr-centroids", "mmcr-items", "dsmi", "matrix-renyi-mutual", "matrix-renyi-total-correlation", "cs-qmi", "cs-qmi-ratio"];

    // Clusters far apart are blocks of ones: as many equal eigenvalues, whatever order, time or normalisation.
    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(1.01)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(double.PositiveInfinity)]
    public void Entropies_OfEqualClusters_AreTheLogarithmOfTheirNumber(double order)
    {
        RepresentationData data = new(ToVariable(Clusters(60, 4)));
        GaussianKernel kernel = new(new GivenWidth(1));
        Assert.Equal(Math.Log(4), Value(new MatrixRenyiEntropy { Kernel = kernel, Order = order }, data), 1e-12);
        Assert.Equal(4, Value(new VendiScore { Kernel = kernel, Order = order }, data), 1e-11);
        foreach (PublishedForm form in Enum.GetValues<PublishedForm>())
        {
            Assert.Equal(Math.Log(4), Value(new DiffusionSpectralEntropy { Width = new GivenWidth(1), Form = form, Time = double.IsFinite(order) ? order : 1 }, data), 1e-12);
        }
    }

    [Fact]
    public void MatrixRenyi_OfClustersAndTheirLabels_SharesEverything()
    {
        RepresentationData data = new(ToVariable(Clusters(60, 4))) { Target = Labels(60, 4) };
        GaussianKernel kernel = new(new GivenWidth(1));
        Assert.Equal(Math.Log(4), Value(new MatrixRenyiMutual { Kernel = kernel }, data), 1e-12);
        Assert.Equal(Math.Log(4), Value(new MatrixRenyiJointEntropy { Kernel = kernel }, data), 1e-12);
        Assert.Equal(0, Value(new MatrixRenyiConditionalEntropy { Kernel = kernel }, data), 1e-12);
        Assert.Equal(2 * Math.Log(4), Value(new MatrixRenyiTotalCorrelation { Kernel = kernel }, new RepresentationData(data.Rows) { Target = data.Target, Other = data.Rows }), 1e-12);
        Assert.Equal(0, Value(new MatrixRenyiMutual { Kernel = kernel }, new RepresentationData(data.Rows) { Target = Labels(60, 1) }), 1e-12);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(2)]
    [InlineData(3)]
    public void MatrixRenyi_NearOrderOne_TendsToShannon(double far)
    {
        RepresentationData data = new(ToVariable(Rows(80, 3, 1)));
        double shannon = Value(new MatrixRenyiEntropy { Order = 1 }, data);
        foreach (double step in (double[])[1e-6, 1e-9, 1e-12, 1e-15])
        {
            Assert.Equal(shannon, Value(new MatrixRenyiEntropy { Order = 1 + step }, data), 10 * step * (1 + shannon) + 1e-14);
            Assert.Equal(shannon, Value(new MatrixRenyiEntropy { Order = 1 - step }, data), 10 * step * (1 + shannon) + 1e-14);
        }

        Assert.Equal(far > 1, Value(new MatrixRenyiEntropy { Order = far }, data) < shannon);
    }

    [Fact]
    public void MatrixRenyi_OfOrderTwo_IsThatOfEigenvalues()
    {
        RepresentationData data = new(ToVariable(Rows(150, 4, 2))) { Target = Labels(150, 3) };
        foreach (string kernel in (string[])["gaussian", "exponential", "laplacian", "cosine", "linear"])
        {
            MatrixRenyiEntropy two = new() { Kernel = RepresentationKernel.Parse(kernel), Order = 2 };
            Assert.Equal(Value(two with { Order = 2 + 1e-13 }, data), Value(two, data), 1e-10);
            Assert.Null(two.Evaluate(data).Spectrum);
        }

        MatrixRenyiMutual mutual = new() { Order = 2 };
        Assert.Equal(Value(mutual with { Order = 2 + 1e-13 }, data), Value(mutual, data), 1e-10);
    }

    [Fact]
    public void Vendi_OfPublishedExamples_AreThePublishedValues()
    {
        RepresentationData samples = new(Variable.Continuous(new double[] { 0, 0, 10, 10, 20, 20 }));
        double cut = Math.Floor(1e4 * Value(new VendiScore { Kernel = new ExponentialKernel(new GivenWidth(1)) }, samples)) / 1e4;
        Assert.Equal(2.9999, cut, 1e-12); // published cut, not rounded: it is 2.999999996
        Assert.Equal(2.999999996, Value(new VendiScore { Kernel = new LaplacianKernel(new GivenWidth(1)) }, samples), 1e-9);
        Assert.Equal(2.1573, new VendiScore().Of([1, 0.9, 0, 0.9, 1, 0, 0, 0, 1]), 5e-5);
    }

    [Fact]
    public void Vendi_OfMnistDigits_AreThePublishedValues()
    {
        double[] published = [7.68, 5.31, 12.18, 9.97, 11.10, 13.51, 9.06, 9.58, 9.69, 8.56];
        using ArrayFile images = ArrayFile.Open(Repository.Dataset("networks/mnist-t10k-images-idx3-ubyte.gz"));
        using ArrayFile labels = ArrayFile.Open(Repository.Dataset("networks/mnist-t10k-labels-idx1-ubyte.gz"));
        int[] digits = labels.ToVariable().Codes!.ToArray();
        double[] pixels = new double[10_000 * 784];
        images.Read().CopyRows(0, 10_000, pixels);
        for (int digit = 0; digit < 10; digit++)
        {
            double[][] rows = [.. Enumerable.Range(0, digits.Length).Where(i => digits[i] == digit).Select(i => BicubicImage.Resize(pixels.AsSpan(i * 784, 784), 28, 32))];
            RepresentationResult score = new VendiScore().Evaluate(new RepresentationData(ToVariable(rows)));
            Assert.Equal(published[digit], score.Value!.Value, 0.00501);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(double.PositiveInfinity)]
    public void Vendi_DualAndGramForms_Agree(double order)
    {
        double[][] rows = Rows(90, 6, 3);
        RepresentationData data = new(ToVariable(rows));
        RepresentationResult dual = new VendiScore { Order = order }.Evaluate(data);
        Assert.Equal(SpectrumMethod.Dual, dual.Spectrum!.Method);
        double[] unit = [.. rows.SelectMany(a => rows.Select(b => CrossProducts.Dot(a, b) / Math.Sqrt(CrossProducts.Dot(a, a) * CrossProducts.Dot(b, b))))];
        Assert.Equal(new VendiScore { Order = order }.Of(unit), dual.Value!.Value, 1e-10);
    }

    [Fact]
    public void Vendi_Weights_CountRowsAsOftenAsTheyWeigh()
    {
        double[][] rows = Rows(20, 3, 4);
        double[][] repeated = [.. rows.SelectMany((r, i) => Enumerable.Repeat(r, 1 + (i % 3)))];
        RepresentationData weighted = new(ToVariable(rows)) { Weights = [.. rows.Select((_, i) => (1.0 + (i % 3)) / repeated.Length)] };
        foreach (double order in (double[])[0.7, 1, 2, double.PositiveInfinity])
        {
            foreach (RepresentationKernel kernel in (RepresentationKernel[])[new CosineKernel(), new GaussianKernel(new GivenWidth(0.6))])
            {
                VendiScore score = new() { Kernel = kernel, Order = order };
                Assert.Equal(Value(score, new RepresentationData(ToVariable(repeated))), Value(score, weighted), 1e-7);
            }
        }
    }

    [Fact]
    public void Covariances_OfIsotropicRows_CountTheirDirections()
    {
        // ± unit vectors: the covariance is a multiple of the identity.
        const int Dimension = 5;
        double[][] rows = [.. Enumerable.Range(0, 2 * Dimension).Select(i => Enumerable.Range(0, Dimension).Select(j => j == i / 2 ? 1.0 - (2 * (i % 2)) : 0).ToArray())];
        RepresentationData data = new(ToVariable(rows));
        Assert.Equal(Math.Log(Dimension), Value(new VonNeumannEntropy(), data), 1e-13);
        Assert.Equal(Dimension, Value(new ParticipationRatio(), data), 1e-12);
        Assert.Equal(Dimension, Value(new EffectiveRank(), data), 1e-12);
        Assert.Equal(1, new VonNeumannEntropy().Evaluate(data).Details["share-of-ln-d"], 1e-13);
    }

    [Fact]
    public void Covariances_OfWideAndOfTallRows_Agree()
    {
        double[][] tall = Rows(40, 12, 5);
        double[][] wide = [.. tall.Select(r => r.Concat(new double[100]).ToArray())];
        foreach (RepresentationMeasure measure in (RepresentationMeasure[])[new VonNeumannEntropy(), new ParticipationRatio(), new EffectiveRank()])
        {
            Assert.Equal(Value(measure, new RepresentationData(ToVariable(tall))), Value(measure, new RepresentationData(ToVariable(wide))), 1e-10);
        }
    }

    [Fact]
    public void Manifolds_OfOneAndOfOrthogonalViews_ReachTheirBounds()
    {
        // Three items in orthogonal directions, two equal views each.
        double[][] equal = [.. Enumerable.Range(0, 6).Select(i => Enumerable.Range(0, 3).Select(j => j == i / 2 ? 2.0 : 0).ToArray())];
        RepresentationData data = new(ToVariable(equal)) { Views = 2 };
        Assert.Equal(3, Value(new CentroidNuclearNorm(), data), 1e-12);
        Assert.Equal(1, new CentroidNuclearNorm().Evaluate(data).Details["share-of-bound"], 1e-12);
        Assert.Equal(Math.Sqrt(2), Value(new ItemNuclearNorm(), data), 1e-12);
        double[][] orthogonal = [.. Enumerable.Range(0, 6).Select(i => Enumerable.Range(0, 3).Select(j => j == i % 2 ? 2.0 : 0).ToArray())];
        RepresentationResult items = new ItemNuclearNorm().Evaluate(new RepresentationData(ToVariable(orthogonal)) { Views = 2 });
        Assert.Equal(items.High!.Value, items.Value!.Value, 1e-12);
    }

    [Fact]
    public void CauchySchwarz_OfNormalSamples_TendsToTheClosedForm()
    {
        // Between N(0, 1) and N(m, 1) with a kernel of width s: m²/(2 + s²).
        Rng rng = Rng.For(6, "normal samples");
        double[] a = [.. Enumerable.Range(0, 3000).Select(_ => rng.NextNormal())];
        double[] b = [.. Enumerable.Range(0, 2000).Select(_ => 1.5 + rng.NextNormal())];
        RepresentationData data = new(Variable.Continuous(a)) { Other = Variable.Continuous(b) };
        Assert.Equal(1.5 * 1.5 / 2.25, Value(new CauchySchwarzDivergence { Kernel = new GaussianKernel(new GivenWidth(0.5)) }, data), 0.06);
        Assert.Equal(0, Value(new CauchySchwarzDivergence(), new RepresentationData(Variable.Continuous(a)) { Other = Variable.Continuous(a) }), 1e-12);
    }

    [Fact]
    public void CsQmi_OfAProductDesign_IsZero()
    {
        // Every x with every y: the joint sample is the product of its margins.
        double[] x = [.. Enumerable.Range(0, 100).Select(i => (double)(i / 10))];
        double[] y = [.. Enumerable.Range(0, 100).Select(i => Math.Sin(i % 10))];
        RepresentationData data = new(Variable.Continuous(x)) { Target = Variable.Continuous(y) };
        Assert.Equal(0, Value(new CauchySchwarzQmi(), data), 1e-12);
        Assert.Equal(1, Value(new CauchySchwarzQmiRatio(), new RepresentationData(Variable.Continuous(x)) { Other = Variable.Continuous(x) }), 1e-12);
    }

    [Fact]
    public void CsConditional_OfPerfectPredictions_IsZero()
    {
        RepresentationData data = new(ToVariable(Rows(70, 3, 7))) { Target = ToVariable(Rows(70, 2, 8)), Other = ToVariable(Rows(70, 2, 8)) };
        Assert.Equal(0, Value(new CauchySchwarzConditional(), data), 1e-12);
        Assert.True(Value(new CauchySchwarzConditional(), new RepresentationData(data.Rows) { Target = data.Target, Other = ToVariable(Rows(70, 2, 9)) }) > 0.01);
    }

    [Fact]
    public void Dsmi_OfClustersAndTheirLabels_IsNearTheirLogarithm()
    {
        RepresentationData data = new(ToVariable(Clusters(200, 4))) { Target = Labels(200, 4) };
        RepresentationResult result = new DiffusionSpectralMutual { Width = new GivenWidth(1) }.Evaluate(data);
        Assert.Equal(Math.Log(4), result.Value!.Value, 0.03);
        Assert.Equal(0, result.Details["entropy-within-nats"], 1e-12);
        Assert.Equal(Math.Log(50), result.High!.Value, 1e-12);
    }

    [Fact]
    public void Dsmi_OfNumbersAndOfVectors_BinsAndClusters()
    {
        double[][] rows = Clusters(200, 4);
        RepresentationData binned = new(ToVariable(rows)) { Target = Variable.Continuous(Array.ConvertAll(rows, r => r[0])) };
        RepresentationData clustered = new(ToVariable(rows)) { Other = ToVariable(rows) };
        DiffusionSpectralMutual measure = new() { Width = new GivenWidth(1), Bins = 4, Clusters = 4 };
        double byLabel = Value(measure, new RepresentationData(ToVariable(rows)) { Target = Labels(200, 4) });
        Assert.Equal(byLabel, Value(measure, binned), 1e-12);
        Assert.Equal(Math.Log(4), Value(measure, clustered), 0.03);
        Assert.Contains(measure.Evaluate(clustered).Definition, d => d is { Key: "groups", Value: "k-means(4)" });
        Assert.Contains(measure.Evaluate(binned).Definition, d => d is { Key: "groups", Value: "equal-width-bins(4)" });
    }

    [Theory]
    [MemberData(nameof(OfDistancesOrMoments))]
    public void Rotations_ChangeNothing(string id)
    {
        double[][] rows = Rows(60, 4, 10);
        Assert.Equal(ValueOf(id, rows), ValueOf(id, Rotate(rows, 1)), 1e-9);
    }

    // Not the linear kernel and not the views' order; drawn subsets and their order are the only seeded part.
    [Theory]
    [InlineData("dse")]
    [InlineData("matrix-renyi")]
    [InlineData("von-neumann")]
    [InlineData("vendi")]
    [InlineData("effective-rank")]
    [InlineData("participation-ratio")]
    [InlineData("cs-divergence")]
    public void OrderOfRows_ChangesNothing(string id)
    {
        double[][] rows = Rows(60, 4, 11);
        Assert.Equal(ValueOf(id, rows), ValueOf(id, [.. rows.Reverse()]), 1e-10);
    }

    [Theory]
    [MemberData(nameof(OfDistancesOrMoments))]
    public void Scale_WithWidthsByTheMedian_ChangesNothing(string id)
    {
        double[][] rows = Rows(60, 4, 12);
        Assert.Equal(ValueOf(id, rows), ValueOf(id, [.. rows.Select(r => Array.ConvertAll(r, v => v * 1000))]), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Threads_GiveTheSameBits(string id)
    {
        RepresentationData Data() => Full(Rows(150, 4, 13));
        RepresentationMeasure measure = RepresentationMeasures.Get(id).Create();
        RepresentationResult one = measure.Evaluate(Data(), RunContext.Default with { MaxDegreeOfParallelism = 1 });
        RepresentationResult four = measure.Evaluate(Data(), RunContext.Default with { MaxDegreeOfParallelism = 4 });
        Assert.Equal(one.Value, four.Value);
        Assert.Equal(one.Details, four.Details);
        Assert.Equal(one.Spectrum?.Values, four.Spectrum?.Values);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Values_LieInTheirRange_AndSayTheirDefinition(string id)
    {
        RepresentationResult result = RepresentationMeasures.Get(id).Create().Evaluate(Full(Rows(90, 4, 14)));
        Assert.InRange(result.Value!.Value, (result.Low ?? double.NegativeInfinity) - 1e-9, (result.High ?? double.PositiveInfinity) + 1e-9);
        Assert.NotEmpty(result.DefinitionText);
        Assert.Equal(QuantityTag.Index, result.Measure.Descriptor.Tag);
        Assert.DoesNotContain("mutual information", result.Measure.Descriptor.Name, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("gaussian", "median", 0.05)]
    [InlineData("exponential", "median", 0.25)] // heavy tails: more features than these are wanted
    [InlineData("laplacian", "median", 0.2)]
    public void RandomFeatures_ComeNearTheExactSpectrum(string kernel, string width, double tolerance)
    {
        Variable rows = ToVariable(Rows(600, 3, 15));
        RepresentationData exact = new(rows) { Target = Labels(600, 3) };
        RepresentationData approximate = new(rows) { Target = Labels(600, 3), Spectrum = new SpectrumOptions { ExactRows = 100, Features = 512 } };
        MatrixRenyiEntropy measure = new() { Kernel = RepresentationKernel.Parse(kernel, WidthRule.Parse(width)) };
        RepresentationResult result = measure.Evaluate(approximate);
        Assert.Equal(Value(measure, exact), result.Value!.Value, tolerance);
        Assert.Equal(SpectrumMethod.RandomFeatures, result.Spectrum!.Method);
        Assert.Contains(result.Alarms, a => a is ApproximateSpectrumAlarm);
        Assert.Contains("random-features(512)", result.DefinitionText, StringComparison.Ordinal);
    }

    [Fact]
    public void RandomFeatures_OfDiffusionAndOfJointSpectra_ComeNear()
    {
        Variable rows = ToVariable(Rows(600, 3, 16));
        Variable other = ToVariable(Rows(600, 2, 17));
        RepresentationData exact = new(rows) { Other = other };
        RepresentationData approximate = new(rows) { Other = other, Spectrum = new SpectrumOptions { ExactRows = 100, Features = 1024 } };
        Assert.Equal(Value(new DiffusionSpectralEntropy(), exact), Value(new DiffusionSpectralEntropy(), approximate), 0.05);
        Assert.Equal(Value(new MatrixRenyiJointEntropy(), exact), Value(new MatrixRenyiJointEntropy(), approximate), 0.12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(double.PositiveInfinity)]
    public void Entropy_OfOneEigenvalue_IsZeroWithoutASign(double order)
    {
        Assert.Equal((0.0, false), (SpectralEntropy.Renyi([1, 0], order), double.IsNegative(SpectralEntropy.Renyi([1, 0], order))));
        Assert.False(double.IsNegative(SpectralEntropy.OfPurity(1)));
    }

    [Fact]
    public void Spectrum_OfACancelledCall_IsFoundByTheNext()
    {
        RepresentationData data = new(ToVariable(Rows(60, 3, 20)));
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new VendiScore { Kernel = new GaussianKernel() }.Evaluate(data, new RunContext { Cancellation = cancelled.Token }));
        Assert.Equal(
            Value(new VendiScore { Kernel = new GaussianKernel() }, new RepresentationData(data.Rows)), Value(new VendiScore { Kernel = new GaussianKernel() }, data));
        Assert.Throws<InvalidInputException>(() => data.Once<EigenSpectrum>("k", () => throw new InvalidInputException("no"), TestContext.Current.CancellationToken));
        Assert.Equal("found", data.Once("k", () => "found", TestContext.Current.CancellationToken));
    }

    // The second caller waits for the first, whose cancellation is none of its own.
    [Fact]
    public async Task Once_WhereAnotherCallerIsCancelled_Goes_On()
    {
        RepresentationData data = new(ToVariable(Rows(9, 2, 21)));
        using ManualResetEventSlim started = new();
        using ManualResetEventSlim waits = new();
        using CancellationTokenSource first = new();
        Task<string?> cancelled = Task.Run(
            () => data.Once<string>(
                "k",
                () =>
                {
                    started.Set();
                    waits.Wait(TestContext.Current.CancellationToken);
                    first.Cancel();
                    throw new OperationCanceledException(first.Token);
                },
                first.Token),
            TestContext.Current.CancellationToken);
        started.Wait(TestContext.Current.CancellationToken);
        Task<string?> second = Task.Run(() => data.Once("k", () => "found", CancellationToken.None), TestContext.Current.CancellationToken);
        waits.Set();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal("found", await second);
    }

    [Fact]
    public void Levels_MakeBlocks_ThatAreSolvedAlone()
    {
        RepresentationData data = new(ToVariable(Rows(90, 3, 18))) { Target = Labels(90, 3) };
        RepresentationData blocks = new(data.Rows) { Target = data.Target, Spectrum = new SpectrumOptions { ExactRows = 30 } };
        double[] gram = new KernelProduct(
            new ShiftKernel(data.Set.Columns, KernelShape.Gaussian, 1), new LevelKernel(data.TargetSet!.Codes!)).LowerTriangle(RunContext.Default);
        double[] whole = Array.ConvertAll(SymmetricValues.Of(gram, 90, RunContext.Default), v => v / 90);
        RepresentationResult joint = new MatrixRenyiJointEntropy { Kernel = new GaussianKernel(new GivenWidth(1)) }.Evaluate(blocks);
        Assert.Equal(SpectralEntropy.Renyi(whole.Select(v => Math.Max(0, v)).ToArray(), 1.01), joint.Value!.Value, 1e-10);
    }

    private static double ValueOf(string id, double[][] rows) => SpectraData.Value(RepresentationMeasures.Get(id).Create(), Full(rows));

    // Every measure can be made of these: y is the squared length of a row, the other rows are the same ones moved.
    private static RepresentationData Full(double[][] rows)
    {
        double[][] target = [.. rows.Select(r => Enumerable.Repeat(r.Sum(v => v * v), r.Length).ToArray())];
        double step = 0.2 * rows.Max(r => Math.Sqrt(CrossProducts.Dot(r, r)));
        double[][] other = [.. rows.Select(r => Array.ConvertAll(r, v => v + step))];
        return new RepresentationData(ToVariable(rows)) { Target = ToVariable(target, "y"), Other = ToVariable(other, "other"), Views = 3 };
    }
}
