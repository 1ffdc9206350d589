using System.Globalization;
using Xunit;

namespace Infometer.Tests;

/// <summary>Whether 95 % intervals of discrete mutual information hold the truth, over repeated draws from known distributions.</summary>
public class CoverageTests(ITestOutputHelper output)
{
    // INFOMETER_DRAWS=2000 gives the figures of docs/discrete-accuracy.md; fewer draws keep the suite short.
    private static readonly int s_draws =
        int.Parse(Environment.GetEnvironmentVariable("INFOMETER_DRAWS") ?? "400", CultureInfo.InvariantCulture);

    [SlowFact]
    public void MutualInformationInterval_OverKnownTruth_CoversInEveryCell()
    {
        List<string> failures = [];
        long covered = 0;
        long total = 0;
        foreach ((int rows, int columns) in new[] { (2, 2), (4, 4), (10, 10), (30, 2) })
        {
            foreach (double bits in new[] { 0, 0.01, 0.05, 0.3, 1 })
            {
                foreach (int n in new[] { 1_000, 10_000 })
                {
                    (double coverage, string verdicts) = Coverage(rows, columns, bits, n);
                    string cell = string.Create(
                        CultureInfo.InvariantCulture, $"{rows}×{columns} I={bits} bit n={n}: coverage {coverage:0.000} {verdicts}");
                    output.WriteLine(cell);
                    covered += (long)Math.Round(coverage * s_draws);
                    total += s_draws;
                    double slack = 3 * Math.Sqrt(0.95 * 0.05 / s_draws);
                    bool isIn = bits == 0 ? coverage >= 0.94 - slack : coverage >= 0.92 - slack;
                    if (!isIn)
                    {
                        failures.Add(cell);
                    }
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pooled {covered / (double)total:0.0000} over {total:N0} draws"));
        Assert.Empty(failures);
        Assert.True(covered / (double)total >= 0.95);
    }

    private static (double Coverage, string Verdicts) Coverage(int rows, int columns, double bits, int n)
    {
        JointDistribution truth = JointDistribution.WithInformation(rows, columns, bits);
        int[] hits = new int[s_draws];
        Verdict[] verdicts = new Verdict[s_draws];
        Parallel.For(0, s_draws, draw =>
        {
            Rng rng = Rng.For(1, $"coverage {rows} {columns} {bits} {n}", draw);
            (Codes x, Codes y) = Expand(truth.Draw(n, ref rng), columns, rows);
            Estimate estimate = MutualInformation.Estimate(
                Variable.Discrete(x), Variable.Discrete(y), context: new RunContext { Seed = (ulong)draw, MaxDegreeOfParallelism = 1 });
            verdicts[draw] = estimate.Verdict;
            hits[draw] = estimate.Interval is { } interval && interval.Low <= truth.Nats + 1e-12 && interval.High >= truth.Nats - 1e-12 ? 1 : 0;
        });
        string counts = string.Join(' ', verdicts.CountBy(v => v).OrderBy(v => v.Key).Select(v => $"{v.Key.Word()} {v.Value}"));
        return (hits.Average(), counts);
    }

    private static (Codes X, Codes Y) Expand(long[] counts, int columns, int rows)
    {
        List<int> x = [];
        List<int> y = [];
        for (int cell = 0; cell < counts.Length; cell++)
        {
            for (long i = 0; i < counts[cell]; i++)
            {
                x.Add(cell / columns);
                y.Add(cell % columns);
            }
        }

        return (Codes.Create([.. x], rows), Codes.Create([.. y], columns));
    }
}
