using System.Globalization;
using Xunit;

namespace Infometer.Tests;

/// <summary>Coverage of the intervals of the measures besides mutual information, over draws from a known three-variable law.</summary>
public class OtherMeasureCoverageTests(ITestOutputHelper output)
{
    private static readonly int s_draws =
        int.Parse(Environment.GetEnvironmentVariable("INFOMETER_DRAWS") ?? "300", CultureInfo.InvariantCulture);

    public static TheoryData<string, double, int, int> Cases
    {
        get
        {
            TheoryData<string, double, int, int> cases = [];
            foreach (Measure measure in Measure.All.Where(m => m.Id != "mi" && m.Series is null))
            {
                foreach (double copied in new[] { 0, 0.3, 0.7 })
                {
                    foreach ((int levels, int n) in new[] { (3, 300), (3, 3_000), (6, 3_000) })
                    {
                        cases.Add(measure.Id, copied, levels, n);
                    }
                }
            }

            return cases;
        }
    }

    [SlowTheory]
    [MemberData(nameof(Cases))]
    public void Interval_OverKnownTruth_Covers(string id, double copied, int levels, int n)
    {
        Measure measure = Measure.Get(id);
        double[,,] law = Law(levels, copied);
        double truth = Truth(measure, law);
        int[] hits = new int[s_draws];
        Verdict[] verdicts = new Verdict[s_draws];
        Parallel.For(0, s_draws, draw =>
        {
            Rng rng = Rng.For(2, $"other coverage {id} {copied} {levels} {n}", draw);
            Variable[] v = Draw(law, n, ref rng);
            RunContext context = new() { Seed = (ulong)draw, MaxDegreeOfParallelism = 1 };
            Estimate estimate = Ask(measure, v, context);
            verdicts[draw] = estimate.Verdict;
            hits[draw] = estimate.Interval is null ? -1 : (estimate.Interval.Value.Low <= truth + 1e-12 && (estimate.Interval.Value.High ?? double.PositiveInfinity) >= truth - 1e-12) ? 1 : 0;
        });
        int[] answered = [.. hits.Where(h => h >= 0)];
        Assert.True(answered.Length > s_draws / 2, "most draws must be answered");
        double coverage = answered.Average();
        string counts = string.Join(' ', verdicts.CountBy(x => x).OrderBy(x => x.Key).Select(x => $"{x.Key.Word()} {x.Value}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id} copied={copied} levels={levels} n={n}: truth {truth:0.0000} coverage {coverage:0.000} {counts}"));
        Assert.True(coverage >= 0.93 - (3 * Math.Sqrt(0.0651 / answered.Length)), $"coverage {coverage} of {id}");
    }

    private static Estimate Ask(Measure measure, Variable[] v, RunContext context) => measure.Id switch
    {
        "cmi" => measure.Estimate([v[0], v[1]], v[2], context: context),
        "conditional-entropy" => measure.Estimate([v[0]], v[1], context: context),
        "entropy" => measure.Estimate([v[0], v[1]], context: context),
        "tc" or "dtc" or "co-information" or "o-information" or "s-information" => measure.Estimate(v, context: context),
        _ => measure.Estimate([v[0], v[1]], context: context),
    };

    // X uneven; Y and Z copy X with a probability and are uneven in their own way otherwise.
    private static double[,,] Law(int levels, double copied)
    {
        double[] x = [.. Enumerable.Range(0, levels).Select(i => 1.0 / (i + 2))];
        double[] y = [.. Enumerable.Range(0, levels).Select(i => 1.0 + i)];
        double sumX = x.Sum();
        double sumY = y.Sum();
        double[,,] p = new double[levels, levels, levels];
        for (int i = 0; i < levels; i++)
        {
            for (int j = 0; j < levels; j++)
            {
                for (int k = 0; k < levels; k++)
                {
                    double givenJ = ((1 - copied) * y[j] / sumY) + (i == j ? copied : 0);
                    double givenK = ((1 - copied) / levels) + ((i + 1) % levels == k ? copied : 0);
                    p[i, j, k] = x[i] / sumX * givenJ * givenK;
                }
            }
        }

        return p;
    }

