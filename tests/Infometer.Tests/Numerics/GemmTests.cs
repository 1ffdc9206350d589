using System.Runtime.Intrinsics;
using Xunit;

namespace Infometer.Tests;

/// <summary>Products of matrices against a plain loop in double precision, by every kernel.</summary>
[Trait("Kernels", "Vector")]
public class GemmTests
{
    private delegate void Product(MatrixView a, MatrixView b, Span<float> c, int stride, bool accumulate, GemmScratch scratch);

    public static TheoryData<int, int, int> Shapes { get; } = new()
    {
        { 1, 1, 1 },
        { 1, 1, 300 },
        { 1, 40, 7 },
        { 1, 70, 300 },
        { 33, 1, 65 },
        { 300, 1, 257 },
        { 5, 9, 1 },
        { 12, 32, 1 },
        { 12, 32, 256 },
        { 11, 31, 10 },
        { 13, 33, 257 },
        { 24, 64, 20 },
        { 36, 64, 3 },
        { 37, 65, 5 },
        { 20, 256, 64 },
        { 64, 20, 33 },
        { 239, 10, 15 },
        { 241, 17, 12 },
        { 256, 32, 2 },
        { 6, 16, 511 },
        { 7, 15, 513 },
        { 3, 1030, 4 },
        { 50, 1056, 9 },
        { 29, 530, 17 },
        { 16, 48, 31 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Multiply_AllTransposesAndKernels_AgreesWithPlainLoop(int m, int n, int k)
    {
        Product[] products = Vector512.IsHardwareAccelerated
            ? [Gemm.Multiply, Gemm.Multiply<Gemm256, Gemm256>, Gemm.Multiply<Gemm128, Gemm128>]
            : [Gemm.Multiply, Gemm.Multiply<Gemm128, Gemm128>];
        GemmScratch scratch = new();
        foreach (Product product in products)
        {
            for (int variant = 0; variant < 16; variant++)
            {
                Check(product, m, n, k, (variant & 1) != 0, (variant & 2) != 0, (variant & 4) != 0, (variant & 8) == 0 ? 0 : 3, scratch);
            }
        }
    }

    [Fact]
    public void Multiply_LargerThanAllBlocks_AgreesWithPlainLoop() =>
        Check(Gemm.Multiply, 245, 90, 530, false, true, true, 1, new GemmScratch());

    [Fact]
    public void Multiply_RowsInParts_SameBits()
    {
        const int M = 53;
        const int N = 70;
        const int K = 300;
        Rng rng = Rng.For(1, "gemm");
        float[] a = Normals(ref rng, M * K);
        float[] b = Normals(ref rng, K * N);
        float[] whole = new float[M * N];
        float[] parts = new float[M * N];
        GemmScratch scratch = new();
        Gemm.Multiply(new(a, M, K), new(b, K, N), whole, N, false, scratch);
        for (int row = 0, rows = 1; row < M; row += rows, rows = Math.Min(rows + 3, M - row))
        {
            Gemm.Multiply(new(a.AsSpan(row * K), rows, K), new(b, K, N), parts.AsSpan(row * N), N, false, scratch);
        }

        Assert.Equal(whole, parts);
    }

    [Fact]
    public void Multiply_EveryKernel_SameBits()
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated, "Without vectors there is one kernel.");
        const int M = 29;
        const int N = 45;
        const int K = 400;
        Rng rng = Rng.For(2, "gemm");
        float[] a = Normals(ref rng, M * K);
        float[] b = Normals(ref rng, K * N);
        float[] c256 = new float[M * N];
        float[] c128 = new float[M * N];
        float[] c = new float[M * N];
        GemmScratch scratch = new();
        Gemm.Multiply(new(a, M, K), new MatrixView(b, N, K).Transposed, c, N, false, scratch);
        Gemm.Multiply<Gemm256, Gemm256>(new(a, M, K), new MatrixView(b, N, K).Transposed, c256, N, false, scratch);
        Gemm.Multiply<Gemm128, Gemm128>(new(a, M, K), new MatrixView(b, N, K).Transposed, c128, N, false, scratch);
        Assert.Equal(c, c256);
        Assert.Equal(c, c128);
    }

    [Theory]
    [InlineData(37, 41)]
    [InlineData(37, 1)]
    [InlineData(1, 41)]
    public void Multiply_NaNInARow_StaysInThatRow(int m, int n)
    {
        const int K = 19;
        Rng rng = Rng.For(3, "gemm");
        float[] a = Normals(ref rng, m * K);
        float[] b = Normals(ref rng, K * n);
        a[((m - 1) * K) + 18] = float.NaN;
        float[] c = new float[m * n];
        Gemm.Multiply(new(a, m, K), new(b, K, n), c, n, false, new GemmScratch());
        Assert.All(c[..((m - 1) * n)], v => Assert.True(float.IsFinite(v)));
        Assert.All(c[((m - 1) * n)..], v => Assert.True(float.IsNaN(v)));
    }

