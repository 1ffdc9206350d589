using System.Globalization;
using Xunit;

namespace Infometer.Tests;

/// <summary>
/// Bias and root mean square error of estimators where the truth is known. A row says where the mean of the errors lies, give or take
/// a tolerance of some 3.5 standard errors of that mean: at 0 where the method is right on average, elsewhere at the error that the method is known to
/// make at this n (<c>docs/numeric-accuracy.md</c>), since to miss by another amount is to follow another formula. What the tolerances keep out:
/// <list type="bullet">
/// <item>ksg1 that counts rows on the border, or takes the digamma of a count without its one, and ksg2 without its 1/k, or with counts
/// inside the border: their own means, found here by searching all pairs, are outside (<see cref="Slips_OfKsg_AreOutsideTheTolerance"/>).</item>
/// <item>ross with ψ(n_y − 1): 50 labels of 20 rows shift by 1/19 = 0.053, and the tolerance is 0.012.</item>
/// <item>Kozachenko and Leonenko without ln V_d: entropies shift by d ln 2 = 0.69, 1.4, 3.5; ρ for 2ρ alike.</item>
/// <item>gaussian without its correction: 1/(2n) = 0.0025 at n = 200 for single columns, 25/(2n) = 0.0125 at n = 1,000 for five and five.</item>
/// <item>fft-kde by another bandwidth: kernels of width h make ρ into ρ/(1 + h²), with h = n^(−1/6) by Silverman's rule, which at ρ = 0.95 is −0.479
/// at n = 1,000 and −0.296 at 10,000; a tenth more h would be 0.05 lower.</item>
/// <item>Anything that scales, as a logarithm to another base: the tasks of 1 to 6 nats.</item>
/// </list>
/// </summary>
public class ClosedFormAccuracyTests(ITestOutputHelper output)
{
    private static readonly RunContext s_alone = new() { MaxDegreeOfParallelism = 1 };

