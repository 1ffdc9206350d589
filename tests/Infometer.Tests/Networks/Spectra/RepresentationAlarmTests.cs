using System.Collections.Immutable;
using Xunit;
using static Infometer.Tests.SpectraData;

namespace Infometer.Tests;

public sealed class RepresentationAlarmTests
{
    [Theory]
    [InlineData("dse")]
    [InlineData("matrix-renyi")]
    [InlineData("vendi")]
    [InlineData("dsmi")]
    [InlineData("cs-qmi")]
    public void WidthsFarOff_RaiseIdentityAndConstant(string id)
    {
        RepresentationData data = new(ToVariable(Rows(120, 4, 1))) { Target = Labels(120, 3) };
        Assert.Contains(Alarms(id, data, "0.001"), a => a is IdentityKernelAlarm);
        Assert.Contains(Alarms(id, data, "1000"), a => a is ConstantKernelAlarm);
        Assert.DoesNotContain(Alarms(id, data, "median"), a => a is IdentityKernelAlarm or ConstantKernelAlarm);
    }

    [Fact]
    public void PublishedWidth_OnUnitScale_RaisesConstant()
    {
        RepresentationResult result = new DiffusionSpectralEntropy { Width = new GivenWidth(10) }.Evaluate(new RepresentationData(ToVariable(Rows(120, 4, 1))));
        Assert.Contains(result.Alarms, a => a is ConstantKernelAlarm);
        Assert.True(result.Value < 0.2);
    }

    [Fact]
    public void GivenWidth_FarFromTheDistances_RaisesDrift()
    {
        RepresentationData data = new(ToVariable(Rows(120, 4, 2)));
        double median = new GaussianKernel().FindWidth(data.Rows)!.Value;
        Assert.DoesNotContain(Alarms("dse", data, Text(median * 3.9)), a => a is WidthDriftAlarm);
        Assert.Contains(Alarms("dse", data, Text(median * 4.1)), a => a is WidthDriftAlarm);
        Assert.Contains(Alarms("matrix-renyi", data, Text(median / 4.1)), a => a is WidthDriftAlarm);
        Assert.DoesNotContain(Alarms("dse", data, "quantile:0.001"), a => a is WidthDriftAlarm);
    }

    [Fact]
    public void TinyClasses_AreNamedAndCounted()
    {
        Variable labels = Variable.Discrete<string>([.. Enumerable.Range(0, 100).Select(i => i < 3 ? "rare" : i < 22 ? "few" : i < 60 ? "many" : "most")], "y");
        SmallClassAlarm alarm = new DiffusionSpectralMutual().Evaluate(new RepresentationData(ToVariable(Rows(100, 3, 3))) { Target = labels })
            .Alarms.OfType<SmallClassAlarm>().Single();
        Assert.Equal(("rare", 3, 2), (alarm.Level, alarm.Count, alarm.Classes));
        Assert.Empty(new DiffusionSpectralMutual().Evaluate(new RepresentationData(ToVariable(Rows(100, 3, 3))) { Target = Labels(100, 5) }).Alarms.OfType<SmallClassAlarm>());
    }

    [Fact]
    public void NegativeDsmi_IsKeptAndSaid()
    {
        // Every class has two far points, all rows are a few more: classes are more spread out than draws, which miss some.
        double[][] rows = [.. Enumerable.Range(0, 120).Select(i => new[] { i % 6 * 50.0, 0 })];
        Variable labels = Variable.Discrete<int>([.. Enumerable.Range(0, 120).Select(i => i / 6)], "y");
        RepresentationResult result = new DiffusionSpectralMutual { Width = new GivenWidth(1) }.Evaluate(new RepresentationData(ToVariable(rows)) { Target = labels });
        Assert.True(result.Value < -0.1);
        Assert.Contains(result.Alarms, a => a is NegativeAmountAlarm);
        Assert.True(result.Low <= result.Value);
    }

    [Fact]
    public void DeadLatents_AreListed()
    {
        double[][] rows = [.. Rows(50, 3, 4).Select(r => new[] { r[0], 0, r[1], -1, r[2] })];
        DeadLatentAlarm alarm = new ParticipationRatio().Evaluate(new RepresentationData(ToVariable(rows))).Alarms.OfType<DeadLatentAlarm>().Single();
        Assert.Equal([1, 3], alarm.Columns);
        Assert.Equal(5, alarm.Dimension);
        Assert.Empty(new ParticipationRatio().Evaluate(new RepresentationData(ToVariable(Rows(50, 3, 4)))).Alarms);
    }

