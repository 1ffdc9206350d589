using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class SymmetricValuesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(49)]
    [InlineData(50)]
    [InlineData(97)]
    [InlineData(150)]
    public void Of_RandomMatrices_AreThoseOfMathNet(int size)
    {
        double[] matrix = Symmetric(size, 1);
        double[] expected = [.. Matrix<double>.Build.Dense(size, size, matrix).Evd(Symmetricity.Symmetric).EigenValues.Select(v => v.Real).OrderDescending()];
        AssertClose(expected, Values(matrix, size), 1e-13 * size);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(130)]
    public void Of_TheToeplitzMatrixOfSecondDifferences_AreTheCosines(int size)
    {
        double[] expected = [.. Enumerable.Range(1, size).Select(k => 2 - (2 * Math.Cos(Math.PI * (size + 1 - k) / (size + 1))))];
        AssertClose(expected, Values(Of(size, (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0), size), 1e-13);
    }

    [Fact]
    public void Of_TheLaplacianOfACycle_ComesInPairs()
    {
        const int Size = 120;
        double[] expected = [.. Enumerable.Range(0, Size).Select(k => 2 - (2 * Math.Cos(2 * Math.PI * k / Size))).OrderDescending()];
        AssertClose(expected, Values(Of(Size, (i, j) => i == j ? 2 : (i - j + Size) % Size is 1 or Size - 1 ? -1 : 0), Size), 1e-13);
    }

    [Fact]
    public void Of_TheLaplacianOfACompleteGraph_AreOneZeroAndTheSize()
    {
        const int Size = 110;
        double[] values = Values(Of(Size, (i, j) => i == j ? Size - 1 : -1), Size);
        AssertClose([.. Enumerable.Repeat((double)Size, Size - 1), 0], values, 1e-11);
    }

    [Fact]
    public void Of_AFullMatrixBuiltOfReflections_AreItsClusters()
    {
        // Values that lie 1e-9 apart, some of them equal, many 0.
        const int Size = 140;
        double[] expected = [.. Enumerable.Range(0, Size).Select(k => k < 40 ? 1 + (1e-9 * (k / 4)) : k < 60 ? 1e-7 : 0).OrderDescending()];
        double[] matrix = Of(Size, (i, j) => i == j ? expected[i] : 0);
        for (int turn = 0; turn < 5; turn++)
        {
            Reflect(matrix, Size, turn);
        }

        AssertClose(expected, Values(matrix, Size), 1e-13);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(3.0)]
    public void Of_AMultipleOfTheIdentity_IsExact(double factor) =>
        Assert.All(Values(Of(101, (i, j) => i == j ? factor : 0), 101), v => Assert.Equal(factor, v));

    [Fact]
    public void Of_AMatrixOfOnes_IsOneValueAndZeros()
    {
        double[] values = Values(Of(130, (_, _) => 1), 130);
        Assert.Equal(130, values[0], 1e-11);
        Assert.All(values[1..], v => Assert.Equal(0, v, 1e-12));
    }

    [Theory]
    [InlineData(1e200)]
    [InlineData(1e-300)]
    public void Of_LargeAndSmallNumbers_Scale(double scale)
    {
        double[] plain = Values(Symmetric(70, 2), 70);
        double[] scaled = Values(Array.ConvertAll(Symmetric(70, 2), v => v * scale), 70);
        AssertClose(plain, Array.ConvertAll(scaled, v => v / scale), 1e-12);
    }

    [Fact]
    public void Of_WishartMatrices_KeepTracesAndRank()
    {
        const int Size = 260;
        const int Rank = 90;
        Rng rng = Rng.For(3, "wishart");
        double[][] rows = [.. Enumerable.Range(0, Size).Select(_ => Enumerable.Range(0, Rank).Select(_ => rng.NextNormal()).ToArray())];
        double[] matrix = Of(Size, (i, j) => CrossProducts.Dot(rows[i], rows[j]) / Rank);
        double trace = Enumerable.Range(0, Size).Sum(i => matrix[(i * Size) + i]);
        double squares = matrix.Sum(v => v * v);
        double[] values = Values(matrix, Size);
        Assert.Equal(1, values.Sum() / trace, 1e-13);
        Assert.Equal(1, values.Sum(v => v * v) / squares, 1e-13);
        Assert.All(values[Rank..], v => Assert.Equal(0, v, 1e-12));
        Assert.True(values[Rank - 1] > 0.01);
    }

    [Fact]
    public void Of_AnyNumberOfThreads_GivesTheSameBits()
    {
        double[] one = SymmetricValues.Of(Symmetric(230, 4), 230, RunContext.Default with { MaxDegreeOfParallelism = 1 });
        double[] four = SymmetricValues.Of(Symmetric(230, 4), 230, RunContext.Default with { MaxDegreeOfParallelism = 4 });
        Assert.Equal(one, four);
    }

    [Fact]
    public void Of_EveryKernel_GivesTheSameBits()
    {
        double[] plain = SymmetricValues.Of<DoubleTilePlain>(Symmetric(163, 5), 163, 20, RunContext.Default);
        if (Vector256.IsHardwareAccelerated)
        {
            Assert.Equal(plain, SymmetricValues.Of<DoubleTile256>(Symmetric(163, 5), 163, 20, RunContext.Default));
        }

        if (Vector512.IsHardwareAccelerated)
        {
            Assert.Equal(plain, SymmetricValues.Of<DoubleTile512>(Symmetric(163, 5), 163, 20, RunContext.Default));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(500)]
    public void Of_BandsOfAnyWidth_AreTheSameValues(int width) => AssertClose(
        Values(Symmetric(100, 6), 100), SymmetricValues.Of<DoubleTilePlain>(Symmetric(100, 6), 100, width, RunContext.Default), 1e-12);

    [Fact]
    public void Of_TheUpperTriangle_IsNotRead()
    {
        double[] matrix = Symmetric(125, 7);
        double[] half = [.. matrix.Select((v, k) => k % 125 > k / 125 ? double.NaN : v)];
        Assert.Equal(Values(matrix, 125), Values(half, 125));
    }

    [Fact]
    public void Of_WhatIsNotFinite_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Values([1, 0, double.NaN, 1], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Values([1, 0, 1], 2));
    }

    [Fact]
    public void Of_Cancelled_Stops()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => SymmetricValues.Of(Symmetric(200, 1), 200, RunContext.Default with { Cancellation = source.Token }));
    }

    private static double[] Values(double[] matrix, int size) => SymmetricValues.Of((double[])matrix.Clone(), size, RunContext.Default);

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }

    // A becomes H A H with H = I − 2 u uᵀ.
    private static void Reflect(double[] matrix, int size, int turn)
    {
        Rng rng = Rng.For(8, "reflect", turn);
        double[] u = [.. Enumerable.Range(0, size).Select(_ => rng.NextNormal())];
        CrossProducts.Scale(u, 1 / Math.Sqrt(CrossProducts.Dot(u, u)));
        double[] image = [.. Enumerable.Range(0, size).Select(i => CrossProducts.Dot(matrix.AsSpan(i * size, size), u))];
        double inner = CrossProducts.Dot(image, u);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                matrix[(i * size) + j] += (4 * inner * u[i] * u[j]) - (2 * u[i] * image[j]) - (2 * image[i] * u[j]);
            }
        }
    }

    private static double[] Symmetric(int size, ulong seed)
    {
        Rng rng = Rng.For(seed, "symmetric", size);
        double[] half = Of(size, (_, _) => rng.NextNormal());
        return Of(size, (i, j) => half[(Math.Max(i, j) * size) + Math.Min(i, j)]);
    }

    private static double[] Of(int size, Func<int, int, double> entry) =>
        [.. Enumerable.Range(0, size * size).Select(k => entry(k / size, k % size))];
}