    [Theory]
    [InlineData("normal-0-1x1", "ksg1", 1_000, 0, 0.015, 0.02)]
    [InlineData("normal-0-1x1", "ksg2", 1_000, 0, 0.02, 0.025)]
    [InlineData("normal-0-1x1", "gaussian", 1_000, 0, 0.0004, 0.0006)]
    [InlineData("normal-0-1x1", "kozachenko-leonenko", 1_000, 0, 0.025, 0.04)]
    [InlineData("normal-0-1x1", "gao-mixture", 1_000, 0, 0.015, 0.02)]
    [InlineData("normal-0-1x1", "fft-kde", 1_000, 0.0125, 0.0012, 0.015)]
    [InlineData("normal-0.6-1x1", "ksg1", 1_000, 0, 0.025, 0.04)]
    [InlineData("normal-0.6-1x1", "ksg2", 1_000, 0, 0.025, 0.04)]
    [InlineData("normal-0.6-1x1", "gaussian", 1_000, 0, 0.02, 0.03)]
    [InlineData("normal-0.6-1x1", "kozachenko-leonenko", 1_000, 0, 0.04, 0.06)]
    [InlineData("normal-0.6-1x1", "gao-mixture", 1_000, 0, 0.025, 0.04)]
    [InlineData("normal-0.6-1x1", "fft-kde", 1_000, -0.035, 0.015, 0.05)]
    [InlineData("normal-0.6-1x1", "lnc", 1_000, 0, 0.025, 0.04)]
    [InlineData("normal-0.95-1x1", "ksg1", 1_000, 0, 0.03, 0.04)]
    [InlineData("normal-0.95-1x1", "ksg2", 1_000, 0, 0.04, 0.05)]
    [InlineData("normal-0.95-1x1", "gaussian", 1_000, 0, 0.025, 0.04)]
    [InlineData("normal-0.95-1x1", "gaussian-copula", 1_000, 0, 0.025, 0.04)]
    [InlineData("normal-0.95-1x1", "kozachenko-leonenko", 1_000, 0, 0.03, 0.05)]
    [InlineData("normal-0.95-1x1", "gao-mixture", 1_000, 0, 0.025, 0.04)]
    [InlineData("normal-0.95-1x1", "fft-kde", 1_000, -0.475, 0.012, 0.6)]
    [InlineData("normal-0.95-1x1", "lnc", 1_000, 0, 0.03, 0.04)]
    [InlineData("normal-0-2x2", "ksg1", 1_000, 0, 0.015, 0.02)]
    [InlineData("normal-0-2x2", "ksg2", 1_000, 0, 0.012, 0.02)]
    [InlineData("normal-0-2x2", "gaussian", 1_000, 0, 0.0008, 0.0012)]
    [InlineData("normal-0-2x2", "kozachenko-leonenko", 1_000, 0.035, 0.025, 0.06)]
    [InlineData("normal-0.6-2x2", "ksg1", 1_000, 0, 0.03, 0.05)]
    [InlineData("normal-0.6-2x2", "ksg2", 1_000, 0, 0.03, 0.05)]
    [InlineData("normal-0.6-2x2", "gaussian", 1_000, 0, 0.03, 0.04)]
    [InlineData("normal-0.95-2x2", "ksg1", 1_000, -0.12, 0.03, 0.15)]
    [InlineData("normal-0.95-2x2", "ksg2", 1_000, -0.1, 0.03, 0.15)]
    [InlineData("normal-0.95-2x2", "gaussian", 1_000, 0, 0.04, 0.05)]
    [InlineData("normal-0-5x5", "gaussian", 1_000, 0, 0.003, 0.005)]
    [InlineData("normal-0.6-5x5", "ksg1", 1_000, -0.365, 0.03, 0.5)]
    [InlineData("normal-0.6-5x5", "gaussian", 1_000, 0, 0.04, 0.05)]
    [InlineData("student-1-1x1", "ksg1", 1_000, -0.11, 0.03, 0.15)]
    [InlineData("student-1-1x1", "ksg2", 1_000, -0.1, 0.03, 0.15)]
    [InlineData("student-1-1x1", "gaussian-copula", 1_000, -0.223, 0.0025, 0.3)]
    [InlineData("additive-0.10", "ksg1", 1_000, -0.06, 0.015, 0.08)]
    [InlineData("additive-0.10", "ksg2", 1_000, -0.06, 0.02, 0.08)]
    [InlineData("additive-0.10", "gao-mixture", 1_000, -0.07, 0.012, 0.1)]
    [InlineData("additive-0.10", "lnc", 1_000, -0.065, 0.015, 0.08)]
    [InlineData("log-gamma-exponential-2", "ksg1", 1_000, 0, 0.025, 0.04)]
    [InlineData("log-gamma-exponential-2", "ksg2", 1_000, 0, 0.03, 0.04)]
    [InlineData("log-gamma-exponential-2", "gaussian", 1_000, -0.065, 0.015, 0.08)]
    [InlineData("ross-normal-2", "ross", 1_000, 0, 0.02, 0.025)]
    [InlineData("ross-normal-2", "gao-mixture", 1_000, 0, 0.015, 0.025)]
    [InlineData("ross-uniform-2", "ross", 1_000, 0, 0.008, 0.012)]
    [InlineData("ross-uniform-2", "gao-mixture", 1_000, 0, 0.01, 0.015)]
    [InlineData("gao-uniform-5", "ross", 1_000, 0, 0.02, 0.025)]
    [InlineData("gao-uniform-5", "gao-mixture", 1_000, 0, 0.012, 0.02)]
    [InlineData("gao-uniform-5", "fft-kde", 1_000, -0.14, 0.01, 0.2)]
    [InlineData("gao-uniform-50", "ross", 1_000, -0.06, 0.012, 0.08)]
    [InlineData("gao-uniform-50", "ross-jidt", 1_000, 0, 0.012, 0.02)]
    [InlineData("gao-uniform-50", "gao-mixture", 1_000, -0.1, 0.012, 0.12)]
    [InlineData("poisson-exponential", "ross", 1_000, 0, 0.025, 0.04)]
    [InlineData("poisson-exponential", "gao-mixture", 1_000, 0, 0.025, 0.04)]
    [InlineData("zero-inflated-poisson", "gao-mixture", 1_000, 0, 0.02, 0.025)]
    [InlineData("atoms-and-normals", "gao-mixture", 1_000, -0.235, 0.025, 0.3)]
    public void Estimates_OfAThousandRows_MissTheTruthByWhatTheMethodDoes(
        string task, string estimator, int n, double bias, double tolerance, double rmse) => Check(task, estimator, n, 20, bias, tolerance, rmse);