    [Fact]
    public void Alarms_HaveCodesAndSentences_AndCompareByValue()
    {
        RepresentationAlarm[] all =
        [
            new IdentityKernelAlarm("'a'", 0.01), new ConstantKernelAlarm("'a'", 0.99), new WidthDriftAlarm("'a'", 10, 1), new SmallClassAlarm("b", 3, 1),
            new NegativeAmountAlarm("DSMI", -0.1), new DeadLatentAlarm("'a'", [1], 2), new ApproximateSpectrumAlarm(9000, 1024, 6.9), new OneHotAlarm("y", "'a'", 3),
        ];
        Assert.Equal(all.Length, all.Select(a => a.Code).Distinct().Count());
        Assert.All(all, a => Assert.EndsWith(".", a.Text, StringComparison.Ordinal));
        Assert.All(all, a => Assert.Equal(new Note(a.Code, a.Text), a.ToNote()));
        Assert.Equal(new DeadLatentAlarm("'a'", [1], 2), all[5]);
    }

    [Fact]
    public void RowsThatAreAllAlike_HaveNoValueOrNoWidth()
    {
        RepresentationData data = new(ToVariable([.. Enumerable.Range(0, 30).Select(_ => new double[] { 1, 2 })], "flat"));
        Assert.Null(new VonNeumannEntropy().Evaluate(data).Value);
        Assert.Null(new ParticipationRatio().Evaluate(data).Value);
        Assert.Equal(1, Value(new EffectiveRank(), data), 1e-12);
        Assert.Equal(1, Value(new VendiScore(), data), 1e-12);
        string message = Assert.Throws<InvalidInputException>(() => new DiffusionSpectralEntropy().Evaluate(data)).Message;
        Assert.Equal("50 % of the distances between rows of 'flat' are 0, so the rule 'median' gives no kernel width; give one as a number: --width 1.", message);
    }

