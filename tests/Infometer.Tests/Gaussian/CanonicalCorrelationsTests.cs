using Xunit;

namespace Infometer.Tests;

public class CanonicalCorrelationsTests
{
    private const int Rows = 400;

    [Fact]
    public void Fit_OfAKnownCovariance_FindsItsCorrelations()
    {
        // X₁ and Y₁ correlate by 0.8, X₂ and Y₂ by 0.3; both blocks are then mixed and shifted.
        double[,] covariance = new double[5, 5];
        for (int i = 0; i < 5; i++)
        {
            covariance[i, i] = 1;
        }

        covariance[0, 3] = covariance[3, 0] = 0.8;
        covariance[1, 4] = covariance[4, 1] = 0.3;
        double[][] c = NormalData.WithCovariance(Rows, covariance, 1);
        double[][] x =
        [
            [.. NormalData.Combine((1, c[0]), (2, c[1])).Select(v => v + 1e6)],
            NormalData.Combine((1e-3, c[1]), (1e-3, c[2])),
            NormalData.Combine((5, c[2]), (1, c[0])),
        ];
        double[][] y = [NormalData.Combine((1, c[3]), (1, c[4])), NormalData.Combine((1, c[3]), (-3, c[4]))];
        CanonicalCorrelations fit = CanonicalCorrelations.Fit(x, y, null, shrink: false, RunContext.Default);
        Assert.Equal(0, fit.Shrinkage);
        Assert.Equal(2, fit.Correlations.Length);
        Assert.Equal(0.8, fit.Correlations[0], 1e-9);
        Assert.Equal(0.3, fit.Correlations[1], 1e-9);
        Assert.Equal(new Gaussian().Evaluate(NormalData.Pair, Sample.Align([NormalData.Variable(x), NormalData.Variable(y)]), RunContext.Default).Nats, fit.Nats, 1e-9);

        double[][] u = fit.ProjectX(x, 3, RunContext.Default);
        double[][] v = fit.ProjectY(y, 2, RunContext.Default);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(0, u[i].Average(), 1e-6);
            for (int j = 0; j < 3; j++)
            {
                Assert.Equal(i == j ? 1 : 0, Covariance(u[i], u[j]), 1e-6);
            }

            for (int j = 0; j < 2; j++)
            {
                Assert.Equal(i == j ? fit.Correlations[j] : 0, Covariance(u[i], v[j]), 1e-6);
            }
        }
    }

    [Fact]
    public void Fit_OfDeficientColumns_LeavesThemOut()
    {
        double[][] c = NormalData.Columns(Rows, 4, 2);
        double[] y = NormalData.Combine((1, c[0]), (1, c[3]));
        double[][] full = [c[0], c[1]];
        double[][] deficient = [c[0], c[1], NormalData.Combine((1, c[0]), (-2, c[1])), new double[Rows]];
        CanonicalCorrelations plain = CanonicalCorrelations.Fit(full, [y], null, shrink: false, RunContext.Default);
        CanonicalCorrelations fit = CanonicalCorrelations.Fit(deficient, [y], null, shrink: false, RunContext.Default);
        Assert.Equal(2, fit.DirectionsX.Length);
        Assert.Equal(4, fit.DirectionsX[0].Length);
        Assert.Equal(plain.Correlations[0], fit.Correlations[0], 1e-10);
        Assert.All(fit.DirectionsX, direction => Assert.Equal(0, direction[3]));
    }

    [Fact]
    public void Fit_OnSomeRows_IsThatOfThem()
    {
        double[][] c = NormalData.Columns(Rows, 4, 3);
        int[] rows = [.. Enumerable.Range(0, 150).Select(i => 2 * i)];
        double[][] some = [.. c.Select(column => Array.ConvertAll(rows, row => column[row]))];
        CanonicalCorrelations first = CanonicalCorrelations.Fit(c[..2], c[2..], rows, shrink: true, RunContext.Default);
        CanonicalCorrelations second = CanonicalCorrelations.Fit(some[..2], some[2..], null, shrink: true, RunContext.Default);
        Assert.Equal(second.Correlations, first.Correlations);
        Assert.Equal(second.DirectionsX[1], first.DirectionsX[1]);
    }

    [Fact]
    public void Fit_OfMoreColumnsThanRows_IsShrunkBelowOne()
    {
        double[][] c = NormalData.Columns(40, 60, 4);
        CanonicalCorrelations fit = CanonicalCorrelations.Fit(c[..30], c[30..], null, shrink: true, RunContext.Default);
        Assert.InRange(fit.Shrinkage, 0.5, 1);
        Assert.InRange(fit.Correlations[0], 0, 0.9);
        Assert.Equal(1, CanonicalCorrelations.Fit(c[..30], c[30..], null, shrink: false, RunContext.Default).Correlations[0], 1e-6);
    }

    [Fact]
    public void Shrinkage_OfManyRows_Vanishes()
    {
        double[][] c = NormalData.Columns(20_000, 4, 5);
        double[] y = NormalData.Combine((1, c[0]), (1, c[1]));
        double shrinkage = CanonicalCorrelations.Fit(c[..3], [y], null, shrink: true, RunContext.Default).Shrinkage;
        Assert.InRange(shrinkage, 1e-5, 0.01);
    }

    [Fact]
    public void Fit_WhateverTheThreads_IsTheSame()
    {
        double[][] c = NormalData.Columns(3_000, 40, 6);
        RunContext one = RunContext.Default with { MaxDegreeOfParallelism = 1 };
        CanonicalCorrelations first = CanonicalCorrelations.Fit(c[..20], c[20..], null, shrink: true, one);
        CanonicalCorrelations second = CanonicalCorrelations.Fit(c[..20], c[20..], null, shrink: true, RunContext.Default);
        Assert.Equal(first.Correlations, second.Correlations);
        Assert.Equal(first.ProjectX(c[..20], 5, one)[4], second.ProjectX(c[..20], 5, RunContext.Default)[4]);
    }

    private static double Covariance(double[] a, double[] b) => CrossProducts.Dot(a, b) / (a.Length - 1);
}