    [SlowTheory]
    [InlineData("normal-0-1x1", "ksg1", 200, 0, 0.025, 0.05)]
    [InlineData("normal-0-1x1", "ksg2", 200, 0, 0.025, 0.06)]
    [InlineData("normal-0-1x1", "gaussian", 200, 0, 0.002, 0.003)]
    [InlineData("normal-0-1x1", "kozachenko-leonenko", 200, 0, 0.04, 0.1)]
    [InlineData("normal-0-1x1", "ksg1", 10_000, 0, 0.004, 0.008)]
    [InlineData("normal-0-1x1", "ksg2", 10_000, 0, 0.004, 0.01)]
    [InlineData("normal-0-1x1", "fft-kde", 10_000, 0.0035, 0.0003, 0.005)]
    [InlineData("normal-0.6-1x1", "ksg1", 200, 0, 0.04, 0.08)]
    [InlineData("normal-0.6-1x1", "ksg2", 200, 0, 0.04, 0.08)]
    [InlineData("normal-0.6-1x1", "gaussian", 200, 0, 0.025, 0.06)]
    [InlineData("normal-0.6-1x1", "kozachenko-leonenko", 200, 0, 0.05, 0.12)]
    [InlineData("normal-0.6-1x1", "ksg1", 10_000, 0, 0.005, 0.012)]
    [InlineData("normal-0.6-1x1", "ksg2", 10_000, 0, 0.005, 0.012)]
    [InlineData("normal-0.6-1x1", "gaussian", 10_000, 0, 0.003, 0.008)]
    [InlineData("normal-0.6-1x1", "fft-kde", 10_000, -0.0215, 0.003, 0.03)]
    [InlineData("normal-0.95-1x1", "ksg1", 200, 0, 0.04, 0.1)]
    [InlineData("normal-0.95-1x1", "ksg2", 200, 0, 0.04, 0.1)]
    [InlineData("normal-0.95-1x1", "gaussian", 200, 0, 0.04, 0.1)]
    [InlineData("normal-0.95-1x1", "kozachenko-leonenko", 200, 0, 0.06, 0.15)]
    [InlineData("normal-0.95-1x1", "ksg1", 10_000, 0.008, 0.006, 0.02)]
    [InlineData("normal-0.95-1x1", "ksg2", 10_000, 0.0065, 0.008, 0.02)]
    [InlineData("normal-0.95-1x1", "gaussian", 10_000, 0, 0.005, 0.012)]
    [InlineData("normal-0.95-1x1", "fft-kde", 10_000, -0.292, 0.003, 0.4)]
    [InlineData("normal-0-2x2", "ksg1", 200, 0, 0.02, 0.05)]
    [InlineData("normal-0-2x2", "ksg2", 200, 0, 0.025, 0.05)]
    [InlineData("normal-0-2x2", "gaussian", 200, 0, 0.003, 0.008)]
    [InlineData("normal-0-2x2", "kozachenko-leonenko", 200, 0, 0.05, 0.12)]
    [InlineData("normal-0.6-2x2", "ksg1", 200, -0.055, 0.04, 0.1)]
    [InlineData("normal-0.6-2x2", "ksg2", 200, -0.045, 0.04, 0.1)]
    [InlineData("normal-0.6-2x2", "gaussian", 200, 0, 0.04, 0.08)]
    [InlineData("normal-0.95-2x2", "ksg1", 200, -0.41, 0.04, 0.5)]
    [InlineData("normal-0.95-2x2", "ksg2", 200, -0.37, 0.04, 0.5)]
    [InlineData("normal-0.95-2x2", "gaussian", 200, 0, 0.05, 0.12)]
    [InlineData("normal-0-5x5", "gaussian", 200, 0, 0.01, 0.025)]
    [InlineData("normal-0.6-5x5", "ksg1", 200, -0.555, 0.04, 0.8)]
    [InlineData("normal-0.6-5x5", "gaussian", 200, 0, 0.05, 0.12)]
    [InlineData("normal-0.95-5x5", "ksg1", 200, -3.47, 0.03, 4)]
    [InlineData("normal-0.95-5x5", "gaussian", 200, 0, 0.08, 0.2)]
    [InlineData("student-1-1x1", "ksg1", 200, -0.155, 0.025, 0.2)]
    [InlineData("student-1-1x1", "ksg2", 200, -0.15, 0.025, 0.2)]
    [InlineData("student-1-1x1", "ksg1", 10_000, -0.0405, 0.008, 0.05)]
    [InlineData("student-1-1x1", "ksg2", 10_000, -0.0355, 0.008, 0.05)]
    [InlineData("additive-0.10", "ksg1", 200, -0.145, 0.025, 0.2)]
    [InlineData("additive-0.10", "ksg2", 200, -0.135, 0.03, 0.2)]
    [InlineData("additive-0.10", "ksg1", 10_000, -0.019, 0.004, 0.025)]
    [InlineData("additive-0.10", "ksg2", 10_000, -0.0185, 0.005, 0.025)]
    [InlineData("additive-0.50", "ksg1", 200, -0.08, 0.03, 0.12)]
    [InlineData("additive-0.50", "ksg2", 200, -0.075, 0.03, 0.12)]
    [InlineData("additive-0.50", "ksg1", 10_000, -0.011, 0.004, 0.02)]
    [InlineData("additive-0.50", "ksg2", 10_000, -0.0105, 0.005, 0.02)]
    [InlineData("log-gamma-exponential-2", "ksg1", 200, 0, 0.03, 0.08)]
    [InlineData("log-gamma-exponential-2", "ksg2", 200, 0, 0.04, 0.08)]
    [InlineData("log-gamma-exponential-2", "gaussian", 200, -0.065, 0.025, 0.1)]
    [InlineData("log-gamma-exponential-2", "ksg1", 10_000, 0, 0.005, 0.012)]
    [InlineData("log-gamma-exponential-2", "ksg2", 10_000, 0, 0.006, 0.015)]
    [InlineData("log-gamma-exponential-2", "gaussian", 10_000, -0.065, 0.004, 0.08)]
    [InlineData("normal-0-2x2", "ksg1", 10_000, 0.0015, 0.0035, 0.01)]
    [InlineData("normal-0-2x2", "gaussian", 10_000, 0, 0.0002, 0.0004)]
    [InlineData("normal-0.6-2x2", "ksg1", 10_000, 0.0045, 0.005, 0.015)]
    [InlineData("normal-0.6-2x2", "gaussian", 10_000, 0, 0.005, 0.012)]
    [InlineData("normal-0.95-2x2", "ksg1", 10_000, 0.016, 0.007, 0.03)]
    [InlineData("normal-0.95-2x2", "gaussian", 10_000, 0, 0.007, 0.02)]
    [InlineData("student-2-2x2", "ksg1", 10_000, -0.078, 0.005, 0.1)]
    [InlineData("normal-0-5x5", "ksg1", 10_000, 0, 0.005, 0.015)]
    [InlineData("normal-0-5x5", "gaussian", 10_000, 0, 0.0002, 0.0006)]
    [InlineData("normal-0.6-5x5", "ksg1", 10_000, -0.191, 0.007, 0.25)]
    [InlineData("normal-0.6-5x5", "gaussian", 10_000, 0, 0.008, 0.02)]
    [InlineData("normal-0.95-5x5", "ksg1", 10_000, -1.497, 0.008, 2)]
    [InlineData("normal-0.95-5x5", "gaussian", 10_000, 0, 0.012, 0.04)]
    [InlineData("student-3-5x5", "ksg1", 10_000, -0.1455, 0.004, 0.2)]
    public void Estimates_OfFiftySamples_MissTheTruthByWhatTheMethodDoes(
        string task, string estimator, int n, double bias, double tolerance, double rmse) => Check(task, estimator, n, 50, bias, tolerance, rmse);

