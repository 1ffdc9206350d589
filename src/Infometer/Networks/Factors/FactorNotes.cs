namespace Infometer;

/// <summary>What has to be known to read the scores of factors and latents.</summary>
internal static class FactorNotes
{
    // Of the smaller entropy, beyond twice the chance level: factors that share more are not independent.
    private const double NotableDependence = 0.05;

    // Of ln of the levels: a factor of less entropy has levels of very different sizes.
    private const double Unbalanced = 0.8;

    private const int MostListed = 8;

    /// <summary>All of them.</summary>
    public static IEnumerable<Note> Of(FactorMatrices matrices, FactorOptions options) =>
        [.. OfLatents(matrices, options), .. OfNoise(matrices), .. OfFactors(matrices, options), .. OfPairs(matrices)];

    private static IEnumerable<Note> OfLatents(FactorMatrices matrices, FactorOptions options)
    {
        string[] dead = Latents(matrices, j => !matrices.IsActive[j]);
        if (dead.Length > 0)
        {
            yield return new Note(
                "dead-latents",
                FormattableString.Invariant(
                    $"{dead.Length} of {matrices.Latents.Length} latents do not move, or move less than 1/{options.ActiveRatio} as far as the widest ({Listed(dead)}), and are in no score of InfoMEC."));
        }

        int active = matrices.IsActive.Count(static isActive => isActive);
        if (active < 2)
        {
            yield return new Note("one-latent", $"{active} of the latents are active: with fewer than two InfoC is 0/0 and has no value.");
        }
    }

    // Shares of nothing have no value, and shares of next to nothing are shares of noise.
    private static IEnumerable<Note> OfNoise(FactorMatrices matrices)
    {
        double Most(int latent) => FactorQuantities.Varying(matrices.Normalized, matrices, latent).DefaultIfEmpty(0).Max();
        string[] silent = Latents(matrices, j => matrices.IsActive[j] && Most(j) <= 0);
        if (silent.Length > 0)
        {
            yield return new Note(
                "silent-latents", $"{silent.Length} active latents tell nothing of any factor ({Listed(silent)}): their share is 0/0, and InfoM is the mean of the others.");
        }

        string[] faint = Latents(matrices, j => matrices.IsActive[j] && Most(j) is > 0 and < FactorMatrices.Faint);
        if (faint.Length > 0)
        {
            yield return new Note(
                "faint-latents", FormattableString.Invariant($"{Listed(faint)} tell less than {100 * FactorMatrices.Faint} % of every factor: their part in InfoM is a ratio of noise."));
        }

        string[] untold = Factors(matrices, i => matrices.IsUntold(i));
        if (untold.Length > 0)
        {
            string effect = untold.Length == matrices.Entropies.Count(static h => h > 0)
                ? "InfoM and InfoC would be ratios of noise and have no value"
                : "their part in InfoC is a ratio of noise or left out, as it is in DCI's C where no tree finds a split";
            yield return new Note(
                "untold-factors",
                FormattableString.Invariant(
                    $"No latent tells more of {Listed(untold)} than chance may ({100 * FactorMatrices.Faint} % of the entropy, or 1/√N nats if more): {effect}."));
        }
    }

    private static IEnumerable<Note> OfFactors(FactorMatrices matrices, FactorOptions options)
    {
        string[] constant = Factors(matrices, i => matrices.Entropies[i] == 0);
        if (constant.Length > 0)
        {
            yield return new Note("constant-factors", $"{Listed(constant)} are constant: they have no entropy to share, and are in no score.");
        }

        if (matrices.Factors.Length - constant.Length < 2)
        {
            yield return new Note("one-factor", "With fewer than two factors that vary InfoM and DCI's D are 0/0 and have no value.");
        }

        string[] unbalanced = Factors(matrices, i => matrices.Entropies[i] > 0 && matrices.Entropies[i] < Unbalanced * Math.Log(matrices.Factors[i].Distinct.Length));
        if (unbalanced.Length > 0 && options.IsBalanced)
        {
            yield return new Note(
                "unbalanced-factors",
                $"Levels of {Listed(unbalanced)} differ much in size: InfoE weighs all levels alike, with and without latents, so that its null is ln of the levels; --unbalanced weighs rows alike.");
        }

        string[] rare = Factors(matrices, i => matrices.Levels[i].CountLevels().Min() <= options.Neighbors);
        if (rare.Length > 0 && matrices.Latents.Any(static l => !l.IsDiscrete))
        {
            yield return new Note(
                "rare-levels", $"{Listed(rare)} have levels of {options.Neighbors} rows or fewer, which have too few neighbours; merge such levels.");
        }
    }

    private static IEnumerable<Note> OfPairs(FactorMatrices matrices)
    {
        for (int a = 0; a < matrices.Factors.Length; a++)
        {
            for (int b = a + 1; b < matrices.Factors.Length; b++)
            {
                if (AreDependent(matrices, a, b))
                {
                    yield return new Note(
                        "dependent-factors",
                        $"'{matrices.Factors[a].Name}' and '{matrices.Factors[b].Name}' depend on each other; all these scores take factors for independent, and a latent of the one knows of the other.");
                }
            }
        }
    }

    // The plug-in estimate of independent factors is (r − 1)(c − 1)/2n on average.
    private static bool AreDependent(FactorMatrices matrices, int a, int b)
    {
        double degrees = (matrices.Factors[a].Distinct.Length - 1.0) * (matrices.Factors[b].Distinct.Length - 1.0);
        double shared = PlainEntropy.Information(matrices.Levels[a], matrices.Levels[b]) - (degrees / matrices.Levels[a].Count);
        return shared > NotableDependence * Math.Min(matrices.Entropies[a], matrices.Entropies[b]);
    }

    private static string[] Latents(FactorMatrices matrices, Func<int, bool> isMeant) => [.. matrices.Latents.Where((_, j) => isMeant(j)).Select(static l => l.Name)];

    private static string[] Factors(FactorMatrices matrices, Func<int, bool> isMeant) => [.. matrices.Factors.Where((_, i) => isMeant(i)).Select(static f => f.Name)];

    private static string Listed(string[] names) =>
        string.Join(", ", names.Take(MostListed).Select(static n => $"'{n}'")) + (names.Length > MostListed ? ", …" : "");
}
