namespace Infometer;

/// <summary>
/// The second-order law of a sum of entropies Σ c_S Ĥ(S) of independent variables: −2n Ĥ(S) moves as the sum of independent χ² over
/// all non-empty subsets T of S, with Π_{i∈T} (Kᵢ − 1) degrees of freedom each (the interactions of a log-linear model). So the sum
/// has variance Σ_T γ_T² · 2 df_T / 4n² with γ_T = Σ_{S ⊇ T} c_S, which holds the covariances that adding up the variances of
/// information terms leaves out.
/// </summary>
internal static class InteractionMoments
{
    // 2^m subsets are summed; beyond this many variables the variances are simply added.
    private const int MaxVariables = 12;

    /// <summary>The variance with covariances over the sum of the terms' variances.</summary>
    public static double CovarianceFactor(Decomposition decomposition, Question question)
    {
        int m = question.Sample.Variables.Count;
        if (m > MaxVariables)
        {
            return 1;
        }

        double[] freedom = [.. Enumerable.Range(0, m).Select(i => question.OccurringLevels(i) - 1.0)];
        double together = Variance(decomposition, m, freedom);
        double apart = decomposition.Terms.Sum(t => t.Coefficient * t.Coefficient * Variance(Decomposition.Of(t.Term), m, freedom));
        return apart > 0 ? together / apart : 1;
    }

    // Σ over interactions of two or more variables: what is left where the variables are independent.
    private static double Variance(Decomposition decomposition, int m, double[] freedom)
    {
        Decomposition entropies = decomposition.InEntropies();
        double variance = 0;
        for (ulong subset = 1; subset < 1UL << m; subset++)
        {
            VariableSet interaction = new(subset);
            if (interaction.Count < 2)
            {
                continue;
            }

            double weight = entropies.Terms.Where(t => (t.Term.Variables.Bits & subset) == subset).Sum(t => t.Coefficient);
            variance += weight * weight * interaction.Indices().Aggregate(1.0, (product, i) => product * freedom[i]);
        }

        return variance;
    }
}
