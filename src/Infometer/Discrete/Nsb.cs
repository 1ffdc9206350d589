using System.Runtime.InteropServices;

namespace Infometer;

/// <summary>
/// The estimator of Nemenman, Shafee and Bialek: the posterior mean of the entropy under a mixture of symmetric Dirichlet
/// priors whose weights make the prior expectation of the entropy, ξ(β) = ψ(Kβ + 1) − ψ(β + 1), uniform on [0, ln K]:
/// Ĥ = ∫ ρ(β) ⟨H⟩_β dξ / ∫ ρ(β) dξ.
/// </summary>
/// <remarks>
/// <para>ρ(β) = Γ(Kβ)/Γ(n + Kβ) Π Γ(n_i + β)/Γ(β) is the evidence of the counts and
/// ⟨H⟩_β = ψ(n + Kβ + 1) − Σ (n_i + β)/(n + Kβ) ψ(n_i + β + 1) the posterior mean entropy at β, the sum over all K levels.</para>
/// <para>For undersampled data of a known alphabet, where it is the least dependent on its prior; set
/// <see cref="AlphabetEstimator.Levels"/>, because with the default, the levels that occur, it cannot allow for unseen ones.
/// It fails on distributions with a long, heavy tail (Zipf), which no Dirichlet mixture expects.</para>
/// <para>Cost: a few hundred evaluations of the integrand, each O(distinct counts); error below 1e-9.
/// Nemenman, Shafee and Bialek (2002), Entropy and inference, revisited, NIPS 14.</para>
/// </remarks>
public sealed record Nsb : AlphabetEstimator
{
    /// <summary>The descriptor of this estimator.</summary>
    public static EstimatorDescriptor Describe { get; } = new(
        "nsb",
        "Nemenman–Shafee–Bialek",
        "Posterior mean entropy under a prior that is flat in entropy; for undersampled data of a known alphabet.",
        "Nemenman, Shafee and Bialek (2002), Entropy and inference, revisited.",
        static () => new Nsb())
    {
        Kinds = s_discreteOnly,
        Options = [LevelsOption],
    };

    /// <inheritdoc/>
    public override EstimatorDescriptor Descriptor => Describe;

    /// <inheritdoc/>
    public override double Entropy(ReadOnlySpan<long> counts, double alphabetSize) =>
        alphabetSize <= 1 ? 0 : new Posterior(counts, alphabetSize).MeanEntropy();

    // The posterior over s = ln β. The evidence is taken relative to K^−n, its value for β → ∞, so that no large numbers cancel.
    private sealed class Posterior
    {
        /// <summary>Weights below e^−40 of the largest change no digit.</summary>
        private const double Negligible = 40;

        private readonly double _n;
        private readonly double _alphabetSize;
        private readonly double _unseen;
        private readonly (double Count, double Levels)[] _groups;

        public Posterior(ReadOnlySpan<long> counts, double alphabetSize)
        {
            Dictionary<long, int> levelsByCount = [];
            foreach (long count in counts)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(levelsByCount, count, out _)++;
            }

            _n = Total(counts);
            _alphabetSize = alphabetSize;
            _unseen = alphabetSize - counts.Length;
            _groups = [.. levelsByCount.OrderBy(pair => pair.Key).Select(pair => ((double)pair.Key, (double)pair.Value))];
        }

        /// <summary>Trapezoidal sums over s, which converge exponentially as both tails vanish; the step is halved until they agree.</summary>
        public double MeanEntropy()
        {
            const double Tolerance = 1e-11;
            const int Halvings = 12;
            (double low, double high, double peak) = Support();
            int intervals = 32;
            (double weight, double weighted) = Sum(low, high, intervals, offset: 0, peak);
            double previous = double.NaN;
            for (int halving = 0; halving < Halvings; halving++)
            {
                (double w, double wh) = Sum(low, high, intervals, offset: 0.5, peak);
                weight += w;
                weighted += wh;
                intervals *= 2;
                double mean = weighted / weight;
                if (Math.Abs(mean - previous) <= Tolerance)
                {
                    return mean;
                }

                previous = mean;
            }

            return previous;
        }

