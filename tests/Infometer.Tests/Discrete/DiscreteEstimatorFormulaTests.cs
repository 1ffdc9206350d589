using Xunit;

namespace Infometer.Tests;

/// <summary>Each estimator against its formula as the paper writes it, summed term by term.</summary>
[Trait("Kernels", "Vector")]
public class DiscreteEstimatorFormulaTests
{
    private static readonly long[][] s_tables =
    [
        [2, 1],
        [3, 3, 1],
        [7, 1, 1, 2, 5],
        [1, 1, 1, 1],
        [40, 3, 3, 2, 2, 2, 1, 1, 1, 1],
        [300, 257, 256, 255, 1],
    ];

    public static TheoryData<int> Tables => [.. Enumerable.Range(0, s_tables.Length)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void MillerMadow_AnyCounts_IsPluginPlusBias(int table)
    {
        long[] counts = s_tables[table];
        double n = counts.Sum();
        double plugin = counts.Sum(c => -c / n * Math.Log(c / n));
        Assert.Equal(plugin + ((counts.Length - 1) / (2 * n)), Entropy(new MillerMadow(), counts), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Grassberger2003_AnyCounts_FollowsRecurrence(int table)
    {
        // G(1) = −γ − ln 2, G(2) = 2 − γ − ln 2, G(2m + 1) = G(2m), G(2m + 2) = G(2m) + 2/(2m + 1).
        long[] counts = s_tables[table];
        double n = counts.Sum();
        double[] g = new double[counts.Max() + 3];
        g[1] = -0.57721566490153286 - Math.Log(2);
        g[2] = 2 + g[1];
        for (int m = 1; (2 * m) + 2 < g.Length; m++)
        {
            g[(2 * m) + 1] = g[2 * m];
            g[(2 * m) + 2] = g[2 * m] + (2.0 / ((2 * m) + 1));
        }

        Assert.Equal(Math.Log(n) - (counts.Sum(c => c * g[c]) / n), Entropy(new Grassberger2003(), counts), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void ChaoShen_AnyCounts_MatchesFormula(int table)
    {
        long[] counts = s_tables[table];
        double n = counts.Sum();
        double singletons = counts.Count(c => c == 1);
        double coverage = 1 - ((singletons == n ? n - 1 : singletons) / n);
        double expected = counts.Sum(c => -coverage * c / n * Math.Log(coverage * c / n) / (1 - Math.Pow(1 - (coverage * c / n), n)));
        Assert.Equal(expected, Entropy(new ChaoShen(), counts), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Zhang_AnyCounts_MatchesDoubleSum(int table)
    {
        long[] counts = s_tables[table];
        long n = counts.Sum();
        double expected = 0;
        foreach (long count in counts)
        {
            double product = 1;
            for (int v = 1; v <= n - count; v++)
            {
                product *= 1 - ((count - 1.0) / (n - v));
                expected += (double)count / n / v * product;
            }
        }

        Assert.Equal(expected, Entropy(new Zhang(), counts), 1e-11);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Bonachela_AnyCounts_MatchesDoubleSum(int table)
    {
        long[] counts = s_tables[table];
        long n = counts.Sum();
        double expected = 0;
        foreach (long count in counts)
        {
            for (long j = count + 2; j <= n + 2; j++)
            {
                expected += (count + 1.0) / j;
            }
        }

        Assert.Equal(expected / (n + 2), Entropy(new Bonachela(), counts), 1e-12);
    }

    [Theory]
    [InlineData(0.5, 3)]
    [InlineData(0.03, 3)]
    [InlineData(0.03, 200)]
    [InlineData(0.001, 20)]
    [InlineData(0.9999, 50)]
    [InlineData(0.0001, 4000)]
    public void ChaoWangJost_Extrapolation_MatchesSeries(double a, double n)
    {
        double expected = 0;
        for (int j = (int)(45 / a); j > 0; j--)
        {
            expected += Math.Pow(1 - a, j) / (n - 1 + j);
        }

        Assert.Equal(1, ChaoWangJost.Unseen(a, n) / expected, 1e-12);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public void ChaoWangJost_ExtrapolationFromAllSingletons_MatchesBracket(int n)
    {
        // Where nA is small the bracket does not cancel and can be summed as it is written.
        double a = 2.0 / n / n;
        double power = 1;
        double sum = 0;
        for (int r = 1; r < n; r++)
        {
            power *= 1 - a;
            sum += power / r;
        }

        Assert.Equal((-Math.Log(a) - sum) / power, ChaoWangJost.Unseen(a, n), 1e-8);
    }

    [Fact]
    public void ChaoWangJost_OneSingletonAndNoDoubleton_AddsNothing() =>
        Assert.Equal(Entropy(new Zhang(), [5, 4, 1]), Entropy(new ChaoWangJost(), [5, 4, 1]), 1e-15);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void JamesStein_UnseenLevels_MatchesShrunkFrequencies(int unseen)
    {
        double[] p = [0.6, 0.2, 0.1, 0.1, .. new double[unseen]];
        const double N = 20;
        double uniform = 1.0 / p.Length;
        double intensity = (1 - p.Sum(q => q * q)) / ((N - 1) * p.Sum(q => (uniform - q) * (uniform - q)));
        double expected = p.Select(q => (intensity * uniform) + ((1 - intensity) * q)).Sum(q => -q * Math.Log(q));
        Assert.InRange(intensity, 0.05, 0.95);
        Assert.Equal(expected, new JamesStein().Entropy([12, 4, 2, 2], p.Length), 1e-12);
    }

    [Fact]
    public void JamesStein_OneRow_IsUniform() => Assert.Equal(Math.Log(7), new JamesStein().Entropy([1], 7), 1e-12);

    [Theory]
    [InlineData("laplace", 1)]
    [InlineData("jeffreys", 0.5)]
    [InlineData("Jeffrey", 0.5)]
    [InlineData("schurmann-grassberger", 1.0 / 6)]
    [InlineData("perks", 1.0 / 6)]
    [InlineData("min-max", 0.5)]
    [InlineData("0.25", 0.25)]
    public void Bayes_NamedPrior_MatchesPosteriorMeans(string alpha, double concentration)
    {
        double[] counts = [5, 3, 1, 0, 0, 0];
        double total = 9 + (6 * concentration);
        double expected = counts.Sum(c => -(c + concentration) / total * Math.Log((c + concentration) / total));
        Assert.Equal(expected, new Bayes { Alpha = DirichletPrior.Parse(alpha) }.Entropy([5, 3, 1], 6), 1e-12);
    }

    [Theory]
    [InlineData(new long[] { 2, 1 }, 2)]
    [InlineData(new long[] { 3, 1, 1 }, 3)]
    [InlineData(new long[] { 12, 5, 1 }, 8)]
    [InlineData(new long[] { 4, 2, 2, 1, 1 }, 1000)]
    public void Nsb_SmallTables_MatchesQuadratureOverPriorEntropy(long[] counts, double alphabetSize)
    {
        // Tanh-sinh quadrature over ξ, each ξ turned into its β by bisection, with the special functions of another library.
        // It ends 1e-11 before ln K, where β is 1e11 and those lose their digits.
        const double Step = 1.0 / 32;
        double n = counts.Sum();
        double weight = 0;
        double weighted = 0;
        for (double t = -3; t <= 2.8; t += Step)
        {
            double inner = Math.PI / 2 * Math.Sinh(t);
            double beta = PriorStrength(Math.Log(alphabetSize) * (1 + Math.Tanh(inner)) / 2, alphabetSize);
            double slope = Math.Cosh(t) / (Math.Cosh(inner) * Math.Cosh(inner));
            double rho = Math.Exp(LogEvidence(counts, n, alphabetSize, beta) - LogEvidence(counts, n, alphabetSize, 1));
            weight += slope * rho;
            weighted += slope * rho * MeanEntropy(counts, n, alphabetSize, beta);
        }

        Assert.Equal(weighted / weight, new Nsb().Entropy(counts, alphabetSize), 1e-8);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(1e6)]
    public void Nsb_OneRow_IsThePriorMean(double alphabetSize) =>
        Assert.Equal(Math.Log(alphabetSize) / 2, new Nsb().Entropy([1], alphabetSize), 1e-9);

    [Fact]
    public void Nsb_ManyRowsOfFewLevels_IsNearMillerMadow()
    {
        long[] counts = [5_000_000, 3_000_000, 1_500_000, 500_000];
        Assert.Equal(Entropy(new MillerMadow(), counts), Entropy(new Nsb(), counts), 1e-6);
    }

    [Fact]
    public void Nsb_LargeAlphabetSeenEvenly_IsItsLogarithm()
    {
        long[] counts = new long[1_000_000];
        Array.Fill(counts, 10);
        Assert.Equal(Math.Log(1e6), Entropy(new Nsb(), counts), 1e-6);
    }

    [Fact]
    public void Nsb_NearlyConstantMillionLevels_IsFinite() =>
        Assert.InRange(new Nsb().Entropy([9_999_999, 1], 1e6), 1.7e-6, 2e-6);

    [Theory]
    [InlineData(1e20)]
    [InlineData(1e200)]
    public void Nsb_BoundlessAlphabetFewCoincidences_IsNearItsAsymptote(double alphabetSize)
    {
        long[] counts = new long[995];
        Array.Fill(counts, 1);
        counts.AsSpan(0, 5).Fill(2);
        Assert.Equal(new Ansb().Entropy(counts, 0), new Nsb().Entropy(counts, alphabetSize), 0.02);
    }

    [Fact]
    public void Ansb_NoCoincidence_IsUndefined() => Assert.Equal(double.NaN, Entropy(new Ansb(), [1, 1, 1]));

    [Fact]
    public void Ansb_AlphabetGiven_ChangesNothing() =>
        Assert.Equal(new Ansb().Entropy([3, 1, 1], 3), new Ansb().Entropy([3, 1, 1], 100));

    private static double Entropy(DiscreteEstimator estimator, long[] counts) => estimator.Entropy(counts, counts.Length);

    private static double PriorStrength(double priorEntropy, double alphabetSize)
    {
        double low = -60;
        double high = 60;
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            double beta = Math.Exp(middle);
            bool above = Digamma((alphabetSize * beta) + 1) - Digamma(beta + 1) > priorEntropy;
            (low, high) = above ? (low, middle) : (middle, high);
        }

        return Math.Exp(low);
    }

    private static double LogEvidence(long[] counts, double n, double alphabetSize, double beta) =>
        LogGamma(alphabetSize * beta) - LogGamma(n + (alphabetSize * beta)) + counts.Sum(c => LogGamma(c + beta) - LogGamma(beta));

    private static double MeanEntropy(long[] counts, double n, double alphabetSize, double beta)
    {
        double total = n + (alphabetSize * beta);
        double seen = counts.Sum(c => (c + beta) / total * Digamma(c + beta + 1));
        return Digamma(total + 1) - seen - ((alphabetSize - counts.Length) * beta / total * Digamma(beta + 1));
    }

    private static double Digamma(double x) => MathNet.Numerics.SpecialFunctions.DiGamma(x);

    private static double LogGamma(double x) => MathNet.Numerics.SpecialFunctions.GammaLn(x);
}