    // The plug-in of ten million "rows" in exact proportion is the truth to within rounding of the counts.
    private static double Truth(Measure measure, double[,,] law)
    {
        int levels = law.GetLength(0);
        const double Rows = 1e13;
        List<int>[] codes = [[], [], []];
        List<long> counts = [];
        for (int i = 0; i < levels; i++)
        {
            for (int j = 0; j < levels; j++)
            {
                for (int k = 0; k < levels; k++)
                {
                    codes[0].Add(i);
                    codes[1].Add(j);
                    codes[2].Add(k);
                    counts.Add((long)Math.Round(law[i, j, k] * Rows));
                }
            }
        }

        JointCounts joint = new([.. codes.Select(c => c.ToArray())], [.. counts], [levels, levels, levels]);
        Plugin plugin = new();
        double H(params int[] set) => plugin.Entropy(joint.Marginal(new VariableSet((ulong)set.Sum(s => 1L << s))).Counts, 0);
        double tc = H(0) + H(1) + H(2) - H(0, 1, 2);
        double dtc = H(0, 1) + H(0, 2) + H(1, 2) - (2 * H(0, 1, 2));
        double mi = H(0) + H(1) - H(0, 1);
        double[] p = [.. Enumerable.Range(0, levels).Select(i => Sum(law, i, null))];
        double[] q = [.. Enumerable.Range(0, levels).Select(j => Sum(law, null, j))];
        double kl = p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum();
        double lk = q.Zip(p, (a, b) => a * Math.Log(a / b)).Sum();
        double[] m = [.. p.Zip(q, (a, b) => (a + b) / 2)];
        return measure.Id switch
        {
            "cmi" => H(0, 2) + H(1, 2) - H(0, 1, 2) - H(2),
            "entropy" => H(0, 1),
            "conditional-entropy" => H(0, 1) - H(1),
            "tc" => tc,
            "dtc" => dtc,
            "o-information" => tc - dtc,
            "s-information" => tc + dtc,
            "co-information" => mi - (H(0, 2) + H(1, 2) - H(0, 1, 2) - H(2)),
            "nmi" or "ami" => mi / ((H(0) + H(1)) / 2),
            "vi" => H(0, 1) - mi,
            "rajski" => 1 - (mi / H(0, 1)),
            "kl" => kl,
            "jeffreys" => kl + lk,
            "js" => (p.Zip(m, (a, b) => a * Math.Log(a / b)).Sum() + q.Zip(m, (a, b) => a * Math.Log(a / b)).Sum()) / 2,
            "cross-entropy" => -p.Zip(q, (a, b) => a * Math.Log(b)).Sum(),
            "ari" => RandIndex(law),
            "renyi-entropy" => -Math.Log(Collisions(law, levels)),
            "tsallis-entropy" => 1 - Collisions(law, levels),
            _ => throw new NotSupportedException(measure.Id),
        };
    }

    // Σ p² over the pairs of levels of the first two variables: the power entropies of order 2, their default, are functions of it.
    private static double Collisions(double[,,] law, int levels) =>
        Enumerable.Range(0, levels * levels).Select(cell => Sum(law, cell / levels, cell % levels)).Sum(p => p * p);

    private static double Sum(double[,,] law, int? first, int? second)
    {
        double sum = 0;
        for (int i = 0; i < law.GetLength(0); i++)
        {
            for (int j = 0; j < law.GetLength(1); j++)
            {
                for (int k = 0; k < law.GetLength(2); k++)
                {
                    sum += (first is null || first == i) && (second is null || second == j) ? law[i, j, k] : 0;
                }
            }
        }

        return sum;
    }

    private static double RandIndex(double[,,] law)
    {
        int levels = law.GetLength(0);
        double both = 0;
        double inX = 0;
        double inY = 0;
        for (int i = 0; i < levels; i++)
        {
            inX += Math.Pow(Sum(law, i, null), 2);
            inY += Math.Pow(Sum(law, null, i), 2);
            for (int j = 0; j < levels; j++)
            {
                both += Math.Pow(Sum(law, i, j), 2);
            }
        }

        return (both - (inX * inY)) / (((inX + inY) / 2) - (inX * inY));
    }

    private static Variable[] Draw(double[,,] law, int n, ref Rng rng)
    {
        int levels = law.GetLength(0);
        double[] cumulative = new double[law.Length];
        double sum = 0;
        int at = 0;
        foreach (double p in law)
        {
            sum += p;
            cumulative[at++] = sum;
        }

        int[][] codes = [new int[n], new int[n], new int[n]];
        for (int row = 0; row < n; row++)
        {
            int cell = Array.BinarySearch(cumulative, rng.NextDouble() * sum);
            cell = cell < 0 ? ~cell : cell;
            (codes[0][row], codes[1][row], codes[2][row]) = (cell / levels / levels, cell / levels % levels, cell % levels);
        }

        return [.. codes.Select((c, i) => Variable.Discrete(Codes.Create(c, levels), null, $"v{i}"))];
    }
}
