using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class KernelDensityTests
{
    public static TheoryData<string> Ids => ["kde-box", "kde-gaussian"];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void KernelSums_InLanes_AreTheScalarOnes(int dimension)
    {
        double[][] columns = NormalData.Columns(103, dimension, 1);
        double[] halfWidths = [.. columns.Select((_, c) => 0.3 + (0.2 * c))];
        for (int row = 0; row < 103; row++)
        {
            foreach ((int start, int end) in ((int, int)[])[(0, 103), (0, row), (row + 1, 103)])
            {
                Assert.Equal(
                    KernelSums.BoxScalar(columns, halfWidths, row, start, end, static (_, _) => true),
                    KernelSums.Box(columns, halfWidths, row, start, end));
                Assert.Equal(
                    KernelSums.LogGaussianScalar(columns, row, start, end, static (_, _) => true),
                    KernelSums.LogGaussian(columns, row, start, end),
                    1e-12);
            }
        }
    }

    [Fact]
    public void LogGaussian_FarFromEverything_DoesNotUnderflow()
    {
        double[][] columns = [[0, 1e3, 1e3 + 1]];
        Assert.Equal(-0.5e6, KernelSums.LogGaussian(columns, 0, 1, 3), 1e-3);
    }

    [Fact]
    public void KdeBox_CountsByHand_GiveTheInformation()
    {
        // Within 1 of each row, ends included: of x 2 3 2 1 rows, of y 2 2 2 2 … together as below.
        Sample sample = Sample.Align([NormalData.Variable([0, 1, 2, 9]), NormalData.Variable([0, 5, 1, 6])]);
        double[] x = [2, 3, 2, 1];
        double[] y = [2, 2, 2, 2];
        double[] joint = [1, 1, 1, 1];
        double expected = Enumerable.Range(0, 4).Average(i => Math.Log(4 * joint[i] / (x[i] * y[i])));
        TermEstimate estimate = new KdeBox { Bandwidth = 2 }.Evaluate(NormalData.Pair, sample, RunContext.Default);
        Assert.Equal(expected, estimate.Nats, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Information_OfAnyTerm_IsTheSumOfEntropiesAndTheMeanOfLocals(string id)
    {
        // A number for a bandwidth means the same in every term.
        Sample sample = Dependent(80, 2);
        Estimator estimator = Estimators.Get(id).CreateWith([new("bandwidth", "0.7")]);
        double H(VariableSet set) => estimator.Evaluate(new EntropyTerm(set), sample, RunContext.Default).Nats;
        VariableSet[] v = [.. Enumerable.Range(0, 3).Select(VariableSet.Of)];
        TermEstimate conditional = estimator.Evaluate(NormalData.Conditional, sample, RunContext.Default);
        Assert.Equal(H(v[0] | v[2]) + H(v[1] | v[2]) - H(v[0] | v[1] | v[2]) - H(v[2]), conditional.Nats, 1e-12);
        Assert.Equal(conditional.Nats, conditional.Locals.ToArray().Average(), 1e-12);
        double total = estimator.Evaluate(new InformationTerm([.. v]), sample, RunContext.Default).Nats;
        Assert.Equal(v.Sum(H) - H(v[0] | v[1] | v[2]), total, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reorder_OfAnyVariables_IsTheWholeEvaluation(string id)
    {
        Sample sample = Dependent(60, 3);
        Estimator estimator = Estimators.Get(id).Create();
        int[] order = [.. Enumerable.Range(0, 60).Select(i => (i * 7) % 60)];
        int[] other = [.. Enumerable.Range(0, 60).Select(i => 59 - i)];
        TermReorderer reorderer = estimator.Reorder(NormalData.Conditional, sample, RunContext.Default);
        foreach (int[]?[] orders in (int[]?[][])[[null, null, null], [order, null, null], [order, other, null], [other, null, other]])
        {
            double whole = estimator.Evaluate(NormalData.Conditional, sample.Reordered(orders), RunContext.Default).Nats;
            Assert.Equal(whole, reorderer.Evaluate(orders), 1e-11);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_WithATheilerWindow_LeavesOutRowsNearInTime(string id)
    {
        Sample sample = Dependent(40, 4);
        Estimator bare = Estimators.Get(id).CreateWith([new("leave-one-out", "true"), new("bandwidth", "6")]);

        // A window of 0 takes the plain path; times that are all far apart admit every other row.
        double plain = bare.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats;
        int[] far = [.. Enumerable.Range(0, 40).Select(i => 100 * i)];
        Assert.Equal(plain, bare.Evaluate(NormalData.Pair, sample.InSeries(5, far), RunContext.Default).Nats, 1e-12);
        Assert.NotEqual(plain, bare.Evaluate(NormalData.Pair, sample.InSeries(5, null), RunContext.Default).Nats, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_OnAnyNumberOfThreads_GivesTheSameBits(string id)
    {
        Sample sample = Dependent(700, 5);
        Estimator estimator = Estimators.Get(id).Create();
        double[] one = estimator.Evaluate(NormalData.Pair, sample, new RunContext { MaxDegreeOfParallelism = 1 }).Locals.ToArray();
        Assert.Equal(one, estimator.Evaluate(NormalData.Pair, sample, new RunContext { MaxDegreeOfParallelism = 3 }).Locals.ToArray());
    }

    [Fact]
    public void KdeGaussian_OfNormalData_IsNearTheTruth()
    {
        Sample sample = NormalData.Pairs(2_000, 1, 0.6, 6);
        double nats = new KdeGaussian { LeaveOneOut = true }.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats;
        Assert.Equal(NormalData.Truth(1, 0.6), nats, 0.04);
        EntropyTerm term = new(VariableSet.Of(0));
        double entropy = new KdeGaussian { LeaveOneOut = true }.Evaluate(term, sample, RunContext.Default).Nats;
        Assert.Equal(0.5 * Math.Log(2 * Math.PI * Math.E), entropy, 0.05);
    }

    [Fact]
    public void KdeGaussian_UnderLinearMapsOfAVariable_IsTheSame()
    {
        double[][] c = NormalData.Columns(60, 3, 7);
        c[2] = NormalData.Combine((1, c[0]), (1, c[2]));
        KdeGaussian estimator = new();
        Sample sample = Sample.Align([NormalData.Variable(c[..2]), NormalData.Variable(c[2])]);
        double plain = estimator.Evaluate(NormalData.Pair, sample, RunContext.Default).Nats;
        Variable mapped = NormalData.Variable(NormalData.Combine((1e-6, c[0]), (1e-6, c[1])), c[1], NormalData.Combine((50, c[0])));
        double other = estimator.Evaluate(NormalData.Pair, Sample.Align([mapped, NormalData.Variable(c[2])]), RunContext.Default).Nats;
        Assert.Equal(plain, other, 1e-9);
    }

    [Fact]
    public void KdeGaussian_OfALinearRelation_IsInfinite()
    {
        double[][] c = NormalData.Columns(30, 1, 8);
        Sample sample = Sample.Align([NormalData.Variable(c[0]), NormalData.Variable(NormalData.Combine((3, c[0])))]);
        Assert.Equal(double.PositiveInfinity, new KdeGaussian().Evaluate(NormalData.Pair, sample, RunContext.Default).Nats);
        EntropyTerm both = new(VariableSet.Range(0, 2));
        Assert.Equal(double.NegativeInfinity, new KdeGaussian().Evaluate(both, sample, RunContext.Default).Nats);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Information_OfAConstant_IsZero(string id)
    {
        Sample sample = Sample.Align([NormalData.Variable(new double[20]), NormalData.Variable(NormalData.Columns(20, 1, 9)[0])]);
        Assert.Equal(0, Estimators.Get(id).Create().Evaluate(NormalData.Pair, sample, RunContext.Default).Nats, 1e-15);
    }

    [Fact]
    public void KdeBox_EmptyBoxes_GiveNoNumber()
    {
        Sample sample = Sample.Align([NormalData.Variable([0, 10, 20]), NormalData.Variable([0, 1, 2])]);
        TermEstimate estimate = new KdeBox { Bandwidth = 3, LeaveOneOut = true }.Evaluate(NormalData.Pair, sample, RunContext.Default);
        Assert.False(double.IsFinite(estimate.Nats));
        Assert.True(estimate.Locals.IsEmpty);
    }

    [Theory]
    [InlineData("kde-box", "bandwidth", "isj")]
    [InlineData("kde-box", "bandwidth", "0")]
    [InlineData("kde-gaussian", "bandwidth", "-1")]
    [InlineData("kde-gaussian", "leave-one-out", "yes")]
    [InlineData("fft-kde", "bandwidth", "wide")]
    [InlineData("fft-kde", "standardize", "some")]
    public void Options_OutOfRange_AreRefused(string id, string name, string value) =>
        Assert.Throws<InvalidInputException>(() => Estimators.Get(id).CreateWith([new(name, value)]));

    [Theory]
    [InlineData("silverman")]
    [InlineData("scott")]
    [InlineData("isj")]
    [InlineData("0.25")]
    public void KernelBandwidth_ReadAndWritten_RoundTrips(string text) => Assert.Equal(text, KernelBandwidth.Parse(text).ToString());

    // X and Y depend on each other and on Z.
    private static Sample Dependent(int count, ulong seed)
    {
        double[][] c = NormalData.Columns(count, 4, seed);
        return Sample.Align(
        [
            NormalData.Variable(NormalData.Combine((1, c[0]), (1, c[3])), c[1]),
            NormalData.Variable(NormalData.Combine((1, c[1]), (0.5, c[0]), (1, c[3]))),
            NormalData.Variable(NormalData.Combine((1, c[2]), (0.7, c[3]))),
        ]);
    }
}