        // Where the weight is not negligible: a window that certainly holds it, narrowed to what stands out of 64 points
        // until that fills the window.
        private (double Low, double High, double Peak) Support()
        {
            const int Points = 64;
            double low = -Math.Log(_alphabetSize) - 60;
            double high = Math.Min(Math.Log(_n) + 60, 700 - Math.Log(_alphabetSize));
            Span<double> weights = stackalloc double[Points + 1];
            while (true)
            {
                double step = (high - low) / Points;
                double peak = double.NegativeInfinity;
                for (int i = 0; i <= Points; i++)
                {
                    weights[i] = LogWeight(low + (i * step));
                    peak = Math.Max(peak, weights[i]);
                }

                int first = 0;
                int last = Points;
                while (weights[first] < peak - Negligible)
                {
                    first++;
                }

                while (weights[last] < peak - Negligible)
                {
                    last--;
                }

                first = Math.Max(0, first - 1);
                last = Math.Min(Points, last + 1);
                if (last - first > Points / 2)
                {
                    return (low + (first * step), low + (last * step), peak);
                }

                (low, high) = (low + (first * step), low + (last * step));
            }
        }

        private (double Weight, double Weighted) Sum(double low, double high, int intervals, double offset, double peak)
        {
            double step = (high - low) / intervals;
            double weight = 0;
            double weighted = 0;
            for (int i = 0; i < intervals; i++)
            {
                double s = low + ((i + offset) * step);
                double w = Math.Exp(LogWeight(s) - peak);
                weight += w;
                weighted += w * MeanEntropy(Math.Exp(s));
            }

            return (weight, weighted);
        }

        // ln [ρ(β) dξ/ds].
        private double LogWeight(double s)
        {
            double beta = Math.Exp(s);
            double logEvidence = -LogRising(_alphabetSize * beta, _n);
            foreach ((double count, double levels) in _groups)
            {
                logEvidence += levels * LogRising(beta, count);
            }

            return logEvidence + s + Math.Log(PriorSlope(beta));
        }

        /// <summary>ln [Γ(x + m)/Γ(x)] − m ln x, without cancellation for any x.</summary>
        private static double LogRising(double x, double m) =>
            SpecialFunctions.Deviance(x + m, x, m)
            - (0.5 * SpecialFunctions.LogOnePlus(m / x))
            + SpecialFunctions.StirlingExcess(x + m)
            - SpecialFunctions.StirlingExcess(x);

        /// <summary>dξ/dβ = Kψ′(Kβ + 1) − ψ′(β + 1); for large β from the asymptotic series, whose leading terms cancel.</summary>
        private double PriorSlope(double beta)
        {
            double k = _alphabetSize;
            if (beta < 100)
            {
                return (k * SpecialFunctions.Trigamma((k * beta) + 1)) - SpecialFunctions.Trigamma(beta + 1);
            }

            // ψ′(x + 1) = 1/x − 1/2x² + 1/6x³ − 1/30x⁵ + …
            return (((1 - (1 / k)) / 2) - ((1 - (1 / (k * k))) / (6 * beta)) + ((1 - Math.Pow(k, -4)) / (30 * beta * beta * beta)))
                / (beta * beta);
        }

        private double MeanEntropy(double beta)
        {
            double total = _n + (_alphabetSize * beta);
            double sum = _unseen * beta * SpecialFunctions.Digamma(beta + 1);
            foreach ((double count, double levels) in _groups)
            {
                sum += levels * (count + beta) * SpecialFunctions.Digamma(count + beta + 1);
            }

            return SpecialFunctions.Digamma(total + 1) - (sum / total);
        }
    }
}