    [Fact]
    public void Errors_NameWhatIsMissingOrDoesNotFit()
    {
        Variable rows = ToVariable(Rows(30, 3, 5), "acts.npy");
        string Of(Action action) => Assert.Throws<InvalidInputException>(action).Message;
        Assert.Equal("'dsmi' needs labels or numbers about the rows (--y), or a second set of them (--other).", Of(() => new DiffusionSpectralMutual().Evaluate(new RepresentationData(rows))));
        Assert.Equal(
            "'acts.npy' has 30 rows (shape 30×3) and 'y.npy' 29 (shape 29×1); both must be about the same rows.",
            Of(() => _ = new RepresentationData(rows) { Target = Labels(29, 2).Named("y.npy") }));
        Assert.Equal(
            "'acts.npy' has 30 rows (shape 30×3) and 'x.npy' 20 (shape 20×2); both must be about the same rows, or have the same columns.",
            Of(() => _ = new RepresentationData(rows) { Other = ToVariable(Rows(20, 2, 1), "x.npy") }));
        Assert.Equal(
            "'mmcr-items' needs items of 4 views, and 'acts.npy' has 30 rows, which is no multiple; leave the rest out, or give another --views.",
            Of(() => new ItemNuclearNorm().Evaluate(new RepresentationData(rows) { Views = 4 })));
        Assert.Equal(
            "'cs-qmi' needs a kernel that is positive everywhere, which 'cosine' is not; choose gaussian, exponential or laplacian.",
            Of(() => new CauchySchwarzQmi { Kernel = new CosineKernel() }.Evaluate(new RepresentationData(rows) { Target = Labels(30, 2) })));
        Assert.Equal(
            "'vendi' needs a kernel with k(a, a) = 1, which 'linear' has not; choose cosine or a kernel of distances.",
            Of(() => new VendiScore { Kernel = new LinearKernel() }.Evaluate(new RepresentationData(rows))));
        Assert.StartsWith("Row 0 of 'zero' is all zeros, and the cosine kernel needs directions;", Of(() => new VendiScore().Evaluate(new RepresentationData(ToVariable([[0, 0], [1, 0]], "zero")))), StringComparison.Ordinal);
        Assert.StartsWith("'label' is discrete, and a representation is rows of numbers;", Of(() => _ = new RepresentationData(Labels(9, 3))), StringComparison.Ordinal);
        Assert.StartsWith("'one' has one row,", Of(() => _ = new RepresentationData(ToVariable([[1, 2]], "one"))), StringComparison.Ordinal);
        Assert.Contains("in row 1, column 0; every value must be finite", Of(() => _ = new RepresentationData(ToVariable([[1, 2], [double.NaN, 1]], "nan"))), StringComparison.Ordinal);
        Assert.StartsWith("The Gram matrix of 'acts.npy' has 30 rows, more than 10, and no other way", Of(() => new MatrixRenyiJointEntropy { Kernel = new CosineKernel() }
            .Evaluate(new RepresentationData(rows) { Other = rows, Spectrum = new SpectrumOptions { ExactRows = 10 } })), StringComparison.Ordinal);
        Assert.Equal("Weights of rows must be from 0 on and add up to 1; divide them by their sum.", Of(() => _ = new RepresentationData(rows) { Weights = [.. Enumerable.Repeat(1.0, 30)] }));
        Assert.StartsWith("A Gram matrix is square, and 3 numbers are none", Of(() => new VendiScore().Of([1, 0, 1])), StringComparison.Ordinal);
        Assert.Contains("has the eigenvalue -0.8:", Of(() => new VendiScore().Of([1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1])), StringComparison.Ordinal);
        Assert.Equal(
            "'matrix-renyi-mutual' needs a kernel with k(a, a) = 1, which 'linear' has not; choose cosine or a kernel of distances.",
            Of(() => new MatrixRenyiMutual { Kernel = new LinearKernel() }.Evaluate(new RepresentationData(rows) { Target = Labels(30, 2) })));
        Assert.Contains("row 1 has 2 there", Of(() => new VendiScore().Of([1, 0, 0, 2])), StringComparison.Ordinal);
        Assert.StartsWith("There is no measure of representations 'mi'; choose one of dse,", Of(() => RepresentationMeasures.Get("mi")), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixRenyiEntropy { Order = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new VendiScore { Order = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GivenWidth(0));
    }

    [Fact]
    public void Sample_DrawsTheSameRowsOfAll_AndWholeItems()
    {
        double[][] rows = [.. Enumerable.Range(0, 90).Select(i => new double[] { i, 1 })];
        RepresentationData data = new(ToVariable(rows)) { Target = Variable.Continuous(Array.ConvertAll(rows, r => r[0])), Views = 3 };
        RepresentationData drawn = data.Sample(31, RunContext.Default with { Seed = 5 });
        Assert.Equal(30, drawn.Count);
        Assert.Equal(drawn.Set.Columns[0], drawn.TargetSet!.Columns[0]);
        Assert.All(Enumerable.Range(0, 30), i => Assert.Equal(i % 3, drawn.Set.Columns[0][i] % 3));
        Assert.Same(data, data.Sample(90));
        Assert.NotEqual(drawn.Set.Columns[0], data.Sample(31, RunContext.Default with { Seed = 6 }).Set.Columns[0]);
    }

    [Theory]
    [InlineData("0.5", "0.5")]
    [InlineData("median", "median")]
    [InlineData("quantile:0.15", "quantile:0.15")]
    [InlineData("silverman:5", "silverman:5")]
    public void WidthRules_ReadWhatTheyWrite(string text, string written) => Assert.Equal(written, WidthRule.Parse(text).Text);

    [Theory]
    [InlineData("wide")]
    [InlineData("quantile:2")]
    [InlineData("quantile:")]
    [InlineData("-1")]
    [InlineData("silverman:0")]
    public void WidthRules_OfOtherTexts_AreRefused(string text)
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => DiffusionSpectralEntropy.Describe.CreateWith([new KeyValuePair<string, string>("width", text)]));
        Assert.Contains("expected number > 0|median|quantile:P|silverman:H", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WidthRules_AreTheirFormulas()
    {
        Variable rows = ToVariable([[0, 0], [3, 4], [0, 8]]);
        Assert.Equal(5, new GaussianKernel(new MedianWidth()).FindWidth(rows)!.Value, 1e-12); // 5, 5, 8
        Assert.Equal(5 + (0.6 * 3), new GaussianKernel(new QuantileWidth(0.8)).FindWidth(rows)!.Value, 1e-12);
        Assert.Equal(7, new LaplacianKernel().FindWidth(rows)!.Value, 1e-12); // 7, 7, 8
        Assert.Equal(5 * Math.Pow(3, -1.0 / 6), new GaussianKernel(new SilvermanWidth(5)).FindWidth(rows)!.Value, 1e-12);
        Assert.Null(new CosineKernel().FindWidth(rows));
    }

    private static string Text(double number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static ImmutableArray<RepresentationAlarm> Alarms(string id, RepresentationData data, string width) =>
        RepresentationMeasures.Get(id).CreateWith([.. id == "vendi" ? [new KeyValuePair<string, string>("kernel", "gaussian")] : (KeyValuePair<string, string>[])[], new("width", width)])
            .Evaluate(data).Alarms;
}