    [Fact]
    public void Multiply_InfinityTimesZero_IsNaNAndOverflowInfinite()
    {
        float[] c = new float[4];
        Gemm.Multiply(new([float.PositiveInfinity, 0, 3e38f, 3e38f], 2, 2), new([0, 1, 1, 1], 2, 2), c, 2, false, new GemmScratch());
        Assert.Equal([float.NaN, float.PositiveInfinity, 3e38f, float.PositiveInfinity], c);
    }

    [Fact]
    public void Multiply_FreshResult_IgnoresWhatCHeld()
    {
        float[] c = [.. Enumerable.Repeat(float.NaN, 13 * 33)];
        Gemm.Multiply(new(new float[13], 13, 1), new(new float[33], 1, 33), c, 33, false, new GemmScratch());
        Assert.All(c, v => Assert.Equal(0, v));
    }

    [Fact]
    public void Multiply_NoSteps_ClearsOrLeavesC()
    {
        float[] c = [1, 2, 9, 3, 4, 9];
        Gemm.Multiply(new([], 2, 0), new([], 0, 2), c, 3, true, new GemmScratch());
        Assert.Equal([1, 2, 9, 3, 4, 9], c);
        Gemm.Multiply(new([], 2, 0), new([], 0, 2), c, 3, false, new GemmScratch());
        Assert.Equal([0, 0, 9, 0, 0, 9], c);
    }

    [Fact]
    public void Multiply_NoRows_DoesNothing()
    {
        Gemm.Multiply(new([], 0, 3), new(new float[6], 3, 2), [], 2, false, new GemmScratch());
        Gemm.Multiply(new(new float[6], 2, 3), new([], 3, 0), [], 0, false, new GemmScratch());
    }

    [Fact]
    public void Multiply_ShapesThatDoNotFit_Throws()
    {
        float[] six = new float[6];
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(new(six, 2, 3), new(six, 2, 3), new float[9], 3, false, new GemmScratch()));
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(new(six, 2, 3), new(six, 3, 2), new float[3], 2, false, new GemmScratch()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gemm.Multiply(new(six, 2, 3), new(six, 3, 2), six, 1, false, new GemmScratch()));
        Assert.Throws<ArgumentException>(() => { _ = new MatrixView(six, 2, 3, 4); });
    }

    [Fact]
    public void AlignedFloats_AnyLength_StartsOnALine()
    {
        Memory<float> memory = AlignedFloats.Allocate(37);
        Assert.Equal(37, memory.Length);
        using System.Buffers.MemoryHandle handle = memory.Pin();
        ReadOnlySpan<float> span = memory.Span;
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray<float>(memory, out ArraySegment<float> segment));
        nint address = System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(segment.Array!, segment.Offset);
        Assert.Equal(0, address % 64);
    }

    private static void Check(
        Product product, int m, int n, int k, bool transposeA, bool transposeB, bool accumulate, int padding, GemmScratch scratch)
    {
        Rng rng = Rng.For(7, "gemm", m, n);
        int strideA = (transposeA ? m : k) + padding;
        int strideB = (transposeB ? k : n) + padding;
        int stride = n + padding;
        float[] a = Normals(ref rng, strideA * (transposeA ? k : m));
        float[] b = Normals(ref rng, strideB * (transposeB ? n : k));
        float[] c = Normals(ref rng, stride * m);
        float[] before = [.. c];
        MatrixView viewA = transposeA ? new MatrixView(a, k, m, strideA).Transposed : new(a, m, k, strideA);
        MatrixView viewB = transposeB ? new MatrixView(b, n, k, strideB).Transposed : new(b, k, n, strideB);
        product(viewA, viewB, c, stride, accumulate, scratch);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < stride; j++)
            {
                double sum = j >= n || accumulate ? before[(i * stride) + j] : 0;
                double size = Math.Abs(sum);
                for (int s = 0; s < k && j < n; s++)
                {
                    double term = (double)a[transposeA ? (s * strideA) + i : (i * strideA) + s]
                        * b[transposeB ? (j * strideB) + s : (s * strideB) + j];
                    sum += term;
                    size += Math.Abs(term);
                }

                // Rounding errors grow like the root of the number of terms; the bound is what one addition per term could do at worst.
                double bound = j < n ? Math.Min(k + 2, 8 * Math.Sqrt(k)) * 6e-8 * size : 0;
                if (!(Math.Abs(sum - c[(i * stride) + j]) <= bound))
                {
                    Assert.Fail($"Entry ({i}, {j}) of {m}×{k}·{k}×{n} is {c[(i * stride) + j]}, not {sum}.");
                }
            }
        }
    }

    private static float[] Normals(ref Rng rng, int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)rng.NextNormal();
        }

        return values;
    }
}
