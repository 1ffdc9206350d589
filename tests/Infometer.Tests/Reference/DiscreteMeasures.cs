namespace Infometer.Tests;

/// <summary>
/// The discrete measures of the reference rows, written as sums of entropies: the independent twin of the library's own
/// measures.
/// </summary>
internal static class DiscreteMeasures
{
    /// <summary>The value in nats, or as a ratio or probability where the measure is one.</summary>
    /// <param name="measure">The measure as the file names it.</param>
    /// <param name="average">The average of a normalised measure.</param>
    /// <param name="sample">The variables; the condition last.</param>
    /// <param name="entropy">H of a set of the variables, in nats.</param>
    public static double Evaluate(string measure, string average, Sample sample, Func<VariableSet, double> entropy)
    {
        int d = sample.Variables.Count;
        VariableSet all = VariableSet.Range(0, d);
        switch (measure)
        {
            case "entropy" or "joint-entropy":
                return entropy(all);
            case "mi":
                return TotalCorrelation(2, VariableSet.Empty, entropy);
            case "cmi":
                return TotalCorrelation(d - 1, VariableSet.Of(d - 1), entropy);
            case "total-correlation" or "total-correlation(im: n-variable MI)" or "multi.tc":
                return TotalCorrelation(d, VariableSet.Empty, entropy);
            case "dual-total-correlation" or "multi.dtc":
                return DualTotalCorrelation(d, entropy);
            case "o-information" or "multi.oinfo":
                return TotalCorrelation(d, VariableSet.Empty, entropy) - DualTotalCorrelation(d, entropy);
            case "s-information":
                return TotalCorrelation(d, VariableSet.Empty, entropy) + DualTotalCorrelation(d, entropy);
            case "lattice.rajski_distance":
                return 1 - (TotalCorrelation(2, VariableSet.Empty, entropy) / entropy(all));
            case "lattice.shannon_distance":
                return entropy(all) - TotalCorrelation(2, VariableSet.Empty, entropy);
            case "normalised-mi":
                return TotalCorrelation(2, VariableSet.Empty, entropy) / Average(average, entropy);
            case "expected-mi (hypergeometric)":
                return ExpectedInformation(sample);
            case "adjusted-mi":
                double expected = ExpectedInformation(sample);
                return (TotalCorrelation(2, VariableSet.Empty, entropy) - expected) / (Average(average, entropy) - expected);
            case "mi-analytic-p":
                // 2nI against χ² with (4 − 1)(4 − 1) degrees of freedom, the declared alphabets.
                return SpecialFunctions.ChiSquareSurvival(2 * sample.Count * TotalCorrelation(2, VariableSet.Empty, entropy), 9);
            default:
                throw new InvalidOperationException($"There is no reference form of '{measure}'.");
        }
    }

    // Σ H(Xᵢ|Z) − H(X₁…X_d|Z).
    private static double TotalCorrelation(int d, VariableSet condition, Func<VariableSet, double> entropy) =>
        Enumerable.Range(0, d).Sum(i => entropy(VariableSet.Of(i) | condition))
        - entropy(VariableSet.Range(0, d) | condition)
        - ((d - 1) * entropy(condition));

    // H(X₁…X_d) − Σ H(Xᵢ|all others).
    private static double DualTotalCorrelation(int d, Func<VariableSet, double> entropy)
    {
        VariableSet all = VariableSet.Range(0, d);
        return Enumerable.Range(0, d).Sum(i => entropy(all - VariableSet.Of(i))) - ((d - 1) * entropy(all));
    }

    private static double Average(string average, Func<VariableSet, double> entropy)
    {
        double x = entropy(VariableSet.Of(0));
        double y = entropy(VariableSet.Of(1));
        return average switch
        {
            "min" => Math.Min(x, y),
            "max" => Math.Max(x, y),
            "geometric" => Math.Sqrt(x * y),
            "arithmetic" => (x + y) / 2,
            _ => throw new InvalidOperationException($"There is no average '{average}'."),
        };
    }

    // The mean of the plug-in information over all tables with these margins, summed as it is defined.
    private static double ExpectedInformation(Sample sample)
    {
        int n = sample.Count;
        double sum = 0;
        foreach (long a in sample.Joint.Marginal(VariableSet.Of(0)).Counts)
        {
            foreach (long b in sample.Joint.Marginal(VariableSet.Of(1)).Counts)
            {
                for (long m = Math.Max(1, a + b - n); m <= Math.Min(a, b); m++)
                {
                    double logProbability = LogBinomial(b, m) + LogBinomial(n - b, a - m) - LogBinomial(n, a);
                    sum += (double)m / n * Math.Log((double)n * m / (a * b)) * Math.Exp(logProbability);
                }
            }
        }

        return sum;
    }

    private static double LogBinomial(long n, long k) =>
        SpecialFunctions.LogGamma(n + 1) - SpecialFunctions.LogGamma(k + 1) - SpecialFunctions.LogGamma(n - k + 1);
}