    [Theory]
    [InlineData(1, 0, 0.03)]
    [InlineData(2, -0.02, 0.03)]
    [InlineData(5, -0.08, 0.05)]
    public void Entropies_OfNormalColumns_MissTheTruthByLessThanTheVolumeOfABall(int d, double bias, double tolerance)
    {
        double truth = 0.5 * d * Math.Log(2 * Math.PI * Math.E);
        double mean = NeighborData.MeanOver(20, seed => new KozachenkoLeonenko().Evaluate(
            new EntropyTerm(VariableSet.Of(0)), NeighborData.Numeric(NeighborData.Normals(1_000, d, seed), d)).Nats);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"entropy of {d} columns: bias {mean - truth:0.0000}"));
        Assert.InRange(mean - truth, bias - tolerance, bias + tolerance);
    }

    [Fact]
    public void Slips_OfKsg_AreOutsideTheTolerance()
    {
        // As in the rows of normal-0-1x1 at n = 1,000.
        const double Tolerance = 0.015;
        KnownDistribution known = KnownTruths.Get("normal-0-1x1");
        double[][] found = [.. Enumerable.Range(0, 20).Select(seed => KsgForms(known.Sample(1_000, (ulong)seed)))];
        double[] bias = [.. Enumerable.Range(0, 7).Select(form => found.Average(f => f[form]) - known.Truth)];
        output.WriteLine(string.Join(", ", bias.Select(b => b.ToString("0.0000", CultureInfo.InvariantCulture))));
        Assert.All([bias[0], bias[1]], right => Assert.InRange(right, -Tolerance, Tolerance));
        Assert.All(bias[2..], slip => Assert.NotInRange(slip, -Tolerance, Tolerance));
    }

    private void Check(string task, string estimator, int n, int seeds, double bias, double tolerance, double most)
    {
        KnownDistribution known = KnownTruths.Get(task);
        double[] errors = new double[seeds];
        Parallel.For(0, seeds, seed => errors[seed] = Point(known.Sample(n, (ulong)seed), Estimators.Get(estimator).Create()) - known.Truth);
        double found = errors.Average();
        double error = Math.Sqrt(errors.Average(e => e * e));
        double deviation = Math.Sqrt(errors.Sum(e => (e - found) * (e - found)) / (seeds - 1));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{task} {estimator} n={n}: bias {found:0.0000} ± {deviation / Math.Sqrt(seeds):0.0000}, RMSE {error:0.0000}"));
        Assert.InRange(found, bias - tolerance, bias + tolerance);
        Assert.InRange(error, 0, most);
    }

    // The number that the pipeline reports, without the test of independence, which takes most of its time.
    private static double Point(KnownSample sample, Estimator estimator)
    {
        Question question = new(Sample.Align([sample.X, sample.Y]), 2, estimator, EstimateOptions.Default, s_alone);
        return RowSum.Of(Compatibility.Way(Measure.MutualInformation, question), question.Sample, s_alone).Point;
    }

    // ksg1 and ksg2 of three neighbours; then ksg1 with the row itself counted, without the one, and with the border counted; ksg2 without
    // 1/k, and with counts inside the border.
    private static double[] KsgForms(KnownSample sample)
    {
        const int K = 3;
        double[] x = sample.X.Values.ToArray();
        double[] y = sample.Y.Values.ToArray();
        int n = x.Length;
        double[] sums = new double[7];
        for (int i = 0; i < n; i++)
        {
            double[] dx = [.. x.Where((_, j) => j != i).Select(v => Math.Abs(v - x[i]))];
            double[] dy = [.. y.Where((_, j) => j != i).Select(v => Math.Abs(v - y[i]))];
            int[] near = [.. Enumerable.Range(0, n - 1).OrderBy(j => Math.Max(dx[j], dy[j])).Take(K)];
            double radius = Math.Max(dx[near[^1]], dy[near[^1]]);
            (double wx, double wy) = (near.Max(j => dx[j]), near.Max(j => dy[j]));
            double Margins(Func<double[], double, int> count, double rx, double ry, int more) =>
                SpecialFunctions.Digamma(count(dx, rx) + more) + SpecialFunctions.Digamma(count(dy, ry) + more);
            static int Inside(double[] distances, double radius) => distances.Count(v => v < radius);
            static int Within(double[] distances, double radius) => distances.Count(v => v <= radius);
            double all = SpecialFunctions.Digamma(K) + SpecialFunctions.Digamma(n);
            double[] forms =
            [
                all - Margins(Inside, radius, radius, 1),
                all - (1.0 / K) - Margins(Within, wx, wy, 0),
                all - Margins(Inside, radius, radius, 2),
                all - Margins(Inside, radius, radius, Inside(dx, radius) * Inside(dy, radius) == 0 ? 1 : 0),
                all - Margins(Within, radius, radius, 1),
                all - Margins(Within, wx, wy, 0),
                all - (1.0 / K) - Margins(Inside, wx, wy, Inside(dx, wx) * Inside(dy, wy) == 0 ? 1 : 0),
            ];
            for (int form = 0; form < forms.Length; form++)
            {
                sums[form] += forms[form] / n;
            }
        }

        return sums;
    }
}
