using System.Globalization;
using System.Text;
using Xunit;

namespace Infometer.Tests;

/// <summary>
/// Values of ours on seeded data, frozen: they change when an estimator, a measure, an interval or a random stream changes,
/// which must be on purpose. A mismatch is a finding; after a wanted change delete the file, run the test and review the diff.
/// </summary>
[Trait("Kernels", "Vector")]
public class OwnValuesTests
{
    private static readonly string s_file = Path.Combine(Repository.Root, "tests", "Infometer.Tests", "Reference", "own-values.csv");

    [Fact]
    public void Values_OnSeededData_AreTheFrozenOnes()
    {
        string[] actual = [.. Compute()];
        if (!File.Exists(s_file))
        {
            File.WriteAllText(s_file, string.Join('\n', actual) + "\n");
            Assert.Fail($"{Path.GetFileName(s_file)} was written anew; review it and run again.");
        }

        string[] expected = File.ReadAllLines(s_file);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            string[] wanted = expected[i].Split(',');
            string[] found = actual[i].Split(',');
            Assert.Equal(wanted[..3], found[..3]);
            for (int j = 3; j < wanted.Length; j++)
            {
                bool isClose = wanted[j] == found[j]
                    || (double.TryParse(wanted[j], CultureInfo.InvariantCulture, out double w)
                        && double.TryParse(found[j], CultureInfo.InvariantCulture, out double f)
                        && Math.Abs(w - f) <= 1e-9 * Math.Max(1, Math.Abs(w)));
                Assert.True(isClose, $"{expected[0].Split(',')[j]} of {string.Join(", ", wanted[..3])} is {found[j]}, frozen {wanted[j]}.");
            }
        }
    }

    private static IEnumerable<string> Compute()
    {
        yield return "data,measure,estimator,raw,value,standardError,low,high,pValue,verdict";
        foreach ((string name, int levels, int n, double copied) in new[] { ("dense", 4, 500, 0.4), ("sparse", 30, 200, 0.5), ("independent", 5, 300, 0) })
        {
            Variable[] v = Draw(name, levels, n, copied);
            foreach (Measure measure in Measure.All.Where(m => m.Series is null))
            {
                bool isEntropies = measure.Id is "entropy" or "mi" or "cmi";
                foreach (EstimatorDescriptor descriptor in Estimators.All
                    .Where(d => isEntropies ? d.Create() is DiscreteEstimator : d.Id == "plugin"))
                {
                    yield return Row(name, measure, Ask(measure, v, descriptor.Create()));
                }
            }
        }
    }

    private static Estimate Ask(Measure measure, Variable[] v, Estimator estimator) => measure.Id switch
    {
        "entropy" => measure.Estimate([v[0]], null, estimator),
        "conditional-entropy" => measure.Estimate([v[0]], v[1], estimator),
        "cmi" => measure.Estimate([v[0], v[1]], v[2], estimator),
        "tc" or "dtc" or "co-information" or "o-information" or "s-information" => measure.Estimate(v, null, estimator),
        _ => measure.Estimate([v[0], v[1]], null, estimator),
    };

    private static string Row(string data, Measure measure, Estimate e)
    {
        StringBuilder row = new($"{data},{measure.Id},{e.Estimator.Descriptor.Id}");
        foreach (double? number in new[] { e.Raw, e.Value, e.StandardError, e.Interval?.Low, e.Interval?.High, e.PValue })
        {
            row.Append(',').Append(number is { } x && double.IsFinite(x) ? x.ToString("G12", CultureInfo.InvariantCulture) : "");
        }

        return row.Append(',').Append(e.Verdict.Word()).ToString();
    }

    private static Variable[] Draw(string name, int levels, int n, double copied)
    {
        Rng rng = Rng.For(11, "own values " + name);
        int[][] codes = [new int[n], new int[n], new int[n]];
        for (int i = 0; i < n; i++)
        {
            codes[0][i] = Math.Min(rng.NextInt(levels), rng.NextInt(levels));
            codes[1][i] = rng.NextDouble() < copied ? codes[0][i] : rng.NextInt(levels);
            codes[2][i] = rng.NextDouble() < copied ? codes[1][i] : rng.NextInt(3);
        }

        return [.. codes.Select((c, i) => Variable.Discrete(Codes.Create(c, levels), null, $"v{i}"))];
    }
}
