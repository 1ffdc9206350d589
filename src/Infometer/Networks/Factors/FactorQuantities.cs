using System.Collections.Immutable;

namespace Infometer;

/// <summary>The scores of factors and latents.</summary>
internal static class FactorQuantities
{
    /// <summary>Makes them from what was measured.</summary>
    public static ImmutableArray<Quantity> Of(FactorMatrices matrices, FactorOptions options)
    {
        int[] active = [.. Enumerable.Range(0, matrices.Latents.Length).Where(j => matrices.IsActive[j])];
        double[][] byLatent = [.. active.Select(j => Varying(matrices.Normalized, matrices, j))];
        double[][] byFactor = [.. Rows(matrices).Select(i => Array.ConvertAll(active, j => matrices.Normalized[i][j]))];
        bool isNoise = Rows(matrices).All(matrices.IsUntold);
        string nmi = $"NMI by Ross with k = {options.Neighbors} for continuous latents, by frequencies for discrete ones";
        string weights = options.IsBalanced ? "levels weighted alike" : "rows weighted alike";
        return
        [
            Score("info-m", isNoise ? double.NaN : FactorScores.Concentration(byLatent), $"modularity, (mean over active latents of max NMI/Σ NMI − 1/n_s)/(1 − 1/n_s); {nmi}"),
            Score(
                "info-e", FactorScores.Mean(matrices.Informativeness),
                $"explicitness, mean over factors of (H_null − H_linear)/H_null by logistic regression on active latents, 100 steps of L-BFGS, {weights}, over the rows fitted to"),
            Score("info-c", isNoise || active.Length < 2 ? double.NaN : FactorScores.Concentration(byFactor), "compactness, (mean over factors of max NMI/Σ NMI − 1/n_z)/(1 − 1/n_z) over the active latents, NMI as before"),
            Score(
                "mig", FactorScores.Mean(Rows(matrices).Select(i => matrices.Share(FactorScores.TopGap(matrices.Binned[i]), i))),
                $"mean over factors of (largest − second I)/H, by frequencies with {options.Bins} bins of equal width for continuous latents"),
            .. matrices.Trees is { } trees ? Dci(trees, matrices) : [],
        ];
    }

    /// <summary>The entries of a latent with the factors that vary.</summary>
    public static double[] Varying(double[][] rows, FactorMatrices matrices, int latent) => [.. Rows(matrices).Select(i => rows[i][latent])];

    // The factors that vary.
    private static IEnumerable<int> Rows(FactorMatrices matrices) => Enumerable.Range(0, matrices.Factors.Length).Where(i => matrices.Entropies[i] > 0);

    private static Quantity[] Dci(TreeImportance[] trees, FactorMatrices matrices)
    {
        double[][] byFactor = [.. Rows(matrices).Select(i => trees[i].Shares)];
        double[][] byLatent = byFactor.Length == 0 ? [] : FactorScores.Transposed(byFactor);
        return
        [
            Score("dci-d", FactorScores.MeanPurity(byLatent), "disentanglement, mean of 1 − H(importances of a latent)/ln n_s, weighted by its importance; importance: share of the gain of boosted trees' splits"),
            Score("dci-c", FactorScores.Mean(byFactor.Select(FactorScores.Purity)), "completeness, mean of 1 − H(importances of a factor)/ln n_z"),
            Score("dci-i", FactorScores.Mean(Rows(matrices).Select(i => trees[i].Accuracy)), "informativeness, mean accuracy of boosted trees on a quarter of the rows, held out; chance is the largest level's share"),
        ];
    }

    // InfoE alone can be below 0, where the classifier has not got as far as to guess.
    private static Quantity Score(string id, double value, string definition) => new()
    {
        Id = id,
        Tag = QuantityTag.Index,
        OtherUnit = "1",
        Value = value,
        Low = id == "info-e" ? null : 0,
        High = 1,
        Definition = definition,
    };
}
