using Xunit;

namespace Infometer.Tests;

/// <summary>Functions over spans of floats against the same in double precision.</summary>
[Trait("Kernels", "Vector")]
public class FloatMathTests
{
    // Empty, less than a vector, whole vectors, and whole vectors with a rest.
    public static TheoryData<int> Lengths { get; } = [0, 1, 15, 16, 17, 64, 1003];

    private static readonly float[] s_extremes =
    [
        0, -0f, float.Epsilon, -float.Epsilon, 1e-38f, 1, -1, 17, -17, 88, -88, 88.7f, 89, -87.5f, -90, -103.9f, -104, -200, 1e10f, -1e10f,
        float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    [Fact]
    public void Exp_WholeRange_AgreesWithDouble() => Check<ExpFunction>(FloatMath.Exp, Arguments(-105, 90), Math.Exp);

    [Fact]
    public void Log_WholeRange_AgreesWithDouble()
    {
        float[] x = [.. s_extremes, .. Arguments(-87, 88).Select(v => (float)Math.Exp(v)), .. Arguments(0.9, 1.1)];
        Check<LogFunction>(FloatMath.Log, x, Math.Log);
    }

    [Fact]
    public void Softplus_WholeRange_AgreesWithDouble() =>
        Check<SoftplusFunction>(FloatMath.Softplus, Arguments(-105, 105), x =>
        {
            double e = Math.Exp(-Math.Abs(x));
            return Math.Max(x, 0) + (e < 1e-6 ? e - (e * e / 2) : Math.Log(1 + e));
        });

    [Fact]
    public void Sigmoid_WholeRange_AgreesWithDouble() =>
        Check<SigmoidFunction>(FloatMath.Sigmoid, Arguments(-105, 105), x => x < -700 ? 0 : 1 / (1 + Math.Exp(-x)));

    [Fact]
    public void Tanh_WholeRange_AgreesWithDouble() =>
        Check<TanhFunction>(FloatMath.Tanh, [.. Arguments(-12, 12), .. Arguments(-0.3, 0.3)], Math.Tanh);

    [Fact]
    public void Apply_EntryAnywhere_SameBits()
    {
        float[] x = Arguments(-10, 10)[..50];
        float[] whole = new float[50];
        float[] one = new float[1];
        FloatMath.Softplus(x, whole);
        for (int i = 0; i < x.Length; i++)
        {
            FloatMath.Softplus(x.AsSpan(i, 1), one);
            Assert.Equal(whole[i], one[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sums_AnyLength_AgreeWithDouble(int length)
    {
        float[] x = Normals(1, length);
        float[] y = Normals(2, length);
        Assert.Equal(x.Sum(v => (double)v), FloatMath.Sum(x), 1e-11);
        Assert.Equal(x.Zip(y, (a, b) => (double)a * b).Sum(), FloatMath.Dot(x, y), 1e-11);
        Assert.Equal(x.Sum(v => (double)v * v), FloatMath.SumOfSquares(x), 1e-11);
        Assert.Equal(length == 0 ? float.NegativeInfinity : x.Max(), FloatMath.Max(x));
        Assert.Equal(Math.Log(x.Sum(v => Math.Exp(v))), FloatMath.LogSumExp(x), 1e-6);
    }

    [Fact]
    public void Sum_AnyAddress_SameBits()
    {
        float[] x = Normals(3, 300);
        float[] shifted = [0, 0, 0, .. x];
        Assert.Equal(FloatMath.Sum(x), FloatMath.Sum(shifted.AsSpan(3)));
        Assert.Equal(FloatMath.Dot(x, x), FloatMath.Dot(shifted.AsSpan(3), x));
        Assert.Equal(FloatMath.LogSumExp(x), FloatMath.LogSumExp(shifted.AsSpan(3)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void MaxAndLogSumExp_NotFinite_SaySo(int length)
    {
        for (int place = 0; place < length; place++)
        {
            float[] x = Normals(4, length);
            x[place] = float.NaN;
            Assert.True(float.IsNaN(FloatMath.Max(x)));
            Assert.True(double.IsNaN(FloatMath.LogSumExp(x)));
            x[place] = float.PositiveInfinity;
            Assert.Equal(float.PositiveInfinity, FloatMath.Max(x));
            Assert.Equal(double.PositiveInfinity, FloatMath.LogSumExp(x));
            Array.Fill(x, float.NegativeInfinity);
            Assert.Equal(double.NegativeInfinity, FloatMath.LogSumExp(x));
            x[place] = -3e38f;
            Assert.Equal((double)-3e38f, FloatMath.LogSumExp(x));
        }
    }

    [Fact]
    public void LogSumExp_LargeScores_NeitherOverflowsNorUnderflows()
    {
        Assert.Equal(10_000 + Math.Log(100), FloatMath.LogSumExp([.. Enumerable.Repeat(10_000f, 100)]), 1e-6);
        Assert.Equal(-10_000 + Math.Log(100), FloatMath.LogSumExp([.. Enumerable.Repeat(-10_000f, 100)]), 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(37)]
    public void Softmax_Scores_AreProbabilities(int count)
    {
        float[] scores = Normals(5, count);
        scores[0] = 200;
        float[] probabilities = new float[count];
        double logSum = FloatMath.Softmax(scores, probabilities);
        double expected = scores.Sum(s => Math.Exp((double)s));
        Assert.Equal(Math.Log(expected), logSum, 1e-5);
        Assert.Equal(logSum, FloatMath.LogSumExp(scores), 1e-9);
        Assert.Equal(scores.Select(s => Math.Exp(s) / expected), probabilities.Select(p => (double)p), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void AddScaledAndScale_AnyLength_ChangeEveryEntryOnce(int length)
    {
        float[] x = Normals(6, length);
        float[] target = Normals(7, length + 1);
        float[] before = [.. target];
        FloatMath.AddScaled(target.AsSpan(0, length), 2, x);
        FloatMath.Scale(target.AsSpan(0, length), -0.5f);
        for (int i = 0; i < length; i++)
        {
            Assert.Equal(-0.5 * (before[i] + (2.0 * x[i])), target[i], 1e-6);
        }

        Assert.Equal(before[length], target[length]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void Clamp_AnyLength_CutsBothSides(int length)
    {
        float[] x = [.. Normals(12, length - 1).Select(v => 3 * v), float.NaN];
        x[0] = float.NegativeInfinity;
        float[] clamped = [.. x];
        FloatMath.Clamp(clamped, 1.5f);
        Assert.Equal(x.Select(v => Math.Clamp(v, -1.5f, 1.5f)), clamped);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(48)]
    public void Layers_AnyWidth_AgreeWithLoops(int columns)
    {
        const int Rows = 4;
        float[] offsets = Normals(8, columns);
        float[] sums = Normals(9, Rows * columns);
        sums[0] = -offsets[0]; // exactly at the kink: 0, no gradient
        float[] shifted = [.. sums];
        float[] activations = [.. sums];
        FloatMath.AddRow(shifted, offsets);
        FloatMath.AddRowRelu(activations, offsets);
        float[] gradient = Normals(10, Rows * columns);
        float[] masked = [.. gradient];
        float[] offsetGradient = [.. Enumerable.Repeat(1f, columns)];
        float[] plainGradient = [.. Enumerable.Repeat(1f, columns)];
        FloatMath.ReluGradient(masked, activations, offsetGradient);
        FloatMath.AddRows(gradient, plainGradient);
        for (int j = 0; j < columns; j++)
        {
            double total = 1;
            double plain = 1;
            for (int i = j; i < sums.Length; i += columns)
            {
                Assert.Equal(sums[i] + offsets[j], shifted[i]);
                Assert.Equal(Math.Max(0, sums[i] + offsets[j]), activations[i]);
                Assert.Equal(sums[i] + offsets[j] > 0 ? gradient[i] : 0, masked[i]);
                total += masked[i];
                plain += gradient[i];
            }

            Assert.Equal(total, offsetGradient[j], 1e-5);
            Assert.Equal(plain, plainGradient[j], 1e-5);
        }
    }

    [Fact]
    public void AddRowRelu_NaN_Remains()
    {
        float[] values = [.. Enumerable.Repeat(float.NaN, 34)];
        FloatMath.AddRowRelu(values, new float[17]);
        Assert.All(values, v => Assert.True(float.IsNaN(v)));
    }

    private delegate void Function(ReadOnlySpan<float> x, Span<float> result);

    // The lanes and the scalar twin lie within 4 units in the last place of the function in double precision.
    private static void Check<TFunction>(Function function, float[] x, Func<double, double> truth)
        where TFunction : struct, IFloatFunction
    {
        x = [.. x, .. s_extremes];
        float[] lanes = new float[x.Length];
        float[] scalar = new float[x.Length];
        function(x, lanes);
        FloatMath.ApplyScalar<TFunction>(x, scalar);
        double worst = 0;
        for (int i = 0; i < x.Length; i++)
        {
            float expected = (float)truth(x[i]);
            Assert.Equal(expected, scalar[i]);
            if (!float.IsFinite(expected))
            {
                Assert.Equal(expected, lanes[i]);
                continue;
            }

            double unit = MathF.BitIncrement(MathF.Abs(expected)) - MathF.Abs(expected);
            double error = Math.Abs(lanes[i] - truth(x[i])) / unit;
            worst = Math.Max(worst, error);
            Assert.True(error <= 4, $"f({x[i]:R}) is {lanes[i]:R}, not {expected:R}: {error} units.");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"largest error {worst:0.00} units in the last place");
    }

    private static float[] Arguments(double from, double to) =>
        [.. Enumerable.Range(0, 20_001).Select(i => (float)(from + ((to - from) * i / 20_000)))];

    private static float[] Normals(int index, int count)
    {
        Rng rng = Rng.For(11, "float", index);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)rng.NextNormal();
        }

        return values;
    }
}
