using System.Buffers;

namespace Infometer;

/// <summary>What distance correlation and HSIC conclude alike from their sums over pairs.</summary>
internal static class PairDependence
{
    /// <summary>The least rows for which a correlation and its jackknife are defined.</summary>
    public const int LeastRows = 6;

    /// <summary>Limits of the value in the population, from its bias-corrected version and the jackknife.</summary>
    public static Func<double, (double Low, double High)> Limits(PairSums sums) => FisherTransform.LimitsOfSquare(
        sums.Correlation(DependenceForm.BiasCorrected),
        sums.JackknifeError(DependenceForm.BiasCorrected, static r => r),
        sums.Count,
        1 / Math.Sqrt(sums.Count));

    /// <summary>The p-value by a law, and the law's name.</summary>
    public static (double P, string Method) PValue(PairSums sums, PairLaw law)
    {
        double n = sums.Count;
        double corrected = sums.Correlation(DependenceForm.BiasCorrected);
        switch (law)
        {
            case PairLaw.Gamma:
                (double mean, double variance) = sums.PermutationMoments();
                double statistic = Math.Max(0, sums.Covariances(DependenceForm.Biased).Joint);
                return (
                    Math.Exp(SpecialFunctions.LogGammaSurvival(statistic, mean * mean / variance, variance / mean)),
                    "Y permuted against X: gamma law with the mean and variance of all permutations, too small below 0.01");
            case PairLaw.HighDimension:
                double freedom = (n * (n - 3) / 2) - 1;
                double t = corrected >= 1
                    ? double.PositiveInfinity
                    : Math.Sqrt(freedom) * corrected / Math.Sqrt(1 - (corrected * corrected));
                return (TailProbabilities.Student(t, freedom), "X and Y independent, both of high dimension: Student's t");
            default:
                return (
                    Math.Exp(SpecialFunctions.LogChiSquareSurvival((n * corrected) + 1, 1)),
                    "X and Y independent: at most, by the χ² bound of the bias-corrected value; permutations give it exactly");
        }
    }

    /// <summary>The permutation test of any two functions of pairs; O(n²) per draw.</summary>
    public static PermutationTest Test(PairSums sums, DependenceForm form, PairFunction x, PairFunction y)
    {
        double n = sums.Count;
        return new PermutationTest(sums.Correlation(form), sums.Count, n * n / 2 * (x.Cost + y.Cost), () => order =>
            sums.PermutedCorrelation(form, Products(x, y.Select(order)), order));
    }

    /// <summary>The permutation test of distances between numbers; O(n log n) per draw.</summary>
    public static PermutationTest Test(PairSums sums, DependenceForm form, LineDistances line)
    {
        int n = sums.Count;
        return new PermutationTest(sums.Correlation(form), n, 15.0 * n * Math.Log2(n), () =>
        {
            LineDistances.Item[] items = new LineDistances.Item[n];
            LineDistances.Item[] scratch = new LineDistances.Item[n];
            return order => sums.PermutedCorrelation(form, line.ProductOf(order, items, scratch), order);
        });
    }

    private static double Products(PairFunction x, PairFunction y)
    {
        double[] a = ArrayPool<double>.Shared.Rent(x.Count);
        double[] b = ArrayPool<double>.Shared.Rent(x.Count);
        double sum = 0;
        for (int i = 1; i < x.Count; i++)
        {
            x.Fill(i, a.AsSpan(0, i));
            y.Fill(i, b.AsSpan(0, i));
            sum += PairKernels.Dot(a.AsSpan(0, i), b.AsSpan(0, i));
        }

        ArrayPool<double>.Shared.Return(a);
        ArrayPool<double>.Shared.Return(b);
        return 2 * sum;
    }
}
